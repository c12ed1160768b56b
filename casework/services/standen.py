"""
Keeping what is derived from the contacts: Contactstand and the closed series of days on time.

A contact that comes last is one step on; anything else (a contact in the past, a contact taken back) is the whole
fold again for that huishouden. Both end in the same rows, always: tests compare them with the contacts themselves.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, Func, OuterRef, QuerySet, Subquery
from django.utils import timezone

from casework.models import Contactmoment, Contactstand, Huishouden, OpTijdPeriode, Waakvlam
from casework.ritme import DagReeks, Ritme, Stand, vouw

VELDEN = tuple(veld.name for veld in fields(Stand))
NU = Func(function="clock_timestamp", output_field=DateTimeField())  # not when the transaction began
PER_KEER = 500  # huishoudens of which the contacts are in memory at once


def lock_stand(huishouden_id: int) -> Contactstand:
    """
    The state of one huishouden, locked until the transaction ends: two who change it wait for each other here.

    Raises PermissionDenied when the database does not show it (any more): the regie went to someone else meanwhile.
    """
    return lock_stand_voor(huishouden_id, None)[0]


def lock_stand_voor(huishouden_id: int, sleutel: UUID | None) -> tuple[Contactstand, int | None, datetime]:
    """
    The same, the number of the contact with this key if it was logged before, and what time it is for the database.

    All of it together: one query less for each tap.
    """
    standen = Contactstand.objects.select_for_update(of=("self",)).select_related("waakvlam__ritmeprofiel")
    stand = standen.filter(huishouden=huishouden_id).first()
    # Who waited for the lock saw the huishouden as it was before; a next query sees it as it is.
    eerder = Contactmoment.objects.filter(huishouden=OuterRef("pk"), sleutel=sleutel).values("pk")
    huishouden = Huishouden.objects.filter(pk=huishouden_id).values_list(Subquery(eerder), NU).first()
    if stand is None or huishouden is None:
        raise PermissionDenied
    return stand, *huishouden


def ritme_van(waakvlam: Waakvlam | None) -> Ritme | None:
    if waakvlam is None:
        return None
    begin = waakvlam.loopt_sinds or timezone.localdate(waakvlam.geldig.lower)
    if waakvlam.interval_dagen is not None and waakvlam.speling_dagen is not None:
        return Ritme(begin, waakvlam.interval_dagen, waakvlam.speling_dagen)
    return Ritme(begin, waakvlam.ritmeprofiel.interval_dagen, waakvlam.ritmeprofiel.speling_dagen)


def verwerk(rij: Contactstand, contact: Contactmoment) -> None:
    """Take one new contact into account. The caller has locked the row."""
    if rij.bijgewerkt_tot is not None and contact.moment < rij.bijgewerkt_tot:
        herbereken([rij.huishouden_id])
        rij.refresh_from_db(fields=VELDEN)
        return
    stand = Stand(**{naam: getattr(rij, naam) for naam in VELDEN})
    reeks = stand.volgende(contact, ritme_van(rij.waakvlam))
    for naam in VELDEN:
        setattr(rij, naam, getattr(stand, naam))
    rij.save(update_fields=VELDEN)
    if reeks is not None and rij.waakvlam is not None:
        _periode(rij.waakvlam, reeks).save(force_insert=True)


def herbereken(huishoudens: Collection[int]) -> None:
    """
    Derive everything anew from the contacts of these huishoudens and the waakvlam that runs now.

    Series of earlier waakvlammen are closed facts and stay. The caller has locked what can change meanwhile.
    """
    ids = list(huishoudens)
    for begin in range(0, len(ids), PER_KEER):
        _herbereken(ids[begin : begin + PER_KEER])


def _herbereken(ids: list[int]) -> None:
    waakvlammen = Waakvlam.objects.lopend().filter(huishouden__in=ids).select_related("ritmeprofiel")
    lopend = {waakvlam.huishouden_id: waakvlam for waakvlam in waakvlammen}
    contacten = defaultdict(list)
    for contact in _contacten_van(ids):
        contacten[contact.huishouden_id].append(contact)
    rijen, perioden = [], []
    for huishouden_id in ids:
        waakvlam = lopend.get(huishouden_id)
        stand, reeksen = vouw(contacten[huishouden_id], ritme_van(waakvlam))
        rijen.append(Contactstand(huishouden_id=huishouden_id, waakvlam=waakvlam, **asdict(stand)))
        if waakvlam is not None:
            perioden += [_periode(waakvlam, reeks) for reeks in reeksen]
    OpTijdPeriode.objects.filter(waakvlam__in=lopend.values()).delete()
    OpTijdPeriode.objects.bulk_create(perioden, batch_size=2000)
    Contactstand.objects.bulk_create(
        rijen, update_conflicts=True, unique_fields=["huishouden"], update_fields=["waakvlam", *VELDEN]
    )


def _contacten_van(ids: list[int]) -> QuerySet:
    kolommen = ("huishouden_id", "moment", "uitkomst", "vorm")
    volgorde = Contactmoment.objects.filter(huishouden__in=ids).geldig().op_tijd_volgorde()
    return volgorde.values_list(*kolommen, named=True)


def sluit_reeks(stand: Contactstand) -> None:
    """The running waakvlam ends: its running series becomes a closed fact. The caller has locked the row."""
    if stand.waakvlam is not None and stand.op_tijd_sinds is not None and stand.grens is not None:
        _periode(stand.waakvlam, (stand.op_tijd_sinds, stand.grens)).save(force_insert=True)


def _periode(waakvlam: Waakvlam, reeks: DagReeks) -> OpTijdPeriode:
    eerste, laatste = reeks
    return OpTijdPeriode(waakvlam=waakvlam, geldig=(eerste, laatste + timedelta(days=1)))
