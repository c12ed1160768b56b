"""
How many homes are needed: regional indications x the share of Zwijndrecht x who can live independently.

The rule comes from Een plek voor iedereen: local = regional outflow x inhabitants of Zwijndrecht / inhabitants of the
region. The outcome is an assumption, so it is always a range with the registered figure beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from housing.enums import EENHEDEN, AannameSoort, Scenario


@dataclass(frozen=True, slots=True)
class AannameRegel:
    """One named assumption: with `laag` the outcome is lowest, so a large denominator is the low one."""

    soort: AannameSoort
    laag: Decimal
    midden: Decimal
    hoog: Decimal
    bron: str

    @property
    def eenheid(self) -> str:
        return EENHEDEN[self.soort]

    def waarde(self, scenario: Scenario) -> Decimal:
        return getattr(self, scenario.value)

    @property
    def is_vast(self) -> bool:
        """Without a range it has no part in the uncertainty."""
        return self.laag == self.hoog


@dataclass(frozen=True, slots=True)
class Gevoeligheid:
    """How far the outcome moves when only this assumption goes from low to high."""

    aanname: AannameRegel
    laag: int
    hoog: int

    @property
    def verschil(self) -> int:
        return self.hoog - self.laag


@dataclass(frozen=True, slots=True)
class Raming:
    """One version of the behoefteraming."""

    id: int
    versie: int
    opgesteld_op: date
    toelichting: str
    aannames: Mapping[AannameSoort, AannameRegel]

    def uitkomst(self, scenario: Scenario) -> int:
        """How many homes, rounded half up."""
        return _heel(self._bereken({soort: regel.waarde(scenario) for soort, regel in self.aannames.items()}))

    @property
    def laag(self) -> int:
        return self.uitkomst(Scenario.LAAG)

    @property
    def midden(self) -> int:
        return self.uitkomst(Scenario.MIDDEN)

    @property
    def hoog(self) -> int:
        return self.uitkomst(Scenario.HOOG)

    @property
    def geregistreerd(self) -> int:
        return int(self.aannames[AannameSoort.GEREGISTREERD].midden)

    @property
    def rekenregels(self) -> list[AannameRegel]:
        """The assumptions that the outcome rests on; the registered figure only stands beside it."""
        return [regel for soort, regel in self.aannames.items() if soort != AannameSoort.GEREGISTREERD]

    @property
    def gevoeligheid(self) -> list[Gevoeligheid]:
        """Which assumption matters most: the others stay in the middle. Largest first."""
        midden = {soort: regel.midden for soort, regel in self.aannames.items()}
        regels = [
            Gevoeligheid(
                regel,
                _heel(self._bereken({**midden, soort: regel.laag})),
                _heel(self._bereken({**midden, soort: regel.hoog})),
            )
            for soort, regel in self.aannames.items()
            if not regel.is_vast and soort != AannameSoort.GEREGISTREERD
        ]
        return sorted(regels, key=lambda regel: -abs(regel.verschil))

    def _bereken(self, waarden: Mapping[AannameSoort, Decimal]) -> Decimal:
        aandeel = waarden[AannameSoort.INWONERS] / waarden[AannameSoort.NOEMER]
        return waarden[AannameSoort.REGIONAAL] * aandeel * waarden[AannameSoort.ZELFSTANDIG] / 100


def _heel(aantal: Decimal) -> int:
    return int(aantal.quantize(Decimal(1), ROUND_HALF_UP))
