"""Whole-house agreements: words, templates, commands, migrations. Each guard was broken once on purpose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.apps import apps
from django.core.management import BaseCommand, call_command, get_commands, load_command_class
from django.core.management.commands import migrate
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template

from tests.utils import APPS, ROOT, broncode, eigen_modellen, sjablonen
from zwijndrecht_portal.core.begrippen import begrippen

# Found by name by Django itself.
VANZELF = re.compile(r"^(400|403|404|500|503)\.html$|^registration/|^admin/")
VERWIJZING = re.compile(r"{% (?:include|extends) \"([^\"]+)\"")
INCLUDE_MET = re.compile(r"{% include \"([^\"]+)\" with ")
UNSAFE = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape off")
INLINE = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
NEDERLANDS = re.compile(r"\b(de|het|een|van|uit|naar|alle|wat|wie|per)\b", re.IGNORECASE)
ENGELS = re.compile(r"\b(the|and|from|with|for|all|load|loads|show|create)\b", re.IGNORECASE)
WOORDEN = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

# Django's or a library's own words, where the glossary means something else by them.
TECHNISCHE_NAMEN = {
    "action": "argparse and Django admin",
    "actions": "Django admin",
}


# --- Templates -------------------------------------------------------------------------------------------------------


def genoemd_in_code() -> set[str]:
    """Names of templates in strings, also in f-strings and with the name of a fragment behind it."""
    teksten = (
        knoop.value
        for boom in broncode().values()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str)
    )
    return {tekst.partition("#")[0] for tekst in teksten}


def test_every_template_is_used():
    genoemd = genoemd_in_code() | {naam for tekst in sjablonen().values() for naam in VERWIJZING.findall(tekst)}

    assert [naam for naam in sjablonen() if naam not in genoemd and not VANZELF.match(naam)] == []


def test_every_named_template_exists():
    genoemd = {naam for tekst in sjablonen().values() for naam in VERWIJZING.findall(tekst)}

    assert sorted(genoemd - set(sjablonen())) == []


@pytest.mark.parametrize("naam", [naam for naam in sjablonen() if naam.endswith((".html", ".txt"))])
def test_template_compiles(naam):
    assert get_template(naam)


def test_every_included_template_names_its_parameters_first():
    met_parameters = {naam for tekst in sjablonen().values() for naam in INCLUDE_MET.findall(tekst)}
    eerste_regel = {naam: sjablonen()[naam].partition("\n")[0] for naam in met_parameters}

    assert [naam for naam, regel in eerste_regel.items() if not re.match(r"{# .*Parameters: .*#}", regel)] == []


def test_templates_trust_no_text():
    """Nothing switches escaping off; what is HTML is made with format_html in one tag library."""
    assert [naam for naam, tekst in sjablonen().items() if UNSAFE.search(tekst)] == []


def test_pages_and_mails_hold_no_inline_style_or_script():
    gevonden = {naam: INLINE.findall(tekst) for naam, tekst in sjablonen().items() if not naam.startswith("pdf/")}

    assert {naam: hits for naam, hits in gevonden.items() if hits} == {}


def test_every_page_has_one_title_and_heading():
    """A page that extends the frame names itself, and has exactly one h1 on each of its paths."""
    paginas = {naam: tekst for naam, tekst in sjablonen().items() if '{% extends "base.html" %}' in tekst}
    zonder_titel = [naam for naam, tekst in paginas.items() if "{% block title %}" not in tekst]
    zonder_kop = [naam for naam, tekst in paginas.items() if "<h1" not in tekst]

    assert (zonder_titel, zonder_kop) == ([], [])


# --- Words -----------------------------------------------------------------------------------------------------------


def namen(boom: ast.Module) -> Iterator[str]:
    """What this module gives a name: functions, classes, parameters, variables, attributes of classes."""
    for knoop in ast.walk(boom):
        match knoop:
            case ast.FunctionDef(name=naam) | ast.AsyncFunctionDef(name=naam) | ast.ClassDef(name=naam):
                yield naam
            case ast.arg(arg=naam) | ast.Name(id=naam, ctx=ast.Store()) | ast.Attribute(attr=naam, ctx=ast.Store()):
                yield naam


def woorden(naam: str) -> tuple[str, ...]:
    """`ActieFilterForm` and `actie_filter_form` are the same three words."""
    return tuple(deel.lower() for deel in WOORDEN.findall(naam))


def bevat(naam: tuple[str, ...], synoniem: tuple[str, ...]) -> bool:
    """The synonym, singular or plural, stands as whole words in the name."""
    meervoud = (*synoniem[:-1], f"{synoniem[-1]}s")
    lengte = len(synoniem)
    return any(naam[begin : begin + lengte] in (synoniem, meervoud) for begin in range(len(naam) - lengte + 1))


def test_code_uses_the_words_of_the_glossary():
    synoniemen = {woorden(woord): begrip.term for begrip in begrippen() for woord in begrip.niet}
    gevonden = [
        f"{pad}: {naam} heet in dit portaal {term}"
        for pad, boom in broncode().items()
        for naam in sorted(set(namen(boom)))
        for synoniem, term in synoniemen.items()
        if naam not in TECHNISCHE_NAMEN and bevat(woorden(naam), synoniem)
    ]

    assert gevonden == []


def test_every_model_is_in_the_glossary():
    """By its own name; of "stand van een actie" both nouns are explained apart."""
    bekend = {begrip.term.casefold() for begrip in begrippen()}
    onbekend = [
        f"{model._meta.label}: {naam}"
        for model in eigen_modellen()
        if (naam := str(model._meta.verbose_name).casefold()) not in bekend
        and not set(re.split(r" van (?:een |het |de )?", naam)) <= bekend
    ]

    assert onbekend == []


def test_every_model_says_in_dutch_what_it_is():
    zonder = [
        model._meta.label
        for model in eigen_modellen()
        if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(") or not NEDERLANDS.search(model.__doc__)
    ]

    assert zonder == []


def test_glossary_has_each_word_once_in_order():
    termen = re.findall(r"^## (.+)$", (ROOT / "docs" / "begrippen.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert termen == sorted(set(termen), key=str.casefold)


# --- Commands --------------------------------------------------------------------------------------------------------


def opdrachten() -> dict[str, str]:
    """Name of each own management command and the app it stands in."""
    eigen = {"zwijndrecht_portal.core", "zwijndrecht_portal.demo", *APPS}
    return {naam: app for naam, app in get_commands().items() if app in eigen}


def test_every_command_explains_itself_in_dutch():
    uitleg = {naam: load_command_class(app, naam).help for naam, app in opdrachten().items()}

    assert [naam for naam, tekst in uitleg.items() if not NEDERLANDS.search(tekst) or ENGELS.search(tekst)] == []


def test_every_option_of_a_command_explains_itself_in_dutch():
    django = (BaseCommand(), migrate.Command())  # whose own options are not ours to explain
    van_django = {optie.dest for command in django for optie in command.create_parser("manage.py", "")._actions}
    zonder = [
        f"{naam} {optie.dest}"
        for naam, app in opdrachten().items()
        for optie in load_command_class(app, naam).create_parser("manage.py", naam)._actions
        if optie.dest not in van_django and (not optie.help or ENGELS.search(optie.help))
    ]

    assert zonder == []


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", sorted((ROOT / "requirements").iterdir()), ids=lambda pad: pad.name)
def test_requirements_hold_no_address(pad: Path):
    assert "://" not in pad.read_text(encoding="utf-8")


def test_no_module_is_a_drawer():
    """`utils.py` says nothing: logic gets a module with a name."""
    lades = {"utils.py", "helpers.py", "common.py", "misc.py"}

    assert [pad for pad in broncode() if PurePosixPath(pad).name in lades] == []


def test_nothing_swallows_every_error():
    """A handler for everything may clean up, but passes the error on."""
    breed = [
        f"{pad}:{knoop.lineno}"
        for pad, boom in broncode().items()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.ExceptHandler)
        and (knoop.type is None or getattr(knoop.type, "id", "") in {"Exception", "BaseException"})
        and not isinstance(knoop.body[-1], ast.Raise)
    ]

    assert breed == []


# --- Migrations ------------------------------------------------------------------------------------------------------


def eigen_migraties() -> list[tuple[str, str]]:
    """(app, name) of each migration of the house, in order."""
    return sorted(sleutel for sleutel in MigrationLoader(None).disk_migrations if sleutel[0] in APPS)


def test_migrations_are_named_by_what_they_do():
    vaag = re.compile(r"_(auto_|initial$|alter_|merge)|^\d{4}$")

    assert [f"{app}.{naam}" for app, naam in eigen_migraties() if vaag.search(naam)] == []


def test_migrations_are_linear():
    """One head per app, and the file on which two branches must clash says which."""
    mappen = {app: Path(apps.get_app_config(app).path) / "migrations" for app, _ in eigen_migraties()}
    koppen = sorted(kop for kop in MigrationLoader(None).graph.leaf_nodes() if kop[0] in APPS)

    assert koppen == [(app, (map / "max_migration.txt").read_text().strip()) for app, map in mappen.items()]


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    """Every model as it is now is in a migration: `makemigrations` finds nothing to do."""
    try:
        call_command("makemigrations", *APPS, check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_data_migrations_can_go_back():
    """Each RunPython says how to undo it; what cannot be undone says so with `noop`."""
    heen = [
        f"{app}.{naam}"
        for (app, naam), migratie in MigrationLoader(None).disk_migrations.items()
        if app in APPS and not all(operatie.reversible for operatie in migratie.operations)
    ]

    assert heen == []
