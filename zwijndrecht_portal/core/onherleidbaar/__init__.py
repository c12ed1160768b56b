"""
Disclosure control: no count that leaves the portal can be traced to a few people (kaders §4, docs/adr/0008).

One place for page, PDF, CSV, API and command. `onherleidbaar` and `aandeel` are for a number alone, `beveilig` and
`beveilig_kruistabel` for a table with its totals, `beveilig_stelsel` for everything that hangs together: tables that
share cells, periods that add up, and what was published before.
"""

from zwijndrecht_portal.core.onherleidbaar.drempels import (
    GEHEIM,
    TOTAAL,
    Telling,
    aandeel,
    drempel_intern,
    drempel_openbaar,
    onherleidbaar,
)
from zwijndrecht_portal.core.onherleidbaar.stelsel import Verband, bereiken, beveilig_stelsel
from zwijndrecht_portal.core.onherleidbaar.tabellen import beveilig, beveilig_kruistabel

__all__ = [
    "GEHEIM",
    "TOTAAL",
    "Telling",
    "Verband",
    "aandeel",
    "bereiken",
    "beveilig",
    "beveilig_kruistabel",
    "beveilig_stelsel",
    "drempel_intern",
    "drempel_openbaar",
    "onherleidbaar",
]
