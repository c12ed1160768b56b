"""One Valkey on a unix socket: the queue between web server, worker and clock."""

import signal
import socket
import subprocess
from pathlib import Path

from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import is_alive, launch, read_pid, reap, stop_service, wait_until
from zwijndrecht_portal.embedded.programs import valkey_program
from zwijndrecht_portal.embedded.state import State

START_SECONDS = 20
STOP_SECONDS = 10


class Valkey:
    """The broker of one state folder. `durable=False` keeps nothing on disk."""

    name = "Valkey"

    def __init__(self, state: State, *, durable: bool = True) -> None:
        self.state = state
        self.durable = durable
        self.folder = state.folder / "valkey"
        self.socket = state.sockets / "valkey.sock"
        self.log = state.log("valkey")
        self.program = valkey_program(state)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self) -> str:
        """The form of redis-py; settings turn it into Celery's `redis+socket://`."""
        return f"unix://{self.socket}?db=0"

    def pid(self) -> int | None:
        """The process number of the running server."""
        pid = read_pid(self._pid_file)
        return pid if pid is not None and is_alive(pid, marker=self.socket) else None

    def start(self) -> None:
        """Start it if needed. The caller holds the lock."""
        if self.pid() is None:
            if self._process is not None:
                reap(self._process)
            self.state.service_folder(self.folder, mode=0o700)
            self._pid_file.unlink(missing_ok=True)
            command: list[str | Path] = [
                self.program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700",
                "--dir", self.folder, "--pidfile", self._pid_file,
                "--save", "", "--appendonly", "yes" if self.durable else "no",
            ]  # fmt: skip
            self._process = launch(command, log=self.log, env={"PATH": "/usr/bin:/bin"}, account=self.state.account)
        if not wait_until(lambda: self._answers() or self._has_ended(), START_SECONDS) or self._has_ended():
            raise PortalError(
                "de wachtrij (Valkey) start niet.",
                f"zet de map opzij (mv {self.folder} {self.folder}.kapot) en start opnieuw; alleen taken die nog "
                "wachtten gaan verloren.",
                log=self.log,
            )

    def stop(self) -> None:
        """Stop in order, with the queue on disk."""
        stop_service(self.pid, ask=signal.SIGTERM, insist=signal.SIGKILL, seconds=STOP_SECONDS)
        if self._process is not None:
            self._process.wait()

    @property
    def _pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    def _has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _answers(self) -> bool:
        """Loading a long queue takes time; until then it answers with an error."""
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except (FileNotFoundError, ConnectionError):
                return False
