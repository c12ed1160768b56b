"""The begroting as a spreadsheet, out and back."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budget.models import Begrotingspost, Prognose
from budget.rekenblad import maak_rekenblad
from budget.rekenblad_terug import lees_rekenblad
from budget.selectors import begroting_overzicht
from tests.budget.factories import BegrotingFactory, PostFactory, PrognoseFactory, vastgesteld
from tests.budget.pagina import tekst
from zwijndrecht_portal.core.bestanden import Onleesbaar

pytestmark = pytest.mark.django_db
DAG = date(2020, 12, 31)


def bewerk(inhoud, *wijzigingen):
    """The file with these cells changed: (row, name of the column, value)."""
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    blad = boek["Posten"]
    kolommen = {cel.value: cel.column for cel in blad[1]}
    for rij, kolom, waarde in wijzigingen:
        blad.cell(rij, kolommen[kolom]).value = waarde
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def test_export_of_the_real_plan_reads_back_as_no_change(geladen_plan):
    overzicht = begroting_overzicht(geladen_plan, DAG)

    inhoud = maak_rekenblad(overzicht)

    assert lees_rekenblad(inhoud) == ([], [])
    assert lees_rekenblad(bewerk(inhoud)) == ([], [])


def test_totals_are_live_formulas_over_the_posten(geladen_plan):
    boek = openpyxl.load_workbook(io.BytesIO(maak_rekenblad(begroting_overzicht(geladen_plan, DAG))))

    totalen = {rij[0].value: (rij[1].value, rij[2].value) for rij in boek["Totalen"].iter_rows(min_row=2)}
    assert totalen["Som van de posten"][0].startswith("=SUMIFS(Posten!$K$2:$K$")
    assert totalen["Onvoorzien"] == ("=ROUND(B2*B3/100,2)", "=ROUND(C2*C3/100,2)")
    assert totalen["Totaal van het plan"] == ("=B2+B4", "=C2+C4")
    posten = list(boek["Posten"].iter_rows(min_row=2, values_only=True))
    assert sum(Decimal(str(rij[8])) for rij in posten if rij[1] == 2019 and rij[8]) == Decimal("162500")


def test_text_of_a_person_never_becomes_a_formula():
    post = PostFactory(naam='=HYPERLINK("x")')
    vastgesteld(post.begroting)

    boek = openpyxl.load_workbook(io.BytesIO(maak_rekenblad(begroting_overzicht(post.begroting.plan, DAG))))

    assert boek["Posten"]["F2"].value == '\'=HYPERLINK("x")'


def test_changed_and_wrong_cells_are_found():
    post = PostFactory(bedrag=Decimal("1000.00"))
    vastgesteld(post.begroting)
    inhoud = maak_rekenblad(begroting_overzicht(post.begroting.plan, DAG))

    wijzigingen, fouten = lees_rekenblad(bewerk(inhoud, (2, "prognose", 990.5), (2, "begroot", "veel")))

    assert [(w.post, w.kolom, w.was, w.wordt) for w in wijzigingen] == [(post.pk, "prognose", None, Decimal("990.50"))]
    assert fouten == ['Rij 2, kolom begroot: "veel" is geen bedrag. Schrijf een bedrag als 12.500,00.']


@pytest.mark.parametrize("uitleg", ["Meer huishoudens.\r\nEn later.", "=1+1", "- minder"])
def test_explanation_goes_out_and_comes_back(uitleg):
    post = PrognoseFactory(toelichting=uitleg).post
    vastgesteld(post.begroting)
    inhoud = maak_rekenblad(begroting_overzicht(post.begroting.plan, DAG))

    ongewijzigd, _ = lees_rekenblad(bewerk(inhoud))
    (wijziging,), fouten = lees_rekenblad(bewerk(inhoud, (2, "toelichting", "Later begonnen.")))

    assert (ongewijzigd, fouten) == ([], [])
    assert (wijziging.kolom, wijziging.was, wijziging.toelichting) == ("prognose", wijziging.wordt, "Later begonnen.")
    assert wijziging.was_toelichting == uitleg.replace("\r\n", "\n")


def test_another_spreadsheet_is_refused():
    with pytest.raises(Onleesbaar, match="niet het bestand uit het portaal"):
        lees_rekenblad(b"naam;bedrag\nx;1\n")


# --- Pages ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def begroting(db):
    """A concept with a post of 1.000 euros, and an adopted year with a prognose."""
    concept = BegrotingFactory(jaar=2021)
    PostFactory(begroting=concept, naam="Nieuw", bedrag=Decimal("1000.00"), zonder_actie=True)
    oud = PostFactory(begroting__plan=concept.plan, naam="Oud", zonder_actie=True)
    vastgesteld(oud.begroting)
    PrognoseFactory(post=oud, bedrag=Decimal("900.00"))
    return concept


def haal(client, begroting):
    return client.get(reverse("budget:export"), {"plan": begroting.plan.slug}).content


def zet_terug(client, begroting, inhoud):
    url = f"{reverse('budget:excel_terug')}?plan={begroting.plan.slug}"
    return client.post(url, {"bestand": SimpleUploadedFile("begroting.xlsx", inhoud)}, follow=True)


def test_untouched_file_is_zero_changes(client, controller, begroting):
    antwoord = zet_terug(client, begroting, haal(client, begroting))

    assert "er zijn 0 wijzigingen" in tekst(antwoord)


def test_changes_are_shown_first_and_saved_when_asked(client, controller, begroting):
    rijen = bewerk(
        haal(client, begroting), (2, "prognose", 1950), (2, "toelichting", "Meer mensen."), (3, "begroot", 1250.5)
    )

    antwoord = zet_terug(client, begroting, rijen)

    assert "Sla 2 wijzigingen op" in tekst(antwoord)
    assert Begrotingspost.objects.get(naam="Nieuw").bedrag == Decimal("1000.00")
    form = antwoord.context["form"]
    velden = {veld.html_name: veld.value() or "" for veld in form} | {"cellen": " ".join(form.cellen)}
    antwoord = client.post(antwoord.wsgi_request.get_full_path(), velden, follow=True)

    assert "2 bedragen gewijzigd." in tekst(antwoord)
    assert Begrotingspost.objects.get(naam="Nieuw").bedrag == Decimal("1250.50")
    prognose = Prognose.objects.latest("pk")
    assert (prognose.bedrag, prognose.toelichting, prognose.is_klaar) == (Decimal("1950.00"), "Meer mensen.", True)


def test_what_somebody_else_changed_meanwhile_is_told(client, controller, begroting):
    inhoud = bewerk(haal(client, begroting), (3, "begroot", 1250))
    Begrotingspost.objects.filter(naam="Nieuw").update(bedrag=Decimal("1100.00"))

    form = zet_terug(client, begroting, inhoud).context["form"]
    velden = {veld.html_name: veld.value() or "" for veld in form} | {"cellen": " ".join(form.cellen)}
    antwoord = client.post(f"{reverse('budget:excel_terug')}?plan={begroting.plan.slug}", velden)

    assert "Iemand anders heeft dit intussen gewijzigd in € 1.100,00" in tekst(antwoord)
    assert Begrotingspost.objects.get(naam="Nieuw").bedrag == Decimal("1100.00")


def test_wrong_cells_are_named_and_nothing_changes(client, controller, begroting):
    antwoord = zet_terug(client, begroting, bewerk(haal(client, begroting), (3, "begroot", "veel")))

    assert "Rij 3, kolom begroot" in tekst(antwoord)
    assert "Er is niets gewijzigd" in tekst(antwoord)


def test_pdf_of_the_begroting_is_asked_for(client, controller, geladen_plan):
    antwoord = client.post(f"{reverse('budget:afdrukken')}?plan={geladen_plan.slug}&peildatum=2020-12-31", follow=True)

    html = antwoord.context["afdruk"].html.replace("\u00a0", " ")
    for bedrag in ("178.750,00", "588.500,00", "16.250,00", "53.500,00", "48.000,00"):
        assert f"€ {bedrag}" in html
