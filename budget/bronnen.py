"""
What higher apps tell the budget about what the money bought: the dashboard knows counts, the budget knows euros.

The budget owns the shape and asks once per page; the dashboard registers its selector in `AppConfig.ready()`. Counts
come untraceable: a small one is None and stays so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Prestatie:
    """What an actie delivered in a year up to the peildatum."""

    actie: str  # code of the actie, as in the plan
    naam: str  # "Per waakvlam-huishouden"
    eenheid: tuple[str, str]  # one and more: ("huishouden", "huishoudens")
    aantal: int | None  # None: not known, or too few to show
    is_geheim: bool = False
    uitleg: str = ""  # how it is counted


PrestatieBron = Callable[[date], list[Prestatie]]
_prestaties: list[PrestatieBron] = []


def registreer_prestaties(bron: PrestatieBron) -> None:
    _prestaties[:] = [bron]


def prestaties(peildatum: date) -> list[Prestatie]:
    """Without a registration there are none, and the page says so."""
    return _prestaties[0](peildatum) if _prestaties else []
