"""The board, handing over, and the filters of the day list."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Inzet, Overdracht, Regie
from tests.casework.factories import (
    TEAMLEIDER,
    HuishoudenFactory,
    InzetFactory,
    NiveauFactory,
    OverdrachtFactory,
    als,
)
from tests.core.factories import GebiedFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


def url(naam: str, pk: int) -> str:
    return reverse(f"casework:{naam}", args=[pk])


def tekst_van(antwoord) -> str:
    assert antwoord.status_code == 200
    return antwoord.content.decode()


# --- The board -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_board_has_constant_query_count(client, teamleider, regisseur, aantal, django_assert_num_queries):
    client.force_login(teamleider)
    for _ in range(aantal):
        HuishoudenFactory()
        OverdrachtFactory(huishouden=HuishoudenFactory(regie=InzetFactory().medewerker))

    # session, person, savepoint, who, burden now and then, hours, people, still, without, offers, log, release
    with django_assert_num_queries(12):
        antwoord = client.get(reverse("casework:verdeling"))

    verdeling = antwoord.context["verdeling"]
    assert (len(verdeling.zonder), len(verdeling.overdrachten)) == (aantal, aantal)


def test_huishouden_without_regisseur_is_on_the_board_at_once(client, teamleider, regisseur):
    client.force_login(teamleider)
    huishouden = HuishoudenFactory()
    assert huishouden.pseudoniem in tekst_van(client.get(reverse("casework:verdeling")))

    client.post(url("toewijzen", huishouden.pk), {"was": "", "regisseur": regisseur.pk})

    verdeling = client.get(reverse("casework:verdeling")).context["verdeling"]
    assert verdeling.zonder == []
    assert {rij.naam: rij.huishoudens for rij in verdeling.medewerkers} == {"Fatima Bouali": 1}


def test_board_says_who_has_room(client, teamleider, regisseur):
    client.force_login(teamleider)
    InzetFactory(medewerker=regisseur, fte=Decimal("0.05"))
    for trede in (1, 1, 3):
        NiveauFactory(huishouden=HuishoudenFactory(regie=regisseur), trede=trede)

    [rij] = client.get(reverse("casework:verdeling")).context["verdeling"].medewerkers

    assert (rij.bandbreedte.belasting, rij.bandbreedte.stand, rij.bandbreedte.per_fte) == (6, "boven", 120)


def test_board_names_what_stands_still(client, teamleider):
    client.force_login(teamleider)
    stil = HuishoudenFactory(geopend_op=timezone.localdate() - timedelta(days=121))
    NiveauFactory(huishouden=stil, geldig=(timezone.now() - timedelta(days=121), None))
    HuishoudenFactory(geopend_op=timezone.localdate() - timedelta(days=119))
    bewoog = HuishoudenFactory(geopend_op=timezone.localdate() - timedelta(days=300))
    NiveauFactory(huishouden=bewoog, geldig=(timezone.now() - timedelta(days=5), None))

    verdeling = client.get(reverse("casework:verdeling")).context["verdeling"]

    assert ([rij.pk for rij in verdeling.stil], verdeling.stil_totaal) == ([stil.pk], 1)


def test_hours_are_typed_the_dutch_way(client, teamleider, regisseur):
    client.force_login(teamleider)

    client.post(url("inzet_wijzigen", regisseur.pk), {"fte": "0,6", "vanaf": "01-07-2026"})

    with als(teamleider):
        assert Inzet.objects.get().fte == Decimal("0.60")


@pytest.mark.parametrize(("velden"), [{"fte": "1,5"}, {"fte": "veel"}, {"fte": "-1"}, {"vanaf": "31-02-2026"}])
def test_bad_hours_keep_what_was_typed(client, teamleider, regisseur, velden):
    client.force_login(teamleider)
    gegevens = {"fte": "0,6", "vanaf": "01-07-2026", **velden}

    tekst = tekst_van(client.post(url("inzet_wijzigen", regisseur.pk), gegevens))

    assert all(f'value="{waarde}"' in tekst for waarde in gegevens.values())
    assert "utrecht-form-field-error-message" in tekst
    with als(teamleider):
        assert not Inzet.objects.exists()


# --- Assigning and handing over --------------------------------------------------------------------------------------


def test_second_who_assigns_is_told_and_nothing_changes(client, coordinator, regisseur, andere_regisseur):
    client.force_login(coordinator)
    huishouden = HuishoudenFactory(waakvlam="stabiel")
    client.post(url("toewijzen", huishouden.pk), {"was": "", "regisseur": regisseur.pk})

    tekst = tekst_van(client.post(url("toewijzen", huishouden.pk), {"was": "", "regisseur": andere_regisseur.pk}))

    assert "Intussen heeft Fatima Bouali de regie" in tekst
    with als(TEAMLEIDER):
        assert Regie.objects.get().regisseur == regisseur


@pytest.mark.parametrize("wie", ["", "0", "abc", "999999"])
def test_assigning_to_nobody_is_refused(client, teamleider, wie):
    client.force_login(teamleider)
    huishouden = HuishoudenFactory()

    tekst_van(client.post(url("toewijzen", huishouden.pk), {"was": "", "regisseur": wie}))

    with als(TEAMLEIDER):
        assert not Regie.objects.exists()


def test_regisseur_out_of_service_is_named_in_the_refusal(client, huishouden, regisseur, andere_regisseur):
    client.force_login(regisseur)
    andere_regisseur.is_active = False
    andere_regisseur.save()

    gegevens = {"naar": andere_regisseur.pk, "toelichting": "Ik ga met verlof."}
    tekst = tekst_van(client.post(url("overdragen", huishouden.pk), gegevens))

    assert "Youssef el Amrani werkt niet meer als trajectregisseur" in tekst
    assert "Ik ga met verlof." in tekst
    with als(TEAMLEIDER):
        assert not Overdracht.objects.exists()


def test_offer_is_seen_and_accepted_by_the_other(client, huishouden, regisseur, andere_regisseur):
    client.force_login(regisseur)
    client.post(url("overdragen", huishouden.pk), {"naar": andere_regisseur.pk, "toelichting": "Ik ga met verlof."})
    with als(TEAMLEIDER):
        overdracht = Overdracht.objects.get()
    client.force_login(andere_regisseur)
    tekst = tekst_van(client.get(reverse("casework:caseload")))
    assert "Ik ga met verlof." in tekst
    assert "Samira" not in tekst

    antwoord = client.post(url("overdracht_aannemen", overdracht.pk), follow=True)

    assert "U hebt nu de regie over" in tekst_van(antwoord)
    assert antwoord.redirect_chain[-1][0] == url("huishouden_detail", huishouden.pk)


def test_refusal_comes_back_to_who_offered(client, huishouden, regisseur, andere_regisseur):
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=andere_regisseur)
    client.force_login(andere_regisseur)
    assert "utrecht-form-field-error-message" in tekst_van(
        client.post(url("overdracht_weigeren", overdracht.pk), {"antwoord": ""})
    )
    client.post(url("overdracht_weigeren", overdracht.pk), {"antwoord": "Mijn caseload is vol."})

    client.force_login(regisseur)
    tekst = tekst_van(client.get(reverse("casework:caseload")))

    assert "neemt" in tekst
    assert "Mijn caseload is vol." in tekst


def test_offer_that_was_withdrawn_says_so(client, huishouden, andere_regisseur):
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=andere_regisseur)
    with als(TEAMLEIDER):
        Overdracht.objects.update(status="ingetrokken", afgehandeld_op=timezone.now())
    client.force_login(andere_regisseur)

    assert "ingetrokken" in tekst_van(client.post(url("overdracht_aannemen", overdracht.pk), follow=True))


# --- Filters of the day list -----------------------------------------------------------------------------------------


@pytest.fixture
def drie(regisseur, andere_regisseur):
    """By person, buurt and level, each another one."""
    walburg = GebiedFactory(code="BU0642WA", naam="Walburg")
    van_een = HuishoudenFactory(regie=regisseur)
    in_walburg = HuishoudenFactory(regie=andere_regisseur, buurt=walburg)
    zonder = HuishoudenFactory()
    NiveauFactory(huishouden=zonder, trede=4)
    return van_een, in_walburg, zonder


@pytest.mark.parametrize(
    ("query", "verwacht"),
    [
        ("", {0, 1, 2}),
        ("regisseur={regisseur}", {0}),
        ("regisseur=niemand", {2}),
        ("buurt=BU0642WA", {1}),
        ("trede=4", {2}),
        ("regisseur={regisseur}&trede=4", set()),
        ("trede=99&buurt=x&regisseur='", {0, 1, 2}),
    ],
)
@pytest.mark.parametrize("rol", [Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER])
def test_day_list_is_filtered(client, gebruiker_met, regisseur, drie, rol, query, verwacht):
    client.force_login(gebruiker_met(rol))

    antwoord = client.get(f"/caseload/?{query.format(regisseur=regisseur.pk)}")

    assert {kaart.id for kaart in antwoord.context["daglijst"].kaarten} == {drie[n].pk for n in verwacht}


def test_empty_filter_says_what_to_do(client, coordinator, drie):
    client.force_login(coordinator)

    assert "Haal een filter weg" in tekst_van(client.get("/caseload/?trede=5"))


def test_regisseur_has_no_filters(client, regisseur, drie):
    client.force_login(regisseur)

    antwoord = client.get("/caseload/?regisseur=niemand")

    assert antwoord.context["filters"] is None
    assert [kaart.id for kaart in antwoord.context["daglijst"].kaarten] == [drie[0].pk]
