"""Rows of the list of acties: the hottest markup of the portal, printed in one go instead of 500 template nodes."""

from collections.abc import Iterable
from html import escape

from django import template
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
    return SafeString("\n".join(_rij(regel, escape(peildatum_query)) for regel in regels))


def _rij(regel: ActieRegel, peildatum_query: str) -> str:
    """Each text is escaped here: `format_html` would look at all eleven cells, and took a tenth of the page."""
    licht, slip = regel.lichten, regel.slip_tekst
    return RIJ.format(
        regel.id,
        peildatum_query,
        escape(regel.naam),
        escape(regel.plek),
        escape(regel.trekker or "Geen trekker bekend"),
        escape(regel.volgende_tekst),
        f'<span class="bij">{escape(slip)}</span>' if slip else "",
        lichten(licht.tijd.licht, licht.geld.licht, licht.kwaliteit.licht),
        ANDERS_GEKOZEN if regel.is_anders_gekozen else "",
        statusbadge(regel.status.value, regel.status.label),
        escape(regel.gemeld_tekst),
    )
