"""Sending herinneringen for acties without a fresh melding."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from plan.enums import PlanStatus
from plan.models import Herinnering, Plan
from plan.selectors.verversing import VerversingRegel, Voornemen, te_verversen
from plan.tasks import mail_herinneringen


def aan_de_beurt(nu: datetime) -> list[tuple[VerversingRegel, Voornemen]]:
    """The acties for which a herinnering may go out now, and to whom."""
    vandaag = timezone.localdate(nu)
    regels = ((regel, regel.volgende) for regel in te_verversen(vandaag))
    return [(regel, volgende) for regel, volgende in regels if volgende and volgende.dag <= vandaag]


@transaction.atomic
def herinner_trekkers(*, nu: datetime | None = None) -> list[tuple[VerversingRegel, Voornemen]]:
    """
    Record a herinnering for each actie whose turn it is, and mail everyone who has one waiting, after commit.

    One run at a time, and a second run on the same day finds nothing new. A mail that never left (no broker, a
    killed worker) is offered again.
    """
    nu = nu or timezone.now()
    list(Plan.objects.select_for_update(of=("self",)).filter(status=PlanStatus.VASTGESTELD).order_by("pk"))
    beurten = aan_de_beurt(nu)
    Herinnering.objects.bulk_create(
        Herinnering(actie_id=regel.actie_id, aan_id=aan, poging=voornemen.poging, aangemaakt_op=nu)
        for regel, voornemen in beurten
        for aan in sorted(voornemen.aan)
    )
    for aan in sorted(set(Herinnering.objects.wachtend().values_list("aan_id", flat=True))):
        transaction.on_commit(partial(mail_herinneringen.delay, aan))
    return beurten
