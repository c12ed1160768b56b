"""Which figures stand on a front page. At most twelve: a thirteenth comes only in the place of another."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from dashboard.models import MAX_KOPCIJFERS, Indicator, Kopcijfer


@transaction.atomic
def zet_op_voorpagina(*, plan: str | None, indicator: Indicator, vervangt: Kopcijfer | None = None) -> Kopcijfer:
    """
    Put a figure on the front page of a plan (slug; None: of all plans), in the place of `vervangt` or the first free.

    Raises ValidationError when it is there already, or when the page is full and nothing makes room.
    """
    plekken = _lock(plan)
    if any(kop.indicator_id == indicator.pk for kop in plekken):
        raise ValidationError({"indicator": "Dit cijfer staat al op deze voorpagina."})
    if vervangt is not None:
        oud = next((kop for kop in plekken if kop.pk == vervangt.pk), None)
        if oud is None:
            raise ValidationError({"vervangt": "Dit cijfer staat niet meer op deze voorpagina. Kies een ander."})
        oud.indicator = indicator
        oud.save(update_fields=["indicator"])
        return oud
    vrij = set(range(1, MAX_KOPCIJFERS + 1)) - {kop.volgorde for kop in plekken}
    if not vrij:
        raise ValidationError(
            {"vervangt": "Er staan al twaalf cijfers op deze voorpagina. Kies welk cijfer eraf gaat."}
        )
    return Kopcijfer.objects.create(plan_id=plan, indicator=indicator, volgorde=min(vrij))


@transaction.atomic
def haal_van_voorpagina(*, kopcijfer: Kopcijfer) -> None:
    """Its place is free afterwards; the figure itself stays. Twice is the same as once."""
    _lock(kopcijfer.plan_id)
    Kopcijfer.objects.filter(pk=kopcijfer.pk).delete()


def _lock(plan: str | None) -> list[Kopcijfer]:
    """The places of this front page; two who change the same page wait for each other, also when it is empty."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"voorpagina {plan or ''}"])
    return list(Kopcijfer.objects.op_voorpagina(plan))
