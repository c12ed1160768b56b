"""Ports for servers that tests start themselves."""

import socket
from contextlib import suppress
from random import randint


def vrije_poort() -> int:
    """A port below those that the system hands out by itself: nobody gets it between this look and its use."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", randint(20_000, 32_000)))  # noqa: S311 - not a secret
            return probe.getsockname()[1]
