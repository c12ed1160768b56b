"""The pages of casework x every role. The dossier belongs to `trajectregisseur`, who also logged its contact."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from casework.models import Vernietiging
from tests.casework.factories import (
    TEAMLEIDER,
    BuurtcirkelFactory,
    ContactmomentFactory,
    DoelFactory,
    HuishoudenFactory,
    OverdrachtFactory,
    TaakFactory,
    als,
)
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

TEAM = ("trajectregisseur", "andere_trajectregisseur", "waakvlamcoordinator", "teamleider")
VAN_HUISHOUDEN = (
    *(
        "huishouden_detail",
        "contact_loggen",
        "toegang_vragen",
        "toewijzen",
        "overdragen",
        "trede_zetten",
        "waakvlam_zetten",
    ),
    *("waakvlam_stoppen", "plan_detail", "plan_afdrukken", "plan_sluiten", "doel_nieuw", "metingen_vastleggen"),
    *("inzagen", "inzagen_afdrukken", "verbeteringen", "dossier_json", "dossier_afdrukken"),
    *("bewaarstop_zetten", "bewaarstop_opheffen"),
    *("huishouden_verbeteren", "inwoner_toevoegen", "dossier_sluiten", "dossier_heropenen"),
    *("huishouden_splitsen", "huishouden_samenvoegen"),
)
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
    ("get", "casework:cijferlijst"): rij(200, 200, 200, 200, overigen=403),
    ("get", "casework:toegang_vragen"): rij(200, 200, 200, 200, overigen=403),
    ("post", "casework:toegang_vragen"): rij(200, 200, 200, 200, overigen=403),
    ("get", "casework:inzagen"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:verbeteringen"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:inzagen_afdrukken"): rij(302, 302, 302, 302, overigen=404),
    ("post", "casework:dossier_json"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:dossier_afdrukken"): rij(302, 302, 302, 302, overigen=404),
    ("post", "casework:bewaarstop_zetten"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:bewaarstop_opheffen"): rij(302, 302, 302, 302, overigen=404),
    ("get", "casework:vernietigingen"): rij(403, 403, 403, 200, overigen=403) | {"privacy_officer": 200},
    ("post", "casework:vernietiging_voorstellen"): rij(403, 403, 403, 302, overigen=403) | {"privacy_officer": 302},
    ("post", "casework:vernietiging_goedkeuren"): rij(404, 404, 404, 302, overigen=404) | {"privacy_officer": 302},
    ("post", "casework:verklaring_afdrukken"): rij(404, 404, 404, 404, overigen=404),  # not carried out yet
    ("get", "casework:huishouden_openen"): rij(403, 403, 200, 200, overigen=403),
    ("post", "casework:huishouden_openen"): rij(403, 403, 200, 200, overigen=403),
    ("get", "casework:huishouden_verbeteren"): rij(403, 302, 200, 302, overigen=404),
    ("post", "casework:huishouden_verbeteren"): rij(403, 302, 200, 302, overigen=404),
    ("get", "casework:inwoner_toevoegen"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:inwoner_toevoegen"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:inwoner_verbeteren"): rij(200, 404, 200, 302, overigen=404),
    ("post", "casework:inwoner_verbeteren"): rij(200, 404, 200, 302, overigen=404),
    ("get", "casework:dossier_sluiten"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:dossier_sluiten"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:huishouden_splitsen"): rij(403, 302, 200, 302, overigen=404),
    ("post", "casework:huishouden_splitsen"): rij(403, 302, 200, 302, overigen=404),
    ("get", "casework:huishouden_samenvoegen"): rij(403, 302, 200, 302, overigen=404),
    ("post", "casework:huishouden_samenvoegen"): rij(403, 302, 200, 302, overigen=404),
    # open, so there is nothing to open again
    ("get", "casework:dossier_heropenen"): rij(403, 302, 403, 302, overigen=404),
    ("post", "casework:dossier_heropenen"): rij(403, 302, 403, 302, overigen=404),
    ("post", "casework:contact_herroepen"): rij(302, 404, 403, 302, overigen=404),
    ("get", "casework:notitie_toevoegen"): rij(200, 404, 403, 302, overigen=404),
    ("post", "casework:notitie_toevoegen"): rij(200, 404, 403, 302, overigen=404),
    ("post", "casework:taak_afronden"): rij(302, 404, 302, 302, overigen=404),
    ("get", "casework:verdeling"): rij(403, 403, 200, 200, overigen=403),
    ("get", "casework:inzet_wijzigen"): rij(403, 403, 403, 200, overigen=403),
    ("post", "casework:inzet_wijzigen"): rij(403, 403, 403, 200, overigen=403),
    # outside the own work the door asks for a reason before the view asks for a permission
    ("get", "casework:toewijzen"): rij(403, 302, 200, 302, overigen=404),
    ("post", "casework:toewijzen"): rij(403, 302, 200, 302, overigen=404),
    ("get", "casework:overdragen"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:overdragen"): rij(200, 302, 200, 302, overigen=404),
    # the offer is to `andere_trajectregisseur`
    ("post", "casework:overdracht_aannemen"): rij(403, 302, 403, 403, overigen=404),
    ("get", "casework:overdracht_weigeren"): rij(403, 200, 403, 403, overigen=404),
    ("post", "casework:overdracht_weigeren"): rij(403, 200, 403, 403, overigen=404),
    ("post", "casework:overdracht_intrekken"): rij(302, 403, 302, 302, overigen=404),
    ("get", "casework:trede_zetten"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:trede_zetten"): rij(200, 302, 200, 302, overigen=404),
    ("get", "casework:waakvlam_zetten"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:waakvlam_zetten"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:waakvlam_stoppen"): rij(302, 302, 302, 302, overigen=404),
    ("get", "casework:plan_detail"): rij(200, 302, 200, 302, overigen=404),
    ("post", "casework:plan_afdrukken"): rij(302, 302, 302, 302, overigen=404),
    ("post", "casework:plan_sluiten"): rij(302, 302, 403, 302, overigen=404),
    ("get", "casework:doel_nieuw"): rij(200, 302, 403, 302, overigen=404),
    ("post", "casework:doel_nieuw"): rij(200, 302, 403, 302, overigen=404),
    ("post", "casework:doel_afronden"): rij(302, 404, 403, 302, overigen=404),
    ("get", "casework:metingen_vastleggen"): rij(200, 302, 403, 302, overigen=404),
    ("post", "casework:metingen_vastleggen"): rij(200, 302, 403, 302, overigen=404),
    ("get", "casework:buurtcirkel_lijst"): rij(200, 200, 200, 200, overigen=403),
    ("get", "casework:buurtcirkel_nieuw"): rij(403, 403, 200, 200, overigen=403),
    ("post", "casework:buurtcirkel_nieuw"): rij(403, 403, 200, 200, overigen=403),
    ("get", "casework:buurtcirkel_wijzigen"): rij(403, 403, 200, 200, overigen=404),
    ("post", "casework:buurtcirkel_wijzigen"): rij(403, 403, 200, 200, overigen=404),
    ("get", "casework:bijeenkomst_nieuw"): rij(200, 200, 200, 200, overigen=404),
    ("post", "casework:bijeenkomst_nieuw"): rij(200, 200, 200, 200, overigen=404),
}


def maak_objecten(personen: Mapping[str, Gebruiker | None]) -> dict[str, dict[str, int]]:
    """One dossier with a fresh contact and an open taak; the arguments of each URL that points at them."""
    regisseur = personen["trajectregisseur"]
    sinds = timezone.now() - timedelta(days=10)
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="stabiel", waakvlam__sinds=sinds, plan=True)
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=timezone.now())
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=personen["andere_trajectregisseur"])
    doel, cirkel = DoelFactory(huishouden=huishouden), BuurtcirkelFactory()
    with als(TEAMLEIDER):
        inwoner = huishouden.inwoners.get()
        vernietiging = Vernietiging.objects.create(voorgesteld_door=GebruikerFactory(), dossiers=[0])
    return {
        **{f"casework:{naam}": {"pk": huishouden.pk} for naam in VAN_HUISHOUDEN},
        **{f"casework:overdracht_{naam}": {"pk": overdracht.pk} for naam in ("aannemen", "weigeren", "intrekken")},
        "casework:inzet_wijzigen": {"pk": regisseur.pk},
        "casework:doel_afronden": {"pk": doel.pk},
        "casework:buurtcirkel_wijzigen": {"pk": cirkel.pk},
        "casework:bijeenkomst_nieuw": {"pk": cirkel.pk},
        "casework:inwoner_verbeteren": {"pk": inwoner.pk},
        **{f"casework:{naam}": {"pk": vernietiging.pk} for naam in ("vernietiging_goedkeuren", "verklaring_afdrukken")},
        "casework:contact_herroepen": {"pk": contact.pk},
        "casework:notitie_toevoegen": {"pk": contact.pk},
        "casework:taak_afronden": {"pk": taak.pk},
    }
