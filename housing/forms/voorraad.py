"""Verhuisstromen, and what a reader chooses on the page of voorraad."""

from decimal import Decimal

from django import forms

from housing.enums import Richting, Verhuisgebied
from housing.forms.velden import RustigForm


class BouwprogrammaForm(forms.Form):
    aandeel = forms.IntegerField(
        label="Deel van de nieuwe woningen in dit segment (%)", min_value=0, max_value=100, required=False
    )

    @property
    def gekozen(self) -> Decimal:
        waarde = self.cleaned_data.get("aandeel") if self.is_valid() else None
        return Decimal(waarde or 0)


class VerhuisstroomForm(RustigForm):
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    richting = forms.TypedChoiceField(
        label="Welke kant op?", choices=Richting.choices, coerce=Richting, widget=forms.RadioSelect
    )
    gebied = forms.TypedChoiceField(
        label="Waarvandaan of waarheen?", choices=Verhuisgebied.choices, coerce=Verhuisgebied, widget=forms.RadioSelect
    )
    aantal = forms.IntegerField(label="Aantal mensen", min_value=0, max_value=999_999)
    bron = forms.CharField(label="Bron", max_length=120, help_text="Zoals CBS, verhuizingen tussen gemeenten.")
