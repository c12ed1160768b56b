"""The acties of a report, per leefgebied and per spoor."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.rapport import ActieStuk, Hoofdstuk, LichtStuk, MeldingStuk, MijlpaalStuk
from plan.enums import OPEN_STATUSSEN, Verversing
from plan.selectors import ActieRegel, MeldingRegel
from zwijndrecht_portal.core.enums import Licht

ZONDER_LEEFGEBIED = "Zonder leefgebied in de bron"
ZONDER_SPOOR = "Voor het hele plan"
MEDEWERKER = "een medewerker van de gemeente"  # the raad reads who is responsible, not what somebody is called


def lees_hoofdstukken(acties: Sequence[ActieRegel], peildatum: date) -> tuple[Hoofdstuk, ...]:
    """Per leefgebied in their fixed order, or per spoor; what the source puts nowhere comes last and says so."""
    zonder = ZONDER_SPOOR if any(actie.spoor for actie in acties) else ZONDER_LEEFGEBIED
    groepen: dict[tuple[bool, str, int], list[ActieRegel]] = {}
    for actie in acties:
        nergens = not (actie.spoor or actie.leefgebied)
        plek = 0 if actie.spoor else actie.leefgebied_volgorde
        groepen.setdefault((nergens, actie.spoor, plek), []).append(actie)
    return tuple(
        Hoofdstuk(_titel(groep[0]) or zonder, tuple(_actie(actie, peildatum) for actie in groep))
        for _, groep in sorted(groepen.items())
    )


def _titel(actie: ActieRegel) -> str:
    return f"{actie.spoor}: {actie.spoor_naam}" if actie.spoor else actie.leefgebied


def _actie(actie: ActieRegel, peildatum: date) -> ActieStuk:
    return ActieStuk(
        code=actie.code,
        naam=actie.naam,
        status=actie.status.label,
        trekker=actie.trekker_zonder_naam or (MEDEWERKER if actie.trekker else ""),
        lichten=tuple(_lichten(actie)),
        mijlpalen=tuple(
            MijlpaalStuk(m.naam, m.vastgesteld, m.periode, m.gerealiseerd_op, m.slip_tekst, m.is_te_laat(peildatum))
            for m in actie.mijlpalen
        ),
        melding=_melding(actie.melding) if actie.melding else None,
        indicatoren=actie.kwaliteit.indicatoren,
        is_verouderd=actie.status in OPEN_STATUSSEN and actie.verversing in (Verversing.VEROUDERD, Verversing.ONBEKEND),
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
