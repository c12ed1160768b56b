"""What is kept per month is never anything else than what the boekingen come to."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pgtrigger
import pytest
from django.conf import settings as instellingen
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from budget.inlezen import tussentabel
from budget.models import Boeking, Maandtotaal
from budget.selectors import (
    afwijkende_maanden,
    begroting_overzicht,
    geldstromen,
    lees_besteding,
    post_detail,
    posten_van_acties,
)
from budget.services.boekingen import leg_boekingen_vast
from tests.budget.factories import BegrotingFactory, BoekingFactory, PostFactory, vastgesteld
from tests.core.factories import OrganisatieFactory

DAGEN = (date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 29), date(2020, 3, 15), date(2020, 12, 31))
PEILDATA = sorted({dag + timedelta(days=n) for dag in DAGEN for n in (-1, 0, 1)})
stap = st.tuples(
    st.sampled_from(["boek", "lees in", "dubbel", "draai terug", "verander", "verwijder"]),
    st.lists(
        st.tuples(
            st.sampled_from(DAGEN),
            st.integers(0, 1),
            st.integers(0, 2),
            st.sampled_from([Decimal("100.00"), Decimal("-100.00"), Decimal("0.01"), Decimal("9999999999.99")]),
        ),
        min_size=1,
        max_size=4,
    ),
)


def boek(boekingen):
    leg_boekingen_vast(boekingen=boekingen)


def lees_in(boekingen):
    """As a file does: over the table of the connection, in one statement."""
    with tussentabel.tussentabel():
        tussentabel.vul(
            (n, b.boekingsnummer, b.post_id, b.datum, b.bedrag, b.organisatie_id, None, "")
            for n, b in enumerate(boekingen)
        )
        tussentabel.boek()


def dubbel(boekingen):
    """The second file has the same numbers, so nothing of it counts."""
    lees_in(boekingen)
    lees_in(boekingen)


def draai_terug(boekingen):
    with suppress(IntegrityError), transaction.atomic():
        boek(boekingen)
        Boeking.objects.create(boekingsnummer=boekingen[0].boekingsnummer, post_id=0, datum=DAGEN[0], bedrag=1)


def verander(boekingen):
    """An operator mends rows by hand, after switching the lock off."""
    for nummer, nieuw in zip(Boeking.objects.values_list("pk", flat=True), boekingen, strict=False):
        with pgtrigger.ignore("budget.Boeking:alleen_toevoegen"):
            Boeking.objects.filter(pk=nummer).update(
                datum=nieuw.datum, post=nieuw.post_id, organisatie=nieuw.organisatie_id, bedrag=nieuw.bedrag
            )


def verwijder(boekingen):
    weg = Boeking.objects.values("pk")[: len(boekingen)]
    with pgtrigger.ignore("budget.Boeking:alleen_toevoegen"):
        Boeking.objects.filter(pk__in=weg).delete()


STAPPEN = {
    "boek": boek,
    "lees in": lees_in,
    "dubbel": dubbel,
    "draai terug": draai_terug,
    "verander": verander,
    "verwijder": verwijder,
}


def per_sleutel(rijen):
    uit = {}
    for sleutel, bedrag in rijen:
        uit[sleutel] = uit.get(sleutel, 0) + bedrag
    return uit


class TestElkeReeks(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(
        stappen=st.lists(stap, min_size=1, max_size=6),
        peildata=st.lists(st.sampled_from(PEILDATA), min_size=3, max_size=3, unique=True),
    )
    def test_totals_are_the_boekingen_on_every_peildatum(self, stappen, peildata):
        begroting = BegrotingFactory()
        posten = [PostFactory(begroting=begroting) for _ in range(2)]
        vastgesteld(begroting)
        organisaties = [None, *(OrganisatieFactory() for _ in range(2))]

        for nummer, (soort, rijen) in enumerate(stappen):
            STAPPEN[soort](
                [
                    Boeking(
                        boekingsnummer=f"{nummer}-{n}",
                        datum=dag,
                        post=posten[post],
                        organisatie=organisaties[wie],
                        bedrag=bedrag,
                    )
                    for n, (dag, post, wie, bedrag) in enumerate(rijen)
                ]
            )

        assert afwijkende_maanden() == 0
        alle = list(Boeking.objects.values_list("datum", "post", "organisatie__naam", "bedrag"))
        for peildatum in peildata:
            tot = [(post, naam or "Organisatie niet genoemd", b) for dag, post, naam, b in alle if dag <= peildatum]
            per_post = per_sleutel((post, bedrag) for post, _, bedrag in tot)
            jaar = begroting_overzicht(begroting.plan, peildatum).per_jaar[2020]
            (van_acties,) = posten_van_acties([peildatum])
            namen = {post.pk: post.naam for post in posten}
            stromen = geldstromen(jaar, peildatum)

            assert {post.id: post.besteed for post in jaar.posten if post.besteed is not None} == per_post
            assert {post.id: post.besteed for post in van_acties if post.besteed is not None} == per_post
            assert {(s.post, s.organisatie): s.bedrag for s in stromen} == per_sleutel(
                ((namen[post], naam), bedrag) for post, naam, bedrag in tot
            )
            assert dict(lees_besteding([begroting.pk], begroting.pk, peildatum).ontvangers) == per_sleutel(
                (naam, bedrag) for _, naam, bedrag in tot
            )


@pytest.mark.django_db
def test_post_counts_its_boekingen_over_whole_months_and_the_month_that_is_cut():
    post = PostFactory(zonder_actie=True)
    vastgesteld(post.begroting)
    for dag in DAGEN:
        BoekingFactory(post=post, datum=dag)

    detail = post_detail(post, date(2020, 3, 15), begrotingen=type(post.begroting).objects.all())

    assert detail.boekingen_aantal == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "aanval",
    [
        lambda totaal: Maandtotaal.objects.create(post_id=totaal.post_id, maand=date(2020, 5, 1), aantal=1, bedrag=1),
        lambda totaal: Maandtotaal.objects.update(bedrag=1),
        lambda totaal: Maandtotaal.objects.all().delete(),
    ],
    ids=["toevoegen", "veranderen", "verwijderen"],
)
def test_application_cannot_write_a_total(aanval):
    BoekingFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        aanval(Maandtotaal.objects.get())

    assert afwijkende_maanden() == 0


@pytest.mark.django_db
def test_command_tells_a_total_that_someone_changed_by_hand_and_counts_anew(capsys):
    BoekingFactory.create_batch(2)
    with connection.cursor() as cursor:
        cursor.execute("reset role")  # the application cannot
        cursor.execute("update budget_maandtotaal set bedrag = bedrag + 1")
        cursor.execute(f"set role {instellingen.APP_ROL}")

    with pytest.raises(CommandError, match="2\xa0maandtotalen wijken af"):
        call_command("controleer_maandtotalen")
    call_command("controleer_maandtotalen", "--herstel")
    call_command("controleer_maandtotalen")

    assert "opnieuw geteld" in capsys.readouterr().out
    assert set(Maandtotaal.objects.values_list("aantal", "bedrag")) == {(1, Decimal("100.00"))}
