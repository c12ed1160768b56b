"""Is the input well-formed? Rules about plekken and contingents live in services."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from housing.enums import LeegstandReden, Vertrekreden
from housing.models import Contingent, Plek
from housing.selectors.draagkracht import PLAFOND
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Gebied, Organisatie
from zwijndrecht_portal.core.opmaak import parse_datum


class DatumField(forms.CharField):
    """dd-mm-jjjj, and ISO for who pastes; not a browser's date field, which shows mm/dd/yyyy in an English browser."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, "size": 12})

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            return parse_datum(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class PlekKeuze(forms.ModelChoiceField):
    def label_from_instance(self, plek: Plek) -> str:
        return f"{plek.voorziening} - {plek}"


class BoekForm(forms.Form):
    plek = PlekKeuze(label="Plek", queryset=Plek.objects.none(), empty_label="Kies een plek")
    aankomst = DatumField(label="Dag van aankomst", help_text="Zoals 31-12-2026.")
    vertrek = DatumField(label="Dag van vertrek", help_text="Op deze dag komt de plek vrij. Deze nacht telt niet mee.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plekken = Plek.objects.filter(geldig__endswith=None) | Plek.objects.filter(geldig__endswith__gt=vandaag)
        volgorde = ("voorziening__soort", "voorziening__naam", "naam")
        self.fields["plek"].queryset = plekken.select_related("voorziening").order_by(*volgorde)


class VertrekForm(forms.Form):
    vertrokken_op = DatumField(label="Dag van vertrek", help_text="De dag waarop de bewoner is vertrokken.")
    vertrekreden = forms.ChoiceField(label="Waarheen?", choices=Vertrekreden.choices, widget=forms.RadioSelect)

    def clean_vertrekreden(self) -> Vertrekreden:
        return Vertrekreden(self.cleaned_data["vertrekreden"])


class VerlengForm(forms.Form):
    vertrek = DatumField(label="Nieuwe dag van vertrek", help_text="Later of eerder dan nu afgesproken.")


class BuitenGebruikForm(forms.Form):
    van = DatumField(label="Eerste dag")
    tot_en_met = DatumField(label="Laatste dag", help_text="Deze dag telt mee.")
    reden = forms.ChoiceField(label="Waarom?", choices=LeegstandReden.choices, widget=forms.RadioSelect)

    def clean_reden(self) -> LeegstandReden:
        return LeegstandReden(self.cleaned_data["reden"])


class ContingentForm(forms.Form):
    corporatie = forms.ModelChoiceField(
        label="Corporatie", queryset=Organisatie.objects.none(), empty_label="Kies een corporatie"
    )
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    aantal = forms.IntegerField(label="Aantal woningen", min_value=0, max_value=9999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        van_wonen = Organisatie.objects.filter(soort=OrganisatieSoort.WONEN)
        self.fields["corporatie"].queryset = van_wonen.order_by("naam")


class PlaatsingForm(forms.Form):
    contingent = forms.ModelChoiceField(
        label="Contingent", queryset=Contingent.objects.none(), empty_label="Kies een contingent"
    )
    wijk = forms.ModelChoiceField(label="Wijk", queryset=Gebied.objects.none(), empty_label="Kies een wijk")
    datum = DatumField(label="Dag van de sleutel", help_text="Zoals 31-12-2026.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recent = Contingent.objects.filter(jaar__in=(vandaag.year - 1, vandaag.year))
        self.fields["contingent"].queryset = recent.select_related("corporatie").order_by("-jaar", "corporatie__naam")
        self.fields["wijk"].queryset = Gebied.objects.wijken().order_by("naam")


class PlafondForm(forms.Form):
    """The ceiling that a reader compares with; a wrong value is set aside with a word at the field."""

    plafond = forms.DecimalField(
        label="Plafond per 1.000 inwoners", min_value=0, max_value=100, decimal_places=1, localize=True, required=False
    )

    @property
    def gekozen(self) -> Decimal:
        waarde = self.cleaned_data.get("plafond") if self.is_valid() else None
        return PLAFOND if waarde is None else waarde


class BouwprogrammaForm(forms.Form):
    aandeel = forms.IntegerField(
        label="Deel van de nieuwe woningen in dit segment (%)", min_value=0, max_value=100, required=False
    )

    @property
    def gekozen(self) -> Decimal:
        waarde = self.cleaned_data.get("aandeel") if self.is_valid() else None
        return Decimal(waarde or 0)
