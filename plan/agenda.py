"""What the plans put in a person's calendar: when mijlpalen must be reached."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from plan.models import Actie, MijlpaalStand
from plan.querysets import PLANMAKERS
from zwijndrecht_portal.core.agenda import Afspraak


def mijlpalen_in_agenda(gebruiker: Any, van: date, tot: date) -> list[Afspraak]:
    """Open mijlpalen on the last day of their period: all for who makes plans, else those of own acties. One query."""
    if not gebruiker.has_perm("plan.view_actie"):
        return []
    acties = Actie.objects.visible_to(gebruiker)
    if not gebruiker.heeft_rol(*PLANMAKERS):
        acties = acties.op_peildatum(timezone.localdate()).filter(stand_trekker_id=gebruiker.pk)
    standen = MijlpaalStand.objects.lopend().filter(
        mijlpaal__actie__in=acties.values("pk"), gerealiseerd_op=None, periode_tot__range=(van, tot)
    )
    rijen: Iterable[Any] = standen.order_by("periode_tot").values_list(
        "mijlpaal_id", "mijlpaal__naam", "mijlpaal__actie_id", "mijlpaal__actie__naam", "periode_tot"
    )
    return [
        Afspraak(f"mijlpaal-{pk}", dag, f"Mijlpaal: {naam} ({actie})", reverse("plan:actie_detail", args=[actie_pk]))
        for pk, naam, actie_pk, actie, dag in rijen
    ]
