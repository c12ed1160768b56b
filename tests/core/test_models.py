"""Each constraint with the smallest row that breaks it."""

import pghistory
import pytest
from django.db import IntegrityError, ProgrammingError, connection

from tests.core.factories import GebiedFactory, GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from zwijndrecht_portal.core.enums import GebiedSoort, Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Leefgebied

pytestmark = pytest.mark.django_db


def test_email_is_unique_whatever_its_capitals():
    GebruikerFactory(email="an@zwijndrecht.example")

    with pytest.raises(IntegrityError, match="gebruiker_email_uniek"):
        GebruikerFactory(email="An@zwijndrecht.example")


def test_role_exists():
    with pytest.raises(IntegrityError, match="gebruiker_rollen_bestaan"):
        GebruikerFactory(rollen=["superheld"])


def test_leefgebied_is_one_of_five():
    with pytest.raises(IntegrityError, match="leefgebied_is_een_van_vijf"):
        Leefgebied.objects.create(slug="sport", naam="Sport", volgorde=6)


@pytest.mark.parametrize(
    ("soort", "heeft_bovenliggend"),
    [(GebiedSoort.GEMEENTE, True), (GebiedSoort.WIJK, False), (GebiedSoort.BUURT, False)],
)
def test_area_hangs_under_another_unless_it_is_the_gemeente(soort, heeft_bovenliggend):
    boven = GebiedFactory(gemeente=True) if heeft_bovenliggend else None

    with pytest.raises(IntegrityError, match="gebied_hangt_onder_een_ander"):
        Gebied.objects.create(code="X1", naam="X", soort=soort, bovenliggend=boven)


@pytest.mark.parametrize("veld", ["slug", "naam"])
def test_organisatie_has_its_own_name(veld):
    OrganisatieFactory(slug="vivenz", naam="Vivenz")

    with pytest.raises(IntegrityError, match=veld):
        OrganisatieFactory(**{veld: {"slug": "vivenz", "naam": "Vivenz"}[veld]})


def test_leefgebied_keeps_its_place():
    LeefgebiedFactory(slug="zorg")

    with pytest.raises(IntegrityError, match="volgorde"):
        Leefgebied.objects.create(slug="wonen", naam="Wonen", volgorde=1)


def test_any_of_the_roles_is_enough():
    gebruiker = GebruikerFactory.build(rollen=[Rol.TREKKER, Rol.CONTROLLER])

    assert gebruiker.heeft_rol(Rol.CONTROLLER)
    assert gebruiker.heeft_rol(Rol.RAADSLID, Rol.TREKKER)
    assert not gebruiker.heeft_rol(Rol.RAADSLID, Rol.BEHEERDER)
    assert gebruiker.get_rollen_display() == "Trekker, Controller"


def test_unknown_permission_is_refused():
    """Also for the beheerder: nobody is almighty."""
    assert not GebruikerFactory(rollen=list(Rol)).has_perm("plan.bestaat_niet")


def test_inactive_person_may_nothing():
    gebruiker = GebruikerFactory(rollen=list(Rol), is_active=False)

    assert (gebruiker.has_perm("plan.view_actie"), gebruiker.is_staff) == (False, False)


@pytest.mark.parametrize(("rol", "mag"), [(rol, rol == Rol.BEHEERDER) for rol in Rol])
def test_only_the_beheerder_enters_the_admin(rol, mag):
    gebruiker = GebruikerFactory.build(rollen=[rol])

    assert (gebruiker.is_staff, gebruiker.has_module_perms("core")) == (mag, mag)


def test_createsuperuser_makes_a_beheerder():
    gebruiker = Gebruiker.objects.create_superuser("Baas@Zwijndrecht.example", "Baas", "een-lang-wachtwoord")

    assert (gebruiker.email, gebruiker.rollen) == ("baas@zwijndrecht.example", [Rol.BEHEERDER])
    assert gebruiker.check_password("een-lang-wachtwoord")


def test_history_keeps_every_version_without_the_password():
    """Also when a row changes in bulk, past the model."""
    gebruiker = GebruikerFactory(naam="Eerst")
    Gebruiker.objects.filter(pk=gebruiker.pk).update(naam="Dan")

    versies = Gebruiker.pgh_event_model.objects.filter(pgh_obj=gebruiker).order_by("pgh_id")

    assert list(versies.values_list("pgh_label", "naam")) == [("insert", "Eerst"), ("update", "Dan")]
    with connection.cursor() as cursor:
        cursor.execute("select column_name from information_schema.columns where table_name = 'core_gebruikerevent'")
        assert "password" not in {naam for (naam,) in cursor.fetchall()}


def test_history_knows_who_changed_a_row_and_that_a_task_is_nobody():
    zonder = GebruikerFactory()
    with pghistory.context(user=7):
        met = GebruikerFactory()

    versies = Gebruiker.pgh_event_model.objects.order_by("pgh_id").filter(pgh_obj__in=[zonder, met])
    assert list(versies.values_list("pgh_context__metadata", flat=True)) == [None, {"user": 7}]


def test_history_cannot_be_rewritten():
    GebruikerFactory()

    with pytest.raises(ProgrammingError, match="Cannot update"):
        Gebruiker.pgh_event_model.objects.update(naam="Vervalst")


# --- Querysets -------------------------------------------------------------------------------------------------------


def test_met_rol_finds_who_is_active_and_has_one_of_the_roles():
    trekker, beide = GebruikerFactory(rollen=[Rol.TREKKER]), GebruikerFactory(rollen=[Rol.RAADSLID, Rol.CONTROLLER])
    GebruikerFactory(rollen=[Rol.RAADSLID])
    GebruikerFactory(rollen=[Rol.TREKKER], is_active=False)

    assert set(Gebruiker.objects.met_rol(Rol.TREKKER, Rol.CONTROLLER)) == {trekker, beide}


def test_wijken_and_buurten_are_told_apart():
    buurt = GebiedFactory()

    assert list(Gebied.objects.buurten()) == [buurt]
    assert list(Gebied.objects.wijken()) == [buurt.bovenliggend]
