"""Opening a huishouden."""

from django.db import transaction

from casework.models import Pseudoniemteller


@transaction.atomic
def reserveer_pseudoniemen(*, jaar: int, aantal: int = 1) -> list[str]:
    """The next names of that year, such as HH-2026-0042. Who comes at the same time waits and gets other ones."""
    Pseudoniemteller.objects.get_or_create(jaar=jaar)
    teller = Pseudoniemteller.objects.select_for_update(of=("self",)).get(jaar=jaar)
    eerste = teller.laatste + 1
    teller.laatste += aantal
    teller.save(update_fields=["laatste"])
    return [f"HH-{jaar}-{nummer:04}" for nummer in range(eerste, eerste + aantal)]
