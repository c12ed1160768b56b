"""The posten of a begroting: amounts can be typed while it is a concept."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from budget.enums import BegrotingStatus
from budget.models import Begroting, Begrotingspost
from budget.services.begrotingen import lock_begroting, lock_concept
from plan.models import Actie


@transaction.atomic
def maak_post(*, begroting: Begroting, **velden: Any) -> Begrotingspost:
    """
    Add a post at the end. In an adopted begroting it starts without amounts: a begrotingswijziging gives it money.

    Raises ValidationError when the name or the actie already has a post, and for amounts in an adopted begroting.
    """
    begroting = lock_begroting(begroting)
    if begroting.status == BegrotingStatus.AFGESLOTEN:
        raise ValidationError("Deze begroting is afgesloten. Heropen haar eerst.")
    laatste = begroting.posten.aggregate(laatste=Max("volgorde"))["laatste"] or 0
    return _bewaar(begroting, Begrotingspost(begroting=begroting, volgorde=laatste + 1), velden)


@transaction.atomic
def wijzig_post(*, post: Begrotingspost, **velden: Any) -> Begrotingspost:
    """Change how a post is called or counted; its amounts only while the begroting is a concept."""
    begroting = lock_begroting(post.begroting)
    return _bewaar(begroting, Begrotingspost.objects.select_for_update(of=("self",)).get(pk=post.pk), velden)


@transaction.atomic
def verwijder_post(*, post: Begrotingspost) -> None:
    """Take a post out of a concept."""
    begroting = lock_concept(post.begroting)
    begroting.dekkingen.filter(post=post).delete()
    begroting.posten.filter(pk=post.pk).delete()


def _bewaar(begroting: Begroting, post: Begrotingspost, velden: dict[str, Any]) -> Begrotingspost:
    actie: Actie | None = velden.get("actie")
    if actie is not None and actie.plan_id != begroting.plan_id:
        raise ValidationError({"actie": "Deze actie hoort bij een ander plan."})
    if begroting.status != BegrotingStatus.CONCEPT:
        vast = {veld: velden[veld] for veld in ("bedrag", "kosten_lopend") if veld in velden}
        gewijzigd = {veld for veld, bedrag in vast.items() if _anders(getattr(post, veld), bedrag)}
        if gewijzigd:
            tekst = "De begroting is vastgesteld. Geef dit bedrag met een begrotingswijziging."
            raise ValidationError(dict.fromkeys(gewijzigd, tekst))
    for naam, waarde in velden.items():
        setattr(post, naam, waarde)
    post.full_clean()
    post.save()
    return post


def _anders(oud: Decimal | None, nieuw: Decimal | None) -> bool:
    return oud != nieuw
