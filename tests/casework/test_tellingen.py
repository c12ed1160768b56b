"""The counts that are kept equal those that are counted again from the dossiers, whatever was changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import ProgrammingError, connection, transaction

from casework.enums import Sluitreden
from casework.models import Contactstand, Huishouden, Ondersteuningsplan, OpTijdPeriode, Regie, Waakvlam
from casework.models.tellingen import Telmutatie, Telperiode
from casework.services.levensloop import heropen_dossier, sluit_dossier
from tests.casework.factories import TEAMLEIDER, ContactmomentFactory, HuishoudenFactory, als
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.peildatum import einde_van

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAGEN = [BEGIN.date() + timedelta(days=nummer) for nummer in range(-3, 130)]
TELLINGEN = ("waakvlammen", "een_plan_een_regisseur")


def tel(hoe: str, telling: str, dagen: Sequence[date] = DAGEN) -> list[tuple[date, int, int]]:
    """Per day how many, and of how many it holds: `tel` reads what is kept, `natel` reads the dossiers."""
    with connection.cursor() as cursor:
        vraag = f"select * from casework_{hoe}_{telling}(%s::date[], %s::timestamptz[]) order by dag"  # noqa: S608
        cursor.execute(vraag, [dagen, [einde_van(dag) for dag in dagen]])
        return cursor.fetchall()


def moment(toeval: Random, na: datetime = BEGIN) -> datetime:
    return na + timedelta(hours=toeval.randint(1, 24 * 50))


def wijzig_iets(toeval: Random, huishoudens: list[Huishouden], door: Gebruiker) -> None:
    """One change of one to three huishoudens at once, of any kind, also such as no screen of the portal makes."""
    wie = toeval.sample(huishoudens, toeval.randint(1, 3))
    geldig = (van := moment(toeval), toeval.choice([None, moment(toeval, van)]))
    match toeval.randrange(8):
        case 0:
            toeval.choice([Waakvlam, Regie, Ondersteuningsplan]).objects.filter(huishouden__in=wie).update(
                geldig=geldig
            )
        case 1:
            dagen = (van.date(), van.date() + timedelta(days=toeval.randint(1, 40)))
            waakvlam = Waakvlam.objects.filter(huishouden=wie[0]).first()
            OpTijdPeriode.objects.bulk_create([OpTijdPeriode(waakvlam=waakvlam, geldig=dagen)] if waakvlam else [])
        case 2:
            OpTijdPeriode.objects.filter(waakvlam__huishouden__in=wie).delete()
        case 3:
            grens = van.date() + timedelta(days=toeval.randint(0, 30))
            standen = Contactstand.objects.filter(huishouden__in=wie, waakvlam__isnull=False)
            standen.update(op_tijd_sinds=van.date(), uiterlijk=van.date(), grens=grens)
        case 4:
            if toeval.random() < 0.5:
                sluit_dossier(huishouden=wie[0], reden=Sluitreden.VERHUISD, toelichting="", door=door)
            else:
                heropen_dossier(huishouden=wie[0], door=door)
        case 5:
            Huishouden.objects.filter(pk__in=[h.pk for h in wie]).update(geopend_op=van.date())
        case 6:
            een, ander = toeval.sample(huishoudens, 2)
            if not Waakvlam.objects.filter(huishouden=ander).exists():
                Waakvlam.objects.filter(huishouden=een).update(huishouden=ander)
        case 7:
            if Huishouden.objects.filter(pk=wie[0].pk, gesloten_op=None).exists():
                ContactmomentFactory(huishouden=wie[0], moment=van)


@pytest.mark.parametrize("seed", range(2))
def test_kept_counts_equal_recomputation_after_random_edits(regisseur, teamleider, seed):
    toeval = Random(seed)  # noqa: S311 - a test, no secret
    huishoudens = [
        HuishoudenFactory(
            regie=regisseur if nummer % 5 else None,
            plan=bool(nummer % 3),
            waakvlam="start" if nummer % 4 else None,
            geopend_op=BEGIN.date(),
        )
        for nummer in range(8)
    ]

    gezien = set()
    for _ in range(40):
        with als(teamleider):
            wijzig_iets(toeval, huishoudens, teamleider)
        for telling in TELLINGEN:
            bijgehouden = tel("tel", telling)
            assert bijgehouden == tel("natel", telling)
            gezien.update((geheel, deel) for _, geheel, deel in bijgehouden)

    assert len(gezien) > 10  # the edits made a difference


def test_nobody_reads_or_writes_what_is_kept():
    HuishoudenFactory(waakvlam="start")

    with als(TEAMLEIDER):
        assert not Telperiode.objects.exists()
        assert not Telmutatie.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Telmutatie.objects.create(soort="in_beeld", dag=date(2026, 1, 1), aantal=1)
