"""
Attacks on the whole portal, by who knows nothing of the code: only what a crawler was shown, as each role.

`--lang` sends every text to every field; without it each form gets a part of them.
"""

import csv
import json
import re
import resource
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client

from budget.models import Begrotingspost
from dashboard.models import Indicator
from plan.models import Actie, Mijlpaal
from tests.browser.aanval import FORMULIER, Aanvaller, Uitkomst, vormen, vul
from tests.browser.conftest import WACHTWOORD
from tests.browser.rondgang import Rondgang, Veld, Vorm, namen_in, soort_van
from tests.utils import APPS
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Organisatie
from zwijndrecht_portal.demo.personen import adres

STOUT = [json.loads(regel) for regel in (Path(__file__).parent / "stoute_teksten.txt").read_text().splitlines()]
DELEN = 6
SCRIPT = "<script>alert('p9')</script>\"><img src=x onerror=alert(9)>"
MERK = {"getal": "987654321", "woord": "kwaadwoord", "dag": "03-02-2001"}
EIGEN = re.compile(r"[0-9a-f-]{36}|\d+")  # what names one thing: a number or a uuid


@pytest.fixture(scope="module")
def aanvallers(portaal) -> dict[Rol | None, Aanvaller]:
    return {rol: Aanvaller(rol) for rol in (None, *Rol)}


@pytest.fixture(scope="module")
def op_elke_vorm(rondgangen, aanvallers) -> Callable[..., dict[str, str]]:
    """Do this with every form that is posted; what went wrong, by page."""

    def doe(aanval: Callable[[Aanvaller, Vorm], str], methode: str = "post") -> dict[str, str]:
        uitslag = {f"{vorm.actie} ({rol})": aanval(aanvallers[rol], vorm) for rol, vorm in vormen(rondgangen, methode)}
        assert len(uitslag) > {"post": 60, "get": 10}[methode]
        return {waar: wat for waar, wat in uitslag.items() if wat}

    return doe


# --- What is somebody else's -----------------------------------------------------------------------------------------


def test_nobody_gets_what_only_others_were_shown(rondgangen, aanvallers, request):
    """No page names whom a role never met, and who met nobody of the wijkteam's work opens no page about people."""
    gegeven = {
        rol: rondgang.links | set(rondgang.statussen) | {vorm.actie for vorm in rondgang.vormen.values()}
        for rol, rondgang in rondgangen.items()
    }
    openbaar = rondgangen[None].namen  # examples, on pages for everybody
    ontmoet = {rol: rondgang.namen - openbaar for rol, rondgang in rondgangen.items()}
    buitenstaanders = {rol for rol, namen in ontmoet.items() if not any("HH-" in naam for naam in namen)}
    soorten = {rol: {soort(url) for url in urls} for rol, urls in gegeven.items()}
    persoonlijk = {kind for rondgang in rondgangen.values() for kind in rondgang.persoonlijk}
    fout, geweigerd = {}, 0
    for url in proefadressen(gegeven, persoonlijk, None if request.config.getoption("lang") else 1):
        for rol, aanvaller in aanvallers.items():
            if url in gegeven[rol]:
                continue
            uitkomst = aanvaller.stuur("get", url)
            vreemden = namen_in(uitkomst.tekst) - rondgangen[rol].namen if uitkomst.status == 200 else set()
            open_deur = uitkomst.status == 200 and rol in buitenstaanders and soort(url) in persoonlijk - soorten[rol]
            geweigerd += uitkomst.status in (302, 403, 404)
            if uitkomst.status >= 500 or vreemden or open_deur:
                fout[f"{url} ({rol})"] = (uitkomst.status, sorted(vreemden)[:3])

    assert fout == {}
    assert geweigerd > 100
    assert len(buitenstaanders) > 3


def soort(url: str) -> str:
    return soort_van(url).partition("?")[0]


def proefadressen(gegeven: dict[Rol | None, set[str]], persoonlijk: set[str], aantal: int | None) -> list[str]:
    """Of each kind that points at one thing, or at people, this many."""
    per_soort: dict[str, list[str]] = {}
    for url in sorted({url for links in gegeven.values() for url in links}):
        een_ding = EIGEN.search(url.partition("?")[0].removeprefix("/api/v1"))
        if not url.startswith(("/static/", "/beheer/")) and (een_ding or soort(url) in persoonlijk):
            per_soort.setdefault(soort(url), []).append(url)
    return [url for urls in per_soort.values() for url in urls[:aantal]]


def test_every_form_asks_its_token(op_elke_vorm):
    def zonder_token(aanvaller: Aanvaller, vorm: Vorm) -> str:
        uitkomst = aanvaller.stuur("post", vorm.actie, vul(vorm), csrf=True)
        return "" if uitkomst.status == 403 and not uitkomst.geschreven else str(uitkomst)[:200]

    assert op_elke_vorm(zonder_token) == {}


def test_number_of_something_else_is_refused_in_every_field(op_elke_vorm, rondgangen):
    """Where a page offers a choice, what was offered to others only is not taken, nor what does not exist."""
    aangeboden: dict[str, set[str]] = {}
    for rondgang in rondgangen.values():
        for vorm in rondgang.vormen.values():
            for veld in vorm.velden:
                aangeboden.setdefault(veld.naam, set()).update(veld.keuzes)
    geprobeerd = []

    def met_andermans_nummer(aanvaller: Aanvaller, vorm: Vorm) -> str:
        fouten = []
        for veld in vorm.velden:
            if veld.soort != "select":
                continue
            vreemd = sorted(aangeboden[veld.naam] - set(veld.keuzes) - {""})[:1]
            for waarde in [*vreemd, "987654321", "onzin"]:
                uitkomst = aanvaller.vul_in(vorm, vul(vorm) | {veld.naam: waarde})
                geprobeerd.append(veld.naam)
                if uitkomst.status >= 500 or uitkomst.gewijzigd:
                    fouten.append(f"{veld.naam}={waarde}: {uitkomst.status} {uitkomst.gewijzigd}")
        return "; ".join(fouten)

    assert op_elke_vorm(met_andermans_nummer) == {}
    assert len(geprobeerd) > 30


def test_field_that_was_not_asked_is_ignored(op_elke_vorm):
    """Every field of every model, beside those of the form: none of it is written."""
    velden = {
        veld.name: veld
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for veld in model._meta.fields
    }
    extra = {naam: merk_voor(veld) for naam, veld in velden.items()} | {"is_superuser": "on", "is_staff": "on"}
    gelukt = []

    def met_meer_velden(aanvaller: Aanvaller, vorm: Vorm) -> str:
        eigen = {veld.naam for veld in vorm.velden}
        uitkomst = aanvaller.vul_in(vorm, {naam: w for naam, w in extra.items() if naam not in eigen} | vul(vorm))
        gelukt.append(bool(uitkomst.gewijzigd))
        geraakt = [
            sql[:150] for sql in uitkomst.geschreven if any(merk in sql for merk in (*MERK.values(), "2001-02-03"))
        ]
        return str(geraakt) if geraakt or uitkomst.status >= 500 else ""

    assert op_elke_vorm(met_meer_velden) == {}
    assert sum(gelukt) > 5


def merk_voor(veld: object) -> str:
    soort = veld.get_internal_type()
    if "Date" in soort:
        return MERK["dag"]
    return (
        MERK["getal"]
        if soort in {"ForeignKey", "BigAutoField", "DecimalField"} or "Integer" in soort
        else MERK["woord"]
    )


# --- What somebody types ---------------------------------------------------------------------------------------------


def test_script_in_every_field_is_shown_as_text(op_elke_vorm):
    """On the page that comes back, also when the form is refused."""
    getoond = []

    def met_script(aanvaller: Aanvaller, vorm: Vorm) -> str:
        uitkomst = aanvaller.vul_in(vorm, vul(vorm, SCRIPT))
        getoond.append("&lt;script&gt;alert(" in uitkomst.tekst)
        return "" if is_rustig(uitkomst) else f"{uitkomst.status} {SCRIPT in uitkomst.tekst}"

    assert op_elke_vorm(met_script) == {}
    assert op_elke_vorm(met_script, "get") == {}
    assert sum(getoond) > 10


def test_text_that_is_code_leaves_as_text_in_every_file(rondgangen, aanvallers):
    """What people name with a formula or a script: in no spreadsheet a formula, in no print a part of the page."""
    with transaction.atomic():
        for model in (Actie, Mijlpaal, Begrotingspost, Indicator, Organisatie, Gebied):
            model.objects.update(naam=Concat(Value(f"=1+1{SCRIPT}"), Cast("pk", TextField())))
        bladen = {(url, rol): blad for rol, url in bestanden(rondgangen) if (blad := cellen_op(aanvallers[rol], url))}
        drukwerk = "".join(
            pagina
            for rol, vorm in vormen(rondgangen, "post")
            if "afdruk" in vorm.actie
            for sql in aanvallers[rol].stuur("post", vorm.actie, vul(vorm)).geschreven
            for pagina in re.findall(r"<!doctype.*?</html>", sql, re.IGNORECASE | re.DOTALL)
        )
        transaction.set_rollback(True)

    assert {waar for waar, cellen in bladen.items() if any(cel.startswith("=1+1") for cel in cellen)} == set()
    assert sum(any("=1+1" in cel for cel in cellen) for cellen in bladen.values()) >= 3
    assert "<script>alert" not in drukwerk
    assert "=1+1&lt;script" in drukwerk


def bestanden(rondgangen: dict[Rol | None, Rondgang]) -> Iterator[tuple[Rol | None, str]]:
    """Every kind of file that a page offers, for the first role that was offered it."""
    gezien = set()
    for rol, rondgang in rondgangen.items():
        for url in sorted(rondgang.links):
            kind = soort(url), url[-4:]
            if re.search(r"\.(csv|xlsx|ods)(\?|$)|/csv$|/export/|/tabellen", url) and kind not in gezien:
                gezien.add(kind)
                yield rol, url


def cellen_op(aanvaller: Aanvaller, url: str) -> list[str]:
    """What stands in this file, as a spreadsheet reads it: a formula begins with "=", a text never does."""
    client = Client()
    client.cookies.load(aanvaller.koekjes)
    antwoord = client.get(url)
    inhoud = antwoord.getvalue()
    if "spreadsheetml" in antwoord["Content-Type"]:
        boek = openpyxl.load_workbook(BytesIO(inhoud))
        cellen = [cel for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value is not None]
        return [str(cel.value) if cel.data_type == "f" else f"'{cel.value}" for cel in cellen]
    if "csv" in antwoord["Content-Type"]:
        rijen = csv.reader(inhoud.decode("utf-8-sig").splitlines(), delimiter=";")
        return [cel for rij in rijen for cel in rij]
    return []


def is_rustig(uitkomst: Uitkomst) -> bool:
    """No error, and what was typed is nowhere part of the page itself."""
    return uitkomst.status < 500 and "<script>alert" not in uitkomst.tekst and "<img src=x" not in uitkomst.tekst


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The long form in parts, so that each core has work."""
    if "teksten" in metafunc.fixturenames:
        delen = DELEN if metafunc.config.getoption("lang") else 1
        stukken = [STOUT[deel::delen] for deel in range(delen)]
        metafunc.parametrize("teksten", stukken, ids=[f"deel{nummer}" for nummer in range(delen)])


@pytest.mark.parametrize("methode", ["post", "get"])
def test_no_text_breaks_a_form(op_elke_vorm, request, methode, teksten):
    beurt = cycle(teksten)
    per_vorm = len(teksten) if request.config.getoption("lang") else 1

    def met_stoute_tekst(aanvaller: Aanvaller, vorm: Vorm) -> str:
        fouten = []
        for tekst in (next(beurt) for _ in range(per_vorm)):
            uitkomst = aanvaller.vul_in(vorm, dict.fromkeys(vul(vorm), tekst))
            woorden = aanvaller.vul_in(vorm, vul(vorm, tekst))
            if not is_rustig(uitkomst) or not is_rustig(woorden):
                fouten.append(f"{tekst!a}: {uitkomst.status} {woorden.status}")
        return "; ".join(fouten)

    assert op_elke_vorm(met_stoute_tekst, methode) == {}


@pytest.mark.parametrize("dag", ["01-01-0001", "31-12-9999"])
def test_end_of_the_calendar_breaks_no_form(op_elke_vorm, dag):
    """A day before the first and after the last do not exist."""

    def op_die_dag(aanvaller: Aanvaller, vorm: Vorm) -> str:
        uitkomst = aanvaller.vul_in(vorm, dict.fromkeys(vul(vorm), dag))
        return "" if is_rustig(uitkomst) else str(uitkomst.status)

    assert op_elke_vorm(op_die_dag) == {}
    assert op_elke_vorm(op_die_dag, "get") == {}


PAREN = [("x' or '1'='1", "x' or '1'='2"), ("1) or (1=1", "1) or (1=2")]
# What was asked, shown again on the page; and the keys that a page makes anew each time.
ZELF = re.compile(r"[0-9a-f-]{36}|csrf\S+\" value=\"\w+\"|(1|&#x27;)=(1|2|&#x27;\d)|1%27%3D%27\d|1%3D\d")


def test_sql_in_every_filter_is_just_a_text(op_elke_vorm):
    """A condition that is true and one that is false find the same, with nothing else chosen."""

    def met_sql(aanvaller: Aanvaller, vorm: Vorm) -> str:
        leeg = {veld.naam: "" if veld.soort == "select" else veld.waarde for veld in vorm.velden if is_keuze(veld)}
        fouten = []
        for naam in {veld.naam: None for veld in vorm.velden}:
            for paar in PAREN:
                beide = [aanvaller.vul_in(vorm, leeg | {naam: waarde}) for waarde in paar]
                kaal = {ZELF.sub("", uitkomst.tekst) for uitkomst in beide}
                if len(kaal) > 1 or max(uitkomst.status for uitkomst in beide) >= 500:
                    fouten.append(f"{naam}: {[uitkomst.status for uitkomst in beide]}")
        return "; ".join(fouten)

    assert op_elke_vorm(met_sql, "get") == {}


def is_keuze(veld: Veld) -> bool:
    """What a browser sends of a form that nobody touched: no boxes, no buttons."""
    return veld.soort not in {"checkbox", "radio", "submit", "button"}


# --- What no browser sends -------------------------------------------------------------------------------------------

VORMLOOS = {
    "geen formulier": (b'{"a": [1, {"b": null}]}', "application/json"),
    "geen grens": (b"x" * 100, "multipart/form-data"),
    "halve grens": (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "multipart/form-data; boundary=x"),
    "kapotte tekens": (b"naam=%ff%fe%C0%80&tekst=\xff\xfe", FORMULIER),
    "vreemde tekenset": (b"naam=a", f"{FORMULIER}; charset=bestaat-niet"),
    "te veel velden": (b"a=1&" * 6000, FORMULIER),
    "te groot": (b"tekst=" + b"x" * (3 * 1024 * 1024), FORMULIER),
}


def test_request_that_no_browser_sends_is_refused(op_elke_vorm):
    soorten, statussen = cycle(VORMLOOS.items()), []

    def vormloos(aanvaller: Aanvaller, vorm: Vorm) -> str:
        fouten = []
        for naam, (inhoud, soort) in [next(soorten)]:
            uitkomst = aanvaller.stuur("generic", vorm.actie, inhoud, content_type=soort)
            statussen.append(uitkomst.status)
            if uitkomst.status >= 500:
                fouten.append(f"{naam}: {uitkomst.status}")
        return "; ".join(fouten)

    assert op_elke_vorm(vormloos) == {}
    assert statussen.count(400) > 5


def test_no_file_breaks_a_form(rondgangen, aanvallers):
    """Said at the field, nothing is kept, and a file that unfolds to a thousand times its size does not unfold."""
    bestanden = {
        "bom": bom(),
        "leeg": b"",
        "kapot": b"PK\x03\x04kapot",
        "nullen": b"\0" * 1000,
        "programma": b"MZ\x90\0",
    }
    bestandsvormen = [
        (rol, vorm, veld.naam)
        for rol, vorm in vormen(rondgangen, "post")
        for veld in vorm.velden
        if veld.soort == "file"
    ]

    eerst = geheugen_kb()
    uitkomsten = {
        f"{vorm.actie} {kind}": aanvallers[rol].stuur(
            "post", vorm.actie, vul(vorm) | {veld: SimpleUploadedFile("../kwaad.xlsx", inhoud)}
        )
        for rol, vorm, veld in bestandsvormen
        for kind, inhoud in bestanden.items()
    }

    assert len(bestandsvormen) >= 2
    fout = {waar: (uitkomst.status, uitkomst.gewijzigd) for waar, uitkomst in uitkomsten.items() if uitkomst.gewijzigd}
    assert {uitkomst.status for uitkomst in uitkomsten.values()} == {200}
    assert fout == {}
    assert geheugen_kb() - eerst < 64 * 1024


def bom() -> bytes:
    """A spreadsheet of half a megabyte that holds half a gigabyte."""
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as pakket, pakket.open("[Content_Types].xml", "w") as blad:
        for _ in range(450):
            blad.write(bytes(1024 * 1024))
    return uit.getvalue()


def geheugen_kb() -> int:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# --- The door --------------------------------------------------------------------------------------------------------


def test_key_of_before_signing_in_is_worth_nothing_after(portaal):
    """Who leaves a session behind in somebody's browser does not get in with it."""
    client = Client()
    client.cookies["sessionid"] = geplant = "a" * 32

    client.post("/inloggen/", {"username": adres(Rol.TREKKER), "password": WACHTWOORD})

    assert client.cookies["sessionid"].value not in ("", geplant)
    dief = Client()
    dief.cookies["sessionid"] = geplant
    assert dief.get("/acties/").status_code == 302


ELDERS = [
    "https://kwaad.example/", "//kwaad.example", "///kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
    "https:kwaad.example", "http:///kwaad.example", "javascript:alert(1)", " //kwaad.example", "\t//kwaad.example",
    "https://127.0.0.1@kwaad.example", "//testserver@kwaad.example", "/%0d%0aLocation:%20//kwaad.example",
    "data:text/html,kwaad.example", "ftp://kwaad.example", "//kwaad.example/%2f..", "https://testserver.kwaad.example",
]  # fmt: skip


@pytest.mark.parametrize("elders", ELDERS)
def test_sign_in_leads_to_no_other_place(portaal, elders):
    antwoord = Client().post("/inloggen/", {"username": adres(Rol.TREKKER), "password": WACHTWOORD, "next": elders})

    assert antwoord.status_code == 302
    assert re.match(r"/(?![/\\])", antwoord["Location"])
    assert not re.match(r"/[\s\x00-\x1f]*[/\\]", antwoord["Location"])


def test_hidden_field_leads_to_no_other_place(op_elke_vorm):
    def naar_elders(aanvaller: Aanvaller, vorm: Vorm) -> str:
        velden = [
            veld.naam for veld in vorm.velden if veld.soort == "hidden" and veld.naam in ("terug", "next", "lijst")
        ]
        locaties = [aanvaller.vul_in(vorm, vul(vorm) | {naam: "//kwaad.example"}).locatie for naam in velden]
        return str([locatie for locatie in locaties if "//" in locatie.partition("?")[0]] or "")

    assert op_elke_vorm(naar_elders) == {}
