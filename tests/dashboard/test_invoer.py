"""Metingen in a spreadsheet: a changed row is a new version, and back again is one too."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dashboard.invoer import meetwaarde
from dashboard.models import Meting
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import IndicatorFactory, MetingFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.invoer import invoersoort
from zwijndrecht_portal.core.services import bereid_invoer_voor, draai_invoer_terug, verwerk_invoer

pytestmark = pytest.mark.django_db
SOORT = "meetwaarden"


@pytest.fixture
def maker():
    return GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])


@pytest.fixture
def meting():
    return MetingFactory(indicator=IndicatorFactory(sleutel="schulden"), waarde=Decimal("50"), opmerking="Geschat.")


def lees(inhoud, door):
    return bereid_invoer_voor(soort=invoersoort(SOORT), bestandsnaam="m.csv", inhoud=inhoud.encode(), door=door)


def versies():
    return list(Meting.objects.order_by("versie").values_list("waarde", "opmerking", "bekend_sinds", "door"))


def test_changed_row_is_a_new_version_of_today_and_goes_back(meting, maker):
    inhoud = "indicator;gebied_code;periode;waarde;bron_datum\nschulden;Zwijndrecht;2018;51,5 %;2019-01-01\n"
    vandaag = timezone.localdate()

    invoer = verwerk_invoer(invoer=lees(inhoud, maker), door=maker)
    erna = versies()
    draai_invoer_terug(invoer=invoer, door=maker)

    eerst = (Decimal(50), "Geschat.", date(2019, 1, 1), None)
    assert erna == [eerst, (Decimal("51.5"), "Geschat.", vandaag, maker.pk)]
    assert versies() == [*erna, (Decimal(50), "Geschat.", vandaag, maker.pk)]


def test_new_row_is_added_and_becomes_unknown_when_put_back(meting, maker):
    inhoud = "indicator;gebied_code;periode;waarde;bron_datum\nschulden;Nederland;Q1 2019;12,5;1-5-2019\n"

    invoer = verwerk_invoer(invoer=lees(inhoud, maker), door=maker)
    nieuw = Meting.objects.get(gebied_naam="Nederland")
    draai_invoer_terug(invoer=invoer, door=maker)

    assert (nieuw.waarde, nieuw.bekend_sinds, nieuw.bron) == (Decimal("12.5"), date(2019, 5, 1), "Een bron")
    assert Meting.objects.get(gebied_naam="Nederland", versie=2).waarde is None


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        ("geld;Zwijndrecht;2018;1;definitief", 'geen gemeten indicator "geld"'),
        ("schulden;GM9999;2018;1;definitief", 'gebied "GM9999" is niet bekend'),
        ("schulden;Zwijndrecht;2099;1;definitief", "moet nog komen"),
        ("schulden;Zwijndrecht;2018;1;voorlopig", "al definitief"),
        ("schulden;Zwijndrecht;2018;geheim;definitief", "Wat geheim is, bepaalt het portaal"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(meting, maker, rij, melding):
    invoer = lees(f"indicator;gebied_code;periode;waarde;status\n{rij}\n", maker)

    with pytest.raises(ValidationError, match=f"Rij 2: .*{melding}"):
        verwerk_invoer(invoer=invoer, door=maker)

    assert Meting.objects.count() == 1


def test_small_count_stays_hidden_in_the_export(client, maker):
    telling = IndicatorFactory(sleutel="mensen", telling=True)
    MetingFactory(indicator=telling, waarde=Decimal(3), opmerking="Twee in Noord.")
    MetingFactory(indicator=telling, periode=str(timezone.localdate().year), waarde=Decimal(2))
    client.force_login(maker)

    inhoud = client.get(reverse("invoer_export", args=[SOORT, "csv"])).getvalue().decode("utf-8-sig")

    rijen = [regel.split(";") for regel in inhoud.splitlines()[1:]]
    assert {(rij[5], rij[7], rij[11]) for rij in rijen} == {("geheim", "geheim", "")}


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [
        ("12,5", "12,5"),
        ("12.5", "12,5"),
        ("0.125", "0,125"),
        ("1.234,5", "1234,5"),
        ("37 %", "37"),
        ("x", ""),
        ("-3", "-3"),
    ],
)
def test_number_is_understood(cel, waarde):
    assert meetwaarde(cel) == waarde


@pytest.mark.parametrize("cel", ["37.125", "1.234", "veel", "12-5"])
def test_number_that_may_be_two_things_or_none_is_refused(cel):
    with pytest.raises(ValueError, match=r"twee dingen|geen getal"):
        meetwaarde(cel)
