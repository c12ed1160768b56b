"""Assumptions about a later year. They change nothing in any begroting."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.models import Verdeelscenario
from plan.models import Plan
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def maak_scenario(*, plan: Plan, door: Gebruiker | None, **velden: Any) -> Verdeelscenario:
    """A new assumption. Raises ValidationError when the name exists for that year, or a part is more than the whole."""
    velden.pop("versie", None)
    scenario = Verdeelscenario(plan=plan, door=door, **velden)
    scenario.full_clean()
    scenario.save(force_insert=True)
    return scenario


@transaction.atomic
def wijzig_scenario(
    *, scenario: Verdeelscenario, door: Gebruiker | None, versie: int | None, **velden: Any
) -> Verdeelscenario:
    """Change an assumption; what it was stays in the history. Refused when somebody else saved meanwhile."""
    scenario = Verdeelscenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    if versie != scenario.versie:
        raise ValidationError("Iemand anders heeft dit scenario intussen gewijzigd. Open het opnieuw en vergelijk.")
    for naam, waarde in {**velden, "door": door, "versie": scenario.versie + 1}.items():
        setattr(scenario, naam, waarde)
    scenario.full_clean()
    scenario.save()
    return scenario


@transaction.atomic
def verwijder_scenario(*, scenario: Verdeelscenario) -> None:
    """Take an assumption away; its history stays."""
    scenario.delete()
