"""Herinneringen: recorded once, mailed once, after commit; the command is dry unless told."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from plan.models import Herinnering
from plan.services.herinneringen import herinner_trekkers
from plan.tasks import mail_herinneringen
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, HerinneringFactory, MeldingFactory
from tests.utils import wacht_tot_iemand_wacht
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 21, 7, tzinfo=UTC)


@pytest.fixture
def na_commit(django_capture_on_commit_callbacks):
    """Run the service and everything that it left for after commit."""

    def herinner(nu=NU):
        with django_capture_on_commit_callbacks(execute=True):
            return herinner_trekkers(nu=nu)

    return herinner


@pytest.fixture
def trekker():
    return GebruikerFactory(email="trekker@zwijndrecht.example", rollen=[Rol.TREKKER])


def actie_die_toe_is(trekker, naam="Buurtcirkels", dagen=61):
    actie = ActieFactory(naam=naam, stand__trekker=trekker)
    MeldingFactory(actie=actie, gemeld_op=NU - timedelta(days=dagen))
    return actie


# --- Service ---------------------------------------------------------------------------------------------------------


def test_trekker_gets_one_mail_about_all_their_acties(na_commit, trekker, mailoutbox, settings):
    settings.PORTAAL_ADRES = "https://portaal.example"
    acties = [actie_die_toe_is(trekker, naam) for naam in ("Buurtcirkels", "Wonen & welzijn")]

    na_commit()

    [mail] = mailoutbox
    assert mail.to == ["trekker@zwijndrecht.example"]
    assert [regel for regel in mail.body.splitlines() if regel.startswith(("- ", "  http"))] == [
        "- Buurtcirkels",
        f"  https://portaal.example/acties/{acties[0].pk}/",
        "- Wonen & welzijn",
        f"  https://portaal.example/acties/{acties[1].pk}/",
    ]


def test_mail_names_nobody(na_commit, trekker, mailoutbox):
    actie = actie_die_toe_is(trekker)
    MeldingFactory(actie=actie, gemeld_op=NU - timedelta(days=62), toelichting="Bel mevrouw Jansen.")

    na_commit()

    tekst = mailoutbox[0].subject + mailoutbox[0].body
    namen = (trekker.naam, trekker.email, actie.meldingen.first().door.naam, "Jansen")
    assert [naam for naam in namen if naam in tekst] == []


def test_each_herinnering_is_recorded_and_marked_as_sent(na_commit, trekker):
    actie = actie_die_toe_is(trekker)

    na_commit()

    rij = Herinnering.objects.get()
    assert (rij.actie, rij.aan, rij.poging, rij.aangemaakt_op) == (actie, trekker, 1, NU)
    assert rij.verstuurd_op is not None


def test_second_run_on_the_same_day_sends_nothing_new(na_commit, trekker, mailoutbox):
    actie_die_toe_is(trekker)

    na_commit()
    later = na_commit(NU + timedelta(hours=10))

    assert (later, len(mailoutbox), Herinnering.objects.count()) == ([], 1, 1)


def test_whole_course_goes_up_level_by_level(na_commit, trekker, mailoutbox):
    GebruikerFactory(email="beleid@zwijndrecht.example", rollen=[Rol.BELEIDSMEDEWERKER])
    GebruikerFactory(email="manager@zwijndrecht.example", rollen=[Rol.PROGRAMMAMANAGER])
    actie_die_toe_is(trekker, dagen=60)

    verloop = []
    for dag in range(130):
        na_commit(NU + timedelta(days=dag))
        verloop += [(dag, mail.to[0].partition("@")[0]) for mail in mailoutbox]
        mailoutbox.clear()

    assert verloop == [
        (1, "trekker"), (7, "trekker"), (30, "trekker"),
        (35, "beleid"), (40, "beleid"), (60, "beleid"),
        (65, "manager"), (70, "manager"), (90, "manager"),
    ]  # fmt: skip


def test_melding_stops_the_herinneringen(na_commit, trekker, mailoutbox):
    actie = actie_die_toe_is(trekker)
    na_commit()
    MeldingFactory(actie=actie, gemeld_op=NU + timedelta(hours=1))

    na_commit(NU + timedelta(days=7))

    assert len(mailoutbox) == 1


def test_level_with_several_people_reminds_each_of_them_once(na_commit, mailoutbox):
    for naam in ("een", "twee"):
        GebruikerFactory(email=f"{naam}@zwijndrecht.example", rollen=[Rol.BELEIDSMEDEWERKER])
    GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER], is_active=False)
    ActieFactory(stand__trekker=None)

    na_commit()

    assert sorted(mail.to[0] for mail in mailoutbox) == ["een@zwijndrecht.example", "twee@zwijndrecht.example"]
    assert set(Herinnering.objects.values_list("poging", flat=True)) == {1}


def test_mail_that_never_left_is_offered_again(na_commit, trekker, mailoutbox):
    actie = actie_die_toe_is(trekker)
    HerinneringFactory(actie=actie, aan=trekker, aangemaakt_op=NU - timedelta(days=1))

    beurten = na_commit()

    assert (beurten, len(mailoutbox), Herinnering.objects.count()) == ([], 1, 1)


def test_mail_that_a_melding_overtook_is_not_sent(na_commit, trekker, mailoutbox):
    actie = ActieFactory(stand__trekker=trekker)
    HerinneringFactory(actie=actie, aan=trekker, aangemaakt_op=NU - timedelta(days=1))
    MeldingFactory(actie=actie, gemeld_op=NU - timedelta(hours=2))

    na_commit()
    mail_herinneringen(trekker.pk)

    assert mailoutbox == []


# --- Task ------------------------------------------------------------------------------------------------------------


def test_task_delivered_twice_sends_one_mail(trekker, mailoutbox):
    HerinneringFactory(aan=trekker)

    mail_herinneringen(trekker.pk)
    mail_herinneringen(trekker.pk)

    assert len(mailoutbox) == 1


def test_task_for_somebody_without_herinneringen_does_nothing(trekker, mailoutbox):
    mail_herinneringen(trekker.pk)
    mail_herinneringen(0)

    assert mailoutbox == []


def test_failed_mail_marks_nothing(trekker, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    HerinneringFactory(aan=trekker)

    with pytest.raises(OSError, match="refused"):
        mail_herinneringen.run(trekker.pk)

    assert Herinnering.objects.get().verstuurd_op is None


@pytest.mark.django_db(transaction=True)
def test_task_delivered_twice_at_the_same_time_sends_one_mail(trekker, mailoutbox):
    HerinneringFactory(aan=trekker)
    start = threading.Barrier(2)

    def lever():
        start.wait()
        mail_herinneringen(trekker.pk)
        connection.close()

    bezorgers = [threading.Thread(target=lever) for _ in range(2)]
    for bezorger in bezorgers:
        bezorger.start()
    for bezorger in bezorgers:
        bezorger.join()

    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_second_run_waits_for_the_first_and_finds_nothing_new(trekker, mailoutbox):
    actie_die_toe_is(trekker)

    def draai():
        herinner_trekkers(nu=NU)
        connection.close()

    tweede = threading.Thread(target=draai)
    with transaction.atomic():
        herinner_trekkers(nu=NU)
        tweede.start()
        wacht_tot_iemand_wacht()
    tweede.join()

    assert (Herinnering.objects.count(), len(mailoutbox)) == (1, 1)


# --- Command ---------------------------------------------------------------------------------------------------------


def draai_commando(*opties):
    uit = StringIO()
    call_command("herinner_trekkers", *opties, stdout=uit)
    return uit.getvalue().replace("\u00a0", " ").splitlines()


def test_command_is_dry_unless_told(trekker, mailoutbox, django_capture_on_commit_callbacks):
    ActieFactory(naam="Buurtcirkels", stand__trekker=trekker)

    with django_capture_on_commit_callbacks(execute=True):
        regels = draai_commando()

    assert regels == [
        "Buurtcirkels (laatste melding: nooit): aan trekker, 1 persoon",
        "Proef: herinneringen voor 1 actie. Voeg --uitvoeren toe om ze te versturen.",
    ]
    assert (Herinnering.objects.count(), mailoutbox) == (0, [])


def test_command_that_is_told_sends(trekker, mailoutbox, django_capture_on_commit_callbacks):
    ActieFactory(naam="Buurtcirkels", stand__trekker=trekker)

    with django_capture_on_commit_callbacks(execute=True):
        regels = draai_commando("--uitvoeren")

    assert regels[-1] == "Klaar: herinneringen voor 1 actie."
    assert len(mailoutbox) == 1
    assert timezone.localdate(Herinnering.objects.get().aangemaakt_op) == timezone.localdate()
