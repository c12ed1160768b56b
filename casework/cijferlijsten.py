"""
The list behind each figure: the rows that the database counted for everyone, as far as this reader sees them.

The counts come from functions in the database (`casework.selectors`), the rows from `visible_to` and row-level
security. A test holds both together on random histories.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, TruncDate

from casework.bandbreedte import gewicht_per_trede
from casework.enums import Trede, WaakvlamSoort
from casework.models import (
    Bijeenkomst,
    Buurtcirkel,
    Contactstand,
    Huishouden,
    Niveau,
    Ondersteuningsplan,
    OpTijdPeriode,
    Regie,
    Waakvlam,
)
from casework.selectors import einde_vorig_kwartaal
from zwijndrecht_portal.core.cijferlijsten import JA, KOLOMMEN, Cijferlijst, duur, moment_van
from zwijndrecht_portal.core.peildatum import begin_van, einde_van

DOSSIER = {"dossier": "pk", "titel": "pseudoniem", "plek": "buurt__naam", "wie": "regisseur__naam"}


def _rijen(rijen: QuerySet, *, bij: str = "", sinds: Any, waarde: Any = None, telt: Any = JA) -> QuerySet:
    """The columns of a list; `bij` is the way to the huishouden."""
    namen = {naam: F(f"{bij}{veld}") for naam, veld in DOSSIER.items()}
    leeg = Value("") if waarde is None else waarde
    return rijen.annotate(**namen, sinds=sinds, waarde=leeg, telt=telt).values(*KOLOMMEN)


def _op(model: Any, dag: date, *, van: str = "pk") -> QuerySet:
    """What held for the huishouden on that day; hooguit één."""
    return model.objects.op(einde_van(dag)).filter(huishouden=OuterRef(van))


def _in_beeld(gebruiker: Any, dag: date) -> QuerySet:
    nog_open = Q(gesloten_op=None) | Q(gesloten_op__gt=dag)
    return Huishouden.objects.visible_to(gebruiker).filter(nog_open, geopend_op__lte=dag)


def huishoudens(gebruiker: Any, dag: date) -> QuerySet:
    """In beeld on that day; those with a plan and a regisseur count."""
    volledig = Exists(_op(Ondersteuningsplan, dag)) & Exists(_op(Regie, dag))
    telt = Case(When(volledig, then=True), default=False, output_field=BooleanField())
    return _rijen(_in_beeld(gebruiker, dag), sinds=F("geopend_op"), telt=telt)


def waakvlammen(gebruiker: Any, dag: date) -> QuerySet:
    """Huishoudens with a waakvlam on that day; those with contact in time count."""
    nu = Contactstand.objects.filter(waakvlam=OuterRef("vlam"), op_tijd_sinds__lte=dag, grens__gte=dag)
    eerder = OpTijdPeriode.objects.filter(waakvlam=OuterRef("vlam"), geldig__contains=dag)
    telt = Case(When(Exists(nu) | Exists(eerder), then=True), default=False, output_field=BooleanField())
    vlam = _op(Waakvlam, dag)
    sinds = Coalesce("loopt_sinds", TruncDate("geldig__startswith"))
    met_vlam = Huishouden.objects.visible_to(gebruiker).annotate(vlam=Subquery(vlam.values("pk")[:1]))
    return _rijen(met_vlam.exclude(vlam=None), sinds=Subquery(vlam.annotate(dag=sinds).values("dag")[:1]), telt=telt)


def stappen(gebruiker: Any) -> QuerySet:
    """Every step on the ladder with the one before it (`vorige`) and its moment (`op`)."""
    eerder = Niveau.objects.filter(huishouden=OuterRef("huishouden"), geldig__startswith__lt=OuterRef("op"))
    vorige = eerder.order_by("-geldig__startswith").values("trede")[:1]
    zichtbaar = Niveau.objects.filter(huishouden__in=Huishouden.objects.visible_to(gebruiker))
    return zichtbaar.annotate(op=F("geldig__startswith")).annotate(vorige=Subquery(vorige))


def stabiel(gebruiker: Any, dag: date) -> QuerySet:
    """Steps down of half a year to a year and a half ago; those without a step up within six months count."""
    moment = moment_van(dag)
    omlaag = stappen(gebruiker).filter(
        trede__lt=F("vorige"), op__gt=moment - duur("18 months"), op__lte=moment - duur("6 months")
    )
    weer_omhoog = Niveau.objects.filter(
        huishouden=OuterRef("huishouden"),
        trede__gt=OuterRef("trede"),
        geldig__startswith__gt=OuterRef("op"),
        geldig__startswith__lte=OuterRef("half_jaar_later"),
    )
    telt = Case(When(Exists(weer_omhoog), then=False), default=True, output_field=BooleanField())
    met_grens = omlaag.annotate(half_jaar_later=F("op") + duur("6 months"))
    return _rijen(met_grens, bij="huishouden__", sinds=TruncDate("op"), telt=telt)


def gestapt(gebruiker: Any, dag: date, richting: Q) -> QuerySet:
    """Huishoudens with such a step in the last quarter that was over, once each."""
    einde = einde_vorig_kwartaal(dag)
    begin = date(einde.year, einde.month - 2, 1)
    stap = stappen(gebruiker).filter(
        richting, huishouden=OuterRef("pk"), op__gte=begin_van(begin), op__lt=begin_van(einde + timedelta(days=1))
    )
    laatste = Subquery(stap.order_by("-op").annotate(dag=TruncDate("op")).values("dag")[:1])
    return _rijen(Huishouden.objects.visible_to(gebruiker).filter(Exists(stap)), sinds=laatste)


def na_signaal(gebruiker: Any, dag: date) -> QuerySet:
    """Steps up of the past year that followed a signal, with the days between."""
    moment = moment_van(dag)
    stap = stappen(gebruiker).filter(signaal_op__isnull=False, op__gt=moment - duur("12 months"), op__lte=moment)
    op = TruncDate("op")
    return _rijen(stap, bij="huishouden__", sinds=op, waarde=ExtractDay(op - F("signaal_op")))


def caseload(gebruiker: Any, dag: date) -> QuerySet:
    """What the team keeps on that day, without what volunteers keep, with how heavy each weighs."""
    vlam, niveau = _op(Waakvlam, dag), _op(Niveau, dag)
    zonder_trede = Case(When(Exists(vlam), then=Value(Trede.WAAKVLAM.value)), default=Value(Trede.GEEN.value))
    gewichten = [When(trede_toen=trede, then=Value(gewicht)) for trede, gewicht in gewicht_per_trede().items()]
    rijen = _in_beeld(gebruiker, dag).alias(
        trede_toen=Coalesce(Subquery(niveau.values("trede")[:1]), zonder_trede),
        vrijwillig=Exists(vlam.exclude(soort=WaakvlamSoort.PROFESSIONAL)),
    )
    rijen = rijen.exclude(vrijwillig=True, trede_toen__lte=Trede.WAAKVLAM)
    return _rijen(rijen, sinds=F("geopend_op"), waarde=Case(*gewichten, default=Value(0)))


def buurtcirkels(gebruiker: Any, dag: date) -> QuerySet:
    """Those that run on that day, with how many take part by then; no dossier."""
    toen = Bijeenkomst.objects.filter(buurtcirkel=OuterRef("pk"), datum__lte=dag).order_by("-datum")
    loopt = Q(gestopt_op=None) | Q(gestopt_op__gt=dag)
    cirkels = Buurtcirkel.objects.visible_to(gebruiker).filter(loopt, gestart_op__lte=dag)
    return cirkels.annotate(
        dossier=Value(None, output_field=BigIntegerField()),
        titel=F("naam"),
        plek=F("gebied__naam"),
        wie=F("professional__naam"),
        sinds=F("gestart_op"),
        waarde=Coalesce(Subquery(toen.values("deelnemers")[:1]), F("deelnemers")),
        telt=JA,
    ).values(*KOLOMMEN)


HUISHOUDENS, STAP = "huishouden,huishoudens", "stap,stappen"
CIJFERLIJSTEN: dict[str, Cijferlijst] = {
    "actieve-waakvlammen": Cijferlijst("waakvlam,waakvlammen", waakvlammen, "Loopt sinds", is_aantal=True),
    "contacten-op-tijd": Cijferlijst(
        "waakvlam,waakvlammen", waakvlammen, "Loopt sinds", deel=("Contact op tijd", "Contact te laat")
    ),
    "een-plan-een-regisseur": Cijferlijst(
        HUISHOUDENS, huishoudens, "In beeld sinds", deel=("Eén plan en één regisseur", "Plan of regisseur ontbreekt")
    ),
    "actieve-huishoudens": Cijferlijst(HUISHOUDENS, huishoudens, "In beeld sinds", is_aantal=True),
    "stabiel-na-afschalen": Cijferlijst(STAP, stabiel, "Stap omlaag op", deel=("Nog stabiel", "Weer meer hulp")),
    "opschalingen": Cijferlijst(
        HUISHOUDENS, lambda wie, dag: gestapt(wie, dag, Q(trede__gt=F("vorige"))), "Stap omhoog op", is_aantal=True
    ),
    "afschalingen": Cijferlijst(
        HUISHOUDENS, lambda wie, dag: gestapt(wie, dag, Q(trede__lt=F("vorige"))), "Stap omlaag op", is_aantal=True
    ),
    "dagen-van-signaal-tot-opschalen": Cijferlijst(STAP, na_signaal, "Stap omhoog op", "Dagen na het signaal"),
    "caseload-per-fte": Cijferlijst(HUISHOUDENS, caseload, "In beeld sinds", "Telt als waakvlammen"),
    "buurtcirkels": Cijferlijst("buurtcirkel,buurtcirkels", buurtcirkels, "Begonnen op", "Deelnemers", is_aantal=True),
    "deelnemers-buurtcirkels": Cijferlijst("buurtcirkel,buurtcirkels", buurtcirkels, "Begonnen op", "Deelnemers"),
}
