"""One regisseur at a time: assigning, offering, accepting, and what comes back by itself."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from casework.models import Huishouden, Overdracht, Regie, Taak
from casework.services.regie import bied_aan, breng_overdrachten_terug, neem_over, trek_in, weiger, wijs_toe
from casework.systeem import even_als_systeem, namens_systeem
from tests.casework.factories import BEGIN, TEAMLEIDER, HuishoudenFactory, OverdrachtFactory, TaakFactory, als
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.werkdagen import plus_werkdagen

pytestmark = pytest.mark.django_db


def bied(huishouden, naar, door, toelichting="Ik ga met verlof."):
    with als(door):
        return bied_aan(huishouden=huishouden, naar=naar, toelichting=toelichting, door=door)


def regies(huishouden) -> list[tuple[int, bool]]:
    """Who had the regie, in order, and whether it still runs."""
    with als(TEAMLEIDER):
        rijen = Regie.objects.filter(huishouden=huishouden).order_by("geldig")
        return [(regie.regisseur_id, regie.geldig.upper is None) for regie in rijen]


def status(overdracht) -> str:
    with als(TEAMLEIDER):
        return Overdracht.objects.get(pk=overdracht.pk).status


# --- Assigning -------------------------------------------------------------------------------------------------------


def test_assigning_ends_one_regie_where_the_next_begins(huishouden, regisseur, andere_regisseur, teamleider):
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)

    with als(teamleider):
        wijs_toe(huishouden=huishouden, regisseur=andere_regisseur, was=regisseur.pk, door=teamleider)

    assert regies(huishouden) == [(regisseur.pk, False), (andere_regisseur.pk, True)]
    with als(TEAMLEIDER):
        oud, nieuw = Regie.objects.filter(huishouden=huishouden).order_by("geldig")
        assert oud.geldig.upper == nieuw.geldig.lower
        assert Huishouden.objects.get(pk=huishouden.pk).regisseur == andere_regisseur
        assert Taak.objects.get(pk=taak.pk).voor == andere_regisseur


def test_assigning_twice_is_once(teamleider, regisseur):
    huishouden = HuishoudenFactory()

    with als(teamleider):
        eerste = wijs_toe(huishouden=huishouden, regisseur=regisseur, was=None, door=teamleider)
        tweede = wijs_toe(huishouden=huishouden, regisseur=regisseur, was=None, door=teamleider)

    assert eerste == tweede
    assert regies(huishouden) == [(regisseur.pk, True)]


def test_assigning_what_someone_else_assigned_meanwhile_is_refused(teamleider, regisseur, andere_regisseur):
    huishouden = HuishoudenFactory()
    with als(teamleider):
        wijs_toe(huishouden=huishouden, regisseur=regisseur, was=None, door=teamleider)

        with pytest.raises(ValidationError, match="Intussen heeft Fatima Bouali de regie"):
            wijs_toe(huishouden=huishouden, regisseur=andere_regisseur, was=None, door=teamleider)

    assert regies(huishouden) == [(regisseur.pk, True)]


def test_assigning_withdraws_an_open_offer(huishouden, regisseur, andere_regisseur, teamleider, gebruiker_met):
    overdracht = bied(huishouden, andere_regisseur, regisseur)
    derde = gebruiker_met(Rol.TRAJECTREGISSEUR)

    with als(teamleider):
        wijs_toe(huishouden=huishouden, regisseur=derde, was=regisseur.pk, door=teamleider)

    assert status(overdracht) == "ingetrokken"


@pytest.mark.parametrize("velden", [{"is_active": False}, {"rollen": [Rol.TREKKER]}])
def test_someone_out_of_service_gets_no_regie(teamleider, andere_regisseur, velden):
    huishouden = HuishoudenFactory()
    for naam, waarde in velden.items():
        setattr(andere_regisseur, naam, waarde)

    with als(teamleider), pytest.raises(ValidationError) as fout:
        wijs_toe(huishouden=huishouden, regisseur=andere_regisseur, was=None, door=teamleider)

    assert fout.value.message_dict == {
        "regisseur": ["Youssef el Amrani werkt niet meer als trajectregisseur. Kies iemand anders."]
    }
    assert regies(huishouden) == []


# --- Offering and accepting ------------------------------------------------------------------------------------------


def test_offer_leaves_the_regie_and_waits_five_working_days(huishouden, regisseur, andere_regisseur):
    overdracht = bied(huishouden, andere_regisseur, regisseur)

    assert regies(huishouden) == [(regisseur.pk, True)]
    assert (overdracht.status, overdracht.van_id, overdracht.pseudoniem) == (
        "open",
        regisseur.pk,
        huishouden.pseudoniem,
    )
    assert overdracht.antwoord_tot == plus_werkdagen(timezone.localdate(), 5)


def test_same_offer_twice_is_one_and_another_is_refused(huishouden, regisseur, andere_regisseur, gebruiker_met):
    overdracht = bied(huishouden, andere_regisseur, regisseur)

    assert bied(huishouden, andere_regisseur, regisseur) == overdracht
    with pytest.raises(ValidationError, match="Er staat al een overdracht open"):
        bied(huishouden, gebruiker_met(Rol.TRAJECTREGISSEUR), regisseur)


def test_accepting_gives_the_regie_and_the_dossier(huishouden, regisseur, andere_regisseur):
    overdracht = bied(huishouden, andere_regisseur, regisseur)
    with als(andere_regisseur):
        assert not Huishouden.objects.exists()

        neem_over(overdracht=overdracht, door=andere_regisseur)

        assert set(Huishouden.objects.all()) == {huishouden}
    with als(regisseur):
        assert not Huishouden.objects.exists()
    assert status(overdracht) == "aangenomen"
    assert regies(huishouden) == [(regisseur.pk, False), (andere_regisseur.pk, True)]


def test_accepting_twice_is_once(huishouden, regisseur, andere_regisseur):
    overdracht = bied(huishouden, andere_regisseur, regisseur)
    with als(andere_regisseur):
        neem_over(overdracht=overdracht, door=andere_regisseur)
        neem_over(overdracht=overdracht, door=andere_regisseur)

    assert regies(huishouden) == [(regisseur.pk, False), (andere_regisseur.pk, True)]


def test_refusing_needs_a_reason_and_leaves_the_regie(huishouden, regisseur, andere_regisseur):
    overdracht = bied(huishouden, andere_regisseur, regisseur)

    with als(andere_regisseur):
        weiger(overdracht=overdracht, antwoord="Mijn caseload is vol.", door=andere_regisseur)
        with pytest.raises(ValidationError, match="terug bij wie haar aanbood"):
            neem_over(overdracht=overdracht, door=andere_regisseur)

    assert (status(overdracht), regies(huishouden)) == ("geweigerd", [(regisseur.pk, True)])


def test_withdrawn_offer_cannot_be_accepted(huishouden, regisseur, andere_regisseur):
    overdracht = bied(huishouden, andere_regisseur, regisseur)
    with als(regisseur):
        trek_in(overdracht=overdracht, door=regisseur)

    with als(andere_regisseur), pytest.raises(ValidationError, match="ingetrokken"):
        neem_over(overdracht=overdracht, door=andere_regisseur)


def test_accepted_offer_cannot_be_withdrawn(huishouden, regisseur, andere_regisseur, teamleider):
    overdracht = bied(huishouden, andere_regisseur, regisseur)
    with als(andere_regisseur):
        neem_over(overdracht=overdracht, door=andere_regisseur)

    with als(teamleider), pytest.raises(ValidationError, match="Youssef el Amrani heeft de regie al overgenomen"):
        trek_in(overdracht=overdracht, door=teamleider)


@pytest.mark.parametrize(
    ("toelichting", "melding"),
    [("", "Dit veld kan niet leeg zijn"), ("BSN 111222333", "kan zijn"), ("x" * 2001, "2000")],
)
def test_offer_says_why_and_holds_no_bsn(huishouden, regisseur, andere_regisseur, toelichting, melding):
    with pytest.raises(ValidationError, match=melding):
        bied(huishouden, andere_regisseur, regisseur, toelichting)


def test_offer_to_the_regisseur_of_now_is_refused(huishouden, regisseur, teamleider):
    with pytest.raises(ValidationError, match="heeft de regie al"):
        bied(huishouden, regisseur, teamleider)


def test_regisseur_cannot_take_without_an_offer(huishouden, andere_regisseur):
    """The portal itself writes the regie, and the database lets it only along an open offer."""
    with als(andere_regisseur), even_als_systeem():
        assert Regie.objects.update(regisseur=andere_regisseur) == 0


# --- Coming back -----------------------------------------------------------------------------------------------------


def test_offer_comes_back_on_the_sixth_working_day(huishouden, andere_regisseur):
    tot = date(2026, 11, 30)
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=andere_regisseur, antwoord_tot=tot)

    with namens_systeem():
        op_tijd = breng_overdrachten_terug(vandaag=tot)
    with namens_systeem():
        te_laat = [breng_overdrachten_terug(vandaag=tot + timedelta(days=1)) for _ in range(2)]

    assert (op_tijd, te_laat) == (0, [1, 0])
    assert status(overdracht) == "terug"


def test_offer_whose_days_are_over_cannot_be_accepted_before_the_clock_ran(huishouden, andere_regisseur):
    gisteren = timezone.localdate() - timedelta(days=1)
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=andere_regisseur, antwoord_tot=gisteren)

    with als(andere_regisseur), pytest.raises(ValidationError, match="was aan te nemen tot en met"):
        neem_over(overdracht=overdracht, door=andere_regisseur)


def test_command_is_dry_by_default(huishouden, andere_regisseur):
    gisteren = timezone.localdate() - timedelta(days=1)
    overdracht = OverdrachtFactory(huishouden=huishouden, naar=andere_regisseur, antwoord_tot=gisteren)
    uit = StringIO()

    call_command("breng_overdrachten_terug", stdout=uit)
    droog = status(overdracht)
    call_command("breng_overdrachten_terug", "--uitvoeren", stdout=uit)

    assert (droog, status(overdracht)) == ("open", "terug")
    assert "1\u00a0overdracht te laat" in uit.getvalue()
    assert "1\u00a0overdracht teruggebracht" in uit.getvalue()


# --- Mail ------------------------------------------------------------------------------------------------------------


def test_offer_mails_who_is_asked_and_nothing_about_the_huishouden(
    huishouden, regisseur, andere_regisseur, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bied(huishouden, andere_regisseur, regisseur)
        bied(huishouden, andere_regisseur, regisseur)

    [mail] = mailoutbox
    assert mail.to == [andere_regisseur.email]
    assert "/caseload/" in mail.body
    for geheim in (huishouden.pseudoniem, "Samira", regisseur.naam, "verlof"):
        assert geheim not in mail.subject + mail.body


def test_regie_changes_hands_also_after_the_clock_was_set_back(monkeypatch, gebruiker_met):
    """No period ends before it began, and the next one begins where it ends."""
    eerst, dan = (gebruiker_met(Rol.TRAJECTREGISSEUR) for _ in range(2))
    huishouden = HuishoudenFactory(regie=eerst)
    gisteren = BEGIN - timedelta(days=1)
    monkeypatch.setattr("zwijndrecht_portal.core.peildatum.timezone.now", lambda: gisteren)

    with als(TEAMLEIDER):
        wijs_toe(huishouden=huishouden, regisseur=dan, was=eerst.pk, door=dan)

        einde, begin = (regie.geldig for regie in Regie.objects.filter(huishouden=huishouden).order_by("geldig"))
    assert einde.lower == BEGIN
    assert einde.upper == begin.lower > BEGIN
