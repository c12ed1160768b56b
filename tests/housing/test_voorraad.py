"""Verhuisstromen, and the next four quarters of what is needed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from housing.enums import AannameSoort, Richting, Segment, Verhuisgebied, VoorraadEenheid
from housing.models import Verhuisstroom, Voorraadmeting
from housing.selectors import raming_op, verhuisstromen, voorraad_op, vooruitblik
from housing.services.laden import laad_woondoelen
from housing.services.voorraad import leg_verhuisstroom_vast
from tests.housing.factories import BehoefteramingFactory, ContingentFactory, PlaatsingFactory
from zwijndrecht_portal.core.models import Afdruk

pytestmark = pytest.mark.django_db
JAAR = timezone.localdate().year - 1
DAG = date(2026, 11, 22)


@pytest.fixture
def beleid(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    return beleidsmedewerker


def tekst(antwoord):
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def leg_vast(richting, aantal, gebied=Verhuisgebied.ROTTERDAM, jaar=JAAR):
    return leg_verhuisstroom_vast(jaar=jaar, richting=richting, gebied=gebied, aantal=aantal, bron="CBS")


# --- Verhuisstromen --------------------------------------------------------------------------------------------------


def test_saldo_is_in_minus_out_and_unknown_is_not_zero():
    leg_vast(Richting.IN, 410)
    leg_vast(Richting.UIT, 365)
    leg_vast(Richting.IN, 900, Verhuisgebied.DRECHTSTEDEN)

    (jaar,) = verhuisstromen(timezone.localdate())

    saldi = {regel.gebied: regel.saldo_tekst for regel in jaar.regels}
    assert saldi[Verhuisgebied.ROTTERDAM] == "+45"
    assert saldi[Verhuisgebied.DRECHTSTEDEN] == saldi[Verhuisgebied.BUITENLAND] == "onbekend"
    assert jaar.saldo_tekst.startswith("onbekend")


def test_year_with_everything_has_a_saldo():
    for gebied in Verhuisgebied:
        leg_vast(Richting.IN, 100, gebied)
        leg_vast(Richting.UIT, 130, gebied)

    assert verhuisstromen(timezone.localdate())[0].saldo_tekst == "-120"
    assert verhuisstromen(date(2020, 1, 1)) == []


def test_second_time_corrects_the_first():
    leg_vast(Richting.IN, 410)
    leg_vast(Richting.IN, 411)

    assert Verhuisstroom.objects.get().aantal == 411


def test_year_that_is_not_over_is_refused():
    with pytest.raises(ValidationError) as error:
        leg_vast(Richting.IN, 1, jaar=JAAR + 1)

    assert list(error.value.message_dict) == ["jaar"]


def test_page_shows_what_was_recorded(client, beleid):
    url = reverse("housing:verhuisstroom_vastleggen")
    velden = {"jaar": JAAR, "richting": "in", "gebied": "rotterdam", "aantal": "410", "bron": "CBS"}

    fout = client.post(url, velden | {"aantal": "-1", "richting": "omhoog"})
    goed = client.post(url, velden, follow=True)

    assert set(fout.context["form"].errors) == {"aantal", "richting"}
    assert f"Vastgelegd: Rotterdam en omgeving, naar zwijndrecht, {JAAR}, 410 mensen." in tekst(goed)
    assert "Bron: CBS." in tekst(goed)


# --- The next four quarters ------------------------------------------------------------------------------------------


@pytest.fixture
def raming():
    BehoefteramingFactory()
    return raming_op(DAG)


def blik(raming, drempel=0):
    return vooruitblik(raming, voorraad_op(DAG), DAG, drempel=drempel)


def test_shortage_is_what_is_needed_less_what_contingents_give(raming):
    """Ten agreed, seven used: three are free. Next year eight: two more each quarter. Needed: 61 to 70."""
    PlaatsingFactory.create_batch(7, contingent=ContingentFactory(jaar=2026, aantal=10))
    ContingentFactory(jaar=2027, aantal=8)

    regels = blik(raming).regels

    assert [(r.kwartaal, r.woningen, r.tekort_tekst) for r in regels] == [
        ("Q4 2026", 3, "58 tot 67"),
        ("Q1 2027", 5, "56 tot 65"),
        ("Q2 2027", 7, "54 tot 63"),
        ("Q3 2027", 9, "52 tot 61"),
    ]
    assert not any(regel.is_aanname for regel in regels)


def test_year_without_agreements_is_reckoned_as_this_year(raming):
    ContingentFactory(jaar=2026, aantal=10)

    regels = blik(raming).regels

    assert [(r.woningen, r.is_aanname) for r in regels] == [(10, False), (12, True), (15, True), (17, True)]


def test_enough_homes_is_no_negative_shortage():
    BehoefteramingFactory(aannames={AannameSoort.ZELFSTANDIG: (1, 1, 1)})
    ContingentFactory(jaar=2026, aantal=10)

    assert blik(raming_op(DAG)).regels[0].tekort_tekst == "0"


def test_count_that_is_too_small_hides_what_follows_from_it(raming):
    PlaatsingFactory.create_batch(2, contingent=ContingentFactory(jaar=2026, aantal=10))

    regels = blik(raming, drempel=5).regels

    assert {(regel.woningen, regel.tekort_tekst) for regel in regels} == {(None, "geheim")}


def test_need_is_held_against_the_stock(raming):
    laad_woondoelen()
    totaal = Voorraadmeting.objects.get(segment=Segment.TOTAAL, eenheid=VoorraadEenheid.WONINGEN).waarde

    zin = blik(raming).voorraad_zin

    assert f"1 op de {int(totaal * Decimal('0.37')) // 70} huurwoningen van corporaties" in zin


def test_raming_is_asked_for_as_pdf_with_what_this_person_sees(client, beleid, settings):
    settings.PORTAAL_DREMPEL_INTERN = 10
    BehoefteramingFactory(toelichting="Nog zonder onderzoek.")

    antwoord = client.post(reverse("housing:raming_afdrukken"))

    afdruk = Afdruk.objects.get()
    assert antwoord.url == reverse("afdruk", args=[afdruk.pk])
    assert "61 tot 70 woningen" in afdruk.html
    assert "Geregistreerd in Zwijndrecht: geheim." in afdruk.html
    assert "Nog zonder onderzoek." in afdruk.html


def test_before_the_first_raming_there_is_nothing_to_print(client, beleid):
    BehoefteramingFactory()

    assert client.post(f"{reverse('housing:raming_afdrukken')}?peildatum=2018-01-01").status_code == 404


def test_page_of_the_raming_has_a_constant_number_of_queries(client, beleid, django_assert_num_queries):
    BehoefteramingFactory.create_batch(3)
    ContingentFactory.create_batch(3)

    with django_assert_num_queries(7):  # sessie, gebruiker, ramingen, 2 voorraad, 2 contingenten
        client.get(reverse("housing:behoefte"))
