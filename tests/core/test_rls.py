import pytest
from django.db import connection

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.rls import namens


def gezet() -> tuple[str, str]:
    """Person and roles as the database knows them now."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('portaal.gebruiker', true), current_setting('portaal.rollen', true)")
        gebruiker, rollen = cursor.fetchone()
    return gebruiker or "", rollen or ""


@pytest.mark.django_db(transaction=True)
def test_database_knows_the_person_inside_the_block_only():
    gebruiker = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR, Rol.TREKKER])

    with namens(gebruiker):
        binnen = gezet()

    assert binnen == (str(gebruiker.pk), "trajectregisseur,trekker")
    assert gezet() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_person_is_forgotten_after_an_error():
    with pytest.raises(LookupError), namens(GebruikerFactory()):
        raise LookupError

    assert gezet() == ("", "")


@pytest.mark.django_db
def test_inside_another_person_the_innermost_counts():
    buiten, binnen = GebruikerFactory(), GebruikerFactory()

    with namens(buiten), namens(binnen):
        assert gezet()[0] == str(binnen.pk)


@pytest.mark.django_db(transaction=True)
def test_block_is_one_transaction():
    gebruiker = GebruikerFactory()

    def breek_af() -> None:
        with namens(gebruiker):
            GebruikerFactory(naam="Verdwijnt")
            raise LookupError

    with pytest.raises(LookupError):
        breek_af()

    assert list(Gebruiker.objects.all()) == [gebruiker]
