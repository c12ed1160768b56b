"""
Load what the plans say about homes from `plan/data`: safe to run at every start.

Goals, shares and corporaties follow the files, except what people changed in the portal. A behoefteraming is never
changed: when the files give other assumptions, that is a new version.
"""

import csv
import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from housing.enums import AannameSoort, DoelSoort, Segment, VoorraadEenheid
from housing.models import Aanname, Behoefteraming, Voorraaddoel, Voorraadmeting
from zwijndrecht_portal.core.bron import Bron, lees_yaml
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Organisatie

DATA = Path(__file__).resolve().parents[2] / "plan" / "data"
BESTANDEN = ("woningdoelen.yaml", "indicatoren.yaml", "gebieden.csv")
CBS = "CBS, wijken en buurten"

# The corporaties of the regional agreements (PALT). The plans do not name them.
CORPORATIES = {"trivire": "Trivire", "woonkracht10": "Woonkracht10", "wbv-heerjansdam": "Wbv Heerjansdam"}

METINGEN = {"H4": Segment.CORPORATIEHUUR, "H5": Segment.BEREIKBARE_HUUR}
DOELEN = {
    "H1": DoelSoort.TOEVOEGEN,
    "H2": DoelSoort.GRENS,
    "H3": DoelSoort.GRENS,
    "H6": DoelSoort.AANDEEL,
    "H7": DoelSoort.SALDO,
}


@transaction.atomic
def laad_woondoelen(*, map: Path = DATA) -> list[str]:
    """Load everything; returns a Dutch line per difference, none when nothing differed."""
    bron = Bron()
    vingerafdruk = hashlib.sha256(b"".join((map / naam).read_bytes() for naam in BESTANDEN)).hexdigest()
    if bron.vorige("woondoelen") == vingerafdruk:
        return []
    gegevens = lees_yaml(map / "woningdoelen.yaml")
    for slug, naam in CORPORATIES.items():
        bron.zet(Organisatie, {"slug": slug}, {"naam": naam, "soort": OrganisatieSoort.WONEN})
    _laad_doelen(bron, map, gegevens["woningdoelen"])
    _laad_voorraad(bron, map)
    _laad_raming(bron, map, gegevens)
    bron.onthoud("woondoelen", vingerafdruk)
    return bron.regels


def _laad_doelen(bron: Bron, map: Path, rijen: list[dict[str, Any]]) -> None:
    """Shares of today become metingen, everything else is a doel; what the source leaves open has no value."""
    plannen = {slug: lees_yaml(map / f"{slug}.yaml")["plan"] for slug in {rij["plan"] for rij in rijen}}
    for rij in rijen:
        plan = plannen[rij["plan"]]
        waarden = {
            "naam": rij["naam"],
            "waarde": None if rij["waarde"] is None else Decimal(rij["waarde"]),
            "jaar": None if rij["jaar"] == "onbekend" else int(rij["jaar"]),
            "is_circa": rij.get("aanduiding") == "circa",
            "bron": plan["naam"],
            "bekend_sinds": date.fromisoformat(plan["looptijd"]["van"]),
        }
        if rij["code"] in METINGEN:
            waarden |= {"segment": METINGEN[rij["code"]], "eenheid": VoorraadEenheid.PROCENT}
            bron.zet(Voorraadmeting, {"code": rij["code"]}, waarden)
        else:
            let_op = rij.get("let_op") or f"{', '.join(rij.get('soorten', []))}".capitalize()
            soort = DOELEN.get(rij["code"], DoelSoort.ONBEKEND)
            waarden |= {"soort": soort, "eenheid": rij["eenheid"] or "", "let_op": let_op}
            bron.zet(Voorraaddoel, {"code": rij["code"]}, waarden)


def _laad_voorraad(bron: Bron, map: Path) -> None:
    with (map / "gebieden.csv").open(encoding="utf-8", newline="") as bestand:
        gemeente = next(rij for rij in csv.DictReader(bestand) if rij["soort"] == "gemeente")
    waarden = {
        "naam": "Woningen in Zwijndrecht",
        "segment": Segment.TOTAAL,
        "jaar": 2024,
        "waarde": Decimal(gemeente["woningvoorraad_2024"]),
        "eenheid": VoorraadEenheid.WONINGEN,
        "bron": CBS,
        "bekend_sinds": date(2024, 1, 1),
    }
    bron.zet(Voorraadmeting, {"code": "voorraad-2024"}, waarden)


def _laad_raming(bron: Bron, map: Path, gegevens: Mapping[str, Any]) -> None:
    plan = lees_yaml(map / f"{gegevens['omrekenregel']['plan']}.yaml")["plan"]
    aannames = _aannames(gegevens, lees_yaml(map / "indicatoren.yaml")["indicatoren"], plan["naam"])
    if bron.vorige("behoefteraming") == aannames:
        return
    versie = Behoefteraming.objects.count() + 1
    raming = Behoefteraming.objects.create(
        versie=versie,
        opgesteld_op=date.fromisoformat(plan["looptijd"]["van"]),
        toelichting=f"De cijfers uit {plan['naam']}, omgerekend naar Zwijndrecht naar het aantal inwoners. "
        "Nog niet bekend is welk deel zelfstandig kan wonen: deze versie rekent met iedereen.",
    )
    for soort, (laag, midden, hoog, herkomst) in aannames.items():
        Aanname.objects.create(raming=raming, soort=soort, laag=laag, midden=midden, hoog=hoog, bron=herkomst)
    bron.onthoud("behoefteraming", aannames)
    bron.regels.append(f"Nieuw: behoefteraming versie {versie}")


def _aannames(gegevens: Mapping[str, Any], indicatoren: list[dict[str, Any]], plan: str) -> dict[str, list[str]]:
    """Low, middle, high and source of each assumption. The largest region gives the lowest outcome."""
    metingen = {rij["code"]: rij["metingen"][-1]["waarde"] for rij in indicatoren}
    per_regio: dict[str, int] = {}
    for gemeente in gegevens["referentie_inwoners"]["gemeenten"]:
        per_regio[gemeente["regio"]] = per_regio.get(gemeente["regio"], 0) + gemeente["inwoners"]
        if gemeente["naam"] == "Zwijndrecht":
            zwijndrecht = str(gemeente["inwoners"])
    smal = per_regio["drechtsteden"] + per_regio["alblasserwaard"]
    breed = smal + per_regio["vijfheerenlanden"]
    cbs = "CBS, gemeente-indeling 2020"
    regio = f"{cbs}: Drechtsteden en Alblasserwaard, laag ook met Vijfheerenlanden. Midden ligt halverwege."
    return {
        AannameSoort.REGIONAAL.value: [metingen["I01"]] * 3 + [plan],
        AannameSoort.INWONERS.value: [zwijndrecht] * 3 + [cbs],
        AannameSoort.NOEMER.value: [str(breed), str(Decimal(breed + smal) / 2), str(smal), regio],
        AannameSoort.ZELFSTANDIG.value: ["100"] * 3 + ["Nog niet onderzocht (actie ACT01)"],
        AannameSoort.GEREGISTREERD.value: [metingen["I02"]] * 3 + [plan],
    }
