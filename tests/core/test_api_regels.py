"""A linter for the NLGov API Design Rules 2.2 over the document, every example, and schemathesis as each role."""

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.core.api_wereld import maak_wereld
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.api import API_VERSIE
from zwijndrecht_portal.core.api.documentatie import groepen
from zwijndrecht_portal.core.api.schema import openapi
from zwijndrecht_portal.core.enums import Rol, TokenRecht
from zwijndrecht_portal.core.services import maak_token
from zwijndrecht_portal.wsgi import application

KEBAB = re.compile(r"(/[a-z0-9-]+|/\{[a-zA-Z]+\})+")
LOWER_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
PASCAL = re.compile(r"[A-Z][a-zA-Z0-9]*")
# Schemathesis makes up everything but the token, which is real here.
ALLES_BEHALVE_AANMELDEN = SchemathesisConfig.from_dict(
    {
        "generation": {"with-security-parameters": False, "allow-x00": False},
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403, 404, 409, 412]}},
    }
)
VOORBEELDEN = [operatie.voorbeeld for _, operaties in groepen() for operatie in operaties]


def operaties() -> Iterator[tuple[str, dict[str, Any]]]:
    for pad, per_methode in openapi()["paths"].items():
        for methode, operatie in per_methode.items():
            yield f"{methode} {pad}", operatie


def velden() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every schema."""
    for naam, schema in openapi()["components"]["schemas"].items():
        for veld, eigenschap in schema.get("properties", {}).items():
            yield f"{naam}.{veld}", eigenschap


# --- The linter ------------------------------------------------------------------------------------------------------


def test_document_is_openapi_3_1_with_contact_and_version():
    info = openapi()["info"]

    assert openapi()["openapi"].startswith("3.1.")
    assert info["version"] == API_VERSIE
    assert re.fullmatch(r"\d+\.\d+\.\d+", API_VERSIE)
    assert set(info["contact"]) == {"name", "url", "email"}
    assert [server["url"] for server in openapi()["servers"]] == ["/api/v1"]


def test_paths_are_kebab_case_without_slash_at_the_end_or_extension():
    assert [pad for pad in openapi()["paths"] if not KEBAB.fullmatch(pad)] == []


def test_collections_are_plural():
    """Dutch plurals end on -en or -s."""
    assert [pad for pad in openapi()["paths"] if not re.search(r"(en|s)$", pad.split("/")[1])] == []


def test_names_in_the_query_and_fields_are_lower_camel_case():
    query = {p["name"] for _, operatie in operaties() for p in operatie["parameters"] if p["in"] != "header"}
    namen = query | {veld.rpartition(".")[2] for veld, _ in velden()}

    assert sorted(naam for naam in namen if not LOWER_CAMEL.fullmatch(naam)) == []


def test_schemas_are_pascal_case():
    assert [naam for naam in openapi()["components"]["schemas"] if not PASCAL.fullmatch(naam)] == []


def test_every_operation_says_its_errors_as_problems():
    onderdelen = openapi()["components"]["responses"]
    vormen = {naam: set(antwoord["content"]) for naam, antwoord in onderdelen.items()}
    zonder = [naam for naam, operatie in operaties() if not {"400", "401", "403", "429"} <= set(operatie["responses"])]

    assert set(map(frozenset, vormen.values())) == {frozenset({"application/problem+json"})}
    assert zonder == []
    assert [naam for naam, operatie in operaties() if "422" in operatie["responses"]] == []


def test_every_success_names_the_version():
    zonder = [
        naam
        for naam, operatie in operaties()
        for code, antwoord in operatie["responses"].items()
        if code.startswith("2") and "API-Version" not in antwoord["headers"]
    ]

    assert zonder == []


def test_days_and_moments_have_their_format():
    """A field that is named as a day is one."""
    namen = ("peildatum", "van", "tot", "vastgesteldOp", "gemeldOp", "bekendSinds", "gerealiseerdOp", "gemaaktOp")
    verkeerd = [
        naam
        for naam, veld in velden()
        if naam.rpartition(".")[2] in namen and veld.get("format") not in ("date", "date-time")
    ]

    assert verkeerd == []


def test_every_operation_and_parameter_explains_itself():
    zonder = [naam for naam, operatie in operaties() if not operatie.get("summary")]
    zonder += [
        f"{n} {p['name']}" for n, operatie in operaties() for p in operatie["parameters"] if not p["description"]
    ]

    assert zonder == []


def test_names_of_operations_are_unique():
    namen = [operatie["operationId"] for _, operatie in operaties()]

    assert len(set(namen)) == len(namen)


# --- Every example ---------------------------------------------------------------------------------------------------


@pytest.fixture
def trekker(db):
    trekker = GebruikerFactory(rollen=[Rol.TREKKER, Rol.BELEIDSMEDEWERKER])
    maak_wereld(trekker)
    return trekker


def koppen(gebruiker, *rechten: TokenRecht) -> dict[str, str]:
    token = maak_token(gebruiker=gebruiker, naam="proef", rechten=rechten or list(TokenRecht), dagen=30)
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda v: f"{v.methode} {v.pad}")
def test_example_works_as_it_is_written(trekker, voorbeeld):
    body = None if voorbeeld.body is None else json.dumps(voorbeeld.body)

    antwoord = Client().generic(
        voorbeeld.methode,
        voorbeeld.pad,
        body or "",
        "application/json",
        headers=koppen(trekker) | voorbeeld.koppen,
    )

    assert antwoord.status_code == (201 if voorbeeld.methode == "POST" else 200), antwoord.content
    assert antwoord.json().get("resultaten", True) if isinstance(antwoord.json(), dict) else antwoord.json()


def test_every_operation_has_an_example():
    assert len(VOORBEELDEN) == len(list(operaties()))


# --- Schemathesis ----------------------------------------------------------------------------------------------------


@pytest.fixture
def binnen_transactie():
    """As Django's own test client does: an answer does not close the connection that the test works on."""
    signalen = (request_started, request_finished)
    for signaal in signalen:
        signaal.disconnect(close_old_connections)
    yield
    for signaal in signalen:
        signaal.connect(close_old_connections)


@pytest.mark.parametrize("rol", Rol)
@pytest.mark.usefixtures("binnen_transactie")
def test_api_keeps_its_word_whatever_is_asked(trekker, rol):
    """All checks of schemathesis, with and against the rules of the document: no surprise, no 5xx."""
    gebruiker = trekker if rol == Rol.TREKKER else GebruikerFactory(rollen=[rol])
    kop = koppen(gebruiker)
    contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=ALLES_BEHALVE_AANMELDEN)

    for gevonden, soort in product(contract.get_all_operations(), GenerationMode):
        strategie = gevonden.ok().as_strategy(generation_mode=soort)

        @settings(
            max_examples=2,  # per operation, kind and role: some 1,100 questions, and under a minute
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategie)
        def vraag(case):
            case.call_and_validate(headers=kop)

        vraag()
