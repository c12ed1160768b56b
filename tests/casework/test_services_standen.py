"""What is derived equals the contacts themselves, whatever was logged in whatever order."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone

from casework.models import Contactmoment, Contactstand, Huishouden, OpTijdPeriode
from casework.services.contacten import herroep_contact, log_contact
from casework.services.standen import herbereken
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, als
from zwijndrecht_portal.core.models import Gebruiker

pytestmark = pytest.mark.django_db
GESLAAGD = ("gesproken", "gezien")


def afgeleid(huishouden: Huishouden) -> tuple:
    """What is stored: the row of the day list and the closed series, with the open one."""
    stand = Contactstand.objects.get(huishouden=huishouden)
    perioden = OpTijdPeriode.objects.filter(waakvlam__huishouden=huishouden)
    reeksen = {(p.geldig.lower, p.geldig.upper - timedelta(days=1)) for p in perioden}
    return (
        (stand.laatste_contact, stand.laatste_uitkomst, stand.missers, stand.uiterlijk, stand.signaal_op),
        reeksen | {(stand.op_tijd_sinds, stand.grens)},
    )


def nageteld(huishouden: Huishouden) -> tuple:
    """The same by reading all contacts that count, as a person would."""
    waakvlam = huishouden.waakvlammen.select_related("ritmeprofiel").get()
    start, profiel = timezone.localdate(waakvlam.geldig.lower), waakvlam.ritmeprofiel
    contacten = list(Contactmoment.objects.filter(huishouden=huishouden, herroeping=None).order_by("moment", "pk"))
    geslaagd = [contact for contact in contacten if contact.uitkomst in GESLAAGD]
    laatste = geslaagd[-1] if geslaagd else None
    later = contacten[contacten.index(laatste) + 1 :] if laatste else contacten
    punten = sorted({start, *(timezone.localdate(c.moment) for c in geslaagd if timezone.localdate(c.moment) >= start)})
    interval, geduld = profiel.interval_dagen, profiel.interval_dagen + profiel.speling_dagen
    reeksen = set()
    for punt in punten:
        vorige = next((reeks for reeks in reeksen if reeks[0] <= punt <= reeks[1]), None)
        reeksen.discard(vorige)
        reeksen.add((vorige[0] if vorige else punt, punt + timedelta(days=geduld)))
    return (
        (
            laatste.moment if laatste else None,
            laatste.uitkomst if laatste else "",
            sum(contact.uitkomst == "geen_gehoor" for contact in later),
            punten[-1] + timedelta(days=interval),
            min((timezone.localdate(c.moment) for c in contacten if c.uitkomst == "signaal"), default=None),
        ),
        reeksen,
    )


def leef(huishouden: Huishouden, door: Gebruiker, seed: int) -> None:
    """Log at random: mostly today or lately, often afterwards, and take some of it back."""
    toeval = Random(seed)  # noqa: S311 - a test, no secret
    for _ in range(12):
        uitkomst = toeval.choice(["gesproken", "gezien", "geen_gehoor", "geen_gehoor", "signaal"])
        terug = toeval.choice([0, 0, 1, 3, 20, 45, 70])
        dag = max(huishouden.geopend_op, timezone.localdate() - timedelta(days=terug))
        gelogd = log_contact(huishouden=huishouden, door=door, sleutel=uuid4(), uitkomst=uitkomst, datum=dag)
        if toeval.random() < 0.25:
            herroep_contact(contact=gelogd.contact, door=door)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("profiel", ["start", "stabiel"])
def test_derived_rows_always_equal_recomputation(regisseur, seed, profiel):
    sinds = timezone.now() - timedelta(days=60)
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam=profiel, waakvlam__sinds=sinds)

    with als(regisseur):
        leef(huishouden, regisseur, seed)

        bijgehouden = afgeleid(huishouden)
        herbereken([huishouden.pk])
        assert bijgehouden == afgeleid(huishouden) == nageteld(huishouden)


def test_recomputing_some_leaves_the_others_alone(regisseur):
    een, ander = (HuishoudenFactory(regie=regisseur, waakvlam="start") for _ in range(2))
    for huishouden in (een, ander):
        ContactmomentFactory(huishouden=huishouden, moment=datetime(2026, 3, 2, 10, tzinfo=UTC))

    with als(regisseur):
        voor = afgeleid(ander)
        herbereken([een.pk])

        assert afgeleid(ander) == voor
        assert voor[1] == {(date(2026, 1, 5), date(2026, 1, 14)), (date(2026, 3, 2), date(2026, 3, 11))}
