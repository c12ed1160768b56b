"""
Load the indicators: the computed ones from what the apps registered, the measured ones from both plans.

Safe to run at every start. What people changed in the portal stays; a changed value in the file becomes a new version.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from dashboard.enums import IndicatorSoort
from dashboard.models import MAX_KOPCIJFERS, Indicator, Kopcijfer, Meting
from plan.selectors import PlanKop, plannen
from zwijndrecht_portal.core.bron import Bron, lees_yaml
from zwijndrecht_portal.core.indicatoren import Berekening, alle
from zwijndrecht_portal.core.models import Gebied, periode_velden
from zwijndrecht_portal.core.periode import Periode

BESTAND = Path(settings.BASE_DIR) / "plan" / "data" / "indicatoren.yaml"
BEREKEND_BRON = "Berekend uit het portaal"


@transaction.atomic
def laad_indicatoren(*, bestand: Path = BESTAND) -> list[str]:
    """
    Load everything; returns a Dutch line per difference, none when nothing differed.

    Raises LookupError when the plans that the figures come from are not loaded yet.
    """
    bron = Bron()
    vingerafdruk = _vingerafdruk(bestand)
    if bron.vorige("indicatoren") == vingerafdruk:
        return []
    gegevens = lees_yaml(bestand)
    koppen = {kop.slug: kop for kop in plannen()}
    if onbekend := {rij["bron"] for rij in gegevens["indicatoren"]} - set(koppen):
        raise LookupError(f"Laad eerst de plannen. Nog niet geladen: {', '.join(sorted(onbekend))}.")
    for berekening in alle():
        _laad_berekend(bron, berekening, koppen)
    _laad_gemeten(bron, gegevens, koppen)
    bron.onthoud("indicatoren", vingerafdruk)
    return bron.regels


def _laad_berekend(bron: Bron, berekening: Berekening, koppen: Mapping[str, PlanKop]) -> None:
    waarden = {
        "naam": berekening.naam,
        "soort": IndicatorSoort.BEREKEND,
        "eenheid": berekening.eenheid,
        "bron": BEREKEND_BRON,
        "methode": berekening.definitie,
        "richting": berekening.richting.value,
        "vragen": list(berekening.vragen),
        "leefgebied_id": berekening.leefgebied,
    }
    indicator, is_nieuw = bron.zet(Indicator, {"sleutel": berekening.sleutel}, waarden)
    if is_nieuw and berekening.kop:
        _zet_op_voorpagina(indicator, None, *koppen)


def _laad_gemeten(bron: Bron, gegevens: Mapping[str, Any], koppen: Mapping[str, PlanKop]) -> None:
    gebieden = {rij["code"]: rij["naam"] for rij in gegevens["gebieden_buiten_cbs"]}
    cbs_codes = set(Gebied.objects.values_list("code", flat=True))
    op_code: dict[str, Indicator] = {}
    for rij in gegevens["indicatoren"]:
        plan = koppen[rij["bron"]]
        waarden = {
            "naam": rij["naam"],
            "soort": IndicatorSoort.GEMETEN,
            "eenheid": rij["eenheid"],
            "bron": _bron_tekst(rij, plan),
            "methode": rij["toelichting"],
            "duiding": rij.get("let_op", ""),
            "leefgebied_id": rij.get("leefgebied"),
            "plan_id": plan.slug,
            "is_telling": not rij["eenheid"].startswith(("%", "per ")),
            "onderdeel_van_id": op_code[rij["onderdeel_van"]].pk if "onderdeel_van" in rij else None,
        }
        indicator, is_nieuw = bron.zet(Indicator, {"sleutel": rij["sleutel"]}, waarden)
        op_code[rij["code"]] = indicator
        if is_nieuw and rij["kop"]:
            _zet_op_voorpagina(indicator, None, plan.slug)
        for meting in _metingen(rij):
            gebied = meting.pop("gebied")
            plek = {"gebied_id": gebied} if gebied in cbs_codes else {"gebied_naam": gebieden[gebied]}
            _zet_meting(bron, indicator, plek, meting, bekend_sinds=plan.van)


def _metingen(rij: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The values of one indicator; the comparison of the source is a value of another area in the same period."""
    opmerking = _opmerking(rij)
    eigen = [{**meting, "gebied": rij["gebied"], "opmerking": opmerking} for meting in rij["metingen"]]
    if "vergelijking" not in rij:
        return eigen
    return [*eigen, {**rij["vergelijking"], "periode": rij["metingen"][-1]["periode"], "opmerking": ""}]


def _zet_meting(
    bron: Bron, indicator: Indicator, plek: Mapping[str, str], rij: Mapping[str, Any], *, bekend_sinds: date
) -> None:
    """A value that the file did not have before, or has changed, is a new version; the old one stays."""
    sleutel = f"meting:{indicator.sleutel}/{'/'.join(plek.values())}/{rij['periode']}"
    nu = {"waarde": rij["waarde"], "opmerking": rij["opmerking"]}
    if bron.vorige(sleutel) == nu:
        return
    periode = None if rij["periode"] == "onbekend" else Periode.parse(rij["periode"])
    waar = {"gebied_id": None, "gebied_naam": "", **plek, **periode_velden(periode)}
    versie = Meting.objects.filter(indicator=indicator, **waar).count() + 1
    Meting.objects.create(
        indicator=indicator,
        **waar,
        waarde=Decimal(rij["waarde"]),
        versie=versie,
        bekend_sinds=bekend_sinds,
        bron=indicator.bron,
        opmerking=rij["opmerking"],
    )
    bron.onthoud(sleutel, nu)
    bron.regels.append(f"Nieuw: meting van {indicator} over {periode or 'een onbekend jaar'}, versie {versie}")


def _zet_op_voorpagina(indicator: Indicator, *plannen: str | None) -> None:
    """A new candidate takes the first free place of each front page; on a full page somebody has to choose."""
    for slug in plannen:
        bezet = set(Kopcijfer.objects.op_voorpagina(slug).values_list("volgorde", flat=True))
        vrij = [plek for plek in range(1, MAX_KOPCIJFERS + 1) if plek not in bezet]
        if vrij:
            Kopcijfer.objects.create(plan_id=slug, indicator=indicator, volgorde=vrij[0])


def _bron_tekst(rij: Mapping[str, Any], plan: PlanKop) -> str:
    return f"{plan.naam} ({rij['bron_detail']})" if "bron_detail" in rij else plan.naam


def _opmerking(rij: Mapping[str, Any]) -> str:
    """What the source, or our reading of it, adds to the number."""
    zinnen = []
    if rij.get("aanduiding") == "circa":
        zinnen.append("De bron noemt dit cijfer bij benadering.")
    if "sinds" in rij:
        zinnen.append(f"Geteld sinds {rij['sinds']}.")
    if "jaar_voorstel" in rij:
        zinnen.append(f"De bron noemt geen jaar; waarschijnlijk {rij['jaar_voorstel']}.")
    if "afronding" in rij:
        zinnen.append(f"Afgerond op een veelvoud van {rij['afronding']}.")
    if "uitsplitsing" in rij:
        delen = " en ".join(f"{deel['waarde']} {deel['naam']}" for deel in rij["uitsplitsing"])
        zinnen.append(f"Waarvan {delen}.")
    return " ".join(zinnen)


def _vingerafdruk(bestand: Path) -> str:
    """Of the file and of every registered definition: when one changes, there is something to load."""
    definities = sorted(
        f"{b.sleutel}|{b.naam}|{b.eenheid}|{b.definitie}|{b.richting}|{b.vragen}|{b.leefgebied}" for b in alle()
    )
    return hashlib.sha256(bestand.read_bytes() + "\n".join(definities).encode()).hexdigest()
