"""
One box that finds things: each app registers what it can find, with what the reader may see.

Everything is one question to the database. A word with a slip of the pen is found too (trigrams).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, Func, QuerySet, Value, Window
from django.db.models.functions import Greatest, JSONObject, RowNumber
from django.urls import reverse

from zwijndrecht_portal.core.begrippen import begrippen
from zwijndrecht_portal.core.models import Organisatie

PER_SOORT = 10
LIJKT = 0.45  # how much a word must look like the one that was typed, from 0 to 1
KORTST = 2


@dataclass(frozen=True, slots=True)
class Treffer:
    """One thing that was found: its name, a text of which the page shows a part, and where it belongs."""

    titel: str
    url: str
    tekst: str = ""
    bij: str = ""


@dataclass(frozen=True, slots=True)
class ZoekBron:
    """
    One kind of thing. `rijen` gives what this person may see and looks like the text, made with `als_rijen`; `maak`
    makes a Treffer of the columns that `rijen` names.
    """

    soort: str  # plural, as a heading: "Acties"
    rijen: Callable[[Any, str], QuerySet]
    maak: Callable[[dict[str, Any]], Treffer]


@dataclass(frozen=True, slots=True)
class DossierBron:
    """
    Dossiers, found by their pseudoniem only. `past` says whether a text is one, `elders` what there is outside the
    work of this person: the way to ask for it, never what is in it.
    """

    permission: str
    past: Callable[[str], bool]
    bron: ZoekBron
    elders: Callable[[str], Treffer | None]


Groepen = list[tuple[str, list[Treffer]]]
_bronnen: dict[str, ZoekBron] = {}
_dossiers: list[DossierBron] = []


def registreer_zoekbron(*bronnen: ZoekBron) -> None:
    """Called in `AppConfig.ready()`; the order of the apps is that of the results."""
    _bronnen.update({bron.soort: bron for bron in bronnen})


def registreer_dossierbron(bron: DossierBron) -> None:
    """Called in `AppConfig.ready()`. There is one kind of dossier."""
    _dossiers[:] = [bron]


def dossierbron_voor(gebruiker: Any, tekst: str) -> DossierBron | None:
    """Where this text may name a dossier for this person; then the search runs under the access log."""
    passend = (bron for bron in _dossiers if bron.past(tekst) and gebruiker.has_perm(bron.permission))
    return next(passend, None)


def zoek(gebruiker: Any, tekst: str, *ook: ZoekBron) -> Groepen:
    """What this person may see and looks like this text, by kind; nothing for a text that is too short. One query."""
    tekst = " ".join(tekst.split())
    if len(tekst) < KORTST:
        return []
    bronnen = {bron.soort: bron for bron in (*ook, *_bronnen.values(), ORGANISATIES)}
    eerste, *rest = (bron.rijen(gebruiker, tekst) for bron in bronnen.values())
    gevonden: dict[str, list[Treffer]] = {soort: [] for soort in bronnen}
    for soort, _, gegevens in sorted(eerste.union(*rest, all=True), key=lambda rij: rij[1]):
        gevonden[soort].append(bronnen[soort].maak(gegevens))
    gevonden["Begrippen"] = _zoek_begrippen(tekst)
    return [(soort, treffers) for soort, treffers in gevonden.items() if treffers]


def lijkt_op(rijen: QuerySet, tekst: str, *velden: str) -> QuerySet:
    """Rows of which one of these columns has a word that looks like the text; `gelijkenis` says how much."""
    eerste, *rest = (TrigramWordSimilarity(tekst, veld) for veld in velden)
    gelijkenis: Func = eerste
    for ander in rest:
        gelijkenis = Greatest(gelijkenis, ander)
    return rijen.annotate(gelijkenis=gelijkenis)


def als_rijen(soort: str, rijen: QuerySet, volgorde: tuple[str, ...], *velden: str, **namen: Any) -> QuerySet:
    """The best few as (kind, place, columns), so that rows of all kinds fit in one answer."""
    return (
        rijen.order_by(*volgorde)
        .annotate(
            zoeksoort=Value(soort, CharField()),
            zoekplek=Window(RowNumber(), order_by=volgorde),
            zoekvelden=JSONObject(**{veld: veld for veld in velden}, **namen),
        )
        .values_list("zoeksoort", "zoekplek", "zoekvelden")[:PER_SOORT]
    )


def _organisaties(gebruiker: Any, tekst: str) -> QuerySet:
    rijen = Organisatie.objects.all() if gebruiker.has_perm("plan.view_actie") else Organisatie.objects.none()
    gevonden = lijkt_op(rijen, tekst, "naam", "afkorting").filter(gelijkenis__gte=LIJKT)
    return als_rijen("Organisaties", gevonden, ("-gelijkenis", "naam"), "id", "naam", "afkorting", "toelichting")


def _organisatie(rij: dict[str, Any]) -> Treffer:
    """Leads to the acties that it draws: an organisation has no page of its own."""
    vraag = urlencode({"trekker": f"o{rij['id']}"})
    bij = rij["afkorting"] or "naar de acties die zij trekt"
    return Treffer(rij["naam"], f"{reverse('plan:actie_lijst')}?{vraag}", rij["toelichting"], bij)


ORGANISATIES = ZoekBron("Organisaties", _organisaties, _organisatie)


def _zoek_begrippen(tekst: str) -> list[Treffer]:
    """Words of the glossary: those that have it in their name first."""
    gevonden = [begrip for begrip in begrippen() if begrip.bevat(tekst)]
    gevonden.sort(key=lambda begrip: tekst.casefold() not in begrip.term.casefold())
    pagina = reverse("begrippen")
    return [Treffer(b.term, f"{pagina}#{b.anker}", " ".join(b.uitleg)) for b in gevonden[:PER_SOORT]]
