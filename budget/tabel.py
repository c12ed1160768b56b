"""The money of a plan as the matrix shows it: rows per leefgebied and post, a column per year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from budget.enums import BegrotingStatus
from budget.regels import NUL, JaarOverzicht, PostRegel, Totaal, totaal_van


@dataclass(frozen=True, slots=True)
class MatrixRij:
    """One actie (or post without actie) with its post per year; None where the year has none."""

    naam: str
    actie_id: int | None
    bundel: str
    cellen: tuple[PostRegel | None, ...]

    @property
    def nieuwste(self) -> PostRegel:
        return [cel for cel in self.cellen if cel][-1]


@dataclass(frozen=True, slots=True)
class Groep:
    """The rows of one leefgebied; an empty name: the source gives none."""

    leefgebied: str
    rijen: tuple[MatrixRij, ...]
    subtotalen: tuple[Totaal, ...]


@dataclass(frozen=True, slots=True)
class Bundel:
    """One assignment of which the costs are spread over several posten."""

    code: str
    naam: str
    totalen: tuple[Totaal, ...]


@dataclass(frozen=True)
class BegrotingOverzicht:
    """The money of one plan on a peildatum: a column per year, also for years without begroting."""

    plan: str
    plan_naam: str
    peildatum: date
    jaren: tuple[int, ...]
    begrotingen: tuple[JaarOverzicht, ...]

    @cached_property
    def per_jaar(self) -> dict[int, JaarOverzicht]:
        return {begroting.jaar: begroting for begroting in self.begrotingen}

    @property
    def concepten(self) -> frozenset[int]:
        """Years of which the begroting is still being made."""
        return frozenset(jaar.jaar for jaar in self.begrotingen if jaar.status == BegrotingStatus.CONCEPT)

    @property
    def zonder_begroting(self) -> list[int]:
        return [jaar for jaar in self.jaren if jaar not in self.per_jaar]

    @property
    def schaal(self) -> Decimal:
        """The widest bar: what all years are drawn to."""
        return max((max(jaar.totaal, jaar.dekking) for jaar in self.begrotingen), default=NUL)

    @property
    def toegelicht(self) -> list[PostRegel]:
        """The posten of which the source says something."""
        return [post for jaar in self.begrotingen for post in jaar.posten if post.toelichting]

    @property
    def bundels(self) -> list[Bundel]:
        namen = {p.bundel: p.bundel_naam for jaar in self.begrotingen for p in jaar.posten if p.bundel}
        return [
            Bundel(
                code, naam, tuple(totaal_van(p for p in jaar.posten if p.bundel == code) for jaar in self.begrotingen)
            )
            for code, naam in sorted(namen.items())
        ]

    @cached_property
    def groepen(self) -> tuple[Groep, ...]:
        """The posten as the matrix shows them, in the order in which they were read."""
        per_rij: dict[object, dict[int, PostRegel]] = {}
        for begroting in self.begrotingen:
            for post in begroting.posten:
                per_rij.setdefault(post.actie_id or post.naam, {})[post.jaar] = post
        per_leefgebied: dict[str, list[dict[int, PostRegel]]] = {}
        for rij in per_rij.values():
            per_leefgebied.setdefault(next(iter(rij.values())).leefgebied, []).append(rij)
        return tuple(self._groep(leefgebied, rijen) for leefgebied, rijen in per_leefgebied.items())

    def _groep(self, leefgebied: str, rijen: list[dict[int, PostRegel]]) -> Groep:
        return Groep(
            leefgebied=leefgebied,
            rijen=tuple(self._rij(rij) for rij in rijen),
            subtotalen=tuple(totaal_van(rij[jaar] for rij in rijen if jaar in rij) for jaar in self.per_jaar),
        )

    def _rij(self, posten: dict[int, PostRegel]) -> MatrixRij:
        eerste = next(iter(posten.values()))
        return MatrixRij(eerste.naam, eerste.actie_id, eerste.bundel, tuple(posten.get(jaar) for jaar in self.per_jaar))
