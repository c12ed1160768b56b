from datetime import date
from decimal import Decimal
from shutil import copytree

import pytest

from housing.enums import DoelSoort, Segment
from housing.models import Behoefteraming, Voorraaddoel, Voorraadmeting
from housing.selectors import raming_op, voorraad_op
from housing.services.laden import DATA, laad_woondoelen
from zwijndrecht_portal.core.models import Organisatie

pytestmark = pytest.mark.django_db


def test_source_becomes_goals_metingen_and_corporaties():
    laad_woondoelen()

    doelen = {
        code: (soort, waarde) for code, soort, waarde in Voorraaddoel.objects.values_list("code", "soort", "waarde")
    }
    assert doelen == {
        "H1": (DoelSoort.TOEVOEGEN, Decimal("4900")),
        "H2": (DoelSoort.GRENS, Decimal("250000")),
        "H3": (DoelSoort.GRENS, Decimal("737.14")),
        "H6": (DoelSoort.AANDEEL, Decimal("30")),
        "H7": (DoelSoort.SALDO, Decimal("-600")),
        "H8": (DoelSoort.ONBEKEND, None),
        "H9": (DoelSoort.ONBEKEND, None),
        "H10": (DoelSoort.ONBEKEND, None),
    }
    assert {
        code: (segment, waarde)
        for code, segment, waarde in Voorraadmeting.objects.values_list("code", "segment", "waarde")
    } == {
        "H4": (Segment.CORPORATIEHUUR, Decimal("37")),
        "H5": (Segment.BEREIKBARE_HUUR, Decimal("32")),
        "voorraad-2024": (Segment.TOTAAL, Decimal("20831")),
    }
    assert set(Organisatie.objects.values_list("naam", flat=True)) == {"Trivire", "Woonkracht10", "Wbv Heerjansdam"}


def test_raming_of_the_source_is_61_to_70_beside_8():
    laad_woondoelen()

    raming = raming_op(date(2026, 11, 22))

    assert (raming.laag, raming.hoog, raming.geregistreerd) == (61, 70, 8)


def test_loading_twice_changes_nothing():
    assert laad_woondoelen() != []
    assert laad_woondoelen() == []
    assert Behoefteraming.objects.count() == 1


def test_what_people_improved_stays():
    laad_woondoelen()
    Voorraaddoel.objects.filter(code="H7").update(waarde=-500)

    laad_woondoelen(map=DATA)

    assert Voorraaddoel.objects.get(code="H7").waarde == -500


def test_other_assumptions_in_the_file_are_a_new_version(tmp_path):
    laad_woondoelen()
    map = copytree(DATA, tmp_path / "data")
    bestand = map / "indicatoren.yaml"
    bestand.write_text(bestand.read_text(encoding="utf-8").replace('waarde: "588"', 'waarde: "600"'), encoding="utf-8")

    regels = laad_woondoelen(map=map)

    assert regels == ["Nieuw: behoefteraming versie 2"]
    assert [raming.versie for raming in Behoefteraming.objects.order_by("versie")] == [1, 2]
    assert (raming_op(date(2026, 11, 22)).laag, raming_op(date(2018, 12, 31))) == (62, None)


def test_both_readings_stand_beside_each_other():
    laad_woondoelen()

    voorraad = voorraad_op(date(2026, 11, 22))

    assert [(lezing.aandeel_nu, lezing.doel) for lezing in voorraad.lezingen] == [(37, 30), (32, 30)]
    assert [pad.aandeel_straks for pad in voorraad.paden(Decimal(0))] == [Decimal("27.6"), Decimal("23.6")]


@pytest.mark.parametrize(
    ("peildatum", "lezingen", "paden"), [((2019, 12, 31), 0, 0), ((2020, 1, 1), 2, 0), ((2024, 1, 1), 2, 2)]
)
def test_past_knows_only_what_was_known_then(peildatum, lezingen, paden):
    laad_woondoelen()

    voorraad = voorraad_op(date(*peildatum))

    assert (len(voorraad.lezingen), len(voorraad.paden(Decimal(0)))) == (lezingen, paden)
