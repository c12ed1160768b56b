"""Compose the report for one plan and peildatum, for readers outside: counts below the public threshold are hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from budget.selectors import begroting_overzicht
from dashboard.enums import RapportageSoort, RapportageStatus, Sectie
from dashboard.models import Rapportage
from dashboard.payload import uit_json
from dashboard.rapport import (
    SCHEMA,
    AandachtspuntStuk,
    BegripStuk,
    BesluitStuk,
    Correctie,
    Rapport,
    RapportKop,
    Tekst,
    Vorige,
)
from dashboard.selectors.cijfers import gemeten_kopcijfers
from dashboard.selectors.gaten import Gat, lees_gaten
from dashboard.selectors.rapport_acties import lees_hoofdstukken
from dashboard.selectors.rapport_cijfers import lees_rapportcijfers
from dashboard.selectors.rapport_geld import lees_geld
from dashboard.selectors.rapport_wonen import lees_wonen
from dashboard.selectors.samenvatting import meetellend, vat_samen, vraagt_besluit
from dashboard.verschil import vergelijk
from plan.selectors import ActieRegel, PlanKop, acties_van_plan, open_aandachtspunten
from zwijndrecht_portal.core.begrippen import begrippen
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.geheugen import zonder_opruimen
from zwijndrecht_portal.core.opmaak import NBSP
from zwijndrecht_portal.core.periode import Periode

# What a member of the raad may not know; the words come from the glossary.
BEGRIPPEN = (
    "Aandachtspunt", "Actie", "Dekking", "E33", "EPA", "Huidige periode", "Leefgebied", "Licht", "Mijlpaal",
    "Onvoorzien", "PALT", "Peildatum", "Prognose", "Spoor", "Streefwaarde", "Terugvalvoorziening", "Trekker",
    "Vastgestelde periode", "Waakvlam",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bijschrift:
    """What people add to the facts: texts per chapter, a correction, why something is still missing."""

    teksten: Mapping[str, str]
    correctie: str = ""
    ontbreekt_omdat: str = ""


@dataclass(frozen=True, slots=True)
class Opzet:
    """Which report: `vorige` and `gecorrigeerd` are payloads of adopted ones. Version 0 is a working copy."""

    plan: PlanKop
    periode: Periode
    peildatum: date
    soort: RapportageSoort = RapportageSoort.VOORTGANG
    versie: int = 0
    status: RapportageStatus = RapportageStatus.CONCEPT
    vorige: Rapport | None = None
    gecorrigeerd: Rapport | None = None


def lees_rapport(opzet: Opzet, bij: Bijschrift = Bijschrift({})) -> Rapport:
    """Everything the report says, with its difference with the previous adopted one."""
    return lees_met_gaten(opzet, bij)[0]


@zonder_opruimen()
def lees_met_gaten(opzet: Opzet, bij: Bijschrift = Bijschrift({})) -> tuple[Rapport, list[Gat]]:
    """The report, and what is missing in it with where to mend that."""
    plan, peildatum = opzet.plan, opzet.peildatum
    acties = meetellend(acties_van_plan(plan.slug, peildatum))
    overzicht = begroting_overzicht(plan, peildatum)
    geld = lees_geld(overzicht, peildatum)
    punten = open_aandachtspunten(plan.slug, peildatum)
    figuren = lees_rapportcijfers(plan, peildatum, opzet.soort)
    gaten = lees_gaten(acties, overzicht, figuren.kop, peildatum)
    rapport = Rapport(
        schema=SCHEMA,
        kop=_kop(opzet),
        samenvatting=vat_samen(acties, geld, punten, peildatum),
        besluiten=tuple(_besluit(actie) for actie in vraagt_besluit(acties)),
        cijfers=figuren.kop,
        hoofdstukken=lees_hoofdstukken(acties, peildatum),
        geld=geld,
        aandachtspunten=tuple(
            AandachtspuntStuk(punt.code, _heel(punt.titel), _heel(punt.omschrijving), punt.ernst.label)
            for punt in punten
        ),
        teksten=tuple(Tekst(sectie, bij.teksten[sectie]) for sectie in Sectie if bij.teksten.get(sectie)),
        waakvlam=figuren.waakvlam,
        wonen=lees_wonen(peildatum),
        wooncijfers=figuren.wonen,
        gaten=tuple(gat.tekst for gat in gaten),
        ontbreekt_omdat=bij.ontbreekt_omdat,
        begrippen=tuple(BegripStuk(b.term, b.uitleg[0]) for b in begrippen() if b.term in BEGRIPPEN),
    )
    return _met_verschil(rapport, opzet, bij.correctie), gaten


def lees_gaten_nu(rapportage: Rapportage) -> list[Gat]:
    """What is missing now in this report (read with its plan), for who composes it."""
    plan, peildatum = rapportage.plan, rapportage.peildatum
    acties = meetellend(acties_van_plan(plan.slug, peildatum))
    cijfers = gemeten_kopcijfers(plan.slug, peildatum)
    return lees_gaten(acties, begroting_overzicht(plan, peildatum), cijfers, peildatum)


def lees_payload(payload: Mapping) -> Rapport:
    """A stored report. Raises ValueError for a payload of another shape."""
    rapport: Rapport = uit_json(Rapport, payload)
    return rapport


def _met_verschil(rapport: Rapport, opzet: Opzet, reden: str) -> Rapport:
    vorige, oud = opzet.vorige, opzet.gecorrigeerd
    if vorige is not None:
        open_codes = {punt.code for punt in rapport.aandachtspunten}
        rapport = replace(
            rapport,
            vorige=Vorige(vorige.kop.periode, vorige.kop.peildatum, vorige.kop.versie, vorige.kop.vastgesteld_op),
            veranderingen=vergelijk(vorige, rapport),
            opgelost=tuple(punt.titel for punt in vorige.aandachtspunten if punt.code not in open_codes),
        )
    if oud is not None:
        correctie = Correctie(oud.kop.versie, oud.kop.vastgesteld_op, reden, vergelijk(oud, rapport))
        rapport = replace(rapport, correctie=correctie)
    return rapport


def _heel(tekst: str) -> str:
    """An amount is not split at the end of a line."""
    return tekst.replace("€ ", f"€{NBSP}")


def _kop(opzet: Opzet) -> RapportKop:
    plan = opzet.plan
    return RapportKop(
        plan=plan.slug,
        plan_naam=plan.naam,
        plan_omschrijving=plan.omschrijving,
        plan_van=plan.van,
        plan_tot=plan.tot,
        periode=opzet.periode,
        peildatum=opzet.peildatum,
        status=opzet.status,
        versie=opzet.versie,
        soort=opzet.soort,
    )


def _besluit(actie: ActieRegel) -> BesluitStuk:
    standen = (actie.lichten.tijd, actie.lichten.geld, actie.lichten.kwaliteit)
    return BesluitStuk(actie.naam, " ".join(stand.uitleg for stand in standen if stand.licht == Licht.ROOD))
