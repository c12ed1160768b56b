"""Contingenten and the homes there are, in a spreadsheet."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from housing.enums import Segment, VoorraadEenheid
from housing.models import Contingent, Voorraadmeting
from housing.services.contingenten import spreek_contingent_af, verwijder_contingent
from housing.services.voorraad import leg_voorraad_vast, verwijder_voorraad
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, heel_getal, tekst
from zwijndrecht_portal.core.models import Organisatie
from zwijndrecht_portal.core.opmaak import parse_bedrag


def stand_van_contingenten(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """One query."""
    rijen = Contingent.objects.order_by("jaar", "corporatie__naam").values_list("corporatie__slug", "jaar", "aantal")
    return {(corporatie, str(jaar)): {"aantal": str(aantal)} for corporatie, jaar, aantal in rijen}


def spreek_af_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    corporatie = Organisatie.objects.filter(slug=sleutel[0]).first()
    if corporatie is None:
        raise ValidationError(f'Het portaal kent geen organisatie "{sleutel[0]}".')
    if not waarden["aantal"]:
        raise ValidationError("Vul het aantal in.")
    spreek_contingent_af(corporatie=corporatie, jaar=int(sleutel[1]), aantal=int(waarden["aantal"]))


def verwijder_uit_rij(sleutel: Sleutel, door: Any) -> None:
    verwijder_contingent(contingent=Contingent.objects.get(corporatie__slug=sleutel[0], jaar=sleutel[1]))


CONTINGENTEN = Invoersoort(
    naam="contingenten",
    label="Contingenten",
    uitleg="Hoeveel woningen elke corporatie per jaar vrijhoudt.",
    permission="housing.change_contingent",
    kolommen=(
        Kolom("corporatie", "De vaste naam van de corporatie.", is_sleutel=True),
        Kolom("jaar", "Het jaar.", heel_getal, is_sleutel=True),
        Kolom("aantal", "Aantal woningen.", heel_getal, is_verplicht=True, max_lengte=6),
    ),
    stand=stand_van_contingenten,
    pas_toe=spreek_af_uit_rij,
    mag_nieuw=True,
    verwijder=verwijder_uit_rij,
)


def waarde(cel: str) -> str:
    """Two decimals at most; a percent sign may stand behind it."""
    getal = parse_bedrag(cel.removesuffix("%").strip())
    return format(getal.normalize(), "f")


def een_van(keuzes: Any) -> Any:
    """A cell that holds one of these."""

    def lees(cel: str) -> str:
        if cel.casefold() not in keuzes.values:
            raise ValueError(f"Kies uit {', '.join(keuzes.values)}.")
        return cel.casefold()

    return lees


def code(cel: str) -> str:
    if not cel.replace("-", "").isalnum() or not cel.isascii() or len(cel) > 30:
        raise ValueError("Gebruik letters, cijfers en streepjes, hoogstens 30.")
    return cel.lower()


def stand_van_woningaanbod(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """One query."""
    return {
        (rij.code,): {
            "naam": tekst(rij.naam),
            "segment": rij.segment,
            "jaar": str(rij.jaar or ""),
            "waarde": format(rij.waarde.normalize(), "f"),
            "eenheid": rij.eenheid,
            "circa": "ja" if rij.is_circa else "nee",
            "bron": tekst(rij.bron),
        }
        for rij in Voorraadmeting.objects.order_by("segment", "jaar", "code")
    }


def leg_voorraad_vast_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    velden: dict[str, Any] = dict(waarden)
    if "jaar" in velden:
        velden["jaar"] = int(velden["jaar"]) if velden["jaar"] else None
    if "waarde" in velden:
        velden["waarde"] = Decimal(velden["waarde"])
    if "circa" in velden:
        velden["is_circa"] = velden.pop("circa") == "ja"
    leg_voorraad_vast(code=sleutel[0], **velden)


def verwijder_voorraad_uit_rij(sleutel: Sleutel, door: Any) -> None:
    verwijder_voorraad(code=sleutel[0])


def ja_of_nee(cel: str) -> str:
    """Also as Excel writes it when somebody ticks."""
    woord = {"waar": "ja", "onwaar": "nee"}.get(cel.casefold(), cel.casefold())
    if woord not in ("ja", "nee"):
        raise ValueError("Vul ja of nee in.")
    return woord


WONINGAANBOD = Invoersoort(
    naam="woningaanbod",
    label="Woningaanbod",
    uitleg="Hoeveel woningen er zijn, per jaar en deel van de voorraad, of welk aandeel dat is.",
    permission="housing.change_verhuisstroom",
    kolommen=(
        Kolom("code", "De vaste code van dit cijfer.", code, is_sleutel=True),
        Kolom("naam", "Hoe het cijfer heet.", is_verplicht=True, max_lengte=120),
        Kolom("segment", f"Een van {', '.join(Segment.values)}.", een_van(Segment), is_verplicht=True),
        Kolom("jaar", "Het jaar; leeg als de bron geen jaar noemt.", heel_getal, max_lengte=4),
        Kolom("waarde", "Het aantal, of het percentage.", waarde, is_verplicht=True, max_lengte=16),
        Kolom("eenheid", f"Een van {', '.join(VoorraadEenheid.values)}.", een_van(VoorraadEenheid), is_verplicht=True),
        Kolom("circa", "Is het bij benadering: ja of nee.", ja_of_nee, is_verplicht=True),
        Kolom("bron", "Waar het cijfer vandaan komt.", is_verplicht=True, max_lengte=120),
    ),
    stand=stand_van_woningaanbod,
    pas_toe=leg_voorraad_vast_uit_rij,
    mag_nieuw=True,
    verwijder=verwijder_voorraad_uit_rij,
)
