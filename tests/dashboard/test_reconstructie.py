"""The figures of an earlier peildatum are what they were, whatever people change, correct or remove later."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone

from budget.models import Begrotingspost
from dashboard.models import Indicator, Kopcijfer, Meting
from plan.enums import ActieStatus
from plan.models import Actie, Mijlpaal
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from plan.services.standen import volgende_stand
from tests.budget.factories import BoekingFactory
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import MetingFactory, StreefwaardeFactory
from tests.plan.factories import ActieFactory, MeldingFactory
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

PEILDATA = (date(2019, 12, 31), date(2020, 6, 30), date(2021, 3, 31))
AANTAL = 500


def stand(peildatum: date) -> list[dict]:
    """What the command gives; which figures are on the front page is a choice of today, not a fact of that day."""
    uit = StringIO()
    call_command("indicatoren", "--peildatum", peildatum.isoformat(), "--json", stdout=uit)
    return [{naam: rij[naam] for naam in rij if naam != "kop"} for rij in json.loads(uit.getvalue())]


def nieuwe_meting(toeval: Random, vandaag: date) -> None:
    oud = toeval.choice(Meting.objects.filter(indicator__soort="gemeten").order_by("pk"))
    laatste = Meting.objects.filter(indicator=oud.indicator, gebied=oud.gebied, gebied_naam=oud.gebied_naam)
    versie = laatste.filter(periode_van=oud.periode_van, periode_tot=oud.periode_tot).count() + 1
    Meting.objects.create(
        indicator=oud.indicator, gebied=oud.gebied, gebied_naam=oud.gebied_naam, periode_van=oud.periode_van,
        periode_tot=oud.periode_tot, periode_tekst=oud.periode_tekst, waarde=Decimal(toeval.randrange(500)),
        versie=versie, bekend_sinds=vandaag, bron="Later",
    )  # fmt: skip


def test_figures_of_the_past_survive_500_later_changes(geladen_plan):
    toeval, vandaag, door = Random(6), timezone.localdate(), GebruikerFactory()  # noqa: S311 - no secret
    for actie in Actie.objects.order_by("pk")[:5]:
        MeldingFactory(actie=actie, gemeld_op=timezone.now() - timedelta(days=2400))
    begin = {dag: stand(dag) for dag in PEILDATA}
    mijlpalen, posten = list(Mijlpaal.objects.order_by("pk")), list(Begrotingspost.objects.order_by("pk"))
    acties, indicatoren = list(Actie.objects.order_by("pk")), list(Indicator.objects.order_by("pk"))

    def verschuif() -> None:
        mijlpaal = toeval.choice(mijlpalen)
        huidig = mijlpaal.standen.lopend().get()
        nieuw = Periode.parse(f"Q{toeval.randrange(1, 5)} {toeval.randrange(2027, 2040)}")
        if huidig.gerealiseerd_op is None and huidig.periode != nieuw:
            verschuif_mijlpaal(mijlpaal=mijlpaal, periode=nieuw, reden="Later.", door=door)

    def haal() -> None:
        mijlpaal = toeval.choice(mijlpalen)
        if mijlpaal.standen.lopend().get().gerealiseerd_op is None:
            haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=vandaag, door=door)

    def stap() -> None:
        actie = toeval.choice(acties)
        status = toeval.choice([s for s in ActieStatus if s != ActieStatus.CONCEPT])
        volgende_stand(actie.standen.lopend().get(), status=status, reden="Anders.", door=door)

    def richt_op() -> None:
        doel = toeval.choice(indicatoren)
        if not doel.streefwaarden.filter(geldig__contains=vandaag).exists():
            StreefwaardeFactory(indicator=doel, geldig=(vandaag, None), waarde=Decimal(toeval.randrange(100)))

    handelingen = [
        verschuif,
        verschuif,
        haal,
        stap,
        richt_op,
        lambda: nieuwe_meting(toeval, vandaag),
        lambda: MetingFactory(indicator=toeval.choice(indicatoren), gebied_naam=f"G{toeval.random()}",
                              bekend_sinds=vandaag),
        lambda: MeldingFactory(actie=toeval.choice(acties), gemeld_op=timezone.now()),
        lambda: BoekingFactory(post=toeval.choice(posten), datum=vandaag, bedrag=Decimal(toeval.randrange(1, 9999))),
        lambda: ActieFactory(plan=toeval.choice(acties).plan, stand__geldig=(timezone.now(), None)),
        lambda: Kopcijfer.objects.filter(volgorde=toeval.randrange(1, 13)).delete(),
    ]  # fmt: skip
    for _ in range(AANTAL):
        toeval.choice(handelingen)()

    assert {dag: stand(dag) for dag in PEILDATA} == begin
    assert stand(vandaag) != begin[PEILDATA[-1]]
