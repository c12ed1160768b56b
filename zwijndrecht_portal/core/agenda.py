"""
A calendar that other programs subscribe to by a private address. Apps register what belongs in it.

Nothing in it names a resident: whoever has the address reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

VOORUIT = timedelta(days=365)
TERUG = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Something on one day. `sleutel` stays the same when the day moves, so that a calendar moves it as well."""

    sleutel: str
    dag: date
    titel: str
    url: str = ""


AgendaBron = Callable[[Any, date, date], list[Afspraak]]
_bronnen: list[AgendaBron] = []


def registreer_agenda(bron: AgendaBron) -> None:
    """Called in `AppConfig.ready()`."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def agenda_van(gebruiker: Any) -> bytes:
    """The calendar of this person: a month back, a year ahead (RFC 5545)."""
    from icalendar import Calendar, Event  # here: only who asks for a calendar waits for it

    vandaag = timezone.localdate()
    kalender = Calendar()
    kalender.add("prodid", "-//Gemeente Zwijndrecht//Sociaal domein//NL")
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", "Sociaal domein Zwijndrecht")
    kalender.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for bron in _bronnen:
        for afspraak in bron(gebruiker, vandaag - TERUG, vandaag + VOORUIT):
            regel = Event()
            regel.add("uid", f"{afspraak.sleutel}@{settings.PORTAAL_ADRES.rpartition('/')[2]}")
            regel.add("dtstamp", timezone.now())
            regel.add("dtstart", afspraak.dag)
            regel.add("summary", afspraak.titel)
            if afspraak.url:
                regel.add("url", f"{settings.PORTAAL_ADRES}{afspraak.url}")
            kalender.add_component(regel)
    return kalender.to_ical()
