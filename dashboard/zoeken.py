"""What the search box finds among the reports."""

from typing import Any

from django.urls import reverse

from dashboard.enums import RapportageStatus
from dashboard.models import Rapportage
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.zoeken import LIJKT, PER_SOORT, Treffer, lijkt_op


def zoek_rapportages(gebruiker: Any, tekst: str) -> list[Treffer]:
    """By the name of the plan or the period, the newest first. One query."""
    rijen = lijkt_op(Rapportage.objects.visible_to(gebruiker), tekst, "plan__naam", "periode_tekst")
    velden = ("pk", "plan__naam", "periode_tekst", "peildatum", "versie", "status")
    gevonden = rijen.filter(gelijkenis__gte=LIJKT).order_by("-peildatum", "-versie").values_list(*velden)
    return [
        Treffer(
            "Rapportages",
            f"{plan}, {periode}",
            reverse("dashboard:rapportage_detail", args=[pk]),
            f"peildatum {datum(peildatum)}, versie {versie}, {RapportageStatus(status).label.lower()}",
        )
        for pk, plan, periode, peildatum, versie, status in gevonden[:PER_SOORT]
    ]
