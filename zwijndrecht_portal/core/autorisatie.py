"""
The authorisation matrix, read from the code: what each role may, and on which page.

Every right is a rule in some `permissions.py`. A rule that also asks something about the object, such as "is the
trekker of it", gives a condition in words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from rules.permissions import permissions

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.permissions import heeft_invoer

DEEL = re.compile(r" & | \| |[()~]|[^()~& |]+(?:\|[^()~& |]+)*")
PERSOON = {"heeft_invoer": heeft_invoer}  # rules about the person alone that are no role
JA, NEE = "ja", "nee"
KOPPEN = ("recht", "pagina's", "dossier", *(rol.label for rol in Rol))

Uitkomst = bool | str  # sure, or the condition in words


def autorisatiematrix() -> list[list[str]]:
    """A row per right: its name, the pages that ask for it, whether those leave a line in the log, and each role."""
    paginas, dossiers = _paginas()
    return [
        [
            naam,
            ", ".join(sorted(paginas[naam])),
            JA if naam in dossiers else NEE,
            *(_in_woorden(beoordeel(predicaat, rol)) for rol in Rol),
        ]
        for naam, predicaat in sorted(permissions.items())
    ]


def dossierpaginas() -> list[str]:
    """The addresses behind which a dossier opens: each visit leaves a line in the access log."""
    return sorted(
        adres for adres, view in _views(get_resolver().url_patterns, "/") if getattr(view, "is_dossier", False)
    )


def beoordeel(predicaat: Any, rol: Rol) -> Uitkomst:
    """What somebody with only this role may: always, never, or under which condition."""
    delen = [deel.strip() for deel in DEEL.findall(predicaat.name)]
    uitkomst = _of(delen, rol)
    if delen:
        raise ValueError(f"Onbegrepen regel: {predicaat.name}")
    return uitkomst


def _of(delen: list[str], rol: Rol) -> Uitkomst:
    gevonden = [_en(delen, rol)]
    while delen and delen[0] == "|":
        delen.pop(0)
        gevonden.append(_en(delen, rol))
    if True in gevonden:
        return True
    return " of ".join(str(deel) for deel in gevonden if deel is not False) or False


def _en(delen: list[str], rol: Rol) -> Uitkomst:
    gevonden = [_een(delen, rol)]
    while delen and delen[0] == "&":
        delen.pop(0)
        gevonden.append(_een(delen, rol))
    if False in gevonden:
        return False
    return " en ".join(str(deel) for deel in gevonden if deel is not True) or True


def _een(delen: list[str], rol: Rol) -> Uitkomst:
    deel = delen.pop(0)
    if deel == "~":
        binnen = _een(delen, rol)
        return f"niet {binnen}" if isinstance(binnen, str) else not binnen
    if deel == "(":
        binnen = _of(delen, rol)
        delen.pop(0)  # the bracket that closes
        return binnen
    soort, _, rest = deel.partition(":")
    if soort == "heeft_rol":
        return rol in rest.split("|")
    if deel in ("is_authenticated", "always_true"):
        return True
    if deel in PERSOON:
        return bool(PERSOON[deel](Gebruiker(rollen=[rol])))
    return deel.replace("_", " ")


def _in_woorden(uitkomst: Uitkomst) -> str:
    if isinstance(uitkomst, str):
        return f"als: {uitkomst}"
    return JA if uitkomst else NEE


def _paginas() -> tuple[dict[str, set[str]], set[str]]:
    """The addresses that ask for each right, and which rights open dossiers."""
    paginas: dict[str, set[str]] = defaultdict(set)
    dossiers = set()
    for adres, view in _views(get_resolver().url_patterns, "/"):
        if recht := getattr(view, "required_permission", None):
            paginas[recht].add(adres)
            if getattr(view, "is_dossier", False):
                dossiers.add(recht)
    return paginas, dossiers


def _views(patronen: list[URLPattern | URLResolver], begin: str) -> Iterator[tuple[str, Any]]:
    for patroon in patronen:
        adres = f"{begin}{patroon.pattern}"
        if isinstance(patroon, URLResolver):
            yield from _views(patroon.url_patterns, adres)
        else:
            yield adres, patroon.callback
