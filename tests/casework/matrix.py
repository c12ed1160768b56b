"""The pages of casework x every role. The dossier belongs to `trajectregisseur`, who also logged its contact."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, TaakFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

TEAM = ("trajectregisseur", "andere_trajectregisseur", "waakvlamcoordinator", "teamleider")
KOLOMMEN = ("anoniem", *TEAM, *(rol.value for rol in Rol if rol.value not in TEAM))


def rij(*team: int, overigen: int) -> dict[str, int]:
    """Statuses of the team in the order of TEAM, and of everyone else."""
    return dict.fromkeys(KOLOMMEN, overigen) | {"anoniem": 302} | dict(zip(TEAM, team, strict=True))


MATRIX: dict[tuple[str, str], dict[str, int]] = {
    #                                             regisseur, andere, coördinator, teamleider
    ("get", "casework:caseload"): rij(200, 200, 200, 200, overigen=403),
    # 302 for who reads dossiers but not this one: to the page that asks for a reason
    ("get", "casework:huishouden_detail"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:contact_loggen"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:contact_loggen"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:toegang_vragen"): rij(200, 200, 200, 200, overigen=403),
    ("post", "casework:toegang_vragen"): rij(200, 200, 200, 200, overigen=403),
    ("post", "casework:contact_herroepen"): rij(302, 404, 403, 302, overigen=404),
    ("get", "casework:notitie_toevoegen"): rij(200, 404, 403, 302, overigen=404),
    ("post", "casework:notitie_toevoegen"): rij(200, 404, 403, 302, overigen=404),
    ("post", "casework:taak_afronden"): rij(302, 404, 302, 302, overigen=404),
}


def maak_objecten(personen: Mapping[str, Gebruiker | None]) -> dict[str, dict[str, int]]:
    """One dossier with a fresh contact and an open taak; the arguments of each URL that points at them."""
    regisseur = personen["trajectregisseur"]
    sinds = timezone.now() - timedelta(days=10)
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="stabiel", waakvlam__sinds=sinds)
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=timezone.now())
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)
    return {
        "casework:huishouden_detail": {"pk": huishouden.pk},
        "casework:contact_loggen": {"pk": huishouden.pk},
        "casework:toegang_vragen": {"pk": huishouden.pk},
        "casework:contact_herroepen": {"pk": contact.pk},
        "casework:notitie_toevoegen": {"pk": contact.pk},
        "casework:taak_afronden": {"pk": taak.pk},
    }
