"""
Typed frozen rows to JSON and back, and the fingerprint of the result.

Nothing is rounded or lost: dates are ISO text, Decimals are text. An older payload misses the fields that came later:
those get their default.
"""

import hashlib
import json
from typing import Any

import msgspec


class PayloadEncoder(json.JSONEncoder):
    """How the database column writes a payload: megabytes of it, and the reader of the form waits."""

    def encode(self, o: Any) -> str:
        return msgspec.json.encode(o).decode()


def als_json(rijen: Any) -> Any:
    """What these rows are after a stay in JSON."""
    return msgspec.json.decode(msgspec.json.encode(rijen))


def uit_json(vorm: Any, waarde: Any) -> Any:
    """The reverse of `als_json` for a type. Raises ValueError for data of another shape."""
    return msgspec.convert(waarde, vorm)


def vingerafdruk(payload: dict[str, Any]) -> str:
    """SHA-256 of the payload in one fixed spelling (sorted keys, UTF-8), so that anybody can compute it again."""
    return hashlib.sha256(msgspec.json.encode(payload, order="sorted")).hexdigest()


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
