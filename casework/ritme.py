"""
When the next contact is due: the rule of the waakvlam, without the database.

Too late = last successful contact + interval + grace (`speling`). The state of a huishouden is a fold over its contacts
in order of time: `begin`, then `volgende` for each. Logging a contact is one step; recomputing is all steps again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from casework.enums import GESLAAGD, ContactUitkomst

DagReeks = tuple[date, date]  # first and last day, both included


class Contact(Protocol):
    moment: datetime
    uitkomst: str
    vorm: str


@dataclass(frozen=True, slots=True)
class Ritme:
    """The rhythm of one waakvlam: its first day, the days between contacts, and the days of grace."""

    start: date
    interval_dagen: int
    speling_dagen: int


@dataclass(slots=True)
class Stand:
    """The fields of Contactstand that follow from the contacts. Changed in place: a fold may take a million steps."""

    bijgewerkt_tot: datetime | None = None
    laatste_contact: datetime | None = None
    laatste_uitkomst: str = ""
    laatste_vorm: str = ""
    missers: int = 0
    op_tijd_sinds: date | None = None
    uiterlijk: date | None = None
    grens: date | None = None

    def begin(self, ritme: Ritme | None) -> None:
        """A waakvlam starts its clock on its first day."""
        if ritme is not None:
            self.op_tijd_sinds = ritme.start
            self._met_contact_op(ritme.start, ritme)

    def volgende(self, contact: Contact, ritme: Ritme | None) -> DagReeks | None:
        """
        Take in a contact that is not earlier than those before it.

        Returns, when it came too late, the days that were on time before: that series is closed.
        """
        self.bijgewerkt_tot = contact.moment
        if contact.uitkomst == ContactUitkomst.GEEN_GEHOOR:
            self.missers += 1
        if contact.uitkomst not in GESLAAGD:
            return None
        self.laatste_contact, self.missers = contact.moment, 0
        self.laatste_uitkomst, self.laatste_vorm = contact.uitkomst, contact.vorm
        dag = timezone.localdate(contact.moment)
        if ritme is None or self.op_tijd_sinds is None or self.grens is None or dag < ritme.start:
            return None
        reeks = None
        if dag > self.grens:
            reeks = (self.op_tijd_sinds, self.grens)
            self.op_tijd_sinds = dag
        self._met_contact_op(dag, ritme)
        return reeks

    def _met_contact_op(self, dag: date, ritme: Ritme) -> None:
        self.uiterlijk = dag + timedelta(days=ritme.interval_dagen)
        self.grens = self.uiterlijk + timedelta(days=ritme.speling_dagen)


def vouw(contacten: Iterable[Contact], ritme: Ritme | None) -> tuple[Stand, list[DagReeks]]:
    """Every step from the beginning: the state now and all closed series. `contacten` are in order of time."""
    stand = Stand()
    stand.begin(ritme)
    reeksen = [stand.volgende(contact, ritme) for contact in contacten]
    return stand, [reeks for reeks in reeksen if reeks is not None]
