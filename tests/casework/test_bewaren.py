"""Retention: terms as data, two people, a stop, and after that nothing of the dossier but a number."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.models import Bewaarstop, Bewaartermijn, Inwoner, Notitie, Vernietiging
from casework.selectors import te_vernietigen
from casework.services.bewaren import hef_bewaarstop_op, keur_vernietiging_goed, stel_vernietiging_voor, zet_bewaarstop
from tests.casework.factories import (
    TEAMLEIDER,
    ContactmomentFactory,
    HuishoudenFactory,
    TaakFactory,
    als,
    laad_bewaartermijnen,
)
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Afdruk

pytestmark = pytest.mark.django_db

VANDAAG = date(2040, 6, 1)
WIE = "Onvindbare Roepnaam"


@pytest.fixture(autouse=True)
def termijnen():
    laad_bewaartermijnen()


@pytest.fixture(autouse=True)
def _korte_nawerking(monkeypatch):
    """What the figures keep is tested in tests/dashboard/test_vernietigd.py: here a month of it is enough."""
    monkeypatch.setattr("casework.services.bewaren.NAWERKING", timedelta(days=31))


@pytest.fixture
def privacy_officer():
    return GebruikerFactory(rollen=[Rol.PRIVACY_OFFICER])


@pytest.fixture
def dossier(regisseur):
    """Something in every table, and closed so long ago that the term is over today."""
    huishouden = HuishoudenFactory(
        regie=regisseur, waakvlam="start", plan=True, inwoner=WIE, geopend_op=date(2004, 6, 1)
    )
    ContactmomentFactory(huishouden=huishouden)
    TaakFactory(huishouden=huishouden, voor=regisseur)
    sluit(huishouden, date(2005, 1, 1))
    return huishouden


def zonder_slot(cursor, tabel):
    """As the owner, past the lock; the history of the table is written too."""
    cursor.execute("set constraints all immediate; reset role")
    cursor.execute(f"alter table {tabel} no force row level security")
    cursor.execute(f"alter table {tabel}event no force row level security")


def op_slot(cursor, tabel):
    cursor.execute("set constraints all immediate")
    cursor.execute(f"alter table {tabel} force row level security")
    cursor.execute(f"alter table {tabel}event force row level security")
    cursor.execute(f"set role {settings.APP_ROL}")


def sluit(huishouden, op):
    """As the owner: closing by hand takes a huishouden out of sight."""
    with connection.cursor() as cursor:
        zonder_slot(cursor, "casework_huishouden")
        cursor.execute(
            "update casework_huishouden set status = 'gesloten', gesloten_op = %s where id = %s", [op, huishouden.pk]
        )
        op_slot(cursor, "casework_huishouden")


def inhoud_van_database():
    """Every value of every table of casework and housing, as the owner without the lock sees it."""
    alles = []
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; reset role")
        for app in ("casework", "housing"):
            for model in apps.get_app_config(app).get_models():
                tabel = model._meta.db_table
                cursor.execute(f"alter table {tabel} no force row level security")
                cursor.execute(f"select t::text from {tabel} t")  # noqa: S608 - our own names
                alles += [(tabel, rij) for (rij,) in cursor.fetchall()]
        cursor.execute(f"set role {settings.APP_ROL}")
    return alles


def besluit(door, ander, vandaag):
    with als(door):
        vernietiging = stel_vernietiging_voor(door=door, vandaag=vandaag)
    with als(ander):
        return keur_vernietiging_goed(vernietiging=vernietiging, door=ander)


def voer_uit(*opties):
    uit = StringIO()
    call_command("vernietig_dossiers", *opties, stdout=uit)
    return uit.getvalue().replace("\xa0", " ")


# --- Whose term is over ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grondslag", "vandaag", "is_voorbij"),
    [
        ("wmo", date(2035, 3, 1), True),
        ("wmo", date(2035, 2, 28), False),
        ("jeugdwet", date(2040, 3, 1), True),
        ("jeugdwet", date(2040, 2, 29), False),
        ("participatiewet", date(2026, 11, 1), False),
    ],
)
def test_term_counts_from_the_day_of_closing_by_grondslag(grondslag, vandaag, is_voorbij):
    huishouden = HuishoudenFactory(grondslag=grondslag, geopend_op=date(2019, 1, 1))
    sluit(huishouden, date(2020, 3, 1))

    assert te_vernietigen(vandaag) == ([(huishouden.pk, grondslag)] if is_voorbij else [])


def test_open_dossier_has_no_term(huishouden):
    assert te_vernietigen(date(2999, 1, 1)) == []


def test_newer_term_replaces_the_older(dossier):
    Bewaartermijn.objects.create(grondslag="wmo", maanden=600, bron="proef", geldig_van=date(2020, 1, 1))

    assert te_vernietigen(date(2026, 11, 22)) == []
    assert te_vernietigen(date(2056, 1, 1)) == [(dossier.pk, "wmo")]


def test_stop_keeps_a_dossier_until_it_is_lifted(dossier, huishouden, regisseur):
    with als(regisseur):
        zet_bewaarstop(huishouden=huishouden, reden="Er loopt een klacht.", door=regisseur)
    sluit(huishouden, date(2026, 6, 1))
    assert [pk for pk, _ in te_vernietigen(VANDAAG)] == [dossier.pk]

    with als(TEAMLEIDER):
        assert [pk for pk, _ in te_vernietigen(date(2050, 1, 1))] == [dossier.pk]


def test_second_stop_is_refused_and_lifting_twice_is_once(huishouden, regisseur):
    with als(regisseur):
        zet_bewaarstop(huishouden=huishouden, reden="Er loopt een klacht.", door=regisseur)
        with pytest.raises(ValidationError, match="al een bewaarstop"):
            zet_bewaarstop(huishouden=huishouden, reden="Nog een klacht.", door=regisseur)
        hef_bewaarstop_op(huishouden=huishouden)
        hef_bewaarstop_op(huishouden=huishouden)

        assert Bewaarstop.objects.get().opgeheven_op is not None


# --- Four eyes -------------------------------------------------------------------------------------------------------


def test_who_proposes_does_not_approve(dossier, privacy_officer):
    with als(privacy_officer):
        vernietiging = stel_vernietiging_voor(door=privacy_officer, vandaag=VANDAAG)
        with pytest.raises(ValidationError, match="Iemand anders"):
            keur_vernietiging_goed(vernietiging=vernietiging, door=privacy_officer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Vernietiging.objects.update(goedgekeurd_door=privacy_officer, goedgekeurd_op=timezone.now())


def test_nothing_due_is_nothing_to_propose(privacy_officer, huishouden):
    with als(privacy_officer), pytest.raises(ValidationError, match="geen dossiers"):
        stel_vernietiging_voor(door=privacy_officer, vandaag=VANDAAG)


def test_one_proposal_at_a_time(dossier, privacy_officer, teamleider):
    with als(privacy_officer):
        stel_vernietiging_voor(door=privacy_officer, vandaag=VANDAAG)
        with pytest.raises(ValidationError, match="al een voorstel"):
            stel_vernietiging_voor(door=privacy_officer, vandaag=VANDAAG)


# --- Destroying ------------------------------------------------------------------------------------------------------


def test_trial_changes_nothing(dossier, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())

    tekst = voer_uit()

    assert "De bewaartermijn is voorbij van 1 dossier." in tekst
    assert "Voeg --uitvoeren toe" in tekst
    assert any(WIE in rij for _, rij in inhoud_van_database())


def test_without_approval_nothing_is_destroyed(dossier, privacy_officer):
    with als(privacy_officer):
        stel_vernietiging_voor(door=privacy_officer, vandaag=timezone.localdate())

    assert "Er is niets vernietigd" in voer_uit("--uitvoeren")
    assert any(WIE in rij for _, rij in inhoud_van_database())


def test_destroyed_dossier_leaves_a_number_and_nothing_else(dossier, huishouden, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())

    tekst = voer_uit("--uitvoeren")

    assert "Vernietigd: 1 dossier, met alle geschiedenis." in tekst
    assert privacy_officer.naam in tekst
    assert teamleider.naam in tekst
    rest = inhoud_van_database()
    assert [tabel for tabel, rij in rest if WIE in rij or dossier.pseudoniem in rij] == []
    assert any(huishouden.pseudoniem in rij for _, rij in rest)
    with als(privacy_officer):
        vernietiging = Vernietiging.objects.get()
    assert (vernietiging.dossiers, vernietiging.aantal, vernietiging.per_grondslag) == ([], 1, {"wmo": 1})


def test_note_about_who_left_goes_with_that_person(dossier, huishouden, regisseur, privacy_officer, teamleider):
    """It stayed in the huishouden that was left, out of sight, and would keep the person in the database."""
    with als(regisseur):
        contact, joris = ContactmomentFactory(huishouden=huishouden), Inwoner.objects.get(huishouden=huishouden)
        Notitie.objects.create(contactmoment=contact, sleutel=uuid4(), tekst=WIE, door=regisseur, over=joris)
    with connection.cursor() as cursor:
        zonder_slot(cursor, "casework_inwoner")
        cursor.execute("update casework_inwoner set huishouden_id = %s where id = %s", [dossier.pk, joris.pk])
        op_slot(cursor, "casework_inwoner")
    besluit(privacy_officer, teamleider, timezone.localdate())

    voer_uit("--uitvoeren")

    rest = inhoud_van_database()
    assert [tabel for tabel, rij in rest if WIE in rij] == []
    assert [tabel for tabel, rij in rest if rij.startswith(f"({contact.pk},")].count("casework_contactmoment") == 1


def test_destroying_twice_is_once(dossier, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())

    voer_uit("--uitvoeren")

    assert "Er is niets vernietigd" in voer_uit("--uitvoeren")


def test_locks_and_triggers_hold_again_afterwards(dossier, huishouden, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())
    voer_uit("--uitvoeren")

    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname like 'casework%' and relrowsecurity and not relforcerowsecurity"
        )
        open_tabellen = cursor.fetchall()
        cursor.execute("select tgname from pg_trigger where tgenabled = 'D'")
        uit = cursor.fetchall()
    assert (open_tabellen, uit) == ([], [])


def test_stop_that_came_after_the_approval_still_keeps_the_dossier(dossier, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())
    with connection.cursor() as cursor:
        zonder_slot(cursor, "casework_bewaarstop")
        cursor.execute(
            "insert into casework_bewaarstop (huishouden_id, reden, door_id) values (%s, 'Er loopt een klacht.', %s)",
            [dossier.pk, teamleider.pk],
        )
        op_slot(cursor, "casework_bewaarstop")

    assert "Vernietigd: 0 dossiers" in voer_uit("--uitvoeren")
    assert any(WIE in rij for _, rij in inhoud_van_database())


def test_application_cannot_destroy_without_a_decision(dossier, privacy_officer):
    with als(privacy_officer):
        vernietiging = stel_vernietiging_voor(door=privacy_officer, vandaag=timezone.localdate())

    with pytest.raises(IntegrityError, match="niet goedgekeurd"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select casework_vernietig(%s)", [vernietiging.pk])


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_page_shows_numbers_and_two_people_decide(dossier, privacy_officer, teamleider):
    een, ander = Client(), Client()
    een.force_login(privacy_officer)
    ander.force_login(teamleider)

    een.post(reverse("casework:vernietiging_voorstellen"))
    pagina = een.get(reverse("casework:vernietigingen"))
    ((vernietiging, mag_goedkeuren),) = pagina.context["besluiten"]
    een.post(reverse("casework:vernietiging_goedkeuren", args=[vernietiging.pk]))
    daarna = ander.post(reverse("casework:vernietiging_goedkeuren", args=[vernietiging.pk]), follow=True)

    assert (pagina.context["totaal"], mag_goedkeuren) == (1, False)
    assert dossier.pseudoniem not in pagina.content.decode()
    with als(privacy_officer):
        assert Vernietiging.objects.get().goedgekeurd_door == teamleider
    assert "Goedgekeurd" in daarna.content.decode()


def test_statement_on_paper_names_two_people_and_a_number(dossier, privacy_officer, teamleider):
    besluit(privacy_officer, teamleider, timezone.localdate())
    voer_uit("--uitvoeren")
    client = Client()
    client.force_login(teamleider)
    with als(privacy_officer):
        url = reverse("casework:verklaring_afdrukken", args=[Vernietiging.objects.get().pk])

    client.post(url)

    html = Afdruk.objects.get().html
    assert '<td>15 jaar</td><td class="getal">1</td>' in html
    assert "1&nbsp;dossier" in html.replace("\xa0", "&nbsp;")
    assert privacy_officer.naam in html
    assert teamleider.naam in html
    assert dossier.pseudoniem not in html


def test_page_without_anything_due_says_so(privacy_officer):
    client = Client()
    client.force_login(privacy_officer)

    antwoord = client.post(reverse("casework:vernietiging_voorstellen"), follow=True)

    assert "geen dossiers waarvan" in antwoord.content.decode()


def test_stop_from_the_page_keeps_what_was_typed(huishouden, regisseur):
    client = Client()
    client.force_login(regisseur)
    url = reverse("casework:bewaarstop_zetten", args=[huishouden.pk])

    fout = client.post(url, {"reden": "kort"})
    goed = client.post(url, {"reden": "Er loopt een klacht."}, follow=True)

    assert fout.context["form"]["reden"].value() == "kort"
    assert "Er loopt een klacht." in goed.content.decode()
    client.post(reverse("casework:bewaarstop_opheffen", args=[huishouden.pk]))
    with als(regisseur):
        assert Bewaarstop.objects.get().opgeheven_op - timezone.now() < timedelta(minutes=1)
