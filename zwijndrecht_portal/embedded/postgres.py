"""One PostgreSQL cluster on a unix socket, started and stopped by us. It listens on no network at all."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from zwijndrecht_portal.embedded.account import run_as
from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import is_alive, launch, read_pid, reap, stop_service, wait_until
from zwijndrecht_portal.embedded.programs import postgres_programs
from zwijndrecht_portal.embedded.state import State

SUPERUSER = "portaal_beheer"
ROLES = (SUPERUSER, "portaal_eigenaar", "portaal_app")
BOOTSTRAP = Path(__file__).with_name("bootstrap.sql")
START_SECONDS = 120  # recovery after a crash takes its time
STOP_SECONDS = 30

THROW_AWAY = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_wal_size = '1GB'
"""


class Postgres:
    """The cluster of one state folder. `durable=False` is for throw-away clusters: faster, lost in a power cut."""

    name = "PostgreSQL"

    def __init__(self, state: State, *, durable: bool = True, for_tests: bool = False) -> None:
        self.state = state
        self.durable = durable
        self.for_tests = for_tests
        self.data = state.folder / "postgres"
        self.log = state.log("postgres")
        self.programs = postgres_programs(state)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, role: str) -> str:
        """
        `postgresql://role@//folder/of/socket/portaal`: the form in which django-environ takes a socket and a role.

        The form of libpq (`postgresql://role@%2Ffolder/portaal`) does not work: django-environ keeps the "%2F".
        """
        return f"postgresql://{role}@/{self.state.sockets}/portaal"

    @property
    def _socket(self) -> Path:
        return self.state.sockets / ".s.PGSQL.5432"

    @property
    def prepared(self) -> Path:
        """The record of what this cluster was last prepared with; in the cluster, so a new one starts without."""
        return self.data / "portaal.bijgewerkt"

    def pid(self) -> int | None:
        """The process number of the running server. The pid file of a killed server is not believed."""
        pid = read_pid(self.data / "postmaster.pid")
        return pid if pid is not None and is_alive(pid, marker=self.data) else None

    def start(self) -> None:
        """Make the cluster if needed, start it if needed, and set its roles and rights. The caller holds the lock."""
        self._create()
        self._check_version()
        if self.pid() is None:
            self._configure()
            self._launch()
        elif not wait_until(self._is_ready, START_SECONDS):
            raise self._failure()
        self.sql(f"--set=for_tests={'yes' if self.for_tests else 'no'}", f"--file={BOOTSTRAP}")

    def stop(self) -> None:
        """Stop in order: sessions are cut off, everything committed is on disk."""
        stop_service(self.pid, ask=signal.SIGINT, insist=signal.SIGQUIT, seconds=STOP_SECONDS)
        if self._process is not None:
            self._process.wait()

    def copy_from(self, template: Path) -> None:
        """Begin as a copy of a stopped cluster, owner and rights included."""
        subprocess.run(["/bin/cp", "--archive", "--reflink=auto", template, self.data], check=True)

    def as_superuser(self) -> dict[str, str]:
        """The environment in which the programs of PostgreSQL are found, and do what they do as superuser."""
        return {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PGHOST": str(self.state.sockets),
            "PGUSER": SUPERUSER,
        }

    def sql(self, *arguments: str) -> None:
        """Let the superuser run `--command=...` or `--file=...`."""
        command = [
            self.programs / "psql", "--no-psqlrc", "--quiet", f"--host={self.state.sockets}", f"--username={SUPERUSER}",
            *arguments, "postgres",
        ]  # fmt: skip
        result = subprocess.run([str(part) for part in command], env=_environment(), capture_output=True, text=True)
        if result.returncode != 0:
            with self.log.open("a") as log:
                log.write(result.stderr)
            raise self._failure()

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the account of the database."""
        command = [str(self.programs / program), *map(str, arguments)]
        options = run_as(self.state.account)
        return subprocess.run(command, env=_environment(), capture_output=True, text=True, **options)

    def _create(self) -> None:
        """Make the cluster beside its place and move it in when it is whole: never half a cluster."""
        if self.data.exists():
            return
        new = self.data.with_name("postgres.nieuw")
        shutil.rmtree(new, ignore_errors=True)
        self.state.service_folder(new, mode=0o700)
        result = self._run(
            "initdb", f"--pgdata={new}", f"--username={SUPERUSER}", "--auth=peer", "--no-instructions",
            "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--text-search-config=dutch", *([] if self.durable else ["--no-sync"]),
        )  # fmt: skip
        if result.returncode != 0:
            self.log.write_text(result.stdout + result.stderr)
            shutil.rmtree(new, ignore_errors=True)
            raise PortalError(
                f"de database kan niet worden aangemaakt in {self.data}.",
                "los op wat hierboven staat en start opnieuw.",
                log=self.log,
            )
        with (new / "postgresql.conf").open("a") as settings:
            settings.write("include = 'portaal.conf'\n")
        new.rename(self.data)

    def _check_version(self) -> None:
        """A cluster of another major version, or a folder that lost its files, is left exactly as it is."""
        ours = self._run("postgres", "--version").stdout.split()[2].split(".")[0]
        version = self.data / "PG_VERSION"
        theirs = version.read_text().strip() if version.exists() else None
        if theirs is None:
            raise PortalError(f"de databasemap {self.data} is beschadigd: PG_VERSION ontbreekt.", self._way_out())
        if theirs != ours:
            raise PortalError(
                f"de database in {self.data} is van PostgreSQL {theirs}; dit portaal gebruikt PostgreSQL {ours}.",
                f"gebruik de versie van het portaal die hierbij hoort, of {self._way_out()}",
            )

    def _configure(self) -> None:
        """Written anew at each start, so that a moved folder or another person at the keyboard just works."""
        me = pwd.getpwuid(os.geteuid()).pw_name
        settings = f"""\
listen_addresses = ''
unix_socket_directories = '{self.state.sockets}'
unix_socket_permissions = 0777
shared_preload_libraries = 'pg_stat_statements'
timezone = 'UTC'
log_timezone = 'Europe/Amsterdam'
"""
        files = {
            "portaal.conf": settings + ("" if self.durable else THROW_AWAY),
            "pg_hba.conf": "local all all peer map=portaal\n",
            "pg_ident.conf": "".join(f'portaal "{me}" {role}\n' for role in ROLES),
        }
        for name, content in files.items():
            (self.data / name).write_text(content)
            (self.data / name).chmod(0o644)

    def _launch(self) -> None:
        if self._process is not None:
            reap(self._process)
        self._refuse_foreign_server()
        end = time.monotonic() + START_SECONDS
        while not self._launch_once(end):
            if not self._has_orphans() or time.monotonic() > end:
                raise self._failure()
            time.sleep(0.2)

    def _launch_once(self, end: float) -> bool:
        for left in (self.data / "postmaster.pid", self._socket.with_name(f"{self._socket.name}.lock")):
            left.unlink(missing_ok=True)
        command: list[str | Path] = [self.programs / "postgres", "-D", self.data]
        process = launch(command, log=self.log, env=_environment(), account=self.state.account)
        wait_until(lambda: self._is_ready() or process.poll() is not None, end - time.monotonic())
        if not self._is_ready():
            process.send_signal(signal.SIGQUIT)
            process.wait()
            return False
        self._process = process
        return True

    def _is_ready(self) -> bool:
        """The server writes its state on the eighth line of its pid file."""
        if self.pid() is None:
            return False
        lines = (self.data / "postmaster.pid").read_text().splitlines()
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def _refuse_foreign_server(self) -> None:
        """A server that we cannot see, say in a container, may use the same folder: two at once destroy it."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._socket))
            except (FileNotFoundError, ConnectionRefusedError):
                return
        raise PortalError(
            f"een PostgreSQL buiten deze omgeving, bijvoorbeeld in een container, gebruikt {self.data}.",
            "stop die eerst.",
        )

    def _has_orphans(self) -> bool:
        """Helpers of a killed server keep its shared memory for a moment; then the next server has to wait."""
        return "shared memory block" in "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])

    def _failure(self) -> PortalError:
        return PortalError(f"de database in {self.data} start niet.", self._way_out(), log=self.log)

    def _way_out(self) -> str:
        return (
            f"zet de map opzij (mv {self.data} {self.data}.kapot) en start opnieuw; "
            "het portaal begint dan leeg en u kunt uw laatste back-up terugzetten."
        )


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
