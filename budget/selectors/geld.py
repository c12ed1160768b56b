"""Money per actie, for the plan and for the figures: the year of the peildatum, or the last one with a begroting."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from budget.lichten import bereken_geld
from budget.models import Begroting, Begrotingspost
from budget.querysets import BegrotingspostQuerySet
from budget.regels import PostRegel
from budget.selectors.overzicht import VELDEN, lees_posten, post_regel
from plan.bronnen import GeldStand
from plan.enums import OPEN_STATUSSEN
from plan.models import ActieStand
from zwijndrecht_portal.core.peildatum import einde_van


def geld_per_actie(acties: Collection[int], peildatum: date) -> dict[int, GeldStand]:
    """
    The money of these acties in that year, with the light and why, in one query.

    An actie that no adopted begroting names is missing.
    """
    standen = ActieStand.objects.op(einde_van(peildatum)).filter(actie=OuterRef("actie_id"), status__in=OPEN_STATUSSEN)
    posten = _laatste_posten(peildatum).filter(actie__in=acties).with_stand(peildatum)
    rijen = posten.annotate(is_open=Exists(standen)).values("is_open", *VELDEN.values())
    return {rij["actie_id"]: _geldstand(post_regel(rij), rij["is_open"]) for rij in rijen}


def posten_van_acties(peildatum: date) -> list[PostRegel]:
    """The post of every actie in that year, in one query."""
    return lees_posten(_laatste_posten(peildatum), peildatum)


def _laatste_posten(peildatum: date) -> BegrotingspostQuerySet:
    posten = Begrotingspost.objects.filter(
        begroting__in=Begroting.objects.vastgesteld(peildatum),
        begroting__jaar__lte=peildatum.year,
        actie__isnull=False,
    )
    return posten.order_by("actie_id", "-begroting__jaar").distinct("actie_id")


def _geldstand(post: PostRegel, is_open: bool) -> GeldStand:
    stand = bereken_geld(post, is_open)
    return GeldStand(
        begroot=post.budget, besteed=post.besteed, verwacht=post.verwacht, licht=stand.licht, uitleg=stand.uitleg
    )
