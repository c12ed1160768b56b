"""Figures that the plan computes about itself, and their definition."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from plan.enums import ActieStatus
from plan.indicatoren import BEREKENINGEN
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from tests.core.factories import GebruikerFactory, LeefgebiedFactory
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory
from zwijndrecht_portal.core import indicatoren
from zwijndrecht_portal.core.indicatoren import Uitkomst
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

DAG = date(2020, 6, 30)


def test_without_acties_there_is_nothing_to_count():
    assert {indicatoren.bereken(berekening.sleutel, DAG) for berekening in BEREKENINGEN} == {Uitkomst(None, 0, 0)}


def test_on_schedule_is_the_share_with_a_green_time_light():
    MijlpaalFactory(periode="Q4 2020")
    MijlpaalFactory(periode="Q1 2020")  # late
    ActieFactory()  # no readable planning: not on schedule
    MijlpaalFactory(actie=ActieFactory(stand__status=ActieStatus.VERVALLEN), periode="Q4 2020")  # does not count
    MijlpaalFactory(actie=ActieFactory(stand__status=ActieStatus.CONCEPT), periode="Q4 2020")  # nor this

    assert indicatoren.bereken("acties-op-schema", DAG) == Uitkomst(Decimal("33.3"), 1, 3)


def test_reached_in_the_adopted_quarter():
    """Only what was due counts, against the adopted period: a moved mijlpaal that was reached in time is still late."""
    door = GebruikerFactory()
    op_tijd, laatste_dag, te_laat, verschoven = (MijlpaalFactory(periode="Q1 2020") for _ in range(4))
    MijlpaalFactory(periode="Q1 2020")  # not reached
    MijlpaalFactory(periode="Q2 2020")  # its last day is not over yet
    MijlpaalFactory(periode=None)
    verschuif_mijlpaal(
        mijlpaal=verschoven,
        periode=Periode.parse("Q2 2020"),
        reden="Later.",
        door=door,
        vanaf=begin_van(date(2020, 2, 1)),
    )
    for mijlpaal, dag in (
        (op_tijd, date(2020, 1, 1)),
        (laatste_dag, date(2020, 3, 31)),
        (te_laat, date(2020, 4, 1)),
        (verschoven, date(2020, 4, 1)),
    ):
        haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=dag, door=door, vanaf=begin_van(date(2020, 5, 1)))

    assert indicatoren.bereken("mijlpalen-op-tijd-gehaald", DAG) == Uitkomst(Decimal("40.0"), 2, 5)


def test_slip_is_averaged_over_what_can_be_compared():
    """One quarter later and nothing moved: half a quarter. A mijlpaal without a period says nothing."""
    actie, door = ActieFactory(), GebruikerFactory()
    verschoven = MijlpaalFactory(actie=actie, periode="Q1 2020")
    MijlpaalFactory(actie=actie, periode="Q2 2020")
    MijlpaalFactory(actie=actie, periode=None)
    verschuif_mijlpaal(mijlpaal=verschoven, periode=Periode.parse("Q2 2020"), reden="Later.", door=door)

    assert indicatoren.bereken("gemiddelde-verschuiving", date(2027, 1, 1)) == Uitkomst(Decimal("0.5"), 1, 2)


def test_parts_add_up_to_the_whole():
    for leefgebied, periode in (("zorg", "Q4 2020"), ("zorg", "Q1 2020"), ("wonen", "Q4 2020"), (None, "Q1 2020")):
        MijlpaalFactory(periode=periode, actie__leefgebied=leefgebied and LeefgebiedFactory(slug=leefgebied))
    [berekening] = [b for b in BEREKENINGEN if b.sleutel == "acties-op-schema"]

    delen = berekening.uitsplitsingen[0].functie(DAG, None)

    heel = indicatoren.bereken("acties-op-schema", DAG)
    assert sorted(uitkomst.waarde for _, uitkomst in delen) == [Decimal("0.0"), Decimal("50.0"), Decimal("100.0")]
    assert (sum(u.teller for _, u in delen), sum(u.noemer for _, u in delen)) == (heel.teller, heel.noemer) == (2, 4)


def test_figures_of_one_plan_leave_the_other_out():
    eigen, ander = MijlpaalFactory(periode="Q4 2020").actie, MijlpaalFactory(periode="Q1 2020").actie

    per_plan = {
        plan.slug: indicatoren.bereken_reeksen(["acties-op-schema"], [DAG], plan.slug)["acties-op-schema"]
        for plan in (eigen.plan, ander.plan)
    }

    assert per_plan == {
        eigen.plan.slug: [Uitkomst(Decimal("100.0"), 1, 1)],
        ander.plan.slug: [Uitkomst(Decimal("0.0"), 0, 1)],
    }


def test_fresh_progress_is_the_share_of_open_acties_with_a_recent_melding():
    vers, oud, _ = ActieFactory.create_batch(3)
    afgerond = ActieFactory(stand__status=ActieStatus.AFGEROND)  # not open: does not count
    for actie, dagen in ((vers, 60), (oud, 61), (afgerond, 1)):
        MeldingFactory(actie=actie, gemeld_op=begin_van(DAG - timedelta(days=dagen)))

    assert indicatoren.bereken("acties-met-verse-voortgang", DAG) == Uitkomst(Decimal("33.3"), 1, 3)


@pytest.mark.parametrize("berekening", BEREKENINGEN, ids=lambda berekening: berekening.sleutel)
def test_figure_is_registered_with_a_list_behind_it(berekening):
    assert indicatoren.bereken(berekening.sleutel, DAG) == berekening.functie(DAG)
    assert reverse(berekening.lijst_url) in {"/acties/", "/mijlpalen/"}


@pytest.mark.parametrize("sleutel", ["acties-op-schema", "acties-met-verse-voortgang"])
def test_list_behind_a_figure_is_as_long_as_the_figure_says(client, beleidsmedewerker, sleutel):
    [berekening] = [b for b in BEREKENINGEN if b.sleutel == sleutel]
    goed = MijlpaalFactory(periode="Q4 2020").actie
    MeldingFactory(actie=goed, gemeld_op=begin_van(DAG))
    MijlpaalFactory(periode="Q1 2020")  # late, and never reported on
    vervallen = MijlpaalFactory(actie=ActieFactory(stand__status=ActieStatus.VERVALLEN), periode="Q4 2020").actie
    MeldingFactory(actie=vervallen, gemeld_op=begin_van(DAG))
    client.force_login(beleidsmedewerker)

    antwoord = client.get(f"{reverse(berekening.lijst_url)}?{berekening.lijst_query}&peildatum={DAG.isoformat()}")

    assert berekening.functie(DAG).teller == 1
    assert [regel.id for regel in antwoord.context["regels"]] == [goed.pk]
