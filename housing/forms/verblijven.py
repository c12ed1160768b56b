"""Plekken: book, extend, leave, take out of use."""

from datetime import date
from typing import Any

from django import forms

from housing.enums import LeegstandReden, Vertrekreden
from housing.forms.velden import DatumField, RustigForm
from housing.models import Plek


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


class VertrekForm(RustigForm):
    vertrokken_op = DatumField(label="Dag van vertrek", help_text="De dag waarop de bewoner is vertrokken.")
    vertrekreden = forms.ChoiceField(label="Waarheen?", choices=Vertrekreden.choices, widget=forms.RadioSelect)

    def clean_vertrekreden(self) -> Vertrekreden:
        return Vertrekreden(self.cleaned_data["vertrekreden"])


class VerlengForm(forms.Form):
    vertrek = DatumField(label="Nieuwe dag van vertrek", help_text="Later of eerder dan nu afgesproken.")


class BuitenGebruikForm(RustigForm):
    van = DatumField(label="Eerste dag")
    tot_en_met = DatumField(label="Laatste dag", help_text="Deze dag telt mee.")
    reden = forms.ChoiceField(label="Waarom?", choices=LeegstandReden.choices, widget=forms.RadioSelect)

    def clean_reden(self) -> LeegstandReden:
        return LeegstandReden(self.cleaned_data["reden"])
