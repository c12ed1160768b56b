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

# Two prognoses that agree in these are one click too many.
GEZEGD = ("door_id", "kwartaal", "datum", "bedrag", "toelichting", "is_klaar")


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
    A second click on the same prognose adds nothing.
    """
    begroting = lock_begroting(post.begroting)
    dag = datum or timezone.localdate()
    if begroting.status != BegrotingStatus.VASTGESTELD:
        raise ValidationError("U geeft een prognose bij een vastgestelde begroting. Deze begroting is dat niet.")
    prognose = Prognose(
        post=post, door=door, kwartaal=kwartaal, datum=dag, bedrag=bedrag, toelichting=toelichting, is_klaar=is_klaar
    )
    vorige = post.prognoses.order_by("-datum", "-pk").first()
    if vorige is not None and all(getattr(vorige, veld) == getattr(prognose, veld) for veld in GEZEGD):
        return vorige
    prognose.full_clean()
    budget = post_op_peildatum(post, dag).budget
    if is_klaar and not toelichting.strip() and wijkt_af(bedrag, budget or NUL):
        raise ValidationError({"toelichting": "De prognose wijkt veel af van de begroting. Schrijf op waardoor."})
    prognose.save(force_insert=True)
    return prognose
