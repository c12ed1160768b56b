"""Who runs the database and the broker: ourselves, or a system account of their own when we are root."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from zwijndrecht_portal.embedded.errors import PortalError

SYSTEM_ACCOUNT = "portaal-pg"


def service_account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root lends it a system account without home or login."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        _create_account()
    return pwd.getpwnam(SYSTEM_ACCOUNT)


def _create_account() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"]
    result = useradd and subprocess.run([useradd, *options, SYSTEM_ACCOUNT], capture_output=True, text=True)
    if not result or result.returncode not in (0, 9):  # 9: someone else made it just now
        raise PortalError(
            f"de systeemgebruiker {SYSTEM_ACCOUNT} kan niet worden gemaakt.",
            "maak deze gebruiker zelf (useradd --system), of start het portaal als gewone gebruiker.",
        )


def run_as(account: pwd.struct_passwd) -> dict[str, Any]:
    """Arguments for subprocess that make a command run as this account, in a folder that everyone may read."""
    if os.geteuid() != 0:
        return {"cwd": "/"}
    return {"cwd": "/", "user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def can_reach(path: Path, account: pwd.struct_passwd) -> bool:
    """May this account enter the path and every folder above it?"""
    for part in [path, *path.parents]:
        status = part.stat()
        if status.st_uid == account.pw_uid:
            needed = 0o100
        elif status.st_gid == account.pw_gid:
            needed = 0o010
        else:
            needed = 0o001
        if not status.st_mode & needed:
            return False
    return True
