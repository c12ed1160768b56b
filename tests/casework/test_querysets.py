"""The first lock, in code: tested with the second one wide open, so that it has to hold on its own."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Count, Q, Sum

from casework.belasting import Last, lasten_op, lees_bandbreedte
from casework.enums import Trede, WaakvlamSoort
from casework.models import Contactmoment, Herroeping, Huishouden, Regie, Taak, Waakvlam
from tests.casework.factories import (
    BEGIN,
    TEAMLEIDER,
    ContactmomentFactory,
    HuishoudenFactory,
    InzetFactory,
    NiveauFactory,
    TaakFactory,
    als,
)
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
TEAM = {Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER}
MEI = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _database_ziet_alles(db):
    with als(TEAMLEIDER):
        yield


def test_regisseur_sees_the_own_caseload(regisseur, andere_regisseur):
    eigen = HuishoudenFactory(regie=regisseur)
    HuishoudenFactory(regie=andere_regisseur)
    HuishoudenFactory()

    assert set(Huishouden.objects.visible_to(regisseur)) == {eigen}


def test_former_regisseur_sees_it_no_longer(regisseur, andere_regisseur):
    huishouden = HuishoudenFactory(regie=regisseur)
    Regie.objects.update(geldig=(BEGIN, MEI))
    Regie.objects.create(huishouden=huishouden, regisseur=andere_regisseur, geldig=(MEI, None))

    assert set(Huishouden.objects.visible_to(regisseur)) == set()
    assert set(Huishouden.objects.visible_to(andere_regisseur)) == {huishouden}


def test_regisseur_whose_role_was_taken_sees_nothing(gebruiker_met):
    oud = gebruiker_met(Rol.TREKKER)
    HuishoudenFactory(regie=oud)

    assert not Huishouden.objects.visible_to(oud).exists()


def test_coordinator_and_teamleider_see_what_is_active(coordinator, teamleider, regisseur):
    alle = {HuishoudenFactory(regie=regisseur), HuishoudenFactory()}

    assert set(Huishouden.objects.visible_to(coordinator)) == set(Huishouden.objects.visible_to(teamleider)) == alle


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in TEAM])
def test_others_see_nothing(gebruiker_met, regisseur, rol):
    contact = ContactmomentFactory(huishouden=HuishoudenFactory(regie=regisseur))
    TaakFactory(huishouden=contact.huishouden)
    ander = gebruiker_met(rol)

    gezien = [model.objects.visible_to(ander).count() for model in (Huishouden, Contactmoment, Taak)]

    assert gezien == [0, 0, 0]


def test_contacts_and_taken_are_seen_with_their_huishouden(regisseur, andere_regisseur):
    contact = ContactmomentFactory(huishouden=HuishoudenFactory(regie=regisseur))
    taak = TaakFactory(huishouden=contact.huishouden)
    ContactmomentFactory(huishouden=HuishoudenFactory(regie=andere_regisseur))
    TaakFactory()

    assert set(Contactmoment.objects.visible_to(regisseur)) == {contact}
    assert set(Taak.objects.visible_to(regisseur)) == {taak}


def test_contact_that_was_taken_back_is_not_valid():
    contact, herroepen = ContactmomentFactory(), ContactmomentFactory()
    Herroeping.objects.create(contactmoment=herroepen, door=herroepen.door)

    assert set(Contactmoment.objects.geldig()) == {contact}


def test_contacts_before_one_are_older_or_logged_earlier_at_the_same_moment():
    moment = datetime(2026, 3, 2, 10, tzinfo=UTC)
    ouder = ContactmomentFactory(moment=moment - timedelta(seconds=1))
    eerder = ContactmomentFactory(moment=moment)
    contact = ContactmomentFactory(moment=moment)
    ContactmomentFactory(moment=moment + timedelta(seconds=1))

    assert set(Contactmoment.objects.voor(contact)) == {ouder, eerder}


def test_dated_rows_hold_from_their_first_moment_until_the_next():
    huishouden = HuishoudenFactory()
    eerste = Regie.objects.create(huishouden=huishouden, regisseur=GebruikerFactory(), geldig=(BEGIN, MEI))
    tweede = Regie.objects.create(huishouden=huishouden, regisseur=GebruikerFactory(), geldig=(MEI, None))

    assert set(Regie.objects.op(BEGIN - timedelta(seconds=1))) == set()
    assert set(Regie.objects.op(MEI - timedelta(seconds=1))) == {eerste}
    assert set(Regie.objects.op(MEI)) == set(Regie.objects.lopend()) == {tweede}


@pytest.mark.parametrize(
    ("vandaag", "groep"),
    [
        (date(2026, 2, 1), 3),  # Sunday before the week in which it is due
        (date(2026, 2, 2), 2),  # the day itself
        (date(2026, 2, 9), 2),  # last day of grace
        (date(2026, 2, 10), 1),
    ],
)
def test_day_group_of_a_waakvlam_of_four_weeks(vandaag, groep):
    """Started on 5 January: due on 2 February, a Monday, and on time up to and including 9 February."""
    HuishoudenFactory(waakvlam="stabiel")

    assert Huishouden.objects.with_daggroep(vandaag).get().daggroep == groep


@pytest.fixture
def caseloads(regisseur, andere_regisseur):
    """Two regisseurs with every step, each kind of waakvlam with and without a step, hours that ended and that run."""
    for wie in (regisseur, andere_regisseur, None):
        for trede in Trede:
            huishouden = HuishoudenFactory(regie=wie, waakvlam="stabiel" if trede % 2 else None)
            NiveauFactory(huishouden=huishouden, trede=trede)
        for _ in WaakvlamSoort:
            HuishoudenFactory(regie=wie, waakvlam="stabiel")
        HuishoudenFactory(regie=wie)
    for nummer, waakvlam in enumerate(Waakvlam.objects.order_by("pk")):
        Waakvlam.objects.filter(pk=waakvlam.pk).update(soort=WaakvlamSoort.values[nummer % 4])
    InzetFactory(medewerker=regisseur, fte=Decimal("0.60"), geldig=(date(2026, 1, 1), date(2026, 7, 1)))
    InzetFactory(medewerker=regisseur, fte=Decimal("0.80"), geldig=(date(2026, 7, 1), None))
    InzetFactory(medewerker=andere_regisseur, fte=Decimal("0.50"))


@pytest.mark.parametrize(
    ("rollen", "fte"),
    [
        ([Rol.TRAJECTREGISSEUR], Decimal("0.80")),
        ([Rol.WAAKVLAMCOORDINATOR], Decimal("1.30")),
        ([Rol.TRAJECTREGISSEUR, Rol.TEAMLEIDER], Decimal("1.30")),
    ],
)
def test_bandwidth_in_one_query_is_that_of_the_definition(caseloads, regisseur, rollen, fte):
    regisseur.rollen = rollen
    last = Huishouden.objects.werk_van(regisseur).exclude(regisseur=None).with_belasting()
    verwacht = last.aggregate(belasting=Sum("gewicht"), vrijwillig=Count("pk", filter=Q(is_vrijwillig=True)))

    band = lees_bandbreedte(regisseur, date(2026, 7, 1))

    assert (band.belasting, band.vrijwillig, band.fte) == (verwacht["belasting"], verwacht["vrijwillig"], fte)
    assert 0 < band.vrijwillig < band.belasting


def test_caseloads_of_all_are_those_of_the_definition(caseloads, regisseur, andere_regisseur, teamleider):
    alle = Huishouden.objects.werk_van(teamleider).with_belasting().order_by()
    vrijwillig = Count("pk", filter=Q(is_vrijwillig=True))
    per_regisseur = alle.values("regisseur").annotate(aantal=Count("pk"), last=Sum("gewicht"), vrij=vrijwillig)
    verwacht = per_regisseur.values_list("regisseur", "aantal", "last", "vrij")

    lasten = lasten_op([date(2026, 7, 1), date(2026, 1, 1)])

    assert lasten[date(2026, 7, 1)] == {wie: Last(*aantallen) for wie, *aantallen in verwacht}
    assert set(lasten[date(2026, 7, 1)]) == {regisseur.pk, andere_regisseur.pk, None}
    assert lasten[date(2026, 1, 1)] == {}


def test_caseload_of_all_is_as_it_was_on_the_day(regisseur, andere_regisseur):
    huishouden = HuishoudenFactory(waakvlam="stabiel")
    Waakvlam.objects.update(soort=WaakvlamSoort.PROFESSIONAL)
    Regie.objects.create(huishouden=huishouden, regisseur=regisseur, geldig=(BEGIN, MEI))
    Regie.objects.create(huishouden=huishouden, regisseur=andere_regisseur, geldig=(MEI, None))
    NiveauFactory(huishouden=huishouden, trede=Trede.REGIE, geldig=(MEI, None))

    lasten = lasten_op([date(2026, 4, 30), date(2026, 5, 1)])

    assert lasten == {
        date(2026, 4, 30): {regisseur.pk: Last(huishoudens=1, belasting=1)},
        date(2026, 5, 1): {andere_regisseur.pk: Last(huishoudens=1, belasting=4)},
    }


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)])
def test_caseload_of_all_is_for_who_divides_the_work(regisseur, gebruiker_met, rol):
    HuishoudenFactory(regie=regisseur)

    with als(gebruiker_met(rol)):
        lasten = lasten_op([date(2026, 7, 1)])

    assert lasten == {date(2026, 7, 1): {}}
