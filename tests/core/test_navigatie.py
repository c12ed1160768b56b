import pytest
from django.urls import reverse

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.navigatie import ONDERDELEN, navigatie_voor, startpagina

pytestmark = pytest.mark.django_db

START = {
    Rol.BELEIDSMEDEWERKER: "/acties/",
    Rol.PROGRAMMAMANAGER: "/",
    Rol.TREKKER: "/acties/",
    Rol.CONTROLLER: "/budget/",
    Rol.TRAJECTREGISSEUR: "/caseload/",
    Rol.WAAKVLAMCOORDINATOR: "/caseload/",
    Rol.TEAMLEIDER: "/caseload/",
    Rol.WOONCONSULENT: "/wonen/",
    Rol.RAADSLID: "/rapportages/",
    Rol.PRIVACY_OFFICER: "/inzagelog/",
    Rol.BEHEERDER: "/beheer/",
}


@pytest.mark.parametrize("rol", Rol)
def test_work_starts_where_the_role_works(rol):
    assert startpagina(GebruikerFactory.build(rollen=[rol])) == START[rol]


def test_casework_comes_first_for_who_has_more_roles():
    assert startpagina(GebruikerFactory.build(rollen=[Rol.RAADSLID, Rol.TRAJECTREGISSEUR])) == "/caseload/"


@pytest.mark.parametrize("rol", Rol)
def test_every_link_in_the_navigation_opens(client, rol):
    gebruiker = GebruikerFactory(rollen=[rol])
    client.force_login(gebruiker)

    links = navigatie_voor(gebruiker, "/")

    assert START[rol] in [link.url for link in links]
    assert {link.url: client.get(link.url).status_code for link in links} == {link.url: 200 for link in links}


@pytest.mark.parametrize("rol", Rol)
def test_what_is_not_in_the_navigation_is_closed(client, rol):
    gebruiker = GebruikerFactory(rollen=[rol])
    client.force_login(gebruiker)
    open_urls = {link.url for link in navigatie_voor(gebruiker, "/")}

    dicht = {url for onderdeel in ONDERDELEN if (url := reverse(onderdeel.url_naam)) not in open_urls}

    assert {url: client.get(url).status_code in {302, 403} for url in dicht} == dict.fromkeys(dicht, True)


@pytest.mark.parametrize(
    ("pad", "actief"),
    [
        ("/acties/", ["Acties"]),
        ("/acties/7/", ["Acties"]),
        ("/mijlpalen/7/gehaald/", ["Acties"]),
        ("/opgaven/", ["Plannen"]),
        ("/dekking/", ["Plannen"]),
        ("/plannen/een-plek-voor-iedereen/", ["Plannen"]),
        ("/", ["Dashboard"]),
        ("/begrippen/", []),
    ],
)
def test_where_a_person_is_stands_out(pad, actief):
    gebruiker = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])

    assert [link.label for link in navigatie_voor(gebruiker, pad) if link.actief] == actief
