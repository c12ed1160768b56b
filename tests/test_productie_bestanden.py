"""The files that operate production hold to their own rules. tests/test_productie.py runs what they say."""

import re
import shlex
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest
import yaml

from tests.productie import COMPOSE
from tests.utils import ROOT

DIENSTEN = COMPOSE["services"]
GIT = shutil.which("git")


def dockerfile_regels() -> list[str]:
    """The instructions of the Dockerfile, continued lines joined."""
    tekst = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [" ".join(regel.split()) for regel in tekst.replace("\\\n", " ").splitlines() if regel.strip()]


def bouwfasen() -> dict[str, list[str]]:
    """The instructions of each stage by its name."""
    fasen: dict[str, list[str]] = {}
    for regel in dockerfile_regels():
        if regel.startswith("FROM "):
            fasen[regel.rpartition(" AS ")[2]] = []
        fasen[list(fasen)[-1]].append(regel)
    return fasen


def in_image() -> list[str]:
    """The files of the checkout that .dockerignore lets through: the last pattern that fits decides."""
    patronen = [r for r in (ROOT / ".dockerignore").read_text().splitlines() if r and not r.startswith("#")]

    def mag_mee(bestand: PurePosixPath) -> bool:
        mag = True
        for patroon in patronen:
            if any(fnmatch(str(deel), patroon.removeprefix("!")) for deel in [bestand, *bestand.parents]):
                mag = patroon.startswith("!")
        return mag

    lijst = [GIT, "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    uitvoer = subprocess.run(lijst, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [regel for regel in uitvoer.splitlines() if mag_mee(PurePosixPath(regel)) and (ROOT / regel).is_file()]


IN_IMAGE = in_image()


# --- Image -----------------------------------------------------------------------------------------------------------


def test_image_holds_the_portal_and_nothing_else():
    boven = {bestand.split("/")[0] for bestand in IN_IMAGE}

    assert boven == {
        "LICENSE", "LICENSES", "budget", "casework", "dashboard", "docs", "housing", "manage.py", "ops", "plan",
        "requirements", "templates", "zwijndrecht_portal",
    }  # fmt: skip
    assert [b for b in IN_IMAGE if b.startswith(("docs/", "requirements/", "zwijndrecht_portal/embedded/"))] == [
        "docs/begrippen.md",
        "requirements/base.txt",
        "zwijndrecht_portal/embedded/bootstrap.sql",
    ]
    assert [b for b in IN_IMAGE if "/demo/" in b or "/systemd/" in b or b.endswith(".pyc")] == []


def test_every_base_image_has_a_version():
    namen = {regel.split()[1] for regel in dockerfile_regels() if regel.startswith("FROM ")}
    van_buiten = namen - set(bouwfasen()) | {DIENSTEN["valkey"]["image"]}

    assert {naam for naam in van_buiten if not re.search(r":\d[\w.-]*$", naam)} == set()


def test_every_image_runs_as_an_ordinary_account():
    """The last USER of each image is a number: nobody can make it root by a name."""
    laatste = {
        fase: [r for r in bouwfasen()[fase] if r.startswith("USER ")] for fase in ("portaal", "database", "proxy")
    }

    assert {fase: regels[-1:] for fase, regels in laatste.items()} == {
        "portaal": ["USER 10001:10001"],
        "database": ["USER 999:999"],
        "proxy": ["USER 10001:10001"],
    }


def test_image_keeps_no_secret_and_installs_by_hash():
    vast = [regel for regel in dockerfile_regels() if regel.startswith(("ENV ", "ARG ", "LABEL "))]
    eindfase = bouwfasen()["portaal"]
    pip = [regel for regel in dockerfile_regels() if "pip install" in regel]

    assert [r for r in vast if re.search(r"GEHEIM|WACHTWOORD|DATABASE_URL|REDIS_URL|MAIL|PASSWORD|SECRET", r)] == []
    assert [regel for regel in eindfase if "PORTAAL_GEHEIM" in regel] == []
    assert len(pip) == 1
    assert "--require-hashes" in pip[0]


def test_commands_are_lists_so_that_signals_arrive():
    commandos = [regel for regel in dockerfile_regels() if regel.startswith(("CMD ", "ENTRYPOINT "))]

    assert [regel for regel in commandos if not re.match(r"\w+ \[", regel)] == []
    assert all("CMD [" in regel for regel in dockerfile_regels() if regel.startswith("HEALTHCHECK "))


# --- Compose ---------------------------------------------------------------------------------------------------------


def test_only_the_proxy_can_be_reached_from_outside():
    assert {naam for naam, dienst in DIENSTEN.items() if "ports" in dienst} == {"proxy"}
    assert COMPOSE["networks"]["achter"] == {"internal": True}
    assert {naam for naam, dienst in DIENSTEN.items() if dienst["networks"] != ["achter"]} == {"proxy", "web", "worker"}
    assert DIENSTEN["proxy"]["networks"] == ["voor"]


@pytest.mark.parametrize("naam", DIENSTEN)
def test_service_is_closed_limited_and_restarted(naam):
    dienst = DIENSTEN[naam]

    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "cpus"} <= set(dienst)
    assert dienst["restart"] == ("no" if naam == "migrate" else "unless-stopped")
    assert dienst["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert "privileged" not in dienst
    assert "root" not in str(dienst.get("user"))


def test_every_service_says_whether_it_is_healthy():
    """By its own check or the one of its image; migrate just ends."""
    met = {fase for fase, regels in bouwfasen().items() if any(r.startswith("HEALTHCHECK ") for r in regels)}
    eigen = {naam for naam, dienst in DIENSTEN.items() if "test" in dienst.get("healthcheck", {})}
    uit = {naam for naam, dienst in DIENSTEN.items() if dienst.get("healthcheck") == {"disable": True}}

    assert met == {"portaal", "database"}
    assert eigen == {"proxy", "worker", "beat", "valkey", "backup"}
    assert uit == {"migrate"}


def test_each_service_gets_its_own_secrets_only():
    app = {"geheim", "mail", "database_url"}
    verwacht = {
        "web": app | {"metrics", "oidc"},
        "worker": app,
        "beat": app,
        "migrate": {"geheim", "mail", "database_url_eigenaar"},
        "database": {"wachtwoord_postgres", "wachtwoord_backup", "database_url", "database_url_eigenaar"},
        "backup": {"wachtwoord_backup"},
    }

    assert {naam: set(dienst["secrets"]) for naam, dienst in DIENSTEN.items() if "secrets" in dienst} == verwacht
    assert set(COMPOSE["secrets"]) == set().union(*verwacht.values())


def test_no_secret_stands_in_a_variable():
    """A variable that names a secret ends in _FILE and holds a path."""
    gevonden = [
        f"{naam}: {variabele}"
        for naam, dienst in DIENSTEN.items()
        for variabele, waarde in dienst.get("environment", {}).items()
        if re.search(r"GEHEIM|WACHTWOORD|PASSWORD|SLEUTEL|DATABASE_URL|MAIL", variabele)
        and not (variabele.endswith("_FILE") and waarde.startswith("/run/secrets/"))
    ]

    assert gevonden == []


# --- Without Docker --------------------------------------------------------------------------------------------------


def test_units_and_containers_start_the_same_programs():
    """Same modules, same numbers; only addresses and the place of files differ."""
    units = {
        naam: shlex.split(
            re.search(r"^ExecStart=(.*)$", (ROOT / f"ops/systemd/{bestand}").read_text(), re.MULTILINE)[1]
        )
        for naam, bestand in {
            "web": "portaal-web@.service",
            "worker": "portaal-worker@.service",
            "beat": "portaal-beat.service",
        }.items()
    }
    image = next(regel for regel in bouwfasen()["portaal"] if regel.startswith("CMD "))
    containers = {
        "web": yaml.safe_load(image[4:]),
        **{naam: [str(deel) for deel in DIENSTEN[naam]["command"]] for naam in ("worker", "beat")},
    }
    eigen = {"--bind", "127.0.0.1:%i", "0.0.0.0:8000", "--hostname", "%i@%H"}

    def kern(opdracht: list[str]) -> list[str]:
        woorden = " ".join([Path(opdracht[0]).name, *opdracht[1:]]).replace("=", " ").split()
        return [woord for woord in woorden if woord not in eigen and not woord.endswith("/beat")]

    assert {naam: kern(opdracht) for naam, opdracht in units.items()} == {
        naam: kern(opdracht) for naam, opdracht in containers.items()
    }


def test_units_and_containers_read_the_same_secrets():
    basis = (ROOT / "ops/systemd/portaal-.service.d/basis.conf").read_text()
    unit = dict(re.findall(r"^Environment=(\w+_FILE)=%d/(\w+)$", basis, re.MULTILINE))
    container = {
        variabele: waarde.removeprefix("/run/secrets/")
        for variabele, waarde in DIENSTEN["web"]["environment"].items()
        if variabele.endswith("_FILE")
    }

    assert unit == container
    assert set(re.findall(r"^LoadCredential=(\w+):/etc/portaal/geheimen/\1$", basis, re.MULTILINE)) == set(
        container.values()
    )


# --- Upgrade and back ------------------------------------------------------------------------------------------------

DOCKER = """#!/bin/sh
echo "$(git describe --tags) $*" >>"$PORTAAL_MAP/gedaan"
case "$*" in *backup.sh) echo /backups/portaal-1.dump ;; esac
"""


@pytest.fixture
def checkout(tmp_path):
    """A repository with two versions, the second with another migration, and a docker that writes down what it does."""
    map = tmp_path / "checkout"
    git = [GIT, "-c", "user.name=Proef", "-c", "user.email=proef@zwijndrecht.example", "-C", str(map)]
    (map / "plan/migrations").mkdir(parents=True)
    shutil.copytree(ROOT / "ops", map / "ops")
    (map / "bin").mkdir()
    (map / "bin/docker").write_text(DOCKER)
    (map / "bin/docker").chmod(0o755)
    subprocess.run([GIT, "init", "--quiet", str(map)], check=True)
    for versie in ("v1", "v2"):
        (map / f"plan/migrations/000{versie[1]}_iets.py").touch()
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", versie], check=True)
        subprocess.run([*git, "-c", "tag.gpgsign=false", "tag", versie], check=True)
    subprocess.run([*git, "remote", "add", "origin", str(map)], check=True)
    subprocess.run([*git, "checkout", "--quiet", "v1"], check=True)
    (tmp_path / "geheimen").mkdir()
    (tmp_path / "geheimen" / "mail").write_text("smtp://127.0.0.1:1")
    return map


@pytest.fixture
def checkout_met_units(checkout):
    """The same without Docker: the units are installed, and what would touch the machine writes down what it does."""
    units = checkout.parent / "units"
    units.mkdir()
    (units / "portaal-beat.service").touch()
    (checkout.parent / "portaal.env").write_text("PORTAAL_HOSTS=portaal.test\n")
    (checkout / ".venv/bin").mkdir(parents=True)
    for programma in ("bin/runuser", "bin/systemctl", ".venv/bin/pip", ".venv/bin/python"):
        naam = programma.rpartition("/")[2]
        (checkout / programma).write_text(DOCKER.replace("$*", f"{naam} $*", 1))
        (checkout / programma).chmod(0o755)
    return checkout


def draai(checkout: Path, *opdracht: str, antwoord: str = "") -> list[str]:
    """What docker was asked, each with the version that lay there at that moment."""
    map = checkout.parent
    omgeving = {"PATH": f"{checkout}/bin:/usr/bin:/bin", "PORTAAL_MAP": str(map), "PORTAAL_UNITS": f"{map}/units"}
    subprocess.run([checkout / opdracht[0], *opdracht[1:]], env=omgeving, input=antwoord, text=True, check=True)
    gedaan = checkout.parent / "gedaan"
    regels = gedaan.read_text().splitlines()
    gedaan.unlink()
    return regels


def test_upgrade_backs_up_before_it_changes_anything(checkout):
    assert draai(checkout, "ops/upgrade.sh", "v2") == [
        "v1 compose exec -T backup /portaal/ops/database/backup.sh",
        "v2 compose build --pull",
        "v2 compose up --detach --wait --remove-orphans",
    ]
    assert {geheim.name for geheim in (checkout.parent / "geheimen").iterdir()} == set(COMPOSE["secrets"])


def test_rollback_puts_the_copy_back_when_the_database_changed_shape(checkout):
    draai(checkout, "ops/upgrade.sh", "v2")

    assert draai(checkout, "ops/terug.sh", antwoord="ja\n") == [
        "v1 compose build",
        "v1 compose stop web worker beat",
        "v1 compose exec -T database /portaal/ops/database/herstel.sh /backups/portaal-1.dump",
        "v1 compose up --detach --wait --remove-orphans",
    ]


def test_rollback_keeps_the_data_when_only_code_changed(checkout):
    git = [GIT, "-C", str(checkout)]
    subprocess.run([*git, "tag", "v1.1", "v2"], check=True)
    subprocess.run([*git, "checkout", "--quiet", "v2"], check=True)
    draai(checkout, "ops/upgrade.sh", "v1.1")

    assert [regel for regel in draai(checkout, "ops/terug.sh") if "herstel" in regel] == []


def test_rollback_asks_before_it_throws_away_work(checkout):
    draai(checkout, "ops/upgrade.sh", "v2")

    with pytest.raises(subprocess.CalledProcessError):
        draai(checkout, "ops/terug.sh", antwoord="nee\n")

    assert not (checkout.parent / "gedaan").exists()


def test_upgrade_and_rollback_without_docker_do_the_same(checkout_met_units):
    heen = draai(checkout_met_units, "ops/upgrade.sh", "v2")
    terug = draai(checkout_met_units, "ops/terug.sh", antwoord="ja\n")

    def kern(regels: list[str]) -> list[str]:
        """The version and what is done, without how."""
        woorden = r"(?:backup|herstel)\.sh|pip install|collectstatic|migrate|systemctl \S+|gezond"
        return [f"{regel.split()[0]} {gevonden[0]}" for regel in regels if (gevonden := re.search(woorden, regel))]

    bouw, start = (
        ["pip install", "collectstatic", "systemctl daemon-reload"],
        ["migrate", "systemctl restart", "gezond"],
    )
    assert kern(heen) == ["v1 backup.sh", *(f"v2 {stap}" for stap in [*bouw, *start])]
    assert kern(terug) == [f"v1 {stap}" for stap in [*bouw, "systemctl stop", "herstel.sh", *start]]
    assert terug[4].endswith("herstel.sh /backups/portaal-1.dump")
    assert (checkout_met_units.parent / "units/portaal-web@.service").exists()
