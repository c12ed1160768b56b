"""Walking through the portal as each role: every link, and the pages that are built differently."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.personen import adres

BEGIN = ["/", "/begrippen/", "/toegankelijkheid/", "/privacy/", "/stijlgids/"]
NIET = re.compile(r"^/(static|beheer|api)/|\.(csv|xlsx|ods|ics)(\?|$)|/pdf/?$")  # files, and Django's own pages


Bouw = frozenset[str]


@dataclass
class Rondgang:
    """What one role meets: the status and headings of each page, and an address per way in which a page is built."""

    statussen: dict[str, int] = field(default_factory=dict)
    koppen: dict[str, int] = field(default_factory=dict)
    bouwsels: dict[tuple[str, Bouw], str] = field(default_factory=dict)


def loop_rond(rol: Rol | None) -> Rondgang:
    """Follow links from page to page, breadth first; of each kind of page the first two."""
    client, rondgang, gezien = Client(), Rondgang(), Counter()
    if rol:
        client.force_login(Gebruiker.objects.get(email=adres(rol)))
    wachtrij = list(BEGIN)
    while wachtrij:
        url = wachtrij.pop(0)
        soort = soort_van(url)
        if url in rondgang.statussen or gezien[soort] >= 2:
            continue
        gezien[soort] += 1
        antwoord = client.get(url, follow=True)
        antwoord.getvalue()
        rondgang.statussen[url] = antwoord.status_code
        if not antwoord["Content-Type"].startswith("text/html"):
            continue
        boom = html.document_fromstring(antwoord.content.decode())
        rondgang.koppen[url] = len(boom.xpath("//h1"))
        for deel, naam in (("main", soort.partition("?")[0]), ("header", "kop")):
            rondgang.bouwsels.setdefault((naam, bouw_van(boom, deel)), url)
        wachtrij += links_op(boom, url)
    return rondgang


@cache
def soort_van(url: str) -> str:
    """The name of the view and the names of its parameters: one kind of page."""
    pad, _, query = url.partition("?")
    try:
        gevonden = resolve(pad)
    except Resolver404:
        return url
    return f"{gevonden.view_name}?{'&'.join(sorted(set(re.findall(r'([^&=]+)=', query))))}"


def links_op(boom: html.HtmlElement, url: str) -> list[str]:
    boom.make_links_absolute(f"http://portaal{url}")
    adressen = [link.partition("#")[0].removeprefix("http://portaal") for link in boom.xpath("//a/@href")]
    return [adres for adres in adressen if adres.startswith("/") and not NIET.search(adres)]


def bouw_van(boom: html.HtmlElement, deel: str) -> Bouw:
    """Which kinds of elements this part of a page is made of: tag, class and role, whatever the words."""
    return frozenset(
        f"{element.tag}.{element.get('class', '')}.{element.get('type', '')}.{element.get('role', '')}"
        for element in boom.xpath(f"//{deel}//*[not(ancestor::svg)]")
    )
