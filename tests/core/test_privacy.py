"""The privacy papers are what the code says today."""

import pytest
from django.core.management import call_command

from tests.casework.factories import laad_bewaartermijnen
from tests.utils import ROOT
from zwijndrecht_portal.core.privacy import INWONERS, MEDEWERKERS, NIEMAND, papieren, tabellen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def termijnen():
    laad_bewaartermijnen()


def test_papers_are_what_the_code_says(tmp_path):
    """Made anew: ./portaal manage privacypapieren"""
    call_command("privacypapieren", naar=tmp_path)

    gemaakt = {pad.name: pad.read_text() for pad in tmp_path.iterdir()}
    assert gemaakt == {pad.name: pad.read_text() for pad in (ROOT / "docs" / "privacy").iterdir()}


def test_tables_of_dossiers_are_about_residents_and_locked():
    over = {(tabel.app, tabel.naam): (tabel.over, tabel.op_slot) for tabel in tabellen()}

    assert over["casework", "contactmoment"] == (INWONERS, True)
    assert over["core", "gebruiker"] == (MEDEWERKERS, False)
    assert over["axes", "access attempt"][0] == MEDEWERKERS
    assert over["core", "gebied"] == (NIEMAND, False)


def test_papers_name_each_term_and_where_the_municipality_decides():
    stukken = papieren()

    assert "| Dossier op grond van Wmo 2015 | 15 jaar |" in stukken["bewaartermijnen.md"]
    assert "`/huishoudens/<int:pk>/`" in stukken["gegevensstroom.md"]
    assert stukken["dpia.md"].count("**[gemeente]**") == 5
