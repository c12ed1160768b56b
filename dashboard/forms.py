"""Is the input well-formed?"""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from plan.selectors import PlanKop
from zwijndrecht_portal.core.opmaak import datum, parse_datum
from zwijndrecht_portal.core.periode import Periode


class RapportageForm(forms.Form):
    """What the report is about. The period is only its name; the facts are those of the peildatum."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    plan = forms.ChoiceField(label="Plan")
    periode = forms.CharField(label="Periode", max_length=60, help_text="Zoals Q4 2019, 2e helft 2020 of 2020.")
    peildatum = forms.CharField(
        label="Peildatum",
        help_text="De rapportage laat de stand aan het eind van deze dag zien. Schrijf de datum als 31-12-2019.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10}),
    )

    def __init__(self, *args: Any, plannen: list[PlanKop], vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kwartaal = Periode.van_kwartaal(vandaag.year, (vandaag.month + 2) // 3)
        self.fields["plan"].choices = [(kop.slug, kop.naam) for kop in plannen]
        self.initial.setdefault("peildatum", datum(vandaag))
        self.initial.setdefault("periode", str(kwartaal))

    def clean_periode(self) -> Periode:
        try:
            return Periode.parse(self.cleaned_data["periode"])
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout

    def clean_peildatum(self) -> date:
        try:
            return parse_datum(self.cleaned_data["peildatum"])
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout
