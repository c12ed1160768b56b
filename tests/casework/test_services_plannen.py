"""One plan, doelen per leefgebied, scores over time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.enums import DoelStatus
from casework.models import Doel, Meting, Ondersteuningsplan
from casework.ondersteuningsplan import lees_plan
from casework.services.plannen import leg_metingen_vast, open_plan, rond_doel_af, sluit_plan, stel_doel
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from tests.core.factories import LEEFGEBIEDEN, LeefgebiedFactory

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _als_teamleider(db):
    for slug in LEEFGEBIEDEN:
        LeefgebiedFactory(slug=slug)
    with als(TEAMLEIDER):
        yield


def stel(huishouden, door, sleutel=None, slug="wonen", tekst="Zelf de post openen"):
    return stel_doel(
        huishouden=huishouden,
        leefgebied=LeefgebiedFactory(slug=slug),
        tekst=tekst,
        afspraken="Samira leest, Fatima helpt.",
        sleutel=sleutel or uuid4(),
        door=door,
    )


def test_first_doel_opens_the_one_plan(huishouden, regisseur):
    eerste, tweede = stel(huishouden, regisseur), stel(huishouden, regisseur, slug="zorg")

    assert eerste.plan == tweede.plan == Ondersteuningsplan.objects.get(huishouden=huishouden)


def test_same_key_twice_is_one_doel(huishouden, regisseur):
    sleutel = uuid4()

    assert stel(huishouden, regisseur, sleutel) == stel(huishouden, regisseur, sleutel, tekst="Anders")
    assert Doel.objects.count() == 1


@pytest.mark.parametrize("tekst", ["", "x" * 301, "BSN 111222333"])
def test_bad_doel_is_refused(huishouden, regisseur, tekst):
    with pytest.raises(ValidationError) as fout:
        stel(huishouden, regisseur, tekst=tekst)

    assert list(fout.value.message_dict) == ["tekst"]
    assert not Doel.objects.exists()


def test_closed_huishouden_gets_no_plan(regisseur):
    huishouden = HuishoudenFactory()
    huishouden.status, huishouden.gesloten_op = "gesloten", date(2026, 6, 1)

    with pytest.raises(ValidationError, match="is gesloten"):
        open_plan(huishouden=huishouden, door=regisseur)


def test_doel_is_reached_and_can_be_opened_again(huishouden, regisseur):
    doel = stel(huishouden, regisseur)

    bereikt = rond_doel_af(doel=doel, status=DoelStatus.BEREIKT)
    assert (bereikt.status, bereikt.klaar_op) == ("bereikt", timezone.localdate())
    weer_open = rond_doel_af(doel=doel, status=DoelStatus.OPEN)
    assert (weer_open.status, weer_open.klaar_op) == ("open", None)


def test_closing_the_plan_stops_what_is_open(huishouden, regisseur):
    open_doel, bereikt = stel(huishouden, regisseur), stel(huishouden, regisseur, slug="zorg")
    rond_doel_af(doel=bereikt, status=DoelStatus.BEREIKT)

    sluit_plan(huishouden=huishouden)
    sluit_plan(huishouden=huishouden)

    assert {doel.pk: doel.status for doel in Doel.objects.all()} == {open_doel.pk: "gestopt", bereikt.pk: "bereikt"}
    with pytest.raises(ValidationError, match="afgesloten"):
        rond_doel_af(doel=open_doel, status=DoelStatus.OPEN)
    assert stel(huishouden, regisseur).plan != open_doel.plan


def test_scores_over_time_show_first_and_now_and_no_total(huishouden, regisseur):
    vandaag = timezone.localdate()
    for dagen, score in ((90, 2), (30, 3), (0, 4)):
        leg_metingen_vast(
            huishouden=huishouden, scores={"wonen": score, "zorg": 1}, datum=vandaag - dagen * DAG, door=regisseur
        )

    blokken = {blok.naam: blok for blok in lees_plan(huishouden).blokken}

    assert len(blokken) == 5
    assert [score.score for score in blokken["Wonen"].scores] == [2, 3, 4]
    assert (blokken["Wonen"].eerst.score, blokken["Wonen"].nu.tekst) == (2, "Lukt meestal zelf")
    assert blokken["Leefbaarheid"].nu is None


def test_second_score_on_a_day_replaces_the_first(huishouden, regisseur):
    for score in (2, 3):
        leg_metingen_vast(huishouden=huishouden, scores={"wonen": score}, door=regisseur)

    assert Meting.objects.get().score == 3


@pytest.mark.parametrize(
    ("scores", "dagen", "melding"),
    [({}, 0, "ten minste één"), ({"wonen": 3}, -1, "toekomst"), ({"wonen": 3}, 5000, "nog niet geopend")],
)
def test_bad_scores_are_refused(huishouden, regisseur, scores, dagen, melding):
    with pytest.raises(ValidationError, match=melding):
        leg_metingen_vast(
            huishouden=huishouden, scores=scores, datum=timezone.localdate() - dagen * DAG, door=regisseur
        )

    assert not Meting.objects.exists()
