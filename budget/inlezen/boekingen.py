"""One row of a file with boekingen: its values, or what is wrong with which column. Knows no database."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import itemgetter

from django.core.exceptions import ValidationError

from zwijndrecht_portal.core.bestanden import Onleesbaar
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.opmaak import parse_bedrag, parse_datum

VERPLICHT = ("boekingsnummer", "datum", "post", "bedrag")
NIET_VERPLICHT = ("jaar", "organisatie", "verplichting", "omschrijving")
KOLOMMEN = VERPLICHT + NIET_VERPLICHT
LENGTES = {"boekingsnummer": 40, "omschrijving": 200}
MAXIMUM = Decimal("9999999999.99")
TOTAALRIJ = {"totaal", "eindtotaal", "subtotaal"}
VEEL_CIJFERS = re.compile(r"\d(?:\D{0,3}\d){7}")  # only then can there be a BSN: saves the full check on most rows

Waarden = tuple[int, str, int | None, date | None, Decimal | None, int | None, int | None, str | None]
Verwijzing = tuple[date, int, int | None, int | None]  # day, post, organisatie, verplichting
Fout = tuple[int, str, str]  # row, column, message


@dataclass(frozen=True, slots=True)
class Bekenden:
    """What a row may point at, by the words that a file uses for it (lower case)."""

    posten: Mapping[tuple[int, str], int]  # (year, name or code of the actie) -> id
    organisaties: Mapping[str, int]
    verplichtingen: Mapping[str, tuple[int, int]]  # number -> (id, post)


@dataclass(slots=True)
class Lezer:
    """Reads row after row; what is wrong with a row on its own."""

    bekenden: Bekenden
    kolommen: Mapping[str, int]
    fouten: list[Fout] = field(default_factory=list)
    _verwijzingen: dict[tuple[str, ...], Verwijzing] = field(default_factory=dict)  # few differ: looked up once
    _kies: Callable[[Sequence[str]], tuple[str, ...]] = tuple
    _breed: int = 0

    def __post_init__(self) -> None:
        """A column that the file does not have is the empty cell behind the row."""
        plekken = [self.kolommen.get(naam, -1) for naam in KOLOMMEN]
        self._kies, self._breed = itemgetter(*plekken), max(plekken) + 1

    def lees(self, rij: int, cellen: list[str]) -> Waarden | None:
        """
        The values of a row for the table; None for a totals row.

        Of a row with something wrong, told in `fouten`, only the number: the table tells which numbers came twice.
        """
        begin = len(self.fouten)
        cellen += [""] * (1 + max(0, self._breed - len(cellen)))
        nummer, datum, post, bedrag, jaar, organisatie, verplichting, omschrijving = self._kies(cellen)
        if not nummer and TOTAALRIJ & {cel.lower().rstrip(":") for cel in cellen}:
            return None
        if not (nummer and datum and post and bedrag):
            for naam, tekst in zip(VERPLICHT, (nummer, datum, post, bedrag), strict=True):
                if not tekst:
                    self._fout(rij, naam, "Deze cel is leeg. Vul haar in.")
        self._controleer_nummer(rij, nummer)
        euros = self._bedrag(rij, bedrag)
        verwijzing = self._verwijzing(rij, (datum, jaar, post, organisatie, verplichting))
        self._controleer_omschrijving(rij, omschrijving)
        if len(self.fouten) > begin or euros is None or verwijzing is None:
            return rij, nummer[: LENGTES["boekingsnummer"]], None, None, None, None, None, None
        dag, post_id, organisatie_id, verplichting_id = verwijzing
        return rij, nummer, post_id, dag, euros, organisatie_id, verplichting_id, omschrijving

    def _fout(self, rij: int, kolom: str, melding: str) -> None:
        self.fouten.append((rij, kolom, melding))

    def _controleer_nummer(self, rij: int, tekst: str) -> None:
        if len(tekst) > LENGTES["boekingsnummer"]:
            self._fout(rij, "boekingsnummer", "Dit nummer is langer dan 40 tekens.")

    def _verwijzing(self, rij: int, teksten: tuple[str, ...]) -> Verwijzing | None:
        """The day and what the row points at; None when one of them is wrong."""
        if (bekend := self._verwijzingen.get(teksten)) is not None:
            return bekend
        begin = len(self.fouten)
        datum, jaar, post, organisatie, verplichting = teksten
        dag = self._dag(rij, datum)
        post_id = self._post(rij, post, jaar, dag)
        organisatie_id = self._organisatie(rij, organisatie)
        verplichting_id = self._verplichting(rij, verplichting, post_id)
        if dag is None or post_id is None or len(self.fouten) > begin:
            return None
        gevonden = self._verwijzingen[teksten] = (dag, post_id, organisatie_id, verplichting_id)
        return gevonden

    def _dag(self, rij: int, tekst: str) -> date | None:
        try:
            return parse_datum(tekst) if tekst else None
        except ValueError as fout:
            self._fout(rij, "datum", str(fout))
            return None

    def _bedrag(self, rij: int, tekst: str) -> Decimal | None:
        if not tekst:
            return None
        try:
            bedrag = parse_bedrag(tekst)
        except ValueError as fout:
            self._fout(rij, "bedrag", str(fout))
            return None
        if not bedrag:
            self._fout(rij, "bedrag", "Een boeking van nul euro is geen boeking. Haal deze rij weg.")
        elif abs(bedrag) > MAXIMUM:
            self._fout(rij, "bedrag", "Dit bedrag is te groot.")
        return bedrag

    def _post(self, rij: int, tekst: str, jaar: str, dag: date | None) -> int | None:
        if jaar and not (jaar.isascii() and jaar.isdigit() and len(jaar) == 4):
            self._fout(rij, "jaar", f'"{jaar}" is geen jaar. Schrijf een jaar als 2020.')
            return None
        if not tekst or (dag is None and not jaar):
            return None
        in_jaar = int(jaar) if jaar else dag.year if dag else 0
        post = self.bekenden.posten.get((in_jaar, tekst.lower()))
        if post is None:
            waarom = f'De vastgestelde begroting van {in_jaar} heeft geen post "{tekst}".'
            self._fout(rij, "post", f"{waarom} Gebruik de naam van de post of de code van de actie.")
        return post

    def _organisatie(self, rij: int, tekst: str) -> int | None:
        if not tekst:
            return None
        organisatie = self.bekenden.organisaties.get(tekst.lower())
        if organisatie is None:
            self._fout(rij, "organisatie", f'Het portaal kent geen organisatie "{tekst}". Gebruik de naam zoals daar.')
        return organisatie

    def _verplichting(self, rij: int, tekst: str, post: int | None) -> int | None:
        if not tekst:
            return None
        gevonden, van_post = self.bekenden.verplichtingen.get(tekst.lower(), (None, None))
        if gevonden is None:
            self._fout(rij, "verplichting", f'Er is geen verplichting met nummer "{tekst}".')
        elif post is not None and van_post != post:
            self._fout(rij, "verplichting", f"Verplichting {tekst} hoort bij een andere post.")
        return gevonden

    def _controleer_omschrijving(self, rij: int, tekst: str) -> None:
        if len(tekst) > LENGTES["omschrijving"]:
            self._fout(rij, "omschrijving", "Deze tekst is langer dan 200 tekens.")
        if VEEL_CIJFERS.search(tekst):
            try:
                weiger_bsn(tekst)
            except ValidationError as fout:
                self._fout(rij, "omschrijving", fout.messages[0])


def lees_kop(cellen: Sequence[str]) -> dict[str, int]:
    """Where each column stands. Raises Onleesbaar: a column is missing, doubled or unknown."""
    namen = [cel.lower().replace("_", " ").strip() for cel in cellen]
    kolommen = {naam: namen.index(naam) for naam in KOLOMMEN if naam in namen}
    ontbreekt = [naam for naam in VERPLICHT if naam not in kolommen]
    if ontbreekt:
        raise Onleesbaar(
            f"In de eerste rij ontbreekt de kolom {', '.join(ontbreekt)}. "
            f"Nodig zijn: {', '.join(VERPLICHT)}. Ook mogelijk: {', '.join(NIET_VERPLICHT)}."
        )
    dubbel = sorted({naam for naam in kolommen if namen.count(naam) > 1})
    if dubbel:
        raise Onleesbaar(f"De kolom {', '.join(dubbel)} staat er twee keer in. Haal er een weg.")
    return kolommen
