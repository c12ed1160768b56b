"""Amounts changed cell by cell: in the grid of the page, or in the spreadsheet that came back. Whole or not at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from budget.enums import BegrotingStatus
from budget.models import Begroting, Begrotingspost, Prognose
from budget.querysets import BegrotingQuerySet
from budget.regels import NUL, PostRegel, wijkt_af
from budget.selectors.overzicht import lees_posten
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import euro


class Kolom(TextChoices):
    """What can be typed in a cell: the amount of a concept, or the expectation of an adopted begroting."""

    BEDRAG = "bedrag", "Bedrag"
    PROGNOSE = "prognose", "Prognose"


@dataclass(frozen=True, slots=True)
class Cel:
    """One cell: what the person saw and what it becomes. None is an empty cell."""

    post: int
    kolom: Kolom
    was: Decimal | None
    wordt: Decimal | None
    was_toelichting: str = ""
    toelichting: str = ""

    @property
    def naam(self) -> str:
        """How a form calls this cell."""
        return f"{self.kolom}_{self.post}"

    @property
    def naam_toelichting(self) -> str:
        """How a form calls the explanation beside it; only a prognose has one."""
        return f"toelichting_{self.post}"

    @property
    def is_gewijzigd(self) -> bool:
        return (self.was, self.was_toelichting) != (self.wordt, self.toelichting)


@transaction.atomic
def verwerk_cellen(
    *, begrotingen: BegrotingQuerySet, cellen: Collection[Cel], door: Gebruiker | None, datum: date | None = None
) -> int:
    """
    Save every cell that differs from what the person saw; returns how many.

    `begrotingen` is what this person may change. Raises ValidationError per cell (by its `naam` or `naam_toelichting`):
    somebody else changed it meanwhile, its begroting does not allow it, or what was typed is wrong. Then nothing is
    saved.
    """
    gewijzigd = [cel for cel in cellen if cel.is_gewijzigd]
    op_slot = {b.pk: b for b in begrotingen.select_for_update(of=("self",)).order_by("pk")}
    posten = Begrotingspost.objects.filter(begroting__in=op_slot, pk__in={cel.post for cel in gewijzigd})
    per_post = dict(posten.values_list("pk", "begroting"))
    nu = {post.id: post for post in lees_posten(posten, timezone.localdate())}
    fouten: dict[str, str] = {}
    for cel in gewijzigd:
        if fout := _fout(cel, nu.get(cel.post), op_slot.get(per_post.get(cel.post, 0))):
            fouten[cel.naam] = fout
        elif fout := _fout_in_toelichting(cel, nu[cel.post]):
            fouten[cel.naam_toelichting] = fout
    if fouten:
        raise ValidationError(fouten)
    _zet_bedragen(cel for cel in gewijzigd if cel.kolom == Kolom.BEDRAG)
    dag = datum or timezone.localdate()
    Prognose.objects.bulk_create(
        _prognose(cel, nu[cel.post], dag, door) for cel in gewijzigd if cel.kolom == Kolom.PROGNOSE
    )
    return len(gewijzigd)


def _fout(cel: Cel, post: PostRegel | None, begroting: Begroting | None) -> str:
    if post is None or begroting is None:
        return "Deze post is er niet meer."
    in_concept = begroting.status == BegrotingStatus.CONCEPT
    if cel.kolom == Kolom.BEDRAG and not in_concept:
        return f"De begroting van {begroting.jaar} is vastgesteld. Gebruik een begrotingswijziging."
    if cel.kolom == Kolom.PROGNOSE and begroting.status != BegrotingStatus.VASTGESTELD:
        return f"De begroting van {begroting.jaar} is {begroting.get_status_display().lower()}: geen prognose mogelijk."
    staat_er = post.vastgesteld if cel.kolom == Kolom.BEDRAG else post.verwacht
    if staat_er != cel.was:
        return f"Iemand anders heeft dit intussen gewijzigd in {_tekst(staat_er)}. U zag {_tekst(cel.was)}."
    if cel.wordt is None:
        return "" if cel.kolom == Kolom.BEDRAG else "Een prognose kan niet leeg zijn. Vul een bedrag in."
    return "Een bedrag is nul of meer." if cel.wordt < NUL else ""


def _fout_in_toelichting(cel: Cel, post: PostRegel) -> str:
    staat_er = post.prognose.toelichting if post.prognose and cel.kolom == Kolom.PROGNOSE else ""
    if staat_er.split() != cel.was_toelichting.split():  # a browser and a spreadsheet each end lines in their own way
        return f"Iemand anders heeft dit intussen gewijzigd in: {staat_er or 'leeg'}"
    try:
        weiger_bsn(cel.toelichting)
    except ValidationError as fout:
        return str(fout.message)
    return ""


def _zet_bedragen(cellen: Iterable[Cel]) -> None:
    wordt = {cel.post: cel.wordt for cel in cellen}
    posten = list(Begrotingspost.objects.filter(pk__in=wordt))
    for post in posten:
        post.bedrag = wordt[post.pk]
    Begrotingspost.objects.bulk_update(posten, ["bedrag"])


def _prognose(cel: Cel, post: PostRegel, dag: date, door: Gebruiker | None) -> Prognose:
    """As expected now. Far from the budget and without an explanation it is not ready for the report."""
    kwartaal = (dag.month + 2) // 3 if dag.year == post.jaar else 4
    bedrag = cel.wordt if cel.wordt is not None else NUL
    is_klaar = bool(cel.toelichting.strip()) or not wijkt_af(bedrag, post.budget or NUL)
    return Prognose(
        post_id=cel.post,
        kwartaal=kwartaal,
        datum=dag,
        bedrag=bedrag,
        toelichting=cel.toelichting,
        is_klaar=is_klaar,
        door=door,
    )


def _tekst(bedrag: Decimal | None) -> str:
    return "leeg" if bedrag is None else euro(bedrag)
