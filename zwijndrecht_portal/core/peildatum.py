"""A peildatum is a date; in the database the state 'on' it is the state at the last moment of that day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def nu_na(*begin: datetime) -> datetime:
    """Now; after the clock was set back: just after the last of these, for no period ends before it began."""
    return max([timezone.now(), *(moment + timedelta(microseconds=1) for moment in begin)])


def begin_van(dag: date) -> datetime:
    """Midnight in Zwijndrecht at which this day starts."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def einde_van(peildatum: date) -> datetime:
    """The last moment that still counts for this peildatum."""
    return begin_van(peildatum + timedelta(days=1)) - timedelta(microseconds=1)
