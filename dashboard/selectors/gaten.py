"""What a report still misses: each gap in one sentence, with where to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from budget.tabel import BegrotingOverzicht
from dashboard.cijfers import Cijfer
from dashboard.enums import Sectie
from plan.enums import OPEN_STATUSSEN, Verversing
from plan.selectors import ActieRegel
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import datum

MOET_UITGELEGD = (Licht.ORANJE, Licht.ROOD)


@dataclass(frozen=True, slots=True)
class Gat:
    """A gap: the chapter it belongs to, the sentence, and a URL name with its key."""

    sectie: Sectie
    tekst: str
    url_naam: str
    sleutel: int | str


def lees_gaten(
    acties: Sequence[ActieRegel], overzicht: BegrotingOverzicht, cijfers: Iterable[Cijfer], peildatum: date
) -> list[Gat]:
    """Headline figures that wait for a value, acties without news, lights and prognoses without explanation."""
    return [*_van_cijfers(cijfers, peildatum), *_van_acties(acties), *_van_posten(overzicht, peildatum)]


def _van_cijfers(cijfers: Iterable[Cijfer], peildatum: date) -> Iterable[Gat]:
    for cijfer in cijfers:
        if cijfer.verwacht_op is not None and cijfer.verwacht_op < peildatum:
            tekst = f"{cijfer.naam}: een nieuwe waarde werd verwacht op {datum(cijfer.verwacht_op)}"
            yield Gat(Sectie.STAND, tekst, "dashboard:indicator", cijfer.sleutel)


def _van_acties(acties: Sequence[ActieRegel]) -> Iterable[Gat]:
    for actie in acties:
        if delen := [*_zonder_nieuws(actie), *_zonder_uitleg(actie)]:
            yield Gat(Sectie.VOORTGANG, f"{actie.naam}: {', '.join(delen)}", "plan:actie_detail", actie.id)


def _zonder_nieuws(actie: ActieRegel) -> Iterable[str]:
    if actie.status in OPEN_STATUSSEN and actie.verversing == Verversing.ONBEKEND:
        yield "nog nooit voortgang gemeld"
    elif actie.status in OPEN_STATUSSEN and actie.verversing == Verversing.VEROUDERD:
        yield f"laatste voortgang {actie.gemeld_tekst}"


def _zonder_uitleg(actie: ActieRegel) -> Iterable[str]:
    standen = {"tijd": actie.lichten.tijd, "geld": actie.lichten.geld, "kwaliteit": actie.lichten.kwaliteit}
    aspecten = [aspect for aspect, stand in standen.items() if stand.licht in MOET_UITGELEGD]
    if aspecten and (actie.melding is None or not actie.melding.oorzaak):
        yield f"geen uitleg bij {' en '.join(aspecten)}"


def _van_posten(overzicht: BegrotingOverzicht, peildatum: date) -> Iterable[Gat]:
    for jaar in overzicht.begrotingen:
        for post in jaar.posten:
            if jaar.jaar <= peildatum.year and post.mist_toelichting:
                tekst = f"{post.naam}, {jaar.jaar}: de prognose wijkt af zonder toelichting"
                yield Gat(Sectie.GELD, tekst, "budget:post_detail", post.id)
