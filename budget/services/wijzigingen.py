"""Changing an adopted begroting: a dated decision that adds to what was there."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budget.enums import BegrotingStatus
from budget.models import Begroting, Begrotingspost, Begrotingswijziging, Dekking, Wijzigingsregel
from budget.regels import NUL, som
from budget.services.begrotingen import lock_begroting
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum as datum_tekst
from zwijndrecht_portal.core.opmaak import euro


@transaction.atomic
def wijzig_begroting(
    *,
    begroting: Begroting,
    door: Gebruiker | None,
    nummer: int,
    datum: date,
    raadsbesluit: str,
    omschrijving: str,
    bedragen: Mapping[int, Decimal],
    dekkingen: Mapping[int, Decimal] | None = None,
) -> Begrotingswijziging:
    """
    Add the next begrotingswijziging: per post (id) and per dekkingsbron (id) what is added or taken away.

    `nummer` is the number this person saw as the next one, so a second click changes nothing twice. Raises
    ValidationError out of turn, outside the life of the begroting, for nothing, and when an amount would drop below
    zero (as `post_<id>`).
    """
    begroting = lock_begroting(begroting)
    bedragen = {post: bedrag for post, bedrag in bedragen.items() if bedrag}
    dekkingen = {bron: bedrag for bron, bedrag in (dekkingen or {}).items() if bedrag}
    _controleer_moment(begroting, nummer, datum)
    if not bedragen and not dekkingen:
        raise ValidationError("Vul bij ten minste één post een bedrag in.")
    _controleer_posten(begroting, bedragen)
    _controleer_dekking(begroting, dekkingen)

    wijziging = Begrotingswijziging(
        begroting=begroting,
        door=door,
        nummer=nummer,
        datum=datum,
        raadsbesluit=raadsbesluit,
        omschrijving=omschrijving,
    )
    wijziging.full_clean()
    wijziging.save(force_insert=True)
    Wijzigingsregel.objects.bulk_create(
        Wijzigingsregel(wijziging=wijziging, post_id=post, bedrag=bedrag) for post, bedrag in bedragen.items()
    )
    Dekking.objects.bulk_create(
        Dekking(begroting=begroting, wijziging=wijziging, bron_id=bron, bedrag=bedrag)
        for bron, bedrag in dekkingen.items()
    )
    return wijziging


def _controleer_moment(begroting: Begroting, nummer: int, datum: date) -> None:
    """Wijzigingen follow each other: the totals of a past peildatum never change again."""
    if begroting.status != BegrotingStatus.VASTGESTELD:
        raise ValidationError("Alleen een vastgestelde begroting krijgt een begrotingswijziging.")
    laatste = begroting.wijzigingen.order_by("-nummer").first()
    if nummer != (laatste.nummer if laatste else 0) + 1:
        raise ValidationError(
            f"Begrotingswijziging {nummer} is al opgeslagen. Bekijk haar op de pagina van de begroting.",
            code="verouderd",
        )
    if datum > timezone.localdate():
        raise ValidationError({"datum": "De datum ligt in de toekomst."})
    vanaf = laatste.datum if laatste else begroting.vastgesteld_op
    if vanaf is not None and datum < vanaf:
        raise ValidationError({"datum": f"De datum ligt vóór het vorige besluit, van {datum_tekst(vanaf)}."})


def _controleer_posten(begroting: Begroting, bedragen: Mapping[int, Decimal]) -> None:
    posten = Begrotingspost.objects.filter(begroting=begroting, pk__in=bedragen).prefetch_related("wijzigingsregels")
    nu = {post.pk: som((post.bedrag, *(regel.bedrag for regel in post.wijzigingsregels.all()))) for post in posten}
    if set(nu) != set(bedragen):
        raise ValidationError("Deze post hoort niet bij deze begroting.")
    te_laag = {
        f"post_{post}": f"Er gaat meer af dan er staat: {euro(nu[post])}."
        for post, bedrag in bedragen.items()
        if nu[post] + bedrag < NUL
    }
    if te_laag:
        raise ValidationError(te_laag)


def _controleer_dekking(begroting: Begroting, dekkingen: Mapping[int, Decimal]) -> None:
    for bron, bedrag in dekkingen.items():
        rijen = begroting.dekkingen.filter(bron=bron, post=None, is_voor_lopend=False)
        nu = som(rijen.values_list("bedrag", flat=True))
        if nu + bedrag < NUL:
            raise ValidationError({"dekking": f"Er gaat meer af dan deze bron dekt: {euro(nu)}."})
