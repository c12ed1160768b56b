"""Sending what no browser would send, as somebody who has an account: each time in a transaction that is undone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.browser.rondgang import Rondgang, Veld, Vorm, soort_van
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.personen import adres

KOPPEN = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Written by looking, not by doing: the access log, sessions, guesses at the door.
BIJHOUDEN = {"core_inzage", "core_ketenkop", "django_session", "axes_accessattempt", "axes_accessfailurelog"}
SCHRIJFT = re.compile(r'(?:^|; )(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
SAVEPOINT = re.compile(r"^(ROLLBACK TO )?SAVEPOINT (\S+)")
FORMULIER = "application/x-www-form-urlencoded"
ZONDER = {"csrfmiddlewaretoken"}


def tekst_van(gegevens: Mapping[str, str]) -> str:
    return urlencode(gegevens, errors="surrogatepass")


@dataclass(frozen=True)
class Uitkomst:
    """What came back, and the statements that changed something."""

    status: int
    tekst: str
    locatie: str
    geschreven: tuple[str, ...]

    @property
    def gewijzigd(self) -> set[str]:
        """In which tables."""
        return {SCHRIJFT.search(sql)[1] for sql in self.geschreven}


@dataclass
class Aanvaller:
    """Somebody with this role, or nobody."""

    rol: Rol | None

    def __post_init__(self) -> None:
        client = Client()
        if self.rol:
            client.force_login(Gebruiker.objects.get(email=adres(self.rol)))
        self.koekjes = {naam: koekje.value for naam, koekje in client.cookies.items()}

    def vul_in(self, vorm: Vorm, gegevens: Mapping[str, str]) -> Uitkomst:
        """Send this form. Not every text is one that can be written down in UTF-8."""
        if vorm.methode == "get":
            return self.stuur("get", f"{vorm.actie.partition('?')[0]}?{tekst_van(gegevens)}")
        return self.stuur("post", vorm.actie, tekst_van(gegevens), content_type=FORMULIER)

    def stuur(self, methode: str, url: str, data: object = None, *, csrf: bool = False, **opties: object) -> Uitkomst:
        """One request, undone. Whatever comes back carries the headers of the house."""
        client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
        client.cookies.load(self.koekjes)
        reset_queries()
        with transaction.atomic():
            with CaptureQueriesContext(connection) as vragen:
                stuur = partial(client.generic, "POST") if methode == "generic" else getattr(client, methode)
                antwoord = stuur(url, data, **opties)
                inhoud = antwoord.getvalue()
                verder = antwoord.get("Location", "") if methode == "post" else ""
                if verder.startswith("/"):  # as a browser does
                    inhoud += client.get(verder).getvalue()
            uitkomst = Uitkomst(
                antwoord.status_code,
                inhoud.decode("utf-8", "replace"),
                antwoord.get("Location", ""),
                blijvend([vraag["sql"] for vraag in vragen]),
            )
            transaction.set_rollback(True)
        assert {naam: antwoord.get(naam) for naam in KOPPEN} == KOPPEN, f"{methode} {url}"
        assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"], f"{methode} {url}"
        for koekje in antwoord.cookies.values():  # one without a value is taken away
            assert not koekje.value or (koekje["httponly"], koekje["samesite"]) == (True, "Lax"), f"{methode} {url}"
        return uitkomst


def blijvend(vragen: list[str]) -> tuple[str, ...]:
    """The statements that write, without those that were taken back and those that only keep count."""
    staat: list[str] = []
    for sql in vragen:
        punt = SAVEPOINT.match(sql)
        if punt and punt[1]:
            del staat[staat.index(f"SAVEPOINT {punt[2]}") :]
        staat.append(f"SAVEPOINT {punt[2]}" if punt else sql)
    return tuple(sql for sql in staat if (tabel := SCHRIJFT.search(sql)) and tabel[1] not in BIJHOUDEN)


def vormen(rondgangen: dict[Rol | None, Rondgang], methode: str) -> Iterator[tuple[Rol | None, Vorm]]:
    """Each form of its own kind once, for the first role that was given it."""
    gezien = set()
    for rol, rondgang in rondgangen.items():
        for vorm in rondgang.vormen.values():
            soort = soort_van(vorm.actie).partition("?")[0], frozenset(veld.naam for veld in vorm.velden)
            if vorm.methode == methode and soort not in gezien and not vorm.actie.startswith("/beheer/"):
                gezien.add(soort)
                yield rol, vorm


def vul(vorm: Vorm, tekst: str = "") -> dict[str, str]:
    """As somebody would fill it in who takes the first of everything; `tekst` goes in every field for words."""
    gegevens: dict[str, str] = {}
    for veld in vorm.velden:
        if veld.naam not in ZONDER and veld.naam not in gegevens and veld.soort not in ("submit", "file", "button"):
            gegevens[veld.naam] = vul_veld(veld, tekst)
    return gegevens


def vul_veld(veld: Veld, tekst: str) -> str:
    if veld.soort == "select":
        return veld.waarde or next((keuze for keuze in veld.keuzes if keuze), "")
    if is_tekst(veld):
        return tekst or veld.waarde or "Een toelichting die lang genoeg is om te bewaren."
    if veld.soort == "text" and not veld.waarde:
        return f"{timezone.localdate():%d-%m-%Y}" if is_datum(veld) else "1"
    return veld.waarde or ("1" if veld.soort == "number" else "")


def is_datum(veld: Veld) -> bool:
    return re.search(r"datum|_op$|^op$|^van$|^tot|vanaf|^sinds", veld.naam) is not None


def is_tekst(veld: Veld) -> bool:
    """A field for words; a date or a number in a text field gets no words."""
    woorden = veld.soort in ("textarea", "search", "email") or (veld.soort == "text" and not veld.waarde.isdigit())
    return woorden and not is_datum(veld) and not re.search(r"bedrag|fte|jaar|aantal|periode|code", veld.naam)
