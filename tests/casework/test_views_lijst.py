"""Mijn dag and the page of one huishouden."""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.daglijst import PER_PAGINA
from casework.enums import ContactUitkomst, Trede
from casework.models import Inwoner
from casework.services.contacten import log_contact
from tests.casework.factories import (
    TEAMLEIDER,
    ContactmomentFactory,
    HuishoudenFactory,
    InzetFactory,
    NiveauFactory,
    TaakFactory,
    als,
)
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
CASELOAD = "/caseload/"


def geleden(dagen: int) -> datetime:
    """Noon so many days ago; for today the first moment, which is never in the future."""
    dag = timezone.localdate() - timedelta(days=dagen)
    return timezone.make_aware(datetime.combine(dag, time(12) if dagen else time.min))


def waakvlam(regisseur, profiel: str, dagen: int, **velden):
    """A huishouden whose clock started so many days ago."""
    return HuishoudenFactory(regie=regisseur, waakvlam=profiel, waakvlam__sinds=geleden(dagen), **velden)


@pytest.mark.parametrize("aantal", [1, 3])
def test_caseload_has_constant_query_count(client, regisseur, aantal, django_assert_num_queries):
    client.force_login(regisseur)
    huishoudens = [waakvlam(regisseur, "stabiel", 5) for _ in range(aantal)]

    # session, person, savepoint, who, cards, burden and hours, offers, log, release
    with django_assert_num_queries(9):
        response = client.get(CASELOAD)

    assert {kaart.id for kaart in response.context["daglijst"].kaarten} == {h.pk for h in huishoudens}


def test_cards_stand_in_order_of_need(client, regisseur):
    """Signal, most late first, this week, later, and last what has no rhythm."""
    client.force_login(regisseur)
    zonder = HuishoudenFactory(regie=regisseur)
    later = waakvlam(regisseur, "slapend", 5)
    week = waakvlam(regisseur, "stabiel", 28)
    laat = waakvlam(regisseur, "stabiel", 37)
    later_dan_laat = waakvlam(regisseur, "start", 13)
    signaal = waakvlam(regisseur, "slapend", 6)
    with als(regisseur):
        dag = geleden(3).date()
        log_contact(huishouden=signaal, door=regisseur, sleutel=uuid4(), uitkomst="signaal", datum=dag)

    daglijst = client.get(CASELOAD).context["daglijst"]

    verwacht = [signaal, later_dan_laat, laat, week, later, zonder]
    assert [kaart.id for kaart in daglijst.kaarten] == [huishouden.pk for huishouden in verwacht]
    assert [kaart.reden for kaart in daglijst.kaarten[:4]] == [
        "Signaal, 3 dagen geleden",
        "4 dagen te laat",
        "2 dagen te laat",
        "Deze week, vandaag",
    ]
    assert daglijst.kaarten[5].reden == "Geen vast ritme"
    assert daglijst.kop.endswith("\u00a0- 4\u00a0te\u00a0doen")


def test_days_of_grace_are_not_late(client, regisseur):
    client.force_login(regisseur)
    waakvlam(regisseur, "stabiel", 30)

    [kaart] = client.get(CASELOAD).context["daglijst"].kaarten

    assert (kaart.reden, kaart.toon) == ("Aan de beurt", "bezig")


@pytest.mark.parametrize(
    ("contacten", "tekst"),
    [
        ([], "Nog geen contact"),
        ([(4, "geen_gehoor"), (3, "geen_gehoor")], "Nog geen contact, wel 2 keer geen gehoor"),
        ([(21, "gesproken")], "3 weken geleden gesproken (telefoon)"),
        ([(21, "gezien"), (3, "geen_gehoor")], "3 weken geleden gezien (telefoon), daarna 1 keer geen gehoor"),
        ([(21, "gesproken"), (3, "signaal")], "3 weken geleden gesproken (telefoon)"),
    ],
)
def test_last_contact_in_words(client, regisseur, contacten, tekst):
    client.force_login(regisseur)
    huishouden = waakvlam(regisseur, "slapend", 40)
    for dagen, uitkomst in contacten:
        ContactmomentFactory(huishouden=huishouden, moment=geleden(dagen), uitkomst=uitkomst)

    [kaart] = client.get(CASELOAD).context["daglijst"].kaarten

    assert kaart.laatste == tekst


def test_bandwidth_counts_the_running_waakvlammen(client, regisseur):
    """Kept by a professional; what a neighbour keeps stands beside it."""
    client.force_login(regisseur)
    InzetFactory(medewerker=regisseur, fte=Decimal("0.50"))
    InzetFactory(fte=Decimal("1.00"))
    NiveauFactory(huishouden=HuishoudenFactory(regie=regisseur), trede=Trede.WAAKVLAM)
    waakvlam(regisseur, "stabiel", 3)
    HuishoudenFactory(regie=regisseur)
    waakvlam(None, "stabiel", 3)

    response = client.get(CASELOAD)

    assert "1 van 25-50 bij 0,5 fte" in response.content.decode()


def test_coordinator_sees_who_has_the_regie_and_regisseur_does_not_need_it(client, regisseur, coordinator):
    huishouden = HuishoudenFactory(regie=regisseur)
    HuishoudenFactory()

    client.force_login(coordinator)
    plekken = [kaart.plek for kaart in client.get(CASELOAD).context["daglijst"].kaarten]
    client.force_login(regisseur)
    [eigen] = client.get(CASELOAD).context["daglijst"].kaarten

    assert [plek.split(" · ")[1] for plek in plekken] == ["regisseur: Fatima Bouali", "regisseur: niemand"]
    assert eigen.plek == huishouden.buurt.naam


def test_teamleider_reads_and_has_no_buttons(client, teamleider, regisseur):
    client.force_login(teamleider)
    HuishoudenFactory(regie=regisseur)

    assert 'name="uitkomst"' not in client.get(CASELOAD).content.decode()


def test_card_has_a_button_for_each_outcome(client, regisseur):
    client.force_login(regisseur)
    HuishoudenFactory(regie=regisseur)

    tekst = client.get(CASELOAD).content.decode()

    knoppen = re.findall(r'name="uitkomst" value="(\w+)">([^<]+)</button>', tekst)
    assert knoppen == ContactUitkomst.choices


def test_what_people_typed_is_text_on_a_card(client, coordinator, gebruiker_met):
    client.force_login(coordinator)
    HuishoudenFactory(regie=gebruiker_met(Rol.TRAJECTREGISSEUR, naam="<i>Bo</i>"), inwoner="<b>'Sam\"")

    tekst = client.get(f'{CASELOAD}?buurt="><b>').content.decode()

    assert tekst.count("&lt;b&gt;&#x27;Sam&quot;") == 1
    assert "regisseur: &lt;i&gt;Bo&lt;/i&gt;" in tekst
    assert not any(teken in tekst for teken in ("<b>", "<i>"))


def test_name_of_a_child_is_not_on_the_list(client, regisseur):
    client.force_login(regisseur)
    huishouden = HuishoudenFactory(regie=regisseur, inwoner="Samira", pseudoniem="HH-2026-0042")
    voeg_kind_toe(huishouden)

    assert client.get(CASELOAD).context["daglijst"].kaarten[0].naam == "HH-2026-0042 · Samira"


def voeg_kind_toe(huishouden):
    with als(TEAMLEIDER):
        Inwoner.objects.create(huishouden=huishouden, roepnaam="Joris", is_kind=True)


def test_empty_caseload_says_what_to_do(client, regisseur):
    client.force_login(regisseur)

    assert "Vraag uw teamleider" in client.get(CASELOAD).content.decode()


def test_pages_hold_a_hundred_cards_and_keep_the_filter(client, regisseur, coordinator):
    assert PER_PAGINA == 100
    HuishoudenFactory.create_batch(101, regie=regisseur)

    def lees(gebruiker, query):
        client.force_login(gebruiker)
        return client.get(f"{CASELOAD}{query}").context

    def blad(query):
        daglijst = lees(regisseur, query)["daglijst"]
        return daglijst.pagina, len(daglijst.kaarten), daglijst.totaal

    assert [blad(query) for query in ("", "?pagina=99", "?pagina=-1'")] == [(1, 100, 101)] * 3
    assert blad("?pagina=2") == (2, 1, 101)
    volgende = lees(coordinator, f"?regisseur={regisseur.pk}")["volgende_url"]
    assert volgende == f"?regisseur={regisseur.pk}&pagina=2"


def test_past_peildatum_is_answered_with_today(client, regisseur):
    client.force_login(regisseur)

    tekst = client.get(f"{CASELOAD}?peildatum=2026-03-01").content.decode()

    assert "Deze pagina laat altijd de stand van vandaag zien." in tekst
    assert "U kijkt naar de stand op" not in tekst


# --- The page of one huishouden --------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_huishouden_has_constant_query_count(client, regisseur, aantal, django_assert_num_queries):
    client.force_login(regisseur)
    huishouden = waakvlam(regisseur, "stabiel", 5)
    for nummer in range(aantal):
        ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=geleden(nummer + 1))
        TaakFactory(huishouden=huishouden, aanleiding_op=geleden(nummer).date(), voor=regisseur)

    # session, person, savepoint, who, huishouden, contacts, notes, inwoners, offer, ladder, taken, log, release
    with django_assert_num_queries(13):
        response = client.get(reverse("casework:huishouden_detail", args=[huishouden.pk]))

    assert (len(response.context["dossier"].contacten), len(response.context["dossier"].taken)) == (aantal, aantal)


def test_timeline_goes_on_after_fifty(client, regisseur):
    client.force_login(regisseur)
    huishouden = HuishoudenFactory(regie=regisseur)
    for nummer in range(51):
        ContactmomentFactory(huishouden=huishouden, moment=geleden(nummer + 1), door=regisseur)
    url = reverse("casework:huishouden_detail", args=[huishouden.pk])

    eerste = client.get(url).context["dossier"]
    tweede = client.get(f"{url}?voor={eerste.ouder_dan}").context["dossier"]

    assert (len(eerste.contacten), len(tweede.contacten), tweede.ouder_dan) == (50, 1, None)


@pytest.mark.parametrize("voor", ["0", "abc", "99999999999999999999"])
def test_timeline_before_nothing_is_not_found(client, regisseur, voor):
    client.force_login(regisseur)
    huishouden = HuishoudenFactory(regie=regisseur)

    url = reverse("casework:huishouden_detail", args=[huishouden.pk])

    assert client.get(f"{url}?voor={voor}").status_code == 404


def test_timeline_starts_only_at_an_own_contact(client, regisseur):
    """The key of a contact elsewhere tells nothing."""
    client.force_login(regisseur)
    eigen, ander = HuishoudenFactory(regie=regisseur), ContactmomentFactory()

    url = reverse("casework:huishouden_detail", args=[eigen.pk])

    assert client.get(f"{url}?voor={ander.pk}").status_code == 404


@pytest.mark.parametrize("rol", [Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER])
def test_day_starts_here(client, gebruiker_met, rol):
    gebruiker = gebruiker_met(rol)
    client.force_login(gebruiker)

    response = client.get(reverse("inloggen"))

    assert response.url == CASELOAD
