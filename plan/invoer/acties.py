"""The texts of acties in a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from plan.models import Actie
from plan.services.acties import wijzig_actie
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, tekst
from zwijndrecht_portal.core.models import Leefgebied

LEEFGEBIEDEN = ("zorg", "daginvulling", "financien", "wonen", "leefbaarheid")
TEKSTVELDEN = ("naam", "kern", "begrotingspost", "voorwaarde", "omvang")


def leefgebied(waarde: str) -> str:
    if waarde.casefold() not in LEEFGEBIEDEN:
        raise ValueError(f"Kies uit {', '.join(LEEFGEBIEDEN)}.")
    return waarde.casefold()


def stand_van_acties(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """One query."""
    rijen = Actie.objects.visible_to(gebruiker).order_by("plan__van", "volgorde", "code")
    return {
        (rij["plan__slug"], rij["code"]): {
            "leefgebied": rij["leefgebied_id"] or "",
            **{veld: tekst(rij[veld]) for veld in TEKSTVELDEN},
        }
        for rij in rijen.values("plan__slug", "code", "leefgebied_id", *TEKSTVELDEN)
    }


def wijzig_actie_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    plan, code = sleutel
    actie = Actie.objects.for_bewerken().get(plan__slug=plan, code=code)
    velden: dict[str, Any] = dict(waarden)
    if "leefgebied" in velden:
        velden["leefgebied"] = Leefgebied.objects.filter(pk=velden["leefgebied"]).first()
    links = {"opgaven": actie.opgaven.all(), "ambities": actie.ambities.all()}
    wijzig_actie(actie=actie, door=door, versie=actie.versie, **links, **velden)


ACTIES = Invoersoort(
    naam="acties",
    label="Acties",
    uitleg="De teksten van de acties. Een nieuwe actie maakt u in het portaal.",
    permission="plan.change_actie",
    kolommen=(
        Kolom("plan", "De vaste naam van het plan.", is_sleutel=True),
        Kolom("code", "De code van de actie in het plan.", is_sleutel=True),
        Kolom("naam", "De naam van de actie.", is_verplicht=True, max_lengte=160),
        Kolom("leefgebied", "Een van de vijf, of leeg.", leefgebied),
        Kolom("kern", "Wat we gaan doen."),
        Kolom("begrotingspost", "De naam in de begroting, als die anders is.", max_lengte=160),
        Kolom("voorwaarde", "Wat er eerst moet gebeuren."),
        Kolom("omvang", "Aantallen die het plan noemt."),
    ),
    stand=stand_van_acties,
    pas_toe=wijzig_actie_uit_rij,
)
