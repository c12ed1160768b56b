"""
Metingen in a spreadsheet, row by row; and on a page of their own, because that knows the files of CBS and Swing.

The columns are those of our own long form (`metingbestand`), so an export can be read there too.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError

from dashboard.enums import IndicatorSoort, MetingStatus
from dashboard.metingbestand import Vorm, lees_getal
from dashboard.metingen import MetingRij, nieuwste, verborgen_metingen
from dashboard.models import Indicator
from dashboard.selectors.cijfers import drempel_voor
from dashboard.selectors.rijen import IndicatorRij, lees_rijen
from dashboard.services.meetwaarden import leg_meting_vast, zet_meting_terug
from dashboard.services.metingen import fouten_als_tekst, importeer_metingen, stel_metingen_voor
from zwijndrecht_portal.core.invoer import Invoerpagina, Invoersoort, Kolom, Opdracht, Sleutel, Waarden, datum, tekst
from zwijndrecht_portal.core.onherleidbaar import GEHEIM
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.periode import Periode

ZONDER_JAAR = "onbekend"
DUBBELZINNIG = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")  # 1.234: a thousand, or one and a bit?


def meetwaarde(cel: str) -> str:
    """At most four decimals, with a comma; empty for unknown. What the portal hides is read back as it stands."""
    if cel.casefold() == GEHEIM:
        return GEHEIM
    kaal = cel.removesuffix("%").strip()
    if DUBBELZINNIG.fullmatch(kaal):
        raise ValueError(f'"{cel}" kan twee dingen zijn. Schrijf {kaal.replace(".", "")} of {kaal}0, als tekst.')
    getal = lees_getal(kaal, Vorm.CBS_LANG if kaal.startswith(("0.", "-0.")) else Vorm.EIGEN)
    return _getal(getal and getal.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def periode(cel: str) -> str:
    return ZONDER_JAAR if cel.casefold() == ZONDER_JAAR else Periode.parse(cel).kort()


def status(cel: str) -> str:
    naam = cel.casefold().replace(" ", "_")
    if naam not in MetingStatus.values:
        raise ValueError(f"Kies uit {', '.join(MetingStatus.values)}.")
    return naam


def stand_van_metingen(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """The newest version of each, with "geheim" where this person reads that. One query."""
    indicatoren = Indicator.objects.filter(soort=IndicatorSoort.GEMETEN).order_by("pk")
    drempel = drempel_voor(gebruiker)
    stand: dict[Sleutel, Waarden] = {}
    for rij in lees_rijen(indicatoren, date.max):
        verborgen = verborgen_metingen(rij.metingen, is_telling=rij.is_telling, drempel=drempel)
        for meting in nieuwste(rij.metingen, date.max):
            sleutel = (rij.sleutel, meting.gebied_id or meting.gebied, _periode(meting))
            stand[sleutel] = _waarden(rij, meting, meting.id in verborgen)
    return stand


def _waarden(rij: IndicatorRij, meting: MetingRij, is_geheim: bool) -> Waarden:
    return {
        "naam": tekst(f"{rij.onderdeel_van}, {rij.naam}" if rij.onderdeel_van else rij.naam),
        "gebied": tekst(meting.gebied),
        "waarde": GEHEIM if is_geheim else _getal(meting.waarde),
        "eenheid": tekst(rij.eenheid),
        "noemer": GEHEIM if is_geheim else _getal(meting.noemer),
        "status": meting.status,
        "bron": tekst(meting.bron),
        "bron_datum": meting.bekend_sinds.isoformat(),
        "opmerking": "" if is_geheim else tekst(meting.opmerking),
    }


def _periode(meting: MetingRij) -> str:
    return meting.periode.kort() if meting.periode else ZONDER_JAAR


def _getal(waarde: Decimal | None) -> str:
    return "" if waarde is None else format(waarde.normalize(), "f").replace(".", ",")


def leg_meting_vast_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    if GEHEIM in (waarden.get("waarde"), waarden.get("noemer")):
        raise ValidationError("Vul het getal in. Wat geheim is, bepaalt het portaal.")
    velden: dict[str, Any] = {naam: waarden[naam] for naam in ("status", "bron", "opmerking") if naam in waarden}
    velden |= {naam: _decimaal(waarden[naam]) for naam in ("waarde", "noemer") if naam in waarden}
    dag = waarden.get("bron_datum")
    leg_meting_vast(**_plek(sleutel), bekend_sinds=date.fromisoformat(dag) if dag else None, door=door, **velden)


def zet_terug_uit_rij(sleutel: Sleutel, door: Any) -> None:
    zet_meting_terug(**_plek(sleutel), door=door)


def _plek(sleutel: Sleutel) -> dict[str, Any]:
    indicator, gebied, wanneer = sleutel
    return {
        "indicator": indicator,
        "gebied": gebied,
        "periode": None if wanneer == ZONDER_JAAR else Periode.parse(wanneer),
    }


def _decimaal(waarde: str) -> Decimal | None:
    return Decimal(waarde.replace(",", ".")) if waarde else None


METINGEN = Invoersoort(
    naam="meetwaarden",
    label="Metingen",
    uitleg="De waarden van gemeten indicatoren. Wijzigt u een rij, dan wordt dat een nieuwe versie van vandaag.",
    permission="dashboard.add_meting",
    kolommen=(
        Kolom("indicator", "De vaste naam van de indicator.", is_sleutel=True),
        Kolom("gebied_code", "De code van het gebied, zoals GM0642, of Nederland.", is_sleutel=True),
        Kolom(
            "periode", f"Zoals 2018 of Q1 2019; {ZONDER_JAAR} als de bron geen jaar noemt.", periode, is_sleutel=True
        ),
        Kolom("naam", "De naam van de indicator.", is_vast=True),
        Kolom("gebied", "De naam van het gebied.", is_vast=True),
        Kolom("waarde", f"Het getal; leeg is onbekend. Bij kleine aantallen staat hier {GEHEIM}.", meetwaarde),
        Kolom("eenheid", "Waarin gemeten is.", is_vast=True),
        Kolom("noemer", "Bij een percentage: over hoeveel het gaat.", meetwaarde),
        Kolom("status", f"Een van {', '.join(MetingStatus.values)}.", status, is_verplicht=True),
        Kolom("bron", "Waar de waarde vandaan komt.", is_verplicht=True, max_lengte=200),
        Kolom(
            "bron_datum",
            "Sinds wanneer de waarde bekend is. Laat u dit staan bij een nieuwe waarde: vandaag.",
            datum,
            is_verplicht=True,
        ),
        Kolom("opmerking", "Wat de lezer moet weten."),
    ),
    stand=stand_van_metingen,
    pas_toe=leg_meting_vast_uit_rij,
    mag_nieuw=True,
    verwijder=zet_terug_uit_rij,
    zet_terug=zet_terug_uit_rij,
)


def importeer_metingen_nu(opdracht: Opdracht) -> str:
    """Raises ValidationError with a line for each fault."""
    try:
        if opdracht.proef:
            lees = stel_metingen_voor(opdracht.inhoud, bron=opdracht.bron)
        else:
            lees = importeer_metingen(inhoud=opdracht.inhoud, bron=opdracht.bron)
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    if lees.fouten:
        raise ValidationError(fouten_als_tekst(lees.fouten))
    wat = "Proef, er is niets ingelezen" if opdracht.proef else "Klaar"
    gewijzigd = meervoud(len(lees.gewijzigd), "gewijzigde waarde", "gewijzigde waarden")
    nieuw = meervoud(len(lees.nieuw), "nieuwe waarde", "nieuwe waarden")
    over = f" Overgeslagen kolommen: {', '.join(lees.onbekende_kolommen)}." if lees.onbekende_kolommen else ""
    return f"{wat}: {nieuw}, {gewijzigd}, {lees.gelijk} gelijk.{over}"


UIT_EEN_BRON = Invoerpagina(
    naam="metingen",
    label="Metingen van een bron",
    uitleg="Het bestand zoals CBS StatLine of Swing het geeft.",
    permission="dashboard.add_meting",
    url_naam="dashboard:metingen_inlezen",
    importeer=importeer_metingen_nu,
)
