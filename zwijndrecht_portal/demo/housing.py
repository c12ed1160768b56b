"""Fictitious voorzieningen, contingents and woonvragen, so that every picture of wonen shows something."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from casework.models import Huishouden
from housing.enums import (
    EERST_AAN_ZET,
    Fase,
    LeegstandReden,
    Vertrekreden,
    VoorzieningSoort,
    Weigerreden,
    WoonvraagSoort,
)
from housing.models import Plaatsing, Plek, Verblijf, Voorziening, Woonvraag, WoonvraagStand
from housing.regels.bezetting import plus_werkdagen
from housing.services.contingenten import spreek_contingent_af
from housing.services.verblijven import zet_buiten_gebruik
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Organisatie
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.rls import namens
from zwijndrecht_portal.demo.afspraken import maak_afspraken, maak_verhuisstromen

LABEL = "Fictief"
SINDS = timedelta(days=400)

# slug, naam, soort, wijk, plekken, wisseldagen, shortest and longest stay in nights
VOORZIENINGEN = (
    ("fictief-de-loods", "De Loods", VoorzieningSoort.TERUGVAL, "WK064202", 6, 1, (6, 42)),
    ("fictief-de-brug", "De Brug", VoorzieningSoort.TUSSEN, "WK064205", 4, 2, (60, 150)),
)
WACHTENDEN = 16
Stap = tuple[date, Fase, dict[str, Any]]
Verloop = tuple[WoonvraagSoort, list[Stap]]
CONTINGENTEN = {"trivire": (10, 7), "woonkracht10": (8, 5), "wbv-heerjansdam": (2, 1)}  # agreed, used in a whole year
WIJKEN = ("WK064201", "WK064201", "WK064202", "WK064203", "WK064205", "WK064205", "WK064206", "WK064208")


@transaction.atomic
def maak_wonen(*, seed: int, vandaag: date, personen: Mapping[Rol, Gebruiker]) -> None:
    """
    Make everything once; the same seed gives the same rows.

    Needs `laad_woondoelen` for the corporaties, and comes after the wijkteam: woonvragen are of its huishoudens.
    """
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
    plaatsingen = _maak_plaatsingen(toeval, vandaag, door)
    with namens(personen[Rol.TEAMLEIDER]):
        _maak_woonvragen(plaatsingen, toeval, vandaag, personen)
    with namens(door):
        maak_afspraken(toeval, vandaag, door)
    maak_verhuisstromen(toeval, vandaag)


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


def _maak_plaatsingen(toeval: Random, vandaag: date, door: Gebruiker) -> list[Plaatsing]:
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
    return Plaatsing.objects.bulk_create(plaatsing for plaatsing in plaatsingen if plaatsing.datum < vandaag)


# --- Woonvragen ------------------------------------------------------------------------------------------------------


def _maak_woonvragen(
    plaatsingen: list[Plaatsing], toeval: Random, vandaag: date, personen: Mapping[Rol, Gebruiker]
) -> None:
    """
    A woonvraag for each plaatsing and each verblijf of now, and some that wait or stopped; as many as there are
    huishoudens for. The caller works as somebody who sees the huishoudens.
    """
    huishoudens = list(Huishouden.objects.order_by("pseudoniem"))
    verblijven = Verblijf.objects.filter(vertrokken_op=None).select_related("plek__voorziening").order_by("pk")
    verlopen = [_verloop_woning(plaatsing, toeval, vandaag) for plaatsing in plaatsingen]
    verlopen += [_verloop_plek(verblijf, toeval) for verblijf in verblijven]
    verlopen += [_verloop_wachtend(nummer, plaatsingen, toeval, vandaag) for nummer in range(WACHTENDEN)]
    toeval.shuffle(verlopen)
    wijken = [*Gebied.objects.filter(code__in=WIJKEN), None]
    rijen = []
    for huishouden, (soort, stappen) in zip(huishoudens, verlopen, strict=False):
        woonvraag = Woonvraag(
            huishouden=huishouden,
            pseudoniem=huishouden.pseudoniem,
            sleutel=uuid5(NAMESPACE_URL, f"{LABEL}-{huishouden.pseudoniem}"),
            soort=soort,
            aangemeld_op=stappen[0][0],
            volwassenen=toeval.choice((1, 1, 1, 2)),
            kinderen=toeval.choice((0, 0, 0, 1, 2)),
            wijk=toeval.choice(wijken),
            max_huur=Decimal(toeval.randrange(550, 900, 25)),
            is_gelijkvloers=toeval.random() < 0.2,
            door=personen[Rol.TRAJECTREGISSEUR],
        )
        rijen.append((woonvraag, stappen))
    Woonvraag.objects.bulk_create(woonvraag for woonvraag, _ in rijen)
    WoonvraagStand.objects.bulk_create(
        WoonvraagStand(
            woonvraag=woonvraag,
            geldig=DateTimeTZRange(moment := begin_van(dag) + timedelta(hours=10), None),
            fase=fase,
            fase_sinds=moment,
            aan_zet=EERST_AAN_ZET.get(fase, ""),
            door=personen[Rol.WOONCONSULENT],
            **velden,
        )
        for woonvraag, stappen in rijen
        for dag, fase, velden in stappen
    )


def _verloop_woning(plaatsing: Plaatsing, toeval: Random, vandaag: date) -> Verloop:
    """From voordracht to the key on the day of the plaatsing, and what came after it until today."""
    contingent = {"contingent": plaatsing.contingent}
    aanmelding = plaatsing.datum - timedelta(days=toeval.randint(40, 160))
    match = plaatsing.datum - timedelta(days=toeval.randint(8, 30))
    stappen: list[Stap] = [
        (aanmelding, Fase.VOORDRACHT, {}),
        (match, Fase.MATCH, contingent),
        (plaatsing.datum, Fase.PLAATSING, {**contingent, "plaatsing": plaatsing}),
    ]
    later = [(90, Fase.WOONEVALUATIE), (180, Fase.OMKLAP), (230, Fase.STABIEL)]
    if toeval.random() < 0.2:
        later = [(toeval.randint(40, 85), Fase.TERUGVAL), (120, Fase.WOONEVALUATIE), (210, Fase.STABIEL)]
    dagen = [(plaatsing.datum + timedelta(days=na + toeval.randint(0, 9)), fase) for na, fase in later]
    stappen += [(dag, fase, {}) for dag, fase in dagen if dag < vandaag]
    return WoonvraagSoort.WONING, stappen


def _verloop_plek(verblijf: Verblijf, toeval: Random) -> Verloop:
    """Who is on a plek now: asked for shortly before."""
    dag = verblijf.geldig.lower
    soort = WoonvraagSoort(verblijf.plek.voorziening.soort)
    eerder = toeval.randint(2, 5) if soort == WoonvraagSoort.TERUGVAL else toeval.randint(20, 60)
    return soort, [
        (dag - timedelta(days=eerder), Fase.VOORDRACHT, {}),
        (dag - timedelta(days=1), Fase.MATCH, {}),
        (dag, Fase.PLAATSING, {"verblijf": verblijf}),
    ]


def _verloop_wachtend(nummer: int, plaatsingen: list[Plaatsing], toeval: Random, vandaag: date) -> Verloop:
    """Still waiting, waiting again after a match that was declined, matched, or stopped: one of four."""
    contingent = {"contingent": plaatsingen[-1 - nummer % 3].contingent}
    begin = vandaag - timedelta(days=toeval.randint(50, 120))
    stappen: list[Stap] = [(begin, Fase.VOORDRACHT, {})]
    if nummer % 4:
        stappen.append((begin + timedelta(days=toeval.randint(10, 25)), Fase.MATCH, contingent))
    if nummer % 4 == 1:
        reden = {"reden": toeval.choice((Weigerreden.HUUR, Weigerreden.WIJK, Weigerreden.TRAPPEN))}
        stappen.append((begin + timedelta(days=30), Fase.VOORDRACHT, reden))
    if nummer % 4 == 2:
        stappen.append((begin + timedelta(days=40), Fase.AFGEHAAKT, {"reden": Weigerreden.ZELF}))
    return WoonvraagSoort.WONING, stappen
