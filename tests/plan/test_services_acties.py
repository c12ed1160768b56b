"""Making and changing acties: the result, and that a refused call changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from plan.enums import TOEGESTANE_OVERGANGEN, ActieStatus
from plan.models import Actie, ActieStand, Betrokkene
from plan.services.acties import (
    Verouderd,
    beeindig_betrokkene,
    maak_actie,
    voeg_betrokkene_toe,
    wijzig_actie,
    wijzig_status,
    wijzig_trekker,
)
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import ActieFactory, AmbitieFactory, OpgaveFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(db):
    return GebruikerFactory()


def aantal_standen(actie: Actie) -> int:
    return ActieStand.objects.filter(actie=actie).count()


# --- maak_actie ------------------------------------------------------------------------------------------------------


def test_new_actie_is_a_concept_with_everything_that_was_given(door):
    plan, organisatie = PlanFactory(), OrganisatieFactory()
    opgave, ambitie = OpgaveFactory(plan=plan), AmbitieFactory(plan=plan)

    actie = maak_actie(
        plan=plan,
        door=door,
        code="ACT12",
        naam="Nieuw",
        leefgebied=LeefgebiedFactory(),
        opgaven=[opgave],
        ambities=[ambitie],
        trekker_organisatie=organisatie,
    )

    stand = actie.huidige_stand
    assert (stand.status, stand.trekker_organisatie, stand.door) == (ActieStatus.CONCEPT, organisatie, door)
    assert (list(actie.opgaven.all()), list(actie.ambities.all()), actie.versie) == ([opgave], [ambitie], 1)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [({"code": "ACT1"}, "__all__"), ({"naam": ""}, "naam"), ({"kern": "Bel over 111222333."}, "kern")],
)
def test_new_actie_that_is_not_right_is_not_made(door, velden, fout):
    bestaand = ActieFactory(code="ACT1")

    with pytest.raises(ValidationError) as weigering:
        maak_actie(**{"plan": bestaand.plan, "door": door, "code": "ACT2", "naam": "Nieuw", **velden})

    assert set(weigering.value.error_dict) == {fout}
    assert list(Actie.objects.all()) == [bestaand]


# --- wijzig_actie ----------------------------------------------------------------------------------------------------


def test_change_is_stored_with_the_next_version(door):
    actie = ActieFactory(naam="Oud", kern="Blijft.")
    opgave = OpgaveFactory(plan=actie.plan)

    wijzig_actie(actie=actie, door=door, versie=1, naam="Nieuw", opgaven=[opgave])

    actie.refresh_from_db()
    assert (actie.naam, actie.kern, actie.versie) == ("Nieuw", "Blijft.", 2)
    assert list(actie.opgaven.all()) == [opgave]


@pytest.mark.parametrize("versie", [0, 1, 3])
def test_change_of_another_version_is_refused_and_shows_what_is_stored(door, versie):
    actie = ActieFactory(naam="Eerst", versie=2)

    with pytest.raises(Verouderd) as weigering:
        wijzig_actie(actie=actie, door=door, versie=versie, naam="Te laat", opgaven=[OpgaveFactory(plan=actie.plan)])

    actie.refresh_from_db()
    assert weigering.value.huidig == actie
    assert (actie.naam, actie.versie, actie.opgaven.count()) == ("Eerst", 2, 0)


def test_change_that_is_not_right_changes_nothing(door):
    actie = ActieFactory(naam="Goed")

    with pytest.raises(ValidationError) as weigering:
        wijzig_actie(actie=actie, door=door, versie=1, naam="", kern="Wel goed.")

    actie.refresh_from_db()
    assert set(weigering.value.error_dict) == {"naam"}
    assert (actie.naam, actie.kern, actie.versie) == ("Goed", "Wat we gaan doen.", 1)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_lose_nothing():
    """Two real connections: one saves, the other is told and sees what was saved."""
    actie, door = ActieFactory(naam="Begin"), GebruikerFactory()
    start = Barrier(2)

    def sla_op(naam: str) -> str:
        try:
            start.wait(timeout=10)
            wijzig_actie(actie=actie, door=door, versie=1, naam=naam)
        except Verouderd as weigering:
            return f"{naam} zag {weigering.huidig.naam}"
        finally:
            connection.close()
        return f"{naam} opgeslagen"

    with ThreadPoolExecutor(2) as pool:
        uitkomsten = set(pool.map(sla_op, ("An", "Bob")))

    actie.refresh_from_db()
    ander = {"An": "Bob", "Bob": "An"}[actie.naam]
    assert uitkomsten == {f"{actie.naam} opgeslagen", f"{ander} zag {actie.naam}"}
    assert actie.versie == 2


# --- wijzig_status ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("van", ActieStatus)
@pytest.mark.parametrize("naar", ActieStatus)
def test_status_follows_the_table(door, van, naar):
    actie = ActieFactory(stand__status=van)
    mag = naar in TOEGESTANE_OVERGANGEN[van]

    if mag:
        wijzig_status(actie=actie, door=door, status=naar, reden="Besluit.")
    else:
        with pytest.raises(ValidationError, match="Een actie kan niet van"):
            wijzig_status(actie=actie, door=door, status=naar, reden="Besluit.")

    assert Actie.objects.get(pk=actie.pk).huidige_stand.status == (naar if mag else van)
    assert aantal_standen(actie) == 1 + mag


def test_new_stand_closes_the_old_one_and_keeps_the_rest(door):
    organisatie = OrganisatieFactory()
    actie = ActieFactory(stand__trekker_organisatie=organisatie, stand__trekker_tekst="Gemeente")

    nieuw = wijzig_status(actie=actie, door=door, status=ActieStatus.AFGEROND, reden="Klaar.")

    oud = actie.standen.exclude(pk=nieuw.pk).get()
    assert oud.geldig.upper == nieuw.geldig.lower
    assert (nieuw.trekker_organisatie, nieuw.trekker_tekst) == (organisatie, "Gemeente")
    assert (nieuw.reden, nieuw.door) == ("Klaar.", door)


@pytest.mark.parametrize("reden", ["", "   "])
def test_status_needs_a_reason(door, reden):
    actie = ActieFactory()

    with pytest.raises(ValidationError) as weigering:
        wijzig_status(actie=actie, door=door, status=ActieStatus.AFGEROND, reden=reden)

    assert set(weigering.value.error_dict) == {"reden"}
    assert aantal_standen(actie) == 1


def test_bsn_in_a_reason_changes_nothing(door):
    actie = ActieFactory()

    with pytest.raises(ValidationError) as weigering:
        wijzig_status(actie=actie, door=door, status=ActieStatus.AFGEROND, reden="Zie 111222333.")

    assert set(weigering.value.error_dict) == {"reden"}
    assert (aantal_standen(actie), actie.huidige_stand.geldig.upper) == (1, None)


# --- wijzig_trekker --------------------------------------------------------------------------------------------------


def test_trekker_changes_from_now_on(door):
    eerst, dan = OrganisatieFactory(), GebruikerFactory()
    actie = ActieFactory(stand__trekker_organisatie=eerst, stand__trekker_tekst="Gemeente / opdrachtnemer")

    nieuw = wijzig_trekker(actie=actie, door=door, trekker=dan, trekker_organisatie=None, reden="Overgedragen.")

    assert (nieuw.trekker, nieuw.trekker_organisatie, nieuw.trekker_tekst) == (dan, None, "")
    assert [stand.trekker_organisatie for stand in actie.standen.order_by("geldig")] == [eerst, None]


@pytest.mark.parametrize(
    ("wie", "reden", "fout"), [(False, "Vertrokken.", "trekker_organisatie"), (True, " ", "reden")]
)
def test_trekker_needs_someone_and_a_reason(door, wie, reden, fout):
    actie = ActieFactory()

    with pytest.raises(ValidationError) as weigering:
        wijzig_trekker(actie=actie, door=door, trekker=door if wie else None, trekker_organisatie=None, reden=reden)

    assert set(weigering.value.error_dict) == {fout}
    assert aantal_standen(actie) == 1


# --- Betrokkenen -----------------------------------------------------------------------------------------------------


def test_betrokkene_works_along_from_now_on():
    actie, organisatie = ActieFactory(), OrganisatieFactory()

    betrokkene = voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol="uitvoerder")

    assert list(actie.betrokkenen.op(timezone.now())) == [betrokkene]


def test_betrokkene_is_not_added_twice():
    actie, organisatie = ActieFactory(), OrganisatieFactory()
    voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol="uitvoerder")

    with pytest.raises(ValidationError) as weigering:
        voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol="adviseur")

    assert weigering.value.message_dict == {"organisatie": [f"{organisatie} is al betrokken bij deze actie."]}
    assert Betrokkene.objects.count() == 1


def test_betrokkene_that_stopped_stays_in_the_past_and_can_come_back():
    actie, organisatie = ActieFactory(), OrganisatieFactory()
    eerst = voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol="uitvoerder")

    beeindig_betrokkene(betrokkene=eerst)
    dan = voeg_betrokkene_toe(actie=actie, organisatie=organisatie, rol="adviseur")

    assert list(actie.betrokkenen.lopend()) == [dan]
    assert list(actie.betrokkenen.op(eerst.geldig.lower)) == [eerst]


def test_ending_twice_is_ending_once():
    betrokkene = voeg_betrokkene_toe(actie=ActieFactory(), organisatie=OrganisatieFactory(), rol="uitvoerder")

    beeindig_betrokkene(betrokkene=betrokkene)
    geldig = Betrokkene.objects.get().geldig
    beeindig_betrokkene(betrokkene=betrokkene)

    assert Betrokkene.objects.get().geldig == geldig
