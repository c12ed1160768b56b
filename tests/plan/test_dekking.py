"""What a plan leaves open: /dekking/."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from plan import bronnen
from plan.bronnen import GeldStand, KwaliteitStand
from plan.enums import ActieStatus
from plan.models import Actie, Plan
from plan.selectors.dekking import dekking_van
from plan.selectors.opbouw import lees_opbouw
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, AmbitieFactory, MijlpaalFactory, OpgaveFactory, PlanFactory

pytestmark = pytest.mark.django_db

PEILDATUM = date(2026, 11, 21)
GEEN = ("geen trekker", "geen planning", "geen budget", "geen indicator")


@pytest.fixture
def bron(monkeypatch):
    """What budget and dashboard tell about acties, to be filled by the test."""
    geld, kwaliteit = {}, {}
    monkeypatch.setattr(bronnen, "_geld", [lambda acties, peildatum: geld])
    monkeypatch.setattr(bronnen, "_kwaliteit", [lambda acties, peildatum: kwaliteit])
    return geld, kwaliteit


def dekking():
    [plan] = lees_opbouw(Plan.objects.all(), Actie.objects.op_peildatum(PEILDATUM), PEILDATUM)
    return dekking_van(plan)


def wat_mist():
    return {gat.naam: tuple(tekst for _, tekst in gat.mist) for gat in dekking().acties}


def gedekte_actie(bron, **velden):
    """An actie that has everything."""
    geld, kwaliteit = bron
    actie = ActieFactory(stand__trekker=GebruikerFactory(), **velden)
    MijlpaalFactory(actie=actie, periode="Q4 2026")
    geld[actie.pk] = GeldStand(begroot=Decimal("12500.00"))
    kwaliteit[actie.pk] = KwaliteitStand(indicatoren=("Deelnemers",))
    return actie


def test_actie_that_has_everything_is_no_gap(bron):
    gedekte_actie(bron)

    assert dekking().is_gedekt


def test_bare_actie_lacks_everything_in_words(bron):
    ActieFactory(naam="Kaal")

    assert wat_mist() == {"Kaal": GEEN}


def test_trekker_in_words_of_the_source_is_a_trekker(bron):
    ActieFactory(naam="Actie", stand__trekker_tekst="Gemeente / opdrachtnemer")

    assert wat_mist() == {"Actie": ("", *GEEN[1:])}


def test_mijlpaal_without_period_is_no_planning(bron):
    actie = gedekte_actie(bron, naam="Actie")
    actie.mijlpalen.get().standen.update(periode_van=None, periode_tot=None, periode_tekst="")

    assert wat_mist() == {"Actie": ("", "geen planning", "", "")}


@pytest.mark.parametrize("bedrag", [None, Decimal("0.00")])
def test_no_amount_or_zero_is_no_budget(bron, bedrag):
    actie = gedekte_actie(bron, naam="Actie")
    bron[0][actie.pk] = GeldStand(begroot=bedrag)

    assert wat_mist() == {"Actie": ("", "", "geen budget", "")}


def test_quality_without_indicators_is_no_indicator(bron):
    actie = gedekte_actie(bron, naam="Actie")
    bron[1][actie.pk] = KwaliteitStand()

    assert wat_mist() == {"Actie": ("", "", "", "geen indicator")}


def test_actie_that_lacks_most_comes_first_and_is_counted(bron):
    plan = PlanFactory()
    bijna = gedekte_actie(bron, plan=plan, naam="Bijna", volgorde=1)
    del bron[0][bijna.pk]
    ActieFactory(plan=plan, naam="Kaal", volgorde=2)
    gedekte_actie(bron, plan=plan, naam="Heel", volgorde=3)

    gevonden = dekking()

    assert [gat.naam for gat in gevonden.acties] == ["Kaal", "Bijna"]
    assert gevonden.telling == (("trekker", 1), ("planning", 1), ("budget", 2), ("indicator", 1))
    assert gevonden.aantal_acties == 3


def test_opgave_and_ambitie_with_only_a_vervallen_actie_are_open(bron):
    plan = PlanFactory()
    vervallen = ActieFactory(plan=plan, stand__status=ActieStatus.VERVALLEN)
    opgave, ambitie = OpgaveFactory(plan=plan, naam="Opvang"), AmbitieFactory(plan=plan, naam="Preventie")
    opgave.acties.set([vervallen])
    ambitie.acties.set([vervallen])
    OpgaveFactory(plan=plan).acties.set([gedekte_actie(bron, plan=plan)])

    gevonden = dekking()

    assert [(soort, [o.naam for o in onderdelen]) for soort, onderdelen in gevonden.zonder_actie] == [
        ("Opgaven", ["Opvang"]),
        ("Ambities", ["Preventie"]),
    ]
    assert gevonden.acties == ()


@pytest.mark.parametrize("aantal", [1, 3])
def test_dekking_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    OpgaveFactory.create_batch(aantal, plan=PlanFactory())
    ActieFactory.create_batch(aantal, plan=Plan.objects.get())

    with django_assert_num_queries(7):  # sessie, gebruiker, acties, bijlage, geld, kwaliteit, plannen
        response = client.get(reverse("plan:dekking"))

    assert len(response.context["plannen"][0].acties) == aantal


def test_every_line_is_a_link(client, beleidsmedewerker, bron):
    client.force_login(beleidsmedewerker)
    actie = ActieFactory(naam="Kaal")
    opgave = OpgaveFactory(plan=actie.plan, naam="Opvang")

    tekst = client.get(reverse("plan:dekking")).content.decode()

    assert f'<a href="/acties/{actie.pk}/">Kaal</a>' in tekst
    assert f'<a href="/opgaven/#opgave-{opgave.pk}">Opvang</a>: geen actie werkt hieraan.' in tekst


def test_covered_plan_says_so(client, beleidsmedewerker, bron):
    client.force_login(beleidsmedewerker)
    gedekte_actie(bron)

    assert "Alles is belegd" in client.get(reverse("plan:dekking")).content.decode()


def test_no_plan_says_so(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    assert "Er is nog geen plan" in client.get(reverse("plan:dekking")).content.decode()
