"""
Typed frozen rows to JSON and back, and the fingerprint of the result.

Nothing is rounded or lost. An older payload misses the fields that came later: those get their default.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

GEWOON = {str, int, bool, NoneType}  # what JSON has itself; most of a report


def als_json(waarde: Any) -> Any:
    """Dataclasses as objects, dates as ISO text, Decimals as text: nothing is rounded or lost."""
    soort: Any = type(waarde)
    if soort in GEWOON:
        return waarde
    if velden := _veldnamen(soort):
        return {naam: als_json(getattr(waarde, naam)) for naam in velden}
    if soort is tuple:
        return [als_json(deel) for deel in waarde]
    if isinstance(waarde, Enum):
        return waarde.value
    if isinstance(waarde, date):
        return waarde.isoformat()
    return str(waarde) if soort is Decimal else waarde


@cache
def _veldnamen(soort: type) -> tuple[str, ...]:
    """Of a dataclass; () of anything else. Asked once per type: a report has thousands of the same rows."""
    return tuple(veld.name for veld in fields(soort)) if is_dataclass(soort) else ()


def uit_json(vorm: Any, waarde: Any) -> Any:
    """The reverse of `als_json` for a type. Raises TypeError or ValueError for data of another shape."""
    return _lezer(vorm)(waarde)


@cache
def _lezer(vorm: Any) -> Callable[[Any], Any]:
    """How this type is read back, found out once per type."""
    if isinstance(vorm, type) and is_dataclass(vorm):
        return _rijlezer(vorm)
    delen = get_args(vorm)
    if NoneType in delen:
        lees = _lezer(delen[0])
        return lambda waarde: None if waarde is None else lees(waarde)
    if get_origin(vorm) is tuple:
        lees_deel = _lezer(delen[0])
        return lambda waarde: tuple(map(lees_deel, waarde))
    if vorm is date:
        return date.fromisoformat
    if issubclass(vorm, Decimal | Enum):
        return vorm
    return lambda waarde: waarde


def _rijlezer(vorm: type) -> Callable[[Any], Any]:
    lezers = {naam: _lezer(soort) for naam, soort in get_type_hints(vorm).items()}
    nodig = {veld.name for veld in fields(vorm) if veld.default is MISSING}

    def lees(waarde: Any) -> Any:
        if not nodig <= set(waarde) <= set(lezers):
            raise TypeError(f"Dit zijn niet de velden van {vorm.__name__}: {', '.join(waarde)}")
        return vorm(**{naam: lezers[naam](deel) for naam, deel in waarde.items()})

    return lees


def vingerafdruk(payload: dict[str, Any]) -> str:
    """SHA-256 of the payload in one fixed spelling, so that anybody can compute it again."""
    tekst = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def verschillen(was: Any, nu: Any, pad: str = "") -> list[str]:
    """Where two payloads differ: one line per value, with the way to it."""
    if isinstance(was, dict) and isinstance(nu, dict):
        namen = dict.fromkeys([*was, *nu])
        return [
            regel for naam in namen for regel in verschillen(was.get(naam), nu.get(naam), f"{pad}.{naam}".strip("."))
        ]
    if isinstance(was, list) and isinstance(nu, list) and len(was) == len(nu):
        paren = enumerate(zip(was, nu, strict=True))
        return [regel for plek, (een, ander) in paren for regel in verschillen(een, ander, f"{pad}[{plek}]")]
    return [] if was == nu else [f"{pad}: was {_kort(was)}, is {_kort(nu)}"]


def _kort(waarde: Any) -> str:
    if isinstance(waarde, list):
        return f"{len(waarde)} rijen"
    return "niets" if waarde is None else str(waarde)[:80]
