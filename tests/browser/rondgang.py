"""Walking through the portal as each role: every link, and the pages that are built differently."""

import re
from collections import Counter
from collections.abc import Iterator
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
WIE = re.compile(r"HH-\d{4}-\d+|[\w.+-]+@zwijndrecht\.example")

Bouw = frozenset[str]


@dataclass(frozen=True)
class Veld:
    """One field of a form, as the page shows it."""

    naam: str
    soort: str  # of an input; "textarea" or "select"
    waarde: str
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vorm:
    """A form as a browser would send it."""

    pagina: str
    actie: str
    methode: str
    velden: tuple[Veld, ...]


@dataclass
class Rondgang:
    """
    What one role meets: the status and headings of each page, and an address per way in which a page is built.

    Also every link and every form that it was given, and which people and huishoudens it saw.
    """

    statussen: dict[str, int] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    vormen: dict[tuple[str, str, frozenset[str]], Vorm] = field(default_factory=dict)
    namen: set[str] = field(default_factory=set)
    persoonlijk: set[str] = field(default_factory=set)  # the kinds of pages on which those stand
    koppen: dict[str, int] = field(default_factory=dict)
    bouwsels: dict[tuple[str, Bouw], str] = field(default_factory=dict)


def loop_rond(rol: Rol | None) -> Rondgang:
    """Follow links from page to page, breadth first; of each kind of page the first two, of each filter the first."""
    client, rondgang, gezien = Client(), Rondgang(), Counter()
    if rol:
        client.force_login(Gebruiker.objects.get(email=adres(rol)))
    wachtrij = list(BEGIN)
    while wachtrij:
        url = wachtrij.pop(0)
        soort = soort_van(url)
        if url in rondgang.statussen or gezien[soort] >= (1 if "?" in url else 2):
            continue
        gezien[soort] += 1
        antwoord = client.get(url, follow=True)
        antwoord.getvalue()
        rondgang.statussen[url] = antwoord.status_code
        if not antwoord["Content-Type"].startswith("text/html"):
            continue
        tekst = antwoord.content.decode()
        boom = html.document_fromstring(tekst)
        rondgang.koppen[url] = len(boom.xpath("//h1"))
        for deel, naam in (("main", soort.partition("?")[0]), ("header", "kop")):
            rondgang.bouwsels.setdefault((naam, bouw_van(boom, deel)), url)
        if namen := namen_in(tekst):
            rondgang.namen |= namen
            rondgang.persoonlijk.add(soort.partition("?")[0])
        links = links_op(boom, url)
        rondgang.links.update(links)
        for vorm in vormen_op(boom, antwoord.request["PATH_INFO"]):
            sleutel = vorm.methode, soort_van(vorm.actie), frozenset(veld.naam for veld in vorm.velden)
            rondgang.vormen.setdefault(sleutel, vorm)
        wachtrij += [link for link in links if not NIET.search(link)]
    return rondgang


def namen_in(tekst: str) -> set[str]:
    """What points at a person or a huishouden: pseudonyms and e-mail addresses."""
    return set(WIE.findall(tekst))


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
    return [adres for adres in adressen if adres.startswith("/")]


def vormen_op(boom: html.HtmlElement, url: str) -> Iterator[Vorm]:
    for form in boom.forms:
        velden = tuple(veld_van(element) for element in form.inputs if element.name and element.tag != "button")
        actie = (form.action or url).removeprefix("http://portaal").partition("#")[0]
        yield Vorm(url, actie, form.method.lower(), velden)


def veld_van(element: html.HtmlElement) -> Veld:
    if element.tag == "select":
        waarde = "" if element.multiple else element.value or ""
        return Veld(element.name, "select", waarde, tuple(element.value_options))
    if element.tag == "textarea":
        return Veld(element.name, "textarea", element.value or "")
    return Veld(element.name, element.type or "text", element.get("value") or "")


def bouw_van(boom: html.HtmlElement, deel: str) -> Bouw:
    """Which kinds of elements this part of a page is made of: tag, class and role, whatever the words."""
    return frozenset(
        f"{element.tag}.{element.get('class', '')}.{element.get('type', '')}.{element.get('role', '')}"
        for element in boom.xpath(f"//{deel}//*[not(ancestor::svg)]")
    )
