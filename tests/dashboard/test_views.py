from datetime import timedelta
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboard.enums import RapportageStatus
from dashboard.models import Rapportage
from tests.dashboard.factories import (
    IndicatorFactory,
    KopcijferFactory,
    MetingFactory,
    RapportageFactory,
    StreefwaardeFactory,
)
from tests.dashboard.matrix import MATRIX, maak_objecten
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


def tekst_van(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


@pytest.mark.parametrize(("method", "view"), MATRIX)
def test_who_gets_what(client, gebruiker_met, method, view):
    url = reverse(view, kwargs=maak_objecten({}).get(view))
    statussen = {"anoniem": getattr(client, method)(url).status_code}
    for rol in sorted(Rol, key=lambda rol: rol == Rol.PROGRAMMAMANAGER):  # who may change things comes last
        client.force_login(gebruiker_met(rol))
        statussen[rol.value] = getattr(client, method)(url).status_code

    assert statussen == MATRIX[method, view]


# --- Front page ------------------------------------------------------------------------------------------------------


def test_front_page_shows_the_selected_plan_only(als):
    ActieFactory(naam="Ander plan")
    eigen = MijlpaalFactory(periode="Q1 2019").actie

    response = als(Rol.TREKKER).get(f"/?plan={eigen.plan.slug}")

    assert eigen.naam in tekst_van(response)
    assert "0 van" not in response.context["stand"].zin
    assert response.context["stand"].zin.replace("\u00a0", " ").startswith("Geen van de 1 actie ligt op schema.")


@pytest.mark.parametrize("query", ["plan=bestaat-niet", "plan=%00", "peildatum=31-02-2020", "peildatum=2999-01-01"])
def test_front_page_says_what_it_does_not_understand(als, query):
    response = als(Rol.BELEIDSMEDEWERKER).get(f"/?{query}")

    assert response.status_code == 200
    assert len(list(response.context["messages"])) == 1


def test_raad_sees_figures_and_no_acties(als):
    actie = MijlpaalFactory(periode="Q1 2019").actie

    tekst = tekst_van(als(Rol.RAADSLID).get("/"))

    assert actie.naam not in tekst
    assert "Geen van de 1 actie ligt op schema." in tekst


def test_raad_does_not_read_a_small_count_that_a_colleague_reads(als):
    indicator = KopcijferFactory(indicator=IndicatorFactory(telling=True, naam="Kanarie")).indicator
    MetingFactory(indicator=indicator, waarde=Decimal(8))

    assert "8 <span>personen</span>" in tekst_van(als(Rol.TREKKER).get("/"))
    voor_de_raad = tekst_van(als(Rol.RAADSLID).get("/"))
    assert '<p class="cijfer__waarde">geheim</p>' in voor_de_raad


@pytest.mark.parametrize("aantal", [1, 3])
def test_front_page_costs_the_same_for_more_acties_and_figures(als, aantal, django_assert_num_queries):
    plan = PlanFactory()
    for plek in range(1, aantal + 1):
        MijlpaalFactory(periode="Q1 2019", actie__plan=plan)
        MetingFactory(indicator=KopcijferFactory(volgorde=plek).indicator)
        RapportageFactory(vastgesteld=True, plan=plan, versie=plek)
    client = als(Rol.PROGRAMMAMANAGER)

    # session, person, plans, acties and their mijlpalen, money, quality, points of the source, figures, values, reports
    with django_assert_num_queries(11):
        client.get("/")


def test_card_leads_to_its_figure_on_the_same_date(als):
    indicator = MetingFactory(indicator=KopcijferFactory().indicator).indicator

    response = als(Rol.CONTROLLER).get("/?peildatum=2020-06-30")

    assert response.context["kaarten"][0]["url"] == f"/indicatoren/{indicator.sleutel}/?peildatum=2020-06-30"


def test_adopted_reports_stand_on_the_front_page(als):
    RapportageFactory(vastgesteld=True, plan__naam="Vastgesteld plan")
    RapportageFactory(klaar=True, plan__naam="Concept plan")

    rapportages = als(Rol.RAADSLID).get("/").context["rapportages"]

    assert [rapportage.plan.naam for rapportage in rapportages] == ["Vastgesteld plan"]


# --- One figure ------------------------------------------------------------------------------------------------------


def test_figure_has_its_series_as_table_and_picture(als):
    indicator = IndicatorFactory(naam="Meldingen", eenheid="meldingen", duiding="Let hierop.")
    for jaar, waarde in ((2017, 180), (2018, 331)):
        MetingFactory(indicator=indicator, periode=str(jaar), waarde=Decimal(waarde))
    StreefwaardeFactory(indicator=indicator)

    tekst = tekst_van(als(Rol.RAADSLID).get(f"/indicatoren/{indicator.sleutel}/"))

    assert '<th scope="row">2018</th><td class="getal">331</td>' in tekst
    assert 'class="lijngrafiek"' in tekst
    assert "Let hierop." in tekst
    assert "Haalt de streefwaarde van 80 meldingen" in tekst


def test_figure_without_value_says_so(als):
    tekst = tekst_van(als(Rol.RAADSLID).get(f"/indicatoren/{IndicatorFactory().sleutel}/"))

    assert "Op deze datum was er nog geen waarde bekend." in tekst


@pytest.mark.parametrize("sleutel", ["bestaat-niet", "E33"])
def test_unknown_figure_does_not_exist(als, sleutel):
    assert als(Rol.RAADSLID).get(f"/indicatoren/{sleutel}/").status_code == 404


# --- Reports ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_of_reports_has_constant_query_count(als, aantal, django_assert_num_queries):
    plan = PlanFactory()
    for versie in range(1, aantal + 1):
        RapportageFactory(plan=plan, versie=versie)
    client = als(Rol.BELEIDSMEDEWERKER)

    with django_assert_num_queries(3):  # session, person, reports with plan and people
        response = client.get("/rapportages/")

    assert [rapportage.versie for rapportage in response.context["rapportages"]] == list(range(aantal, 0, -1))


def test_raad_finds_adopted_reports_only(als):
    vastgesteld = RapportageFactory(vastgesteld=True)
    concept = RapportageFactory(klaar=True)
    client = als(Rol.RAADSLID)

    assert list(client.get("/rapportages/").context["rapportages"]) == [vastgesteld]
    assert client.get(f"/rapportages/{vastgesteld.pk}/pdf").status_code == 200
    assert client.get(f"/rapportages/{concept.pk}/pdf").status_code == 404


def test_button_makes_a_report_and_its_pdf(als, django_capture_on_commit_callbacks):
    plan = PlanFactory()
    client = als(Rol.BELEIDSMEDEWERKER)
    velden = {"sleutel": uuid4(), "plan": plan.slug, "periode": "Q4 2019", "peildatum": "31-12-2019"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/rapportages/nieuw/", velden)

    rapportage = Rapportage.objects.get()
    assert response.url == f"/rapportages/{rapportage.pk}/opstellen/"
    pdf = client.get(f"/rapportages/{rapportage.pk}/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == (f'attachment; filename="voortgangsrapportage-{plan.slug}-2019-12-31-v1.pdf"')


def test_refused_report_keeps_what_was_typed(als):
    plan = PlanFactory()
    velden = {"sleutel": uuid4(), "plan": plan.slug, "periode": "Q4 2019", "peildatum": "31-12-2018"}

    response = als(Rol.BELEIDSMEDEWERKER).post("/rapportages/nieuw/", velden)

    assert response.status_code == 200
    assert 'value="31-12-2018"' in tekst_van(response)
    assert set(response.context["form"].errors) == {"peildatum"}


def test_waiting_report_asks_again_and_answers_with_its_region(als):
    rapportage = RapportageFactory()
    client, url = als(Rol.BELEIDSMEDEWERKER), f"/rapportages/{rapportage.pk}/"

    pagina, deel = client.get(url), client.get(url, headers={"HX-Request": "true"})

    assert_is_region_of(deel, pagina)
    assert (deel["HX-Retarget"], deel["HX-Reswap"]) == ("#stand", "outerHTML")
    assert f'hx-get="{url}"' in tekst_van(deel)


@pytest.mark.parametrize("trait", [{"klaar": True}, {"pdf_fout": "Mislukt."}])
def test_finished_report_asks_no_more(als, trait):
    rapportage = RapportageFactory(**trait)

    deel = als(Rol.BELEIDSMEDEWERKER).get(f"/rapportages/{rapportage.pk}/", headers={"HX-Request": "true"})

    assert "hx-get" not in tekst_van(deel)


@pytest.mark.parametrize(("minuten", "aangeboden"), [(1, False), (3, True)])
def test_report_that_takes_long_can_be_started_again(als, minuten, aangeboden):
    rapportage = RapportageFactory()
    Rapportage.objects.update(created_at=timezone.now() - timedelta(minutes=minuten))

    tekst = tekst_van(als(Rol.BELEIDSMEDEWERKER).get(f"/rapportages/{rapportage.pk}/"))

    assert ("Probeer opnieuw" in tekst) is aangeboden


def test_programmamanager_adopts_and_the_pdf_follows(als, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(voorgelegd=True)
    client = als(Rol.PROGRAMMAMANAGER)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/rapportages/{rapportage.pk}/vaststellen/")

    rapportage.refresh_from_db()
    assert (rapportage.status, rapportage.is_klaar) == (RapportageStatus.VASTGESTELD, True)
    assert bytes(rapportage.pdf) != b"%PDF-proef"


def test_report_without_pdf_is_not_adopted(als):
    rapportage = RapportageFactory(voorgelegd=True, zonder_pdf=True)

    response = als(Rol.PROGRAMMAMANAGER).post(f"/rapportages/{rapportage.pk}/vaststellen/", follow=True)

    assert [str(melding) for melding in response.context["messages"]] == [
        "De pdf is er nog niet. Lees hem eerst, stel daarna vast."
    ]
    assert Rapportage.objects.get().status == RapportageStatus.TER_VASTSTELLING
