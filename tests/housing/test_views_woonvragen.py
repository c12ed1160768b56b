from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from housing.enums import Fase, Partij, WoonvraagSoort
from housing.models import Woonvraag
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from tests.core.factories import GebiedFactory
from tests.housing.factories import ContingentFactory, VerblijfFactory, WoonvraagFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
LIJST = "/wonen/woonvragen/"


@pytest.fixture
def woonconsulent(client, gebruiker_met):
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    client.force_login(gebruiker)
    return gebruiker


@pytest.fixture
def regisseur(client, gebruiker_met):
    gebruiker = gebruiker_met(Rol.TRAJECTREGISSEUR)
    client.force_login(gebruiker)
    return gebruiker


def tekst(antwoord):
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def pseudoniemen(antwoord):
    return [regel.pseudoniem for regel in antwoord.context["lijst"].regels]


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_has_a_constant_number_of_queries(client, woonconsulent, aantal, django_assert_num_queries):
    WoonvraagFactory.create_batch(aantal)

    with django_assert_num_queries(7):  # sessie, gebruiker, begin, wie, woonvragen, log, einde
        antwoord = client.get(LIJST)

    assert len(pseudoniemen(antwoord)) == aantal


def test_who_waits_longest_comes_first_and_what_is_done_is_left_out(client, woonconsulent):
    kort = WoonvraagFactory(stappen=[(date(2026, 5, 1), Fase.VOORDRACHT)])
    lang = WoonvraagFactory(stappen=[(date(2026, 3, 2), Fase.VOORDRACHT)])
    WoonvraagFactory(stappen=[(date(2026, 1, 5), Fase.VOORDRACHT), (date(2026, 2, 1), Fase.AFGEHAAKT)])

    assert pseudoniemen(client.get(LIJST)) == [lang.pseudoniem, kort.pseudoniem]


@pytest.mark.parametrize(
    ("query", "verwacht"),
    [
        ({"fase": "match"}, {"m"}),
        ({"fase": "afgehaakt"}, {"a"}),
        ({"aan_zet": "gemeente"}, {"v", "t"}),
        ({"aan_zet": "gemeente", "soort": "terugval"}, {"t"}),
        ({"fase": "onzin", "pagina": "x"}, {"v", "m", "t"}),
        ({"pagina": "99999"}, set()),
    ],
)
def test_filters_live_in_the_address(client, woonconsulent, query, verwacht):
    begin = (date(2026, 3, 2), Fase.VOORDRACHT)
    namen = {
        "v": WoonvraagFactory(),
        "m": WoonvraagFactory(stappen=[begin, (date(2026, 3, 9), Fase.MATCH)]),
        "a": WoonvraagFactory(stappen=[begin, (date(2026, 3, 9), Fase.AFGEHAAKT)]),
        "t": WoonvraagFactory(soort=WoonvraagSoort.TERUGVAL),
    }

    antwoord = client.get(LIJST, query)

    assert set(pseudoniemen(antwoord)) == {namen[naam].pseudoniem for naam in verwacht}


def test_htmx_answer_is_that_part_of_the_page(client, woonconsulent):
    WoonvraagFactory()

    assert_is_region_of(client.get(LIJST, headers={"HX-Request": "true"}), client.get(LIJST))


def test_funnel_count_equals_the_length_of_its_list(client, woonconsulent):
    begin = (date(2026, 3, 2), Fase.VOORDRACHT)
    WoonvraagFactory.create_batch(3, stappen=[begin, (date(2026, 3, 9), Fase.MATCH)])
    WoonvraagFactory.create_batch(2)

    stand = client.get(reverse("housing:overzicht")).context["stand"].trechter

    for regel in stand.fasen:
        assert regel.aantal == client.get(LIJST, {"fase": regel.fase.value}).context["lijst"].totaal
    for regel in stand.beurten:
        assert regel.aantal == client.get(LIJST, {"aan_zet": regel.partij.value}).context["lijst"].totaal


def test_list_of_a_second_page(client, woonconsulent):
    huishouden = HuishoudenFactory()
    WoonvraagFactory.create_batch(52, huishouden=huishouden)

    antwoord = client.get(LIJST, {"pagina": "2"})

    assert len(pseudoniemen(antwoord)) == 2
    assert "51 tot en met 52 van 52 woonvragen" in tekst(antwoord)


def test_regisseur_sees_the_own_caseload_and_asks_for_it(client, regisseur, gebruiker_met):
    mijn = WoonvraagFactory(huishouden__regie=regisseur)
    WoonvraagFactory(huishouden__regie=gebruiker_met(Rol.TRAJECTREGISSEUR))

    antwoord = client.get(LIJST)

    assert pseudoniemen(antwoord) == [mijn.pseudoniem]
    assert "Meld woonvraag aan" in tekst(antwoord)
    assert 'href="/wonen/"' not in tekst(antwoord)  # a regisseur has no page of wonen


def test_detail_says_where_it_is_and_what_can_follow(client, woonconsulent):
    contingent = ContingentFactory(corporatie__naam="Trivire")
    woonvraag = WoonvraagFactory(
        stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 3, 9), Fase.MATCH, {"contingent": contingent})],
        kinderen=2,
        max_huur=650,
    )

    pagina = tekst(client.get(reverse("housing:woonvraag_detail", args=[woonvraag.pk])))

    assert "Match sinds 09-03-2026. Corporatie is aan zet" in pagina
    assert "Corporatie is aan zet. Trivire." in pagina
    assert "Gemeente was aan zet." in pagina
    assert "1 volwassene, 2 kinderen" in pagina
    assert "hooguit € 650,00" in pagina
    for label in ("Naar plaatsing", "Match gaat niet door", "Stop deze woonvraag", "Geef de beurt door"):
        assert label in pagina


def test_detail_shows_a_plek_and_the_turn_that_was_passed(client, woonconsulent):
    verblijf = VerblijfFactory(plek__naam="Plek 3", plek__voorziening__naam="De Loods")
    begin = date(2026, 3, 9)
    woonvraag = WoonvraagFactory(
        soort=WoonvraagSoort.TERUGVAL,
        stappen=[
            (date(2026, 3, 2), Fase.VOORDRACHT),
            (date(2026, 3, 5), Fase.VOORDRACHT, {"aan_zet": Partij.INWONER}),
            (begin, Fase.PLAATSING, {"verblijf": verblijf}),
        ],
    )

    pagina = tekst(client.get(reverse("housing:woonvraag_detail", args=[woonvraag.pk])))

    assert "De Loods, Plek 3." in pagina
    assert "Beurt doorgegeven" in pagina


def test_reader_of_the_dossier_takes_no_steps(client, regisseur):
    woonvraag = WoonvraagFactory(huishouden__regie=regisseur)

    pagina = tekst(client.get(reverse("housing:woonvraag_detail", args=[woonvraag.pk])))

    assert "/stap/" not in pagina


def test_corporatie_facing_list_names_no_diagnosis_and_no_person(client, woonconsulent):
    """What the list shows is what placing needs; the first name of the dossier is nowhere."""
    woonvraag = WoonvraagFactory(huishouden__inwoner="Zilverberkje")

    for url in (LIJST, reverse("housing:woonvraag_detail", args=[woonvraag.pk])):
        assert "Zilverberkje" not in tekst(client.get(url))


# --- Asking and stepping ---------------------------------------------------------------------------------------------


def test_regisseur_asks_for_a_home(client, regisseur):
    huishouden = HuishoudenFactory(regie=regisseur)
    url = reverse("housing:woonvraag_nieuw")
    assert huishouden.pseudoniem in tekst(client.get(url, {"huishouden": huishouden.pk}))

    gegevens = {"sleutel": uuid4(), "huishouden": huishouden.pk, "soort": "woning", "volwassenen": 1, "kinderen": 0}
    antwoord = client.post(url, {**gegevens, "max_huur": "650,00"}, follow=True)

    assert f"De woonvraag van {huishouden.pseudoniem} is aangemeld." in tekst(antwoord)
    assert "hooguit € 650,00" in tekst(antwoord)


def test_huishouden_of_a_colleague_cannot_be_chosen(client, regisseur, gebruiker_met):
    ander = HuishoudenFactory(regie=gebruiker_met(Rol.TRAJECTREGISSEUR))
    gegevens = {"sleutel": uuid4(), "huishouden": ander.pk, "soort": "woning", "volwassenen": 1, "kinderen": 0}

    antwoord = client.post(reverse("housing:woonvraag_nieuw"), gegevens)

    assert list(antwoord.context["form"].errors) == ["huishouden"]
    with als(TEAMLEIDER):
        assert Woonvraag.objects.count() == 0


@pytest.mark.parametrize("waarde", ["", "x", "-1", "99999999999999999999"])
def test_bad_input_is_answered_with_words(client, regisseur, waarde):
    velden = ("sleutel", "huishouden", "soort", "volwassenen", "kinderen", "wijk", "max_huur", "aanbieder")

    antwoord = client.post(reverse("housing:woonvraag_nieuw"), dict.fromkeys(velden, waarde))

    assert antwoord.status_code == 200
    assert {"sleutel", "huishouden", "soort", "volwassenen", "kinderen"} <= set(antwoord.context["form"].errors)


def test_woonconsulent_goes_from_match_to_key(client, woonconsulent):
    vandaag = timezone.localdate()
    woonvraag = WoonvraagFactory(stappen=[(vandaag - timedelta(days=30), Fase.VOORDRACHT)])
    contingent, wijk = ContingentFactory(jaar=vandaag.year), GebiedFactory(wijk=True)

    def stap(fase, **gegevens):
        url = reverse("housing:woonvraag_stap", args=[woonvraag.pk, fase])
        assert client.get(url).status_code == 200
        return client.post(url, {"op": vandaag.isoformat(), **gegevens}, follow=True)

    antwoord = stap(Fase.MATCH, contingent=contingent.pk)
    assert f"{woonvraag} staat nu op match." in tekst(antwoord)
    plaatsing = client.get(reverse("housing:woonvraag_stap", args=[woonvraag.pk, Fase.PLAATSING]))
    assert f'value="{contingent.pk}" selected' in tekst(plaatsing)
    stap(Fase.PLAATSING, contingent=contingent.pk, wijk=wijk.pk)
    antwoord = stap(Fase.TERUGVAL)

    assert "Terugval sinds" in tekst(antwoord)
    assert "Wijkteam is aan zet" in tekst(antwoord)


def test_plaatsing_on_a_plek_offers_only_what_nobody_has(client, woonconsulent):
    vrij, bezet = VerblijfFactory(), VerblijfFactory()
    begin = (date(2026, 3, 2), Fase.VOORDRACHT)
    WoonvraagFactory(
        soort=WoonvraagSoort.TERUGVAL, stappen=[begin, (date(2026, 3, 9), Fase.PLAATSING, {"verblijf": bezet})]
    )
    woonvraag = WoonvraagFactory(soort=WoonvraagSoort.TERUGVAL, stappen=[begin, (date(2026, 3, 9), Fase.MATCH)])

    antwoord = client.get(reverse("housing:woonvraag_stap", args=[woonvraag.pk, Fase.PLAATSING]))

    assert set(antwoord.context["form"].fields["verblijf"].queryset) == {vrij}


def test_step_that_a_colleague_already_took_says_so(client, woonconsulent):
    woonvraag = WoonvraagFactory(stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 3, 9), Fase.AFGEHAAKT)])

    antwoord = client.post(
        reverse("housing:woonvraag_stap", args=[woonvraag.pk, Fase.AFGEHAAKT]), {"op": "01-11-2026", "reden": "zelf"}
    )

    assert antwoord.status_code == 200
    assert "Misschien was een collega u voor" in tekst(antwoord)


def test_unknown_phase_does_not_exist(client, woonconsulent):
    woonvraag = WoonvraagFactory()

    assert client.get(f"/wonen/woonvragen/{woonvraag.pk}/stap/onzin/").status_code == 404


def test_turn_is_passed_on_the_page(client, woonconsulent):
    woonvraag = WoonvraagFactory()
    url = reverse("housing:woonvraag_beurt", args=[woonvraag.pk])

    antwoord = client.post(url, {"aan_zet": "inwoner"}, follow=True)
    nogmaals = client.post(url, {"aan_zet": "inwoner"})

    assert "Inwoner is nu aan zet." in tekst(antwoord)
    assert list(nogmaals.context["form"].errors) == ["aan_zet"]


def test_flow_page_stays_within_its_queries(client, beleidsmedewerker, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    WoonvraagFactory()

    with django_assert_num_queries(5):  # sessie, gebruiker, doorstroom, terugval, afgeschaald
        antwoord = client.get(reverse("housing:doorstroom"))

    assert "Doorstroom per kwartaal" in tekst(antwoord)


def test_policy_sees_counts_of_woonvragen_and_no_links_to_them(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    WoonvraagFactory.create_batch(6, huishouden=HuishoudenFactory())

    pagina = tekst(client.get(reverse("housing:overzicht")))

    assert "6 woonvragen wachten op de gemeente." in pagina
    assert LIJST not in pagina
