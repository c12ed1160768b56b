"""The whole portal as its user starts it: one process after another has to come up, stay up and go away."""

import os
import signal
import socket
from pathlib import Path

import pytest

from tests.embedded.conftest import processes_naming, read_until
from tests.poorten import vrije_poort
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.embedded.processes import wait_until
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.start import is_healthy
from zwijndrecht_portal.embedded.state import open_state

PREPARATIONS = ["Database bijwerken", "Plannen en demogegevens laden", "Vormgeving klaarzetten"]


def web_master(folder: Path) -> int:
    """The process number of gunicorn's first process: the one whose parent is not gunicorn."""
    gunicorns = {
        pid: int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        for pid in processes_naming(folder)
        if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()
    }
    (master,) = [pid for pid, parent in gunicorns.items() if parent not in gunicorns]
    return master


def test_portal_comes_up_stays_up_and_goes_away(portaal, migrated_folder):
    """One story, because a first start takes long: used, hurt, killed, started again, stopped."""
    folder, port = migrated_folder, vrije_poort()
    services = Services.of(open_state(folder))

    first = portaal("start", "--poort", str(port), PORTAAL_DEMO_WACHTWOORD="welkom-in-de-wijk")
    welcome = read_until(first, "Stoppen: Ctrl-C")
    refused = portaal("start", "--poort", str(vrije_poort()))
    refusal = refused.communicate(timeout=30)[0]
    command = portaal("manage", "shell", "--verbosity", "0", "-c", "print(6 * 7)")
    answer = command.communicate(timeout=60)[0]
    os.kill(web_master(folder), signal.SIGKILL)
    notices = [first.stdout.readline()]
    os.kill(services.postgres.pid(), signal.SIGKILL)
    notices.append(first.stdout.readline())
    healthy_again = wait_until(lambda: is_healthy(port), 30)

    first.kill()
    only_services_left = wait_until(
        lambda: processes_naming(folder) == {services.postgres.pid(), services.valkey.pid()}, 30
    )
    second = portaal("start", "--poort", str(port), PORTAAL_DEMO_WACHTWOORD="welkom-in-de-wijk")
    welcome_back = read_until(second, "Stoppen: Ctrl-C")
    second.terminate()
    goodbye = second.communicate(timeout=60)[0]

    assert f"http://127.0.0.1:{port}/" in welcome
    assert {f"{rol.value}@zwijndrecht.example" for rol in Rol} <= set(welcome.split())
    assert "welkom-in-de-wijk" in welcome
    assert (refused.returncode, f"http://127.0.0.1:{port}/" in refusal) == (1, True)
    assert (command.returncode, answer.strip().splitlines()[-1]) == (0, "42")
    assert [notice.split(" was ")[0] for notice in notices] == ["Let op: de webserver", "Let op: PostgreSQL"]
    assert healthy_again
    assert only_services_left
    assert [title in welcome for title in PREPARATIONS] == [True] * len(PREPARATIONS)
    assert [title in welcome_back for title in PREPARATIONS] == [False] * len(PREPARATIONS)
    assert (second.returncode, "Het portaal is gestopt" in goodbye) == (0, True)
    assert processes_naming(folder) == set()


def test_closed_window_while_preparing_leaves_nothing_running(portaal, folder):
    running = portaal("start", "--poort", str(vrije_poort()))
    read_until(running, "Database bijwerken")

    running.stdout.close()  # nobody reads any more, and nobody presses Ctrl-C
    running.send_signal(signal.SIGHUP)
    running.wait(timeout=60)

    assert processes_naming(folder) == set()


def test_port_in_use_is_refused_before_anything_is_made(portaal, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        running = portaal("start", "--poort", str(port))
        message = running.communicate(timeout=30)[0]

    assert running.returncode == 1
    assert f"poort {port} is al in gebruik" in message
    assert f"--poort {port + 1}" in message
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize(("port", "code"), [("0", 1), ("70000", 1), ("acht", 2)])
def test_impossible_port_is_refused(portaal, port, code):
    running = portaal("start", "--poort", port)

    running.communicate(timeout=30)

    assert running.returncode == code


def test_manage_has_the_exit_code_of_its_command_and_stops_what_it_started(portaal, folder):
    unknown = portaal("manage", "bestaat_niet")

    unknown.communicate(timeout=60)

    assert unknown.returncode == 1
    assert processes_naming(folder) == set()
