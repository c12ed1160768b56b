"""The second lock: what the database shows when the first one, in code, is gone."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from casework.models import Buurtcirkel, Contactstand, Huishouden, Inwoner, Inzet, Overdracht, Regie, Waakvlam
from casework.querysets import HuishoudenQuerySet, VanHuishoudenQuerySet
from casework.services.levensloop import sluit_dossier
from casework.systeem import namens_systeem
from tests.casework.factories import (
    NIEMAND,
    TEAMLEIDER,
    BijeenkomstFactory,
    ContactmomentFactory,
    DoelFactory,
    HuishoudenFactory,
    InzetFactory,
    MetingFactory,
    NiveauFactory,
    OverdrachtFactory,
    TaakFactory,
    Wie,
    als,
)
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import bereken

pytestmark = pytest.mark.django_db

GEEN_ROL = [rol for rol in Rol if rol not in (Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)]


def tabellen() -> set[str]:
    """Every table of casework that says something about people."""
    vrij = {
        "casework_bewaartermijn",
        "casework_bewaartermijnevent",
        "casework_pseudoniemteller",
        "casework_ritmeprofiel",
        "casework_ritmeprofielevent",
    }
    return {model._meta.db_table for model in apps.get_app_config("casework").get_models()} - vrij


def zichtbaar() -> dict[str, int]:
    """How many rows of each table the database shows now; tables without rows are left out."""
    with connection.cursor() as cursor:
        aantallen = {}
        for tabel in sorted(tabellen()):
            cursor.execute(f"select count(*) from {tabel}")  # noqa: S608 - our own name
            aantallen[tabel] = cursor.fetchone()[0]
    return {tabel: aantal for tabel, aantal in aantallen.items() if aantal}


@pytest.fixture
def dossier(regisseur):
    """One huishouden with something in every table that the application may read."""
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="start", plan=True)
    ContactmomentFactory(huishouden=huishouden)
    TaakFactory(huishouden=huishouden, voor=regisseur)
    NiveauFactory(huishouden=huishouden)
    OverdrachtFactory(huishouden=huishouden)
    DoelFactory(huishouden=huishouden)
    MetingFactory(huishouden=huishouden)
    return huishouden


def test_every_table_about_people_is_locked_and_forced():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname = any(%s) and relrowsecurity and relforcerowsecurity",
            [sorted(tabellen())],
        )
        op_slot = {naam for (naam,) in cursor.fetchall()}

    assert op_slot == tabellen()


def test_without_a_person_there_are_no_rows(dossier):
    with als(NIEMAND):
        assert zichtbaar() == {}


@pytest.mark.parametrize("rol", GEEN_ROL)
def test_other_roles_have_no_rows(dossier, rol):
    with als(Wie(1, (rol,))):
        assert zichtbaar() == {}


def test_regisseur_has_the_own_caseload(dossier, regisseur):
    HuishoudenFactory(regie=None, waakvlam="start")

    with als(regisseur):
        assert zichtbaar() == {
            "casework_contactmoment": 1,
            "casework_contactstand": 1,
            "casework_doel": 1,
            "casework_huishouden": 1,
            "casework_huishoudenevent": 2,  # made, and given a regisseur
            "casework_inwoner": 1,
            "casework_inwonerevent": 1,
            "casework_meting": 1,
            "casework_niveau": 1,
            "casework_ondersteuningsplan": 1,
            "casework_optijdperiode": 1,
            "casework_overdracht": 1,
            "casework_regie": 1,
            "casework_taak": 1,
            "casework_waakvlam": 1,
        }


def test_other_regisseur_has_no_rows(dossier, andere_regisseur):
    with als(andere_regisseur):
        assert zichtbaar() == {}


def test_regisseur_whose_role_was_taken_has_no_rows(dossier, regisseur):
    with als(Wie(regisseur.pk, (Rol.TREKKER,))):
        assert zichtbaar() == {}


def test_former_regisseur_has_no_rows(dossier, regisseur, andere_regisseur):
    with als(TEAMLEIDER):
        regie = Regie.objects.get()
        begin, nu = regie.geldig.lower, regie.geldig.lower.replace(month=6)
        Regie.objects.update(geldig=(begin, nu))
        Regie.objects.create(huishouden=dossier, regisseur=andere_regisseur, geldig=(nu, None))
        Overdracht.objects.update(status="aangenomen", afgehandeld_op=nu)

    with als(regisseur):
        assert zichtbaar() == {}
    with als(andere_regisseur):
        assert set(Huishouden.objects.all()) == {dossier}


@pytest.mark.parametrize("rol", [Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER])
def test_coordinator_and_teamleider_have_all_that_is_active(dossier, rol):
    ander = HuishoudenFactory()

    with als(Wie(1, (rol,))):
        assert set(Huishouden.objects.all()) == {dossier, ander}


@pytest.mark.parametrize("rol", [Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER])
def test_history_is_read_of_huishouden_and_people_that_one_sees(dossier, regisseur, teamleider, rol):
    with als(teamleider):
        sluit_dossier(huishouden=HuishoudenFactory(), reden="bereikt", toelichting="", door=teamleider)

    with als(Wie(regisseur.pk, (rol,))), connection.cursor() as cursor:
        tabellen_met_historie = {tabel for tabel in zichtbaar() if tabel.endswith("event")}
        cursor.execute("select distinct pgh_obj_id from casework_huishoudenevent")
        huishoudens = cursor.fetchall()
        cursor.execute("select distinct huishouden_id from casework_inwonerevent")
        van_inwoners = cursor.fetchall()

    assert tabellen_met_historie == {"casework_huishoudenevent", "casework_inwonerevent"}
    assert huishoudens == van_inwoners == [(dossier.pk,)]


def test_history_of_a_person_is_shown_where_it_was_written_and_where_the_person_lives(
    dossier, regisseur, andere_regisseur
):
    nieuw = HuishoudenFactory(regie=andere_regisseur, inwoner="Wilma")
    with als(TEAMLEIDER):
        Inwoner.objects.filter(huishouden=dossier).update(huishouden=nieuw)
        Inwoner.objects.filter(roepnaam="Samira").update(roepnaam="Samira-Jo")

    with als(regisseur):
        gebleven = namen_in_historie()
    with als(andere_regisseur):
        meegegaan = namen_in_historie()

    assert gebleven == ["Samira"]
    assert meegegaan == ["Samira", "Samira", "Samira-Jo", "Wilma"]


def namen_in_historie() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select roepnaam from casework_inwonerevent order by roepnaam, pgh_id")
        return [naam for (naam,) in cursor.fetchall()]


def test_history_is_written_all_the_same(dossier):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pghistory_context")  # readable: no dossier in it
        cursor.execute("select last_value from casework_huishoudenevent_pgh_id_seq")
        assert cursor.fetchone()[0] >= 1


def test_without_the_lock_in_code_the_database_still_shows_nothing(client, dossier, andere_regisseur, monkeypatch):
    """The one place where our own code is replaced: the test is about what stands behind it."""
    monkeypatch.setattr(HuishoudenQuerySet, "visible_to", lambda rijen, gebruiker: rijen)
    monkeypatch.setattr(HuishoudenQuerySet, "werk_van", lambda rijen, gebruiker: rijen)
    monkeypatch.setattr(VanHuishoudenQuerySet, "visible_to", lambda rijen, gebruiker: rijen)
    client.force_login(andere_regisseur)

    lijst = client.get(reverse("casework:caseload"))
    pagina = client.get(reverse("casework:huishouden_detail", args=[dossier.pk]))
    tik = client.post(reverse("casework:contact_loggen", args=[dossier.pk]), {"uitkomst": "gesproken"})

    assert lijst.context["daglijst"].kaarten == []
    assert dossier.pseudoniem not in lijst.content.decode()
    assert (pagina.status_code, tik.status_code) == (302, 302)  # to the page that asks for a reason


def test_regisseur_cannot_take_a_huishouden(dossier, andere_regisseur):
    """Not even with a bug in code: who has the regie is not written by a regisseur."""
    with als(andere_regisseur):
        assert Huishouden.objects.update(regisseur=andere_regisseur) == 0
        assert Regie.objects.update(regisseur=andere_regisseur) == 0


def test_portal_itself_sees_rhythm_and_no_people(dossier):
    with namens_systeem():
        namen = set(zichtbaar())

    assert namen == {
        "casework_contactstand",
        "casework_huishouden",
        "casework_niveau",
        "casework_optijdperiode",
        "casework_overdracht",
        "casework_regie",
        "casework_taak",
        "casework_waakvlam",
    }


def test_counting_opens_nothing_for_the_reader(dossier, beleidsmedewerker):
    with als(beleidsmedewerker):
        bereken("actieve-waakvlammen", dossier.geopend_op)

        assert zichtbaar() == {}


def test_who_is_asked_to_take_over_sees_the_offer_and_no_dossier(dossier, andere_regisseur):
    OverdrachtFactory(huishouden=HuishoudenFactory(), naar=andere_regisseur)

    with als(andere_regisseur):
        assert zichtbaar() == {"casework_overdracht": 1}


@pytest.mark.parametrize("rol", [*GEEN_ROL, Rol.TRAJECTREGISSEUR])
def test_hours_and_buurtcirkels_are_for_the_team_and_changed_by_who_divides(rol):
    cirkel = BijeenkomstFactory().buurtcirkel
    InzetFactory()

    with als(Wie(1, (rol,))):
        gezien = zichtbaar()
        gewijzigd = [Inzet.objects.update(fte=1), Buurtcirkel.objects.filter(pk=cirkel.pk).update(deelnemers=1)]

    team = {"casework_bijeenkomst": 1, "casework_buurtcirkel": 1, "casework_inzet": 1}
    assert gezien == (team if rol == Rol.TRAJECTREGISSEUR else {})
    assert gewijzigd == [0, 0]


def test_application_cannot_pose_as_the_counting_function(dossier):
    with als(Wie(rollen=("telling",))):
        assert (Waakvlam.objects.count(), Contactstand.objects.count(), Inwoner.objects.count()) == (0, 0, 0)
