import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.enums import RapportageStatus
from dashboard.payload import als_json, uit_json, verschillen, vingerafdruk
from dashboard.rapport import (
    SCHEMA,
    AandachtspuntStuk,
    ActieStuk,
    BesluitStuk,
    Geld,
    GeldGroep,
    GeldRij,
    Hoofdstuk,
    LichtStuk,
    MeldingStuk,
    MijlpaalStuk,
    Rapport,
    RapportKop,
)
from tests.dashboard.test_cijfers import cijfer
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.periode import Periode

Q4 = Periode.parse("Q4 2019")
RIJ = GeldRij("Waakvlam", (Decimal("42500.00"), None))
VOLLEDIG = Rapport(
    schema=SCHEMA,
    kop=RapportKop(
        plan="proef",
        plan_naam="Proefplan",
        plan_omschrijving="",
        plan_van=date(2019, 1, 1),
        plan_tot=date(2020, 12, 31),
        periode=Q4,
        peildatum=date(2019, 12, 31),
        status=RapportageStatus.VASTGESTELD,
        versie=2,
        vastgesteld_op=date(2020, 1, 20),
    ),
    samenvatting=("Eén van de 2 acties ligt op schema.",),
    besluiten=(BesluitStuk("Waakvlam", "Te laat."),),
    cijfers=(cijfer("13.2", None, streefwaarde="80.5"),),
    hoofdstukken=(
        Hoofdstuk(
            "Zorg",
            (
                ActieStuk(
                    "ACT03",
                    "Waakvlam",
                    "Loopt",
                    "Afdeling MO",
                    (
                        LichtStuk("Tijd", Licht.ROOD, "Te laat.", Licht.ORANJE),
                        LichtStuk("Geld", Licht.GROEN, "", None),
                        LichtStuk("Kwaliteit", Licht.ONBEKEND, "", None),
                    ),
                    (MijlpaalStuk("Start pilot", Q4, None, date(2019, 11, 4), "", False),),
                    MeldingStuk(date(2019, 12, 1), 40, "Het loopt.", "", "", "", "Door."),
                ),
            ),
        ),
    ),
    geld=Geld((2019, 2020), (GeldGroep("Zorg", (RIJ,), RIJ),), (RIJ,), RIJ, (RIJ,), RIJ, ()),
    aandachtspunten=(AandachtspuntStuk("X1", "Tekort", "Er mist geld.", "Hoog"),),
)


def test_report_survives_json():
    payload = json.loads(json.dumps(als_json(VOLLEDIG)))

    assert uit_json(Rapport, payload) == VOLLEDIG


def test_amounts_are_text_in_json():
    assert als_json(VOLLEDIG)["geld"]["totaal"]["bedragen"] == ["42500.00", None]


def test_older_payload_without_later_fields_still_reads():
    payload = als_json(VOLLEDIG)
    ouder = {
        naam: payload[naam] for naam in ("schema", "kop", "samenvatting", "besluiten", "cijfers", "aandachtspunten")
    }

    rapport = uit_json(Rapport, ouder | {"geld": None, "hoofdstukken": []})

    assert (rapport.veranderingen, rapport.vorige, rapport.gaten) == ((), None, ())


def test_differences_between_payloads_name_the_way_to_them():
    was, nu = {"a": [1, {"b": "x"}], "c": [1]}, {"a": [1, {"b": "y"}], "c": [1, 2]}

    assert verschillen(was, nu) == ["a[1].b: was x, is y", "c: was 1 rijen, is 2 rijen"]
    assert verschillen(was, was) == []


@pytest.mark.parametrize("payload", [{"schema": 1}, als_json(VOLLEDIG) | {"schema": SCHEMA + 1}])
def test_payload_of_another_shape_is_refused(payload):
    with pytest.raises(ValueError, match=r"required field|nieuwer portaal"):
        uit_json(Rapport, payload)


@given(st.dictionaries(st.text(), st.text() | st.integers(), min_size=1))
def test_fingerprint_ignores_the_order_of_keys_only(payload):
    omgekeerd = dict(reversed(payload.items()))

    assert vingerafdruk(omgekeerd) == vingerafdruk(payload)
    assert vingerafdruk(payload | {next(iter(payload)): "iets anders"}) != vingerafdruk(payload)


def test_light_says_whether_the_trekker_chose_another():
    anders, *_ = VOLLEDIG.hoofdstukken[0].acties[0].lichten

    assert anders.is_anders
    assert not LichtStuk("Tijd", Licht.ROOD, "", Licht.ROOD).is_anders
    assert not LichtStuk("Tijd", Licht.ROOD, "", None).is_anders
