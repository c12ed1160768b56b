"""Main job at the end of a quarter: a report over the real plan, as PDF, made of what the portal knows."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import log_in
from tests.browser.test_plan import MANIEREN
from tests.plan.planbestanden import lees
from zwijndrecht_portal.core.enums import Rol


@pytest.mark.parametrize("manier", MANIEREN)
def test_policy_officer_makes_the_report(open_browser, portaal, manier):
    soort, opties = MANIEREN[manier]
    page = open_browser(portaal, **opties)
    hand = soort(page)
    log_in(page, Rol.BELEIDSMEDEWERKER)
    page.goto("/rapportages/")

    hand.volg("Maak rapportage")
    page.get_by_label("Plan", exact=True).select_option("een-plek-voor-iedereen")
    hand.vul("Periode", "Q4 2019")
    hand.vul("Peildatum", "31-12-2019")
    hand.vul("Wat verbetert deze versie?", "De demo had al een versie over deze dag.")
    hand.druk("Maak rapportage")
    expect(page.get_by_role("heading", name="Stel de rapportage op")).to_be_visible(timeout=60_000)
    hand.volg("Een plek voor iedereen, Q4 2019")
    link = page.get_by_role("link", name="De rapportage (pdf)")
    expect(link).to_be_visible(timeout=60_000)

    antwoord = page.request.get(link.get_attribute("href"))
    pdf = PdfReader(BytesIO(antwoord.body()))
    tekst = " ".join(" ".join(blad.extract_text() for blad in pdf.pages).split())
    namen = [actie["naam"] for actie in lees("een-plek-voor-iedereen")["acties"]]
    assert antwoord.headers["content-type"] == "application/pdf"
    assert [naam for naam in namen if naam not in tekst] == []
    assert [bedrag for bedrag in ("€ 178.750,00", "€ 588.500,00", "Q4 2019") if bedrag not in tekst] == []
    assert (pdf.root_object["/Lang"], pdf.root_object["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert "Een plek voor iedereen" in pdf.metadata.title
