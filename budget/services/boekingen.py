"""Boekingen come in bulk, from the financial administration."""

from collections.abc import Collection

from django.db import connection, transaction

from budget.models import Boeking


@transaction.atomic
def leg_boekingen_vast(*, boekingen: Collection[Boeking]) -> int:
    """
    Add boekingen that are not there yet, known by their boekingsnummer; returns how many were new.

    Safe to repeat: a boeking that is known never changes.
    """
    bekend = set(
        Boeking.objects.filter(boekingsnummer__in=[b.boekingsnummer for b in boekingen]).values_list(
            "boekingsnummer", flat=True
        )
    )
    nieuw = [boeking for boeking in boekingen if boeking.boekingsnummer not in bekend]
    Boeking.objects.bulk_create(nieuw, ignore_conflicts=True)
    return len(nieuw)


def herreken_maandtotalen() -> None:
    """Count all boekingen anew. Nobody can book while it runs."""
    with connection.cursor() as cursor:
        cursor.execute("select budget_herreken_maandtotalen()")
