"""What the person at the keyboard can mend."""

from pathlib import Path

LOG_LINES = 12


class PortalError(Exception):
    """One Dutch sentence that says what is wrong, and one that says what to do; never a traceback."""

    def __init__(self, message: str, advice: str, *, log: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.log = log

    def __str__(self) -> str:
        lines = [f"Fout: {self.message}"]
        if self.log is not None and (tail := last_lines(self.log)):
            lines += [f"Laatste regels van {self.log}:", *(f"  | {line}" for line in tail)]
        return "\n".join([*lines, f"Wat u kunt doen: {self.advice}"])


def last_lines(log: Path) -> list[str]:
    """The end of a log file, or nothing when there is no such file."""
    if not log.exists():
        return []
    return log.read_text(errors="replace").splitlines()[-LOG_LINES:]
