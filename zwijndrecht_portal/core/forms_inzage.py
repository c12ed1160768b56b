"""Filters of the access log."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zwijndrecht_portal.core.enums import Handeling, InzageResultaat
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.peildatum import begin_van, einde_van
from zwijndrecht_portal.core.querysets import InzageQuerySet


class DagField(forms.CharField):
    """dd-mm-jjjj, or ISO."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, "size": 12, "placeholder": "dd-mm-jjjj"}
    )

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        try:
            return parse_datum(tekst) if tekst else None
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class InzageFilterForm(forms.Form):
    """Who looked into what, and when. A value that cannot be read is set aside, and says so."""

    dossier = forms.CharField(
        label="Dossier", required=False, max_length=14, widget=forms.TextInput(attrs={"placeholder": "HH-2026-0042"})
    )
    wie = forms.CharField(label="Naam of e-mail", required=False, max_length=100)
    handeling = forms.ChoiceField(label="Wat", required=False, choices=[("", "Alles"), *Handeling.choices])
    resultaat = forms.ChoiceField(label="Gelukt", required=False, choices=[("", "Alles"), *InzageResultaat.choices])
    van = DagField(label="Van", required=False)
    tot_en_met = DagField(label="Tot en met", required=False)
    voor = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def apply(self, inzagen: InzageQuerySet) -> InzageQuerySet:
        self.is_valid()
        keuze = self.cleaned_data
        if keuze.get("dossier"):
            inzagen = inzagen.van_dossier(keuze["dossier"].strip().upper())
        if keuze.get("wie"):
            inzagen = inzagen.door(keuze["wie"].strip())
        for veld in ("handeling", "resultaat"):
            if keuze.get(veld):
                inzagen = inzagen.filter(**{veld: keuze[veld]})
        if keuze.get("van"):
            inzagen = inzagen.filter(moment__gte=begin_van(keuze["van"]))
        if keuze.get("tot_en_met"):
            inzagen = inzagen.filter(moment__lte=einde_van(keuze["tot_en_met"]))
        return inzagen.filter(nummer__lt=keuze["voor"]) if keuze.get("voor") else inzagen
