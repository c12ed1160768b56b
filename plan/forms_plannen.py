"""Forms of the pages about the plans as a whole. Rules of the plan live in services."""

from datetime import date
from typing import Any

from django import forms

from plan.enums import AandachtspuntErnst, AandachtspuntSoort
from plan.forms import DatumField, TekstField
from plan.querysets import AandachtspuntQuerySet


class VaststelForm(forms.Form):
    vastgesteld_op = DatumField(label="Vastgesteld op", help_text="Zoals 31-12-2026.")
    akkoord = forms.BooleanField(label="Ik weet dat de vastgestelde perioden hierna niet meer veranderen")

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("akkoord", None)  # asked of the person; the service need not know
        return self.cleaned_data


class AfsluitForm(forms.Form):
    afgesloten_op = DatumField(label="Afgesloten op", help_text="Zoals 31-12-2026.")


class DrempelForm(forms.Form):
    """`versie` is what the person saw; the service refuses an older one."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    herinner_na_dagen = forms.IntegerField(label="Herinner na zoveel dagen zonder melding", min_value=1, max_value=730)
    verouderd_na_dagen = forms.IntegerField(
        label="Noem de voortgang verouderd na zoveel dagen", min_value=2, max_value=730
    )


class OplosForm(forms.Form):
    oplossing = TekstField(label="Hoe is dit opgelost?", help_text="Dit staat straks bij het aandachtspunt.")


class AandachtspuntFilterForm(forms.Form):
    """Filters of the list; an unknown value is ignored with a word at the field."""

    plan = forms.ChoiceField(label="Plan", required=False)
    ernst = forms.ChoiceField(label="Ernst", required=False, choices=[("", "Alle"), *AandachtspuntErnst.choices])
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle"), *AandachtspuntSoort.choices])
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Alle"), ("open", "Open"), ("opgelost", "Opgelost")]
    )

    def __init__(self, data: Any, plannen: list[tuple[str, str]]) -> None:
        super().__init__(data)
        plan: Any = self.fields["plan"]
        plan.choices = [("", "Alle"), *plannen]

    def apply(self, punten: AandachtspuntQuerySet, peildatum: date) -> AandachtspuntQuerySet:
        """Narrow by what was validly chosen."""
        self.is_valid()
        keuze = self.cleaned_data
        if keuze.get("plan"):
            punten = punten.filter(plannen__slug=keuze["plan"])
        if keuze.get("ernst"):
            punten = punten.filter(ernst=keuze["ernst"])
        if keuze.get("soort"):
            punten = punten.filter(soort=keuze["soort"])
        if keuze.get("stand") == "open":
            punten = punten.open(peildatum)
        if keuze.get("stand") == "opgelost":
            punten = punten.opgelost(peildatum)
        return punten
