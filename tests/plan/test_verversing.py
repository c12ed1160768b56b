"""Which acties need an update, and when the next herinnering goes out to whom."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from plan.enums import ActieStatus, PlanStatus, Verversing
from plan.models import ActieStand
from plan.selectors.verversing import RUST, STAPPEN, Herinnerd, Voornemen, te_verversen, volgende_herinnering
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, HerinneringFactory, MeldingFactory, PlanFactory
from zwijndrecht_portal.core.enums import Rol

VANDAAG = date(2026, 11, 21)
GRENS = date(2026, 9, 1)
TREKKER, BELEID, PM = frozenset({1}), frozenset({2, 3}), frozenset({4})
MENSEN = ((Rol.TREKKER, TREKKER), (Rol.BELEIDSMEDEWERKER, BELEID), (Rol.PROGRAMMAMANAGER, PM))
NIEMAND = frozenset()


def dagen_geleden(aantal):
    return datetime(2026, 11, 21, 9, tzinfo=UTC) - timedelta(days=aantal)


def herinnerd(*rondes):
    """(days after the grens, people) for each round so far."""
    return [
        Herinnerd(GRENS + timedelta(days=na), poging, wie, "", True)
        for poging, (na, mensen) in enumerate(rondes, start=1)
        for wie in sorted(mensen)
    ]


def volgende(*rondes, mensen=MENSEN):
    """Days after the grens, number and level of the next one."""
    voornemen = volgende_herinnering(grens=GRENS, mensen=mensen, herinnerd=herinnerd(*rondes))
    return voornemen and ((voornemen.dag - GRENS).days, voornemen.poging, voornemen.niveau)


# --- When, and to whom -----------------------------------------------------------------------------------------------


def test_trekker_is_reminded_after_1_7_and_30_days():
    assert [
        volgende(),
        volgende((1, TREKKER)),
        volgende((1, TREKKER), (7, TREKKER)),
    ] == [(1, 1, Rol.TREKKER), (7, 2, Rol.TREKKER), (30, 3, Rol.TREKKER)]


def test_late_first_reminder_still_leaves_five_days():
    assert volgende((6, TREKKER)) == (11, 2, Rol.TREKKER)


def test_after_three_without_effect_it_is_the_next_level():
    drie = ((1, TREKKER), (7, TREKKER), (30, TREKKER))

    assert [
        volgende(*drie),
        volgende(*drie, (35, BELEID)),
        volgende(*drie, (35, BELEID), (40, BELEID)),
        volgende(*drie, (35, BELEID), (40, BELEID), (60, BELEID)),
    ] == [
        (35, 4, Rol.BELEIDSMEDEWERKER),
        (40, 5, Rol.BELEIDSMEDEWERKER),
        (60, 6, Rol.BELEIDSMEDEWERKER),
        (65, 7, Rol.PROGRAMMAMANAGER),
    ]


def test_level_without_people_is_passed_at_once():
    zonder_trekker = ((Rol.TREKKER, NIEMAND), *MENSEN[1:])
    alleen_pm = (*((rol, NIEMAND) for rol, _ in MENSEN[:2]), MENSEN[2])

    assert [volgende(mensen=zonder_trekker), volgende(mensen=alleen_pm)] == [
        (1, 1, Rol.BELEIDSMEDEWERKER),
        (1, 1, Rol.PROGRAMMAMANAGER),
    ]


def test_nobody_left_is_the_end():
    alles = [(10 * ronde, mensen) for ronde, mensen in enumerate([TREKKER] * 3 + [BELEID] * 3 + [PM] * 3, start=1)]

    assert volgende(*alles) is None
    assert volgende(mensen=tuple((rol, NIEMAND) for rol, _ in MENSEN)) is None


def test_new_trekker_gets_a_turn_of_their_own():
    vorige = frozenset({9})

    assert volgende((1, vorige), (7, vorige), (30, vorige)) == (35, 4, Rol.TREKKER)


@given(
    st.lists(st.integers(0, 40), min_size=120, max_size=120),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_whenever_the_clock_runs_nobody_gets_too_much(wachten, bezet):
    """The command may run on any day, or not for weeks: never within five days, at most three per level, in order."""
    mensen = [(rol, wie if er_is else NIEMAND) for (rol, wie), er_is in zip(MENSEN, bezet, strict=True)]
    dag, rondes, niveaus = GRENS, [], []

    for dagen in wachten:
        dag += timedelta(days=dagen)
        voornemen = volgende_herinnering(grens=GRENS, mensen=mensen, herinnerd=herinnerd(*rondes))
        if voornemen and voornemen.dag <= dag:
            rondes.append(((dag - GRENS).days, voornemen.aan))
            niveaus.append(voornemen.niveau)

    dagen = [na for na, _ in rondes]
    assert all(later - eerder >= RUST for eerder, later in pairwise(dagen))
    assert niveaus == [rol for rol, wie in mensen if wie for _ in STAPPEN][: len(niveaus)]


# --- Which acties ----------------------------------------------------------------------------------------------------


def regels(peildatum=VANDAAG):
    return {regel.naam: regel for regel in te_verversen(peildatum)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dagen", "verversing"),
    [(60, None), (61, Verversing.HERINNEREN), (90, Verversing.HERINNEREN), (91, Verversing.VEROUDERD)],
)
def test_actie_is_due_after_the_days_of_its_plan(dagen, verversing):
    MeldingFactory(actie=ActieFactory(naam="Actie"), gemeld_op=dagen_geleden(dagen))

    assert {naam: regel.verversing for naam, regel in regels().items()} == ({"Actie": verversing} if verversing else {})


@pytest.mark.django_db
def test_thresholds_are_those_of_the_plan():
    ActieFactory(naam="Streng", plan=PlanFactory(herinner_na_dagen=10, verouderd_na_dagen=20))
    ActieFactory(naam="Ruim", plan=PlanFactory(herinner_na_dagen=700, verouderd_na_dagen=730))
    ActieStand.objects.update(geldig=(dagen_geleden(11), None))

    assert list(regels()) == ["Streng"]


@pytest.mark.django_db
def test_actie_without_melding_counts_from_when_it_was_opened():
    for naam, dagen in (("Nieuw", 60), ("Oud", 61)):
        ActieFactory(naam=naam, stand__geldig=(dagen_geleden(dagen), None))

    assert {naam: regel.verversing for naam, regel in regels().items()} == {"Oud": Verversing.ONBEKEND}


@pytest.mark.django_db
def test_reopened_actie_counts_from_the_reopening():
    for naam, dagen in (("Net heropend", 3), ("Lang heropend", 61)):
        actie = ActieFactory(
            naam=naam, stand__status=ActieStatus.AFGEROND, stand__geldig=(dagen_geleden(400), dagen_geleden(dagen))
        )
        ActieStand.objects.create(actie=actie, status=ActieStatus.LOOPT, geldig=(dagen_geleden(dagen), None))
        MeldingFactory(actie=actie, gemeld_op=dagen_geleden(401))

    assert {naam: (regel.sinds, regel.gemeld_op) for naam, regel in regels().items()} == {
        "Lang heropend": (date(2026, 9, 21), date(2025, 10, 16))
    }


@pytest.mark.django_db
def test_only_open_acties_of_adopted_plans_are_due():
    ActieFactory(naam="Loopt")
    ActieFactory(naam="Gepland", stand__status=ActieStatus.GEPLAND)
    for status in (ActieStatus.CONCEPT, ActieStatus.AFGEROND, ActieStatus.VERVALLEN):
        ActieFactory(stand__status=status)
    ActieFactory(plan=PlanFactory(concept=True))
    ActieFactory(plan=PlanFactory(status=PlanStatus.AFGESLOTEN, afgesloten_op=date(2026, 1, 1)))

    assert set(regels()) == {"Loopt", "Gepland"}


@pytest.mark.django_db
def test_herinneringen_before_the_last_melding_do_not_count():
    actie = ActieFactory(naam="Actie", stand__trekker=GebruikerFactory(naam="Sanne", rollen=[Rol.TREKKER]))
    MeldingFactory(actie=actie, gemeld_op=dagen_geleden(70))
    for dagen, poging in ((100, 1), (9, 1)):
        HerinneringFactory(
            actie=actie, aan=actie.huidige_stand.trekker, poging=poging, aangemaakt_op=dagen_geleden(dagen)
        )

    regel = regels()["Actie"]

    assert regel.rondes == [(date(2026, 11, 12), "Sanne", False)]
    assert regel.volgende == Voornemen(date(2026, 11, 18), 2, Rol.TREKKER, frozenset({actie.huidige_stand.trekker_id}))


@pytest.mark.django_db
def test_each_person_stands_at_the_first_level_that_fits():
    trekker = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER, Rol.TREKKER])
    collega = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])
    actie = ActieFactory(naam="Actie", stand__trekker=trekker)
    for poging, dagen in enumerate((60, 50, 40), start=1):
        HerinneringFactory(actie=actie, aan=trekker, poging=poging, aangemaakt_op=dagen_geleden(dagen))

    volgende_keer = regels()["Actie"].volgende

    assert (volgende_keer.niveau, volgende_keer.aan) == (Rol.BELEIDSMEDEWERKER, frozenset({collega.pk}))


@pytest.mark.django_db
def test_inactive_trekker_is_nobody():
    beleid = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])
    ActieFactory(naam="Actie", stand__trekker=GebruikerFactory(rollen=[Rol.TREKKER], is_active=False))

    volgende_keer = regels()["Actie"].volgende

    assert (volgende_keer.niveau, volgende_keer.aan) == (Rol.BELEIDSMEDEWERKER, frozenset({beleid.pk}))


@pytest.mark.django_db
def test_list_is_as_it_stood_on_the_peildatum():
    actie = ActieFactory(naam="Actie")
    MeldingFactory(actie=actie, gemeld_op=dagen_geleden(10))

    assert (set(regels()), set(regels(date(2026, 11, 1)))) == (set(), {"Actie"})


# --- Page ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [1, 3])
def test_verversing_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    for _ in range(aantal):
        HerinneringFactory(actie=ActieFactory(stand__trekker=GebruikerFactory()), aan=beleidsmedewerker)

    with django_assert_num_queries(5):  # sessie, gebruiker, acties, herinneringen, mensen
        response = client.get(reverse("plan:verversing"))

    assert len(response.context["regels"]) == aantal


@pytest.mark.django_db
def test_page_says_who_is_responsible_and_what_went_out(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    actie = ActieFactory(naam="Buurtcirkels", stand__trekker=GebruikerFactory(naam="Sanne Vermaas"))
    HerinneringFactory(actie=actie, aan=actie.huidige_stand.trekker, aangemaakt_op=dagen_geleden(20))

    tekst = " ".join(client.get(reverse("plan:verversing")).content.decode().split())

    assert f'<a href="/acties/{actie.pk}/">Buurtcirkels</a>' in tekst
    assert '<td data-label="Verantwoordelijk">Sanne Vermaas</td>' in tekst
    assert '01-11-2026<span class="bij">aan Sanne Vermaas (wacht op verzending)</span>' in tekst


@pytest.mark.django_db
def test_next_herinnering_is_never_in_the_past(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    ActieFactory()

    [regel] = client.get(reverse("plan:verversing")).context["regels"]

    assert regel.volgende.dag < regel.volgende_dag == timezone.localdate()


@pytest.mark.django_db
def test_page_says_that_everything_is_fresh(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    assert "Alles is bij" in client.get(reverse("plan:verversing")).content.decode()
