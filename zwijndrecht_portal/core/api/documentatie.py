"""The OpenAPI document as a page reads it: per operation a sentence, its parameters and an example that works."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from zwijndrecht_portal.core.api import API_PAD
from zwijndrecht_portal.core.api.schema import openapi

WIJZIGINGEN = Path(settings.BASE_DIR) / "docs" / "api-wijzigingen.md"


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A call that works on the plans as they are loaded."""

    methode: str
    pad: str
    koppen: dict[str, str]
    body: dict[str, Any] | None

    @property
    def curl(self) -> str:
        regels = [f'curl "{settings.PORTAAL_ADRES}{self.pad}"', '-H "Authorization: Bearer $TOKEN"']
        regels += [f"-H '{naam}: {waarde}'" for naam, waarde in self.koppen.items()]
        if self.body is not None:
            regels[0] = f"curl -X {self.methode} {regels[0].removeprefix('curl ')}"
            regels += ["-H 'Content-Type: application/json'", f"-d '{json.dumps(self.body, ensure_ascii=False)}'"]
        return " \\\n  ".join(regels)


@dataclass(frozen=True, slots=True)
class Veld:
    """A parameter, or a field of what comes in or out."""

    naam: str
    soort: str
    uitleg: str
    is_verplicht: bool = False


@dataclass(frozen=True, slots=True)
class Operatie:
    methode: str
    pad: str
    samenvatting: str
    uitleg: str
    parameters: list[Veld]
    invoer: list[Veld]
    uitvoer: list[Veld]
    voorbeeld: Voorbeeld

    @property
    def anker(self) -> str:
        return f"{self.methode.lower()}{self.pad.replace('/', '-').replace('{', '').replace('}', '')}"


@cache
def groepen() -> list[tuple[str, list[Operatie]]]:
    """The operations by resource."""
    per_groep: dict[str, list[Operatie]] = {}
    for pad, operaties in openapi()["paths"].items():
        for methode, operatie in operaties.items():
            per_groep.setdefault(operatie["tags"][0], []).append(_operatie(methode.upper(), pad, operatie))
    return sorted(per_groep.items())


def wijzigingen() -> list[tuple[str, list[str]]]:
    """The changelog: versions, newest first, each with its lines."""
    versies: list[tuple[str, list[str]]] = []
    for regel in WIJZIGINGEN.read_text(encoding="utf-8").splitlines():
        if regel.startswith("## "):
            versies.append((regel.removeprefix("## "), []))
        elif regel.startswith("- "):
            versies[-1][1].append(regel.removeprefix("- "))
    return versies


def _operatie(methode: str, pad: str, operatie: dict[str, Any]) -> Operatie:
    body = operatie.get("requestBody", {}).get("content", {}).get("application/json", {})
    uit = next(antwoord for code, antwoord in operatie["responses"].items() if code.startswith("2"))
    return Operatie(
        methode=methode,
        pad=f"{API_PAD}{pad}",
        samenvatting=operatie["summary"],
        uitleg=operatie.get("description", ""),
        parameters=[
            Veld(p["name"], _soort(p["schema"]), p.get("description", ""), p.get("required", False))
            for p in operatie["parameters"]
        ],
        invoer=list(_velden(body.get("schema", {}))),
        uitvoer=list(_velden(uit["content"]["application/json"]["schema"])),
        voorbeeld=_voorbeeld(methode, pad, operatie, body.get("example")),
    )


def _voorbeeld(methode: str, pad: str, operatie: dict[str, Any], body: dict[str, Any] | None) -> Voorbeeld:
    per_plek: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for parameter in operatie["parameters"]:
        if "example" in parameter:
            per_plek[parameter["in"]][parameter["name"]] = parameter["example"]
    query = f"?{urlencode(per_plek['query'], safe=',')}" if per_plek["query"] else ""
    return Voorbeeld(methode, f"{API_PAD}{pad.format(**per_plek['path'])}{query}", per_plek["header"], body)


def _velden(schema: dict[str, Any]) -> Iterator[Veld]:
    """The fields of an object, or of the objects in a list or page."""
    schema = _volg(schema)
    if "resultaten" in schema.get("properties", {}):
        schema = schema["properties"]["resultaten"]
    schema = _volg(schema.get("items", schema))
    verplicht = schema.get("required", [])
    for naam, veld in schema.get("properties", {}).items():
        yield Veld(naam, _soort(veld), veld.get("description", ""), naam in verplicht)


def _volg(schema: dict[str, Any]) -> dict[str, Any]:
    verwijzing = schema.get("$ref", "")
    return openapi()["components"]["schemas"][verwijzing.rpartition("/")[2]] if verwijzing else schema


def _soort(schema: dict[str, Any]) -> str:
    """ "tekst", "getal", "datum" and so on; of a choice its values."""
    schema = _volg((schema.get("allOf") or schema.get("oneOf") or [schema])[0])
    if keuzes := [keuze for keuze in schema.get("enum", []) if keuze]:
        return " of ".join(keuzes)
    soort = schema.get("type", "tekst")
    soort = next(deel for deel in soort if deel != "null") if isinstance(soort, list) else soort
    vorm = {"date": "datum", "date-time": "tijdstip", "uuid": "uuid", "decimal": "bedrag of getal als tekst"}
    woorden = {"string": "tekst", "integer": "getal", "boolean": "ja of nee", "array": "lijst", "object": "object"}
    return vorm.get(schema.get("format", ""), woorden.get(soort, soort))
