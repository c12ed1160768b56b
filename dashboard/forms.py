"""Is the input well-formed?"""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from dashboard.enums import RapportageSoort
from plan.selectors import PlanKop
from zwijndrecht_portal.core.opmaak import datum, parse_datum
from zwijndrecht_portal.core.periode import Periode


class RapportageForm(forms.Form):
    """What the report is about. The period is only its name; the facts are those of the peildatum."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    plan = forms.ChoiceField(label="Plan")
    soort = forms.ChoiceField(
        label="Soort",
        choices=RapportageSoort,
        required=False,
        initial=RapportageSoort.VOORTGANG,
        help_text="Een evaluatie gaat over de hele looptijd van het plan.",
    )
    periode = forms.CharField(
        label="Periode",
        max_length=60,
        required=False,
        help_text="Zoals Q4 2019, 2e helft 2020 of 2020. Bij een evaluatie hoeft u niets in te vullen.",
    )
    peildatum = forms.CharField(
        label="Peildatum",
        help_text="De rapportage laat de stand aan het eind van deze dag zien. Schrijf de datum als 31-12-2019.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10}),
    )

    correctie = forms.CharField(
        label="Wat verbetert deze versie?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen nodig als er over deze peildatum al een vastgestelde rapportage is.",
    )

    def __init__(self, *args: Any, plannen: list[PlanKop], vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kwartaal = Periode.van_kwartaal(vandaag.year, (vandaag.month + 2) // 3)
        for naam in ("soort", "periode", "correctie"):  # filled in already, or needed in cases that the help text names
            self.fields[naam].voorwaardelijk = True
        self.fields["plan"].choices = [(kop.slug, kop.naam) for kop in plannen]
        self.initial.setdefault("peildatum", datum(vandaag))
        self.initial.setdefault("periode", str(kwartaal))

    def clean_soort(self) -> str:
        return self.cleaned_data["soort"] or RapportageSoort.VOORTGANG.value

    def clean_periode(self) -> Periode | None:
        if not self.cleaned_data["periode"]:
            if self.cleaned_data.get("soort") == RapportageSoort.EVALUATIE:
                return None
            raise ValidationError("Vul de periode in waar de rapportage over gaat.")
        try:
            return Periode.parse(self.cleaned_data["periode"])
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout

    def clean_peildatum(self) -> date:
        try:
            return parse_datum(self.cleaned_data["peildatum"])
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class SectieForm(forms.Form):
    """What somebody writes in one chapter. `basis` is the fingerprint of the text that was there."""

    basis = forms.CharField(widget=forms.HiddenInput)
    tekst = forms.CharField(
        label="Uw tekst",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Een lege regel is niet nodig: elke regel wordt een alinea.",
    )


class VoorleggenForm(forms.Form):
    """What goes with a report that is put forward; both are asked for only when they are needed."""

    ontbreekt_omdat = forms.CharField(
        label="Waarom mag dit ontbreken?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uw uitleg komt in de rapportage, met de lijst van wat er ontbreekt.",
    )
    correctie = forms.CharField(
        label="Wat verbetert deze versie?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ontbreekt_omdat.voorwaardelijk = correctie.voorwaardelijk = True


class TeruggevenForm(forms.Form):
    reden = forms.CharField(
        label="Wat moet er nog gebeuren?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
