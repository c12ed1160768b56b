"""
The folder in which one portal keeps everything of its own: database, broker, logs, secrets, static files.

`PORTAAL_STATE` names it. Without it: `.portaal/state` in the checkout, or for root a folder under `/var/lib`, because
the database then runs as another system user who may not enter root's home.
"""

import fcntl
import hashlib
import os
import pwd
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zwijndrecht_portal.embedded.account import can_reach, service_account
from zwijndrecht_portal.embedded.errors import PortalError

CHECKOUT = Path(__file__).resolve().parents[2]
MINIMUM_FREE_MB = 500
LONGEST_SOCKET_FOLDER = 85  # the kernel allows 107 bytes, of which the name of the socket takes up to 20


@dataclass(frozen=True)
class State:
    """Where everything is. `programs` holds copies of the server programs, shared by the throw-away states."""

    folder: Path
    programs: Path
    account: pwd.struct_passwd

    @property
    def sockets(self) -> Path:
        """The folder of both unix sockets; elsewhere when a socket or a URL cannot have this path."""
        folder = self.folder / "run"
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w./-]+", str(folder), re.ASCII):
            return folder
        # The same for every caller, whatever its TMPDIR; open_state checks who owns it.
        temporary = Path("/run" if os.geteuid() == 0 else "/tmp")  # noqa: S108
        return temporary / f"portaal-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]}"

    def log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def secret(self, name: str) -> str:
        """A secret of this portal: made once, readable by its owner only."""
        file = self.folder / name
        with self.lock("geheimen"):
            if not file.exists():
                new = file.with_suffix(".nieuw")
                new.touch(mode=0o600)
                new.write_text(secrets.token_urlsafe(48 if name == "geheim" else 9))
                new.rename(file)
        return file.read_text()

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Only one process at a time; the kernel frees it when that process dies."""
        with self.open_lock(name) as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    def open_lock(self, name: str) -> IO[str]:
        file = self.folder / f"{name}.slot"
        file.touch(mode=0o600)
        return file.open("r+")

    def remove(self) -> None:
        """Everything gone, the sockets included when they lie elsewhere."""
        shutil.rmtree(self.folder)
        shutil.rmtree(self.sockets, ignore_errors=True)

    def service_folder(self, folder: Path, *, mode: int) -> None:
        """Make a folder that belongs to the account of the database and the broker."""
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(mode)


def default_folder(checkout: Path = CHECKOUT) -> Path:
    """The folder when nobody names one."""
    if named := os.environ.get("PORTAAL_STATE"):
        return Path(os.environ.get("PORTAAL_CWD", "."), named).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/portaal") / hashlib.sha256(os.fsencode(checkout)).hexdigest()[:8]
    return checkout / ".portaal" / "state"


def open_state(folder: Path, *, programs: Path | None = None) -> State:
    """Make the folder ready to use. Raises PortalError when it cannot be used, before anything is written in it."""
    account = service_account()
    check_free_space(next(parent for parent in [folder, *folder.parents] if parent.is_dir()))
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise _unwritable(folder) from error
    if not os.access(folder, os.W_OK):
        raise _unwritable(folder)
    if os.geteuid() == 0 and not can_reach(folder, account):
        raise PortalError(
            f"de systeemgebruiker {account.pw_name}, die de database draait, kan niet bij {folder}.",
            "kies met PORTAAL_STATE een map waar iedereen bij kan, bijvoorbeeld PORTAAL_STATE=/var/lib/portaal/eigen.",
        )
    state = State(folder, programs or folder / "programmas", account)
    with state.lock("inrichten"):
        (folder / "logs").mkdir(mode=0o700, exist_ok=True)
        if state.sockets.is_symlink() or (state.sockets.exists() and state.sockets.stat().st_uid != account.pw_uid):
            raise _unwritable(state.sockets)
        state.service_folder(state.sockets, mode=0o711)
    return state


def check_free_space(folder: Path, needed_mb: int = MINIMUM_FREE_MB) -> None:
    """A database that finds the disk full stops in the middle of the work: rather say so before."""
    free_mb = shutil.disk_usage(folder).free // 1024**2
    if free_mb < needed_mb:
        raise PortalError(
            f"de schijf van {folder} is bijna vol: {free_mb} MB vrij, nodig is {needed_mb} MB.",
            "maak ruimte vrij, of kies met PORTAAL_STATE een map op een andere schijf.",
        )


def _unwritable(folder: Path) -> PortalError:
    return PortalError(
        f"u mag niet schrijven in {folder}.",
        "pas de rechten van die map aan, of kies met PORTAAL_STATE een andere map.",
    )
