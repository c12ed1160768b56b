from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from housing.enums import TOEGESTANE_STAPPEN, Fase, Partij, Weigerreden, WoonvraagSoort
from housing.models import Plaatsing, Woonvraag, WoonvraagStand
from housing.services.verblijven import annuleer_verblijf
from housing.services.woonvragen import geef_beurt_door, meld_woonvraag_aan, zet_stap
from tests.casework.factories import HuishoudenFactory, als
from tests.core.factories import GebiedFactory, OrganisatieFactory
from tests.housing.factories import ContingentFactory, VerblijfFactory, WoonevaluatieFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.rls import namens

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def regisseur(gebruiker_met):
    return gebruiker_met(Rol.TRAJECTREGISSEUR)


@pytest.fixture
def woonconsulent(gebruiker_met):
    """Signed in: the database knows the person."""
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    with als(gebruiker):
        yield gebruiker


def fouten(error):
    return error.value.message_dict


def dagen_terug(aantal):
    return timezone.localdate() - aantal * DAG


# --- Asking ----------------------------------------------------------------------------------------------------------


def test_woonvraag_starts_as_voordracht_with_the_gemeente_on_turn(regisseur):
    huishouden, wijk, aanbieder = HuishoudenFactory(regie=regisseur), GebiedFactory(wijk=True), OrganisatieFactory()

    with als(regisseur):
        woonvraag = meld_woonvraag_aan(
            huishouden=huishouden,
            door=regisseur,
            sleutel=uuid4(),
            soort=WoonvraagSoort.WONING,
            volwassenen=1,
            kinderen=2,
            wijk=wijk,
            max_huur=Decimal("650"),
            is_gelijkvloers=True,
            aanbieder=aanbieder,
        )
        stand = woonvraag.standen.get()

    assert (woonvraag.pseudoniem, woonvraag.aangemeld_op) == (huishouden.pseudoniem, timezone.localdate())
    assert (stand.fase, stand.aan_zet, stand.door) == (Fase.VOORDRACHT, Partij.GEMEENTE, regisseur)


def test_sending_twice_is_one_woonvraag(regisseur):
    huishouden, sleutel = HuishoudenFactory(regie=regisseur), uuid4()

    with als(regisseur):
        for _ in range(2):
            meld_woonvraag_aan(huishouden=huishouden, door=regisseur, sleutel=sleutel, soort=WoonvraagSoort.WONING)

        assert (Woonvraag.objects.count(), WoonvraagStand.objects.count()) == (1, 1)


@pytest.mark.parametrize("fase", [Fase.VOORDRACHT, Fase.MATCH])
def test_huishouden_waits_for_the_same_once(regisseur, fase):
    huishouden = HuishoudenFactory(regie=regisseur)
    WoonvraagFactory(huishouden=huishouden, stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 3, 9), fase)])

    with als(regisseur), pytest.raises(ValidationError) as error:
        meld_woonvraag_aan(huishouden=huishouden, door=regisseur, sleutel=uuid4(), soort=WoonvraagSoort.WONING)

    assert list(fouten(error)) == ["soort"]


@pytest.mark.parametrize(
    ("fase", "soort"),
    [
        (Fase.PLAATSING, WoonvraagSoort.WONING),
        (Fase.AFGEHAAKT, WoonvraagSoort.WONING),
        (Fase.MATCH, WoonvraagSoort.TERUGVAL),
    ],
    ids=["has a home", "stopped", "something else"],
)
def test_huishouden_may_ask_again_or_for_something_else(regisseur, fase, soort):
    huishouden = HuishoudenFactory(regie=regisseur)
    WoonvraagFactory(huishouden=huishouden, stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 3, 9), fase)])

    with als(regisseur):
        assert meld_woonvraag_aan(huishouden=huishouden, door=regisseur, sleutel=uuid4(), soort=soort).pk


# --- Steps -----------------------------------------------------------------------------------------------------------


def test_home_goes_from_match_to_key_and_uses_the_contingent(woonconsulent):
    woonvraag, wijk = WoonvraagFactory(stappen=[(dagen_terug(60), Fase.VOORDRACHT)]), GebiedFactory(wijk=True)
    dag = dagen_terug(1)
    contingent = ContingentFactory(jaar=dag.year)

    zet_stap(woonvraag=woonvraag, fase=Fase.MATCH, door=woonconsulent, op=dagen_terug(9), contingent=contingent)
    zet_stap(woonvraag=woonvraag, fase=Fase.PLAATSING, door=woonconsulent, op=dag, contingent=contingent, wijk=wijk)

    plaatsing = Plaatsing.objects.get()
    assert (plaatsing.contingent, plaatsing.wijk, plaatsing.datum) == (contingent, wijk, dag)
    standen = woonvraag.standen.order_by("geldig").values_list("fase", "aan_zet", "contingent", "plaatsing")
    assert list(standen) == [
        (Fase.VOORDRACHT, Partij.GEMEENTE, None, None),
        (Fase.MATCH, Partij.CORPORATIE, contingent.pk, None),
        (Fase.PLAATSING, Partij.AANBIEDER, contingent.pk, plaatsing.pk),
    ]


@pytest.mark.parametrize(
    ("fase", "velden", "veld"),
    [
        (Fase.MATCH, {}, "contingent"),
        (Fase.AFGEHAAKT, {}, "reden"),
        (Fase.MATCH, {"op": dagen_terug(-1), "contingent": "x"}, "op"),
        (Fase.MATCH, {"op": dagen_terug(61), "contingent": "x"}, "op"),
    ],
    ids=["no contingent", "no reason", "future", "before the last step"],
)
def test_step_that_misses_something_says_so_at_the_field(woonconsulent, fase, velden, veld):
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(60), Fase.VOORDRACHT)])
    if "contingent" in velden:
        velden = {**velden, "contingent": ContingentFactory()}

    with pytest.raises(ValidationError) as error:
        zet_stap(woonvraag=woonvraag, fase=fase, door=woonconsulent, **velden)

    assert list(fouten(error)) == [veld]
    assert woonvraag.standen.count() == 1


@pytest.mark.parametrize("van", list(Fase))
@pytest.mark.parametrize("naar", list(Fase))
def test_only_allowed_steps_follow(woonconsulent, van, naar):
    stappen = [(dagen_terug(60), Fase.VOORDRACHT), (dagen_terug(50), van)]
    woonvraag = WoonvraagFactory(soort=WoonvraagSoort.TERUGVAL, stappen=stappen)
    velden = {"reden": Weigerreden.ZELF, "verblijf": VerblijfFactory()}
    WoonevaluatieFactory(woonvraag=woonvraag, datum=dagen_terug(1), getekend=True)

    if naar in TOEGESTANE_STAPPEN[van]:
        assert zet_stap(woonvraag=woonvraag, fase=naar, door=woonconsulent, **velden).fase == naar
    else:
        with pytest.raises(ValidationError, match="kan deze woonvraag niet naar"):
            zet_stap(woonvraag=woonvraag, fase=naar, door=woonconsulent, **velden)


def test_full_contingent_refuses_the_key(woonconsulent):
    dag = dagen_terug(0)
    contingent, wijk = ContingentFactory(jaar=dag.year, aantal=0), GebiedFactory(wijk=True)
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(60), Fase.VOORDRACHT), (dagen_terug(9), Fase.MATCH)])

    with pytest.raises(ValidationError) as error:
        zet_stap(woonvraag=woonvraag, fase=Fase.PLAATSING, door=woonconsulent, contingent=contingent, wijk=wijk)

    assert list(fouten(error)) == ["contingent"]
    assert (Plaatsing.objects.count(), woonvraag.standen.count()) == (0, 2)


def test_key_in_the_year_of_another_contingent_is_refused_at_the_day(woonconsulent):
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(60), Fase.VOORDRACHT), (dagen_terug(9), Fase.MATCH)])

    with pytest.raises(ValidationError) as error:
        zet_stap(
            woonvraag=woonvraag,
            fase=Fase.PLAATSING,
            door=woonconsulent,
            contingent=ContingentFactory(jaar=2020),
            wijk=GebiedFactory(wijk=True),
        )

    assert fouten(error) == {"op": ["Dit contingent is voor 2020."]}


def test_plek_is_given_to_one_huishouden(woonconsulent):
    verblijf = VerblijfFactory()
    eerste, tweede = (
        WoonvraagFactory(
            soort=WoonvraagSoort.TERUGVAL, stappen=[(dagen_terug(9), Fase.VOORDRACHT), (dagen_terug(8), Fase.MATCH)]
        )
        for _ in range(2)
    )

    zet_stap(woonvraag=eerste, fase=Fase.PLAATSING, door=woonconsulent, verblijf=verblijf)
    with pytest.raises(ValidationError) as error:
        zet_stap(woonvraag=tweede, fase=Fase.PLAATSING, door=woonconsulent, verblijf=verblijf)
    with pytest.raises(ValidationError, match="hoort een woonvraag"):
        annuleer_verblijf(verblijf=verblijf)

    assert fouten(error) == {"verblijf": ["Dit verblijf is al van een ander huishouden."]}


def test_two_steps_on_one_day_keep_their_order(woonconsulent):
    woonvraag = WoonvraagFactory(soort=WoonvraagSoort.TERUGVAL, stappen=[(dagen_terug(9), Fase.VOORDRACHT)])
    for fase in (Fase.MATCH, Fase.VOORDRACHT, Fase.MATCH):
        zet_stap(woonvraag=woonvraag, fase=fase, door=woonconsulent, op=dagen_terug(9), reden=Weigerreden.WIJK)

    standen = list(woonvraag.standen.order_by("geldig"))

    assert [stand.fase for stand in standen] == [Fase.VOORDRACHT, Fase.MATCH, Fase.VOORDRACHT, Fase.MATCH]
    assert {timezone.localdate(stand.geldig.lower) for stand in standen} == {dagen_terug(9)}


def test_turn_goes_over_within_the_phase(woonconsulent):
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(9), Fase.VOORDRACHT), (dagen_terug(8), Fase.MATCH)])
    begin = woonvraag.standen.get(geldig__endswith=None).fase_sinds

    stand = geef_beurt_door(woonvraag=woonvraag, aan_zet=Partij.INWONER, door=woonconsulent)

    assert (stand.fase, stand.aan_zet, stand.fase_sinds) == (Fase.MATCH, Partij.INWONER, begin)
    with pytest.raises(ValidationError, match="al aan zet"):
        geef_beurt_door(woonvraag=woonvraag, aan_zet=Partij.INWONER, door=woonconsulent)


def test_nobody_gets_a_turn_when_nothing_is_to_be_done(woonconsulent):
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(9), Fase.VOORDRACHT), (dagen_terug(8), Fase.AFGEHAAKT)])

    with pytest.raises(ValidationError, match="niemand meer aan zet"):
        geef_beurt_door(woonvraag=woonvraag, aan_zet=Partij.INWONER, door=woonconsulent)


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_take_the_same_step_at_once_one_succeeds(gebruiker_met):
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    woonvraag = WoonvraagFactory(stappen=[(dagen_terug(9), Fase.VOORDRACHT)])

    def stap(_):
        try:
            with namens(gebruiker):
                zet_stap(woonvraag=woonvraag, fase=Fase.AFGEHAAKT, door=gebruiker, reden=Weigerreden.ZELF)
        except ValidationError as error:
            return error.messages[0].partition("was ")[2]
        else:
            return "gezet"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        antwoorden = sorted(pool.map(stap, range(10)))

    assert antwoorden == ["een collega u voor: ververs de pagina."] * 9 + ["gezet"]
    with namens(gebruiker):
        assert woonvraag.standen.count() == 2
