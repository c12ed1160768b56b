"""Where code lives and what it may reach (docs/adr/0005). Each guard was broken once on purpose to see it fail."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

import pgtrigger
import pytest
from django.apps import apps
from django.db import models
from importlinter.cli import lint_imports

from tests.utils import APPS, ROOT, broncode, eigen_modellen

# Foreign keys follow the same arrows as imports; budget, plan and dashboard never point at a dossier.
MAG_WIJZEN_NAAR = {
    "core": {"core"},
    "plan": {"plan", "core"},
    "casework": {"casework", "core"},
    "housing": {"housing", "casework", "plan", "core"},
    "budget": {"budget", "plan", "core"},
    "dashboard": {"dashboard", "budget", "plan", "core"},
}

# Own tables without history, and why that loses nothing.
ZONDER_HISTORIE = {
    "core.Afdruk": "a copy on paper of what has its own history; gone after a day",
    "core.Ketenkop": "the head of the access log, which only grows; a command recomputes it",
    "core.Invoer": "a report of an import that is only filled in; what it changed has its own history",
    "core.Bronrecord": "what a data file said; the file itself is in version control",
    "budget.Boekingenimport": "the report of a file: who gave it and what became of it; the boekingen only grow",
    "budget.Maandtotaal": "the sum of boekingen that only grow; the database keeps it, a command recomputes it",
    "plan.Herinnering": "bookkeeping of mails: one row a mail, only filled in when it is sent",
    "housing.Beurtherinnering": "the same, for whose turn it is in a woonvraag",
    "dashboard.Meetherinnering": "the same, for a figure that is due",
    "core.Rechtenherinnering": "the same, for the review of rights",
    "dashboard.Bericht": "bookkeeping of mails: one row a mail, only filled in when it is sent",
    "casework.Contactstand": "a summary of contacts that only grow; a test recomputes it",
    "casework.OpTijdPeriode": "follows from the same contacts",
    "casework.Telperiode": "follows from the dossier; a test recomputes it",
    "casework.Telmutatie": "the same, added up per day",
    "casework.Pseudoniemteller": "the last number given out in a year",
}

# Rooms that may write, besides services (architectuur: which room).
SCHRIJFT = {
    "zwijndrecht_portal/core/querysets.py": "create_user, where Django looks for it",
    "zwijndrecht_portal/core/bron.py": "the loader that services use",
    "budget/rekenblad.py": "saves a spreadsheet, no row",
    "zwijndrecht_portal/core/pdf.py": "saves a document, no row",
}
SCHRIJVENDE_KAMERS = {"services", "services.py", "admin", "admin.py", "resources.py", "tasks.py", "demo"}
SCHRIJFWERK = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "create_user",
}  # fmt: skip
ROWS = {"objects", "filter", "exclude", "all", "select_for_update", "_default_manager"}
LATE_IMPORTS = {"weasyprint", "pikepdf"}


def test_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def relations() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every foreign key and link of every table, history included, to a table of the house."""
    for naam in APPS:
        for model in apps.get_app_config(naam).get_models(include_auto_created=True):
            for veld in (*model._meta.local_fields, *model._meta.local_many_to_many):
                if veld.is_relation and veld.related_model._meta.app_label in APPS:
                    yield model, veld


def test_relations_follow_the_arrows():
    verkeerd = [
        f"{veld} -> {veld.related_model._meta.label}"
        for model, veld in relations()
        if veld.related_model._meta.app_label not in MAG_WIJZEN_NAAR[model._meta.app_label]
    ]

    assert verkeerd == []


def test_relations_across_an_app_border_give_no_way_back():
    verkeerd = [
        str(veld)
        for model, veld in relations()
        if veld.related_model._meta.app_label != model._meta.app_label and not veld.remote_field.hidden
    ]

    assert verkeerd == []


def test_relations_protect_what_they_point_at():
    """Deleting a person or a dossier never takes other rows along."""
    verkeerd = [
        str(veld)
        for model, veld in relations()
        if model in eigen_modellen() and veld.many_to_one and veld.remote_field.on_delete is not models.PROTECT
    ]

    assert verkeerd == []


def append_only() -> set[type[models.Model]]:
    """Tables of which the database refuses every update and delete."""
    weigert_alles = pgtrigger.Update | pgtrigger.Delete
    return {
        model
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect)
        and not trigger.condition
        and str(trigger.operation) == str(weigert_alles)
    }


def test_every_table_has_history_or_only_grows():
    zonder = {
        model._meta.label
        for model in eigen_modellen()
        if not hasattr(model, "pgh_event_models") and model not in append_only()
    }

    assert zonder == set(ZONDER_HISTORIE)


def schrijfregels(boom: ast.Module) -> list[int]:
    """Lines that write rows: a writing verb, or an update of a queryset."""
    regels = []
    for knoop in ast.walk(boom):
        if not (isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute)):
            continue
        keten = {deel.attr for deel in ast.walk(knoop.func.value) if isinstance(deel, ast.Attribute)}
        if knoop.func.attr in SCHRIJFWERK or (knoop.func.attr == "update" and keten & ROWS):
            regels.append(knoop.lineno)
    return regels


def test_nothing_writes_outside_services():
    gevonden = [
        f"{pad}:{regel}"
        for pad, boom in broncode().items()
        if pad not in SCHRIJFT and not SCHRIJVENDE_KAMERS & set(PurePosixPath(pad).parts)
        for regel in schrijfregels(boom)
    ]

    assert gevonden == []


def test_every_exception_to_writing_is_still_needed():
    assert [pad for pad in SCHRIJFT if not schrijfregels(broncode()[pad])] == []


@pytest.mark.parametrize("kamer", ["admin.py", "admin", "api", "api.py", "resources.py"])
def test_casework_has_no_such_room(kamer):
    """Dossiers have one guarded door: no admin, no API, no bulk export."""
    assert not (ROOT / "casework" / kamer).exists()


def imports_of(boom: ast.AST, namen: set[str]) -> list[ast.stmt]:
    return [
        knoop
        for knoop in ast.walk(boom)
        if (isinstance(knoop, ast.Import) and any(alias.name.split(".")[0] in namen for alias in knoop.names))
        or (isinstance(knoop, ast.ImportFrom) and (knoop.module or "").split(".")[0] in namen)
    ]


def test_pdf_libraries_are_imported_in_one_room_and_late():
    """Importing them takes seconds: never in a web worker. Under TYPE_CHECKING nothing is imported."""
    gevonden = {}
    for pad, boom in broncode().items():
        laat = {k for blok in ast.walk(boom) if isinstance(blok, ast.FunctionDef | ast.If) for k in blok.body}
        vroeg = [knoop for knoop in imports_of(boom, LATE_IMPORTS) if knoop not in laat]
        if imports_of(boom, LATE_IMPORTS) and (vroeg or pad != "zwijndrecht_portal/core/pdf.py"):
            gevonden[pad] = [knoop.lineno for knoop in imports_of(boom, LATE_IMPORTS)]

    assert gevonden == {}


def test_there_are_no_signals():
    """What happens when someone does something stands in one service, not in a receiver elsewhere."""
    modules = {"django.dispatch", "django.db.models.signals"}
    gevonden = [
        f"{pad}:{knoop.lineno}"
        for pad, boom in broncode().items()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.ImportFrom) and knoop.module in modules
    ]

    assert gevonden == []
