"""Tokens for the API, and the private address of a calendar."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.models import Gebruiker, Toegangstoken


@transaction.atomic
def maak_token(*, gebruiker: Gebruiker, naam: str, rechten: Collection[str], dagen: int) -> str:
    """
    A token for the API that works so many days, with these rights and never more than the person's own.

    Returns the token itself, which nothing can show again. A second one for the same purpose is refused.
    """
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    if Toegangstoken.objects.geldig(timezone.now()).filter(gebruiker=gebruiker, naam__iexact=naam).exists():
        raise ValidationError({"naam": "U hebt hiervoor al een token. Trek dat eerst in, of kies een andere naam."})
    sleutel = f"zwd_{secrets.token_urlsafe(32)}"
    token = Toegangstoken(
        gebruiker=gebruiker,
        naam=naam,
        begin=sleutel[:10],
        vingerafdruk=hashlib.sha256(sleutel.encode()).hexdigest(),
        rechten=list(rechten),
        verloopt_op=timezone.now() + timedelta(days=dagen),
    )
    token.full_clean()
    token.save()
    return sleutel


@transaction.atomic
def trek_token_in(*, token: Toegangstoken) -> Toegangstoken:
    """From now on the token is refused; a second time changes nothing."""
    token = Toegangstoken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.ingetrokken_op is None:
        token.ingetrokken_op = timezone.now()
        token.save(update_fields=["ingetrokken_op"])
    return token


def merk_gebruik(*, token: Toegangstoken, nu: datetime) -> None:
    """Remember that the token was used, at most once an hour."""
    if token.laatst_gebruikt_op is None or nu - token.laatst_gebruikt_op > timedelta(hours=1):
        Toegangstoken.objects.filter(pk=token.pk).update(laatst_gebruikt_op=nu)


@transaction.atomic
def vernieuw_agenda(*, gebruiker: Gebruiker) -> None:
    """A new private address; the old one stops."""
    gebruiker = Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    gebruiker.agenda_sleutel = uuid4()
    gebruiker.save(update_fields=["agenda_sleutel"])


@transaction.atomic
def stop_agenda(*, gebruiker: Gebruiker) -> None:
    gebruiker = Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    gebruiker.agenda_sleutel = None
    gebruiker.save(update_fields=["agenda_sleutel"])
