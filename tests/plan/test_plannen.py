"""The plans themselves: adopting, closing, thresholds, and their pages."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plan.enums import ActieStatus, PlanStatus
from plan.models import Actie, Plan
from plan.selectors.planpagina import plan_pagina
from plan.services.acties import Verouderd
from plan.services.plannen import sluit_plan_af, stel_plan_vast, wijzig_drempels
from tests.plan.factories import AandachtspuntFactory, ActieFactory, MijlpaalFactory, PlanFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 21)


@pytest.fixture
def programmamanager(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMAMANAGER)


def adres(naam, plan):
    return reverse(f"plan:{naam}", args=[plan.slug])


# --- Services --------------------------------------------------------------------------------------------------------


def test_adopting_freezes_periods_and_plans_concepts(programmamanager):
    plan = PlanFactory(concept=True)
    actie = ActieFactory(plan=plan, stand__status=ActieStatus.CONCEPT)
    mijlpaal = actie.mijlpalen.create(naam="Start")
    stand = mijlpaal.standen.create(geldig=(timezone.now() - timedelta(days=1), None))

    stel_plan_vast(plan=plan, vastgesteld_op=date(2026, 11, 20), door=programmamanager)

    plan.refresh_from_db()
    mijlpaal.refresh_from_db()
    assert (plan.status, plan.vastgesteld_op, plan.versie) == (PlanStatus.VASTGESTELD, date(2026, 11, 20), 2)
    assert mijlpaal.vastgestelde_stand == stand
    assert actie.huidige_stand.status == ActieStatus.GEPLAND


@pytest.mark.parametrize(
    ("plan", "vastgesteld_op", "melding"),
    [
        ({}, timezone.localdate(), "al vastgesteld"),
        ({"concept": True}, timezone.localdate() + timedelta(days=1), "in de toekomst"),
    ],
)
def test_refused_adoption_changes_nothing(programmamanager, plan, vastgesteld_op, melding):
    plan = ActieFactory(plan=PlanFactory(**plan)).plan
    eerder = plan.status

    with pytest.raises(ValidationError, match=melding):
        stel_plan_vast(plan=plan, vastgesteld_op=vastgesteld_op, door=programmamanager)

    plan.refresh_from_db()
    assert (plan.status, plan.versie) == (eerder, 1)


def test_plan_without_acties_is_not_adopted(programmamanager):
    with pytest.raises(ValidationError, match="nog geen acties"):
        stel_plan_vast(plan=PlanFactory(concept=True), vastgesteld_op=date(2026, 1, 1), door=programmamanager)


def test_closing_keeps_the_acties_as_they_are(programmamanager):
    actie = ActieFactory()

    sluit_plan_af(plan=actie.plan, afgesloten_op=date(2026, 11, 20), door=programmamanager)

    actie.plan.refresh_from_db()
    assert (actie.plan.status, actie.plan.afgesloten_op) == (PlanStatus.AFGESLOTEN, date(2026, 11, 20))
    assert actie.huidige_stand.status == ActieStatus.LOOPT


@pytest.mark.parametrize(
    ("afgesloten_op", "melding"),
    [
        (timezone.localdate() + timedelta(days=1), "in de toekomst"),
        (date(2018, 12, 31), "nog niet vastgesteld"),
    ],
)
def test_refused_closing_changes_nothing(programmamanager, afgesloten_op, melding):
    plan = PlanFactory()

    with pytest.raises(ValidationError, match=melding):
        sluit_plan_af(plan=plan, afgesloten_op=afgesloten_op, door=programmamanager)

    plan.refresh_from_db()
    assert (plan.status, plan.afgesloten_op) == (PlanStatus.VASTGESTELD, None)


def test_only_an_adopted_plan_is_closed(programmamanager):
    with pytest.raises(ValidationError, match="Alleen een vastgesteld plan"):
        sluit_plan_af(plan=PlanFactory(concept=True), afgesloten_op=VANDAAG, door=programmamanager)


def test_thresholds_change_and_raise_the_version():
    plan = PlanFactory()

    wijzig_drempels(plan=plan, versie=1, herinner_na_dagen=30, verouderd_na_dagen=45)

    plan.refresh_from_db()
    assert (plan.herinner_na_dagen, plan.verouderd_na_dagen, plan.versie) == (30, 45, 2)


@pytest.mark.parametrize("verouderd", [30, 29])
def test_stale_comes_after_the_reminder(verouderd):
    plan = PlanFactory()

    with pytest.raises(ValidationError) as fout:
        wijzig_drempels(plan=plan, versie=1, herinner_na_dagen=30, verouderd_na_dagen=verouderd)

    plan.refresh_from_db()
    assert fout.value.message_dict == {"verouderd_na_dagen": ["Kies meer dagen dan voor de herinnering."]}
    assert (plan.herinner_na_dagen, plan.versie) == (60, 1)


def test_second_person_changes_nothing_and_learns_what_is_stored():
    plan = PlanFactory()
    wijzig_drempels(plan=plan, versie=1, herinner_na_dagen=30, verouderd_na_dagen=45)

    with pytest.raises(Verouderd) as fout:
        wijzig_drempels(plan=plan, versie=1, herinner_na_dagen=10, verouderd_na_dagen=20)

    assert fout.value.huidig.herinner_na_dagen == 30
    assert Plan.objects.get().herinner_na_dagen == 30


# --- Summary ---------------------------------------------------------------------------------------------------------


def test_summary_counts_each_light_without_vervallen():
    plan = PlanFactory()
    for periode in ("Q4 2019", "Q4 2019", "2030"):
        MijlpaalFactory(actie=ActieFactory(plan=plan), periode=periode)
    ActieFactory(plan=plan)
    ActieFactory(plan=plan, stand__status=ActieStatus.VERVALLEN)
    ActieFactory()

    pagina = plan_pagina(plan, Actie.objects.all(), VANDAAG)

    assert len(pagina.acties) == 5
    assert pagina.samenvatting.replace("\u00a0", " ") == (
        "4 acties: 2 lopen achter, 1 ligt op schema, 1 heeft geen leesbare planning."
    )


def test_summary_counts_the_points_that_were_open_then():
    plan = PlanFactory()
    for opgelost_op, oplossing in ((None, ""), (VANDAAG, "Nagevraagd."), (date(2026, 12, 1), "Nagevraagd.")):
        AandachtspuntFactory(opgelost_op=opgelost_op, oplossing=oplossing).plannen.set([plan])
    AandachtspuntFactory()

    assert plan_pagina(plan, Actie.objects.all(), VANDAAG).open_punten == 2


# --- Pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_plan_lijst_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    plannen = PlanFactory.create_batch(aantal)
    ActieFactory.create_batch(2, plan=plannen[0])

    with django_assert_num_queries(3):  # sessie, gebruiker, plannen
        response = client.get(reverse("plan:plan_lijst"))

    assert [(plan.pk, plan.aantal_acties) for plan in response.context["plannen"]] == [
        (plan.pk, 2 if plan == plannen[0] else 0) for plan in plannen
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_plan_page_has_constant_query_count(client, programmamanager, aantal, django_assert_num_queries):
    client.force_login(programmamanager)
    plan = PlanFactory()
    ActieFactory.create_batch(aantal, plan=plan)

    with django_assert_num_queries(8):  # sessie, gebruiker, plan, acties, bijlage, geld, kwaliteit, aandachtspunten
        response = client.get(adres("plan_detail", plan))

    assert len(response.context["pagina"].acties) == aantal


def test_plan_page_offers_each_person_what_they_may(client, gebruiker_met):
    concept, vastgesteld = PlanFactory(concept=True), PlanFactory()
    namen = ("change_plan", "stel_plan_vast", "sluit_plan_af")

    mag = {}
    for rol in (Rol.PROGRAMMAMANAGER, Rol.BELEIDSMEDEWERKER):
        client.force_login(gebruiker_met(rol))
        for plan in (concept, vastgesteld):
            knoppen = client.get(adres("plan_detail", plan)).context["mag"]
            mag[rol, plan.status] = {naam for naam in namen if knoppen[naam]}

    assert mag == {
        (Rol.PROGRAMMAMANAGER, PlanStatus.CONCEPT): {"change_plan", "stel_plan_vast"},
        (Rol.PROGRAMMAMANAGER, PlanStatus.VASTGESTELD): {"change_plan", "sluit_plan_af"},
        (Rol.BELEIDSMEDEWERKER, PlanStatus.CONCEPT): {"change_plan"},
        (Rol.BELEIDSMEDEWERKER, PlanStatus.VASTGESTELD): {"change_plan"},
    }


def test_past_is_read_only(client, programmamanager):
    client.force_login(programmamanager)

    response = client.get(adres("plan_detail", PlanFactory()), {"peildatum": "2020-06-30"})

    assert not any(response.context["mag"].values())


def test_adopting_asks_for_a_date_and_a_yes(client, programmamanager):
    client.force_login(programmamanager)
    plan = ActieFactory(plan=PlanFactory(concept=True)).plan

    response = client.post(adres("plan_vaststellen", plan), {"vastgesteld_op": "20-11-2026"})

    plan.refresh_from_db()
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"akkoord"}
    assert 'value="20-11-2026"' in response.content.decode()
    assert plan.status == PlanStatus.CONCEPT


def test_adopting_by_form_leads_to_the_plan(client, programmamanager):
    client.force_login(programmamanager)
    plan = ActieFactory(plan=PlanFactory(concept=True)).plan

    response = client.post(adres("plan_vaststellen", plan), {"vastgesteld_op": "20-11-2026", "akkoord": "on"})

    plan.refresh_from_db()
    assert (response.status_code, response.url) == (302, adres("plan_detail", plan))
    assert (plan.status, plan.vastgesteld_op) == (PlanStatus.VASTGESTELD, date(2026, 11, 20))


def test_closing_by_form_leads_to_the_plan(client, programmamanager):
    client.force_login(programmamanager)
    plan = PlanFactory()

    response = client.post(adres("plan_afsluiten", plan), {"afgesloten_op": "20-11-2026"})

    plan.refresh_from_db()
    assert (response.status_code, plan.status) == (302, PlanStatus.AFGESLOTEN)


def test_second_person_sees_both_versions_and_can_save_again(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    plan = PlanFactory()
    url = adres("drempels_wijzigen", plan)
    wijzig_drempels(plan=plan, versie=1, herinner_na_dagen=30, verouderd_na_dagen=90)

    refused = client.post(url, {"versie": 1, "herinner_na_dagen": 40, "verouderd_na_dagen": 90})
    saved = client.post(
        url, {"versie": refused.context["form"]["versie"].value(), "herinner_na_dagen": 40, "verouderd_na_dagen": 90}
    )

    plan.refresh_from_db()
    assert refused.context["verschillen"] == [("Herinner na zoveel dagen zonder melding", 30, 40)]
    assert "Iemand anders heeft dit plan intussen gewijzigd." in refused.content.decode()
    assert saved.status_code == 302
    assert plan.herinner_na_dagen == 40


def test_htmx_answer_of_a_refused_form_is_part_of_the_page(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    url = adres("drempels_wijzigen", PlanFactory())

    page = client.post(url, {})
    fragment = client.post(url, {}, headers={"HX-Request": "true"})

    assert_is_region_of(fragment, page)
