"""Compose the report for one plan and peildatum, for readers outside: counts below the public threshold are hidden."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from budget.selectors import begroting_overzicht
from dashboard.enums import RapportageStatus
from dashboard.rapport import (
    SCHEMA,
    AandachtspuntStuk,
    ActieStuk,
    BesluitStuk,
    Geld,
    GeldGroep,
    GeldRij,
    Hoofdstuk,
    LichtStuk,
    MeldingStuk,
    MijlpaalStuk,
    Rapport,
    RapportKop,
)
from dashboard.selectors.cijfers import kopcijfers
from dashboard.selectors.samenvatting import meetellend, vat_samen, vraagt_besluit
from plan.selectors import ActieRegel, MeldingRegel, PlanKop, acties_van_plan, open_aandachtspunten
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.models import Leefgebied
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar
from zwijndrecht_portal.core.opmaak import procent
from zwijndrecht_portal.core.periode import Periode

ZONDER_LEEFGEBIED = "Zonder leefgebied in de bron"
ZONDER_SPOOR = "Voor het hele plan"


def lees_rapport(
    plan: PlanKop,
    periode: Periode,
    peildatum: date,
    *,
    versie: int = 0,
    status: RapportageStatus = RapportageStatus.CONCEPT,
) -> Rapport:
    """Everything the report says. Version 0 is a working copy."""
    acties = meetellend(acties_van_plan(plan.slug, peildatum))
    geld = _geld(plan, peildatum)
    punten = open_aandachtspunten(plan.slug, peildatum)
    return Rapport(
        schema=SCHEMA,
        kop=RapportKop(
            plan=plan.slug,
            plan_naam=plan.naam,
            plan_omschrijving=plan.omschrijving,
            plan_van=plan.van,
            plan_tot=plan.tot,
            periode=periode,
            peildatum=peildatum,
            status=status,
            versie=versie,
        ),
        samenvatting=vat_samen(acties, geld, punten, peildatum),
        besluiten=tuple(_besluit(actie) for actie in vraagt_besluit(acties)),
        cijfers=tuple(kopcijfers(plan.slug, peildatum, drempel_openbaar())),
        hoofdstukken=tuple(_hoofdstukken(acties, peildatum)),
        geld=geld,
        aandachtspunten=tuple(
            AandachtspuntStuk(punt.code, punt.titel, punt.omschrijving, punt.ernst.label) for punt in punten
        ),
    )


def _besluit(actie: ActieRegel) -> BesluitStuk:
    standen = (actie.lichten.tijd, actie.lichten.geld, actie.lichten.kwaliteit)
    return BesluitStuk(actie.naam, " ".join(stand.uitleg for stand in standen if stand.licht == Licht.ROOD))


def _hoofdstukken(acties: Iterable[ActieRegel], peildatum: date) -> Iterable[Hoofdstuk]:
    """Per leefgebied in their fixed order, or per spoor; what the source puts nowhere comes last and says so."""
    acties = list(acties)
    zonder = ZONDER_SPOOR if any(actie.spoor for actie in acties) else ZONDER_LEEFGEBIED
    groepen: dict[str, list[ActieStuk]] = {}
    leefgebieden = Leefgebied.objects.order_by("volgorde").values_list("naam", flat=True)
    volgorde = [*leefgebieden, *sorted({actie.spoor for actie in acties} - {""}), zonder]
    for actie in acties:
        groepen.setdefault(actie.spoor or actie.leefgebied or zonder, []).append(_actie(actie, peildatum))
    return (Hoofdstuk(titel, tuple(groepen[titel])) for titel in volgorde if titel in groepen)


def _actie(actie: ActieRegel, peildatum: date) -> ActieStuk:
    return ActieStuk(
        code=actie.code,
        naam=actie.naam,
        status=actie.status.label,
        trekker=actie.trekker,
        lichten=tuple(_lichten(actie)),
        mijlpalen=tuple(
            MijlpaalStuk(m.naam, m.vastgesteld, m.periode, m.gerealiseerd_op, m.slip_tekst, m.is_te_laat(peildatum))
            for m in actie.mijlpalen
        ),
        melding=_melding(actie.melding) if actie.melding else None,
    )


def _lichten(actie: ActieRegel) -> Iterable[LichtStuk]:
    for aspect in ("tijd", "geld", "kwaliteit"):
        stand = getattr(actie.lichten, aspect)
        gekozen: Licht | None = getattr(actie.melding, aspect) if actie.melding else None
        yield LichtStuk(aspect.capitalize(), stand.licht, stand.uitleg, gekozen)


def _melding(melding: MeldingRegel) -> MeldingStuk:
    return MeldingStuk(
        gemeld_op=melding.gemeld_op,
        percentage=melding.percentage,
        toelichting=melding.toelichting,
        oorzaak=melding.oorzaak,
        gevolg=melding.gevolg,
        bijsturing=melding.bijsturing,
        volgende_stap=melding.volgende_stap,
    )


def _geld(plan: PlanKop, peildatum: date) -> Geld | None:
    overzicht = begroting_overzicht(plan, peildatum)
    jaren = list(overzicht.per_jaar.values())
    if not jaren:
        return None

    def rij(naam: str, bedragen: Iterable[Decimal | None]) -> GeldRij:
        return GeldRij(naam, tuple(bedragen))

    percentage = procent(jaren[-1].onvoorzien_percentage)
    return Geld(
        jaren=tuple(overzicht.per_jaar),
        groepen=tuple(
            GeldGroep(
                naam=groep.leefgebied or ZONDER_LEEFGEBIED,
                rijen=tuple(rij(r.naam, (cel.begroot if cel else None for cel in r.cellen)) for r in groep.rijen),
                subtotaal=rij("Subtotaal", (totaal.begroot for totaal in groep.subtotalen)),
            )
            for groep in overzicht.groepen
        ),
        totalen=(
            rij("Som van de posten", (jaar.som_posten for jaar in jaren)),
            rij(f"Onvoorzien ({percentage})", (jaar.onvoorzien for jaar in jaren)),
        ),
        totaal=rij("Totaal", (jaar.totaal for jaar in jaren)),
        dekking=(
            rij("Dekking", (jaar.dekking for jaar in jaren)),
            rij("Ruimte na aftrek van het totaal", (jaar.ruimte for jaar in jaren)),
            rij("Tekort op het totaal", (jaar.tekort_plantabel for jaar in jaren)),
            rij("Tekort bij acties die al liepen", (jaar.lopend.tekort for jaar in jaren)),
        ),
        tekort=rij("Zonder dekking", (jaar.tekort for jaar in jaren)),
        besteding=(
            rij("Besteed tot de peildatum", (jaar.plantabel.besteed for jaar in jaren)),
            rij("Verwacht over het hele jaar", (jaar.plantabel.verwacht for jaar in jaren)),
        ),
    )
