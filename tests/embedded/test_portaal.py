"""The shell script `portaal`: help, and what it says when something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zwijndrecht_portal.embedded.state import CHECKOUT

SYSTEM_LIBRARIES = "libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the script needs of a checkout, in a folder of its own."""
    shutil.copy(CHECKOUT / "portaal", tmp_path)
    shutil.copytree(CHECKOUT / "requirements", tmp_path / "requirements")
    return tmp_path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with programs that stand in for those of another machine: an ordinary user, no apt."""
    programs = tmp_path / "programs"
    programs.mkdir()
    pretend(programs, "id", "echo 1000")
    pretend(programs, "ldconfig", f"echo {SYSTEM_LIBRARIES}")
    for name in ("chromium-headless-shell", "pdftoppm"):
        pretend(programs, name, "exit 0")
    return programs


def pretend(programs: Path, name: str, does: str) -> None:
    program = programs / name
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)


def run(checkout: Path, *arguments: str, machine: Path | None = None, **environment: str):
    path = f"{machine}:/usr/bin:/bin" if machine else os.environ["PATH"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PORTAAL_")}
    return subprocess.run(
        [checkout / "portaal", *arguments],
        env=clean | {"PATH": path, "PYTHON": sys.executable} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("arguments", [[], ["--help"], ["start", "--help"]])
def test_help_needs_nothing_installed(checkout, arguments):
    result = run(checkout, *arguments)

    assert result.returncode == 0
    assert "./portaal start [--poort N]" in result.stdout
    assert sorted(path.name for path in checkout.iterdir()) == ["portaal", "requirements"]


def test_unknown_command_shows_the_help(checkout):
    result = run(checkout, "strat")

    assert result.returncode == 2
    assert "onbekende opdracht 'strat'" in result.stderr
    assert "./portaal start" in result.stderr


def test_missing_system_packages_are_named_to_an_ordinary_user(checkout, machine):
    pretend(machine, "ldconfig", "echo libpango-1.0.so.0")

    result = run(checkout, "start", machine=machine)

    assert result.returncode == 1
    assert "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 (" in result.stderr
    assert not (checkout / ".venv").exists()


def test_too_old_python_is_refused(checkout, machine):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        pretend(machine, name, 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac')
    # hides the interpreters that the script looks for by path
    script = checkout / "portaal"
    script.write_text(script.read_text().replace("/usr/local/bin/python3 /usr/bin/python3", "/bestaat/niet"))

    result = run(checkout, "start", machine=machine, PYTHON="python3", HOME=str(checkout))

    assert result.returncode == 1
    assert "geen geschikte Python gevonden, alleen Python 3.9.2" in result.stderr


def test_failed_install_says_so_and_is_done_again(checkout, machine):
    without_network = """
        case "$*" in
        -) echo "$0" ;;
        "-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && touch "$3/pyvenv.cfg" ;;
        *) echo "geen verbinding" && exit 1 ;;
        esac
    """
    pretend(machine, "python3.13", without_network)

    first = run(checkout, "start", machine=machine, PYTHON="python3.13")
    second = run(checkout, "start", machine=machine, PYTHON="python3.13")

    for result in (first, second):
        assert result.returncode == 1
        assert "[1/3] Python-omgeving maken in .venv" in result.stderr
        assert "het installeren van de Python-pakketten is niet gelukt" in result.stderr
        assert "| geen verbinding" in result.stderr
        assert "controleer de netwerkverbinding" in result.stderr
    assert (checkout / ".venv" / ".portaal").read_text() == "bezig\n"


def test_folder_that_is_no_venv_is_never_emptied(checkout, machine):
    precious = checkout / "werk"
    precious.mkdir()
    (precious / "bewaar.txt").write_text("mij")

    result = run(checkout, "start", machine=machine, PORTAAL_VENV=str(precious))

    assert result.returncode == 1
    assert "is geen Python-omgeving" in result.stderr
    assert (precious / "bewaar.txt").read_text() == "mij"
