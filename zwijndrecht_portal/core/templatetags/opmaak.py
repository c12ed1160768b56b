"""
The formatters of core.opmaak as filters: `{{ post.bedrag|euro }}`.

A missing value reads "onbekend", or what the template says: `{{ post.bedrag|euro:"geen bedrag" }}`.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template

from zwijndrecht_portal.core import opmaak

ONBEKEND = "onbekend"

register = template.Library()
register.filter("telling", opmaak.telling)
register.filter("dagen_geleden", opmaak.dagen_geleden)
register.filter("over_dagen", opmaak.over_dagen)


@register.filter
def euro(bedrag: Decimal | int | None, leeg: str = ONBEKEND) -> str:
    return leeg if bedrag is None else opmaak.euro(bedrag)


@register.filter
def euro_kort(bedrag: Decimal | int | None, leeg: str = ONBEKEND) -> str:
    return leeg if bedrag is None else opmaak.euro_kort(bedrag)


@register.filter
def getal(waarde: Decimal | float | None, leeg: str = ONBEKEND) -> str:
    return leeg if waarde is None else opmaak.getal(waarde)


@register.filter
def procent(waarde: Decimal | float | None, leeg: str = ONBEKEND) -> str:
    return leeg if waarde is None else opmaak.procent(waarde)


@register.filter
def datum(dag: date | None, leeg: str = ONBEKEND) -> str:
    return leeg if dag is None else opmaak.datum(dag)


@register.filter
def datum_lang(dag: date | None, leeg: str = ONBEKEND) -> str:
    return leeg if dag is None else opmaak.datum_lang(dag)


@register.filter
def datum_met_weekdag(dag: date) -> str:
    return opmaak.datum_lang(dag, met_weekdag=True)


@register.filter
def tijdstip(moment: datetime | None, leeg: str = ONBEKEND) -> str:
    return leeg if moment is None else opmaak.tijdstip(moment)


@register.filter
def meervoud(aantal: int, woorden: str) -> str:
    """{{ aantal|meervoud:"actie,acties" }}"""
    enkel, meer = woorden.split(",")
    return opmaak.meervoud(aantal, enkel, meer)
