"""
What leaves the portal about small groups: nothing, by any door.

A canary is a number that stands nowhere else. An attacker gathers every published value of all areas, on all dates, as
page, file and command, and solves for what is hidden.
"""

import json
import re
from collections import Counter
from dataclasses import fields
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import override_settings
from pypdf import PdfReader

from casework.enums import Trede
from dashboard.models import Indicator, Meting
from dashboard.payload import als_json
from dashboard.pdf import maak_documenten
from dashboard.selectors.cijfers import lees_cijfers
from dashboard.selectors.rapport import Opzet, lees_rapport
from dashboard.selectors.rijen import lees_rijen
from plan.selectors import plan_kop
from tests.casework.factories import HuishoudenFactory, NiveauFactory
from tests.core.factories import GebiedFactory
from tests.core.test_onherleidbaar_stelsel import orakel
from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory, RapportageFactory
from tests.plan.factories import PlanFactory
from zwijndrecht_portal.core.enums import GebiedSoort, Rol
from zwijndrecht_portal.core.onherleidbaar import TOTAAL, Verband
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

KANARIE = Decimal(7654321)
DAG = date(2020, 6, 30)


@override_settings(PORTAAL_DREMPEL_OPENBAAR=8_000_000, PORTAAL_DREMPEL_INTERN=8_000_000)
@pytest.mark.parametrize("rol", [Rol.RAADSLID, Rol.BELEIDSMEDEWERKER])
def test_canary_is_heard_nowhere(als, rol):
    plan, indicator = PlanFactory(), IndicatorFactory(telling=True, sleutel="kanarie")
    for voorpagina, plek in ((None, 1), (plan, 1)):
        KopcijferFactory(plan=voorpagina, volgorde=plek, indicator=indicator)
    MetingFactory(indicator=indicator, periode="2017", waarde=KANARIE, opmerking=f"Waarvan {KANARIE} in een wijk.")
    MetingFactory(indicator=indicator, waarde=KANARIE, opmerking=f"Waarvan {KANARIE} in een wijk.")
    client, uit = als(rol), StringIO()

    call_command("indicatoren", "--peildatum", DAG.isoformat(), "--json", stdout=uit)
    call_command("indicatoren", "--peildatum", DAG.isoformat(), stdout=uit)
    cijfers = lees_cijfers(Indicator.objects.all(), DAG, 8_000_000, plan=plan.slug)
    deuren = {
        "opdracht": uit.getvalue(),
        "gegevens van de rapportage": json.dumps(als_json(tuple(cijfers))),
        "in het geheugen": repr(cijfers),
        **{
            pad: client.get(f"{pad}?peildatum={DAG.isoformat()}&plan={plan.slug}").content.decode()
            for pad in (
                "/", "/indicatoren/", "/indicatoren/kanarie/", "/indicatoren/csv", "/indicatoren/kanarie/csv"
            )
        },
        **{
            pad: client.get(f"{pad}?peildatum={DAG.isoformat()}").content.decode()
            for pad in (
                "/api/v1/indicatoren", "/api/v1/indicatoren/kanarie", "/api/v1/indicatoren/kanarie/metingen"
            )
        },
    }  # fmt: skip

    for deur, tekst in deuren.items():
        kaal = tekst.replace(".", "").replace("\u00a0", "").replace(" ", "")
        assert str(KANARIE) not in kaal, deur
        assert "geheim" in kaal, deur


@override_settings(PORTAAL_DREMPEL_OPENBAAR=8_000_000, PORTAAL_DREMPEL_INTERN=8_000_000)
def test_canary_is_not_in_a_report_nor_in_its_documents_and_tables(als):
    plan, indicator = PlanFactory(), IndicatorFactory(telling=True, sleutel="kanarie", naam="Kanarie")
    KopcijferFactory(plan=plan, indicator=indicator)
    for periode in ("2017", "2018"):
        MetingFactory(indicator=indicator, periode=periode, waarde=KANARIE, opmerking=f"Waarvan {KANARIE}.")

    rapport = lees_rapport(Opzet(plan_kop(plan.slug), Periode.parse("Q2 2020"), DAG))
    payload = als_json(rapport)
    rapportage = RapportageFactory(plan=plan, peildatum=DAG, vastgesteld=True, payload=payload)
    documenten = maak_documenten(rapport)
    tabellen = als(Rol.RAADSLID).get(f"/rapportages/{rapportage.pk}/tabellen")

    with ZipFile(BytesIO(tabellen.content)) as zip_:
        deuren = {naam: zip_.read(naam).decode() for naam in zip_.namelist()}
    deuren["payload"] = json.dumps(payload)
    for veld in fields(documenten):
        pdf = PdfReader(BytesIO(getattr(documenten, veld.name)))
        deuren[veld.name] = " ".join(pagina.extract_text() for pagina in pdf.pages) + str(pdf.metadata)
        assert str(KANARIE).encode() not in getattr(documenten, veld.name)
    assert "Kanarie" in deuren["rapportage"]
    assert {naam for naam, tekst in deuren.items() if str(KANARIE) in re.sub(r"[.\s\u00a0]", "", tekst)} == set()


@pytest.mark.parametrize("seed", range(6))
@override_settings(PORTAAL_DREMPEL_OPENBAAR=3, PORTAAL_DREMPEL_INTERN=2)
def test_attacker_with_every_table_of_every_date_finds_no_cell(seed):
    """Three wijken in two years and the municipality; some values are corrected later. Both audiences, both dates."""
    toeval = Random(seed)  # noqa: S311 - no secret
    gemeente, indicator = GebiedFactory(gemeente=True), IndicatorFactory(telling=True)
    wijken = [
        GebiedFactory(code=f"WK06420{n}", naam=f"Wijk {n}", soort=GebiedSoort.WIJK, bovenliggend=gemeente)
        for n in range(3)
    ]
    eerst, later = date(2019, 1, 1), date(2020, 1, 1)
    verbanden: list[Verband[int]] = []

    def publiceer(aantallen: list[int], versie: int, bekend: date, oud: list[Meting]) -> list[Meting]:
        rijen = []
        for gebied, aantal, vorige in zip([gemeente, *wijken], [sum(aantallen), *aantallen], oud or [None] * 4,
                                          strict=True):  # fmt: skip
            if vorige is not None and vorige.waarde == aantal:
                rijen.append(vorige)  # unchanged: the same value stands in both publications
                continue
            rijen.append(MetingFactory(indicator=indicator, gebied=gebied, gebied_naam="", waarde=Decimal(aantal),
                                       versie=versie, bekend_sinds=bekend))  # fmt: skip
        verbanden.append(Verband(rijen[0].pk, tuple(rij.pk for rij in rijen[1:])))
        return rijen

    aantallen = [toeval.choice([0, 1, 2, 3, 4, 6]) for _ in wijken]
    rijen = publiceer(aantallen, 1, eerst, [])
    aantallen[toeval.randrange(3)] = toeval.choice([1, 2, 4, 7])
    publiceer(aantallen, 2, later, rijen)

    waar = {meting.pk: int(meting.waarde) for meting in Meting.objects.filter(indicator=indicator)}
    for lezers in ((3,), (2, 3)):  # the raad, and a colleague who reads the reports for the raad as well
        zichtbaar = {
            pk for drempel in lezers for dag in (eerst, later) for pk in zichtbare_metingen(indicator, dag, drempel)
        }
        verborgen = set(waar) - zichtbaar
        breedtes = orakel(waar, verbanden, verborgen)
        assert {pk: breedte for pk, breedte in breedtes.items() if breedte < min(lezers)} == {}
        assert {pk for pk, aantal in waar.items() if 0 < aantal < min(lezers)} <= verborgen


@pytest.mark.parametrize("seed", range(3))
@override_settings(PORTAAL_DREMPEL_OPENBAAR=3, PORTAAL_DREMPEL_INTERN=3)
def test_attacker_with_every_filter_of_two_quarters_finds_no_group_of_huishoudens(als, seed):
    """Two wijken by two treden, with all totals, as parts and as two filters at once, after each of two quarters."""
    toeval = Random(seed)  # noqa: S311 - no secret
    for sleutel in ("actieve-huishoudens", "actieve-waakvlammen"):
        IndicatorFactory(sleutel=sleutel, soort="berekend", eenheid="huishoudens")
    buurten = {naam: GebiedFactory(bovenliggend=GebiedFactory(naam=naam, soort=GebiedSoort.WIJK)) for naam in "AB"}
    client, waar = als(Rol.RAADSLID), Counter[tuple[str, str]]()
    for begin, peildatum in ((date(2026, 1, 5), date(2026, 3, 31)), (date(2026, 4, 20), date(2026, 7, 15))):
        for wijk, buurt in buurten.items():
            for trede in (Trede.LICHT, Trede.REGIE):
                aantal = toeval.choice([0, 1, 2, 3, 5])
                waar[wijk, trede.label] += aantal
                for _ in range(aantal):
                    NiveauFactory(huishouden=HuishoudenFactory(buurt=buurt, geopend_op=begin), trede=trede)

        gezien = tabel_van_de_pagina(client, peildatum)

        assert zoekt_uit(dict(waar), gezien) == {}
        assert {cel for cel in waar if 0 < waar[cel] < 3} <= {cel for cel in waar if gezien.get(cel) is None}
        lijst = client.get("/dossiers/achter-cijfers/", {"peildatum": peildatum.isoformat()})
        assert lijst.status_code == 403, "how long a list is, is for who may see it"


def tabel_van_de_pagina(client, peildatum: date) -> dict[tuple[str, str], int | None]:
    """Every cell that the page gives by choosing one filter or two, and by its parts; they never contradict."""
    pagina = client.get("/indicatoren/actieve-huishoudens/", {"peildatum": peildatum.isoformat()}).context
    delen = {naam: dict(rijen) for naam, _, rijen in pagina["uitsplitsingen"]}
    tabel = dict(pagina["kruising"]["form"].tabel) if pagina["kruising"] else {}
    for naam, uitkomst in delen["wijk"].items():
        assert tabel[naam, TOTAAL] == uitkomst.waarde
    for naam, uitkomst in delen["trede"].items():
        assert tabel[TOTAAL, naam] == uitkomst.waarde
    if pagina["cijfer"].waarde is not None and tabel:
        assert tabel[TOTAAL, TOTAAL] == pagina["cijfer"].waarde
    return tabel


def zoekt_uit(waar: dict[tuple[str, str], int], gezien: dict[tuple[str, str], int | None]) -> dict:
    """The hidden cells that lie in a range narrower than the threshold for who knows all that adds up."""
    if not gezien:
        return {}
    rijen, kolommen = ({cel[plek] for cel in waar} for plek in (0, 1))
    verbanden = [Verband((rij, TOTAAL), tuple((rij, kolom) for kolom in sorted(kolommen))) for rij in sorted(rijen)]
    verbanden += [Verband((TOTAAL, kolom), tuple((rij, kolom) for rij in sorted(rijen))) for kolom in sorted(kolommen)]
    verbanden.append(Verband((TOTAAL, TOTAAL), tuple((rij, TOTAAL) for rij in sorted(rijen))))
    for verband in verbanden:
        waar[verband.totaal] = sum(waar[deel] for deel in verband.delen)
    verborgen = {cel for cel in waar if gezien.get(cel, 0 if waar[cel] == 0 else None) is None}
    return {cel: breedte for cel, breedte in orakel(waar, verbanden, verborgen).items() if breedte < 3}


def zichtbare_metingen(indicator: Indicator, peildatum: date, drempel: int) -> set[int]:
    """The ids of the values that a page shows; the page itself has no ids, so they are found by area and period."""
    [cijfer] = lees_cijfers(Indicator.objects.filter(pk=indicator.pk), peildatum, drempel)
    [rij] = lees_rijen(Indicator.objects.filter(pk=indicator.pk), peildatum)
    getoond = {cijfer.gebied: cijfer.nu} | {ander.gebied: ander.punt for ander in cijfer.vergelijkingen}
    gevonden = set()
    for gebied, punt in getoond.items():
        versies = [m for m in rij.metingen if m.gebied == gebied and m.bekend_sinds <= peildatum]
        if not punt.geheim:
            gevonden.add(max(versies, key=lambda meting: meting.versie).id)
    return gevonden
