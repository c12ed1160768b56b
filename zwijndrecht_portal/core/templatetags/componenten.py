"""
Components that occur many times on a page, as plain functions: an include costs a row more than its text.

Built into the template engine, so a template needs no `load`. What is drawn lives in `core.grafieken`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zwijndrecht_portal.core import grafieken
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.fragment import fragment, markeer
from zwijndrecht_portal.core.opmaak import datum

register = template.Library()
register.filter(markeer)
register.filter(fragment)
register.simple_tag(grafieken.sparkline)
register.simple_tag(grafieken.kwartaalstrook)
register.simple_tag(grafieken.staaf)

# Strokes on a 24 x 24 grid; attributes, because a PDF knows no style sheet inside an SVG.
ICOON_OPMAAK = 'width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
ICONEN = {
    "zoek": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "kruis": '<path d="m6 6 12 12M18 6 6 18"/>',
    "vink": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.01"/>',
    "let_op": '<path d="M12 4 21.5 20h-19zM12 10v4.5m0 2.5v.01"/>',
    "fout": '<path d="M8.2 3h7.600L21 8.200v7.600L15.8 21H8.200L3 15.800V8.200zM12 7.5v5.5m0 3v.01"/>',
    "open": '<circle cx="12" cy="12" r="7"/>',
    "bezig": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "streep": '<path d="M5 12h14"/>',
    "op": '<path d="m5 15 7-7 7 7"/>',
    "neer": '<path d="m5 9 7 7 7-7"/>',
    "op_neer": '<path d="m7 10 5-5 5 5M7 14l5 5 5-5"/>',
    "stijgt": '<path d="M5 19 19 5M9 5h10v10"/>',
    "daalt": '<path d="m5 5 14 14M19 9v10H9"/>',
    "gelijk": '<path d="M4 12h16m-5-5 5 5-5 5"/>',
    "verder": '<path d="m9 5 7 7-7 7"/>',
    "terug": '<path d="m15 5-7 7 7 7"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
}

# How a status reads: tone -> (class of the NL Design System badge, icon).
TONEN = {
    "rustig": ("inactive", "open"),
    "vervallen": ("inactive", "streep"),
    "bezig": ("neutral", "bezig"),
    "goed": ("success", "vink"),
    "let_op": ("warning", "let_op"),
    "fout": ("danger", "fout"),
}
TOON_VAN_STATUS = {
    "gepland": "rustig",
    "concept": "rustig",
    "loopt": "bezig",
    "ter_vaststelling": "bezig",
    "afgerond": "goed",
    "vastgesteld": "goed",
    "aangeboden": "goed",
    "vers": "goed",
    "vervallen": "vervallen",
    "afgesloten": "vervallen",
    "open": "let_op",
    "herinneren": "let_op",
    "verouderd": "fout",
    "hoog": "fout",
    "midden": "let_op",
    "laag": "rustig",
}


@register.simple_tag
@lru_cache
def icoon(naam: str) -> SafeString:
    """Decorative: the words stand beside it."""
    return grafieken.svg("icoon", 24, 24, "", ICONEN[naam], ICOON_OPMAAK)


@register.simple_tag
@lru_cache
def licht(waarde: str, aspect: str = "") -> SafeString:
    """One light with its words: `{% licht actie.tijd "Tijd" %}` or, about the whole, `{% licht actie.licht %}`."""
    naam = format_html('<span class="licht-regel__naam">{}</span> ', aspect) if aspect else ""
    tekening = grafieken.licht_svg(waarde, aspect, verborgen=True)
    return format_html('<span class="licht-regel">{}<span>{}{}</span></span>', tekening, naam, Licht(waarde).label)


@register.simple_tag
@lru_cache
def licht_teken(waarde: str) -> SafeString:
    """Only the shape, for where the words stand beside it anyway."""
    return grafieken.licht_svg(waarde, verborgen=True)


@register.simple_tag
@lru_cache
def licht_klein(waarde: str, aspect: str = "") -> SafeString:
    """One light for a narrow place; the words are its title."""
    return grafieken.licht_svg(waarde, aspect)


@register.simple_tag
@lru_cache
def lichten(tijd: str, geld: str, kwaliteit: str) -> SafeString:
    """The three lights of an actie in a table row."""
    drie = [
        grafieken.licht_svg(waarde, aspect)
        for aspect, waarde in (("Tijd", tijd), ("Geld", geld), ("Kwaliteit", kwaliteit))
    ]
    return format_html('<span class="lichten">{}{}{}</span>', *drie)


@register.simple_tag
@lru_cache
def statusbadge(status: str, label: str, toon: str = "") -> SafeString:
    """A status as word, icon and colour. An unknown status is calm; `toon` (see TONEN) overrules."""
    klasse, naam = TONEN[toon or TOON_VAN_STATUS.get(status, "rustig")]
    return format_html(
        '<span class="utrecht-status-badge utrecht-status-badge--{}">{}{}</span>', klasse, icoon(naam), label
    )


@register.simple_tag
def cijferkaart(cijfer: Mapping[str, Any]) -> SafeString:
    """
    A figure with its context: the hottest markup of the front page, printed in one go.

    `cijfer` has naam, waarde, eenheid, reeks, reeks_titel, streefwaarde, richting ("stijgt", "daalt", "gelijk" or ""),
    richting_tekst, oordeel ("gunstig", "ongunstig" or ""), verouderd (text or ""), peildatum, bron and url.
    """
    naam, richting, oordeel = cijfer["naam"], "", cijfer["oordeel"]
    if cijfer["richting"]:
        klasse = f" cijfer__richting--{oordeel}" if oordeel else ""
        regel = '<p class="cijfer__richting{}">{} {}</p>'
        richting = format_html(regel, klasse, icoon(cijfer["richting"]), cijfer["richting_tekst"])
    lijn = (
        grafieken.sparkline(cijfer["reeks"], cijfer["reeks_titel"], cijfer["streefwaarde"]) if cijfer["reeks"] else ""
    )
    oud = cijfer["verouderd"]
    return format_html(
        '<article class="cijfer{}">\n<h3 class="cijfer__naam">{}</h3>\n'
        '<p class="cijfer__waarde">{}{}</p>{}{}{}\n<p class="cijfer__bron">{} · {}</p>\n</article>',
        " stil" if oud else "",
        format_html('<a href="{}">{}</a>', cijfer["url"], naam) if cijfer["url"] else naam,
        cijfer["waarde"],
        format_html(" <span>{}</span>", cijfer["eenheid"]) if cijfer["eenheid"] else "",
        lijn,
        richting,
        format_html('<p class="cijfer__richting">{} {}</p>', icoon("let_op"), oud) if oud else "",
        datum(cijfer["peildatum"]),
        cijfer["bron"],
    )


@register.simple_tag
def sorteerkop(label: str, sleutel: str, sortering: str, url: str, klasse: str = "") -> SafeString:
    """
    Heading of a column that sorts: a second click turns the order round.

    `sortering` is the current key, with "-" when descending; `url` ends in "?" or "&" and carries the filters.
    """
    op, neer = sortering == sleutel, sortering == f"-{sleutel}"
    richting = "ascending" if op else "descending" if neer else "none"
    return format_html(
        '<th scope="col" aria-sort="{}"{}><a class="sorteer" href="{}sorteer={}">{}{}</a></th>',
        richting,
        format_html(' class="{}"', klasse) if klasse else "",
        url,
        f"-{sleutel}" if op else sleutel,
        label,
        icoon("op" if op else "neer" if neer else "op_neer"),
    )


@register.filter
def eerste_invoer(veld: BoundField) -> str:
    """The id that a link in the error summary jumps to; a group of choices starts at its first one."""
    return f"{veld.auto_id}_0" if veld.use_fieldset else veld.auto_id
