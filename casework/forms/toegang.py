"""Why someone opens a dossier outside the own work."""

from django import forms

from casework.enums import Toegangsreden
from casework.forms.velden import RustigForm, TekstField


class ToegangForm(RustigForm):
    soort = forms.ChoiceField(label="Waarom?", choices=Toegangsreden, widget=forms.RadioSelect)
    toelichting = TekstField(
        label="Leg het uit in een zin",
        min_length=10,
        max_length=400,
        help_text="De inwoner kan dit lezen. Schrijf niet op wat er in het dossier staat.",
    )
