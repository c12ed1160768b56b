"""The counts in SQL equal the definitions in Python, whatever happened before and after each date."""

from datetime import date, timedelta
from random import Random

import pytest

from plan.enums import OPEN_STATUSSEN, ActieStatus, Verversing
from plan.selectors import PlanTelling, acties_van_plan, tel_plannen
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from plan.services.standen import volgende_stand
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db
BEGIN = date(2019, 2, 1)


def tel_in_python(dag: date) -> PlanTelling:
    regels = [regel for regel in acties_van_plan(None, dag) if regel.status != ActieStatus.VERVALLEN]
    voorbij = [m for r in regels for m in r.mijlpalen if m.vastgesteld and m.vastgesteld.tot < dag]
    lopend = [regel for regel in regels if regel.status in OPEN_STATUSSEN]
    return PlanTelling(
        acties=len(regels),
        op_schema=sum(regel.lichten.tijd.licht == Licht.GROEN for regel in regels),
        mijlpalen_voorbij=len(voorbij),
        mijlpalen_op_tijd=sum(bool(m.gerealiseerd_op and m.gerealiseerd_op <= m.vastgesteld.tot) for m in voorbij),
        open_acties=len(lopend),
        met_verse_voortgang=sum(regel.verversing == Verversing.VERS for regel in lopend),
        mijlpalen_vergelijkbaar=sum(bool(m.vastgesteld and m.periode) for r in regels for m in r.mijlpalen),
        slip=sum(m.slip for r in regels for m in r.mijlpalen),
    )


@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_the_definitions_on_random_histories(seed):
    toeval = Random(seed)  # noqa: S311 - no secret
    door, plan = GebruikerFactory(), PlanFactory()
    kwartalen = [f"Q{k} {jaar}" for jaar in (2019, 2020, 2021) for k in (1, 2, 3, 4)]
    for _ in range(8):
        actie = ActieFactory(plan=plan, stand__status=toeval.choice(list(ActieStatus)))
        for _ in range(toeval.randrange(4)):
            mijlpaal = MijlpaalFactory(actie=actie, periode=toeval.choice([*kwartalen, None]))
            if toeval.random() < 0.5:
                dag = BEGIN + timedelta(days=toeval.randrange(400))
                nieuw = Periode.parse(toeval.choice(["Q1 2022", "najaar 2020", "2021"]))
                verschuif_mijlpaal(mijlpaal=mijlpaal, periode=nieuw, reden="Later.", door=door, vanaf=begin_van(dag))
            if toeval.random() < 0.5:
                dag = BEGIN + timedelta(days=401 + toeval.randrange(400))
                haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=dag, door=door, vanaf=begin_van(dag))
        if toeval.random() < 0.5:
            dag = BEGIN + timedelta(days=toeval.randrange(900))
            status = toeval.choice(list(ActieStatus))
            volgende_stand(actie.huidige_stand, vanaf=begin_van(dag), status=status, reden="Anders.", door=door)
        for _ in range(toeval.randrange(3)):
            dag = BEGIN + timedelta(days=toeval.randrange(900))
            MeldingFactory(actie=actie, gemeld_op=begin_van(dag) + timedelta(hours=toeval.randrange(24)))
    dagen = [BEGIN + timedelta(days=toeval.randrange(1100)) for _ in range(6)] + [date(2018, 1, 1)]

    assert tel_plannen(dagen) == [tel_in_python(dag) for dag in dagen]


def test_many_dates_take_one_query(django_assert_num_queries):
    MijlpaalFactory(periode="Q4 2020")

    with django_assert_num_queries(1):
        tellingen = tel_plannen([date(2020, 1, 1), date(2021, 6, 30)])

    assert [telling.op_schema for telling in tellingen] == [1, 0]
