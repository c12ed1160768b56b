"""
Typed frozen rows to JSON and back, and the fingerprint of the result.

Nothing is rounded or lost. An older payload misses the fields that came later: those get their default.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints


def als_json(waarde: Any) -> Any:
    """Dataclasses as objects, dates as ISO text, Decimals as text: nothing is rounded or lost."""
    if is_dataclass(waarde) and not isinstance(waarde, type):
        return {veld.name: als_json(getattr(waarde, veld.name)) for veld in fields(waarde)}
    if isinstance(waarde, tuple):
        return [als_json(deel) for deel in waarde]
    if isinstance(waarde, Enum):
        return waarde.value
    if isinstance(waarde, date):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, Decimal) else waarde


def uit_json(vorm: Any, waarde: Any) -> Any:
    """The reverse of `als_json` for a type. Raises TypeError or ValueError for data of another shape."""
    if isinstance(vorm, type) and is_dataclass(vorm):
        soorten = get_type_hints(vorm)
        nodig = {veld.name for veld in fields(vorm) if veld.default is MISSING}
        if not nodig <= set(waarde) <= set(soorten):
            raise TypeError(f"Dit zijn niet de velden van {vorm.__name__}: {', '.join(waarde)}")
        return vorm(**{naam: uit_json(soorten[naam], deel) for naam, deel in waarde.items()})
    delen = get_args(vorm)
    if NoneType in delen:
        return None if waarde is None else uit_json(delen[0], waarde)
    if get_origin(vorm) is tuple:
        return tuple(uit_json(delen[0], deel) for deel in waarde)
    if vorm is date:
        return date.fromisoformat(waarde)
    return vorm(waarde) if issubclass(vorm, Decimal | Enum) else waarde


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
