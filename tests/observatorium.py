"""
The scoring of the MDN HTTP Observatory (its published tests and modifiers, 2024), for one page over TLS.

What it can see of a page is in the headers, the cookies and the scripts. Every test gives points from a hundred; above
ninety the bonuses count too. 100 or more is an A+.
"""

import re
from email.message import Message

ZES_MAANDEN = 15_768_000
BESLOTEN = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
GEDRAGEN = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (0, "F"))


def beoordeel(headers: Message, html: str, doorgestuurd_naar: str) -> dict[str, int]:
    """Points per test; `doorgestuurd_naar` is where the same page without TLS sends a browser."""
    csp = _richtlijnen(headers.get("Content-Security-Policy", ""))
    return {
        "csp": _csp(csp),
        "cookies": _cookies(headers.get_all("Set-Cookie") or []),
        "cors": -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
        "redirection": 0 if doorgestuurd_naar.startswith("https://") else -20,
        "referrer-policy": 5 if headers.get("Referrer-Policy") in BESLOTEN else 0,
        "strict-transport-security": _hsts(headers.get("Strict-Transport-Security", "")),
        "subresource-integrity": _scripts(html),
        "x-content-type-options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "x-frame-options": _frames(csp, headers.get("X-Frame-Options", "")),
        "cross-origin-resource-policy": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
    }


def cijfer(punten: dict[str, int]) -> tuple[int, str]:
    """Score and grade. Without ninety from the tests themselves the bonuses do not count."""
    kaal = 100 + sum(punt for punt in punten.values() if punt < 0)
    score = kaal + sum(punt for punt in punten.values() if punt > 0) if kaal >= 90 else max(kaal, 0)
    return score, next(letter for grens, letter in GEDRAGEN if score >= grens)


def _richtlijnen(tekst: str) -> dict[str, set[str]]:
    delen = [deel.split() for deel in tekst.split(";") if deel.strip()]
    return {naam: set(waarden) for naam, *waarden in delen}


def _csp(csp: dict[str, set[str]]) -> int:
    if not csp:
        return -25
    standaard = csp.get("default-src", {"*"})
    script = csp.get("script-src", standaard)
    if script & {"'unsafe-inline'", "*", "data:", "https:", "http:"} or csp.get("object-src", standaard) & {
        "*",
        "data:",
    }:
        return -20
    if "'unsafe-eval'" in script:
        return -10
    if csp.get("style-src", standaard) & {"'unsafe-inline'", "data:", "*"}:
        return 0
    return 10 if standaard == {"'none'"} else 5


def _cookies(koekjes: list[str]) -> int:
    """Every cookie for TLS only; sessions not for scripts; all of them for this site only."""
    if not koekjes:
        return 0
    eigenschappen = [{deel.strip().lower() for deel in koekje.split(";")[1:]} for koekje in koekjes]
    if any("secure" not in deel for deel in eigenschappen):
        return -40
    if any("httponly" not in deel for deel in eigenschappen):
        return -30
    return 5 if all(deel & {"samesite=lax", "samesite=strict"} for deel in eigenschappen) else 0


def _hsts(tekst: str) -> int:
    duur = re.search(r"max-age=(\d+)", tekst)
    if duur is None:
        return -20
    return 0 if int(duur[1]) >= ZES_MAANDEN else -10


def _scripts(html: str) -> int:
    """A script of another address needs a hash."""
    elders = re.findall(r"<script[^>]*\ssrc=\"(?:https?:)?//[^>]*>", html)
    return -50 if any("integrity=" not in script for script in elders) else 0


def _frames(csp: dict[str, set[str]], kop: str) -> int:
    if csp.get("frame-ancestors", {"*"}) <= {"'none'", "'self'"}:
        return 5
    return 0 if kop in {"DENY", "SAMEORIGIN"} else -20
