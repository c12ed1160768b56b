"""
Load the amounts of both plans from `plan/data/begroting.yaml`: safe to run at every start.

What is adopted is never touched: a later difference in the file is reported, and takes a begrotingswijziging. The
printed totals of the source (`controle`) are not loaded: the portal computes its own.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from budget.enums import BegrotingStatus, DekkingSoort
from budget.models import Begroting, Begrotingspost, Dekking, Dekkingsbron, SociaalDomeinCijfer, Verdeelscenario
from budget.services.begrotingen import stel_begroting_vast
from plan.models import Actie, Plan
from zwijndrecht_portal.core.bron import Bron, lees_yaml
from zwijndrecht_portal.core.models import Organisatie

BESTAND = Path(__file__).resolve().parents[2] / "plan" / "data" / "begroting.yaml"
SLEUTEL = "begroting.yaml"
AFGELEID = "Het jaar staat niet zichtbaar in de bron. Wij lezen 2019, want alleen dan klopt het totaal."


@transaction.atomic
def laad_begroting(*, bestand: Path = BESTAND) -> list[str]:
    """
    Load everything; returns a Dutch line per difference, none when nothing differed.

    Raises LookupError when the plans or acties that the file names are not there yet.
    """
    bron = Bron()
    inhoud = bestand.read_bytes()
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()
    if bron.vorige(SLEUTEL) == vingerafdruk:
        return []
    gegevens = lees_yaml(bestand)
    try:
        plan = Plan.objects.get(slug=gegevens["plan"])
        _laad_jaren(bron, plan, gegevens)
        _laad_cijfers(bron, plan, gegevens)
        _laad_scenarios(bron, plan, gegevens["nieuw_verdeelmodel"])
    except ObjectDoesNotExist as fout:
        raise LookupError("De plannen zijn nog niet geladen. Draai eerst laad_plannen.") from fout
    bron.onthoud(SLEUTEL, vingerafdruk)
    return bron.regels


def _laad_jaren(bron: Bron, plan: Plan, gegevens: Mapping[str, Any]) -> None:
    """A year is adopted with the plan, once its posten and dekking are in."""
    bronnen = _laad_dekkingsbronnen(bron, gegevens)
    for jaar in gegevens["bijdrage_regio"]["bedragen"]:
        begroting, is_nieuw = bron.zet(Begroting, {"plan_id": plan.pk, "jaar": int(jaar)}, {})
        for volgorde, rij in enumerate(gegevens["posten"], start=1):
            _laad_post(bron, begroting, rij, volgorde, gegevens)
        if is_nieuw:
            begroting.onvoorzien_percentage = Decimal(gegevens["onvoorzien"]["percentage"])
            begroting.save(update_fields=["onvoorzien_percentage"])
            _laad_dekking(bron, begroting, bronnen, gegevens)
            stel_begroting_vast(begroting=begroting, vastgesteld_op=plan.vastgesteld_op or date(int(jaar), 1, 1))


def _laad_post(
    bron: Bron, begroting: Begroting, rij: Mapping[str, Any], volgorde: int, gegevens: Mapping[str, Any]
) -> None:
    jaar = str(begroting.jaar)
    actie = Actie.objects.get(plan_id=begroting.plan_id, code=rij["actie"])
    lopend = {post["actie"]: post["bedragen"][jaar] for post in gegevens["lopend"]}
    bedragen = {"bedrag": _bedrag(rij["bedragen"][jaar]), "kosten_lopend": _bedrag(lopend.get(rij["actie"]))}
    waarden = {
        "actie_id": actie.pk,
        "toelichting": _toelichting(rij, jaar, gegevens["voetnoten"]),
        "volgorde": volgorde,
    }
    if begroting.status == BegrotingStatus.CONCEPT:
        waarden |= bedragen
    post, _ = bron.zet(Begrotingspost, {"begroting_id": begroting.pk, "naam": rij["naam"]}, waarden)
    for veld, bedrag in bedragen.items():
        if getattr(post, veld) != bedrag:
            wat = f"{post._meta.get_field(veld).verbose_name} van {post.naam}"
            bron.regels.append(f"Niet overschreven, want de begroting {jaar} is vastgesteld: {wat}")


def _toelichting(rij: Mapping[str, Any], jaar: str, voetnoten: list[dict[str, str]]) -> str:
    """What the source says about this amount; a footnote is about 2020, a derived year about the amount it has."""
    if rij.get("zekerheid") == "afgeleid" and rij["bedragen"][jaar]:
        return AFGELEID
    teksten = {noot["code"]: noot["tekst"] for noot in voetnoten}
    return teksten[rij["voetnoot"]] if "voetnoot" in rij and jaar == "2020" else ""


def _laad_dekkingsbronnen(bron: Bron, gegevens: Mapping[str, Any]) -> dict[str, Dekkingsbron]:
    regio, overheveling = gegevens["bijdrage_regio"], gegevens["overheveling"]
    van_jaar = overheveling["van_jaar"]
    waarden_per_code = {
        "bijdrage-regio": {
            "naam": regio["naam"],
            "soort": DekkingSoort.BIJDRAGE,
            "van_id": Organisatie.objects.get(slug=regio["van"]).pk,
            "toelichting": regio["toelichting"],
        },
        f"overheveling-{van_jaar}": {
            "naam": f"Overheveling uit {van_jaar}",
            "soort": DekkingSoort.OVERHEVELING,
            "toelichting": f"Via de {overheveling['via']}. Bestemd voor de acties die al liepen.",
        },
    }
    return {code: bron.zet(Dekkingsbron, {"code": code}, waarden)[0] for code, waarden in waarden_per_code.items()}


def _laad_dekking(
    bron: Bron, begroting: Begroting, bronnen: Mapping[str, Dekkingsbron], gegevens: Mapping[str, Any]
) -> None:
    jaar = str(begroting.jaar)
    overheveling = gegevens["overheveling"]
    bedragen = {"bijdrage-regio": gegevens["bijdrage_regio"]["bedragen"][jaar]}
    if overheveling["naar_jaar"] == jaar:
        bedragen[f"overheveling-{overheveling['van_jaar']}"] = overheveling["bedrag"]
    for code, bedrag in bedragen.items():
        Dekking.objects.get_or_create(
            begroting=begroting,
            bron=bronnen[code],
            defaults={"bedrag": Decimal(bedrag), "is_voor_lopend": code != "bijdrage-regio"},
        )
        bron.regels.append(f"Nieuw: dekking {jaar} uit {bronnen[code]}")


def _laad_cijfers(bron: Bron, plan: Plan, gegevens: Mapping[str, Any]) -> None:
    """The region's money belongs to this plan, the figures of the sociaal domein to the other."""
    regio, domein = gegevens["regiototaal"], gegevens["sociaal_domein"]
    deel = f"Van het overschot wordt {regio['verdeelpercentage_overschot']} % verdeeld. {regio['toelichting']}"
    rijen = [
        {"code": f"R1-{jaar}", "naam": "Geld voor beschermd wonen in de hele regio", "jaar": jaar, "toelichting": deel}
        | {veld: regio[veld] for veld in ("bedrag", "aanduiding")}
        for jaar in regio["jaren"]
    ]
    domeinplan = Plan.objects.get(slug=domein["plan"])
    paren = [(plan, rij) for rij in rijen] + [(domeinplan, rij) for rij in domein["cijfers"]]
    for volgorde, (bij, rij) in enumerate(paren, start=1):
        waarden = {
            "plan_id": bij.pk,
            "naam": rij["naam"],
            "jaar": None if rij["jaar"] == "onbekend" else int(rij["jaar"]),
            "bedrag": _bedrag(rij["bedrag"]),
            "percentage": _bedrag(rij.get("percentage")),
            "aanduiding": rij.get("aanduiding", ""),
            "soort": rij.get("soort", ""),
            "toelichting": rij.get("toelichting", ""),
            "volgorde": volgorde,
        }
        bron.zet(SociaalDomeinCijfer, {"code": rij["code"]}, waarden)


def _laad_scenarios(bron: Bron, plan: Plan, model: Mapping[str, Any]) -> None:
    """Our own assumptions about the year in which the source expects another way of sharing."""
    jaar = int(model["ingang_volgens_bron"])
    for rij in model["scenarios"]:
        waarden = {veld: rij[veld] for veld in ("sleutel", "aannames")}
        waarden |= {veld: Decimal(rij[veld]) for veld in ("te_verdelen", "deel", "geheel", "kosten")}
        waarden["korting_percentage"] = Decimal(rij.get("korting_percentage", "0.00"))
        bron.zet(Verdeelscenario, {"plan_id": plan.pk, "jaar": jaar, "naam": rij["naam"]}, waarden)


def _bedrag(tekst: str | None) -> Decimal | None:
    return None if tekst is None else Decimal(tekst)
