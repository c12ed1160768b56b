"""Which pages a person sees in the navigation, and where the day starts. Names of URLs only: no app is imported."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from zwijndrecht_portal.core.enums import Rol


@dataclass(frozen=True, slots=True)
class Onderdeel:
    label: str
    url_naam: str
    permission: str
    ook: tuple[str, ...] = ()  # other beginnings of addresses that belong to it


@dataclass(frozen=True, slots=True)
class NavigatieLink:
    label: str
    url: str
    actief: bool


ONDERDELEN = [
    Onderdeel("Mijn dag", "casework:caseload", "casework.view_caseload"),
    Onderdeel("Verdeling", "casework:verdeling", "casework.view_verdeling"),
    Onderdeel("Buurtcirkels", "casework:buurtcirkel_lijst", "casework.view_buurtcirkel"),
    Onderdeel("Dashboard", "dashboard:overzicht", "dashboard.view_dashboard"),
    Onderdeel("Acties", "plan:actie_lijst", "plan.view_actie", ("/betrokkenen/", "/mijlpalen/")),
    Onderdeel(
        "Plannen",
        "plan:opgave_lijst",
        "plan.view_opgave",
        ("/plannen/", "/dekking/", "/verversing/", "/aandachtspunten/"),
    ),
    Onderdeel("Wonen", "housing:overzicht", "housing.view_overzicht"),
    Onderdeel("Budget", "budget:overzicht", "budget.view_begroting"),
    Onderdeel("Rapportages", "dashboard:rapportage_lijst", "dashboard.view_rapportage"),
    Onderdeel("Inzagelog", "inzagelog", "core.view_inzagelog"),
    Onderdeel("Rechten", "rechten", "core.beoordeel_rechten"),
    Onderdeel("Invoer", "invoer_lijst", "core.view_invoer"),
    Onderdeel("Bewaren", "casework:vernietigingen", "casework.beslis_vernietiging"),
    Onderdeel("Beheer", "admin:index", "core.view_gebruiker"),
]

# Where a person starts after signing in; the first role that matches decides.
STARTPAGINA = {
    Rol.TRAJECTREGISSEUR: "casework:caseload",
    Rol.WAAKVLAMCOORDINATOR: "casework:caseload",
    Rol.TEAMLEIDER: "casework:caseload",
    Rol.BELEIDSMEDEWERKER: "plan:actie_lijst",
    Rol.TREKKER: "plan:actie_lijst",
    Rol.CONTROLLER: "budget:overzicht",
    Rol.WOONCONSULENT: "housing:overzicht",
    Rol.RAADSLID: "dashboard:rapportage_lijst",
    Rol.PRIVACY_OFFICER: "inzagelog",
    Rol.BEHEERDER: "admin:index",
}


@cache
def _url(naam: str) -> str:
    return reverse(naam)


def navigatie_voor(gebruiker: Any, pad: str) -> list[NavigatieLink]:
    """The links this person may follow; the one that leads to `pad` is marked."""
    links = [(o.label, _url(o.url_naam), o.ook) for o in ONDERDELEN if gebruiker.has_perm(o.permission)]
    passend = [url for _, url, ook in links if pad == url or pad.startswith(((url,) if url != "/" else ()) + ook)]
    huidig = max(passend, key=len, default="")
    return [NavigatieLink(label, url, url == huidig) for label, url, _ in links]


def startpagina(gebruiker: Any) -> str:
    """The URL on which this person's work starts; the dashboard when no role says otherwise."""
    for rol, naam in STARTPAGINA.items():
        if gebruiker.heeft_rol(rol):
            return _url(naam)
    return _url("dashboard:overzicht")
