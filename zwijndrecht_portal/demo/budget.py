"""Fictitious boekingen and prognoses on the real begroting, so that every column of the money shows something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from django.db import transaction

from budget.models import Begrotingspost, Boeking, Prognose, Verplichting
from budget.regels import CENT, wijkt_af
from budget.services.boekingen import leg_boekingen_vast
from budget.services.prognoses import geef_prognose
from budget.services.verplichtingen import ga_verplichting_aan
from plan.models import Betrokkene
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Organisatie

LABEL = "Fictief"
KWARTAALEINDEN = ((3, 28), (6, 27), (9, 26), (12, 19))
PROGNOSES = {2019: ((3, date(2019, 10, 10)),), 2020: ((1, date(2020, 4, 9)), (3, date(2020, 10, 8)))}

# What becomes of a post: the share that is spent, and whether somebody explains a prognose that deviates.
VERLOOP = (("0.97", True), ("0.99", True), ("0.94", True), ("0.98", True), ("0.84", True), ("1.00", True))
BIJZONDER = {("4 Buurtcirkels", 2020): ("1.18", True), ("Mantelzorgers", 2020): ("0.71", False)}


@dataclass(frozen=True, slots=True)
class Verloop:
    """How one post goes: what is spent in each quarter."""

    post: Begrotingspost
    budget: Decimal
    termijnen: tuple[Decimal, ...]
    is_toegelicht: bool

    @property
    def totaal(self) -> Decimal:
        return sum(self.termijnen, Decimal("0.00"))


@transaction.atomic
def maak_boekingen(*, seed: int, vandaag: date) -> int:
    """
    Add the boekingen and prognoses up to today; returns how many boekingen are new.

    The same seed gives the same rows, and a second run adds nothing.
    """
    posten = Begrotingspost.objects.select_related("begroting").order_by("begroting__jaar", "volgorde")
    toeval = Random(seed)  # noqa: S311 - demo data, no secret
    verlopen = [_verloop(post, toeval) for post in posten if (post.bedrag or post.kosten_lopend)]
    wijkteam = Organisatie.objects.filter(soort=OrganisatieSoort.WIJKTEAM).order_by("pk").first()
    ontvangers: dict[int | None, list[int | None]] = {None: [wijkteam.pk if wijkteam else None]}
    for actie, organisatie in Betrokkene.objects.order_by("actie", "organisatie").values_list("actie", "organisatie"):
        ontvangers.setdefault(actie, []).append(organisatie)
    boekingen = [b for verloop in verlopen for b in _boekingen(verloop, ontvangers, toeval) if b.datum <= vandaag]
    nieuw = leg_boekingen_vast(boekingen=boekingen)
    if not Verplichting.objects.exists():
        _ga_verplichtingen_aan(verlopen, vandaag)
    if not Prognose.objects.exists():
        for verloop in verlopen:
            _geef_prognoses(verloop, vandaag)
    return nieuw


def _ga_verplichtingen_aan(verlopen: list[Verloop], vandaag: date) -> None:
    """What of the budget of the last year is promised and was never booked: a tenth of every third post."""
    for nummer, verloop in enumerate(verlopen[::3], start=1):
        dag = date(verloop.post.begroting.jaar, 3, 1)
        if dag <= vandaag:
            ga_verplichting_aan(
                post=verloop.post,
                door=None,
                nummer=f"{LABEL.upper()}-V{nummer:02}",
                datum=dag,
                bedrag=(verloop.budget / 10).quantize(CENT),
                omschrijving=f"{LABEL}: opdracht voor {verloop.post.naam}",
            )


def _verloop(post: Begrotingspost, toeval: Random) -> Verloop:
    deel, is_toegelicht = BIJZONDER.get((post.naam, post.begroting.jaar), toeval.choice(VERLOOP))
    budget = post.kosten_lopend if post.bedrag is None else post.bedrag
    gewichten = [toeval.randint(6, 14) if post.begroting.jaar > 2019 or kwartaal else 0 for kwartaal in range(4)]
    besteed = (budget * Decimal(deel)).quantize(CENT)
    eerste = [(besteed * gewicht / sum(gewichten)).quantize(CENT) for gewicht in gewichten[:-1]]
    return Verloop(post, budget, (*eerste, besteed - sum(eerste)), is_toegelicht)


def _boekingen(verloop: Verloop, ontvangers: dict[int | None, list[int | None]], toeval: Random) -> Iterator[Boeking]:
    post = verloop.post
    organisaties = ontvangers.get(post.actie_id) or ontvangers[None]  # the source names nobody: the wijkteam
    for kwartaal, (bedrag, (maand, dag)) in enumerate(zip(verloop.termijnen, KWARTAALEINDEN, strict=True), start=1):
        if bedrag:
            yield Boeking(
                boekingsnummer=f"{LABEL.upper()}-{post.begroting.jaar}-{post.volgorde:02}-{kwartaal}",
                post=post,
                datum=date(post.begroting.jaar, maand, dag),
                bedrag=bedrag,
                organisatie_id=toeval.choice(organisaties),
                omschrijving=f"{LABEL}: termijn kwartaal {kwartaal}",
            )


def _geef_prognoses(verloop: Verloop, vandaag: date) -> None:
    """Later in the year the prognose comes closer to what is really spent."""
    momenten = [m for m in PROGNOSES[verloop.post.begroting.jaar] if m[1] <= vandaag]
    for nummer, (kwartaal, dag) in enumerate(momenten, start=1):
        verwacht = verloop.totaal if nummer == len(PROGNOSES[verloop.post.begroting.jaar]) else verloop.budget
        wijkt = wijkt_af(verwacht, verloop.budget)
        if wijkt:
            tekst = f"{LABEL}: de opdracht liep anders dan gepland." if verloop.is_toegelicht else ""
        else:
            tekst = f"{LABEL}: volgens planning."
        geef_prognose(
            post=verloop.post,
            door=None,
            kwartaal=kwartaal,
            bedrag=verwacht,
            toelichting=tekst,
            is_klaar=bool(tekst),
            datum=dag,
        )
