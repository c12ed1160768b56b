from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.utils import timezone

from zwijndrecht_portal.core.middleware import peildatum_middleware


@pytest.fixture
def vraag(rf):
    """Ask with this `?peildatum=`; returns the peildatum and what the person is told."""

    def stel(tekst: str) -> tuple[date, list[str]]:
        request = rf.get("/", {"peildatum": tekst})
        request._messages = CookieStorage(request)
        peildatum_middleware(lambda request: HttpResponse())(request)
        return request.peildatum, [str(melding) for melding in get_messages(request)]

    return stel


def vandaag() -> date:
    return timezone.localdate()


@pytest.mark.parametrize("tekst", ["31-12-2019", "2019-12-31", "31/12/2019", " 31-12-2019 "])
def test_peildatum_reads_dutch_and_iso(vraag, tekst):
    assert vraag(tekst) == (date(2019, 12, 31), [])


def test_without_peildatum_it_is_today(vraag):
    assert vraag("") == (vandaag(), [])


def test_today_is_a_peildatum(vraag):
    assert vraag(vandaag().isoformat()) == (vandaag(), [])


@pytest.mark.parametrize("tekst", ["gisteren", "31-13-2019", "29-02-2019", "2019", "0000-00-00", "\0", "x" * 10_000])
def test_nonsense_is_today_and_says_so(vraag, tekst):
    peildatum, meldingen = vraag(tekst)

    assert peildatum == vandaag()
    assert [melding.endswith("U ziet de stand van vandaag.") for melding in meldingen] == [True]


def test_future_is_today_and_says_so(vraag):
    morgen = vandaag() + timedelta(days=1)

    assert vraag(morgen.isoformat()) == (
        vandaag(),
        ["De peildatum ligt in de toekomst. U ziet de stand van vandaag."],
    )
