"""
Money, indicatoren, woningdoelen and gebieden in the data files, checked against facts typed here by hand.

Sources: as in test_data.py; the gebieden are those of CBS.
"""

import csv
from decimal import Decimal

from tests.plan.planbestanden import DATA, acties_van, lees, op_code


def som(jaar, acties=None):
    """The sum of the posten of one year, of these acties or of all."""
    posten = [post for post in lees("begroting")["posten"] if acties is None or post["actie"] in acties]
    return sum(Decimal(post["bedragen"][jaar] or "0") for post in posten)


def waarden(code):
    indicator = op_code(lees("indicatoren")["indicatoren"])[code]
    return {meting["periode"]: meting["waarde"] for meting in indicator["metingen"]}


# --- begroting -----------------------------------------------------------------------------------


def test_posten_add_up_to_the_printed_totals():
    controle = lees("begroting")["controle"]

    assert (som("2019"), som("2020")) == (Decimal("162500.00"), Decimal("535000.00"))
    assert (som("2019") / 10, som("2020") / 10) == (Decimal("16250.00"), Decimal("53500.00"))
    assert (som("2019") * 11 / 10, som("2020") * 11 / 10) == (Decimal("178750.00"), Decimal("588500.00"))
    assert controle == {
        "onvoorzien": {"2019": "16250.00", "2020": "53500.00"},
        "totaal": {"2019": "178750.00", "2020": "588500.00"},
    }


def test_every_actie_has_one_post():
    posten = lees("begroting")["posten"]

    assert {post["actie"]: (post["bedragen"]["2019"], post["bedragen"]["2020"]) for post in posten} == {
        "ACT01": ("12500.00", "25000.00"),
        "ACT02": ("12500.00", "120000.00"),
        "ACT03": ("42500.00", "85000.00"),
        "ACT04": ("15000.00", "30000.00"),
        "ACT05": ("20000.00", "15000.00"),
        "ACT06": ("25000.00", None),
        "ACT07": ("10000.00", None),
        "ACT08": ("12500.00", "25000.00"),
        "ACT09": ("12500.00", "25000.00"),
        "ACT10": (None, "95000.00"),
        "ACT11": (None, "115000.00"),
    }
    assert len(posten) == 11


def test_post_has_the_name_that_the_actie_announces():
    acties = acties_van("een-plek-voor-iedereen")
    posten = {post["actie"]: post["naam"] for post in lees("begroting")["posten"]}

    afwijkend = {code: actie["begrotingspost"] for code, actie in acties.items() if "begrotingspost" in actie}

    assert afwijkend == {
        "ACT01": "Betaalbare woningen",
        "ACT04": "Mantelzorgers",
        "ACT05": "4 Buurtcirkels",
        "ACT06": "sociale acceptatie",
        "ACT07": "betalingsachterstanden",
        "ACT09": "Verbinding zorgaanbieders",
    }
    assert {code: posten[code] for code in afwijkend} == afwijkend


def test_lopende_acties_lack_48000_in_2019():
    begroting = lees("begroting")

    lopend = {jaar: sum(Decimal(rij["bedragen"][jaar]) for rij in begroting["lopend"]) for jaar in ("2019", "2020")}

    assert lopend == {"2019": Decimal("195000.00"), "2020": Decimal("210000.00")}
    assert lopend["2019"] - Decimal(begroting["overheveling"]["bedrag"]) == Decimal("48000.00")


def test_bijdrage_regio_leaves_room_after_the_plan():
    bijdrage = lees("begroting")["bijdrage_regio"]["bedragen"]

    ruimte = {jaar: Decimal(bedrag) - som(jaar) * 11 / 10 for jaar, bedrag in bijdrage.items()}

    assert ruimte == {"2019": Decimal("782135.15"), "2020": Decimal("371341.76")}


def test_opdrachtbundel_costs_50000_in_2019():
    bundel = set(op_code(lees("begroting")["opdrachtbundels"])["B1"]["acties"])

    assert (som("2019", acties=bundel), som("2020", acties=bundel)) == (Decimal("50000.00"), Decimal("195000.00"))


def test_sociaal_domein_figures_are_f1_to_f12():
    cijfers = op_code(lees("begroting")["sociaal_domein"]["cijfers"])

    assert {code: rij["bedrag"] for code, rij in cijfers.items()} == {
        "F1": "62200000.00", "F2": "63600000.00", "F3": "1400000.00", "F4": "3600000.00", "F5": "1000000.00",
        "F6": "1600000.00", "F7": "500000.00", "F8": "300000.00", "F9": "180000.00", "F10": "4500000.00",
        "F11": None, "F12": None,
    }  # fmt: skip
    assert {code for code, rij in cijfers.items() if rij.get("soort") == "incidenteel"} == {"F7", "F8", "F9"}
    assert cijfers["F11"]["percentage"] == "15"


# --- indicatoren en woningdoelen -----------------------------------------------------------------


def test_indicatoren_are_complete_and_have_unique_keys():
    indicatoren = lees("indicatoren")["indicatoren"]

    assert [rij["code"] for rij in indicatoren] == [f"I{nummer:02}" for nummer in [*range(1, 16), *range(20, 36)]]
    assert len({rij["sleutel"] for rij in indicatoren}) == len(indicatoren)
    assert all(rij["eenheid"] and rij["toelichting"] for rij in indicatoren)


def test_e33_meldingen_are_a_series_of_five_years():
    assert waarden("I09") == {"2014": "142", "2015": "204", "2016": "171", "2017": "180", "2018": "331"}


def test_uitkeringen_have_two_days():
    assert waarden("I30") == {"2019-01-01": "1111", "2019-12-31": "1049"}


def test_indicator_values_of_a_year():
    assert {code: waarden(code) for code in ("I05", "I06", "I07", "I08", "I22", "I27", "I34")} == {
        "I05": {"2017": "341"},
        "I06": {"2016": "78"},
        "I07": {"2016": "84"},
        "I08": {"2016": "40"},
        "I22": {"2018": "13"},
        "I27": {"2018": "14"},
        "I34": {"2018": "4"},
    }


def test_indicator_values_without_year_stay_unknown():
    codes = ("I01", "I02", "I03", "I04", "I10", "I11", "I12", "I13", "I14", "I15", "I20", "I21", "I28", "I29", "I31")

    assert {code: waarden(code) for code in codes} == {
        code: {"onbekend": waarde}
        for code, waarde in zip(
            codes,
            ("588", "8", "34", "3", "127", "1341", "9.4", "10", "390", "500", "13.2", "11.3", "29", "50", "5.8"),
            strict=True,
        )
    }
    assert {code: waarden(code) for code in ("I32", "I33", "I35")} == {
        "I32": {"onbekend": "1115"},
        "I33": {"onbekend": "818"},
        "I35": {"onbekend": "153"},
    }


def test_jeugdhulp_divides_into_a_hundred_percent():
    indicatoren = lees("indicatoren")["indicatoren"]

    delen = {rij["code"]: rij["metingen"][0]["waarde"] for rij in indicatoren if rij.get("onderdeel_van") == "I22"}

    assert delen == {"I23": "59", "I24": "31", "I25": "2", "I26": "8"}
    assert sum(int(deel) for deel in delen.values()) == 100


def test_leergeld_divides_into_its_total():
    leergeld = op_code(lees("indicatoren")["indicatoren"])["I32"]

    assert [deel["waarde"] for deel in leergeld["uitsplitsing"]] == ["612", "503"]
    assert sum(int(deel["waarde"]) for deel in leergeld["uitsplitsing"]) == int(waarden("I32")["onbekend"])


def test_landelijke_vergelijking():
    indicatoren = op_code(lees("indicatoren")["indicatoren"])

    assert {code: rij["vergelijking"] for code, rij in indicatoren.items() if "vergelijking" in rij} == {
        "I20": {"gebied": "NL", "waarde": "10"},
        "I21": {"gebied": "NL", "waarde": "8.1"},
        "I31": {"gebied": "NL", "waarde": "5.3"},
        "I34": {"gebied": "NL", "waarde": "3.9"},
    }


def test_small_numbers_are_marked_and_never_on_the_front_page():
    indicatoren = op_code(lees("indicatoren")["indicatoren"])

    klein = {code for code, rij in indicatoren.items() if rij.get("klein_aantal")}
    kop = {code for code, rij in indicatoren.items() if rij["kop"]}

    assert klein == {"I02", "I04"}
    assert kop == {"I09", "I14", "I15", "I20", "I21", "I30"}


def test_gebied_of_every_indicator_exists():
    bestand = lees("indicatoren")
    bekend = {rij["code"] for rij in bestand["gebieden_buiten_cbs"]} | {"GM0642"}

    assert {rij["gebied"] for rij in bestand["indicatoren"]} - bekend == set()


def test_monitoringvragen_are_m1_to_m4():
    assert list(op_code(lees("indicatoren")["monitoringvragen"])) == ["M1", "M2", "M3", "M4"]


def test_woningdoelen_are_h1_to_h10():
    assert {code: rij["waarde"] for code, rij in op_code(lees("woningdoelen")["woningdoelen"]).items()} == {
        "H1": "4900", "H2": "250000.00", "H3": "737.14", "H4": "37", "H5": "32", "H6": "30", "H7": "-600",
        "H8": None, "H9": None, "H10": None,
    }  # fmt: skip


def test_referentie_inwoners_give_both_denominators():
    gemeenten = lees("woningdoelen")["referentie_inwoners"]["gemeenten"]

    per_regio = {}
    for rij in gemeenten:
        per_regio[rij["regio"]] = per_regio.get(rij["regio"], 0) + rij["inwoners"]

    assert per_regio["drechtsteden"] + per_regio["alblasserwaard"] == 372_834
    assert per_regio["drechtsteden"] + per_regio["alblasserwaard"] + per_regio["vijfheerenlanden"] == 430_359


# --- gebieden ------------------------------------------------------------------------------------


def test_gebieden_are_one_gemeente_nine_wijken_and_their_buurten():
    with (DATA / "gebieden.csv").open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    codes = {soort: {rij["code"] for rij in rijen if rij["soort"] == soort} for soort in ("gemeente", "wijk", "buurt")}

    assert codes["gemeente"] == {"GM0642"}
    assert codes["wijk"] == {f"WK06420{nummer}" for nummer in range(1, 10)}
    assert len(codes["buurt"]) == 92
    assert {rij["bovenliggend"] for rij in rijen if rij["soort"] == "wijk"} == codes["gemeente"]
    assert {rij["bovenliggend"] for rij in rijen if rij["soort"] == "buurt"} == codes["wijk"]
