"""Awkward files, over every kind that can come in: each ends in exactly the right rows or in one clear message."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from budget.inlezen.boekingen import Bekenden
from budget.inlezen.klaarzetten import klaargezet
from budget.rekenblad_terug import lees_rekenblad
from dashboard.services.metingen import stel_metingen_voor
from housing.services.voorraad import leg_voorraad_vast
from tests.core.factories import GebiedFactory, GebruikerFactory
from tests.core.spreadsheets import (
    BLAD,
    MB,
    bewaar,
    csv,
    gedeelde_teksten,
    liegende_bom,
    met_deel,
    met_wachtwoord,
    ods,
    ods_cel,
    ods_rij,
    pakket,
    verre_cel,
    xlsx,
)
from tests.dashboard.factories import IndicatorFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.bestanden import Onleesbaar, maak_bestand
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.invoer import Regel, invoersoort, vergelijk

pytestmark = pytest.mark.django_db
HIER = Path(__file__).parent
KOP, RIJ = "corporatie;jaar;aantal", "trivire;2020;12"
KOPPEN, CELLEN = KOP.split(";"), ["trivire", 2020, 12]
EEN = [(2, "trivire", "2020", "aantal=12")]
BANK = "boekingsnummer;datum;post;bedrag"
POSTEN = ["id", "begroot", "prognose", "was begroot", "was prognose", "was toelichting", "toelichting"]
EIGEN = "indicator;gebied_code;periode;waarde"
Bestand = bytes | Callable[[], bytes]


# --- How each kind is read -------------------------------------------------------------------------------------------


def uitkomst(soort: str, inhoud: bytes) -> object:
    """The rows as the portal understands them, or what it says is wrong."""
    if soort == "boekingen":
        bekenden = Bekenden({(2020, "waakvlam"): 1}, {}, {})
        with klaargezet(inhoud, bekenden, lambda gelezen: None) as stand:
            return [": ".join(map(str, fout)) for fout in stand.fouten] or (stand.telling.nieuw, stand.telling.bedrag)
    if soort == "posten":
        wijzigingen, fouten = lees_rekenblad(inhoud)
        return fouten or [(w.post, w.kolom, w.wordt) for w in wijzigingen]
    if soort == "metingen":
        voorstel = stel_metingen_voor(inhoud)
        return [fout.tekst for fout in voorstel.fouten] or [w.meting.waarde for w in voorstel.nieuw]
    regels = vergelijk(invoersoort(soort), inhoud, GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER]))
    fouten = [f"{kolom}: {melding}" for regel in regels for kolom, melding in regel.fouten]
    return fouten or [_als_rij(regel) for regel in regels if regel.soort != "ongewijzigd"]


def _als_rij(regel: Regel) -> tuple[object, ...]:
    return (regel.rij, *regel.sleutel, *(f"{naam}={wordt}" for naam, (_, wordt) in regel.verschillen.items()))


def vul(soort: str) -> None:
    """What the file is about."""
    if soort in ("acties", "betrokkenen", "voortgang"):
        ActieFactory(plan=PlanFactory(slug="een-plek"), code="ACT1", kern="Oud.", naam="Proef")
    elif soort == "mijlpalen":
        MijlpaalFactory(pk=7, periode="Q4 2019")
    elif soort == "woningaanbod":
        vast = {"naam": "Huur", "segment": "corporatiehuur", "jaar": None, "eenheid": "procent", "bron": "Woonvisie"}
        leg_voorraad_vast(code="h2", waarde=Decimal(1), **vast)
    elif soort in ("metingen", "meetwaarden"):
        GebiedFactory(gemeente=True)
        IndicatorFactory(sleutel="jeugdhulp", naam="Jeugdhulp")


def samengevoegd() -> bytes:
    """A title over two columns, and a second sheet that is nobody's business."""
    werkmap = Workbook()
    werkmap.active["A1"] = "Afspraken"
    werkmap.active.merge_cells("A1:B1")
    werkmap.active.append(KOPPEN)
    werkmap.active.append(CELLEN)
    werkmap.create_sheet("Blad2").append(["iets", "anders"])
    return bewaar(werkmap)


def ergens_anders() -> bytes:
    """The table begins in C4."""
    werkmap = Workbook()
    for nummer, rij in enumerate((KOPPEN, CELLEN), start=4):
        for kolom, waarde in enumerate(rij, start=3):
            werkmap.active.cell(nummer, kolom, waarde)
    return bewaar(werkmap)


def procent_ergens_anders() -> bytes:
    """A share in C3, on a sheet that is not the first one of the file but the first one that people see."""
    werkmap = Workbook()
    blad = werkmap.create_sheet("Aandelen", 0)
    for kolom, (kop, waarde) in enumerate((("code", "h2"), ("waarde", 0.132)), start=2):
        blad.cell(2, kolom, kop)
        blad.cell(3, kolom, waarde)
    blad["C3"].number_format = "0.00 %"
    return bewaar(werkmap)


def opgemaakt_tot_onderaan() -> bytes:
    """Somebody coloured the whole column: cells without a value, down to the last row."""
    werkmap = Workbook()
    werkmap.active.append(KOPPEN)
    werkmap.active.append(CELLEN)
    werkmap.active["A1048576"].number_format = "0.00"
    return bewaar(werkmap)


# --- The right rows --------------------------------------------------------------------------------------------------

GOED: list[tuple[str, str, Bestand, object]] = [
    ("puntkomma", "contingenten", csv(KOP, RIJ), EEN),
    ("komma", "contingenten", csv(KOP, RIJ).replace(b";", b","), EEN),
    ("tab", "contingenten", csv(KOP, RIJ).replace(b";", b"\t"), EEN),
    ("bom", "contingenten", csv(KOP, RIJ, tekenset="utf-8-sig"), EEN),
    ("unicode-tekst", "contingenten", csv(KOP, RIJ, tekenset="utf-16"), EEN),
    ("unicode-tekst-big-endian", "contingenten", b"\xfe\xff" + csv(KOP, RIJ, tekenset="utf-16-be"), EEN),
    ("cp1252", "acties", csv("plan;code;kern", "een-plek;ACT1;Café €", tekenset="cp1252"),
     [(2, "een-plek", "ACT1", "kern=Café €")]),
    ("windows-regels", "contingenten", csv(KOP, RIJ, einde="\r\n"), EEN),
    ("mac-regels", "contingenten", csv(KOP, RIJ, einde="\r"), EEN),
    ("aanhalingstekens", "contingenten", csv('"corporatie";"jaar";"aantal"', '"trivire";"2020";"12"'), EEN),
    ("regeleinde-in-cel", "acties", csv("plan;code;kern", 'een-plek;ACT1;"Een', 'twee"'),
     [(2, "een-plek", "ACT1", "kern=Een\ntwee")]),
    ("hoofdletters-en-spaties", "contingenten", csv(" Corporatie ;JAAR; Aantal", " trivire; 2020 ;12 "), EEN),
    ("kolommen-door-elkaar", "contingenten", csv("aantal;corporatie;jaar", "12;trivire;2020"), EEN),
    ("titel-erboven", "contingenten", csv("Afspraken, concept", "", KOP, RIJ), [(4, "trivire", "2020", "aantal=12")]),
    ("lege-regels", "contingenten", csv(KOP, "", ";;", RIJ, ";;;;"), [(4, "trivire", "2020", "aantal=12")]),
    ("totaalregel", "contingenten", csv(KOP, RIJ, "Totaal;;12"), EEN),
    ("eindtotaal", "contingenten", csv(KOP, RIJ, "Eindtotaal:;;12"), EEN),
    ("duizendtal-met-punt", "contingenten", csv(KOP, "trivire;2020;1.200"), [(2, "trivire", "2020", "aantal=1200")]),
    ("zonder-laatste-regeleinde", "contingenten", csv(KOP, RIJ).rstrip(), EEN),
    ("xlsx", "contingenten", xlsx(KOPPEN, CELLEN), EEN),
    ("xlsx-getallen-als-tekst", "contingenten", xlsx(KOPPEN, ["trivire", "2020", "12"]), EEN),
    ("xlsx-lege-rijen", "contingenten", xlsx([], KOPPEN, [None], CELLEN), [(4, "trivire", "2020", "aantal=12")]),
    ("xlsx-samengevoegde-kop", "contingenten", samengevoegd, [(3, "trivire", "2020", "aantal=12")]),
    ("xlsx-ergens-anders-op-het-blad", "contingenten", ergens_anders, [(5, "trivire", "2020", "aantal=12")]),
    ("xlsx-opgemaakt-tot-onderaan", "contingenten", opgemaakt_tot_onderaan, EEN),
    ("xlsx-met-macro", "contingenten", lambda: met_deel(xlsx(KOPPEN, CELLEN), "xl/vbaProject.bin", b"\xd0\xcf"), EEN),
    ("eigen-xlsx", "contingenten", maak_bestand(KOPPEN, [RIJ.split(";")], "xlsx"), EEN),
    ("eigen-ods", "contingenten", maak_bestand(KOPPEN, [RIJ.split(";")], "ods"), EEN),
    ("ods-met-getallen", "contingenten",
     ods(ods_rij(*map(ods_cel, KOPPEN))
         + ods_rij(ods_cel("trivire"), ods_cel("2.020", 1, "float", "2020"), ods_cel("12", 1, "float", "12"))
         + ods_rij("<table:table-cell/>", herhaald=1_000_000)), EEN),
    ("200-kolommen", "contingenten", csv(f"{KOP}{';' * 197}", f"{RIJ}{';' * 197}"), EEN),
    ("vijf-schrijfwijzen-van-een-dag", "boekingen",
     csv(BANK, *(f"A{n};{dag};Waakvlam;1" for n, dag in enumerate(
         ["1-3-2020", "01-03-2020", "1/3/2020", "2020-03-01", "01/03/2020"]))), (5, Decimal(5))),
    ("xlsx-met-dagen", "mijlpalen",
     xlsx(["nummer", "gehaald_op"], [7, date(2020, 3, 1)]), [(2, "7", "gehaald_op=2020-03-01")]),
    ("xlsx-met-tijdstippen", "mijlpalen", xlsx(["nummer", "gehaald_op"], [7, datetime(2020, 3, 1, 9, 30)]),
     [(2, "7", "gehaald_op=2020-03-01")]),
    ("kwartalen", "mijlpalen", csv("nummer;periode", "7;Q3-4 2020"), [(2, "7", "periode=Q3-4 2020")]),
    ("kwartaal-in-woorden", "mijlpalen", csv("nummer;periode", "7;eerste kwartaal 2020"),
     [(2, "7", "periode=eerste kwartaal 2020")]),
    ("bedragen-zoals-mensen-ze-schrijven", "boekingen",
     csv(BANK, *(f"A{n};1-3-2020;Waakvlam;{bedrag}" for n, bedrag in enumerate(
         ["€ 12.500,00", "12500,-", "12.500,-", "12.500", "12500.00", "12.500,--", "€12500"]))), (7, Decimal(87500))),
    ("negatieve-bedragen", "boekingen",
     csv(BANK, "A1;1-3-2020;Waakvlam;-12,50", "A2;1-3-2020;Waakvlam;\u221212,50"), (2, Decimal(-25))),
    ("xlsx-met-bedragen", "boekingen", xlsx(BANK.split(";"), ["A1", date(2020, 3, 1), "Waakvlam", 1250.5]),
     (1, Decimal("1250.50"))),
    ("boekingen-met-totaal", "boekingen", csv(BANK, "A1;1-3-2020;Waakvlam;10", ";;Totaal;10"), (1, Decimal(10))),
    ("bedrag-in-het-rekenblad", "posten", xlsx(POSTEN, [1, "12.500,-", None, 1000]), [(1, "begroot", Decimal(12500))]),
    ("procent", "woningaanbod", csv("code;waarde", "h2;13,2 %"), [(2, "h2", "waarde=13.2")]),
    ("xlsx-cel-als-procent", "woningaanbod", xlsx(["code", "waarde"], ["h2", 0.132], opmaak={"B2": "0.0%"}),
     [(2, "h2", "waarde=13.2")]),
    ("xlsx-procent-ergens-anders", "woningaanbod", procent_ergens_anders, [(3, "h2", "waarde=13.2")]),
    ("xlsx-heel-procent", "voortgang",
     xlsx(["plan", "code", "percentage"], ["een-plek", "ACT1", 0.4], opmaak={"C2": "0%"}),
     [(2, "een-plek", "ACT1", "percentage=40")]),
    ("xlsx-drie-decimalen", "meetwaarden",
     xlsx([*EIGEN.split(";"), "status", "bron", "bron_datum"], ["jeugdhulp", "GM0642", 2018, 37.125, "definitief",
     "CBS", "1-1-2019"]),
     [(2, "jeugdhulp", "GM0642", "2018", "waarde=37,125", "status=definitief", "bron=CBS", "bron_datum=2019-01-01")]),
    ("onbekend-is-geen-nul", "meetwaarden",
     csv(f"{EIGEN};status;bron;bron_datum", "jeugdhulp;GM0642;2018;x;definitief;CBS;1-1-2019"),
     [(2, "jeugdhulp", "GM0642", "2018", "status=definitief", "bron=CBS", "bron_datum=2019-01-01")]),
    ("cbs-met-decimale-punt", "metingen",
     csv("Measure,Value,RegioS,Perioden", "jeugdhulp,13.2,GM0642,2018JJ00"), [Decimal("13.2")]),
    ("swing-met-decimale-komma", "metingen",
     csv("Gebied;Periode;Jeugdhulp|%", "Zwijndrecht;2018;13,2"), [Decimal("13.2")]),
    ("cbs-als-unicode-tekst", "metingen",
     csv(EIGEN, "jeugdhulp;GM0642;2018;13,2", tekenset="utf-16"), [Decimal("13.2")]),
    ("formule-als-tekst", "acties",
     csv("plan;code;kern", "een-plek;ACT1;'=1+1"), [(2, "een-plek", "ACT1", "kern==1+1")]),
]  # fmt: skip

# --- One message -----------------------------------------------------------------------------------------------------

GEWEIGERD: list[tuple[str, str, Bestand, str]] = [
    ("leeg", "contingenten", b"", "Het bestand is leeg"),
    ("alleen-bom", "contingenten", b"\xef\xbb\xbf", "De koppen ontbreken"),
    ("alleen-koppen", "contingenten", csv(KOP), "Onder de koppen staan geen rijen"),
    ("alleen-scheidingen", "metingen", b";;;\n;;;\n", "Het bestand is leeg"),
    ("100-mb", "contingenten", lambda: bytes(100 * MB).replace(b"\x00", b"x"), "groter dan 10 MB"),
    ("net-te-groot", "boekingen", lambda: b"x" * (20 * MB + 1), "groter dan 20 MB"),
    ("oude-excel", "contingenten", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "oud Excel-bestand"),
    ("xlsx-met-wachtwoord", "contingenten",
     lambda: (HIER / "met_wachtwoord.xlsx").read_bytes(), "heeft een wachtwoord"),
    ("ods-met-wachtwoord", "contingenten", lambda: met_wachtwoord("ods"), "heeft een wachtwoord"),
    ("zip-met-wachtwoord", "contingenten", lambda: met_wachtwoord("zip"), "heeft een wachtwoord"),
    ("afgebroken-download", "contingenten", lambda: xlsx(KOPPEN, CELLEN)[:2000], "beschadigd"),
    ("kapotte-inhoud", "contingenten",
     lambda: met_deel(xlsx(KOPPEN), BLAD, b"<worksheet><sheetData><row"), "niet te lezen"),
    ("fotos-in-een-zip", "contingenten", lambda: pakket({"foto.jpg": b"x"}), "Dit is een zip-bestand"),
    ("word", "contingenten",
     lambda: pakket({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "niet te lezen"),
    ("pdf-als-xlsx", "contingenten", b"%PDF-1.7\x00\x01", "geen csv, xlsx of ods"),
    ("foto-als-csv", "contingenten", b"\x89PNG\r\n\x1a\n\x00", "geen csv, xlsx of ods"),
    ("webpagina-als-xls", "contingenten", b"<html><table><tr><td>corporatie</td></tr></table>", "een webpagina"),
    ("json", "contingenten", b'[{"corporatie": "trivire"}]', "De koppen ontbreken"),
    ("zip-bom", "contingenten", lambda: pakket({"[Content_Types].xml": bytes(101 * MB)}), "te groot bij het uitpakken"),
    ("zip-bom-die-liegt", "contingenten", lambda: liegende_bom(20), "te groot bij het uitpakken|niet te lezen"),
    ("cel-in-de-laatste-hoek", "contingenten", lambda: verre_cel("XFD1048576"), "Haal lege rijen en kolommen weg"),
    ("ods-die-zich-herhaalt", "contingenten",
     lambda: ods(ods_rij(ods_cel("x", 16_384), herhaald=1_000_000)), "niet te lezen|Haal lege rijen en kolommen weg"),
    ("ods-die-zich-vaak-herhaalt", "contingenten",
     lambda: ods(ods_rij(ods_cel("x", 30), herhaald=1_000_000)), "Haal lege rijen en kolommen weg"),
    ("201-kolommen", "contingenten", csv(f"{KOP}{';' * 197};x", RIJ), "meer dan 200 kolommen"),
    ("20-mb-puntkommas", "boekingen", lambda: b";" * 19 * MB + b"x", "meer dan 200 kolommen"),
    ("te-veel-rijen", "contingenten", lambda: csv(KOP, *[RIJ] * 20_000), "meer dan 20000 rijen"),
    ("open-aanhalingsteken", "contingenten", csv(KOP, '"trivire;2020;12', RIJ), "los aanhalingsteken"),
    ("andere-koppen", "contingenten",
     csv("naam;jaar;aantal", RIJ), "De koppen ontbreken. Nodig zijn: corporatie, jaar"),
    ("kop-te-veel", "contingenten", csv(f"{KOP};kleur", f"{RIJ};rood"), "kent het portaal niet: kleur"),
    ("kop-dubbel", "contingenten", csv(f"{KOP};aantal", f"{RIJ};13"), "twee keer: aantal"),
    ("rij-dubbel", "contingenten", csv(KOP, RIJ, RIJ), "Staat ook al in rij 2"),
    ("half-getal", "contingenten", xlsx(KOPPEN, ["trivire", 2020, 12.5]), '"12.5" is geen heel getal'),
    ("drie-decimalen-is-geen-duizendtal", "contingenten", xlsx(KOPPEN, ["trivire", 2020, 1.125]), "geen heel getal"),
    ("bedrag-met-drie-decimalen", "boekingen", xlsx(BANK.split(";"), ["A1", date(2020, 3, 1), "Waakvlam", 234.125]),
     "is geen bedrag"),
    ("formule-zonder-uitkomst", "contingenten", xlsx(KOPPEN, ["trivire", 2020, "=6+6"]), "aantal: Vul dit in"),
    ("fout-van-excel", "contingenten", csv(KOP, "trivire;2020;#N/B"), "geen heel getal"),
    ("datum-als-nummer", "mijlpalen", xlsx(["nummer", "gehaald_op"], [7, 43891]), '"43891" is geen datum'),
    ("dag-die-niet-bestaat", "mijlpalen", csv("nummer;gehaald_op", "7;31-02-2020"), "bestaat niet"),
    ("jaar-met-twee-cijfers", "mijlpalen", csv("nummer;gehaald_op", "7;1-3-20"), "is geen datum"),
    ("vijfde-kwartaal", "mijlpalen", csv("nummer;periode", "7;Q5 2020"), "periode: "),
    ("min-achteraan", "boekingen", csv(BANK, "A1;1-3-2020;Waakvlam;12,50-"), "is geen bedrag"),
    ("bedrag-met-letters", "posten", xlsx(POSTEN, [1, "12 duizend", None, 1000]), "Rij 2, kolom begroot"),
    ("ander-rekenblad", "posten", xlsx(["naam", "bedrag"], ["x", 1]), "niet het bestand uit het portaal"),
    ("percentage-boven-100", "voortgang", csv("plan;code;percentage", "een-plek;ACT1;140%"), "tussen 0 en 100"),
    ("deel-in-plaats-van-procent", "voortgang",
     xlsx(["plan", "code", "percentage"], ["een-plek", "ACT1", 0.4]), "geen heel getal"),
    ("ods-cel-als-procent", "woningaanbod",
     ods(ods_rij(ods_cel("code"), ods_cel("waarde")) + ods_rij(ods_cel("h2"), ods_cel("13,2%", 1, "percentage",
     "0.132"))),
     "cellen met een percentage"),
    ("duizend-of-een-en-een-beetje", "meetwaarden", csv(EIGEN, "jeugdhulp;GM0642;2018;1.234"), "kan twee dingen zijn"),
    ("excel-van-een-bron", "metingen",
     lambda: xlsx(EIGEN.split(";"), ["jeugdhulp", "GM0642", 2018, 13.2]), "Kies het csv-bestand"),
    ("bsn", "betrokkenen",
     csv("plan;code;organisatie;rol", "een-plek;ACT1;trivire;over 111222333"), "burgerservicenummer"),
]  # fmt: skip


def inhoud_van(bestand: Bestand) -> bytes:
    return bestand if isinstance(bestand, bytes) else bestand()


@pytest.mark.parametrize(("soort", "bestand", "rijen"), [rij[1:] for rij in GOED], ids=[rij[0] for rij in GOED])
def test_awkward_file_gives_exactly_the_right_rows(soort, bestand, rijen):
    vul(soort)

    assert uitkomst(soort, inhoud_van(bestand)) == rijen


@pytest.mark.parametrize(
    ("soort", "bestand", "melding"), [rij[1:] for rij in GEWEIGERD], ids=[rij[0] for rij in GEWEIGERD]
)
def test_awkward_file_gives_one_clear_message(soort, bestand, melding):
    vul(soort)

    try:
        gezegd = uitkomst(soort, inhoud_van(bestand))
    except (Onleesbaar, ValueError) as fout:
        gezegd = [str(fout)]

    assert isinstance(gezegd, list), gezegd
    assert len(gezegd) == 1
    assert any(deel in gezegd[0] for deel in melding.split("|")), gezegd


# --- Memory ----------------------------------------------------------------------------------------------------------

METER = """
import re, resource, sys
import django
django.setup()
from pathlib import Path
from zwijndrecht_portal.core.bestanden import GEWOON, GROOT, Onleesbaar, lees_rijen

uitkomsten = []
for pad in map(Path, sys.argv[1:]):
    try:
        uitkomsten.append(sum(1 for _ in lees_rijen(pad.read_bytes(), GROOT if "groot" in pad.name else GEWOON)))
    except Onleesbaar:
        uitkomsten.append("-")
zelf = int(re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[0])
print(zelf // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, *uitkomsten)
"""


def test_worst_files_stay_under_512_mb(tmp_path):
    """In a process of its own, as a worker of the web server is; the reader of a workbook is counted with it."""
    rijen = ([f"A{n}", "2020-03-01", "Waakvlam", "1250,50", "Pameijer", f"Termijn {n}"] for n in range(100_000))
    ergste = {
        "100-mb.csv": bytes(100 * MB).replace(b"\x00", b"x"),
        "liegt.xlsx": liegende_bom(100),
        "hoek.xlsx": verre_cel("XFD1048576"),
        "herhaling.ods": ods(ods_rij(ods_cel("x", 30), herhaald=1_000_000)),
        "teksten.xlsx": gedeelde_teksten(30),
        "groot-breed.csv": b";" * 19 * MB + b"x",
        "groot-100000.xlsx": maak_bestand(["a", "b", "c", "d", "e", "f"], rijen, "xlsx"),
    }
    for naam, inhoud in ergste.items():
        (tmp_path / naam).write_bytes(inhoud)

    opdracht = [sys.executable, "-c", METER, *(str(tmp_path / naam) for naam in ergste)]
    zelf, lezer, *uitkomsten = subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout.split()

    assert uitkomsten == ["-", "-", "-", "-", "1", "-", "100001"]
    assert int(zelf) + int(lezer) < 512
