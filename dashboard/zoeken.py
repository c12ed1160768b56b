"""What the search box finds among the reports."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from dashboard.enums import RapportageStatus
from dashboard.models import Rapportage
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.zoeken import LIJKT, Treffer, ZoekBron, als_rijen, lijkt_op


def _rapportages(gebruiker: Any, tekst: str) -> QuerySet:
    """By the name of the plan or the period, the newest first."""
    rijen = lijkt_op(Rapportage.objects.visible_to(gebruiker), tekst, "plan__naam", "periode_tekst")
    velden = ("id", "periode_tekst", "peildatum", "versie", "status")
    gevonden = rijen.filter(gelijkenis__gte=LIJKT)
    return als_rijen("Rapportages", gevonden, ("-peildatum", "-versie"), *velden, plan=F("plan__naam"))


def _rapportage(rij: dict[str, Any]) -> Treffer:
    return Treffer(
        f"{rij['plan']}, {rij['periode_tekst']}",
        reverse("dashboard:rapportage_detail", args=[rij["id"]]),
        bij=f"peildatum {datum(date.fromisoformat(rij['peildatum']))} · versie {rij['versie']} · "
        f"{RapportageStatus(rij['status']).label.lower()}",
    )


RAPPORTAGES = ZoekBron("Rapportages", _rapportages, _rapportage)
