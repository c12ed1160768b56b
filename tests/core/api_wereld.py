"""The world that the examples in the API's documentation are about: with exactly those ids and names."""

from datetime import date

from tests.budget.factories import BegrotingFactory, PostFactory, vastgesteld
from tests.core.factories import GebiedFactory, LeefgebiedFactory, OrganisatieFactory
from tests.dashboard.factories import IndicatorFactory, MetingFactory, RapportageFactory
from tests.plan.factories import (
    ActieFactory,
    AmbitieFactory,
    MeldingFactory,
    MijlpaalFactory,
    OpgaveFactory,
    PlanFactory,
    SpoorFactory,
)
from zwijndrecht_portal.core.models import Gebruiker


def maak_wereld(trekker: Gebruiker) -> None:
    """One of everything; `trekker` leads actie 1."""
    plan = PlanFactory(slug="een-plek-voor-iedereen")
    transformatie = PlanFactory(slug="we-zijn-ervan")
    OpgaveFactory(pk=1, plan=plan)
    AmbitieFactory(pk=1, plan=plan)
    SpoorFactory(pk=1, plan=transformatie)
    actie = ActieFactory(pk=1, plan=plan, leefgebied=LeefgebiedFactory(), stand__trekker=trekker)
    ActieFactory(pk=2, plan=transformatie)  # in a fresh database the next free one is 1
    MijlpaalFactory(actie=actie, periode="Q4 2030")
    MeldingFactory(actie=actie, door=trekker, gemeld_op="2020-03-01T12:00:00Z")
    vastgesteld(PostFactory(pk=1, begroting=BegrotingFactory(plan=plan), actie=actie).begroting)
    GebiedFactory(wijk=True)
    OrganisatieFactory(slug="pameijer", soort="zorg")
    indicator = IndicatorFactory(sleutel="e33-meldingen", eenheid="registraties")
    MetingFactory(indicator=indicator)
    RapportageFactory(pk=1, plan=plan, vastgesteld=True, peildatum=date(2020, 12, 31))
