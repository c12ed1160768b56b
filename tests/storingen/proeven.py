"""
What is killed, at which moment, and what must be true afterwards.

Each proef stops the work where everything is written but nothing is committed yet, kills the victim there, brings the
portal back, and looks: no half rows, nothing twice, a sentence for who was waiting.
"""

import hashlib
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from string import ascii_letters
from uuid import uuid4

from tests.storingen.portaal import GEDULD, Antwoord, Portaal
from zwijndrecht_portal.embedded.processes import wait_until
from zwijndrecht_portal.embedded.state import CHECKOUT

BOEKINGEN = 2_000
ZIN = "Het portaal is even niet bereikbaar"
Proef = Callable[[Portaal, str], str]


def is_hulp(antwoord: Antwoord) -> bool:
    """Nothing at all (the browser says so itself), or a page with a sentence that helps: never a stack trace."""
    if antwoord is None:
        return True
    geen_spoor = "Traceback" not in antwoord.text and "psycopg" not in antwoord.text
    return antwoord.status_code == 503 and ZIN in antwoord.text and geen_spoor


def bij_opslaan(portaal: Portaal, slachtoffer: str) -> str:
    """A contact: the row is written, the line in the access log waits."""
    sleutel = uuid4()
    contact = "select count(*) from casework_contactmoment where sleutel = %s"
    with portaal.opgehouden("select from core_ketenkop for update") as tot_er_wachten:
        gevraagd = portaal.tegelijk(portaal.log_contact, sleutel)
        tot_er_wachten()
        portaal.dood(slachtoffer)
    eerst = gevraagd.result()
    portaal.herstel()
    afgebroken = slachtoffer in ("web", "database")

    assert is_hulp(eerst) if afgebroken else eerst.status_code == 302
    portaal.wacht_op(f"select ({contact}) = %s", sleutel, 0 if afgebroken else 1)
    assert [portaal.log_contact(sleutel).status_code for _ in range(2)] == [302, 302]
    assert portaal.tel(contact, sleutel) == 1
    return "niets half bewaard; opnieuw en dubbel geklikt is één contact"


def bij_aanleveren(portaal: Portaal, slachtoffer: str) -> str:
    """A file with boekingen comes in: the row of the import waits for its plan."""
    naam = uuid4().hex[:8]
    importen = "select count(*) from budget_boekingenimport where bestandsnaam = %s"
    with portaal.opgehouden("select from plan_plan where id = %s for update", portaal.wereld["plan"]) as tot_er_wachten:
        gevraagd = portaal.tegelijk(portaal.lever_boekingen, naam, 10)
        tot_er_wachten()
        portaal.dood(slachtoffer)
    eerst = gevraagd.result()
    if slachtoffer == "wachtrij":  # saved, and the person is told so, while nobody can start the check yet
        assert eerst.status_code == 302
        pagina = portaal.vraag("GET", eerst.headers["Location"])
        assert pagina.status_code == 200
    portaal.herstel()
    afgebroken = slachtoffer in ("web", "database")

    assert is_hulp(eerst) if afgebroken else eerst.status_code == 302
    portaal.wacht_op(f"select ({importen}) = %s", f"{naam}.csv", 0 if afgebroken else 1)
    assert portaal.lever_boekingen(naam, 10).status_code == 302
    portaal.klok_tikt()
    portaal.wacht_op(f"select ({importen} and status = 'gecontroleerd') = 1", f"{naam}.csv")
    return "geen halve import; opnieuw aangeleverd is één import, en die wordt gelezen"


def bij_boeken(portaal: Portaal, slachtoffer: str) -> str:
    """The worker books: all rows are read, the one insert of all of them waits."""
    naam = uuid4().hex[:8]
    pad = portaal.lever_boekingen(naam, BOEKINGEN).headers["Location"]
    pk = int(pad.rstrip("/").rpartition("/")[2])
    stand = "select status = %s from budget_boekingenimport where id = %s"
    portaal.wacht_op(stand, "gecontroleerd", pk)
    geboekt = "select count(*) from budget_boeking where boekingsnummer like %s"
    with portaal.opgehouden("lock table budget_boeking in exclusive mode") as tot_er_wachten:
        portaal.vraag("POST", f"{pad}boeken/")
        tot_er_wachten()
        portaal.dood(slachtoffer)
    portaal.herstel()
    half = portaal.tel(geboekt, f"{naam}-%")
    portaal.klok_tikt()
    portaal.wacht_op(stand, "geboekt", pk)

    assert half in (0, BOEKINGEN)
    assert portaal.tel(geboekt, f"{naam}-%") == BOEKINGEN
    return f"alle {BOEKINGEN} boekingen één keer, nooit een deel"


def bij_rapporteren(portaal: Portaal, slachtoffer: str) -> str:
    """The worker draws the PDFs of a report."""
    pk = int(portaal.beheer("maak_rapportage", portaal.wereld["slug"], str(portaal.wereld["persoon"])))
    portaal.beheer("werk_rapportages_af", "--uitvoeren")
    portaal.wacht_op("select pdf_begonnen_op is not null from dashboard_rapportage where id = %s", pk)
    portaal.dood(slachtoffer)
    portaal.herstel()
    portaal.wacht_op("select pdf is null or brief is not null from dashboard_rapportage where id = %s", pk)
    portaal.klok_tikt()
    portaal.wacht_op("select pdf is not null from dashboard_rapportage where id = %s", pk)

    with portaal.verbinding() as database:
        vraag = "select pdf, pdf_sha256, samenvatting is null or brief is null from dashboard_rapportage where id = %s"
        pdf, vingerafdruk, half = database.execute(vraag, [pk]).fetchone()
    assert (pdf[:5], hashlib.sha256(pdf).hexdigest(), half) == (b"%PDF-", vingerafdruk, False)
    assert portaal.tel("select count(*) from dashboard_bericht where rapportage_id = %s and soort = 'klaar'", pk) == 1
    return "de pdf's zijn heel en één keer gemeld"


# --- What befalls the whole machine ----------------------------------------------------------------------------------


def stroom_valt_uit(portaal: Portaal) -> str:
    """Database and queue gone at once, while somebody logs one contact after another."""
    beloofd: list[str] = []

    def log_door() -> None:
        while (antwoord := portaal.log_contact(sleutel := uuid4())) is not None and antwoord.status_code == 302:
            beloofd.append(str(sleutel))

    bezig = portaal.draden.submit(log_door)
    assert wait_until(lambda: len(beloofd) >= 10, GEDULD)
    portaal.dood("database")
    portaal.dood("wachtrij")
    bezig.result()
    portaal.herstel()

    bewaard = "select count(*), count(distinct sleutel) from casework_contactmoment where sleutel = any(%s::uuid[])"
    with portaal.verbinding() as database:
        assert database.execute(bewaard, [beloofd]).fetchone() == (len(beloofd), len(beloofd))
    return "elk contact waarvan het portaal zei dat het was gelogd staat er één keer"


def schijf_loopt_vol(portaal: Portaal) -> str:
    """The notes stand on a disk of two megabytes, which somebody fills."""
    sleutel, notities = uuid4(), "select count(*) from casework_notitie where sleutel = %s"
    notitie = "geen woorden die zich laten samendrukken: " + "".join(secrets.choice(ascii_letters) for _ in range(1000))
    with kleine_schijf(portaal, "casework_notitie") as schijf:
        vol = schijf / "vol"
        with vol.open("wb", buffering=0) as bestand, suppress(OSError):
            while True:
                bestand.write(bytes(4096))
        antwoorden = (portaal.log_contact(sleutel := uuid4(), notitie=notitie) for _ in range(100))
        geweigerd = next(antwoord for antwoord in antwoorden if antwoord.status_code != 302)
        leesbaar = portaal.vraag("GET", "/caseload/")
        vol.unlink()
        opnieuw = portaal.log_contact(sleutel, notitie=notitie)

    assert is_hulp(geweigerd), portaal.logboek("web")
    assert (leesbaar.status_code, opnieuw.status_code) == (200, 302)
    assert portaal.tel(notities, sleutel) == 1
    return "lezen gaat door, wie bewaart leest wat hij kan doen, en daarna lukt hetzelfde formulier"


@contextmanager
def kleine_schijf(portaal: Portaal, tabel: str) -> Iterator[Path]:
    """This table on a file system of its own, for as long as the block lasts. Mounting asks root."""
    schijf = portaal.services.state.folder / "schijf"
    schijf.mkdir()
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", schijf], check=True)
    try:
        portaal.services.state.service_folder(schijf / "tabellen", mode=0o700)
        with portaal.verbinding() as database:
            database.execute(f"create tablespace klein location '{schijf}/tabellen'")
            database.execute(f"alter table {tabel} set tablespace klein")
            try:
                yield schijf
            finally:
                database.execute(f"alter table {tabel} set tablespace pg_default")
                database.execute("drop tablespace klein")
    finally:
        subprocess.run(["/bin/umount", schijf], check=True)
        schijf.rmdir()


def klok_verspringt(portaal: Portaal) -> str:
    """The clock of the web server runs three days ahead for a while, and then jumps back."""
    eerst, later = uuid4(), uuid4()
    portaal.klok = 3 * 24 * 60 * 60
    portaal.dood("web")
    portaal.herstel()
    verlopen = portaal.vraag("GET", "/caseload/")
    portaal.log_in()
    vooruit = portaal.log_contact(eerst)
    portaal.klok = 0
    portaal.dood("web")
    portaal.herstel()
    terug = [portaal.vraag("GET", "/caseload/"), portaal.log_contact(later), portaal.log_contact(later)]

    assert (verlopen.status_code, verlopen.headers.get("Location")) == (302, "/inloggen/?next=/caseload/")
    assert vooruit.status_code == 302, portaal.logboek("web")
    assert [antwoord.status_code for antwoord in terug] == [200, 302, 302]
    assert portaal.tel("select count(*) from casework_contactmoment where sleutel in (%s, %s)", eerst, later) == 2
    return "een verlopen sessie vraagt opnieuw in te loggen; wat wordt gelogd staat er één keer"


def wachtrij_is_leeg(portaal: Portaal) -> str:
    """One file is being booked and another waits when the queue is lost with everything in it."""
    namen = [uuid4().hex[:8] for _ in range(2)]
    with portaal.opgehouden("lock table budget_boekingenimport in exclusive mode") as tot_er_wachten:
        eerste = portaal.tegelijk(portaal.lever_boekingen, namen[0], 10)
        tot_er_wachten()
    assert eerste.result().status_code == 302
    portaal.dood("wachtrij")
    assert portaal.lever_boekingen(namen[1], 10).status_code == 302
    shutil.rmtree(portaal.services.valkey.folder)
    portaal.herstel()
    portaal.klok_tikt()

    bestanden = [f"{naam}.csv" for naam in namen]
    gelezen = (
        "select count(*) = 2 from budget_boekingenimport where status = 'gecontroleerd' and bestandsnaam = any(%s)"
    )
    portaal.wacht_op(gelezen, bestanden)
    return "de klok vindt terug wat wachtte, en het wordt gedaan"


def twee_werken_tegelijk(portaal: Portaal) -> str:
    """The same task in two processes, both stopped just before they book."""
    naam = uuid4().hex[:8]
    pad = portaal.lever_boekingen(naam, BOEKINGEN).headers["Location"]
    pk = int(pad.rstrip("/").rpartition("/")[2])
    portaal.wacht_op("select status = 'gecontroleerd' from budget_boekingenimport where id = %s", pk)
    with portaal.opgehouden("lock table budget_boeking in exclusive mode") as tot_er_wachten:
        portaal.vraag("POST", f"{pad}boeken/")
        tweede = portaal.draden.submit(portaal.beheer, "verwerk_boekingen", str(pk))
        tot_er_wachten(2)
    tweede.result()
    portaal.wacht_op("select status = 'geboekt' from budget_boekingenimport where id = %s", pk)

    assert portaal.tel("select count(*) from budget_boeking where boekingsnummer like %s", f"{naam}-%") == BOEKINGEN
    return f"alle {BOEKINGEN} boekingen één keer"


def migratie_loopt_dubbel(portaal: Portaal) -> str:
    """Two upgrades at once, with one table still to be made."""
    with portaal.verbinding() as database:
        database.execute("drop table if exists dubbel_tabel")
        database.execute("delete from django_migrations where app = 'dubbel'")
    opdracht = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    omgeving = portaal.omgeving | {"PORTAAL_ALS_EIGENAAR": "1", "STORING_DUBBEL": "1"}
    beide = [
        subprocess.Popen(opdracht, cwd=CHECKOUT, env=omgeving, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    fouten = [proces.communicate(timeout=3 * GEDULD)[1] for proces in beide]

    assert [proces.returncode for proces in beide] == [0, 0], fouten
    assert portaal.tel("select count(*) from django_migrations where app = 'dubbel'") == 1
    return "de tweede wacht op de eerste; beide slagen, de tabel is er één keer"


MOMENTEN: dict[str, Proef] = {
    "opslaan": bij_opslaan,
    "aanleveren": bij_aanleveren,
    "boeken": bij_boeken,
    "rapporteren": bij_rapporteren,
}
SLACHTOFFERS = ("web", "taakverwerker", "werkproces", "wachtrij", "database")
RAMPEN: dict[str, Callable[[Portaal], str]] = {
    "stroom valt uit": stroom_valt_uit,
    "schijf loopt vol": schijf_loopt_vol,
    "klok verspringt": klok_verspringt,
    "wachtrij is leeg": wachtrij_is_leeg,
    "twee werken tegelijk": twee_werken_tegelijk,
    "migratie loopt dubbel": migratie_loopt_dubbel,
}


def controleer(portaal: Portaal) -> None:
    """What holds after everything: the access log is whole, and what is kept is what the rows add up to."""
    assert "Het inzagelog klopt" in portaal.beheer("controleer_log")
    portaal.beheer("controleer_standen")
