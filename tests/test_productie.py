"""
The commands of production, really run: the code as it goes into the image, settings and secrets as docker-compose.yml
gives them, a PostgreSQL with passwords made by ops/database, the web server behind the header of the proxy.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.observatorium import beoordeel, cijfer
from tests.poorten import vrije_poort
from tests.productie import HOST, OPS, Installatie, draai, draaiend, is_gezond, postgres, valkey
from tests.test_productie_bestanden import COMPOSE, IN_IMAGE, dockerfile_regels
from tests.utils import ROOT
from zwijndrecht_portal.embedded.processes import wait_until
from zwijndrecht_portal.embedded.programs import postgres_programs
from zwijndrecht_portal.embedded.state import open_state

WACHTWOORD = "een-lang-wachtwoord-voor-de-proef"


@pytest.fixture(scope="module")
def machine() -> Iterator[Installatie]:
    """A cluster and a queue of its own, with the options of docker-compose.yml."""
    map = Path(tempfile.mkdtemp(prefix="portaal-productie-"))
    map.chmod(0o711)
    state = open_state(map)
    poorten = [vrije_poort() for _ in range(3)]
    machine = Installatie(state, postgres_programs(state), *poorten)
    try:
        with postgres(machine), valkey(machine):
            yield machine
    finally:
        shutil.rmtree(map, ignore_errors=True)


def maak_geheimen(machine: Installatie) -> None:
    """The secrets that are missing, and the roles with these passwords."""
    plaats = {
        "PORTAAL_GEHEIMEN": str(machine.map / "geheimen"),
        "PORTAAL_DATABASE": f"127.0.0.1:{machine.database_poort}",
    }
    draai([OPS / "geheimen.sh"], env=machine.kale_omgeving() | plaats, input="smtp://127.0.0.1:1\n")
    draai([machine.code / "ops/database/rollen.sh"], env=machine.als_superuser() | plaats | {"PSQL": "env psql"})


@pytest.fixture(scope="module")
def installatie(machine: Installatie) -> Installatie:
    """Installed as docs/beheer.md says: secrets, roles, code, static files, tables, plans."""
    for bestand in IN_IMAGE:
        doel = machine.code / bestand
        doel.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / bestand, doel)
    maak_geheimen(machine)
    machine.manage("collectstatic", "--noinput", "--verbosity", "0")
    machine.manage(*COMPOSE["services"]["migrate"]["command"][2:], "--verbosity", "0", dienst="migrate")
    for opdracht in re.search(r"for plan in (.*); do$", (ROOT / "docs/beheer.md").read_text(), re.MULTILINE)[1].split():
        machine.manage(opdracht)
    machine.manage(
        "createsuperuser", "--noinput", "--email", "beheer@gemeente.example", "--naam", "Beheer",
        DJANGO_SUPERUSER_PASSWORD=WACHTWOORD,
    )  # fmt: skip
    return machine


@pytest.fixture(scope="module")
def web(installatie: Installatie) -> Iterator[Installatie]:
    """The command of the image, on a port of this machine."""
    opdracht = next(json.loads(regel[4:]) for regel in dockerfile_regels() if regel.startswith("CMD "))
    opdracht = [deel.replace("0.0.0.0:8000", f"127.0.0.1:{installatie.web_poort}") for deel in opdracht]
    with draaiend(installatie, "web", opdracht):
        assert wait_until(lambda: is_gezond(installatie), 60), installatie.state.log("web").read_text()
        yield installatie


# --- Settings and roles ----------------------------------------------------------------------------------------------


def test_secrets_come_from_files_and_the_deploy_check_is_clean(installatie):
    """Also when an editor left a line end behind the secret."""
    geheim = installatie.map / "geheimen" / "database_url"
    geheim.write_text(geheim.read_text() + "\n")

    uitvoer = installatie.manage("check", "--deploy", "--fail-level", "WARNING", "--database", "default")

    assert uitvoer == "System check identified no issues (3 silenced).\n"


def test_secrets_are_made_once(installatie):
    map = installatie.map / "geheimen"
    eerst = {bestand.name: bestand.read_text() for bestand in map.iterdir()}

    draai([OPS / "geheimen.sh"], env=installatie.kale_omgeving() | {"PORTAAL_GEHEIMEN": str(map)})

    assert {bestand.name: bestand.read_text() for bestand in map.iterdir()} == eerst
    assert set(eerst) == set(COMPOSE["secrets"])
    assert map.stat().st_mode & 0o777 == 0o700


def test_application_role_changes_no_structure(installatie):
    with installatie.verbinding("database_url") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("drop table plan_actie")


def test_backup_role_reads_everything_and_changes_nothing(installatie):
    wachtwoord = (installatie.map / "geheimen" / "wachtwoord_backup").read_text()
    adres = {"host": "127.0.0.1", "port": installatie.database_poort, "dbname": "portaal", "user": "portaal_backup"}

    with psycopg.connect(password=wachtwoord, autocommit=True, **adres) as backup:
        gelezen = backup.execute("select count(*) from core_gebruiker").fetchone()
        backup.execute("set default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            backup.execute("delete from core_gebruiker")

    assert gelezen == (1,)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(password="geraden", **adres)


def test_database_passwords_can_be_replaced(installatie):
    oud = (installatie.map / "geheimen" / "database_url").read_text().strip()
    for bestand in ("database_url", "database_url_eigenaar", "wachtwoord_backup"):
        (installatie.map / "geheimen" / bestand).unlink()

    maak_geheimen(installatie)

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(oud)
    with installatie.verbinding("database_url") as app, installatie.verbinding("database_url_eigenaar") as eigenaar:
        rollen = [verbinding.execute("select current_user").fetchone() for verbinding in (app, eigenaar)]
    assert rollen == [("portaal_app",), ("portaal_eigenaar",)]


# --- Web -------------------------------------------------------------------------------------------------------------


def test_web_is_healthy_over_tls_only(web):
    gezond = web.vraag("/gezond/")
    zonder_tls = web.vraag("/gezond/", **{"X-Forwarded-Proto": "http"})
    vreemd = web.vraag("/gezond/", Host="elders.example")

    assert (gezond.status, json.loads(gezond.tekst)["gezond"]) == (200, True)
    assert gezond.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert (zonder_tls.status, zonder_tls.headers["Location"]) == (301, f"https://{HOST}/gezond/")
    assert vreemd.status == 400


def test_sign_in_gives_cookies_for_this_host_and_tls_only(web):
    formulier = web.vraag("/inloggen/")
    koekje = formulier.headers["Set-Cookie"]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', formulier.tekst)[1]
    antwoord = web.vraag(
        "/inloggen/",
        f"csrfmiddlewaretoken={token}&username=beheer@gemeente.example&password={WACHTWOORD}",
        Cookie=koekje.split(";")[0],
        Referer=f"https://{HOST}/inloggen/",
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )
    sessie = next(k for k in antwoord.headers.get_all("Set-Cookie") if k.startswith("__Host-sessie="))

    assert koekje.startswith("__Host-csrf=")
    assert antwoord.status == 302
    for gezet in (koekje, sessie):
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(gezet.split("; "))
        assert "Domain=" not in gezet


@pytest.mark.parametrize(
    "pad", ["/inloggen/", "/bestaat-niet/", "/acties/", "/api/v1/acties", "/static/bestaat-niet.css"]
)
def test_http_observatory_gives_an_a_plus(web, pad):
    """A page, an error, a redirect, the API, a file: whatever the portal answers has the same grade."""
    antwoord = web.vraag(pad)
    zonder_tls = web.vraag(pad, **{"X-Forwarded-Proto": "http"})

    punten = beoordeel(antwoord.headers, antwoord.tekst, zonder_tls.headers["Location"])

    score, letter = cijfer(punten)
    print(f"MDN HTTP Observatory, {pad}: {score} ({letter}) {punten}")  # noqa: T201 - shown with -s
    assert [naam for naam, punt in punten.items() if punt < 0] == []
    assert (score >= 125, letter) == (True, "A+")


def test_http_observatory_test_sees_what_is_wrong():
    leeg = beoordeel(Message(), '<script src="https://elders.example/x.js"></script>', "http://portaal.example/")

    assert cijfer(leeg) == (0, "F")


def test_static_files_have_a_name_of_their_own_and_stay_a_year(web):
    pagina = web.vraag("/inloggen/").tekst
    pad = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', pagina)[1]

    antwoord = web.vraag(pad)

    assert (antwoord.status, antwoord.headers["Cache-Control"]) == (200, "max-age=315360000, public, immutable")


def test_metrics_are_for_who_has_the_key(web):
    """Asked as Prometheus does: by number, without the host name and without TLS."""
    sleutel = (web.map / "geheimen" / "metrics").read_text()
    prometheus = {"Host": f"127.0.0.1:{web.web_poort}", "X-Forwarded-Proto": "http"}

    zonder = web.vraag("/metrics", **prometheus, Authorization="Bearer ")
    met = web.vraag("/metrics", **prometheus, Authorization=f"Bearer {sleutel}")

    assert (zonder.status, zonder.tekst) == (404, "")
    assert 'portaal_request_seconds_count{method="GET",route="gezond/",status="200"}' in met.tekst
    assert "portaal_queue_length " in met.tekst


def test_log_lines_are_json_and_name_nobody(web):
    web.vraag("/huishoudens/4711/?q=Samira", **{"X-Forwarded-For": "10.20.30.40"})
    web.vraag("/bestaat-niet/4711/?q=Samira")

    log = web.state.log("web").read_text()
    regels = [json.loads(regel) for regel in log.splitlines()]
    assert {regel["bron"] for regel in regels} >= {"gunicorn.error", "django.request"}
    assert [naam for naam in ("4711", "Samira", "10.20.30.40") if naam in log] == []


def test_web_finishes_what_it_does_when_it_is_stopped(installatie, web):
    """Another one beside it, on the same database: more web servers is a number."""
    tweede = replace(web, web_poort=vrije_poort())
    opdracht = ["gunicorn", "zwijndrecht_portal.wsgi", "--config", "python:zwijndrecht_portal.webserver"]
    opdracht += ["--bind", f"127.0.0.1:{tweede.web_poort}"]

    with draaiend(tweede, "web", opdracht) as proces:
        assert wait_until(lambda: is_gezond(tweede), 30)
        proces.terminate()

        assert proces.wait(timeout=40) == 0


def test_worker_and_clock_answer(installatie):
    diensten = COMPOSE["services"]
    vraag = shlex.split(diensten["worker"]["healthcheck"]["test"][1].replace("$$HOSTNAME", socket.gethostname()))
    omgeving = installatie.omgeving("worker")

    def leeft() -> bool:
        ping = subprocess.run(vraag, cwd=installatie.code, env=omgeving, capture_output=True, executable=programma)
        return ping.returncode == 0

    programma = shutil.which("celery", path=omgeving["PATH"])
    klok = [deel.replace("/tmp/beat", str(installatie.map / "beat")) for deel in diensten["beat"]["command"]]  # noqa: S108
    with (
        draaiend(installatie, "worker", [str(deel) for deel in diensten["worker"]["command"]]),
        draaiend(installatie, "beat", klok) as beat,
    ):
        assert wait_until(leeft, 60), installatie.state.log("worker").read_text()
        logboek = installatie.state.log("beat")
        assert wait_until(lambda: tikt(diensten["beat"], installatie.map), 60), logboek.read_text()
        assert beat.poll() is None

    een_uur_oud = time.time() - 3600
    for bestand in installatie.map.glob("beat*"):
        os.utime(bestand, (een_uur_oud, een_uur_oud))
    assert not tikt(diensten["beat"], installatie.map)


def tikt(beat: dict[str, Any], map: Path) -> bool:
    """What the container asks of the clock, of one that writes in this folder."""
    vraag = beat["healthcheck"]["test"][1].replace("/tmp", str(map))  # noqa: S108
    return subprocess.run(["/bin/sh", "-c", vraag]).returncode == 0


# --- Backup and restore ----------------------------------------------------------------------------------------------


@pytest.fixture
def backup(installatie: Installatie) -> Path:
    """A copy made as the backup service does, of a database with a row that its owner cannot see."""
    with installatie.verbinding("database_url_eigenaar") as eigenaar:
        eigenaar.execute("drop table if exists achter_slot")
        eigenaar.execute("create table achter_slot as select 1 as geheim")
        eigenaar.execute("alter table achter_slot enable row level security, force row level security")
        assert eigenaar.execute("select * from achter_slot").fetchall() == []
    map = installatie.map / "backups"
    map.mkdir(exist_ok=True)
    map.chmod(0o755)
    plaats = {"PORTAAL_BACKUPS": str(map), "PGHOST": "127.0.0.1"}
    script = installatie.code / "ops/database/backup.sh"
    return Path(draai([script], env=installatie.omgeving("backup") | plaats).strip())


def tabellen(installatie: Installatie) -> dict[str, str]:
    """Each table with its count and checksum, as the superuser sees it."""
    opdracht = [installatie.programma / "psql", "-Xq", "--dbname=portaal", f"--file={OPS}/database/telling.sql"]
    regels = draai(opdracht, env=installatie.als_superuser()).splitlines()
    return {naam: rest for naam, _, rest in (regel.partition("|") for regel in regels)}


def test_restore_into_an_empty_cluster_gives_the_same_rows(installatie, backup):
    voor = tabellen(installatie)
    psql = [installatie.programma / "psql", "-Xq", "--dbname=postgres"]
    draai([*psql, "--command=drop database portaal with (force)"], env=installatie.als_superuser())

    uitvoer = draai([OPS / "database/herstel.sh", backup], env=installatie.als_superuser())

    assert uitvoer == f"Teruggezet en vergeleken: {len(voor)} tabellen.\n"
    assert tabellen(installatie) == voor
    assert voor["public.achter_slot"].startswith("1|")
    assert installatie.manage("migrate", "--check", dienst="migrate") == ""
    with installatie.verbinding("database_url") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("drop table plan_actie")


def test_restore_keeps_the_old_database_beside_the_new_one(installatie, backup):
    with installatie.verbinding("database_url_eigenaar") as eigenaar:
        eigenaar.execute("insert into achter_slot select 2 where false")
        eigenaar.execute("create table van_na_de_backup ()")

    draai([OPS / "database/herstel.sh", backup], env=installatie.als_superuser())

    with installatie.verbinding("database_url_eigenaar") as eigenaar:
        oud = eigenaar.execute("select datname from pg_database where datname like 'portaal_oud_%'").fetchall()
        weg = eigenaar.execute("select to_regclass('van_na_de_backup')").fetchone()
    assert len(oud) == 1
    assert weg == (None,)
    draai([installatie.programma / "dropdb", oud[0][0]], env=installatie.als_superuser())


def test_restore_refuses_a_copy_that_is_not_whole(installatie, backup):
    telling = backup.with_suffix(".telling")
    telling.write_text(telling.read_text().replace("public.achter_slot|1|", "public.achter_slot|2|"))
    voor = tabellen(installatie)
    opdracht = [str(OPS / "database/herstel.sh"), str(backup)]

    uitslag = subprocess.run(opdracht, env=installatie.als_superuser(), capture_output=True, text=True)

    assert uitslag.returncode == 1
    assert "De oude database is niet aangeraakt." in uitslag.stderr
    assert tabellen(installatie) == voor


def test_backup_that_fails_leaves_nothing_behind(installatie, backup):
    map = backup.parent
    voor = set(map.iterdir())
    script = str(installatie.code / "ops/database/backup.sh")
    omgeving = installatie.omgeving("backup") | {"PORTAAL_BACKUPS": str(map), "PGHOST": "127.0.0.1"}

    uitslag = subprocess.run([script], env=omgeving | {"PGUSER": "niemand"}, capture_output=True, text=True)

    assert uitslag.returncode != 0
    assert set(map.iterdir()) == voor


def test_backup_forgets_copies_after_the_days_that_were_set(installatie, backup):
    oud = backup.with_name("portaal-20200101-000000.dump")
    oud.touch()
    os.utime(oud, (time.time() - 31 * 86400,) * 2)
    omgeving = installatie.omgeving("backup") | {"PORTAAL_BACKUPS": str(backup.parent), "PGHOST": "127.0.0.1"}

    draai([installatie.code / "ops/database/backup.sh"], env=omgeving)

    assert not oud.exists()
    assert backup.exists()
