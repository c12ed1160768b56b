"""A stay on a terugvalplek is a step on the ladder, by an agreed service; and who came back after a step down."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.enums import Trede
from casework.models import Niveau
from casework.selectors import terug_na_afschalen
from casework.services.opvang import AANKOMST, VERTREK
from housing.enums import Fase, Vertrekreden, WoonvraagSoort
from housing.services.verblijven import beeindig_verblijf
from housing.services.woonvragen import zet_stap
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, NiveauFactory, als
from tests.housing.factories import VerblijfFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import begin_van

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
DAG = timedelta(days=1)
BEGIN = VANDAAG - 60 * DAG


@pytest.fixture
def woonconsulent(gebruiker_met):
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    with als(gebruiker):
        yield gebruiker


@pytest.fixture
def huishouden():
    return HuishoudenFactory(geopend_op=BEGIN)


def plaats(huishouden, door, *, op, soort=WoonvraagSoort.TERUGVAL):
    """Give the huishouden a plek on that day; returns the verblijf."""
    stappen = [(op - 2 * DAG, Fase.VOORDRACHT), (op - DAG, Fase.MATCH)]
    woonvraag = WoonvraagFactory(huishouden=huishouden, soort=soort, stappen=stappen)
    verblijf = VerblijfFactory(van=op, tot=op + 20 * DAG)
    zet_stap(woonvraag=woonvraag, fase=Fase.PLAATSING, door=door, op=op, verblijf=verblijf)
    return verblijf


def ladder(huishouden):
    with als(TEAMLEIDER):
        niveaus = Niveau.objects.filter(huishouden=huishouden).order_by("geldig")
        return [(niveau.trede, niveau.reden) for niveau in niveaus]


def sta_op(huishouden, trede, dag=BEGIN):
    NiveauFactory(huishouden=huishouden, trede=trede, geldig=(begin_van(dag), None), reden="Begin")


def vertrek(verblijf, door, op=VANDAAG):
    beeindig_verblijf(verblijf=verblijf, vertrokken_op=op, vertrekreden=Vertrekreden.NAAR_HUIS, door=door)


def test_stay_steps_up_and_leaving_steps_back(woonconsulent, huishouden):
    sta_op(huishouden, Trede.LICHT)

    verblijf = plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)
    assert ladder(huishouden)[-1] == (Trede.CRISIS, AANKOMST)
    vertrek(verblijf, woonconsulent)

    assert ladder(huishouden) == [(Trede.LICHT, "Begin"), (Trede.CRISIS, AANKOMST), (Trede.LICHT, VERTREK)]


def test_woonconsulent_still_sees_no_ladder(woonconsulent, huishouden):
    sta_op(huishouden, Trede.LICHT)

    plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)

    assert not Niveau.objects.exists()


def test_tussenvoorziening_is_no_crisis(woonconsulent, huishouden):
    sta_op(huishouden, Trede.LICHT)

    plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG, soort=WoonvraagSoort.TUSSEN)

    assert ladder(huishouden) == [(Trede.LICHT, "Begin")]


@pytest.mark.parametrize(
    ("trede", "dagen"), [(Trede.CRISIS, 60), (Trede.REGIE, 3)], ids=["as high already", "a later step"]
)
def test_step_of_the_wijkteam_goes_first(woonconsulent, huishouden, trede, dagen):
    sta_op(huishouden, trede, VANDAAG - dagen * DAG)

    verblijf = plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)
    vertrek(verblijf, woonconsulent)

    assert ladder(huishouden) == [(trede, "Begin")]


def test_step_during_the_stay_stays(woonconsulent, huishouden):
    sta_op(huishouden, Trede.LICHT)
    verblijf = plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)
    with als(TEAMLEIDER):
        lopend = Niveau.objects.get(huishouden=huishouden, geldig__endswith=None)
        lopend.geldig = (lopend.geldig.lower, begin_van(VANDAAG - 3 * DAG))
        lopend.save()
    sta_op(huishouden, Trede.INTENSIEF, VANDAAG - 3 * DAG)

    vertrek(verblijf, woonconsulent)

    assert ladder(huishouden)[-1] == (Trede.INTENSIEF, "Begin")


def test_without_a_ladder_a_stay_is_the_first_step(woonconsulent, huishouden):
    verblijf = plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)
    vertrek(verblijf, woonconsulent)

    assert ladder(huishouden) == [(Trede.CRISIS, AANKOMST)]


def test_departure_on_the_page_steps_back(client, woonconsulent, huishouden):
    client.force_login(woonconsulent)
    sta_op(huishouden, Trede.WAAKVLAM)
    verblijf = plaats(huishouden, woonconsulent, op=VANDAAG - 9 * DAG)
    velden = {"vertrokken_op": f"{VANDAAG:%d-%m-%Y}", "vertrekreden": "naar_huis"}

    client.post(reverse("housing:verblijf_beeindigen", args=[verblijf.pk]), velden)

    assert ladder(huishouden)[-1] == (Trede.WAAKVLAM, VERTREK)


# --- After a step down -----------------------------------------------------------------------------------------------


def stappen(*treden):
    """A huishouden with these steps: (date, trede)."""
    huishouden = HuishoudenFactory()
    for (dag, trede), volgende in zip(treden, [*treden[1:], (None, None)], strict=True):
        einde = begin_van(volgende[0]) if volgende[0] else None
        NiveauFactory(huishouden=huishouden, trede=trede, geldig=(begin_van(dag), einde))


def test_cohort_of_steps_down_counts_who_stepped_up_again():
    """In 2025 four stepped down: one was back after three months, one after eight, two not. One only stepped up."""
    begin, omlaag = date(2024, 6, 1), date(2025, 2, 3)
    stappen((begin, 3), (omlaag, 1), (date(2025, 5, 5), 4))
    stappen((begin, 3), (omlaag, 1), (date(2025, 10, 6), 2))
    stappen((begin, 3), (omlaag, 1))
    stappen((begin, 3), (omlaag, 2), (date(2025, 9, 1), 1))
    stappen((begin, 1), (date(2025, 3, 3), 3))

    (cohort,) = terug_na_afschalen(date(2026, 6, 1), drempel=0)

    # five steps down: the fourth huishouden stepped down twice; the last one (1 September) is followed for 9 months
    assert (cohort.jaar, cohort.aantal) == (2025, 5)
    assert cohort.teksten == ("20 %".replace(" ", "\u00a0"), "50 %".replace(" ", "\u00a0"), "nog te kort")


def test_small_cohorts_are_hidden():
    stappen((date(2024, 6, 1), 3), (date(2025, 2, 3), 1))

    (cohort,) = terug_na_afschalen(date(2026, 6, 1), drempel=5)

    assert (cohort.aantal, cohort.delen) == (None, ("geheim", "geheim", "nog te kort"))
