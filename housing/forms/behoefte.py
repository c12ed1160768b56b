"""A new version of the behoefteraming."""

from decimal import Decimal
from typing import Any

from django import forms

from housing.enums import MET_BANDBREEDTE, ZONDER_BANDBREEDTE, AannameSoort, Scenario
from housing.forms.velden import RustigForm
from housing.regels.behoefte import Raming
from housing.services.behoefte import AannameInvoer
from zwijndrecht_portal.core.onherleidbaar import Telling


class RamingForm(RustigForm):
    """A new version of the behoefteraming. The assumptions of the version before are filled in."""

    toelichting = forms.CharField(
        label="Toelichting",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat is er anders dan in de vorige versie, en waarom?",
    )

    def __init__(self, *args: Any, vorige: Raming | None, geregistreerd: Telling, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for soort in MET_BANDBREEDTE:
            regel = vorige.aannames[soort] if vorige else None
            for scenario in Scenario:
                waarde = regel.waarde(scenario) if regel else None
                self.fields[f"{soort}_{scenario}"] = _getalveld(scenario.label, waarde, soort)
        for soort in ZONDER_BANDBREEDTE:
            waarde = vorige.aannames[soort].midden if vorige else None
            self.fields[f"{soort}_midden"] = _getalveld("Aantal", waarde, soort)
        veld = self.fields[f"{AannameSoort.GEREGISTREERD}_midden"]
        veld.initial = geregistreerd  # who may not see it leaves it as it was
        veld.required = geregistreerd is not None or vorige is None
        for soort in AannameSoort:
            bron = vorige.aannames[soort].bron if vorige else ""
            self.fields[f"{soort}_bron"] = forms.CharField(label="Bron", max_length=300, initial=bron)

    @property
    def groepen(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each assumption together."""
        return [(soort.label, [veld for veld in self if veld.name.startswith(f"{soort}_")]) for soort in AannameSoort]

    def clean(self) -> dict[str, Any]:
        """Gather the fields into one assumption each; what is not filled in is left out."""
        gegevens = super().clean() or {}
        if self.errors:
            return gegevens
        aannames = {}
        for soort in AannameSoort:
            midden = gegevens[f"{soort}_midden"]
            if midden is None:
                continue
            laag, hoog = gegevens.get(f"{soort}_laag", midden), gegevens.get(f"{soort}_hoog", midden)
            aannames[soort] = AannameInvoer(laag, midden, hoog, gegevens[f"{soort}_bron"])
        return {"toelichting": gegevens["toelichting"], "aannames": aannames}


def _getalveld(label: str, waarde: Decimal | None, soort: AannameSoort) -> forms.DecimalField:
    hoogste = 100 if soort == AannameSoort.ZELFSTANDIG else 99_999_999
    initial = None if waarde is None else waarde.normalize() if waarde % 1 else int(waarde)
    return forms.DecimalField(
        label=label, initial=initial, min_value=0, max_value=hoogste, max_digits=12, decimal_places=2, localize=True
    )
