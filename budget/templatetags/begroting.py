"""What only the money pages need: amounts without sign for in a table, and their pictures."""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template

from budget import grafieken
from budget.geldstroom import geldstroom
from zwijndrecht_portal.core.opmaak import getal

register = template.Library()
register.simple_tag(grafieken.plantabelstaaf)
register.simple_tag(grafieken.lopendstaaf)
register.simple_tag(grafieken.vlakje)
register.simple_tag(geldstroom)


@register.filter
def bedrag(waarde: Decimal) -> str:
    """Decimal("12500") -> "12.500,00": for a table whose caption says that it is in euros."""
    return getal(waarde, 2)


@register.filter
def bij(groepen: Mapping[Hashable, Sequence[Any]], sleutel: Hashable) -> Sequence[Any]:
    """What belongs to this key: `{% for punt in punten_per_actie|bij:rij.actie_id %}`."""
    return groepen.get(sleutel, ())
