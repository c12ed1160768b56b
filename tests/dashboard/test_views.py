import csv
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from dashboard.enums import RapportageStatus
from dashboard.models import Kopcijfer, Rapportage
from dashboard.payload import als_json
from dashboard.rapport import Correctie
from tests.casework.test_selectors import vul_wijken
from tests.dashboard.factories import (
    IndicatorFactory,
    KopcijferFactory,
    MetingFactory,
    RapportageFactory,
    StreefwaardeFactory,
    leeg_rapport,
)
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


def tekst_van(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


# --- Front page ------------------------------------------------------------------------------------------------------


def test_front_page_shows_the_selected_plan_only(als):
    ActieFactory(naam="Ander plan")
    eigen = MijlpaalFactory(periode="Q1 2019").actie

    response = als(Rol.TREKKER).get(f"/?plan={eigen.plan.slug}")

    assert eigen.naam in tekst_van(response)
    assert "0 van" not in response.context["stand"].zin
    assert response.context["stand"].zin.replace("\u00a0", " ").startswith("Geen van de 1 actie ligt op schema.")


@pytest.mark.parametrize(
    "query",
    ["plan=bestaat-niet", "plan=%00", "peildatum=31-02-2020", "peildatum=2999-01-01", "peildatum=01-01-0001"],
)
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

    # session, person, plans, acties, what belongs to them, money, quality, figures with values, counts, report
    with django_assert_num_queries(10):
        client.get("/")


def test_card_leads_to_its_figure_on_the_same_date(als):
    indicator = MetingFactory(indicator=KopcijferFactory().indicator).indicator

    response = als(Rol.CONTROLLER).get("/?peildatum=2020-06-30")

    assert response.context["kaarten"][0]["url"] == f"/indicatoren/{indicator.sleutel}/?peildatum=2020-06-30"


def test_changes_are_those_since_the_last_adopted_report(als):
    indicator = KopcijferFactory(indicator=IndicatorFactory(naam="Meldingen")).indicator
    MetingFactory(indicator=indicator, waarde=Decimal(60))
    rapportage = RapportageFactory(
        vastgesteld=True, payload={"cijfers": [{"sleutel": indicator.sleutel, "reeks": [{"waarde": "50"}]}]}
    )
    RapportageFactory(klaar=True, peildatum=rapportage.peildatum, versie=2, plan=rapportage.plan)

    response = als(Rol.RAADSLID).get("/")

    assert response.context["stand"].rapportage.pk == rapportage.pk == laatste_openbare()
    assert [(regel.titel, regel.tekst) for regel, _ in response.context["veranderd"]] == [
        ("Meldingen", "van 50 naar 60 %")
    ]


def laatste_openbare():
    openbaar = Rapportage.objects.openbaar(timezone.localdate())
    return openbaar.order_by("-peildatum", "-versie", "plan").values_list("pk", flat=True)[0]


def test_hidden_figure_does_not_say_how_it_changed(als):
    indicator = KopcijferFactory(indicator=IndicatorFactory(telling=True)).indicator
    MetingFactory(indicator=indicator, waarde=Decimal(8))
    RapportageFactory(
        vastgesteld=True, payload={"cijfers": [{"sleutel": indicator.sleutel, "reeks": [{"waarde": "50"}]}]}
    )

    assert als(Rol.RAADSLID).get("/").context["veranderd"] == []


def test_changed_light_is_for_who_may_see_acties(als):
    actie = MijlpaalFactory(periode="Q1 2019").actie
    toen = {"code": actie.code, "lichten": [{"berekend": "groen"}]}
    RapportageFactory(vastgesteld=True, plan=actie.plan, payload={"hoofdstukken": [{"acties": [toen]}]})

    regels = als(Rol.TREKKER).get("/").context["veranderd"]
    assert [(regel.titel, regel.tekst) for regel, _ in regels] == [(actie.naam, "van op schema naar achter")]
    assert als(Rol.RAADSLID).get("/").context["veranderd"] == []


# --- Which figures on the front page ---------------------------------------------------------------------------------


def test_thirteenth_figure_asks_which_one_retires(als):
    vol = [KopcijferFactory(volgorde=plek) for plek in range(1, 13)]
    nieuw = IndicatorFactory()
    client = als(Rol.BELEIDSMEDEWERKER)

    geweigerd = client.post("/kopcijfers/", {"indicator": nieuw.sleutel})
    assert geweigerd.context["form"].errors == {"vervangt": ["Kies welk cijfer eraf gaat. Er passen er twaalf."]}
    assert f'<option value="{nieuw.sleutel}" selected>' in tekst_van(geweigerd)

    client.post("/kopcijfers/", {"indicator": nieuw.sleutel, "vervangt": vol[4].pk})
    nu = list(Kopcijfer.objects.op_voorpagina(None).values_list("volgorde", "indicator"))
    assert nu == [(kop.volgorde, nieuw.pk if kop == vol[4] else kop.indicator_id) for kop in vol]


def test_figure_takes_the_first_free_place_of_its_own_page(als):
    plan = PlanFactory()
    KopcijferFactory(plan=plan, volgorde=1)
    KopcijferFactory(plan=plan, volgorde=3)
    KopcijferFactory(volgorde=1)

    als(Rol.PROGRAMMAMANAGER).post(f"/kopcijfers/?plan={plan.slug}", {"indicator": IndicatorFactory().sleutel})

    assert list(Kopcijfer.objects.op_voorpagina(plan.slug).values_list("volgorde", flat=True)) == [1, 2, 3]


def test_figure_that_leaves_the_page_keeps_existing(als):
    kop = KopcijferFactory()
    client = als(Rol.PROGRAMMAMANAGER)

    client.post(f"/kopcijfers/{kop.pk}/weg/")

    assert not Kopcijfer.objects.exists()
    assert client.get(f"/indicatoren/{kop.indicator.sleutel}/").status_code == 200


# --- Files -----------------------------------------------------------------------------------------------------------


def test_file_has_what_the_page_has_and_a_hidden_value_is_empty(als):
    zichtbaar, klein = IndicatorFactory(telling=True), IndicatorFactory(telling=True, naam="=Formule")
    MetingFactory(indicator=zichtbaar, waarde=Decimal(1234))
    MetingFactory(indicator=klein, waarde=Decimal(7))
    client = als(Rol.RAADSLID)

    rijen = list(csv.DictReader(client.get("/indicatoren/csv").content.decode("utf-8-sig").splitlines(), delimiter=";"))
    reeks = client.get(f"/indicatoren/{klein.sleutel}/csv").content.decode("utf-8-sig").splitlines()

    assert [(rij["naam"], rij["waarde"], rij["status"]) for rij in rijen] == [
        (zichtbaar.naam, "1234", "definitief"),
        ("'=Formule", "", "geheim"),
    ]
    assert reeks[1] == f"{klein.sleutel};'=Formule;Zwijndrecht;2018;;personen;geheim;Een bron"


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


@pytest.mark.parametrize("query", ["plan=bestaat-niet", "plan=%00", "peildatum=%00"])
@pytest.mark.parametrize(
    "pad", ["/indicatoren/acties-op-schema/", "/indicatoren/acties-op-schema/csv", "/indicatoren/csv"]
)
def test_figure_survives_an_address_that_makes_no_sense(als, pad, query):
    IndicatorFactory(sleutel="acties-op-schema", soort="berekend")

    assert als(Rol.TREKKER).get(f"{pad}?{query}").status_code == 200


def test_figure_falls_apart_by_leefgebied(als):
    MijlpaalFactory(periode="Q4 2030")
    IndicatorFactory(sleutel="acties-op-schema", soort="berekend", naam="Acties op schema")

    tekst = tekst_van(als(Rol.RAADSLID).get("/indicatoren/acties-op-schema/"))

    assert "<h2>Per leefgebied of spoor</h2>" in tekst


@pytest.mark.parametrize(
    ("keuze", "antwoord"),
    [
        (
            {"wijk": "Noord", "trede": "Waakvlam"},
            "<strong>6 huishoudens</strong>: Noord, Waakvlam. Stand op 31-03-2026.",
        ),
        ({"wijk": "Noord", "trede": "Regie"}, "Deze keuze laat het portaal niet zien"),
        ({"trede": "Regie"}, "<strong>7 huishoudens</strong>: Regie."),
        ({"wijk": "Bestaat niet"}, ""),
    ],
)
def test_two_filters_that_would_isolate_are_refused_with_the_reason(als, settings, keuze, antwoord):
    settings.PORTAAL_DREMPEL_OPENBAAR = settings.PORTAAL_DREMPEL_INTERN = 4
    IndicatorFactory(sleutel="actieve-huishoudens", soort="berekend", eenheid="huishoudens")
    vul_wijken(
        {("Noord", 1): 6, ("Noord", 3): 2, ("Walburg", 1): 7, ("Walburg", 3): 5, ("Noord", 4): 4, ("Walburg", 4): 4}
    )

    tekst = tekst_van(als(Rol.RAADSLID).get("/indicatoren/actieve-huishoudens/", {"peildatum": "2026-05-01", **keuze}))

    assert antwoord in tekst
    assert ("Stand op 31-03-2026." in tekst) == (antwoord.startswith("<strong>"))


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


def test_correction_says_which_version_it_mends(als):
    plan = PlanFactory()
    inhoud = replace(leeg_rapport(plan, versie=3), correctie=Correctie(1, None, "Een bedrag was te laag.", ()))
    rapportage = RapportageFactory(
        vastgesteld=True, plan=plan, versie=3, correctie="Een bedrag was te laag.", payload=als_json(inhoud)
    )
    client = als(Rol.RAADSLID)

    lijst, detail = (tekst_van(client.get(pad)) for pad in ("/rapportages/", f"/rapportages/{rapportage.pk}/"))

    assert "; verbetert versie 1<" in lijst
    assert "Verbetert versie 1<" in detail


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
