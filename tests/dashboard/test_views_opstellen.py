from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse

from dashboard.enums import RapportageStatus, Sectie
from dashboard.models import Rapportage
from dashboard.payload import als_json
from dashboard.services.rapportages import tekst_vingerafdruk
from dashboard.tabellen import TABELLEN
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory, RapportageFactory
from tests.dashboard.test_rapport import VOLLEDIG
from tests.plan.factories import ActieFactory, MeldingFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


def tekst_van(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


def pad(rapportage, wat, *args):
    return reverse(f"dashboard:{wat}", args=[rapportage.pk, *args])


@pytest.mark.parametrize("sectie", Sectie)
def test_every_chapter_can_be_composed(als, sectie):
    rapportage = RapportageFactory(klaar=True, payload=als_json(VOLLEDIG))

    response = als(Rol.BELEIDSMEDEWERKER).get(pad(rapportage, "rapportage_opstellen"), {"sectie": sectie.value})

    assert response.status_code == 200
    assert f'<span class="nr">{sectie.nummer}</span> {sectie.label}' in tekst_van(response)


def test_unknown_chapter_does_not_exist(als):
    url = pad(RapportageFactory(klaar=True), "rapportage_opstellen")

    assert als(Rol.BELEIDSMEDEWERKER).get(url, {"sectie": "onzin"}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_composing_costs_the_same_for_more_acties(als, aantal, django_assert_num_queries):
    rapportage = RapportageFactory(klaar=True)
    for actie in ActieFactory.create_batch(aantal, plan=rapportage.plan):
        MeldingFactory(actie=actie)
    client = als(Rol.BELEIDSMEDEWERKER)

    # session, person, report, acties and what hangs on them, money, quality, plans, begrotingen with posten and dekking
    with django_assert_num_queries(10):
        client.get(pad(rapportage, "rapportage_opstellen"))


def test_what_is_missing_is_listed_with_where_to_mend_it(als):
    rapportage = RapportageFactory(klaar=True)
    actie = ActieFactory(plan=rapportage.plan, naam="Zonder nieuws")

    tekst = tekst_van(als(Rol.BELEIDSMEDEWERKER).get(pad(rapportage, "rapportage_opstellen")))

    assert f'<a href="/acties/{actie.pk}/">Zonder nieuws: nog nooit voortgang gemeld</a>' in tekst
    assert "Nog 1 ding voor u kunt voorleggen" in tekst


@pytest.mark.parametrize(("periode", "ontbreekt"), [("2018", True), ("Q4 2019", False)])
def test_measured_headline_figure_that_waits_for_a_value_is_missing(als, periode, ontbreekt):
    rapportage = RapportageFactory(klaar=True)
    indicator = IndicatorFactory(naam="Bijstand", sleutel="bijstand", frequentie_maanden=3)
    KopcijferFactory(plan=rapportage.plan, indicator=indicator)
    MetingFactory(indicator=indicator, periode=periode, bekend_sinds=date(2019, 12, 31))

    tekst = tekst_van(als(Rol.BELEIDSMEDEWERKER).get(pad(rapportage, "rapportage_opstellen")))

    zin = '<a href="/indicatoren/bijstand/">Bijstand: een nieuwe waarde werd verwacht op 31-03-2019</a>'
    assert (zin in tekst) == ontbreekt


def test_text_is_kept_and_shown(als):
    rapportage = RapportageFactory(klaar=True)
    velden = {"tekst": "Het geld is genoeg.", "basis": tekst_vingerafdruk("")}

    response = als(Rol.BELEIDSMEDEWERKER).post(pad(rapportage, "sectie_schrijven", "geld"), velden, follow=True)

    assert "<p>Het geld is genoeg.</p>" in tekst_van(response)
    assert Rapportage.objects.get().teksten == {"geld": "Het geld is genoeg."}


def test_second_writer_sees_both_texts_and_can_save_after_reading(als):
    rapportage = RapportageFactory(klaar=True, teksten={"geld": "Van de een."})
    client, url = als(Rol.BELEIDSMEDEWERKER), pad(rapportage, "sectie_schrijven", "geld")

    response = client.post(url, {"tekst": "Van de ander.", "basis": tekst_vingerafdruk("")})
    client.post(url, {"tekst": "Samen.", "basis": response.context["basis"]})

    assert "Van de een." in tekst_van(response)
    assert "Van de ander.</textarea>" in tekst_van(response)
    assert Rapportage.objects.get().teksten == {"geld": "Samen."}


def test_preview_shows_the_words_and_saves_nothing(als):
    rapportage = RapportageFactory(klaar=True)

    response = als(Rol.BELEIDSMEDEWERKER).post(
        pad(rapportage, "sectie_voorbeeld", "geld"), {"tekst": "Nog niet bewaard <b>."}
    )

    assert "<p>Nog niet bewaard &lt;b&gt;.</p>" in response.content.decode()
    assert Rapportage.objects.get().teksten == {}


def test_suggestion_comes_from_the_last_melding(als):
    rapportage = RapportageFactory(klaar=True, payload=als_json(VOLLEDIG))

    response = als(Rol.BELEIDSMEDEWERKER).get(pad(rapportage, "rapportage_opstellen"), {"sectie": "voortgang"})

    assert response.context["voorstel"] == "Waakvlam: Het loopt."


def test_putting_forward_without_a_reason_keeps_the_page_and_changes_nothing(als):
    rapportage = RapportageFactory(klaar=True)
    ActieFactory(plan=rapportage.plan)

    response = als(Rol.BELEIDSMEDEWERKER).post(pad(rapportage, "rapportage_voorleggen"), {"ontbreekt_omdat": ""})

    assert set(response.context["voorleggen"].errors) == {"ontbreekt_omdat"}
    assert Rapportage.objects.get().status == RapportageStatus.CONCEPT


def test_report_goes_all_the_way_to_the_raad(als, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(klaar=True)
    raadslid = GebruikerFactory(rollen=[Rol.RAADSLID])

    with django_capture_on_commit_callbacks(execute=True):
        als(Rol.BELEIDSMEDEWERKER).post(pad(rapportage, "rapportage_voorleggen"), {})
    with django_capture_on_commit_callbacks(execute=True):
        als(Rol.PROGRAMMAMANAGER).post(pad(rapportage, "rapportage_vaststellen"))
    with django_capture_on_commit_callbacks(execute=True):
        als(Rol.PROGRAMMAMANAGER).post(pad(rapportage, "rapportage_aanbieden"))

    assert Rapportage.objects.get().status == RapportageStatus.AANGEBODEN
    assert [bericht.subject for bericht in mail.outbox if bericht.to == [raadslid.email]] == [
        "Nieuwe rapportage voor de raad"
    ]
    assert als(Rol.RAADSLID).get(pad(rapportage, "rapportage_pdf")).content.startswith(b"%PDF-")


def test_manager_gives_back_with_a_reason(als):
    rapportage = RapportageFactory(voorgelegd=True)
    client = als(Rol.PROGRAMMAMANAGER)

    leeg = client.post(pad(rapportage, "rapportage_teruggeven"), {"reden": ""})
    client.post(pad(rapportage, "rapportage_teruggeven"), {"reden": "Vul geld aan."})

    assert set(leeg.context["form"].errors) == {"reden"}
    assert Rapportage.objects.get().status == RapportageStatus.CONCEPT


def test_what_a_correction_mends_is_there_to_read_when_it_is_put_forward(als):
    adopted = RapportageFactory(vastgesteld=True)
    correctie = RapportageFactory(
        plan=adopted.plan, peildatum=adopted.peildatum, versie=2, correctie="Een bedrag was te laag."
    )

    response = als(Rol.BELEIDSMEDEWERKER).get(pad(correctie, "rapportage_opstellen"))

    assert response.context["voorleggen"]["correctie"].value() == "Een bedrag was te laag."


# --- Tables behind it ------------------------------------------------------------------------------------------------


def test_zip_holds_every_table_and_is_the_same_again(als):
    rapportage = RapportageFactory(vastgesteld=True, payload=als_json(VOLLEDIG))
    client = als(Rol.RAADSLID)

    eerst, dan = (client.get(pad(rapportage, "rapportage_tabellen")).content for _ in range(2))

    assert set(ZipFile(BytesIO(eerst)).namelist()) == {f"{naam}.csv" for naam in TABELLEN}
    assert eerst == dan


def test_table_opens_in_a_dutch_spreadsheet(als):
    rapportage = RapportageFactory(vastgesteld=True, payload=als_json(VOLLEDIG))

    response = als(Rol.RAADSLID).get(pad(rapportage, "rapportage_tabel", "begroting"))

    assert response.content.decode("utf-8-sig").splitlines() == [
        "leefgebied;post;actie;jaar;bedrag",
        "Zorg;Waakvlam;;2019;42500,00",
        "Zorg;Waakvlam;;2020;",
    ]


def test_unknown_table_does_not_exist(als):
    url = pad(RapportageFactory(vastgesteld=True), "rapportage_tabel", "onzin")

    assert als(Rol.RAADSLID).get(url).status_code == 404
