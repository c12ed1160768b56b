"""Ctrl-C, SIGTERM and a closed terminal: noted when they come, acted upon at a safe moment."""

import signal
import subprocess
import time
from types import FrameType


class Stopped(Exception):
    """The person at the keyboard, or the system, wants us to stop."""


class StopRequest:
    """Makes the signals a question that we ask, instead of an exception that may come in the middle of anything."""

    def __init__(self) -> None:
        self.count = 0
        self._foreground: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup: outlive the terminal
                signal.signal(number, self._note)

    def check(self) -> None:
        """Raises Stopped when someone asked to stop."""
        if self.count:
            raise Stopped

    def wait(self, seconds: float) -> None:
        """Sleep. Raises Stopped when someone asks to stop."""
        self.check()
        time.sleep(seconds)
        self.check()

    @property
    def in_a_hurry(self) -> bool:
        """Asked twice: do not wait any longer."""
        return self.count > 1

    def forget(self) -> None:
        """We are stopping; from now on only a second request counts."""
        self.count = 1

    def pass_on_to(self, process: subprocess.Popen[bytes]) -> None:
        """SIGTERM and SIGHUP also go to this process; Ctrl-C reaches it by itself, through the terminal."""
        self._foreground = process

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self._foreground is not None and number != signal.SIGINT:
            self._foreground.send_signal(number)
