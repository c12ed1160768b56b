import os
import signal

import environ
import psycopg
import pytest

from tests.embedded.conftest import connect
from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.postgres import Postgres
from zwijndrecht_portal.embedded.processes import wait_until
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.state import open_state


def test_application_role_owns_nothing_and_the_owner_owns_the_database(services):
    services.postgres.start()

    with connect(services, "portaal_app") as app:
        rights = app.execute(
            "select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles"
            " where rolname in ('portaal_app', 'portaal_eigenaar') order by 1"
        ).fetchall()
        owner = app.execute(
            "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"
        ).fetchone()
        parallel = app.execute("show max_parallel_workers_per_gather").fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table public.van_mij ()")

    assert rights == [("portaal_app", True, False), ("portaal_eigenaar", True, False)]
    assert owner == ("portaal_eigenaar",)
    assert parallel == ("0",)


def test_database_has_the_extensions_and_listens_on_no_network(services):
    services.postgres.start()

    with connect(services, "portaal_eigenaar") as owner:
        extensions = {name for (name,) in owner.execute("select extname from pg_extension")}
        listens = owner.execute("show listen_addresses").fetchone()

    assert extensions == {"plpgsql", "btree_gist", "pg_stat_statements", "pg_trgm", "unaccent"}
    assert listens == ("",)


def test_real_cluster_is_durable_and_its_owner_makes_no_databases(folder):
    services = Services.of(open_state(folder))

    with services.running(), connect(services, "portaal_eigenaar") as owner:
        durable = [owner.execute(f"show {name}").fetchone() for name in ("fsync", "full_page_writes", "data_checksums")]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("create database andere")

    assert durable == [("on",), ("on",), ("on",)]


def test_url_is_understood_by_the_settings(services):
    config = environ.Env.db_url_config(services.postgres.url("portaal_app"))

    assert config["HOST"] == str(services.state.sockets)
    assert (config["USER"], config["NAME"], config["PASSWORD"], config["PORT"]) == ("portaal_app", "portaal", "", "")


def test_killed_server_starts_again_with_its_data(services):
    postgres = Postgres(services.state, durable=True)
    postgres.start()
    with connect(services, "portaal_eigenaar") as owner:
        owner.execute("create table bewaard as select 42 as getal")
    with connect(services, "portaal_app"):  # an open session leaves an orphan for a moment
        os.kill(postgres.pid(), signal.SIGKILL)
        wait_until(lambda: postgres.pid() is None, 5)

        postgres.start()

    with connect(services, "portaal_eigenaar") as owner:
        assert owner.execute("select getal from bewaard").fetchone() == (42,)
    postgres.stop()


def test_pid_file_of_someone_elses_process_is_not_believed(services):
    services.postgres.start()
    services.postgres.stop()
    (services.postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n")

    services.postgres.start()

    assert services.postgres.pid() not in (None, os.getpid())


def test_interrupted_creation_is_done_again(folder):
    postgres = Postgres(open_state(folder), durable=False)
    unfinished = folder / "postgres.nieuw"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")

    postgres.start()

    assert postgres.pid() is not None
    assert not unfinished.exists()
    postgres.stop()


def test_damaged_clusters_are_refused_with_a_way_out_and_left_alone(services):
    services.postgres.start()
    services.postgres.stop()
    data = services.postgres.data
    damages = {
        data / "PG_VERSION": ("15\n", r"is van PostgreSQL 15; dit portaal gebruikt PostgreSQL 18"),
        data / "global" / "pg_control": ("", r"start niet"),
    }

    for file, (damage, message) in damages.items():
        whole = file.read_bytes()
        file.write_text(damage)
        with pytest.raises(PortalError, match=message) as caught:
            services.postgres.start()
        assert "back-up" in caught.value.advice
        assert file.read_text() == damage
        file.write_bytes(whole)
    (data / "PG_VERSION").unlink()
    with pytest.raises(PortalError, match="beschadigd"):
        services.postgres.start()
