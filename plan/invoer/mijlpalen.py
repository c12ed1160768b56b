"""The planning of mijlpalen in a spreadsheet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from plan.models import Actie, Mijlpaal, MijlpaalStand
from plan.services.mijlpalen import haal_mijlpaal, heropen_mijlpaal, verschuif_mijlpaal
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, datum, periode
from zwijndrecht_portal.core.periode import Periode

REDEN = "Ingelezen uit een spreadsheet."


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
