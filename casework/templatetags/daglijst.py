"""Cards of Mijn dag: the hottest markup of casework, printed in one go instead of 2,000 template nodes."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from casework.daglijst import Kaart
from casework.enums import ContactUitkomst
from zwijndrecht_portal.core.templatetags.componenten import statusbadge

register = template.Library()

KAART = """<article class="dagkaart" id="kaart-{id}">
<h2 id="naam-{id}"{focus}><a href="{url}">{naam}</a></h2>
<p class="dagkaart__reden">{badge}{naar_taak}</p>
<p class="dagkaart__laatste">{laatste}<br>{plek}</p>{formulier}
</article>"""
NAAR_TAAK = ' <a href="{url}#taken">Naar de taak<span class="visueel-verborgen">: {naam}</span></a>'
KNOPPEN = "\n".join(
    '<button type="submit" class="utrecht-button utrecht-button--secondary-action"'
    f' name="uitkomst" value="{waarde}">{label}</button>'
    for waarde, label in ContactUitkomst.choices
)
FORMULIER = f"""
<form class="dagkaart__tik" method="post" action="{{url}}contact/{{query}}" hx-post="{{url}}contact/"
      hx-target="closest .dagkaart" hx-swap="outerHTML">
<input type="hidden" name="csrfmiddlewaretoken" value="{{csrf}}">
<input type="hidden" name="sleutel" value="{{sleutel}}">
<div class="dagkaart__knoppen" role="group" aria-labelledby="naam-{{id}}">
{KNOPPEN}
</div>
</form>"""


@register.simple_tag
def dagkaarten(kaarten: Iterable[Kaart], csrf_token: str, lijst_query: str, focus: bool) -> SafeString:
    """
    `{% dagkaarten kaarten csrf_token lijst_query focus %}`: a card per huishouden, with a button per outcome.

    `lijst_query`: behind the address without htmx, to come back to this page; `focus`: whether a card takes the focus.
    """
    csrf, query = escape(str(csrf_token)), escape(lijst_query)
    aandacht = ' tabindex="-1" data-focus' if focus else ""
    return SafeString("\n".join(_kaart(kaart, csrf, query, aandacht) for kaart in kaarten))


def _kaart(kaart: Kaart, csrf: str, query: str, aandacht: str) -> str:
    """Each text is escaped here; the other values are our own."""
    naam = escape(kaart.naam)
    formulier = FORMULIER.format(id=kaart.id, url=kaart.url, query=query, csrf=csrf, sleutel=kaart.sleutel)
    return KAART.format(
        id=kaart.id,
        focus=aandacht,
        url=kaart.url,
        naam=naam,
        badge=statusbadge("", kaart.reden, kaart.toon),
        naar_taak=NAAR_TAAK.format(url=kaart.url, naam=naam) if kaart.heeft_signaal else "",
        laatste=escape(kaart.laatste),
        plek=escape(kaart.plek),
        formulier=formulier if kaart.mag_loggen else "",
    )
