"""Preventief contract with its cards, and the woonevaluatie with its signatures: services, locks and pages."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from housing.enums import (
    ONDERTEKENAARS,
    Advies,
    ContractEinde,
    Fase,
    Kaartkleur,
    Oordeel,
    Partij,
    Voorwaarde,
    WoonvraagSoort,
)
from housing.models import Kaart, PreventiefContract, Woonevaluatie
from housing.services.contracten import beeindig_contract, geef_kaart, sluit_contract, trek_kaart_in
from housing.services.woonevaluaties import leg_woonevaluatie_vast, teken, trek_handtekening_in
from housing.services.woonvragen import zet_stap
from tests.casework.factories import NIEMAND, Wie, als
from tests.housing.factories import (
    KaartFactory,
    PreventiefContractFactory,
    WoonevaluatieFactory,
    WoonvraagFactory,
)
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
DAG = timedelta(days=1)
BEGIN = VANDAAG - 100 * DAG
OORDELEN = {"huur": Oordeel.GOED, "overlast": Oordeel.AANDACHT, "netwerk": Oordeel.GOED, "doelen": Oordeel.SLECHT}


@pytest.fixture
def woonconsulent(client, gebruiker_met):
    """Signed in, in the browser and in the database."""
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    client.force_login(gebruiker)
    with als(gebruiker):
        yield gebruiker


@pytest.fixture
def bewoner():
    """Who got a home a hundred days ago."""
    return WoonvraagFactory(stappen=[(BEGIN - 30 * DAG, Fase.VOORDRACHT), (BEGIN, Fase.PLAATSING)])


@pytest.fixture
def contract(bewoner):
    return PreventiefContractFactory(woonvraag=bewoner, ingegaan_op=BEGIN, loopt_tot=BEGIN + 365 * DAG)


def tekst(antwoord):
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def fouten(error):
    return error.value.message_dict


# --- Preventief contract ---------------------------------------------------------------------------------------------


def sluit(woonvraag, door, **anders):
    velden = {"ingegaan_op": BEGIN, "loopt_tot": BEGIN + 365 * DAG, "voorwaarden": [Voorwaarde.OVERLAST]}
    return sluit_contract(woonvraag=woonvraag, door=door, **{**velden, **anders})


def test_contract_keeps_its_conditions_in_the_order_of_the_list(woonconsulent, bewoner):
    contract = sluit(bewoner, woonconsulent, voorwaarden=[Voorwaarde.OVERLAST, Voorwaarde.HUUR])

    contract.refresh_from_db()
    assert contract.voorwaarden == ["huur", "overlast"]
    assert (contract.geeindigd_op, contract.einde) == (None, "")


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"ingegaan_op": VANDAAG + DAG}, "ingegaan_op"),
        ({"loopt_tot": BEGIN}, "loopt_tot"),
        ({"loopt_tot": BEGIN + 1200 * DAG}, "loopt_tot"),
        ({"voorwaarden": []}, "voorwaarden"),
    ],
    ids=["future", "no term", "too long", "no conditions"],
)
def test_contract_that_cannot_be_is_refused_at_the_field(woonconsulent, bewoner, anders, veld):
    with pytest.raises(ValidationError) as error:
        sluit(bewoner, woonconsulent, **anders)

    assert list(fouten(error)) == [veld]
    assert not PreventiefContract.objects.exists()


@pytest.mark.parametrize(
    ("fase", "soort"), [(Fase.MATCH, WoonvraagSoort.WONING), (Fase.PLAATSING, WoonvraagSoort.TERUGVAL)]
)
def test_contract_is_for_who_has_a_home(woonconsulent, fase, soort):
    woonvraag = WoonvraagFactory(soort=soort, stappen=[(BEGIN, Fase.VOORDRACHT), (BEGIN + DAG, fase)])

    with pytest.raises(ValidationError, match="woning heeft gekregen"):
        sluit(woonvraag, woonconsulent)


def test_one_contract_at_a_time(woonconsulent, contract):
    with pytest.raises(ValidationError, match="loopt al"):
        sluit(contract.woonvraag, woonconsulent)
    with pytest.raises(IntegrityError), transaction.atomic():
        PreventiefContractFactory(woonvraag=contract.woonvraag)

    beeindig_contract(contract=contract, geeindigd_op=VANDAAG, einde=ContractEinde.VOLBRACHT)
    assert sluit(contract.woonvraag, woonconsulent).pk


def test_red_card_follows_a_yellow_one_and_ends_the_contract(woonconsulent, contract):
    kaart = {"contract": contract, "voorwaarde": Voorwaarde.HUUR, "door": woonconsulent}

    with pytest.raises(ValidationError, match="Geef eerst een gele kaart"):
        geef_kaart(kleur=Kaartkleur.ROOD, datum=VANDAAG, **kaart)
    geef_kaart(kleur=Kaartkleur.GEEL, datum=VANDAAG - 9 * DAG, **kaart)
    geef_kaart(kleur=Kaartkleur.ROOD, datum=VANDAAG, **kaart)

    contract.refresh_from_db()
    assert (contract.einde, contract.geeindigd_op) == (ContractEinde.ROOD, VANDAAG)
    with pytest.raises(ValidationError, match="al gestopt"):
        geef_kaart(kleur=Kaartkleur.GEEL, datum=VANDAAG, **kaart)


def test_card_that_was_taken_back_is_no_warning_any_more(woonconsulent, contract):
    geel = KaartFactory(contract=contract, datum=VANDAAG - DAG)

    trek_kaart_in(kaart=geel)

    with pytest.raises(ValidationError, match="Geef eerst een gele kaart"):
        geef_kaart(
            contract=contract,
            kleur=Kaartkleur.ROOD,
            voorwaarde=Voorwaarde.HUUR,
            datum=VANDAAG,
            door=woonconsulent,
        )
    with pytest.raises(ValidationError, match="al ingetrokken"):
        trek_kaart_in(kaart=geel)


def test_red_card_that_was_taken_back_opens_the_contract_again(woonconsulent, contract):
    geel = KaartFactory(contract=contract, datum=VANDAAG - DAG)
    rood = geef_kaart(
        contract=contract, kleur=Kaartkleur.ROOD, voorwaarde=Voorwaarde.HUUR, datum=VANDAAG, door=woonconsulent
    )

    with pytest.raises(ValidationError, match="eerst de rode kaart"):
        trek_kaart_in(kaart=geel)
    trek_kaart_in(kaart=rood)

    contract.refresh_from_db()
    assert (contract.einde, contract.geeindigd_op) == ("", None)


def test_red_card_stays_when_another_contract_runs(woonconsulent, contract):
    KaartFactory(contract=contract, datum=VANDAAG - DAG)
    rood = geef_kaart(
        contract=contract, kleur=Kaartkleur.ROOD, voorwaarde=Voorwaarde.HUUR, datum=VANDAAG, door=woonconsulent
    )
    sluit(contract.woonvraag, woonconsulent)

    with pytest.raises(ValidationError, match="ander preventief contract"):
        trek_kaart_in(kaart=rood)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"datum": VANDAAG + DAG}, "datum"),
        ({"datum": BEGIN - DAG}, "datum"),
        ({"voorwaarde": Voorwaarde.BUDGET}, "voorwaarde"),
    ],
    ids=["future", "before the contract", "not agreed"],
)
def test_card_that_cannot_be_is_refused_at_the_field(woonconsulent, contract, anders, veld):
    velden = {"kleur": Kaartkleur.GEEL, "voorwaarde": Voorwaarde.HUUR, "datum": VANDAAG, **anders}

    with pytest.raises(ValidationError) as error:
        geef_kaart(contract=contract, door=woonconsulent, **velden)

    assert list(fouten(error)) == [veld]
    assert not Kaart.objects.exists()


@pytest.mark.parametrize(
    ("op", "einde", "veld"),
    [
        (VANDAAG + DAG, ContractEinde.VERHUISD, "geeindigd_op"),
        (BEGIN - DAG, ContractEinde.VERHUISD, "geeindigd_op"),
        (VANDAAG, ContractEinde.ROOD, "einde"),
    ],
)
def test_end_that_cannot_be_is_refused_at_the_field(woonconsulent, contract, op, einde, veld):
    with pytest.raises(ValidationError) as error:
        beeindig_contract(contract=contract, geeindigd_op=op, einde=einde)

    assert list(fouten(error)) == [veld]


# --- Woonevaluatie ---------------------------------------------------------------------------------------------------


def leg_vast(woonvraag, door, **anders):
    return leg_woonevaluatie_vast(
        **{"woonvraag": woonvraag, "door": door, "datum": VANDAAG, "advies": Advies.OMKLAP, **OORDELEN, **anders}
    )


def test_woonevaluatie_of_the_same_day_is_changed_until_somebody_signs(woonconsulent, bewoner):
    leg_vast(bewoner, woonconsulent)
    evaluatie = leg_vast(bewoner, woonconsulent, advies=Advies.VERLENGEN)
    teken(evaluatie=evaluatie, partij=Partij.INWONER, op=VANDAAG)

    with pytest.raises(ValidationError) as error:
        leg_vast(bewoner, woonconsulent)

    assert list(fouten(error)) == ["datum"]
    assert Woonevaluatie.objects.get().advies == Advies.VERLENGEN


@pytest.mark.parametrize("fase", [Fase.VOORDRACHT, Fase.MATCH, Fase.OMKLAP, Fase.AFGEHAAKT])
def test_woonevaluatie_is_of_who_lives_there(woonconsulent, fase):
    woonvraag = WoonvraagFactory(stappen=[(BEGIN, Fase.VOORDRACHT), (BEGIN + DAG, fase)])

    with pytest.raises(ValidationError, match="na de plaatsing"):
        leg_vast(woonvraag, woonconsulent)


def test_three_parties_sign_once_each(woonconsulent, bewoner):
    evaluatie = leg_vast(bewoner, woonconsulent, datum=VANDAAG - DAG)
    for partij in (Partij.CORPORATIE, Partij.INWONER, Partij.AANBIEDER):
        assert not evaluatie.is_getekend
        evaluatie = teken(evaluatie=evaluatie, partij=partij, op=VANDAAG)

    assert evaluatie.is_getekend
    with pytest.raises(ValidationError, match="heeft al getekend"):
        teken(evaluatie=evaluatie, partij=Partij.INWONER, op=VANDAAG)


@pytest.mark.parametrize(
    ("partij", "op", "veld"),
    [
        (Partij.GEMEENTE, VANDAAG, "partij"),
        (Partij.INWONER, VANDAAG + DAG, "op"),
        (Partij.INWONER, VANDAAG - 2 * DAG, "op"),
    ],
    ids=["does not sign", "future", "before the talk"],
)
def test_signature_that_cannot_be_is_refused_at_the_field(woonconsulent, bewoner, partij, op, veld):
    evaluatie = leg_vast(bewoner, woonconsulent, datum=VANDAAG - DAG)

    with pytest.raises(ValidationError) as error:
        teken(evaluatie=evaluatie, partij=partij, op=op)

    assert list(fouten(error)) == [veld]


def test_omklap_needs_the_advice_and_three_signatures(woonconsulent):
    woonvraag = WoonvraagFactory(stappen=[(BEGIN, Fase.VOORDRACHT), (BEGIN + DAG, Fase.WOONEVALUATIE)])
    stap = {"woonvraag": woonvraag, "fase": Fase.OMKLAP, "door": woonconsulent}

    with pytest.raises(ValidationError, match="Leg eerst de woonevaluatie vast"):
        zet_stap(**stap)
    leg_vast(woonvraag, woonconsulent, datum=VANDAAG - 2 * DAG, advies=Advies.VERLENGEN)
    with pytest.raises(ValidationError, match="adviseert geen omklap"):
        zet_stap(**stap)
    evaluatie = leg_vast(woonvraag, woonconsulent, datum=VANDAAG - DAG)
    for partij in (Partij.INWONER, Partij.CORPORATIE):
        teken(evaluatie=evaluatie, partij=partij, op=VANDAAG)
    with pytest.raises(ValidationError, match="nog niet ondertekend door: zorgaanbieder"):
        zet_stap(**stap)
    teken(evaluatie=evaluatie, partij=Partij.AANBIEDER, op=VANDAAG)

    assert zet_stap(**stap).fase == Fase.OMKLAP
    with pytest.raises(ValidationError, match="omklap al gedaan"):
        trek_handtekening_in(evaluatie=evaluatie, partij=Partij.INWONER)


def test_signature_by_mistake_is_taken_back_once(woonconsulent):
    evaluatie = WoonevaluatieFactory(getekend=True)

    evaluatie = trek_handtekening_in(evaluatie=evaluatie, partij=Partij.AANBIEDER)

    assert evaluatie.handtekeningen[Partij.AANBIEDER] is None
    with pytest.raises(ValidationError, match="staat er niet meer"):
        trek_handtekening_in(evaluatie=evaluatie, partij=Partij.AANBIEDER)


@pytest.mark.parametrize(
    "regel",
    [
        "update housing_preventiefcontract set loopt_tot = ingegaan_op",
        "update housing_preventiefcontract set voorwaarden = '{}'",
        "update housing_preventiefcontract set geeindigd_op = loopt_tot",
        "update housing_preventiefcontract set einde = 'verhuisd'",
        "update housing_kaart set ingetrokken_op = datum - 1",
        "update housing_woonevaluatie set getekend_inwoner = datum - 1",
        "delete from housing_kaart",
        "delete from housing_preventiefcontract",
        "delete from housing_woonevaluatie",
    ],
)
def test_database_says_no(woonconsulent, regel):
    KaartFactory()
    WoonevaluatieFactory()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(regel)


# --- Who sees it -----------------------------------------------------------------------------------------------------


def zichtbaar():
    return [model.objects.count() for model in (PreventiefContract, Kaart, Woonevaluatie)]


@pytest.fixture
def van_mij(gebruiker_met):
    """A contract, a card and a woonevaluatie of my huishouden, and of a colleague's."""
    ik, collega = gebruiker_met(Rol.TRAJECTREGISSEUR), gebruiker_met(Rol.TRAJECTREGISSEUR)
    for wie in (ik, collega):
        woonvraag = WoonvraagFactory(huishouden__regie=wie)
        KaartFactory(contract=PreventiefContractFactory(woonvraag=woonvraag))
        WoonevaluatieFactory(woonvraag=woonvraag)
    return ik


def test_who_sees_the_woonvraag_sees_what_was_agreed(van_mij):
    with als(van_mij):
        assert zichtbaar() == [1, 1, 1]
    with als(Wie(0, (Rol.WOONCONSULENT,))):
        assert zichtbaar() == [2, 2, 2]


@pytest.mark.parametrize(
    "wie", [NIEMAND, *(Wie(0, (rol,)) for rol in (Rol.BELEIDSMEDEWERKER, Rol.BEHEERDER, Rol.PRIVACY_OFFICER))]
)
def test_others_see_nothing(van_mij, wie):
    with als(wie):
        assert zichtbaar() == [0, 0, 0]


def test_regisseur_cannot_add_a_card(van_mij):
    with als(van_mij):
        contract = PreventiefContract.objects.get()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Kaart(contract=contract, kleur="geel", voorwaarde="huur", datum=date(2026, 5, 1), door=van_mij).save()


@pytest.mark.parametrize("rol", [Rol.WOONCONSULENT, Rol.TRAJECTREGISSEUR, Rol.BELEIDSMEDEWERKER])
def test_visible_to_says_the_same_as_the_database(van_mij, gebruiker_met, rol):
    persoon = van_mij if rol == Rol.TRAJECTREGISSEUR else gebruiker_met(rol)

    with als(persoon):
        for model in (PreventiefContract, Kaart, Woonevaluatie):
            assert set(model.objects.visible_to(persoon)) == set(model.objects.all())


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_contract_goes_from_agreement_to_red_card_on_the_page(client, woonconsulent, bewoner):
    dag = f"{VANDAAG:%d-%m-%Y}"
    velden = {"ingegaan_op": dag, "loopt_tot": f"{VANDAAG + 365 * DAG:%d-%m-%Y}", "voorwaarden": ["huur", "contact"]}

    client.post(reverse("housing:contract_sluiten", args=[bewoner.pk]), velden)
    contract = PreventiefContract.objects.get()
    for kleur in ("geel", "rood"):
        kaart = {"kleur": kleur, "voorwaarde": "huur", "datum": dag}
        antwoord = client.post(reverse("housing:kaart_geven", args=[contract.pk]), kaart, follow=True)

    pagina = tekst(antwoord)
    assert "De rode kaart is vastgelegd." in pagina
    assert f"<strong>Gele kaart</strong>, {dag}: huur op tijd betalen is niet nagekomen" in pagina
    assert f"Gestopt op {dag}: Gestopt na een rode kaart." in pagina


def test_woonevaluatie_is_signed_on_the_page(client, woonconsulent, bewoner):
    dag = f"{VANDAAG:%d-%m-%Y}"

    client.post(
        reverse("housing:evaluatie_vastleggen", args=[bewoner.pk]), {"datum": dag, "advies": "omklap", **OORDELEN}
    )
    evaluatie = Woonevaluatie.objects.get()
    for partij in ("inwoner", "aanbieder", "corporatie"):
        antwoord = client.post(
            reverse("housing:evaluatie_tekenen", args=[evaluatie.pk]), {"partij": partij, "op": dag}, follow=True
        )

    assert "De handtekening van de corporatie is vastgelegd." in tekst(antwoord)
    assert "Door alle drie ondertekend." in tekst(antwoord)


def hoofdknop(antwoord):
    return re.search(r'button--primary-action" href="[^"]*">([^<]*)<', antwoord.content.decode())[1]


def test_main_button_is_what_can_be_done_now(client, woonconsulent):
    """Omklap is offered when its woonevaluatie is signed by all three; until then the page says what is missing."""
    woonvraag = WoonvraagFactory(stappen=[(BEGIN, Fase.VOORDRACHT), (BEGIN + DAG, Fase.WOONEVALUATIE)])
    url = reverse("housing:woonvraag_detail", args=[woonvraag.pk])

    zonder = client.get(url)
    evaluatie = WoonevaluatieFactory(woonvraag=woonvraag, datum=VANDAAG, advies=Advies.OMKLAP)
    ongetekend = client.get(url)
    for partij in ONDERTEKENAARS:
        teken(evaluatie=evaluatie, partij=partij, op=VANDAAG)
    getekend = client.get(url)

    knoppen = [hoofdknop(antwoord) for antwoord in (zonder, ongetekend, getekend)]
    assert knoppen == ["Leg woonevaluatie vast", "Leg een handtekening vast", "Naar omklap"]
    assert "nog niet ondertekend door: inwoner, zorgaanbieder, corporatie" in tekst(ongetekend)


@pytest.mark.parametrize(
    ("naam", "velden", "veld"),
    [
        (
            "contract_sluiten",
            {"ingegaan_op": "gisteren", "loopt_tot": "1-1-2030", "voorwaarden": ["huur"]},
            "ingegaan_op",
        ),
        ("evaluatie_vastleggen", {"datum": "1-1-2026", "huur": "goed"}, "advies"),
    ],
)
def test_bad_input_is_answered_at_the_field_and_kept(client, woonconsulent, bewoner, naam, velden, veld):
    antwoord = client.post(reverse(f"housing:{naam}", args=[bewoner.pk]), velden)

    assert antwoord.status_code == 200
    assert veld in antwoord.context["form"].errors
    assert {v: antwoord.context["form"][v].value() for v in velden} == velden


def test_refusal_after_a_click_is_a_page_with_the_reason(client, woonconsulent, contract):
    kaart = KaartFactory(contract=contract, datum=VANDAAG, ingetrokken_op=VANDAAG)

    antwoord = client.post(reverse("housing:kaart_intrekken", args=[kaart.pk]))

    assert antwoord.status_code == 200
    assert "Deze kaart is al ingetrokken." in tekst(antwoord)


def test_page_of_a_woonvraag_has_a_constant_number_of_queries(
    client, woonconsulent, contract, django_assert_num_queries
):
    KaartFactory.create_batch(3, contract=contract, datum=VANDAAG)
    for dagen in range(3):
        WoonevaluatieFactory(woonvraag=contract.woonvraag, datum=VANDAAG - dagen * DAG)

    with django_assert_num_queries(
        11
    ):  # sessie, gebruiker, begin, wie, woonvraag, standen, 2 contracten, 1, log, einde
        client.get(reverse("housing:woonvraag_detail", args=[contract.woonvraag_id]))
