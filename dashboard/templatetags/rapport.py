"""What only a report draws."""

from django import template

from dashboard.cijfers import Cijfer
from dashboard.rapport import RapportKop
from dashboard.strook import planningstrook

register = template.Library()
register.simple_tag(planningstrook)


@register.filter
def beweging(cijfer: Cijfer, kop: RapportKop) -> str:
    """How a figure moved: since its previous value, or in an evaluatie over the whole plan."""
    return cijfer.beweging_over_alles if kop.is_evaluatie else cijfer.beweging_tekst
