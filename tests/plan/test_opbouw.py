"""How a plan is built up: /opgaven/."""

from datetime import date

import pytest
from django.urls import reverse

from plan.enums import ActieStatus
from plan.models import Actie, Plan, Spoordoel
from plan.selectors.opbouw import Doel, lees_opbouw
from tests.plan.factories import ActieFactory, AmbitieFactory, OpgaveFactory, PlanFactory, SpoorFactory

pytestmark = pytest.mark.django_db

PEILDATUM = date(2026, 11, 21)


def opbouw(peildatum=PEILDATUM):
    return lees_opbouw(Plan.objects.all(), Actie.objects.op_peildatum(peildatum), peildatum)


def test_onderdelen_know_exactly_their_acties():
    plan = PlanFactory(naam="Plan Noord")
    opgave, lege_opgave = OpgaveFactory(plan=plan, volgorde=1), OpgaveFactory(plan=plan, volgorde=2)
    ambitie, spoor = AmbitieFactory(plan=plan), SpoorFactory(plan=plan)
    eerste, tweede = ActieFactory(plan=plan, volgorde=1), ActieFactory(plan=plan, volgorde=2, spoor=spoor)
    opgave.acties.set([eerste, tweede])
    ambitie.acties.set([eerste])

    [gevonden] = opbouw()

    assert gevonden.naam == "Plan Noord"
    assert [actie.id for actie in gevonden.acties] == [eerste.pk, tweede.pk]
    assert [(o.id, [actie.id for actie in o.acties]) for o in gevonden.opgaven] == [
        (opgave.pk, [eerste.pk, tweede.pk]),
        (lege_opgave.pk, []),
    ]
    assert [(o.id, [actie.id for actie in o.acties]) for o in gevonden.ambities] == [(ambitie.pk, [eerste.pk])]
    assert [(o.id, [actie.id for actie in o.acties]) for o in gevonden.sporen] == [(spoor.pk, [tweede.pk])]


def test_spoor_names_its_doelen_with_their_results():
    spoor = SpoorFactory(doel="Grip krijgen.")
    Spoordoel.objects.create(spoor=spoor, code="d2", naam="Tweede doel", volgorde=2)
    Spoordoel.objects.create(spoor=spoor, code="d1", naam="Eerste doel", resultaten=["Er is een plan."], volgorde=1)

    [gevonden] = opbouw()[0].sporen

    assert gevonden.tekst == "Grip krijgen."
    assert gevonden.doelen == (Doel("Eerste doel", ("Er is een plan.",)), Doel("Tweede doel", ()))


def test_vervallen_actie_serves_nothing():
    opgave = OpgaveFactory()
    opgave.acties.set([ActieFactory(plan=opgave.plan, stand__status=ActieStatus.VERVALLEN)])

    [gevonden] = opbouw()

    assert gevonden.opgaven[0].acties == ()


def test_actie_of_another_plan_is_not_in_this_one():
    eerste, tweede = PlanFactory(van=date(2019, 1, 1)), PlanFactory(van=date(2020, 1, 1))
    actie = ActieFactory(plan=tweede)

    gevonden = opbouw()

    assert [(plan.slug, [a.id for a in plan.acties]) for plan in gevonden] == [
        (eerste.slug, []),
        (tweede.slug, [actie.pk]),
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_opgave_lijst_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    for _ in range(aantal):
        plan = PlanFactory()
        actie = ActieFactory(plan=plan, spoor=SpoorFactory(plan=plan))
        OpgaveFactory(plan=plan).acties.set([actie])
        AmbitieFactory(plan=plan).acties.set([actie])

    with django_assert_num_queries(7):  # sessie, gebruiker, acties, bijlage, geld, kwaliteit, plannen
        response = client.get(reverse("plan:opgave_lijst"))

    assert len(response.context["plannen"]) == aantal


def test_opgave_lijst_links_each_actie_and_says_when_there_is_none(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    plan = PlanFactory()
    actie = ActieFactory(plan=plan, naam="Buurtcirkels")
    OpgaveFactory(plan=plan, naam="Opvang").acties.set([actie])
    lege = OpgaveFactory(plan=plan, naam="Verwarde personen")

    tekst = client.get(reverse("plan:opgave_lijst")).content.decode()

    assert f'<a href="/acties/{actie.pk}/">Buurtcirkels</a>' in tekst
    assert f'id="opgave-{lege.pk}"' in tekst
    assert tekst.count("Geen actie werkt hieraan") == 1


def test_opgave_lijst_of_one_plan_shows_only_that_plan(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    noord, zuid = PlanFactory(naam="Plan Noord"), PlanFactory(naam="Plan Zuid")

    response = client.get(reverse("plan:opgave_lijst"), {"plan": zuid.slug})

    assert [plan.slug for plan in response.context["plannen"]] == [zuid.slug]
    assert [(label, gekozen) for label, _, gekozen in response.context["plan_tabs"]] == [
        ("Alle plannen", False),
        (noord.naam, False),
        (zuid.naam, True),
    ]


def test_unknown_plan_shows_all_plans(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    PlanFactory.create_batch(2)

    response = client.get(reverse("plan:opgave_lijst"), {"plan": "bestaat-niet"})

    assert len(response.context["plannen"]) == 2
    assert response.context["plan_tabs"][0][2]


def test_past_peildatum_goes_along_in_every_tab(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    PlanFactory.create_batch(2)

    response = client.get(reverse("plan:opgave_lijst"), {"peildatum": "30-06-2020"})

    tabs = [*response.context["rubrieken"], *response.context["plan_tabs"]]
    assert all(url.endswith("peildatum=2020-06-30") for _, url, _ in tabs)


def test_concept_plan_is_only_for_who_makes_plans(client, gebruiker_met, beleidsmedewerker):
    PlanFactory(concept=True)
    url = reverse("plan:opgave_lijst")

    aantallen = []
    for gebruiker in (beleidsmedewerker, gebruiker_met("trekker")):
        client.force_login(gebruiker)
        aantallen.append(len(client.get(url).context["plannen"]))

    assert aantallen == [1, 0]
