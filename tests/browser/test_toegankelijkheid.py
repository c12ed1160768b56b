"""
WCAG 2.2 AA as far as a machine can see it, on every page that is built in its own way, for every role.

`loop_rond` follows every link as each role; a page that is made of other parts than those seen before is opened in the
browser: as it is, and each form also with its errors.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.keuring import keur, keur_alle, met_axe, verschillende_paginas
from zwijndrecht_portal.core.enums import Rol

ROLLEN = [None, *Rol]
LEEG_IS_GOED = re.compile(r"^/stijlgids/$|/opstellen/")  # a chapter of a report may go without a text

# Empty everything that a person can fill in, and send it.
VERSTUUR_LEEG = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find((f) =>
    f.querySelector("input:not([type=hidden]), textarea, select"));
  if (!form) return false;
  for (const veld of form.elements) {
    if (["hidden", "submit"].includes(veld.type)) continue;
    if (["checkbox", "radio"].includes(veld.type)) veld.checked = false;
    else veld.value = "";
  }
  form.requestSubmit();
  return true;
}"""


@pytest.mark.parametrize("rol", ROLLEN, ids=str)
def test_every_link_leads_somewhere(rondgangen, rol):
    statussen = rondgangen[rol].statussen

    assert {url: status for url, status in statussen.items() if status != 200} == {}


@pytest.mark.parametrize("rol", ROLLEN, ids=str)
def test_every_page_has_one_heading(rondgangen, rol):
    koppen = rondgangen[rol].koppen

    assert {url: aantal for url, aantal in koppen.items() if aantal != 1} == {}


def test_every_page_is_accessible_and_fits_a_small_screen(open_browser, portaal, rondgangen):
    assert keur_alle(open_browser, portaal, rondgangen) == {}


def test_every_form_with_errors_is_accessible(open_browser, portaal, rondgangen):
    fouten, geweigerd = {}, set()
    paginas: dict[Rol | None, Page] = {}
    for rol, url in verschillende_paginas(rondgangen):
        if rol not in paginas:
            paginas[rol] = met_axe(open_browser(portaal, rol))
        page = paginas[rol]
        page.goto(url)
        if not LEEG_IS_GOED.search(url) and page.evaluate(VERSTUUR_LEEG):
            page.locator(".fouten:focus").wait_for()  # the reader lands on what is wrong
            geweigerd.add(url)
            if gevonden := keur(
                page, deel="main", ook_smal=False, kleur=False
            ):  # the rest is as on the page without errors
                fouten[f"{url} ({rol})"] = gevonden

    assert fouten == {}
    assert len(geweigerd) > 10


@pytest.mark.parametrize(
    ("url", "rol", "kop"),
    [
        ("/bestaat-niet/", None, "Deze pagina is er niet"),
        ("/bestaat-niet/", Rol.TREKKER, "Deze pagina is er niet"),
        ("/acties/", Rol.RAADSLID, "U mag dit niet zien of doen"),
    ],
)
def test_error_page_is_accessible(open_browser, portaal, url, rol, kop):
    page = open_browser(portaal, rol, toegestaan=True)
    page.goto(url)

    assert page.get_by_role("heading", level=1).inner_text() == kop
    assert keur(page) == []
