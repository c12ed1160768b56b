"""Contingents, and the ceiling that a reader chooses on the page of draagkracht."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from housing.forms.velden import DatumField, RustigForm
from housing.models import Contingent
from housing.selectors.draagkracht import PLAFOND
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Gebied, Organisatie


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


class ContactadresForm(RustigForm):
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.none(), empty_label="Kies een organisatie"
    )
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        help_text="Van de organisatie, niet van één persoon. Leeg: de woonconsulent krijgt de herinnering.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        van_wonen = Organisatie.objects.filter(soort__in=[OrganisatieSoort.WONEN, OrganisatieSoort.ZORG])
        self.fields["organisatie"].queryset = van_wonen.order_by("naam")


class PlaatsingForm(forms.Form):
    contingent = forms.ModelChoiceField(
        label="Contingent", queryset=Contingent.objects.none(), empty_label="Kies een contingent"
    )
    wijk = forms.ModelChoiceField(label="Wijk", queryset=Gebied.objects.none(), empty_label="Kies een wijk")
    datum = DatumField(label="Dag van de sleutel", help_text="Zoals 31-12-2026.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contingent"].queryset = Contingent.objects.kiesbaar(vandaag)
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
