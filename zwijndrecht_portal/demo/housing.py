"""Fictitious voorzieningen, verblijven, contingents and plaatsingen, so that every picture of wonen shows something."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from housing.enums import LeegstandReden, Vertrekreden, VoorzieningSoort
from housing.models import Plaatsing, Plek, Verblijf, Voorziening
from housing.regels.bezetting import plus_werkdagen
from housing.services.contingenten import spreek_contingent_af
from housing.services.verblijven import zet_buiten_gebruik
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Organisatie

LABEL = "Fictief"
SINDS = timedelta(days=400)

# slug, naam, soort, wijk, plekken, wisseldagen, shortest and longest stay in nights
VOORZIENINGEN = (
    ("fictief-de-loods", "De Loods", VoorzieningSoort.TERUGVAL, "WK064202", 6, 1, (6, 42)),
    ("fictief-de-brug", "De Brug", VoorzieningSoort.TUSSEN, "WK064205", 4, 2, (60, 150)),
)
CONTINGENTEN = {"trivire": (10, 7), "woonkracht10": (8, 5), "wbv-heerjansdam": (2, 1)}  # agreed, used in a whole year
WIJKEN = ("WK064201", "WK064201", "WK064202", "WK064203", "WK064205", "WK064205", "WK064206", "WK064208")


@transaction.atomic
def maak_wonen(*, seed: int, vandaag: date, personen: Mapping[Rol, Gebruiker]) -> None:
    """Make everything once; the same seed gives the same rows. Needs `laad_woondoelen` for the corporaties."""
    if Voorziening.objects.exists():
        return
    toeval = Random(seed)  # noqa: S311 - demo data, no secret
    door = personen[Rol.WOONCONSULENT]
    for slug, naam, soort, wijk, aantal, wisseldagen, duur in VOORZIENINGEN:
        voorziening = Voorziening.objects.create(
            slug=slug,
            naam=f"{naam} (fictief)",
            soort=soort,
            wijk_id=wijk,
            wisseldagen=wisseldagen,
            toelichting=f"{LABEL}: deze voorziening bestaat niet.",
        )
        sinds = DateRange(vandaag - SINDS, None)
        plekken = Plek.objects.bulk_create(
            Plek(voorziening=voorziening, naam=f"Plek {nummer}", geldig=sinds) for nummer in range(1, aantal + 1)
        )
        reeksen = [list(_verblijven(plek, duur, toeval, vandaag, door)) for plek in plekken]
        Verblijf.objects.bulk_create(verblijf for reeks in reeksen for verblijf in reeks)
        _zet_buiten_gebruik(plekken[1], reeksen[1][-1], vandaag, door)
    _maak_plaatsingen(toeval, vandaag, door)


def _verblijven(
    plek: Plek, duur: tuple[int, int], toeval: Random, vandaag: date, door: Gebruiker
) -> Iterator[Verblijf]:
    """Verblijven one after the other up to today; of the first plek the last departure is not confirmed yet."""
    dag = plek.geldig.lower + timedelta(days=toeval.randint(1, 30))
    while dag <= vandaag:
        vertrek = dag + timedelta(days=toeval.randint(*duur))
        if plek.naam == "Plek 1" and vertrek >= vandaag - timedelta(days=7):
            vertrek = max(vandaag - timedelta(days=2), dag + timedelta(days=1))
        is_weg = vertrek <= vandaag - timedelta(days=3)
        reden = toeval.choice(Vertrekreden.values)
        yield Verblijf(
            plek=plek,
            geldig=DateRange(dag, vertrek),
            gepland_vertrek=vertrek,
            vertrokken_op=vertrek if is_weg else None,
            vertrekreden=reden if is_weg else "",
            door=door,
        )
        dag = plus_werkdagen(vertrek, plek.voorziening.wisseldagen) + timedelta(days=toeval.randint(0, 14))


def _zet_buiten_gebruik(plek: Plek, laatste: Verblijf, vandaag: date, door: Gebruiker) -> None:
    """Two days of maintenance after the last verblijf, within the two weeks that the page shows if it can be."""
    van = max(laatste.geldig.upper, vandaag + timedelta(days=3))
    tot_en_met = van + timedelta(days=1)
    zet_buiten_gebruik(plek=plek, van=van, tot_en_met=tot_en_met, reden=LeegstandReden.ONDERHOUD, door=door)


def _maak_plaatsingen(toeval: Random, vandaag: date, door: Gebruiker) -> None:
    """Contingents of last year and this year, used evenly over the year."""
    corporaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.filter(slug__in=CONTINGENTEN)}
    plaatsingen = []
    for jaar in (vandaag.year - 1, vandaag.year):
        for slug, (aantal, gebruikt) in CONTINGENTEN.items():
            contingent = spreek_contingent_af(corporatie=corporaties[slug], jaar=jaar, aantal=aantal)
            for nummer in range(gebruikt):
                datum = date(jaar, 1, 8) + timedelta(days=nummer * 340 // gebruikt + toeval.randint(0, 14))
                wijk = toeval.choice(WIJKEN)
                plaatsingen.append(Plaatsing(contingent=contingent, wijk_id=wijk, datum=datum, door=door))
    Plaatsing.objects.bulk_create(plaatsing for plaatsing in plaatsingen if plaatsing.datum <= vandaag)
