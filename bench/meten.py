"""Measuring: everything in one run, interleaved, medians. A machine's speed changes by the minute; a ratio does not."""

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from zwijndrecht_portal.core.models import Gebruiker


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the result; `verhouding` is ours over the limit, or large over small for growth."""

    naam: str
    waarde_ms: float
    limiet_ms: float
    verhouding: float
    doel: float
    gehaald: bool
    queries: int | None = None
    doel_queries: int | None = None

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def regel(
    naam: str, waarde: float, limiet: float, doel: float, queries: int | None = None, doel_queries: int | None = None
) -> Regel:
    """A row that holds when the ratio is at most `doel` and the queries are at most `doel_queries`."""
    verhouding = waarde / limiet
    gehaald = verhouding <= doel and (doel_queries is None or (queries or 0) <= doel_queries)
    return Regel(naam, round(waarde, 3), round(limiet, 3), verhouding, doel, gehaald, queries, doel_queries)


class Bezoeker:
    """A signed-in person who asks pages of the portal in this process, through all middleware, without a network."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.handler = WSGIHandler()
        sessie = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
        sessie[SESSION_KEY] = str(gebruiker.pk)
        sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        sessie[HASH_SESSION_KEY] = gebruiker.get_session_auth_hash()
        sessie.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={sessie.session_key}; {settings.CSRF_COOKIE_NAME}={'a' * 32}"

    def get(self, pad: str) -> bytes:
        return self._vraag("GET", pad, b"")

    def post(self, pad: str, velden: Mapping[str, Any]) -> bytes:
        from urllib.parse import urlencode

        lichaam = urlencode({**velden, "csrfmiddlewaretoken": "a" * 32}, doseq=True).encode()
        return self._vraag("POST", pad, lichaam)

    def tel_queries(self, pad: str) -> int:
        """How many queries one answer takes."""
        with CaptureQueriesContext(connection) as queries:
            self.get(pad)
        return len([query for query in queries if not query["sql"].startswith(("BEGIN", "COMMIT", "SELECT 1"))])

    def _vraag(self, methode: str, pad: str, lichaam: bytes) -> bytes:
        pad, _, query = pad.partition("?")
        status: list[str] = []
        omgeving = {
            "REQUEST_METHOD": methode,
            "PATH_INFO": pad,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(lichaam)),
            "wsgi.input": io.BytesIO(lichaam),
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
        antwoord = self.handler(omgeving, lambda regel, koppen, fout=None: status.append(regel))
        inhoud = b"".join(antwoord)
        antwoord.close()
        verwacht = ("2",) if methode == "GET" else ("2", "3")
        if not status[0].startswith(verwacht):
            raise RuntimeError(f"{methode} {pad} gaf {status[0]}")
        return inhoud


def om_en_om(taken: Mapping[str, Callable[[], Any]], rondes: int, vooraf: int = 2) -> dict[str, list[float]]:
    """Run all tasks in turn, `rondes` times; milliseconds per task. Some rounds go before to warm up."""
    tijden: dict[str, list[float]] = {naam: [] for naam in taken}
    for _ in range(vooraf):
        for taak in taken.values():
            taak()
    gc.collect()
    gc.freeze()
    for _ in range(rondes):
        for naam, taak in taken.items():
            begin = time.perf_counter()
            taak()
            tijden[naam].append((time.perf_counter() - begin) * 1000)
    return tijden


def mediaan(tijden: list[float]) -> float:
    return statistics.median(tijden)


def p95(tijden: list[float]) -> float:
    return sorted(tijden)[int(len(tijden) * 0.95)]


def teller() -> Iterator[int]:
    """A number that never comes twice in a run."""
    nummer = time.time_ns()
    while True:
        nummer += 1
        yield nummer
