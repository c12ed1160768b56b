"""Two at the same moment: each in a connection of its own, as two workers would."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from threading import Barrier
from time import monotonic
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from casework.models import Contactmoment, Contactstand, Huishouden, Overdracht, Regie
from casework.services.contacten import log_contact
from casework.services.regie import bied_aan, neem_over, wijs_toe
from casework.services.standen import herbereken
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from tests.casework.test_tellingen import TELLINGEN, tel
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
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


# --- A busy half hour in a few seconds -------------------------------------------------------------------------------

SESSIES, SECONDEN = 20, float(os.environ.get("PORTAAL_DRUKTE_SECONDEN", "5"))
GAF_NIET = (ValidationError, PermissionDenied, ObjectDoesNotExist)  # someone else was first: told, and nothing changed


@dataclass
class Drukte:
    """What all sessions did together. A list takes one thread at a time."""

    huishoudens: list[Huishouden]
    regisseurs: list[Gebruiker]
    teamleider: Gebruiker
    einde: float
    gelogd: list[int] = field(default_factory=list)
    overgenomen: list[int] = field(default_factory=list)

    def sessie(self, nummer: int) -> None:
        toeval = Random(nummer)  # noqa: S311
        try:
            while monotonic() < self.einde:
                wat = toeval.choice((self.wijs_toe, self.bied_aan, self.neem_over, self.log, self.log))
                with suppress(*GAF_NIET):
                    wat(toeval)
        finally:
            connection.close()

    def wijs_toe(self, toeval: Random) -> None:
        with namens(self.teamleider):
            huishouden = Huishouden.objects.get(pk=toeval.choice(self.huishoudens).pk)
            naar = toeval.choice(self.regisseurs)
            wijs_toe(huishouden=huishouden, regisseur=naar, was=huishouden.regisseur_id, door=self.teamleider)

    def bied_aan(self, toeval: Random) -> None:
        van, naar = toeval.sample(self.regisseurs, 2)
        with namens(van):
            huishouden = Huishouden.objects.visible_to(van).order_by("?")[:1].get()
            bied_aan(huishouden=huishouden, naar=naar, toelichting="Druk.", door=van)

    def neem_over(self, toeval: Random) -> None:
        wie = toeval.choice(self.regisseurs)
        with namens(wie):
            overdracht = Overdracht.objects.open().filter(naar=wie).order_by("?")[:1].get()
            neem_over(overdracht=overdracht, door=wie)
        self.overgenomen.append(overdracht.pk)

    def log(self, toeval: Random) -> None:
        wie, sleutel = toeval.choice(self.regisseurs), uuid4()
        uitkomst = toeval.choice(("gesproken", "geen_gehoor"))
        with namens(wie):
            huishouden = Huishouden.objects.visible_to(wie).order_by("?")[:1].get()
            gelogd = log_contact(huishouden=huishouden, door=wie, sleutel=sleutel, uitkomst=uitkomst)
        self.gelogd.append(gelogd.contact.pk)


def test_twenty_sessions_leave_one_regisseur_no_overlap_and_every_contact(gebruiker_met):
    """They assign, hand over and log on the same three huishoudens. PORTAAL_DRUKTE_SECONDEN=30 for the long run."""
    regisseurs = [gebruiker_met(Rol.TRAJECTREGISSEUR) for _ in range(5)]
    sinds = timezone.now() - timedelta(days=3)
    huishoudens = [HuishoudenFactory(regie=regisseurs[n], waakvlam="start", waakvlam__sinds=sinds) for n in range(3)]
    drukte = Drukte(huishoudens, regisseurs, gebruiker_met(Rol.TEAMLEIDER), monotonic() + SECONDEN)

    with ThreadPoolExecutor(SESSIES) as draden:
        list(draden.map(drukte.sessie, range(SESSIES)))

    with als(TEAMLEIDER):
        assert set(Contactmoment.objects.values_list("pk", flat=True)) == set(drukte.gelogd)
        aangenomen = Overdracht.objects.filter(status="aangenomen").values_list("pk", flat=True)
        assert set(aangenomen) == set(drukte.overgenomen)  # accepting twice is once
        for huishouden in Huishouden.objects.all():
            regies = list(huishouden.regies.order_by("geldig"))
            assert [regie.geldig.upper for regie in regies[:-1]] == [regie.geldig.lower for regie in regies[1:]]
            assert (regies[-1].geldig.upper, regies[-1].regisseur) == (None, huishouden.regisseur)
            assert huishouden.overdrachten.open().count() <= 1
        assert standen() == herberekend(huishoudens)
    dagen = [sinds.date() + timedelta(days=nummer) for nummer in range(30)]
    for telling in TELLINGEN:
        assert tel("tel", telling, dagen) == tel("natel", telling, dagen)
    assert len(drukte.gelogd) > 20
    assert drukte.overgenomen


def standen() -> list[dict]:
    return list(
        Contactstand.objects.order_by("pk").values("pk", "missers", "laatste_contact", "grens", "op_tijd_sinds")
    )


def herberekend(huishoudens: list[Huishouden]) -> list[dict]:
    herbereken([huishouden.pk for huishouden in huishoudens])
    return standen()


def test_two_assignments_at_once_leave_one(gebruiker_met):
    """Both saw that nobody had the regie: one gets it, the other is told."""
    teamleider = gebruiker_met(Rol.TEAMLEIDER)
    kandidaten = [gebruiker_met(Rol.TRAJECTREGISSEUR) for _ in range(2)]
    huishouden = HuishoudenFactory()
    start = Barrier(2)

    def wijs(regisseur: Gebruiker) -> str:
        start.wait()
        try:
            with namens(teamleider):
                wijs_toe(huishouden=huishouden, regisseur=regisseur, was=None, door=teamleider)
            return "toegewezen"
        except ValidationError:
            return "geweigerd"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        uitslagen = sorted(draden.map(wijs, kandidaten))

    with als(TEAMLEIDER):
        regie = Regie.objects.get(huishouden=huishouden)
    assert regie.regisseur in kandidaten
    assert uitslagen == ["geweigerd", "toegewezen"]
