"""The list of mijlpalen: as long as the figures about mijlpalen say, sorted, in pages."""

from datetime import date, timedelta
from random import Random

import pytest

from plan.enums import ActieStatus
from plan.selectors import tel_plannen
from plan.selectors.mijlpalen import SORTERINGEN, mijlpalen_van, pagina_van_mijlpalen
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

URL = "/mijlpalen/"
BEGIN = date(2019, 2, 1)
PEILDATA = (date(2019, 12, 31), date(2020, 6, 30), date(2021, 3, 31), date(2022, 1, 1))


@pytest.fixture
def plannen():
    """Two plans with mijlpalen that move, are reached in time, late or never, of acties that run or are vervallen."""
    toeval, door = Random(6), GebruikerFactory()  # noqa: S311 - no secret
    kwartalen = [f"Q{k} {jaar}" for jaar in (2019, 2020) for k in (1, 2, 3, 4)]
    plannen = PlanFactory.create_batch(2)
    for nummer in range(8):
        status = ActieStatus.VERVALLEN if nummer == 3 else ActieStatus.LOOPT
        actie = ActieFactory(plan=plannen[nummer % 2], stand__status=status)
        for _ in range(3):
            mijlpaal = MijlpaalFactory(actie=actie, periode=toeval.choice([*kwartalen, None]))
            if toeval.random() < 0.5:
                dag = begin_van(BEGIN + timedelta(days=toeval.randrange(400)))
                nieuw = Periode.parse(toeval.choice(["Q1 2022", "2021", "Q2 2019"]))
                verschuif_mijlpaal(mijlpaal=mijlpaal, periode=nieuw, reden="Later.", door=door, vanaf=dag)
            if toeval.random() < 0.7:
                dag = BEGIN + timedelta(days=401 + toeval.randrange(300))
                haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=dag, door=door, vanaf=begin_van(dag))
    return plannen


def test_figures_are_the_lengths_of_the_list_on_every_date_and_plan(plannen):
    gezien = set()
    for plan in (None, *(plan.slug for plan in plannen)):
        for dag, telling in zip(PEILDATA, tel_plannen(PEILDATA, plan), strict=True):
            pagina = pagina_van_mijlpalen(plan, dag, toon="", sorteer="", pagina=1)

            rijen = mijlpalen_van(plan, dag)
            lengtes = {naam: pagina.lengtes[naam] for naam in ("voorbij", "op-tijd", "vergelijkbaar")}
            assert list(lengtes.values()) == [
                telling.mijlpalen_voorbij, telling.mijlpalen_op_tijd, telling.mijlpalen_vergelijkbaar
            ]  # fmt: skip
            assert sum(rij.mijlpaal.slip for rij in rijen if rij.is_vergelijkbaar) == telling.slip
            gezien.add(tuple(lengtes.values()))
    assert len(gezien) > 6, "the dates and plans differ, so the test says something"


def test_list_behind_a_figure_shows_what_it_counts(client, beleidsmedewerker, plannen):
    client.force_login(beleidsmedewerker)

    response = client.get(URL, {"toon": "op-tijd", "plan": plannen[0].slug, "peildatum": "2021-03-31"})

    [telling] = tel_plannen([date(2021, 3, 31)], plannen[0].slug)
    assert len(response.context["pagina"].rijen) == telling.mijlpalen_op_tijd > 0
    assert {rij.actie.plan_slug for rij in response.context["pagina"].rijen} == {plannen[0].slug}


@pytest.mark.parametrize("sorteer", SORTERINGEN)
def test_each_column_sorts_both_ways_and_what_is_unknown_comes_last(plannen, sorteer):
    for kop in (sorteer, f"-{sorteer}"):
        rijen = pagina_van_mijlpalen(None, PEILDATA[2], toon="", sorteer=kop, pagina=1).rijen
        waarden = [SORTERINGEN[sorteer](rij) for rij in rijen]
        bekend = [waarde for waarde in waarden if waarde is not None]

        assert waarden == sorted(bekend, reverse=kop != sorteer) + [None] * (len(waarden) - len(bekend))


@pytest.mark.parametrize("query", ["plan=x&toon=x&sorteer=x&pagina=x", "plan=%00", "pagina=99999", "pagina=0"])
def test_address_that_makes_no_sense_shows_a_list(client, beleidsmedewerker, query):
    MijlpaalFactory(periode="Q1 2020")
    client.force_login(beleidsmedewerker)

    assert client.get(f"{URL}?{query}").context["pagina"].totaal == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("plan.selectors.mijlpalen.PER_PAGINA", 2)
    plan = PlanFactory()
    for _ in range(aantal):
        MijlpaalFactory(periode="Q1 2020", actie__plan=plan)
    client.force_login(beleidsmedewerker)

    with django_assert_num_queries(7):  # session, person, plans, acties, what belongs to them, money, quality
        response = client.get(URL)

    assert ("Volgende" in response.content.decode()) is (aantal == 3)
