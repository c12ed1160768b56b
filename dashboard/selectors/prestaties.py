"""What the acties delivered, for the budget to divide its euros by. Counts only, and none that can be traced."""

from datetime import date, timedelta

from budget.bronnen import Prestatie
from housing.enums import Dagsoort, VoorzieningSoort
from housing.selectors import lees_plekken
from zwijndrecht_portal.core.indicatoren import bereken_reeksen

DAG = timedelta(days=1)


def prestaties(peildatum: date) -> list[Prestatie]:
    """Waakvlammen on that day, nights in the terugvalvoorziening in that year so far, buurtcirkels on that day."""
    reeksen = bereken_reeksen(["actieve-waakvlammen", "buurtcirkels"], [peildatum])
    (waakvlammen,), (cirkels,) = reeksen.values()
    return [
        Prestatie(
            actie="ACT03",
            naam="Per huishouden met een waakvlam",
            eenheid=("huishouden", "huishoudens"),
            aantal=None if waakvlammen.waarde is None else int(waakvlammen.waarde),
            is_geheim=waakvlammen.geheim,
            uitleg="Waakvlammen die op de peildatum liepen.",
        ),
        Prestatie(
            actie="ACT02",
            naam="Per nacht in de terugvalvoorziening",
            eenheid=("nacht", "nachten"),
            aantal=_nachten(peildatum),
            uitleg="Nachten dit jaar waarin iemand er verbleef.",
        ),
        Prestatie(
            actie="ACT05",
            naam="Per buurtcirkel",
            eenheid=("cirkel", "cirkels"),
            aantal=None if cirkels.waarde is None else int(cirkels.waarde),
            uitleg="Buurtcirkels die op de peildatum liepen.",
        ),
    ]


def _nachten(peildatum: date) -> int:
    """A bed that is taken says nothing about who lies in it: no small-number rule here."""
    van = date(peildatum.year, 1, 1)
    plekken = lees_plekken(van, peildatum + DAG, VoorzieningSoort.TERUGVAL)
    dagen = [van + n * DAG for n in range((peildatum - van).days + 1)]
    return sum(plek.nacht(dag) == Dagsoort.VERBLIJF for plek in plekken for dag in dagen)
