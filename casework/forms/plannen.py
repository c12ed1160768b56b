"""Doelen and scores."""

from datetime import date
from typing import Any

from django import forms

from casework.enums import DoelStatus, Zelfredzaamheid
from casework.forms.velden import DatumField, KorteTekstField, RustigForm, TekstField, leefgebied_veld, sleutel_veld
from zwijndrecht_portal.core.models import Leefgebied

SCORES = [("", "Niet besproken"), *((score.value, f"{score.value} - {score.label}") for score in Zelfredzaamheid)]


class DoelForm(forms.Form):
    sleutel = sleutel_veld()
    leefgebied = leefgebied_veld()
    tekst = KorteTekstField(
        label="Wat wil de inwoner bereiken?", max_length=300, help_text="In gewone woorden: dit komt op papier."
    )
    afspraken = TekstField(label="Wie doet wat?", required=False, help_text="Ook dit krijgt de inwoner op papier.")


class DoelStatusForm(forms.Form):
    status = forms.ChoiceField(choices=DoelStatus)


class MetingenForm(RustigForm):
    """One group of choices per leefgebied, in their order."""

    datum = DatumField(label="Op welke dag besproken?", required=False, help_text="Leeg is vandaag.")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.leefgebieden = list(Leefgebied.objects.order_by("volgorde"))
        for leefgebied in self.leefgebieden:
            self.fields[leefgebied.slug] = forms.TypedChoiceField(
                label=leefgebied.naam,
                choices=SCORES,
                coerce=lambda waarde: Zelfredzaamheid(int(waarde)),
                empty_value=None,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "drie-naast-elkaar"}),
            )

    def clean(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        scores = {gebied.slug: gegevens.pop(gebied.slug, None) for gebied in self.leefgebieden}
        datum: date | None = gegevens.get("datum")
        return {"datum": datum, "scores": {slug: score for slug, score in scores.items() if score is not None}}
