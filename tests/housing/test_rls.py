"""The second lock on woonvragen: who sees which, and the counts that everybody may have."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from casework.models import Huishouden, Notitie
from housing.enums import Fase
from housing.models import Woonvraag, WoonvraagStand
from housing.selectors import dagen_tot_plaatsing, doorstroom, terugval_cohorten, trechter
from tests.casework.factories import NIEMAND, Wie, als
from tests.housing.factories import WoonvraagFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 22)
TABELLEN = (
    "housing_woonvraag",
    "housing_woonvraagstand",
    "housing_woonvraagevent",
    "housing_woonvraagstandevent",
)


@pytest.fixture
def woonvragen(gebruiker_met):
    """One of my huishouden, one of a colleague's."""
    ik, collega = gebruiker_met(Rol.TRAJECTREGISSEUR), gebruiker_met(Rol.TRAJECTREGISSEUR)
    mijn, ander = (WoonvraagFactory(huishouden__regie=wie) for wie in (ik, collega))
    return ik, mijn, ander


def zichtbaar():
    return set(Woonvraag.objects.all()), set(WoonvraagStand.objects.values_list("woonvraag", flat=True))


def test_without_a_person_there_are_no_woonvragen(woonvragen):
    assert zichtbaar() == (set(), set())


@pytest.mark.parametrize(
    "rol", [rol for rol in Rol if rol not in {Rol.WOONCONSULENT, Rol.TEAMLEIDER, Rol.WAAKVLAMCOORDINATOR}]
)
def test_other_roles_see_none(woonvragen, rol):
    """Also a trajectregisseur who has neither huishouden."""
    with als(Wie(0, (rol,))):
        assert zichtbaar() == (set(), set())


@pytest.mark.parametrize("rol", [Rol.WOONCONSULENT, Rol.TEAMLEIDER, Rol.WAAKVLAMCOORDINATOR])
def test_who_oversees_sees_all(woonvragen, rol):
    _, mijn, ander = woonvragen

    with als(Wie(0, (rol,))):
        assert zichtbaar() == ({mijn, ander}, {mijn.pk, ander.pk})


def test_regisseur_sees_those_of_the_own_caseload(woonvragen):
    ik, mijn, _ = woonvragen

    with als(ik):
        assert zichtbaar() == ({mijn}, {mijn.pk})


def test_woonconsulent_sees_the_pseudoniem_and_nothing_of_the_dossier(woonvragen):
    with als(Wie(0, (Rol.WOONCONSULENT,))):
        assert set(Woonvraag.objects.values_list("pseudoniem", flat=True)) == {w.pseudoniem for w in woonvragen[1:]}
        assert (Huishouden.objects.count(), Notitie.objects.count()) == (0, 0)


@pytest.mark.parametrize("rol", list(Rol))
def test_visible_to_says_the_same_as_the_database(woonvragen, rol, gebruiker_met):
    persoon = gebruiker_met(rol)

    with als(persoon):
        assert set(Woonvraag.objects.visible_to(persoon)) == set(Woonvraag.objects.all())


@pytest.mark.parametrize("rol", [Rol.WOONCONSULENT, Rol.BELEIDSMEDEWERKER, Rol.RAADSLID])
def test_who_does_not_see_the_huishouden_asks_nothing_for_it(woonvragen, rol):
    _, mijn, _ = woonvragen
    rij = {"huishouden_id": mijn.huishouden_id, "pseudoniem": "HH-2026-9999", "soort": "woning"}

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), als(Wie(0, (rol,))):
        Woonvraag.objects.create(
            **rij, sleutel="00000000-0000-4000-8000-000000000001", aangemeld_op=VANDAAG, door_id=mijn.door_id
        )


def test_history_is_closed_for_everybody(woonvragen):
    for tabel in TABELLEN[2:]:
        with als(Wie(0, tuple(Rol))), connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {tabel}")  # noqa: S608 - our own name
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("tabel", TABELLEN)
def test_owner_is_locked_out_too(woonvragen, tabel, als_eigenaar):
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [tabel])
        assert cursor.fetchone() == (True, True)


def test_nobody_becomes_the_counter():
    """The role under which the functions count opens nothing for the application."""
    WoonvraagFactory()

    with als(Wie(0, ("telling",))):
        assert zichtbaar() == (set(), set())


def test_counts_are_the_same_for_every_reader_and_leave_no_rights(woonvragen):
    WoonvraagFactory(stappen=[(date(2026, 1, 5), Fase.VOORDRACHT), (date(2026, 2, 5), Fase.PLAATSING)])

    antwoorden = []
    for wie in (NIEMAND, Wie(0, (Rol.BELEIDSMEDEWERKER,)), Wie(0, (Rol.WOONCONSULENT,)), woonvragen[0]):
        with als(wie):
            voor = zichtbaar()
            tellingen = (
                trechter(VANDAAG, drempel=0),
                doorstroom(VANDAAG, drempel=0),
                terugval_cohorten(VANDAAG, drempel=0),
            )
            antwoorden.append((*tellingen[:2], tuple(tellingen[2]), tuple(dagen_tot_plaatsing([VANDAAG]))))
            assert zichtbaar() == voor

    assert len(set(antwoorden)) == 1
    assert antwoorden[0][0].totaal == 3
