"""
What the privacy papers say about the portal, read from the code and the database: which data, about whom, for how long.

`./portaal manage privacypapieren` writes them to docs/privacy/; a test holds that they are what the code says today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.template import Context
from django.template.loader import get_template

from zwijndrecht_portal.core import indicatoren
from zwijndrecht_portal.core.autorisatie import KOPPEN, autorisatiematrix, dossierpaginas
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.querysets import AFDRUK_BLIJFT

PAPIEREN = {
    "README.md": "core/privacy/wegwijzer.md",
    "autorisatiematrix.md": "core/privacy/autorisatiematrix.md",
    "gegevensstroom.md": "core/privacy/gegevensstroom.md",
    "dpia.md": "core/privacy/dpia.md",
    "register.md": "core/privacy/register.md",
    "bewaartermijnen.md": "core/privacy/bewaartermijnen.md",
}
INWONERS, MEDEWERKERS, NIEMAND = "inwoners", "medewerkers en partners", "niemand"
# Of libraries: who signed in, and what was tried at the sign-in page. They name a person without a foreign key.
VAN_BIBLIOTHEKEN = {"sessions.Session", "axes.AccessAttempt"}
DOSSIER_APPS = {"casework", "housing"}
VAN_ONS = {"zwijndrecht_portal", "plan", "budget", "dashboard", *DOSSIER_APPS}
OP_SLOT = "select relname from pg_class where relrowsecurity"


@dataclass(frozen=True, slots=True)
class Bewaarregel:
    """How long something stays, and what takes it away. `bron`: the law, the decision or the setting."""

    wat: str
    termijn: str
    vanaf: str
    bron: str
    hoe: str


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table: about whom it is, whether the database locks it per dossier, and whether it keeps its history."""

    app: str
    naam: str
    omschrijving: str
    over: str
    velden: tuple[str, ...]
    op_slot: bool
    historie: bool


_bewaarregels: list[Callable[[], Iterable[Bewaarregel]]] = []


def registreer_bewaarregels(functie: Callable[[], Iterable[Bewaarregel]]) -> None:
    """Called in `AppConfig.ready()` by an app that keeps something for a limited time."""
    _bewaarregels.append(functie)


def bewaarregels() -> list[Bewaarregel]:
    """Those of the apps, then those of the house itself."""
    return [regel for functie in _bewaarregels for regel in functie()] + [
        Bewaarregel(
            "Inzagelog: wie in welk dossier keek", "blijft", "het moment van inzien",
            "nog te besluiten; gebruikelijk is 5 jaar", "niets verwijdert het: de database weigert dat",
        ),
        Bewaarregel(
            "Account van een medewerker of partner", "blijft, op niet actief", "het vertrek",
            "wie iets wijzigde, moet te vinden blijven", "de beheerder zet het account op niet actief",
        ),
        Bewaarregel(
            "Sessie van wie is ingelogd", f"{settings.SESSION_COOKIE_AGE // 3600} uur", "het inloggen",
            "PORTAAL_SESSIE_DUUR en PORTAAL_SESSIE_STIL", "`clearsessions`, iedere nacht",
        ),
        Bewaarregel(
            "Mislukte pogingen om in te loggen", f"{settings.AXES_COOLOFF_TIME.seconds // 60} minuten",
            "de laatste poging", "AXES_COOLOFF_TIME", "de volgende poging ruimt op",
        ),
        Bewaarregel(
            "Pdf die iemand zelf vroeg", meervoud(AFDRUK_BLIJFT.days, "dag", "dagen"), "de aanvraag",
            "AFDRUK_BLIJFT", "`ruim_afdrukken_op`, ieder uur",
        ),
        Bewaarregel(
            "Back-up van de hele database", "30 dagen", "het maken", "PORTAAL_BEWAAR_DAGEN",
            "`ops/database/backup.sh`, iedere nacht",
        ),
    ]  # fmt: skip


def tabellen() -> list[Tabel]:
    """Every table that people wrote, and those of libraries that say something about a person."""
    with connection.cursor() as cursor:
        cursor.execute(OP_SLOT)
        op_slot = {naam for (naam,) in cursor.fetchall()}
    eigen = [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")]
    alle = [_tabel(model, op_slot) for model in eigen if _is_van_ons(model) or _over(model, op_slot) != NIEMAND]
    return sorted(alle, key=lambda tabel: (tabel.app, tabel.naam))


def _is_van_ons(model: type[models.Model]) -> bool:
    return model.__module__.split(".")[0] in {
        "zwijndrecht_portal",
        "plan",
        "casework",
        "housing",
        "budget",
        "dashboard",
    }


def _tabel(model: type[models.Model], op_slot: set[str]) -> Tabel:
    meta = model._meta
    velden = [veld for veld in meta.local_concrete_fields if not veld.primary_key or veld.is_relation]
    over = _over(model, op_slot)
    if over == MEDEWERKERS and model is not Gebruiker and _is_van_ons(model):
        velden = [veld for veld in velden if veld.related_model is Gebruiker]
    uitleg = (model.__doc__ or "") if _is_van_ons(model) else f"Van de bibliotheek {meta.app_label}."
    return Tabel(
        app=meta.app_label,
        naam=str(meta.verbose_name),
        omschrijving=" ".join(uitleg.split()).partition(". ")[0].removesuffix(".") + ".",
        over=over,
        velden=tuple(str(veld.verbose_name) for veld in velden) if over != NIEMAND else (),
        op_slot=meta.db_table in op_slot,
        historie=hasattr(model, "pgh_event_models"),
    )


def _over(model: type[models.Model], op_slot: set[str]) -> str:
    """A lock per dossier means residents; a link to an account means colleagues and partners."""
    if model._meta.db_table in op_slot:
        return INWONERS
    verwijst = any(veld.related_model is Gebruiker for veld in model._meta.local_concrete_fields)
    if verwijst or model is Gebruiker or model._meta.label in VAN_BIBLIOTHEKEN:
        return MEDEWERKERS
    return NIEMAND


def papieren() -> dict[str, str]:
    """Each paper by its file name, as Markdown. The same code and database give the same text."""
    context = Context(_gegevens(), autoescape=False)
    teksten = {bestand: get_template(naam).template.render(context) for bestand, naam in PAPIEREN.items()}
    return {bestand: tekst.strip() + "\n" for bestand, tekst in teksten.items()}


def _gegevens() -> dict[str, Any]:
    alle = tabellen()
    cijfers = [rij for rij in indicatoren.alle() if rij.functie.__module__.split(".")[0] in DOSSIER_APPS]
    inwoners = [rij for rij in alle if rij.over == INWONERS]
    return {
        "matrix": _rijen(KOPPEN, autorisatiematrix()),
        "rollen": [rol.label for rol in Rol],
        "inwoners": _rijen(("tabel", "wat", "gegevens", "slot", "historie"), map(_als_rij, inwoners)),
        "medewerkers": _rijen(
            ("tabel", "wat", "gegevens", "slot", "historie"), map(_als_rij, (r for r in alle if r.over == MEDEWERKERS))
        ),
        "niemand": ", ".join(f"{rij.naam} ({rij.app})" for rij in alle if rij.over == NIEMAND),
        "aantallen": {"inwoners": len(inwoners), "alles": len(alle)},
        "cijfers": _rijen(("cijfer", "hoe geteld"), ((rij.naam, rij.definitie) for rij in cijfers)),
        "dossierpaginas": dossierpaginas(),
        "bewaarregels": _rijen(
            ("wat", "hoe lang", "vanaf", "waarom zo lang", "hoe het weggaat"),
            ((r.wat, r.termijn, r.vanaf, r.bron, r.hoe) for r in bewaarregels()),
        ),
        "instelling": settings,
        "stil": settings.SESSIE_STIL // 60,
        "slot_minuten": settings.AXES_COOLOFF_TIME.seconds // 60,
    }


def _als_rij(tabel: Tabel) -> tuple[str, ...]:
    ja_nee = {True: "ja", False: "nee"}
    velden = ", ".join(tabel.velden)
    return f"{tabel.naam} ({tabel.app})", tabel.omschrijving, velden, ja_nee[tabel.op_slot], ja_nee[tabel.historie]


def _rijen(koppen: Iterable[str], rijen: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar in a text would begin another column."""
    koppen = list(koppen)
    regels = [koppen, ["---"] * len(koppen), *rijen]
    return "\n".join("| " + " | ".join(cel.replace("|", "\\|") for cel in regel) + " |" for regel in regels)
