"""The rows of the list of woonvragen, in Python: as a template they were a third of the page."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from housing.dossier import LijstRegel

register = template.Library()
RIJ = """<tr>
<th scope="row"><a href="{}">{}</a><span class="bij">{}</span></th>
<td data-label="Zoekt">{}</td>
<td data-label="Fase"><span>{}<span class="bij">sinds {}</span></span></td>
<td data-label="Aan zet">{}</td>
<td data-label="Sinds">{}</td>
</tr>"""


@register.simple_tag
def woonvraagrijen(regels: Iterable[LijstRegel]) -> SafeString:
    """`{% woonvraagrijen lijst.regels %}`: a row per woonvraag; the headings stand in the template."""
    return SafeString("\n".join(_rij(regel) for regel in regels))


def _rij(regel: LijstRegel) -> str:
    cellen = (
        regel.url,
        regel.pseudoniem,
        regel.mensen,
        regel.soort,
        regel.fase,
        regel.fase_sinds,
        regel.aan_zet,
        regel.wacht,
    )
    return RIJ.format(*map(escape, cellen))
