"""
The data files of both plans, checked against facts typed here by hand.

Sources: Een plek voor iedereen (2019-2020) and We zijn ervan en doen het samen (2020-2021). Nothing here needs Django
or a database: it guards what `laad_plannen` reads.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).resolve().parents[2] / "plan" / "data"
PLANNEN = ("een-plek-voor-iedereen", "we-zijn-ervan")


def lees(naam):
    return yaml.safe_load((DATA / f"{naam}.yaml").read_text(encoding="utf-8"))


def op_code(rijen):
    """Rows by their code; two rows with one code would silently hide a row."""
    per_code = {rij["code"]: rij for rij in rijen}
    assert len(per_code) == len(rijen)
    return per_code


def acties_van(plan):
    return op_code(lees(plan)["acties"])


def som(jaar, acties=None):
    """The sum of the posten of one year, of these acties or of all."""
    posten = [post for post in lees("begroting")["posten"] if acties is None or post["actie"] in acties]
    return sum(Decimal(post["bedragen"][jaar] or "0") for post in posten)


def waarden(code):
    indicator = op_code(lees("indicatoren")["indicatoren"])[code]
    return {meting["periode"]: meting["waarde"] for meting in indicator["metingen"]}


def walk(node):
    """Every scalar below a node, keys included."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)
    else:
        yield node


# --- all files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("bestand", sorted(DATA.glob("*.yaml")), ids=lambda bestand: bestand.stem)
def test_yaml_has_no_unquoted_date_or_amount(bestand):
    soorten = {type(value) for value in walk(yaml.safe_load(bestand.read_text(encoding="utf-8")))}

    assert soorten - {str, int, bool, type(None)} == set()


@pytest.mark.parametrize("bestand", sorted(DATA.glob("*.yaml")), ids=lambda bestand: bestand.stem)
def test_yaml_begins_by_naming_its_source(bestand):
    kop = bestand.read_text(encoding="utf-8").split("\n\n")[0]

    assert kop.startswith("# ")
    assert "plek voor iedereen" in kop.lower() or "zijn ervan" in kop.lower()


# --- plannen -------------------------------------------------------------------------------------


def test_plannen_have_term_and_status():
    plannen = {plan: lees(plan)["plan"] for plan in PLANNEN}

    assert {slug: (plan["slug"], plan["naam"], plan["status"]) for slug, plan in plannen.items()} == {
        "een-plek-voor-iedereen": ("een-plek-voor-iedereen", "Een plek voor iedereen", "vastgesteld"),
        "we-zijn-ervan": ("we-zijn-ervan", "We zijn ervan en doen het samen", "vastgesteld"),
    }
    assert {slug: plan["looptijd"] for slug, plan in plannen.items()} == {
        "een-plek-voor-iedereen": {"van": "2019-01-01", "tot": "2020-12-31"},
        "we-zijn-ervan": {"van": "2020-01-01", "tot": "2021-12-31"},
    }
    assert [plannen[plan]["vastgesteld_per"] for plan in PLANNEN] == ["2019-01-01", "2020-01-01"]


def test_leefgebieden_are_five_in_order():
    leefgebieden = lees("leefgebieden")["leefgebieden"]

    assert [(rij["volgorde"], rij["slug"], rij["naam"]) for rij in leefgebieden] == [
        (1, "zorg", "Zorg"),
        (2, "daginvulling", "Waardevolle daginvulling"),
        (3, "financien", "Gezonde financiën"),
        (4, "wonen", "Wonen"),
        (5, "leefbaarheid", "Leefbaarheid"),
    ]


def test_opgaven_are_four():
    assert {code: rij["naam"] for code, rij in op_code(lees("een-plek-voor-iedereen")["opgaven"]).items()} == {
        "O1": "Beschermd wonen naar beschermd thuis",
        "O2": "Ambulantisering van de opvang",
        "O3": "Verwarde personen",
        "O4": "Huisvesting kwetsbare groepen",
    }


def test_ambities_are_five_of_the_raad_and_three_others():
    ambities = op_code(lees("een-plek-voor-iedereen")["ambities"])

    assert {code: rij["groep"] for code, rij in ambities.items()} == {
        "A1": "raad", "A2": "raad", "A3": "raad", "A4": "raad", "A5": "raad",
        "A6": "overig", "A7": "overig", "A8": "overig",
    }  # fmt: skip
    assert (ambities["A4"]["naam"], ambities["A8"]["naam"]) == (
        "Eén gezin één plan",
        "Waardevolle daginvulling voor iedereen",
    )


def test_sporen_are_four_with_their_doelen():
    sporen = op_code(lees("we-zijn-ervan")["sporen"])

    assert {code: spoor["naam"] for code, spoor in sporen.items()} == {
        "A": "VIVERA Sociaal Wijkteam (0-100) centraal",
        "B": "Sturen op transformatie",
        "C": "Primaat sociaal domein lokaal",
        "D": "Sturen op evenwichtiger woningbestand",
    }
    assert {
        code: {doel["code"]: len(doel["resultaten"]) for doel in spoor["doelen"]} for code, spoor in sporen.items()
    } == {
        "A": {"spoorA-1": 2, "spoorA-2": 6},
        "B": {"spoorB-1": 3, "spoorB-2": 3},
        "C": {"spoorC-1": 2, "spoorC-2": 3, "spoorC-3": 1},
        "D": {"spoorD-1": 3},
    }


# --- acties van Een plek voor iedereen -----------------------------------------------------------


def test_acties_are_eleven_with_leefgebied_and_trekker():
    acties = acties_van("een-plek-voor-iedereen")

    assert {code: (rij["naam"], rij["leefgebied"], rij["trekker"]) for code, rij in acties.items()} == {
        "ACT01": ("Analyse benodigd aantal betaalbare woningen", "wonen", "gemeente-zwijndrecht"),
        "ACT02": ("Terugvalvoorziening", "zorg", "afdeling-mo"),
        "ACT03": ("Waakvlam", "zorg", "afdeling-mo"),
        "ACT04": ("GGZ-mantelzorgers ondersteunen", "zorg", "afdeling-mo"),
        "ACT05": ("Buurtcirkels", "daginvulling", "pameijer"),
        "ACT06": ("Campagne sociale acceptatie", "leefbaarheid", "afdeling-mo"),
        "ACT07": ("Signaleren betalingsachterstanden", "financien", "dgj"),
        "ACT08": ("Verbinding POH GGZ", None, "afdeling-mo"),
        "ACT09": ("Verbinding zorgaanbieders met lokale veld", None, "afdeling-mo"),
        "ACT10": ("GGZ-expertise wijkteam", None, None),
        "ACT11": ("Inloop GGZ", None, None),
    }


def test_acties_keep_the_words_of_the_source_for_the_trekker():
    acties = acties_van("een-plek-voor-iedereen")

    assert {code: rij["trekker_tekst"] for code, rij in acties.items()} == {
        "ACT01": "Gemeente / opdrachtnemer",
        "ACT02": "Afdeling MO",
        "ACT03": "Afdeling MO / opdrachtnemer",
        "ACT04": "Afdeling MO",
        "ACT05": "Pameijer",
        "ACT06": "Afdeling MO en communicatiebureau",
        "ACT07": "dG&J",
        "ACT08": "Afdeling MO",
        "ACT09": "Afdeling MO",
        "ACT10": None,
        "ACT11": None,
    }


def test_leefgebied_voorstel_exists_only_where_the_source_gives_none():
    acties = acties_van("een-plek-voor-iedereen")

    voorstellen = {code: rij["leefgebied_voorstel"] for code, rij in acties.items() if "leefgebied_voorstel" in rij}

    assert voorstellen == {"ACT08": "zorg", "ACT09": "zorg", "ACT10": "zorg", "ACT11": "daginvulling"}
    assert {code for code, rij in acties.items() if rij["leefgebied"] is None} == set(voorstellen)


def test_betrokkenen_are_those_of_the_source():
    acties = acties_van("een-plek-voor-iedereen")

    assert {code: [rij["organisatie"] for rij in actie["betrokkenen"]] for code, actie in acties.items()} == {
        "ACT01": ["zorgaanbieders", "sdd", "dgj", "woningcorporaties"],
        "ACT02": ["woningcorporaties", "zorgaanbieders"],
        "ACT03": ["zorgaanbieders", "sdd", "vivera-wijkteam", "jeugdteam"],
        "ACT04": ["ervaringsdeskundigen"],
        "ACT05": ["vivera-wijkteam", "diverz", "gemeente-zwijndrecht"],
        "ACT06": [
            "ervaringsdeskundigen", "bewoners", "buurtaanpak", "woningcorporaties", "diverz", "zorgaanbieders",
            "communicatiebureau",
        ],
        "ACT07": ["waterbedrijf", "energieleveranciers"],
        "ACT08": ["poh-ggz", "huisartsen"],
        "ACT09": ["zorgaanbieders", "sdd"],
        "ACT10": [],
        "ACT11": [],
    }  # fmt: skip


def test_mijlpalen_keep_the_wording_of_the_source():
    acties = acties_van("een-plek-voor-iedereen")

    assert {code: [(rij["naam"], rij["periode"]) for rij in actie["mijlpalen"]] for code, actie in acties.items()} == {
        "ACT01": [("Inzicht in benodigde woningen", "Q4 2019")],
        "ACT02": [("Locatie", "2020"), ("Zorgpartij", "2020"), ("Terugvalvoorziening in gebruik", "2021")],
        "ACT03": [("Start pilot", "Q3-4 2019"), ("Einde looptijd", "t/m 2020")],
        "ACT04": [("Opdrachtverstrekking", "Q2 2019"), ("Inzet op ondersteuning", "2020")],
        "ACT05": [("Opdrachtverstrekking", "Q2 2019"), ("Start", "Q3 2019")],
        "ACT06": [("Opdrachtverstrekking", "Q3 2019"), ("Uitrol", "2020")],
        "ACT07": [("Opdrachtverstrekking", "Q2 2019"), ("Realisatie", "2019-2020")],
        "ACT08": [("Eerste stap via HAGRO", "voorjaar 2019")],
        "ACT09": [("Uitvoering", "2019-2020")],
        "ACT10": [],
        "ACT11": [],
    }


def test_opdrachtbundel_holds_four_acties():
    acties = acties_van("een-plek-voor-iedereen")

    bundel = [code for code, actie in acties.items() if actie.get("opdrachtbundel") == "B1"]

    assert bundel == ["ACT01", "ACT02", "ACT08", "ACT09"]
    assert [rij["code"] for rij in lees("een-plek-voor-iedereen")["opdrachtbundels"]] == ["B1"]
    assert op_code(lees("begroting")["opdrachtbundels"])["B1"]["acties"] == bundel


def test_waakvlam_and_buurtcirkels_keep_their_measures():
    acties = acties_van("een-plek-voor-iedereen")

    assert acties["ACT03"]["capaciteit"] == {"fte": "1.0", "caseload_min": 50, "caseload_max": 100, "pilot": True}
    assert acties["ACT05"]["doel"] == {"aantal_cirkels": 4, "deelnemers_per_cirkel_circa": 10}


def test_every_koppeling_to_opgave_or_ambitie_is_marked_as_derived():
    plan = lees("een-plek-voor-iedereen")
    codes = {rij["code"] for rij in plan["opgaven"] + plan["ambities"]}

    for actie in plan["acties"]:
        assert actie["herleiding"] == "afgeleid"
        assert actie["herleiding_reden"]
        assert set(actie["opgaven"] + actie["ambities"]) - codes == set()


def test_verwarde_personen_and_een_gezin_een_plan_have_no_actie():
    plan = lees("een-plek-voor-iedereen")
    bediend = {code for actie in plan["acties"] for code in actie["opgaven"] + actie["ambities"]}

    assert {rij["code"] for rij in plan["opgaven"] + plan["ambities"]} - bediend == {"O3", "A4"}


# --- acties van We zijn ervan --------------------------------------------------------------------


def test_planning_of_sporen_keeps_names_and_periods():
    acties = acties_van("we-zijn-ervan")

    assert {
        code: (rij["naam"], rij["spoor"], [m["periode"] for m in rij["mijlpalen"]]) for code, rij in acties.items()
    } == {
        "SPA-1": ("Evaluatie werking wijkteam", "A", ["najaar 2020"]),
        "SPA-2": ("Keuze voortzetten/aanbesteden/zelf doen", "A", ["onbekend"]),
        "SPA-3": ("Eventueel voorbereiding aanbesteden of zelf organiseren", "A", ["onbekend"]),
        "SPA-4": ("Indicatiestellers Wmo en Jeugd en consulenten W&I laten aansluiten", "A", ["onbekend"]),
        "SPA-5": ("Toegang jeugdhulp via jeugdteam bij wijkteam beleggen", "A", ["onbekend"]),
        "SPA-6": ("Opdrachtgeverschap jeugdteam verkennen", "A", ["zelf opdrachtgever per 2021"]),
        "SPB-1": ("Transformatiemanager en PGA-specialist aanstellen", "B", ["onbekend"]),
        "SPB-2": ("Indicatoren en sturingsgegevens bepalen", "B", ["kwartaal 2 en 3 (2020)"]),
        "SPC-1": ("Varianten sturingsmodel uitwerken", "C", ["onbekend"]),
        "SPC-2": ("Terughalen beleidsrijke taken voorbereiden", "C", ["onbekend"]),
        "SPC-3": ("Inzet inkoop zonder open house", "C", ["onbekend"]),
        "SPD-1": ("In- en uitstroom inwoners onderzoeken", "D", ["begin 2020"]),
        "SPD-2": ("Koersdocument woningbestand", "D", ["begin 2020"]),
        "PLAN-1": (
            "Voortgang en evaluatie van het plan",
            None,
            ["onbekend", "onbekend", "onbekend", "onbekend", "eerste kwartaal 2020"],
        ),
    }


def test_planning_of_sporen_has_uitvoerders_but_no_trekker_and_no_leefgebied():
    acties = acties_van("we-zijn-ervan")

    assert {(rij["leefgebied"], rij["trekker"]) for rij in acties.values()} == {(None, None)}
    assert {rol["rol"] for rij in acties.values() for rol in rij["betrokkenen"]} == {"uitvoerder"}
    assert [rol["organisatie"] for rol in acties["SPB-2"]["betrokkenen"]] == [
        "gemeente-zwijndrecht", "vivera-wijkteam", "sdd", "soj", "stichting-jeugdteams-zhz",
    ]  # fmt: skip


def test_actie_serves_a_doel_of_its_own_spoor():
    plan = lees("we-zijn-ervan")
    doelen = {spoor["code"]: {doel["code"] for doel in spoor["doelen"]} for spoor in plan["sporen"]}

    vreemd = {a["code"] for a in plan["acties"] if set(a["spoordoelen"]) - doelen.get(a["spoor"], set())}

    assert vreemd == set()


# --- beide plannen -------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", PLANNEN)
def test_mijlpaal_has_dates_only_when_its_period_is_known(plan):
    for actie in lees(plan)["acties"]:
        for mijlpaal in actie["mijlpalen"]:
            assert ("tot" in mijlpaal) == (mijlpaal["periode"] != "onbekend"), mijlpaal
            if "tot" in mijlpaal and mijlpaal["van"] is not None:
                assert date.fromisoformat(mijlpaal["van"]) < date.fromisoformat(mijlpaal["tot"])


def test_only_the_verkenning_of_the_jeugdteam_has_no_begin():
    zonder_begin = {
        actie["code"]
        for plan in PLANNEN
        for actie in lees(plan)["acties"]
        for mijlpaal in actie["mijlpalen"]
        if mijlpaal.get("van", "") is None
    }

    assert zonder_begin == {"SPA-6"}


def test_organisaties_are_unique_and_every_reference_exists():
    organisaties = lees("organisaties")["organisaties"]
    slugs = {rij["slug"] for rij in organisaties}
    acties = [actie for plan in PLANNEN for actie in lees(plan)["acties"]]
    genoemd = {actie["trekker"] for actie in acties if actie["trekker"]}
    genoemd |= {rij["organisatie"] for actie in acties for rij in actie["betrokkenen"]}
    genoemd |= {rij["onderdeel_van"] for rij in organisaties if "onderdeel_van" in rij}

    assert len(slugs) == len(organisaties)
    assert genoemd - slugs == set()


def test_seven_partners_sat_at_the_table_in_2019():
    organisaties = lees("organisaties")["organisaties"]

    assert {rij["slug"] for rij in organisaties if rij.get("overleg")} == {
        "vivera-wijkteam", "woningcorporaties", "diverz", "ggz-zorgaanbieders", "sdd", "politie", "sociaal-raadslieden",
    }  # fmt: skip
    assert {rij["slug"] for rij in organisaties if rij.get("onderdeel_van") == "vivera-wijkteam"} == {"mee", "vivenz"}


# --- aandachtspunten -----------------------------------------------------------------------------


def test_aandachtspunten_are_x1_to_x18():
    punten = op_code(lees("aandachtspunten")["aandachtspunten"])

    assert list(punten) == [f"X{nummer}" for nummer in range(1, 19)]
    assert {code for code, punt in punten.items() if punt["ernst"] == "hoog"} == {"X1", "X16"}
    assert {code for code, punt in punten.items() if punt["ernst"] == "midden"} == {
        "X3", "X4", "X5", "X6", "X7", "X8", "X12", "X14", "X18",
    }  # fmt: skip
    assert {punt["soort"] for punt in punten.values()} == {"geld", "planning", "cijfer", "definitie"}
    assert {punt["plan"] for punt in punten.values()} == set(PLANNEN)


def test_aandachtspunten_point_at_existing_rows():
    indicatoren = set(op_code(lees("indicatoren")["indicatoren"]))
    begroting = lees("begroting")
    plekken = {
        "acties": set(acties_van("een-plek-voor-iedereen")) | set(acties_van("we-zijn-ervan")),
        "sporen": {"A", "B", "C", "D"},
        "indicatoren": indicatoren,
        "woningdoelen": set(op_code(lees("woningdoelen")["woningdoelen"])),
        "begroting": set(begroting) | set(op_code(begroting["sociaal_domein"]["cijfers"])),
    }

    for punt in lees("aandachtspunten")["aandachtspunten"]:
        for soort, codes in plekken.items():
            assert set(punt.get(soort, [])) - codes == set(), punt["code"]


def test_aandachtspunten_show_where_the_money_of_acties_is_unclear():
    punten = op_code(lees("aandachtspunten")["aandachtspunten"])

    assert {code: punten[code]["acties"] for code in ("X1", "X3", "X4", "X5", "X6")} == {
        "X1": ["ACT10", "ACT11"],
        "X3": ["ACT06"],
        "X4": ["ACT07"],
        "X5": ["ACT02"],
        "X6": ["ACT08", "ACT09", "ACT10", "ACT11"],
    }


def test_unreadable_planning_is_an_aandachtspunt_of_every_such_actie():
    onbekend = {
        code
        for code, actie in acties_van("we-zijn-ervan").items()
        if "onbekend" in {mijlpaal["periode"] for mijlpaal in actie["mijlpalen"]}
    }

    assert onbekend - set(op_code(lees("aandachtspunten")["aandachtspunten"])["X16"]["acties"]) == set()


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
