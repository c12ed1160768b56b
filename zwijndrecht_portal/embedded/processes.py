"""Starting, watching and ending processes, of our own or left by an earlier run."""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zwijndrecht_portal.embedded.account import run_as
from zwijndrecht_portal.embedded.state import CHECKOUT

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)
KEEP_LOG_BYTES = 5 * 1024**2


def launch(
    command: Sequence[str | Path], *, log: Path, env: Mapping[str, str], account: pwd.struct_passwd | None = None
) -> subprocess.Popen[bytes]:
    """
    Start a process in a session of its own, so that Ctrl-C in the terminal reaches only us and we end things in order.

    With an account it is a service that outlives us; without, a child that ends when we are killed.
    """
    if log.exists() and log.stat().st_size > KEEP_LOG_BYTES:
        log.replace(log.with_suffix(".vorige.log"))
    placement = {"cwd": CHECKOUT, "preexec_fn": end_with_parent} if account is None else run_as(account)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            start_new_session=True,
            **placement,
        )


def end_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def is_alive(pid: int, *, marker: Path) -> bool:
    """
    Is this process running, and is it ours: does its command line name our path?

    A process number alone proves nothing: after a crash or a reboot it may belong to someone else.
    """
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z" and os.fsencode(marker) in command


def stop_service(pid: Callable[[], int | None], *, ask: signal.Signals, insist: signal.Signals, seconds: float) -> None:
    """Ask a service to stop and wait until it is gone; insist when it takes too long."""
    for number in (ask, insist):
        running = pid()
        if running is None:
            return
        os.kill(running, number)
        wait_until(lambda: pid() is None, seconds)


def reap(process: subprocess.Popen[bytes]) -> None:
    """Let go of a child that has died, so that its number no longer counts as a running process."""
    process.kill()
    process.wait()


def read_pid(file: Path) -> int | None:
    """The process number on the first line of a pid file."""
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again until it is so, or the time is over."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
