"""Who is on turn for a week hears of it: who, how often, and nothing personal in the mail."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from housing.enums import Fase, Partij, WoonvraagSoort
from housing.models import Beurtherinnering, Contactadres, Contingent
from housing.services.contingenten import herinner_contingenten
from housing.services.herinneringen import herinner_woonpartijen, zet_contactadres
from housing.tasks import mail_beurtherinneringen
from tests.core.factories import OrganisatieFactory
from tests.housing.factories import ContingentFactory, CorporatieFactory, PlaatsingFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import OrganisatieSoort, Rol

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
DAG = timedelta(days=1)


@pytest.fixture
def woonconsulent(gebruiker_met):
    return gebruiker_met(Rol.WOONCONSULENT)


@pytest.fixture
def herinner(django_capture_on_commit_callbacks, woonconsulent):
    def herinner(vandaag=VANDAAG):
        with django_capture_on_commit_callbacks(execute=True):
            return herinner_woonpartijen(vandaag=vandaag)

    return herinner


def wacht(dagen, *stappen, **anders):
    """A woonvraag whose last step was so many days ago."""
    begin = VANDAAG - (dagen + len(stappen)) * DAG
    reeks = [(begin, Fase.VOORDRACHT)]
    for nummer, (fase, *velden) in enumerate(stappen, start=1):
        reeks.append((begin + nummer * DAG, fase, *velden))
    return WoonvraagFactory(stappen=reeks, **anders)


def zonder_vaste_spatie(tekst):
    return tekst.replace("\u00a0", " ")


def aan(mailoutbox):
    return sorted(mail.to[0] for mail in mailoutbox)


@pytest.mark.parametrize(("dagen", "verwacht"), [(6, 0), (7, 1), (40, 1)])
def test_gemeente_is_reminded_after_a_week(herinner, woonconsulent, mailoutbox, dagen, verwacht):
    wacht(dagen)

    herinner()

    assert aan(mailoutbox) == [woonconsulent.email] * verwacht


def test_who_gave_the_turn_away_is_left_alone(herinner, mailoutbox):
    """The turn counts, not the phase; and of a woonvraag that is done nobody is on turn."""
    wacht(3, (Fase.MATCH,))
    wacht(30, (Fase.AFGEHAAKT,))

    assert herinner() == []


def test_corporatie_is_mailed_at_its_address(herinner, mailoutbox):
    contingent = ContingentFactory(corporatie=CorporatieFactory(naam="Trivire"))
    Contactadres.objects.create(organisatie=contingent.corporatie, email="wonen@trivire.example")
    wacht(9, (Fase.MATCH, {"contingent": contingent}))
    wacht(23, (Fase.MATCH, {"contingent": contingent}))

    herinner()

    assert aan(mailoutbox) == ["wonen@trivire.example"]
    assert "Trivire: 2 woonvragen, de langste wacht 23 dagen" in zonder_vaste_spatie(mailoutbox[0].body)
    assert "http" not in mailoutbox[0].body  # there is no account to sign in with


def test_corporatie_of_an_omklap_is_that_of_the_match(herinner, mailoutbox):
    contingent = ContingentFactory()
    Contactadres.objects.create(organisatie=contingent.corporatie, email="wonen@corporatie.example")
    wacht(9, (Fase.MATCH, {"contingent": contingent}), (Fase.OMKLAP,))

    herinner()

    assert aan(mailoutbox) == ["wonen@corporatie.example"]


def test_without_an_address_the_woonconsulent_is_to_call(herinner, woonconsulent, mailoutbox):
    aanbieder = OrganisatieFactory(soort=OrganisatieSoort.ZORG, naam="Zorg Dichtbij")
    wacht(9, (Fase.WOONEVALUATIE,), aanbieder=aanbieder)
    wacht(9, (Fase.MATCH, {"aan_zet": Partij.INWONER}))

    herinner()

    assert aan(mailoutbox) == [woonconsulent.email]
    assert "Zorg Dichtbij: 1 woonvraag, de langste wacht 9 dagen" in zonder_vaste_spatie(mailoutbox[0].body)
    assert "Inwoner: 1 woonvraag, de langste wacht 9 dagen" in zonder_vaste_spatie(mailoutbox[0].body)


def test_wijkteam_is_reminded_through_the_regisseur(herinner, gebruiker_met, mailoutbox):
    regisseur, teamleider = gebruiker_met(Rol.TRAJECTREGISSEUR), gebruiker_met(Rol.TEAMLEIDER)
    wacht(9, (Fase.TERUGVAL,), huishouden__regie=regisseur)

    herinner()
    assert aan(mailoutbox) == [regisseur.email]

    regisseur.is_active = False
    regisseur.save()
    herinner(VANDAAG + 7 * DAG)
    assert aan(mailoutbox[1:]) == [teamleider.email]


def test_second_run_finds_nothing_new_until_a_week_later(herinner, mailoutbox):
    wacht(9)

    gevonden = [len(herinner(VANDAAG + dagen * DAG)) for dagen in (0, 0, 1, 6, 7)]

    assert gevonden == [1, 0, 0, 0, 1]
    assert len(mailoutbox) == 2


def test_mail_names_nobody(herinner, gebruiker_met, mailoutbox):
    regisseur = gebruiker_met(Rol.TRAJECTREGISSEUR)
    woonvragen = [
        wacht(9, huishouden__regie=regisseur),
        wacht(9, (Fase.TERUGVAL,), huishouden__regie=regisseur, soort=WoonvraagSoort.TERUGVAL),
    ]

    herinner()

    tekst = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert not [woonvraag for woonvraag in woonvragen if woonvraag.pseudoniem in tekst]
    assert not re.search(r"HH-\d|woonvragen/\d", tekst)


def test_mail_that_never_left_is_offered_again(woonconsulent, django_capture_on_commit_callbacks, mailoutbox):
    wacht(9)
    with django_capture_on_commit_callbacks(execute=False):
        herinner_woonpartijen(vandaag=VANDAAG)
    assert Beurtherinnering.objects.wachtend().count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        assert herinner_woonpartijen(vandaag=VANDAAG) == []
    mail_beurtherinneringen(woonconsulent.pk, 0)  # delivered twice

    assert len(mailoutbox) == 1
    assert not Beurtherinnering.objects.wachtend().exists()


def test_address_that_disappeared_marks_nothing(herinner, mailoutbox):
    organisatie = CorporatieFactory()
    Beurtherinnering.objects.create(
        organisatie=organisatie, partij=Partij.CORPORATIE, aantal=1, langste=9, dag=VANDAAG - DAG
    )

    mail_beurtherinneringen(0, organisatie.pk)

    assert mailoutbox == []
    assert Beurtherinnering.objects.wachtend().count() == 1


def test_command_is_dry_unless_told_otherwise(woonconsulent):
    wacht(9)
    uit = StringIO()

    call_command("herinner_woonpartijen", stdout=uit)
    assert not Beurtherinnering.objects.exists()
    call_command("herinner_woonpartijen", "--uitvoeren", stdout=uit)

    assert zonder_vaste_spatie(uit.getvalue()).splitlines() == [
        "Gemeente: 1 woonvraag, de langste 9 dagen",
        "Proef: 1 herinnering. Voeg --uitvoeren toe om ze te versturen.",
        "Gemeente: 1 woonvraag, de langste 9 dagen",
        "Klaar: 1 herinnering.",
    ]
    assert Beurtherinnering.objects.get().aan == woonconsulent


def test_address_is_set_changed_and_cleared():
    organisatie = CorporatieFactory()

    zet_contactadres(organisatie=organisatie, email="een@trivire.example")
    zet_contactadres(organisatie=organisatie, email="twee@trivire.example")
    assert [adres.email for adres in Contactadres.objects.all()] == ["twee@trivire.example"]

    assert zet_contactadres(organisatie=organisatie, email="") is None
    assert zet_contactadres(organisatie=organisatie, email="") is None
    assert not Contactadres.objects.exists()


def test_page_of_addresses_says_where_mails_go(client, woonconsulent):
    organisatie = CorporatieFactory(naam="Trivire")
    client.force_login(woonconsulent)
    url = reverse("housing:contactadres_zetten")

    fout = client.post(url, {"organisatie": organisatie.pk, "email": "geen adres"})
    goed = client.post(url, {"organisatie": organisatie.pk, "email": "wonen@trivire.example"}, follow=True)

    assert set(fout.context["form"].errors) == {"email"}
    assert "Herinneringen voor Trivire gaan nu naar wonen@trivire.example." in goed.content.decode()
    assert "Trivire: wonen@trivire.example" in client.get(url).content.decode()


# --- Homes to be offered again before 1 October --------------------------------------------------------------------


@pytest.fixture
def vrij(db):
    """A contingent of ten with three free, and one of which all homes are used."""
    vrij = ContingentFactory(corporatie=CorporatieFactory(naam="Trivire"), jaar=2026, aantal=10)
    PlaatsingFactory.create_batch(7, contingent=vrij, datum=date(2026, 5, 1))
    PlaatsingFactory(contingent__aantal=1, contingent__jaar=2026, datum=date(2026, 5, 1))
    ContingentFactory(jaar=2025)
    return vrij


@pytest.fixture
def herbied(django_capture_on_commit_callbacks):
    def herbied(dag):
        with django_capture_on_commit_callbacks(execute=True):
            return [(c.corporatie.naam, c.vrij) for c in herinner_contingenten(vandaag=dag)]

    return herbied


def test_free_homes_are_mailed_in_september_once_per_two_weeks(herbied, vrij, woonconsulent, mailoutbox):
    dagen = [date(2026, 8, 31), *(date(2026, 9, dag) for dag in (1, 1, 14, 15, 28)), date(2026, 10, 1)]

    gevonden = [herbied(dag) for dag in dagen]

    assert gevonden == [[], [("Trivire", 3)], [], [], [("Trivire", 3)], [], []]
    assert [mail.to for mail in mailoutbox] == [[woonconsulent.email]] * 2
    assert "Trivire: 3 woningen" in zonder_vaste_spatie(mailoutbox[0].body)
    assert "/wonen/" in mailoutbox[0].body


def test_free_homes_without_a_woonconsulent_wait_for_one(herbied, vrij, gebruiker_met, mailoutbox):
    assert herbied(date(2026, 9, 1)) == [("Trivire", 3)]
    assert mailoutbox == []

    gebruiker_met(Rol.WOONCONSULENT)
    herbied(date(2026, 9, 2))

    assert len(mailoutbox) == 1
    assert Contingent.objects.get(pk=vrij.pk).herinnerd_op == date(2026, 9, 2)


def test_command_for_free_homes_says_that_there_are_none():
    uit = StringIO()

    call_command("herinner_contingenten", stdout=uit)

    assert zonder_vaste_spatie(uit.getvalue()).endswith("om te mailen: 0 contingenten te herbieden.\n")
