"""Two at the same moment: each in a connection of its own, as two workers would."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from casework.models import Contactmoment, Contactstand
from casework.services.contacten import log_contact
from tests.casework.factories import HuishoudenFactory, als
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.rls import namens

pytestmark = pytest.mark.django_db(transaction=True)


def log_samen(huishouden, regisseur, taps: list[tuple[UUID, str]]) -> list[int]:
    """Every tap in its own thread, all starting at once; the ids of the contacts they got."""
    start = Barrier(len(taps))

    def een(tap: tuple[UUID, str]) -> int:
        sleutel, uitkomst = tap
        start.wait()
        try:
            with namens(regisseur):
                gelogd = log_contact(huishouden=huishouden, door=regisseur, sleutel=sleutel, uitkomst=uitkomst)
            return gelogd.contact.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(taps)) as draden:
        return list(draden.map(een, taps))


def test_double_click_is_one_contact_and_other_taps_all_count(gebruiker_met):
    regisseur = gebruiker_met(Rol.TRAJECTREGISSEUR)
    sinds = timezone.now() - timedelta(days=3)
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="stabiel", waakvlam__sinds=sinds)
    dubbel = (uuid4(), "geen_gehoor")

    ids = log_samen(huishouden, regisseur, [dubbel, dubbel, dubbel, (uuid4(), "geen_gehoor")])

    with als(regisseur):
        assert set(Contactmoment.objects.values_list("pk", flat=True)) == set(ids)
        assert Contactmoment.objects.count() == 2
        assert Contactstand.objects.get().missers == 2
