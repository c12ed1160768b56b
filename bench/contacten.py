"""What 100,000 and then 1,000,000 contactmomenten do to the pages that stand on them: made once, for both pages."""

from collections.abc import Callable

from bench.meten import Regel
from bench.voorpagina import meet_pagina, regels_van_voorpagina
from bench.wijkteam import meet_wijkteam


def meet_contacten(vertel: Callable[[str], None]) -> list[Regel]:
    """Mijn dag and the front page: each measured twice, so that neither finds the contacts of the other."""
    voorpagina: list[dict[str, float]] = []

    def ook() -> None:
        vertel("voorpagina meten")
        voorpagina.append(meet_pagina())

    regels = meet_wijkteam(vertel, ook=ook)
    weinig, veel = voorpagina
    return [*regels, *regels_van_voorpagina(weinig, veel)]
