"""
The cells of the matrix: six for each post and year. In Python, because a thousand posten are twelve thousand cells.

What goes in is money and our own words, so nothing needs escaping.
"""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from budget.regels import Bedragen, PostRegel, Totaal
from zwijndrecht_portal.core.opmaak import getal
from zwijndrecht_portal.core.templatetags.componenten import icoon

register = template.Library()
NIETS = '<span class="stil">-</span>'
GEEN_POST = '<td class="getal stil jaarbegin">-</td>' + "<td></td>" * 5
BUITEN = '<td class="woorden jaarbegin" colspan="6"><a href="#lopend">buiten de plantabel</a></td>'


@register.simple_tag
def postcellen(cel: PostRegel | None, peildatum_query: str, concepten: frozenset[int]) -> SafeString:
    """Begroot, gewijzigd, verplicht, gerealiseerd, prognose and verschil of a post in a year."""
    if cel is None:
        return SafeString(GEEN_POST)
    if cel.is_buiten_plantabel:
        return SafeString(BUITEN)
    leeg = "nog leeg" if cel.jaar in concepten else "geen bedrag in de bron"
    noot = f'<a class="merk" href="#noot-{cel.id}">noot</a>' if cel.toelichting else ""
    begroot = f'<span class="woorden">{leeg}</span>' if cel.begroot is None else _bedrag(cel.vastgesteld)
    te_veel = _rood("te veel") if cel.overschrijding else ""
    te_kort = _rood("te kort") if cel.verschil is not None and cel.verschil < 0 else ""
    mist = _mist_toelichting(cel, peildatum_query)
    toen = cel.verandering or Bedragen()
    return SafeString(
        f'<td class="getal jaarbegin">{noot}{begroot}</td>'
        f'<td class="getal">{_plus(cel.gewijzigd)}{_sinds(toen.begroot)}</td>'
        f'<td class="getal">{_bedrag(cel.verplicht)}{_sinds(toen.verplicht)}</td>'
        f'<td class="getal">{_bedrag(cel.besteed)}{te_veel}{_sinds(toen.besteed)}</td>'
        f'<td class="getal">{_bedrag(cel.verwacht)}{mist}{_sinds(toen.verwacht)}</td>'
        f'<td class="getal">{_bedrag(cel.verschil)}{te_kort}</td>'
    )


@register.simple_tag
def totaalcellen(totaal: Totaal) -> SafeString:
    """The same six of a subtotal or total: all computed."""
    leeg = '<span class="woorden">geen bedrag</span>' if totaal.begroot is None else NIETS
    toen = totaal.verandering or Bedragen()
    return SafeString(
        f'<td class="getal jaarbegin">{_bedrag(totaal.vastgesteld, leeg)}</td>'
        f'<td class="getal">{_plus(totaal.gewijzigd, "")}{_sinds(toen.begroot)}</td>'
        f'<td class="getal">{_bedrag(totaal.verplicht, "")}{_sinds(toen.verplicht)}</td>'
        f'<td class="getal">{_bedrag(totaal.besteed, "")}{_sinds(toen.besteed)}</td>'
        f'<td class="getal">{_bedrag(totaal.verwacht, "")}{_sinds(toen.verwacht)}</td>'
        f'<td class="getal">{_bedrag(totaal.verschil, "")}</td>'
    )


@register.simple_tag
def onvoorziencellen(vastgesteld: Decimal, gewijzigd: Decimal) -> SafeString:
    """Computed over the posten: as adopted, and what the wijzigingen make of it."""
    return SafeString(
        f'<td class="getal jaarbegin">{_bedrag(vastgesteld)}</td><td class="getal">{_plus(gewijzigd or None, "")}</td>'
        '<td colspan="4"></td>'
    )


def _bedrag(bedrag: Decimal | None, leeg: str = NIETS) -> str:
    return leeg if bedrag is None else getal(bedrag, 2)


def _plus(bedrag: Decimal | None, leeg: str = NIETS) -> str:
    """A change says which way."""
    return leeg if bedrag is None else f"{'+' if bedrag > 0 else ''}{getal(bedrag, 2)}"


def _sinds(bedrag: Decimal | None) -> str:
    """The difference with the other day, small, only where there is one."""
    return f'<span class="bij sinds">{_plus(bedrag)}</span>' if bedrag else ""


def _rood(woorden: str) -> str:
    return f'<span class="bij rood">{woorden}</span>'


def _mist_toelichting(cel: PostRegel, peildatum_query: str) -> str:
    if not cel.mist_toelichting:
        return ""
    url = reverse("budget:post_detail", args=[cel.id])
    return f'<a class="bij rood" href="{url}{peildatum_query}">{icoon("let_op")} geen toelichting</a>'
