"""
Load both plans from `plan/data`: safe to run at every start.

A new item is made. A changed item is updated only where the portal still says what the file said last time; what
people improved in the portal is kept and reported. Adopted periods are never touched.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from plan.enums import ActieStatus, PlanSoort, PlanStatus
from plan.models import (
    Aandachtspunt,
    Actie,
    ActieStand,
    Ambitie,
    Betrokkene,
    Mijlpaal,
    MijlpaalStand,
    Opdrachtbundel,
    Opgave,
    Plan,
    Spoor,
    Spoordoel,
)
from zwijndrecht_portal.core.bron import Bron, lees_yaml
from zwijndrecht_portal.core.models import Gebied, Leefgebied, Organisatie, periode_velden
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

DATA = Path(__file__).resolve().parent.parent / "data"
PLANBESTANDEN = ("een-plek-voor-iedereen.yaml", "we-zijn-ervan.yaml")
SOORTEN = {"lokaal plan": PlanSoort.LOKAAL, "transformatieplan sociaal domein": PlanSoort.TRANSFORMATIE}


@transaction.atomic
def laad_plannen(*, map: Path = DATA) -> list[str]:
    """Load everything; returns a Dutch line per difference, none when nothing differed."""
    bron = Bron()
    vingerafdruk = _vingerafdruk(map)
    if bron.vorige("bestanden") == vingerafdruk:
        return []
    _laad_basis(bron, map)
    for bestand in PLANBESTANDEN:
        _laad_plan(bron, lees_yaml(map / bestand))
    _laad_aandachtspunten(bron, lees_yaml(map / "aandachtspunten.yaml")["aandachtspunten"])
    bron.onthoud("bestanden", vingerafdruk)
    return bron.regels


def _laad_basis(bron: Bron, map: Path) -> None:
    for rij in lees_yaml(map / "leefgebieden.yaml")["leefgebieden"]:
        waarden = {naam: rij[naam] for naam in ("naam", "omschrijving", "volgorde")}
        bron.zet(Leefgebied, {"slug": rij["slug"]}, waarden)
    with (map / "gebieden.csv").open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            waarden = {
                "naam": rij["naam"],
                "soort": rij["soort"],
                "bovenliggend_id": rij["bovenliggend"] or None,
                "inwoners": int(rij["inwoners_2024_afgerond5"]) if rij["inwoners_2024_afgerond5"] else None,
                "woningvoorraad": int(rij["woningvoorraad_2024"]) if rij["woningvoorraad_2024"] else None,
            }
            bron.zet(Gebied, {"code": rij["code"]}, waarden)
    for rij in lees_yaml(map / "organisaties.yaml")["organisaties"]:
        waarden = {
            "naam": rij["naam"],
            "afkorting": rij["afkorting"] or "",
            "soort": rij["soort"],
            "toelichting": rij["toelichting"],
        }
        bron.zet(Organisatie, {"slug": rij["slug"]}, waarden)


def _laad_plan(bron: Bron, gegevens: Mapping[str, Any]) -> None:
    kop = gegevens["plan"]
    vastgesteld_op = date.fromisoformat(kop["vastgesteld_per"])
    plan, _ = bron.zet(
        Plan,
        {"slug": kop["slug"]},
        {
            "naam": kop["naam"],
            "soort": SOORTEN[kop["soort"]],
            "omschrijving": kop["omschrijving"],
            "van": date.fromisoformat(kop["looptijd"]["van"]),
            "tot": date.fromisoformat(kop["looptijd"]["tot"]),
            "status": PlanStatus(kop["status"]),
            "vastgesteld_op": vastgesteld_op,
        },
    )
    _laad_onderdelen(bron, plan, gegevens)
    for volgorde, rij in enumerate(gegevens["acties"], start=1):
        _laad_actie(bron, plan, rij, volgorde, vastgesteld_op)


def _laad_onderdelen(bron: Bron, plan: Plan, gegevens: Mapping[str, Any]) -> None:
    soorten: list[tuple[str, type[models.Model], tuple[str, ...]]] = [
        ("opgaven", Opgave, ("doelgroep", "kern")),
        ("ambities", Ambitie, ("groep",)),
        ("opdrachtbundels", Opdrachtbundel, ("kern",)),
        ("sporen", Spoor, ("doel",)),
    ]
    for naam, model, velden in soorten:
        for volgorde, rij in enumerate(gegevens.get(naam, []), start=1):
            waarden = {"naam": rij["naam"], "volgorde": volgorde} | {veld: rij[veld] for veld in velden}
            onderdeel, _ = bron.zet(model, {"plan_id": plan.pk, "code": rij["code"]}, waarden)
            for nummer, doel in enumerate(rij.get("doelen", []), start=1):
                waarden = {"naam": doel["naam"], "resultaten": doel["resultaten"], "volgorde": nummer}
                bron.zet(Spoordoel, {"spoor_id": onderdeel.pk, "code": doel["code"]}, waarden)


def _laad_actie(bron: Bron, plan: Plan, rij: Mapping[str, Any], volgorde: int, sinds: date) -> None:
    codes: dict[Any, dict[Any, int]] = {
        model: dict(model._default_manager.filter(plan=plan).values_list("code", "pk"))
        for model in (Spoor, Opdrachtbundel, Opgave, Ambitie)
    }
    actie, is_nieuw = bron.zet(
        Actie,
        {"plan_id": plan.pk, "code": rij["code"]},
        {
            "naam": rij["naam"],
            "kern": rij["kern"],
            "volgorde": volgorde,
            "leefgebied_id": rij.get("leefgebied"),
            "leefgebied_voorstel_id": rij.get("leefgebied_voorstel"),
            "spoor_id": codes[Spoor].get(rij.get("spoor")),
            "opdrachtbundel_id": codes[Opdrachtbundel].get(rij.get("opdrachtbundel")),
            "begrotingspost": rij.get("begrotingspost") or "",
            "voorwaarde": rij.get("voorwaarde") or "",
            "omvang": _omvang(rij),
        },
    )
    if not is_nieuw:
        return  # trekker, betrokkenen and mijlpalen live in the portal from here on
    actie.opgaven.set(codes[Opgave][code] for code in rij.get("opgaven", []))
    actie.ambities.set(codes[Ambitie][code] for code in rij.get("ambities", []))
    vanaf = (begin_van(sinds), None)
    organisaties = dict(Organisatie.objects.values_list("slug", "pk"))
    ActieStand.objects.create(
        actie=actie,
        geldig=vanaf,
        status=ActieStatus.LOOPT if rij.get("lopend") else ActieStatus.GEPLAND,
        trekker_organisatie_id=organisaties[rij["trekker"]] if rij["trekker"] else None,
        trekker_tekst=rij.get("trekker_tekst") or "",
    )
    Betrokkene.objects.bulk_create(
        Betrokkene(actie=actie, organisatie_id=organisaties[b["organisatie"]], rol=b["rol"], geldig=vanaf)
        for b in rij["betrokkenen"]
    )
    for nummer, mijlpaal in enumerate(rij["mijlpalen"], start=1):
        _laad_mijlpaal(actie, mijlpaal, nummer, sinds)


def _laad_mijlpaal(actie: Actie, rij: Mapping[str, Any], volgorde: int, sinds: date) -> None:
    """An unreadable period stays unknown: never guessed. One that only names its end begins with the plan."""
    mijlpaal = Mijlpaal.objects.create(actie=actie, naam=rij["naam"], volgorde=volgorde)
    periode = None
    if rij["periode"] != "onbekend":
        van = date.fromisoformat(rij["van"]) if rij["van"] else actie.plan.van
        periode = Periode(van, date.fromisoformat(rij["tot"]), rij["periode"])
    stand = MijlpaalStand.objects.create(
        mijlpaal=mijlpaal,
        geldig=(begin_van(sinds), None),
        reden=rij.get("toelichting") or "",
        **periode_velden(periode),
    )
    Mijlpaal.objects.filter(pk=mijlpaal.pk).update(vastgestelde_stand=stand)


def _laad_aandachtspunten(bron: Bron, rijen: Iterable[Mapping[str, Any]]) -> None:
    plannen = dict(Plan.objects.values_list("slug", "pk"))
    acties = dict(Actie.objects.values_list("code", "pk"))
    for rij in rijen:
        waarden = {naam: rij[naam] for naam in ("titel", "omschrijving", "ernst", "soort")}
        punt, is_nieuw = bron.zet(Aandachtspunt, {"code": rij["code"]}, waarden)
        if is_nieuw:
            punt.plannen.set(plannen[slug] for slug in (rij["plan"], rij.get("ook_in")) if slug)
            punt.acties.set(acties[code] for code in rij["acties"])


def _omvang(rij: Mapping[str, Any]) -> str:
    """The numbers that the plan names as measure, in one sentence."""
    if capaciteit := rij.get("capaciteit"):
        fte = str(capaciteit["fte"]).replace(".", ",")
        return f"{fte} fte voor {capaciteit['caseload_min']} tot {capaciteit['caseload_max']} inwoners."
    if doel := rij.get("doel"):
        return f"{doel['aantal_cirkels']} cirkels van ongeveer {doel['deelnemers_per_cirkel_circa']} deelnemers."
    return ""


def _vingerafdruk(map: Path) -> str:
    bestanden = sorted(pad for pad in map.iterdir() if pad.suffix in {".yaml", ".csv"})
    return hashlib.sha256(b"".join(pad.read_bytes() for pad in bestanden)).hexdigest()
