"""Who works along on which actie, in a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from plan.models import Actie, Betrokkene
from plan.services.acties import beeindig_betrokkene, voeg_betrokkene_toe
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, tekst
from zwijndrecht_portal.core.models import Organisatie


def stand_van_betrokkenen(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """Who works along now. One query."""
    rijen = Betrokkene.objects.lopend().filter(actie__in=Actie.objects.visible_to(gebruiker))
    orde = ("actie__plan__van", "actie__volgorde", "actie__code", "organisatie__naam")
    velden = ("actie__plan__slug", "actie__code", "organisatie__slug", "organisatie__naam", "rol")
    return {
        (plan, code, organisatie): {"naam": naam, "rol": tekst(rol)}
        for plan, code, organisatie, naam, rol in rijen.order_by(*orde).values_list(*velden)
    }


def betrek_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    """Another rol is another row: what it was until now stays."""
    plan, code, slug = sleutel
    actie = Actie.objects.visible_to(door).filter(plan__slug=plan, code=code).first()
    organisatie = Organisatie.objects.filter(slug=slug).first()
    if actie is None or organisatie is None:
        wat = f"actie {code} in {plan}" if actie is None else f'organisatie "{slug}"'
        raise ValidationError(f"Het portaal kent geen {wat}.")
    _beeindig(sleutel)
    voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol=waarden.get("rol", ""))


def beeindig_uit_rij(sleutel: Sleutel, door: Any) -> None:
    _beeindig(sleutel)


def _beeindig(sleutel: Sleutel) -> None:
    plan, code, organisatie = sleutel
    van_rij = Betrokkene.objects.lopend().filter(actie__plan__slug=plan, actie__code=code)
    for betrokkene in van_rij.filter(organisatie__slug=organisatie).select_related("actie"):
        beeindig_betrokkene(betrokkene=betrokkene)


BETROKKENEN = Invoersoort(
    naam="betrokkenen",
    label="Betrokkenen",
    uitleg="Welke organisaties meewerken aan welke actie, en in welke rol.",
    permission="plan.change_actie",
    kolommen=(
        Kolom("plan", "De vaste naam van het plan.", is_sleutel=True),
        Kolom("code", "De code van de actie in het plan.", is_sleutel=True),
        Kolom("organisatie", "De vaste naam van de organisatie.", is_sleutel=True),
        Kolom("naam", "De naam van de organisatie.", is_vast=True),
        Kolom("rol", "Wat zij doet.", max_lengte=120),
    ),
    stand=stand_van_betrokkenen,
    pas_toe=betrek_uit_rij,
    mag_nieuw=True,
    verwijder=beeindig_uit_rij,
)
