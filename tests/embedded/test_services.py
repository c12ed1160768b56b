import signal
import subprocess
import sys

from tests.embedded.conftest import TEMPLATE, connect
from zwijndrecht_portal.embedded.services import Services, throw_away_services
from zwijndrecht_portal.embedded.state import CHECKOUT, open_state

STARTER = """
import sys, time
from pathlib import Path
from zwijndrecht_portal.embedded.services import Services, throw_away_services
from zwijndrecht_portal.embedded.state import open_state
state = open_state(Path(sys.argv[1]))
"""
USE = STARTER + "with (s := Services.of(state)).running(): time.sleep(0.5); print(s.postgres.pid(), s.valkey.pid())"
THROW_AWAY = (
    STARTER
    + "with throw_away_services(state, Path(sys.argv[2]), durable=False) as s: print(s.state.folder); time.sleep(60)"
)


def run(script, folder):
    command = [sys.executable, "-c", script, folder, TEMPLATE]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)


def test_six_starters_at_once_share_one_server(folder):
    starters = [run(USE, folder) for _ in range(6)]

    answers = {starter.communicate(timeout=60)[0] for starter in starters}

    assert [starter.returncode for starter in starters] == [0] * 6
    assert len(answers) == 1
    services = Services.of(open_state(folder))
    assert (services.postgres.pid(), services.valkey.pid()) == (None, None)


def test_last_user_stops_the_services(folder):
    first, second = Services.of(open_state(folder)), Services.of(open_state(folder))

    with first.running():
        with second.running():
            pids = (second.postgres.pid(), second.valkey.pid())
        assert (first.postgres.pid(), first.valkey.pid()) == pids

    assert (first.postgres.pid(), first.valkey.pid()) == (None, None)


def test_failed_start_stops_what_had_started(folder):
    services = Services.of(open_state(folder))
    services.valkey.program = folder / "bestaat-niet"

    try:
        with services.running():
            started = True
    except FileNotFoundError:
        started = False

    assert not started
    assert services.postgres.pid() is None


def test_environment_names_both_roles_and_never_inherits_the_owner(folder, monkeypatch):
    monkeypatch.setenv("PORTAAL_ALS_EIGENAAR", "1")
    monkeypatch.setenv("DATABASE_URL", "postgresql://echte-database/portaal")
    services = Services.of(open_state(folder))

    environment = services.environment("dev")

    assert environment["PORTAAL_ALS_EIGENAAR"] == "0"
    assert environment["DATABASE_URL"] == f"postgresql://portaal_app@/{folder}/run/portaal"
    assert environment["DATABASE_URL_EIGENAAR"] == f"postgresql://portaal_eigenaar@/{folder}/run/portaal"
    assert environment["REDIS_URL"] == f"unix://{folder}/run/valkey.sock?db=0"
    assert environment["PORTAAL_GEHEIM"] == services.state.secret("geheim")


def test_throw_away_services_leave_nothing_even_after_a_kill(folder):
    killed = run(THROW_AWAY, folder)
    left = killed.stdout.readline().strip()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    with throw_away_services(open_state(folder), TEMPLATE, durable=False) as services:
        with connect(services, "portaal_eigenaar", "postgres") as owner:
            owner.execute("create database nog_een")
            owner.execute("set role portaal_app")
        during = sorted((folder / "wegwerp").iterdir())

    assert left
    assert during == [services.state.folder]
    assert list((folder / "wegwerp").iterdir()) == []


def test_throw_away_services_do_not_touch_each_other(folder):
    state = open_state(folder)

    with throw_away_services(state, TEMPLATE, durable=False) as first:
        pid = first.postgres.pid()
        with throw_away_services(state, TEMPLATE, durable=True) as second:
            assert second.postgres.pid() != pid
            with connect(second, "portaal_eigenaar", "portaal") as owner:
                both = "select pg_has_role('portaal_app', 'member')"
                assert owner.execute(both).fetchone() == (False,), "what is measured has the roles of a real portal"
        assert first.postgres.pid() == pid
