"""One fictitious person per role, all with the same demo password."""

from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Organisatie
from zwijndrecht_portal.core.rechten import is_van_partner

LOOPTIJD = timedelta(days=365)  # of the account of a partner

# Made-up names; the address says the role, so that nobody has to remember who is who.
PERSONEN: dict[Rol, tuple[str, str]] = {
    Rol.BELEIDSMEDEWERKER: ("Noor de Wit", "afdeling-mo"),
    Rol.PROGRAMMAMANAGER: ("Karim Haddou", "gemeente-zwijndrecht"),
    Rol.TREKKER: ("Sanne Vermaas", "pameijer"),
    Rol.CONTROLLER: ("Ruben Kloosterman", "gemeente-zwijndrecht"),
    Rol.TRAJECTREGISSEUR: ("Fatima Bouali", "vivera-wijkteam"),
    Rol.WAAKVLAMCOORDINATOR: ("Joost Terpstra", "vivera-wijkteam"),
    Rol.TEAMLEIDER: ("Mirjam Zonneveld", "vivera-wijkteam"),
    Rol.WOONCONSULENT: ("Daan Roelofs", "gemeente-zwijndrecht"),
    Rol.RAADSLID: ("Elif Yilmazer", ""),
    Rol.PRIVACY_OFFICER: ("Thijs Overbeek", "gemeente-zwijndrecht"),
    Rol.BEHEERDER: ("Lotte Brandsma", "gemeente-zwijndrecht"),
}


def adres(rol: Rol) -> str:
    return f"{rol.value}@zwijndrecht.example"


def maak_personen(wachtwoord: str) -> dict[Rol, Gebruiker]:
    """Make who is missing; everyone gets this password (a start with another one is enough to change it)."""
    organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.all()}
    personen = {}
    for rol, (naam, slug) in PERSONEN.items():
        gebruiker = Gebruiker.objects.filter(email=adres(rol)).first()
        if gebruiker is None:
            gebruiker = Gebruiker.objects.create_user(
                adres(rol), naam, rollen=[rol], organisatie=organisaties.get(slug)
            )
        if is_van_partner(gebruiker) and gebruiker.toegang_tot is None:
            gebruiker.toegang_tot = timezone.localdate() + LOOPTIJD
            gebruiker.save(update_fields=["toegang_tot"])
        personen[rol] = gebruiker
    _geef_wachtwoord(personen.values(), wachtwoord)
    return personen


def _geef_wachtwoord(gebruikers: Collection[Gebruiker], wachtwoord: str) -> None:
    """One encrypted password for all of them: encrypting is slow on purpose."""
    huidig = {gebruiker.password for gebruiker in gebruikers}
    if len(huidig) == 1 and check_password(wachtwoord, huidig.pop()):
        return
    versleuteld = make_password(wachtwoord)
    for gebruiker in gebruikers:
        gebruiker.password = versleuteld
        gebruiker.save(update_fields=["password"])
