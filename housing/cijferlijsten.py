"""
The list behind each figure of wonen: the rows that the database counted for everyone, as far as this reader sees them.

Woonvragen come through `visible_to` and row-level security (docs/adr/0003). Plekken and their nights say nothing of who
sleeps there. A test holds list and figure together on random histories.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractDay, Greatest, Least, TruncDate

from housing.enums import Fase, VoorzieningSoort, WoonvraagSoort
from housing.models import Plek, Verblijf, Woonvraag
from zwijndrecht_portal.core.cijferlijsten import JA, KOLOMMEN, Cijferlijst, duur, moment_van
from zwijndrecht_portal.core.peildatum import begin_van

VENSTER = timedelta(days=29)  # the nights before the one of the peildatum


def _geplaatst(gebruiker: Any, dag: date) -> QuerySet:
    """Woonvragen with their first plaatsing (`op`) and terugval (`terug_op`) by then; a terugvalplek is no home."""
    tot_dan = Q(standen__fase_sinds__lte=moment_van(dag))
    return (
        Woonvraag.objects.visible_to(gebruiker)
        .exclude(soort=WoonvraagSoort.TERUGVAL)
        .alias(
            op=Min("standen__fase_sinds", filter=tot_dan & Q(standen__fase=Fase.PLAATSING)),
            terug_op=Min("standen__fase_sinds", filter=tot_dan & Q(standen__fase=Fase.TERUGVAL)),
        )
    )


def _rijen(woonvragen: QuerySet, *, waarde: Any, telt: Any) -> QuerySet:
    return woonvragen.annotate(
        dossier=F("pk"),
        titel=F("pseudoniem"),
        plek=Coalesce("wijk__naam", Value("maakt niet uit")),
        wie=Coalesce("aanbieder__naam", Value("nog geen")),
        sinds=TruncDate("op"),
        waarde=waarde,
        telt=telt,
    ).values(*KOLOMMEN)


def geplaatst_in_een_jaar(gebruiker: Any, dag: date) -> QuerySet:
    """Plaatsingen in the 365 days up to and including that day, with the days since the aanmelding."""
    geplaatst = _geplaatst(gebruiker, dag).filter(op__gt=moment_van(dag) - duur("365 days"))
    return _rijen(geplaatst, waarde=ExtractDay(TruncDate("op") - F("aangemeld_op")), telt=JA)


def gevolgd(gebruiker: Any, dag: date) -> QuerySet:
    """Who got a home in the last year of which all were followed for twelve months; those who fell back count."""
    jaar = (dag + timedelta(days=1)).year - 2
    grens = F("op") + duur("12 months")
    telt = Case(When(terug_op__lt=grens, then=True), default=False, output_field=BooleanField())
    in_dat_jaar = _geplaatst(gebruiker, dag).filter(
        op__gte=begin_van(date(jaar, 1, 1)), op__lt=begin_van(date(jaar + 1, 1, 1))
    )
    return _rijen(in_dat_jaar.filter(op__lte=moment_van(dag) - duur("12 months")), waarde=Value(""), telt=telt)


def plekken(gebruiker: Any, dag: date) -> QuerySet:
    """Terugvalplekken of the thirty nights up to and including that day: how many each was there, how many taken."""
    van, tot = dag - VENSTER, dag + timedelta(days=1)
    eerste, na_laatste = Greatest("geldig__startswith", Value(van)), Least("geldig__endswith", Value(tot))
    bezet = ExtractDay(
        Least("geldig__endswith", OuterRef("geldig__endswith"), Value(tot))
        - Greatest("geldig__startswith", OuterRef("geldig__startswith"), Value(van))
    )
    verblijven = Verblijf.objects.tussen(van, tot).filter(plek=OuterRef("pk"), geldig__overlap=OuterRef("geldig"))
    per_plek = verblijven.order_by().values("plek").annotate(nachten=Sum(bezet)).values("nachten")
    rijen = Plek.objects.visible_to(gebruiker).in_gebruik(van, tot)
    return (
        rijen.filter(voorziening__soort=VoorzieningSoort.TERUGVAL)
        .annotate(
            dossier=F("pk"),
            titel=F("naam"),
            plek=F("voorziening__naam"),
            wie=ExtractDay(na_laatste - eerste),
            sinds=F("geldig__startswith"),
            waarde=Coalesce(Subquery(per_plek), 0, output_field=IntegerField()),
            telt=JA,
        )
        .values(*KOLOMMEN)
    )


def _woonvragen(lees: Callable[[Any, date], QuerySet], **kolommen: Any) -> Cijferlijst:
    return Cijferlijst(
        "woonvraag,woonvragen",
        lees,
        "Geplaatst op",
        koppen=("Huishouden", "Gewenste wijk", "Aanbieder"),
        detail="housing:woonvraag_detail",
        uitleg="Het cijfer gaat over alle woonvragen. In de lijst staan alleen de woonvragen die u mag zien.",
        **kolommen,
    )


# One address per permission: woonvragen are personal, plekken are not.
WOONVRAAGLIJSTEN = {
    "dagen-tot-plaatsing": _woonvragen(geplaatst_in_een_jaar, waarde="Dagen na de aanmelding"),
    "terugval-binnen-een-jaar": _woonvragen(gevolgd, deel=("Terugval binnen twaalf maanden", "Geen terugval")),
}
PLEKLIJSTEN = {
    "bezetting-terugvalvoorziening": Cijferlijst(
        "plek,plekken",
        plekken,
        "In gebruik sinds",
        "Nachten bezet",
        koppen=("Plek", "Voorziening", "Nachten in deze periode"),
        wie_klasse="getal",
        detail="housing:plek",
    )
}
