"""Rows of the list of acties: the hottest markup of the portal, printed in one go instead of 500 template nodes."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plan.selectors import ActieRegel
from zwijndrecht_portal.core.templatetags.componenten import lichten, statusbadge

register = template.Library()

RIJ = """<tr>
<th scope="row"><a href="/acties/{}/{}">{}</a><span class="bij">{}</span></th>
<td data-label="Trekker">{}</td>
<td data-label="Volgende mijlpaal"><span>{}{}</span></td>
<td data-label="Lichten"><span>{}{}</span></td>
<td data-label="Status">{}</td>
<td data-label="Laatste melding">{}</td>
</tr>"""
ANDERS_GEKOZEN = SafeString('<span class="bij">Trekker koos anders</span>')


@register.simple_tag
def actierijen(regels: Iterable[ActieRegel], peildatum_query: str) -> SafeString:
    """`{% actierijen regels peildatum_query %}`: a row per actie; headings stand in the template."""
    return format_html_join("\n", RIJ, (_cellen(regel, peildatum_query) for regel in regels))


def _cellen(regel: ActieRegel, peildatum_query: str) -> tuple[object, ...]:
    licht, slip = regel.lichten, regel.slip_tekst
    return (
        regel.id,
        peildatum_query,
        regel.naam,
        regel.plek,
        regel.trekker or "Geen trekker bekend",
        regel.volgende_tekst,
        format_html('<span class="bij">{}</span>', slip) if slip else "",
        lichten(licht.tijd.licht, licht.geld.licht, licht.kwaliteit.licht),
        ANDERS_GEKOZEN if regel.is_anders_gekozen else "",
        statusbadge(regel.status.value, regel.status.label),
        regel.gemeld_tekst,
    )
