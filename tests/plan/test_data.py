"""
The data files of both plans, checked against facts typed here by hand.

Sources: Een plek voor iedereen (2019-2020) and We zijn ervan en doen het samen (2020-2021). Nothing here needs Django
or a database: it guards what `laad_plannen` reads. The figures stand in test_data_cijfers.py.
"""

from datetime import date

import pytest

from tests.plan.planbestanden import DATA, PLANNEN, acties_van, lees, op_code


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
    soorten = {type(value) for value in walk(lees(bestand.stem))}

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
