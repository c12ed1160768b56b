"""What of the plans can be exported to a spreadsheet and brought in again: texts of acties, planning of mijlpalen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from plan.models import Actie, Mijlpaal, MijlpaalStand
from plan.services.acties import wijzig_actie
from plan.services.mijlpalen import haal_mijlpaal, heropen_mijlpaal, verschuif_mijlpaal
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, datum, periode, tekst
from zwijndrecht_portal.core.models import Leefgebied
from zwijndrecht_portal.core.periode import Periode

LEEFGEBIEDEN = ("zorg", "daginvulling", "financien", "wonen", "leefbaarheid")
TEKSTVELDEN = ("naam", "kern", "begrotingspost", "voorwaarde", "omvang")
REDEN = "Ingelezen uit een spreadsheet."


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


def nummer(waarde: str) -> str:
    if not waarde.isdecimal():
        raise ValueError("Dit is het vaste nummer uit de export.")
    return str(int(waarde))


def stand_van_mijlpalen(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """Of the acties that this person may plan. One query."""
    standen = MijlpaalStand.objects.lopend().filter(mijlpaal__actie__in=Actie.objects.visible_to(gebruiker))
    velden = ("mijlpaal_id", "mijlpaal__actie__code", "mijlpaal__naam", "periode_tekst", "gerealiseerd_op")
    orde = ("mijlpaal__actie__plan__van", "mijlpaal__actie__volgorde", "mijlpaal__volgorde", "mijlpaal")
    rijen = standen.order_by(*orde).values_list(*velden)
    return {
        (str(pk),): {
            "actie": actie,
            "mijlpaal": naam,
            "periode": periode_tekst,
            "gehaald_op": gehaald.isoformat() if gehaald else "",
        }
        for pk, actie, naam, periode_tekst, gehaald in rijen
    }


def plan_mijlpaal_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    mijlpaal = Mijlpaal.objects.select_related("actie").get(pk=sleutel[0])
    if not door.has_perm("plan.plan_mijlpaal", mijlpaal):
        raise ValidationError("U mag deze mijlpaal niet wijzigen.")
    if waarden.get("gehaald_op") == "":
        heropen_mijlpaal(mijlpaal=mijlpaal, reden=REDEN, door=door)
    if "periode" in waarden:
        if not waarden["periode"]:
            raise ValidationError("Een periode kan niet leeg worden.")
        verschuif_mijlpaal(mijlpaal=mijlpaal, periode=Periode.parse(waarden["periode"]), reden=REDEN, door=door)
    if waarden.get("gehaald_op"):
        dag = date.fromisoformat(waarden["gehaald_op"])
        haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=dag, reden=REDEN, door=door)


MIJLPALEN = Invoersoort(
    naam="mijlpalen",
    label="Mijlpalen",
    uitleg="De planning: wanneer een mijlpaal gehaald moet zijn, en of hij gehaald is.",
    permission="plan.change_actie",
    kolommen=(
        Kolom("nummer", "Het vaste nummer van de mijlpaal.", nummer, is_sleutel=True),
        Kolom("actie", "De code van de actie.", is_vast=True),
        Kolom("mijlpaal", "De naam van de mijlpaal.", is_vast=True),
        Kolom("periode", "Zoals Q4 2019, juni 2019 of 2020.", periode, max_lengte=60),
        Kolom("gehaald_op", "De dag waarop hij is gehaald; leeg: nog niet.", datum),
    ),
    stand=stand_van_mijlpalen,
    pas_toe=plan_mijlpaal_uit_rij,
)
