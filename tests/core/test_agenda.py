"""The calendar by a private address: own mijlpalen, numbers of contacts, no names."""

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.services import vernieuw_agenda

pytestmark = pytest.mark.django_db


def adres(gebruiker) -> str:
    vernieuw_agenda(gebruiker=gebruiker)
    gebruiker.refresh_from_db()
    return reverse("agenda", args=[gebruiker.agenda_sleutel])


def lees(client, url: str) -> list[tuple[str, object]]:
    antwoord = client.get(url)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    return [(str(e["summary"]), e["dtstart"].dt) for e in Calendar.from_ical(antwoord.content).walk("VEVENT")]


def test_trekker_sees_open_mijlpalen_of_own_acties(client):
    trekker = GebruikerFactory(rollen=[Rol.TREKKER])
    jaar = timezone.localdate().year
    MijlpaalFactory(actie=ActieFactory(naam="Eigen", stand__trekker=trekker), naam="Start", periode=f"{jaar}")
    MijlpaalFactory(actie=ActieFactory(naam="Ander"), periode=f"{jaar}")

    gevonden = lees(client, adres(trekker))

    assert [titel for titel, _ in gevonden] == ["Mijlpaal: Start (Eigen)"]
    assert gevonden[0][1] == timezone.localdate().replace(month=12, day=31)


def test_who_makes_plans_sees_all_and_what_is_reached_is_gone(client):
    jaar = timezone.localdate().year
    MijlpaalFactory(naam="Open", periode=f"{jaar}")
    gehaald = MijlpaalFactory(naam="Gehaald", periode=f"{jaar}")
    gehaald.standen.update(gerealiseerd_op=timezone.localdate())

    titels = [titel for titel, _ in lees(client, adres(GebruikerFactory()))]

    assert len(titels) == 1
    assert titels[0].startswith("Mijlpaal: Open")


def test_raadslid_has_an_empty_calendar(client):
    MijlpaalFactory(periode=f"{timezone.localdate().year}")

    assert lees(client, adres(GebruikerFactory(rollen=[Rol.RAADSLID]))) == []


def test_new_address_ends_the_old_one(client):
    gebruiker = GebruikerFactory()
    oud = adres(gebruiker)
    nieuw = adres(gebruiker)

    assert [client.get(url).status_code for url in (oud, nieuw)] == [404, 200]


def test_address_of_who_left_does_not_exist(client):
    gebruiker = GebruikerFactory()
    url = adres(gebruiker)
    Gebruiker.objects.update(is_active=False)

    assert client.get(url).status_code == 404


def test_page_makes_an_address_and_stops_it(client):
    gebruiker = GebruikerFactory()
    client.force_login(gebruiker)

    client.post(reverse("agenda_adres"))
    met = client.get(reverse("koppelingen")).context["agenda"]
    client.post(reverse("agenda_adres"), {"stop": "1"})
    zonder = client.get(reverse("koppelingen")).context["agenda"]

    assert met.endswith(".ics")
    assert zonder == ""
