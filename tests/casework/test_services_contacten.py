from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.models import Contactmoment, Contactstand, Herroeping, Notitie, Taak
from casework.services.contacten import herroep_contact, log_contact, schrijf_notitie
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, als, stand_van
from zwijndrecht_portal.core.opmaak import datum

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _als_regisseur(regisseur):
    with als(regisseur):
        yield


@pytest.fixture
def log(huishouden, regisseur):
    """`log("gesproken", datum=...)` in the caseload of `regisseur`."""

    def doe(uitkomst: str = "gesproken", **velden):
        return log_contact(huishouden=huishouden, door=regisseur, uitkomst=uitkomst, **{"sleutel": uuid4(), **velden})

    return doe


def dagen_geleden(aantal: int) -> date:
    return timezone.localdate() - timedelta(days=aantal)


@pytest.mark.parametrize(
    ("uitkomst", "vorm"),
    [
        ("gesproken", "telefoon"),
        ("gezien", "huisbezoek"),
        ("geen_gehoor", "telefoon"),
        ("signaal", "melding"),
    ],
)
def test_one_tap_logs_now_in_the_usual_form(log, huishouden, regisseur, uitkomst, vorm):
    log(uitkomst)

    contact = Contactmoment.objects.get()
    assert (contact.huishouden, contact.uitkomst, contact.vorm, contact.door) == (huishouden, uitkomst, vorm, regisseur)
    assert abs(timezone.now() - contact.moment) < timedelta(minutes=1)


def test_clock_that_runs_ahead_logs_by_the_clock_of_the_database(log, monkeypatch):
    morgen = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("casework.services.momenten.timezone.now", lambda: morgen)

    log()

    assert Contactmoment.objects.get().moment < morgen - timedelta(hours=23)


def test_next_contact_is_due_one_interval_later(log):
    gelogd = log("gezien")

    assert gelogd.stand.uiterlijk == timezone.localdate() + timedelta(days=28)
    assert gelogd.stand.grens == timezone.localdate() + timedelta(days=35)


def test_earlier_day_is_logged_at_noon_in_the_form_that_was_chosen(log):
    gelogd = log(datum=dagen_geleden(3), vorm="buiten", notitie="Zag haar op de markt.")

    lokaal = timezone.localtime(gelogd.contact.moment)
    assert (lokaal.date(), lokaal.hour, gelogd.contact.vorm) == (dagen_geleden(3), 12, "buiten")
    assert Notitie.objects.get().tekst == "Zag haar op de markt."


def test_same_key_twice_is_one_contact(log, huishouden):
    eerste = log(notitie="Ging goed.")
    stand = stand_van(huishouden)

    tweede = log("geen_gehoor", sleutel=eerste.contact.sleutel, notitie="Ging goed.")

    assert tweede.contact == eerste.contact
    assert (Contactmoment.objects.count(), Notitie.objects.count()) == (1, 1)
    assert stand_van(huishouden).missers == stand.missers == 0


@pytest.mark.parametrize(
    ("velden", "veld", "melding"),
    [
        ({"datum": timezone.localdate() + timedelta(days=1)}, "datum", "in de toekomst"),
        ({"datum": date(2026, 1, 4)}, "datum", "nog niet geopend"),
        ({"notitie": "a" * 10_000}, "notitie", "2000 tekens"),
        ({"notitie": "Haar nummer is 111222333"}, "notitie", "BSN"),
        ({"uitkomst": "gemaild"}, "uitkomst", ""),
        ({"vorm": "postduif"}, "vorm", ""),
    ],
)
def test_refused_contact_changes_nothing(log, huishouden, velden, veld, melding):
    voor = vars(stand_van(huishouden)) | {"_state": None}

    with pytest.raises((ValidationError, ValueError)) as fout:
        log(**velden)

    if melding:
        assert melding in fout.value.message_dict[veld][0]
    assert not Contactmoment.objects.exists()
    assert vars(stand_van(huishouden)) | {"_state": None} == voor


def test_refusal_names_the_day_on_which_the_huishouden_was_opened(log, huishouden):
    with pytest.raises(ValidationError, match=datum(huishouden.geopend_op)):
        log(datum=date(2025, 1, 1))


@pytest.mark.parametrize("tekst", ["👋🏽 ging goed", "שלום", "<script>alert(1)</script>"])
def test_note_keeps_what_was_typed(log, tekst):
    log(notitie=tekst)

    assert Notitie.objects.get().tekst == tekst


# --- Taken -----------------------------------------------------------------------------------------------------------


def taken() -> set[tuple[str, str]]:
    return set(Taak.objects.values_list("soort", "status"))


def test_signal_makes_a_taak_for_today_for_the_regisseur(log, regisseur):
    gelogd = log("signaal")

    taak = Taak.objects.get()
    assert gelogd.taak == taak
    assert (taak.soort, taak.voor, taak.uiterlijk) == ("signaal", regisseur, timezone.localdate())
    assert Contactstand.objects.get().signaal_op == timezone.localdate()


def test_second_miss_makes_one_taak(log):
    log("geen_gehoor")
    assert taken() == set()

    log("geen_gehoor")
    log("geen_gehoor")

    assert list(Taak.objects.values_list("soort", "status")) == [("missers", "open")]


def test_contact_finishes_the_taak_for_misses_and_not_the_signal(log, regisseur):
    log("signaal")
    log("geen_gehoor")
    log("geen_gehoor")

    gelogd = log("gesproken")

    assert taken() == {("signaal", "open"), ("missers", "afgerond")}
    taak = Taak.objects.get(soort="missers")
    assert (taak.afgerond_met, taak.afgerond_door) == (gelogd.contact, regisseur)


def test_miss_from_before_the_last_contact_makes_no_taak(log):
    log("geen_gehoor", datum=dagen_geleden(4))
    log("gesproken", datum=dagen_geleden(3))

    log("geen_gehoor", datum=dagen_geleden(5))

    assert taken() == set()


def test_contact_from_before_the_misses_leaves_their_taak_open(log):
    log("geen_gehoor")
    log("geen_gehoor")

    log("gesproken", datum=dagen_geleden(2))

    assert taken() == {("missers", "open")}


# --- Taking back -----------------------------------------------------------------------------------------------------


def test_taken_back_contact_stays_and_counts_no_more(log, huishouden, regisseur):
    voor = stand_van(huishouden)
    gelogd = log("gesproken")

    herroep_contact(contact=gelogd.contact, door=regisseur)

    na = stand_van(huishouden)
    assert Contactmoment.objects.count() == 1
    assert Herroeping.objects.get().contactmoment == gelogd.contact
    assert (na.laatste_contact, na.uiterlijk, na.grens) == (voor.laatste_contact, voor.uiterlijk, voor.grens)


def test_taken_back_twice_is_once(log, regisseur):
    contact = log().contact

    herroep_contact(contact=contact, door=regisseur)
    herroep_contact(contact=contact, door=regisseur)

    assert Herroeping.objects.count() == 1


def test_after_ten_seconds_nothing_is_taken_back(huishouden, regisseur):
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=timezone.now() - timedelta(seconds=11))

    with pytest.raises(ValidationError, match="tot 10 seconden"):
        herroep_contact(contact=contact, door=regisseur)

    assert not Herroeping.objects.exists()


def test_taken_back_signal_takes_its_taak_along(log, regisseur):
    herroep_contact(contact=log("signaal").contact, door=regisseur)

    assert taken() == {("signaal", "vervallen")}
    assert Contactstand.objects.get().signaal_op is None


def test_taken_back_miss_takes_the_taak_along(log, regisseur):
    log("geen_gehoor")

    herroep_contact(contact=log("geen_gehoor").contact, door=regisseur)

    assert taken() == {("missers", "vervallen")}


def test_taken_back_contact_opens_what_it_had_finished(log, regisseur):
    log("geen_gehoor")
    log("geen_gehoor")

    herroep_contact(contact=log("gesproken").contact, door=regisseur)

    assert taken() == {("missers", "open")}


def test_undoing_a_contact_after_new_misses_keeps_one_open_taak(log, regisseur):
    log("geen_gehoor")
    log("geen_gehoor")
    contact = log("gesproken").contact
    log("geen_gehoor")
    log("geen_gehoor")

    herroep_contact(contact=contact, door=regisseur)

    assert Taak.objects.filter(soort="missers", status="open").count() == 1


# --- Notes -----------------------------------------------------------------------------------------------------------


def test_note_is_added_once(log, regisseur):
    contact, sleutel = log().contact, uuid4()

    eerste = schrijf_notitie(contact=contact, door=regisseur, sleutel=sleutel, tekst="Ging goed.")
    tweede = schrijf_notitie(contact=contact, door=regisseur, sleutel=sleutel, tekst="Ging goed.")

    assert eerste == tweede
    assert Notitie.objects.count() == 1


def test_refused_note_changes_nothing(log, regisseur):
    contact = log().contact

    with pytest.raises(ValidationError) as fout:
        schrijf_notitie(contact=contact, door=regisseur, sleutel=uuid4(), tekst="BSN 111222333")

    assert "BSN" in fout.value.message_dict["tekst"][0]
    assert not Notitie.objects.exists()


def test_huishouden_without_waakvlam_can_be_logged_too(regisseur):
    huishouden = HuishoudenFactory(regie=regisseur)

    gelogd = log_contact(huishouden=huishouden, door=regisseur, sleutel=uuid4(), uitkomst="gesproken")

    assert (gelogd.stand.uiterlijk, gelogd.stand.laatste_uitkomst) == (None, "gesproken")


def test_contact_after_a_gap_closes_the_series_on_time(regisseur):
    huishouden = HuishoudenFactory(
        regie=regisseur, waakvlam="start", waakvlam__sinds=datetime(2026, 3, 2, 9, tzinfo=UTC)
    )

    log_contact(huishouden=huishouden, door=regisseur, sleutel=uuid4(), uitkomst="gesproken", datum=date(2026, 4, 1))

    periode = huishouden.waakvlammen.get().op_tijd_perioden.get().geldig
    assert (periode.lower, periode.upper) == (date(2026, 3, 2), date(2026, 3, 12))  # 7 days and 2 of grace
    assert stand_van(huishouden).op_tijd_sinds == date(2026, 4, 1)


def test_closed_huishouden_takes_no_contact(huishouden, regisseur):
    huishouden.status, huishouden.gesloten_op = "gesloten", date(2026, 6, 1)

    with pytest.raises(ValidationError, match="Heropen het eerst"):
        log_contact(huishouden=huishouden, door=regisseur, sleutel=uuid4(), uitkomst="gesproken")

    assert not Contactmoment.objects.exists()
