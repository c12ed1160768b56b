"""The large data set, and how much each page grows from the real size to it."""

from collections.abc import Callable

from bench.gegevens import analyseer, maak_acties
from bench.koppelvlak import _maak_boekingen
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from bench.wijkteam import _maak_contacten, _vul_aan
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Organisatie

HUISHOUDENS, PER_REGISSEUR = 5_000, 100
CONTACTEN, ACTIES = 1_000_000, 1_000
NAAM = "regisseur-{:02}@zwijndrecht.example"
# Who asks which page, and how much longer it may take in the large data set: an exponent of 0.1 for ten times as many
# rows behind a page, and as much longer as the page itself shows more rows (11 acties become a page of 50).
MEER_RIJEN = 50 / 11
PAGINAS = {
    "lijst van acties": (Rol.BELEIDSMEDEWERKER, "/acties/?plan=een-plek-voor-iedereen", MEER_RIJEN),
    "begroting": (Rol.CONTROLLER, "/budget/?plan=een-plek-voor-iedereen&peildatum=2020-12-31", 1.26),
    "voorpagina": (Rol.PROGRAMMAMANAGER, "/?plan=we-zijn-ervan", 1.26),
    "verdeling van het werk": (Rol.TEAMLEIDER, "/verdeling/", HUISHOUDENS / 100),
    "rapportages": (Rol.RAADSLID, "/rapportages/", 1.26),
}


def maak_regisseurs() -> list[Gebruiker]:
    """Enough of them, with a hundred huishoudens each; whoever is there stays."""
    wijkteam = Organisatie.objects.get(slug="vivera-wijkteam")
    wachtwoord = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("pk").first().password
    namen = [NAAM.format(nummer) for nummer in range(1, HUISHOUDENS // PER_REGISSEUR)]
    nieuw = [
        Gebruiker(
            email=email, naam=f"Regisseur {nummer}", rollen=[Rol.TRAJECTREGISSEUR], organisatie=wijkteam,
            password=wachtwoord,
        )
        for nummer, email in enumerate(namen, start=1)
    ]  # fmt: skip
    Gebruiker.objects.bulk_create(nieuw, ignore_conflicts=True)
    regisseurs = list(Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("pk"))
    for regisseur in regisseurs:
        _vul_aan(regisseur)
    return regisseurs


def is_van_bench(gebruiker: Gebruiker) -> bool:
    return gebruiker.email.startswith(NAAM.partition("{")[0])


def maak_groot(vertel: Callable[[str], None]) -> None:
    """5,000 huishoudens, 1,000,000 contactmomenten, 100,000 boekingen, 1,000 acties; what is there stays."""
    vertel("grote gegevens maken: 1.000 acties en 100.000 boekingen")
    maak_acties(ACTIES)
    _maak_boekingen()
    vertel("grote gegevens maken: 5.000 huishoudens")
    regisseurs = maak_regisseurs()
    analyseer()
    vertel("grote gegevens maken: 1.000.000 contacten")
    _maak_contacten(regisseurs[0], CONTACTEN)
    analyseer()


def meet_paginas_van_allen(vertel: Callable[[str], None]) -> dict[str, float]:
    """How many times L each page takes now."""
    vertel("pagina's van elke rol meten")
    uit = {}
    for naam, (rol, pad, _) in PAGINAS.items():
        bezoeker = Bezoeker(Gebruiker.objects.met_rol(rol).order_by("pk").first())
        m = om_en_om({"L": lambda b=bezoeker: b.get("/bench/limiet/"), "ons": lambda b=bezoeker, p=pad: b.get(p)}, 15)
        uit[naam] = mediaan(m["ons"]) / mediaan(m["L"])
    return uit


def groei(klein: dict[str, float], groot: dict[str, float]) -> list[Regel]:
    """Large over small, both in times L."""
    return [
        regel(f"groei, {naam}: {klein[naam]:.1f} L wordt {groot[naam]:.1f} L", groot[naam], klein[naam], doel)
        for naam, (_, _, doel) in PAGINAS.items()
    ]
