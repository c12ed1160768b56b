"""The money of a report: the plan table with its computed totals, what pays it, what was spent and where it landed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from budget.selectors import Besluit, lees_besteding
from budget.tabel import BegrotingOverzicht, MatrixRij
from dashboard.rapport import BedragStuk, Geld, GeldGroep, GeldRij, PostStuk, WijzigingStuk
from dashboard.selectors.rapport_acties import ZONDER_LEEFGEBIED
from zwijndrecht_portal.core.opmaak import procent


def lees_geld(overzicht: BegrotingOverzicht, peildatum: date) -> Geld | None:
    """None when the plan has no begroting on that date."""
    jaren = list(overzicht.per_jaar.values())
    if not jaren:
        return None
    nu = next((jaar for jaar in reversed(jaren) if jaar.jaar <= peildatum.year), jaren[0])
    besteding = lees_besteding([jaar.id for jaar in jaren], nu.id, peildatum)
    percentage = procent(jaren[-1].onvoorzien_percentage)
    return Geld(
        jaren=tuple(overzicht.per_jaar),
        groepen=tuple(
            GeldGroep(
                naam=groep.leefgebied or ZONDER_LEEFGEBIED,
                rijen=tuple(_matrixrij(rij) for rij in groep.rijen),
                subtotaal=_rij("Subtotaal", (totaal.begroot for totaal in groep.subtotalen)),
            )
            for groep in overzicht.groepen
        ),
        totalen=(
            _rij("Som van de posten", (jaar.som_posten for jaar in jaren)),
            _rij(f"Onvoorzien ({percentage})", (jaar.onvoorzien for jaar in jaren)),
        ),
        totaal=_rij("Totaal", (jaar.totaal for jaar in jaren)),
        dekking=(
            _rij("Dekking", (jaar.dekking for jaar in jaren)),
            _rij("Ruimte na aftrek van het totaal", (jaar.ruimte for jaar in jaren)),
            _rij("Tekort op het totaal", (jaar.tekort_plantabel for jaar in jaren)),
            _rij("Tekort bij acties die al liepen", (jaar.lopend.tekort for jaar in jaren)),
        ),
        tekort=_rij("Zonder dekking", (jaar.tekort for jaar in jaren)),
        besteding=(
            _rij("Besteed tot de peildatum", (jaar.plantabel.besteed for jaar in jaren)),
            _rij("Verwacht over het hele jaar", (jaar.plantabel.verwacht for jaar in jaren)),
        ),
        zonder_begroting=tuple(overzicht.zonder_begroting),
        jaar=nu.jaar,
        posten=tuple(
            PostStuk(p.naam, p.budget, p.besteed, p.verwacht, p.prognose.toelichting if p.prognose else "")
            for p in nu.posten
        ),
        landt_bij=tuple(BedragStuk(naam, bedrag) for naam, bedrag in besteding.ontvangers),
        wijzigingen=tuple(_wijziging(besluit) for besluit in besteding.besluiten),
    )


def _rij(naam: str, bedragen: Iterable[Decimal | None]) -> GeldRij:
    return GeldRij(naam, tuple(bedragen))


def _matrixrij(rij: MatrixRij) -> GeldRij:
    return GeldRij(rij.naam, tuple(cel.begroot if cel else None for cel in rij.cellen), rij.nieuwste.actie)


def _wijziging(besluit: Besluit) -> WijzigingStuk:
    return WijzigingStuk(
        jaar=besluit.jaar,
        nummer=besluit.nummer,
        datum=besluit.datum,
        raadsbesluit=besluit.raadsbesluit,
        omschrijving=besluit.omschrijving,
        regels=tuple(BedragStuk(naam, bedrag) for naam, bedrag in besluit.posten),
        dekking=besluit.dekking,
    )
