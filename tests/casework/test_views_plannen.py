"""The plan, the ladder, the waakvlam and the buurtcirkels in the browser; bad input keeps what was typed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Bijeenkomst, Buurtcirkel, Doel, Meting, Niveau, Waakvlam
from tests.casework.factories import TEAMLEIDER, BuurtcirkelFactory, DoelFactory, HuishoudenFactory, MetingFactory, als
from tests.core.factories import LEEFGEBIEDEN, GebiedFactory, LeefgebiedFactory
from zwijndrecht_portal.core.models import Afdruk
from zwijndrecht_portal.core.pdf import render_pdf

pytestmark = pytest.mark.django_db
RAAR = "Zin met 😀 en \u202eomgekeerd\u202c en العربية"


@pytest.fixture(autouse=True)
def _leefgebieden(db):
    for slug in LEEFGEBIEDEN:
        LeefgebiedFactory(slug=slug)


@pytest.fixture
def client(client, regisseur):
    client.force_login(regisseur)
    return client


def url(naam: str, huishouden) -> str:
    return reverse(f"casework:{naam}", args=[huishouden.pk])


def tekst_van(antwoord) -> str:
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_plan_has_constant_query_count(client, regisseur, aantal, django_assert_num_queries):
    huishouden = HuishoudenFactory(regie=regisseur, plan=True)
    for nummer in range(aantal):
        DoelFactory(huishouden=huishouden)
        MetingFactory(huishouden=huishouden, gemeten_op=timezone.localdate() - timedelta(days=nummer))

    # session, person, savepoint, who, huishouden, plan, doelen, scores, leefgebieden, log, release
    with django_assert_num_queries(11):
        client.get(url("plan_detail", huishouden))


def test_empty_plan_says_what_to_do(client, huishouden):
    assert "zet het eerste doel in het plan" in tekst_van(client.get(url("plan_detail", huishouden)))


def test_doel_with_emoji_and_right_to_left_text_is_kept_as_typed(client, huishouden):
    gegevens = {"sleutel": uuid4(), "leefgebied": "wonen", "tekst": RAAR, "afspraken": RAAR}

    antwoord = client.post(url("doel_nieuw", huishouden), gegevens, follow=True)

    assert RAAR in tekst_van(antwoord)
    with als(TEAMLEIDER):
        assert Doel.objects.get().tekst == RAAR


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"tekst": ""}, "utrecht-form-field-error-message"),
        ({"afspraken": "x" * 10_000}, "2000"),
        ({"tekst": "BSN 111222333"}, "een BSN kan zijn"),
        ({"leefgebied": "geluk"}, "Selecteer een geldige keuze"),
        ({"sleutel": "abc"}, ""),
    ],
)
def test_bad_doel_keeps_what_was_typed(client, huishouden, velden, melding):
    gegevens = {"sleutel": uuid4(), "leefgebied": "wonen", "tekst": "Post openen", "afspraken": "Samen.", **velden}

    tekst = tekst_van(client.post(url("doel_nieuw", huishouden), gegevens))

    assert melding in tekst
    assert gegevens["afspraken"] in tekst
    with als(TEAMLEIDER):
        assert not Doel.objects.exists()


def test_scores_of_one_talk_are_saved_together(client, huishouden):
    client.post(url("metingen_vastleggen", huishouden), {"datum": "", "wonen": "4", "zorg": "2", "financien": ""})

    with als(TEAMLEIDER):
        assert dict(Meting.objects.values_list("leefgebied", "score")) == {"wonen": 4, "zorg": 2}


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"datum": ""}, "ten minste één"),
        ({"wonen": "6"}, "geldige keuze"),
        ({"wonen": "4", "datum": "morgen"}, "geen datum"),
    ],
)
def test_bad_scores_are_explained(client, huishouden, velden, melding):
    assert melding in tekst_van(client.post(url("metingen_vastleggen", huishouden), velden))


def test_plan_on_paper_is_one_page_in_plain_words(client, regisseur):
    huishouden = HuishoudenFactory(regie=regisseur, plan=True)
    for slug in LEEFGEBIEDEN:
        leefgebied = LeefgebiedFactory(slug=slug)
        for _ in range(2):
            DoelFactory(huishouden=huishouden, leefgebied=leefgebied, afspraken="Fatima belt elke week.\nSamira komt.")
        for dagen in (100, 1):
            dag = timezone.localdate() - timedelta(days=dagen)
            MetingFactory(huishouden=huishouden, leefgebied=leefgebied, gemeten_op=dag)

    antwoord = client.post(url("plan_afdrukken", huishouden))

    afdruk = Afdruk.objects.get()
    assert antwoord.url == reverse("afdruk", args=[afdruk.pk])
    pdf = render_pdf(afdruk.html, titel=afdruk.titel, gemaakt_op=afdruk.aangevraagd_op)
    assert aantal_paginas(pdf) == 1
    assert all(deel in afdruk.html for deel in ("Samira", "Zelf de post openen", "Lukt met wat hulp", "Fatima Bouali"))


def aantal_paginas(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


# --- The ladder and the waakvlam -------------------------------------------------------------------------------------


def test_step_down_to_waakvlam_asks_who_keeps_it(client, regisseur):
    huishouden = HuishoudenFactory(regie=regisseur)

    antwoord = client.post(url("trede_zetten", huishouden), {"trede": "1", "reden": "Het gaat goed."}, follow=True)

    tekst = tekst_van(antwoord)
    assert "staat nu op &#x27;Waakvlam&#x27;" in tekst
    assert "Spreek nu af wie de waakvlam houdt" in tekst
    assert "Het gaat goed." in tekst


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"reden": ""}, "utrecht-form-field-error-message"),
        ({"trede": "9"}, "geldige keuze"),
        ({"datum": "01-01-2099"}, "ligt in de toekomst"),
        ({"reden": "BSN 111222333"}, "een BSN kan zijn"),
    ],
)
def test_bad_step_keeps_what_was_typed(client, huishouden, velden, melding):
    gegevens = {"trede": "3", "reden": "Er kwam een signaal.", "datum": "", **velden}

    tekst = tekst_van(client.post(url("trede_zetten", huishouden), gegevens))

    assert melding in tekst
    assert gegevens["reden"] in tekst
    with als(TEAMLEIDER):
        assert not Niveau.objects.exists()


def test_waakvlam_form_starts_with_what_holds_now(client, huishouden):
    form = client.get(url("waakvlam_zetten", huishouden)).context["form"]

    assert (form.initial["soort"], form.initial["naam_of_rol"], form.initial["ritmeprofiel"]) == (
        "buur",
        "buurvrouw",
        "stabiel",
    )


def test_own_rhythm_without_reason_is_refused_at_the_field(client, huishouden):
    gegevens = {
        "soort": "buddy",
        "naam_of_rol": "Anouk",
        "ritmeprofiel": "stabiel",
        "interval_dagen": "10",
        "speling_dagen": "3",
    }

    antwoord = client.post(url("waakvlam_zetten", huishouden), gegevens)

    assert antwoord.context["form"].errors == {"reden": ["Schrijf waarom dit huishouden een eigen ritme heeft."]}
    assert "Anouk" in tekst_van(antwoord)
    client.post(url("waakvlam_zetten", huishouden), {**gegevens, "reden": "Werkt in ploegen."})
    with als(TEAMLEIDER):
        assert Waakvlam.objects.lopend().get().interval_dagen == 10


# --- Buurtcirkels ----------------------------------------------------------------------------------------------------


def test_coordinator_starts_a_buurtcirkel_and_regisseur_writes_a_meeting(client, regisseur, coordinator):
    client.force_login(coordinator)
    buurt = GebiedFactory()
    client.post(
        reverse("casework:buurtcirkel_nieuw"),
        {"naam": "De Vonk", "gebied": buurt.pk, "deelnemers": "10", "gestart_op": "05-01-2026"},
    )
    with als(TEAMLEIDER):
        cirkel = Buurtcirkel.objects.get()

    client.force_login(regisseur)
    client.post(reverse("casework:bijeenkomst_nieuw", args=[cirkel.pk]), {"datum": "02-03-2026", "aanwezig": "8"})

    with als(TEAMLEIDER):
        assert Bijeenkomst.objects.get().aanwezig == 8
    assert "De Vonk" in tekst_van(client.get(reverse("casework:buurtcirkel_lijst")))


@pytest.mark.parametrize("aantal", [1, 3])
def test_buurtcirkels_have_constant_query_count(client, aantal, django_assert_num_queries):
    BuurtcirkelFactory.create_batch(aantal)

    with django_assert_num_queries(7):  # session, person, savepoint, who, buurtcirkels, log, release
        client.get(reverse("casework:buurtcirkel_lijst"))


def test_more_people_than_the_group_has_is_refused(client):
    cirkel = BuurtcirkelFactory(deelnemers=9)

    antwoord = client.post(
        reverse("casework:bijeenkomst_nieuw", args=[cirkel.pk]), {"datum": "02-03-2026", "aanwezig": "10"}
    )

    assert "De groep heeft 9\u00a0deelnemers." in tekst_van(antwoord)


def test_no_buurtcirkels_says_who_makes_one(client):
    assert "zet een buurtcirkel in het portaal" in tekst_van(client.get(reverse("casework:buurtcirkel_lijst")))
