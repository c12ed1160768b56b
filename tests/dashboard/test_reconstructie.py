"""The figures of an earlier peildatum are what they were, whatever people change, correct or remove later."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from random import Random
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from budget.models import Begrotingspost
from casework.enums import ContactUitkomst, Trede
from casework.models import Huishouden
from casework.services.contacten import herroep_contact, log_contact
from casework.services.niveaus import zet_trede
from dashboard.models import Indicator, Kopcijfer, Meting
from plan.enums import ActieStatus
from plan.models import Actie, Mijlpaal
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from plan.services.standen import volgende_stand
from tests.budget.factories import BoekingFactory
from tests.casework.factories import TEAMLEIDER, ContactmomentFactory, HuishoudenFactory, NiveauFactory, als
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


def wijkteam() -> list[Huishouden]:
    """Twelve huishoudens since 2019, half of them with a contact that kept them on time on the dates looked at."""
    begin = datetime(2019, 2, 1, tzinfo=UTC)
    huishoudens = HuishoudenFactory.create_batch(12, geopend_op=begin.date(), waakvlam="stabiel", waakvlam__sinds=begin)
    for huishouden in huishoudens[:6]:
        NiveauFactory(huishouden=huishouden, trede=2, geldig=(begin, None))
        for dag in PEILDATA:
            moment = datetime.combine(dag, time(12), tzinfo=UTC) - timedelta(days=5)
            ContactmomentFactory(huishouden=huishouden, moment=moment)
    return huishoudens


def test_figures_of_the_past_survive_500_later_changes(geladen_plan, settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 1  # or all that is counted of twelve huishoudens is hidden
    toeval, vandaag, door = Random(6), timezone.localdate(), GebruikerFactory()  # noqa: S311 - no secret
    huishoudens = wijkteam()
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

    def log() -> None:
        with als(TEAMLEIDER):
            uitkomst = toeval.choice([ContactUitkomst.GESPROKEN, ContactUitkomst.GEEN_GEHOOR, ContactUitkomst.SIGNAAL])
            contact = log_contact(
                huishouden=toeval.choice(huishoudens), door=door, sleutel=uuid4(), uitkomst=uitkomst
            ).contact
            if toeval.random() < 0.3:
                herroep_contact(contact=contact, door=door)

    def stap_op_de_ladder() -> None:
        huishouden = toeval.choice(huishoudens[6:])  # the others take their first step today
        with als(TEAMLEIDER):
            if not huishouden.niveaus.exists():
                zet_trede(huishouden=huishouden, trede=Trede.REGIE, reden="Later.", leefgebied=None, door=door)

    handelingen = [
        log,
        log,
        stap_op_de_ladder,
        lambda: HuishoudenFactory(geopend_op=vandaag, waakvlam="start", waakvlam__sinds=timezone.now()),
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

    met_contact = {rij["waarde"] for dag in PEILDATA for rij in begin[dag] if rij["sleutel"] == "contacten-op-tijd"}
    assert met_contact == {50}
    assert {dag: stand(dag) for dag in PEILDATA} == begin
    assert stand(vandaag) != begin[PEILDATA[-1]]
