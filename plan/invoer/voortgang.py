"""Reports about acties in a spreadsheet: a row that differs from the last report becomes a new one."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError

from plan.models import Actie, ActieStand, Voortgangsmelding
from plan.permissions import OPEN_STATUSSEN
from plan.services.voortgang import meld_voortgang
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, heel_getal, tekst

LICHTEN = ("tijd", "geld", "kwaliteit")
TEKSTEN = ("toelichting", "oorzaak", "gevolg", "bijsturing", "volgende_stap")


def percentage(waarde: str) -> str:
    getal = heel_getal(waarde.removesuffix("%").strip())
    if int(getal) > 100:
        raise ValueError("Een percentage ligt tussen 0 en 100.")
    return getal


def licht(waarde: str) -> str:
    if waarde.casefold() not in Licht.values:
        raise ValueError(f"Kies uit {', '.join(Licht.values)}.")
    return waarde.casefold()


def stand_van_voortgang(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """The last report of each actie that is still open, empty where there is none. Two queries."""
    open_acties = ActieStand.objects.lopend().filter(status__in=OPEN_STATUSSEN).values("actie")
    acties = Actie.objects.visible_to(gebruiker).filter(pk__in=open_acties)
    laatste = {
        melding.actie_id: melding
        for melding in Voortgangsmelding.objects.filter(actie__in=acties)
        .order_by("actie", "-gemeld_op")
        .distinct("actie")
    }
    rijen = acties.order_by("plan__van", "volgorde", "code").values_list("pk", "plan__slug", "code", "naam")
    return {(plan, code): {"actie": naam, **_waarden(laatste.get(pk))} for pk, plan, code, naam in rijen}


def meld_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    """What the row leaves out is as in the last report."""
    plan, code = sleutel
    actie = Actie.objects.get(plan__slug=plan, code=code)
    if not door.has_perm("plan.meld_voortgang", actie):
        raise ValidationError("Deze actie is afgerond of vervallen. Daarover meldt u niets meer.")
    laatste = actie.meldingen.order_by("-gemeld_op").first()
    velden: dict[str, str] = {**_waarden(laatste), **waarden}
    if leeg := [naam for naam in ("percentage", "toelichting") if not velden[naam]]:
        raise ValidationError(f"Vul ook {' en '.join(leeg)} in. Een melding is er om te lezen.")
    lichten: dict[str, Any] = {naam: Licht(velden[naam] or Licht.ONBEKEND) for naam in LICHTEN}
    teksten: dict[str, Any] = {naam: velden[naam] for naam in TEKSTEN}
    meld_voortgang(actie=actie, door=door, sleutel=uuid4(), percentage=int(velden["percentage"]), **lichten, **teksten)


def _waarden(melding: Voortgangsmelding | None) -> dict[str, str]:
    if melding is None:
        return dict.fromkeys(("percentage", *LICHTEN, *TEKSTEN, "gemeld_op"), "")
    return {
        "percentage": str(melding.percentage),
        **{naam: getattr(melding, naam) for naam in LICHTEN},
        **{naam: tekst(getattr(melding, naam)) for naam in TEKSTEN},
        "gemeld_op": melding.gemeld_op.date().isoformat(),
    }


VOORTGANG = Invoersoort(
    naam="voortgang",
    label="Voortgang",
    uitleg="De laatste melding per actie. Wijzigt u een rij, dan wordt dat een nieuwe melding van vandaag.",
    permission="plan.change_actie",
    kolommen=(
        Kolom("plan", "De vaste naam van het plan.", is_sleutel=True),
        Kolom("code", "De code van de actie in het plan.", is_sleutel=True),
        Kolom("actie", "De naam van de actie.", is_vast=True),
        Kolom("percentage", "Hoever de actie is, van 0 tot 100.", percentage, max_lengte=5),
        *(Kolom(naam, f"Het stoplicht voor {naam}: groen, oranje, rood of onbekend.", licht) for naam in LICHTEN),
        Kolom("toelichting", "Hoe het gaat."),
        Kolom("oorzaak", "Bij oranje of rood: hoe het komt."),
        Kolom("gevolg", "Bij oranje of rood: wat het betekent."),
        Kolom("bijsturing", "Bij oranje of rood: wat u eraan doet."),
        Kolom("volgende_stap", "Wat er nu gebeurt."),
        Kolom("gemeld_op", "De dag van de laatste melding.", is_vast=True),
    ),
    stand=stand_van_voortgang,
    pas_toe=meld_uit_rij,
)
