"""What is expected for the whole year, told per quarter."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budget.enums import BegrotingStatus
from budget.models import Begrotingspost, Prognose
from budget.regels import NUL, wijkt_af
from budget.selectors import post_op_peildatum
from budget.services.begrotingen import lock_begroting
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def geef_prognose(
    *,
    post: Begrotingspost,
    door: Gebruiker | None,
    kwartaal: int,
    bedrag: Decimal,
    toelichting: str,
    is_klaar: bool,
    datum: date | None = None,
) -> Prognose:
    """
    Add the expectation for the whole year; the newest one counts.

    More than ten per cent or ten thousand euros from the budget needs a toelichting before it is ready for the report.
    """
    begroting = lock_begroting(post.begroting)
    dag = datum or timezone.localdate()
    if begroting.status != BegrotingStatus.VASTGESTELD:
        raise ValidationError("U geeft een prognose bij een vastgestelde begroting. Deze begroting is dat niet.")
    budget = post_op_peildatum(post, dag).budget
    if is_klaar and not toelichting.strip() and wijkt_af(bedrag, budget or NUL):
        raise ValidationError({"toelichting": "De prognose wijkt veel af van de begroting. Schrijf op waardoor."})
    prognose = Prognose(
        post=post, door=door, kwartaal=kwartaal, datum=dag, bedrag=bedrag, toelichting=toelichting, is_klaar=is_klaar
    )
    prognose.full_clean()
    prognose.save(force_insert=True)
    return prognose
