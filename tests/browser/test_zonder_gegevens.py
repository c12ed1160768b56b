"""The first day: people can sign in and nothing has been entered. Every page says so and works."""

import pytest

from tests.browser.keuring import keur_alle
from tests.browser.rondgang import Rondgang, loop_rond
from zwijndrecht_portal.core.enums import Rol

ROLLEN = [None, *Rol]


@pytest.fixture(scope="module")
def rondgangen(leeg_portaal) -> dict[Rol | None, Rondgang]:
    return {rol: loop_rond(rol) for rol in ROLLEN}


def test_every_link_leads_somewhere(rondgangen):
    gevonden = {
        f"{url} ({rol})": status for rol, tocht in rondgangen.items() for url, status in tocht.statussen.items()
    }

    assert {url: status for url, status in gevonden.items() if status != 200} == {}


def test_every_empty_page_is_accessible_and_fits_a_small_screen(open_browser, leeg_portaal, rondgangen):
    assert keur_alle(open_browser, leeg_portaal, rondgangen, ook_smal=False, kleur=False) == {}
