"""The fictitious wijkteam: exact numbers, and nothing that the portal itself would not have made."""

from datetime import date

import pytest
from django.utils import timezone

from casework.daglijst import lees_daglijst
from casework.models import Contactmoment, Contactstand, Huishouden, Taak
from casework.services.standen import herbereken
from tests.casework.factories import TEAMLEIDER, als, laad_ritmeprofielen
from tests.core.factories import LEEFGEBIEDEN, GebiedFactory, GebruikerFactory, LeefgebiedFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.casework import heeft_wijkteam, maak_wijkteam

pytestmark = pytest.mark.django_db
TEAM = (Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)


@pytest.fixture
def personen(db) -> dict[Rol, Gebruiker]:
    GebiedFactory.create_batch(3)
    for slug in LEEFGEBIEDEN:
        LeefgebiedFactory(slug=slug)
    laad_ritmeprofielen()
    return {rol: GebruikerFactory(rollen=[rol]) for rol in TEAM}


def maak(personen: dict[Rol, Gebruiker], *, huishoudens: int = 60, contacten: int = 900) -> date:
    vandaag = timezone.localdate()
    maak_wijkteam(huishoudens=huishoudens, contacten=contacten, seed=2026, vandaag=vandaag, personen=personen)
    return vandaag


def test_wijkteam_has_the_numbers_that_were_asked_for(personen):
    assert not heeft_wijkteam()

    maak(personen)

    assert heeft_wijkteam()
    with als(TEAMLEIDER):
        assert (Huishouden.objects.count(), Contactmoment.objects.count()) == (60, 900)
    with als(personen[Rol.TRAJECTREGISSEUR]):
        assert Huishouden.objects.count() == 24


@pytest.mark.parametrize(("huishoudens", "contacten"), [(1, 0), (1, 1), (7, 3), (3, 100)])
def test_odd_numbers_are_possible(personen, huishoudens, contacten):
    maak(personen, huishoudens=huishoudens, contacten=contacten)

    with als(TEAMLEIDER):
        assert (Huishouden.objects.count(), Contactmoment.objects.count()) == (huishoudens, contacten)


def test_day_list_of_the_demo_has_every_kind_of_card(personen):
    vandaag = maak(personen)

    with als(personen[Rol.TRAJECTREGISSEUR]):
        kaarten = lees_daglijst(personen[Rol.TRAJECTREGISSEUR], vandaag).kaarten

    assert {kaart.toon for kaart in kaarten} == {"fout", "let_op", "bezig", "rustig"}


def test_made_rows_are_as_logging_would_have_left_them(personen):
    maak(personen)

    with als(TEAMLEIDER):
        standen = list(Contactstand.objects.order_by("pk").values())
        herbereken([stand["huishouden_id"] for stand in standen])
        assert list(Contactstand.objects.order_by("pk").values()) == standen
        assert set(Taak.objects.values_list("soort", flat=True)) == {"signaal", "missers", "te_laat"}
        # Every signal and every second miss has its taak.
        signalen = Contactmoment.objects.filter(uitkomst="signaal")
        assert Taak.objects.filter(soort="signaal").count() == signalen.count()
        missers = Contactstand.objects.filter(missers__gte=2).values_list("huishouden_id", flat=True)
        assert set(Taak.objects.filter(soort="missers").values_list("huishouden_id", flat=True)) == set(missers)


def test_contacts_are_not_before_the_huishouden_was_opened(personen):
    maak(personen)

    with als(TEAMLEIDER):
        for contact in Contactmoment.objects.select_related("huishouden"):
            assert contact.huishouden.geopend_op <= timezone.localdate(contact.moment)
