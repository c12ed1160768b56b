from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from housing.enums import LeegstandReden, Vertrekreden
from housing.models import Contingent, Leegstand, Plaatsing, Verblijf
from housing.services.contingenten import registreer_plaatsing, spreek_contingent_af
from housing.services.verblijven import (
    annuleer_verblijf,
    beeindig_verblijf,
    boek_verblijf,
    verleng_verblijf,
    zet_buiten_gebruik,
)
from tests.core.factories import GebiedFactory, GebruikerFactory
from tests.housing.factories import (
    ContingentFactory,
    CorporatieFactory,
    LeegstandFactory,
    PlaatsingFactory,
    PlekFactory,
    VerblijfFactory,
)

pytestmark = pytest.mark.django_db


def dag(nummer):
    return date(2026, 11, nummer)


@pytest.fixture
def door(db):
    return GebruikerFactory()


def fouten(error):
    return {veld: [str(fout.message) for fout in lijst] for veld, lijst in error.value.error_dict.items()}


# --- Booking ---------------------------------------------------------------------------------------------------------


def test_booking_takes_the_nights_and_keeps_what_was_agreed(door):
    plek = PlekFactory()

    boek_verblijf(plek=plek, aankomst=dag(2), vertrek=dag(9), door=door)

    verblijf = Verblijf.objects.get()
    assert (verblijf.geldig.lower, verblijf.geldig.upper) == (dag(2), dag(9))
    assert (verblijf.gepland_vertrek, verblijf.vertrokken_op, verblijf.door) == (dag(9), None, door)


@pytest.mark.parametrize(
    ("aankomst", "vertrek", "veld", "tekst"),
    [
        (3, 4, "aankomst", "Plek A is dan al bezet: van 02-11-2026 tot 10-11-2026. Kies een andere plek of dag."),
        (10, 12, "aankomst", "Plek A wordt dan klaargemaakt en is vrij vanaf 11-11-2026."),
        (17, 19, "aankomst", "Op 19-11-2026 komt er al iemand op Plek A. De plek is dan nog niet klaargemaakt."),
        (24, 28, "aankomst", "Plek A is dan buiten gebruik (onderhoud): van 26-11-2026 tot 28-11-2026."),
        (12, 12, "vertrek", "De dag van vertrek ligt na de dag van aankomst."),
        (12, 11, "vertrek", "De dag van vertrek ligt na de dag van aankomst."),
    ],
    ids=["taken", "being made ready", "no time to make ready", "out of use", "no night", "backwards"],
)
def test_booking_that_cannot_be_says_why_at_the_field(door, aankomst, vertrek, veld, tekst):
    plek = PlekFactory(naam="Plek A")
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(10))
    VerblijfFactory(plek=plek, van=dag(19), tot=dag(20))
    LeegstandFactory(plek=plek, van=dag(26), tot=dag(28))

    with pytest.raises(ValidationError) as error:
        boek_verblijf(plek=plek, aankomst=dag(aankomst), vertrek=dag(vertrek), door=door)

    assert fouten(error) == {veld: [tekst]}
    assert Verblijf.objects.count() == 2


@pytest.mark.parametrize(("aankomst", "vertrek"), [(11, 18), (11, 17)], ids=["to the last moment", "between"])
def test_booking_fits_exactly_between_two_others(door, aankomst, vertrek):
    plek = PlekFactory()
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(10))
    VerblijfFactory(plek=plek, van=dag(19), tot=dag(20))

    assert boek_verblijf(plek=plek, aankomst=dag(aankomst), vertrek=dag(vertrek), door=door).pk


@pytest.mark.parametrize(
    ("aankomst", "vertrek", "veld", "tekst"),
    [
        (date(2025, 12, 30), dag(3), "aankomst", "Plek A is pas in gebruik vanaf 01-01-2026."),
        (dag(2), date(2027, 12, 2), "vertrek", "Een verblijf duurt hooguit een jaar. Controleer het jaartal."),
        (dag(25), date(2026, 12, 2), "aankomst", "Plek A is in gebruik tot 01-12-2026."),
    ],
)
def test_booking_stays_within_the_life_of_the_plek(door, aankomst, vertrek, veld, tekst):
    plek = PlekFactory(naam="Plek A", geldig=(date(2026, 1, 1), date(2026, 12, 1)))

    with pytest.raises(ValidationError) as error:
        boek_verblijf(plek=plek, aankomst=aankomst, vertrek=vertrek, door=door)

    assert fouten(error) == {veld: [tekst]}


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_book_one_plek_at_once_exactly_one_succeeds():
    plek, door = PlekFactory(naam="Plek A"), GebruikerFactory()

    def boek(_):
        try:
            boek_verblijf(plek=plek, aankomst=dag(2), vertrek=dag(9), door=door)
        except ValidationError as error:
            return error.message_dict["aankomst"][0]
        else:
            return "geboekt"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        antwoorden = sorted(pool.map(boek, range(50)))

    bezet = "Plek A is dan al bezet: van 02-11-2026 tot 09-11-2026. Kies een andere plek of dag."
    assert antwoorden == [bezet] * 49 + ["geboekt"]
    assert Verblijf.objects.count() == 1


# --- Leaving, extending, cancelling ----------------------------------------------------------------------------------


def test_departure_frees_the_nights_that_are_left():
    vandaag = timezone.localdate()
    verblijf = VerblijfFactory(
        plek__geldig=(vandaag - timedelta(days=99), None),
        van=vandaag - timedelta(days=9),
        tot=vandaag + timedelta(days=9),
    )

    beeindig_verblijf(verblijf=verblijf, vertrokken_op=vandaag, vertrekreden=Vertrekreden.NAAR_HUIS, door=verblijf.door)

    verblijf.refresh_from_db()
    assert (verblijf.geldig.upper, verblijf.vertrokken_op) == (vandaag, vandaag)
    assert verblijf.gepland_vertrek == vandaag + timedelta(days=9)


@pytest.mark.parametrize(
    ("dagen", "tekst"),
    [(1, "Deze dag ligt in de toekomst. Beëindig een verblijf na het vertrek."), (-9, "na één nacht")],
    ids=["future", "day of arrival"],
)
def test_departure_on_a_day_that_cannot_be(dagen, tekst):
    vandaag = timezone.localdate()
    verblijf = VerblijfFactory(van=vandaag - timedelta(days=9), tot=vandaag + timedelta(days=9))

    with pytest.raises(ValidationError) as error:
        beeindig_verblijf(
            verblijf=verblijf,
            vertrokken_op=vandaag + timedelta(days=dagen),
            vertrekreden=Vertrekreden.NAAR_HUIS,
            door=verblijf.door,
        )

    assert tekst in fouten(error)["vertrokken_op"][0]
    verblijf.refresh_from_db()
    assert verblijf.vertrokken_op is None


def test_who_left_late_does_not_sleep_where_somebody_else_came():
    plek = PlekFactory()
    verblijf = VerblijfFactory(plek=plek, van=dag(2), tot=dag(5))
    VerblijfFactory(plek=plek, van=dag(9), tot=dag(12))

    with pytest.raises(ValidationError, match="al bezet"):
        beeindig_verblijf(
            verblijf=verblijf, vertrokken_op=dag(10), vertrekreden=Vertrekreden.NAAR_HUIS, door=verblijf.door
        )


def test_verblijf_ends_once():
    verblijf = VerblijfFactory(vertrokken_op=dag(9), vertrekreden=Vertrekreden.NAAR_HUIS)

    with pytest.raises(ValidationError, match="al beëindigd"):
        beeindig_verblijf(
            verblijf=verblijf, vertrokken_op=dag(8), vertrekreden=Vertrekreden.NAAR_WONING, door=verblijf.door
        )
    with pytest.raises(ValidationError, match="al beëindigd"):
        verleng_verblijf(verblijf=verblijf, vertrek=dag(12))
    with pytest.raises(ValidationError, match="al beëindigd"):
        annuleer_verblijf(verblijf=verblijf)


def test_extension_keeps_what_was_agreed_first():
    verblijf = VerblijfFactory(van=dag(2), tot=dag(9))

    verleng_verblijf(verblijf=verblijf, vertrek=dag(20))

    verblijf.refresh_from_db()
    assert (verblijf.geldig.upper, verblijf.gepland_vertrek) == (dag(20), dag(9))


def test_extension_into_somebody_elses_nights_is_refused_at_the_field():
    plek = PlekFactory(naam="Plek A")
    verblijf = VerblijfFactory(plek=plek, van=dag(2), tot=dag(9))
    VerblijfFactory(plek=plek, van=dag(16), tot=dag(20))

    with pytest.raises(ValidationError) as error:
        verleng_verblijf(verblijf=verblijf, vertrek=dag(17))

    assert fouten(error) == {
        "vertrek": ["Plek A is dan al bezet: van 16-11-2026 tot 20-11-2026. Kies een andere plek of dag."]
    }


def test_cancelled_booking_leaves_its_history(als_eigenaar):
    verblijf = VerblijfFactory()

    annuleer_verblijf(verblijf=verblijf)

    labels = Verblijf.pgh_event_models["delete"].objects.values_list("pgh_label", flat=True)
    assert (Verblijf.objects.count(), sorted(labels)) == (0, ["delete", "insert"])


# --- Out of use ------------------------------------------------------------------------------------------------------


def test_plek_goes_out_of_use_on_both_days(door):
    plek = PlekFactory()

    zet_buiten_gebruik(plek=plek, van=dag(2), tot_en_met=dag(3), reden=LeegstandReden.SCHADE, door=door)

    assert Leegstand.objects.get().geldig.upper == dag(4)


@pytest.mark.parametrize(
    ("van", "tot", "veld", "tekst"),
    [
        (8, 12, "van", "Plek A is dan bezet: van 02-11-2026 tot 09-11-2026."),
        (3, 2, "tot_en_met", "De laatste dag ligt voor de eerste dag."),
        (19, 20, "van", "Plek A is dan buiten gebruik (onderhoud): van 20-11-2026 tot 22-11-2026."),
    ],
)
def test_plek_that_is_taken_stays_in_use(door, van, tot, veld, tekst):
    plek = PlekFactory(naam="Plek A")
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(9))
    LeegstandFactory(plek=plek, van=dag(20), tot=dag(22))

    with pytest.raises(ValidationError) as error:
        zet_buiten_gebruik(plek=plek, van=dag(van), tot_en_met=dag(tot), reden=LeegstandReden.SCHADE, door=door)

    assert fouten(error) == {veld: [tekst]}


# --- Contingents -----------------------------------------------------------------------------------------------------


def test_contingent_is_agreed_and_changed():
    corporatie = CorporatieFactory()

    spreek_contingent_af(corporatie=corporatie, jaar=2026, aantal=10)
    spreek_contingent_af(corporatie=corporatie, jaar=2026, aantal=12)

    assert list(Contingent.objects.values_list("corporatie", "jaar", "aantal")) == [(corporatie.pk, 2026, 12)]


def test_contingent_cannot_be_less_than_what_is_used():
    contingent = ContingentFactory(aantal=3)
    PlaatsingFactory.create_batch(2, contingent=contingent)

    with pytest.raises(ValidationError) as error:
        spreek_contingent_af(corporatie=contingent.corporatie, jaar=2026, aantal=1)

    assert fouten(error) == {"aantal": ["Er zijn al 2 woningen gebruikt. Kies ten minste 2."]}


def test_plaatsing_uses_one_home(door):
    contingent, wijk = ContingentFactory(jaar=2025), GebiedFactory(wijk=True)

    registreer_plaatsing(contingent=contingent, wijk=wijk, datum=date(2025, 3, 2), door=door)

    assert list(Plaatsing.objects.values_list("contingent", "wijk", "datum")) == [
        (contingent.pk, wijk.pk, date(2025, 3, 2))
    ]


@pytest.mark.parametrize(
    ("datum", "veld", "tekst"),
    [
        (date(2024, 12, 31), "datum", "Dit contingent is voor 2025."),
        (date(2099, 1, 1), "datum", "Deze dag ligt in de toekomst. Leg de plaatsing vast als de sleutel er is."),
        (date(2025, 3, 2), "contingent", "Alle 1 woningen van Corporatie X 2025 zijn gebruikt. Spreek eerst meer af."),
    ],
)
def test_plaatsing_that_cannot_be_says_why(door, datum, veld, tekst):
    contingent = ContingentFactory(jaar=2025, aantal=1, corporatie__naam="Corporatie X")
    PlaatsingFactory(contingent=contingent, datum=date(2025, 1, 5))

    with pytest.raises(ValidationError) as error:
        registreer_plaatsing(contingent=contingent, wijk=GebiedFactory(wijk=True), datum=datum, door=door)

    assert fouten(error) == {veld: [tekst]}
    assert Plaatsing.objects.count() == 1
