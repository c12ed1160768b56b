"""What the person at the keyboard reads, as long as there is one."""

import sys
from contextlib import suppress


def say(text: object, *, error: bool = False) -> None:
    """Print a line. A closed terminal or pipe is no reason to stop in the middle of stopping."""
    with suppress(OSError):
        print(text, file=sys.stderr if error else sys.stdout, flush=True)
