"""Counts for other apps: the same for every reader, per peildatum, never a small group, never from the contacts."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from casework.enums import HuishoudenStatus
from casework.indicatoren import BEREKENINGEN
from casework.models import Huishouden, OpTijdPeriode, Waakvlam
from casework.selectors import (
    einde_vorig_kwartaal,
    huishoudens_per_leefgebied,
    huishoudens_per_trede,
    huishoudens_per_wijk,
)
from tests.casework.factories import (
    NIEMAND,
    TEAMLEIDER,
    BijeenkomstFactory,
    BuurtcirkelFactory,
    ContactmomentFactory,
    DoelFactory,
    HuishoudenFactory,
    InzetFactory,
    NiveauFactory,
    als,
)
from tests.core.factories import GebiedFactory, GebruikerFactory, LeefgebiedFactory
from zwijndrecht_portal.core.enums import GebiedSoort
from zwijndrecht_portal.core.indicatoren import Uitkomst, bereken, bereken_reeks

pytestmark = pytest.mark.django_db
MAART = datetime(2026, 3, 2, 9, tzinfo=UTC)
GEHEIM = Uitkomst(None, geheim=True)


@pytest.fixture(autouse=True)
def _drempel_van_een(settings):
    """Small groups are tested apart."""
    settings.PORTAAL_DREMPEL_OPENBAAR = 1


def test_waakvlammen_are_counted_on_the_day():
    tot_april, _ = (HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART) for _ in range(2))
    with als(TEAMLEIDER):
        Waakvlam.objects.filter(huishouden=tot_april).update(geldig=(MAART, datetime(2026, 4, 1, 9, tzinfo=UTC)))

    dagen = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1)]
    assert [uitkomst.waarde for uitkomst in bereken_reeks("actieve-waakvlammen", dagen)] == [0, 2, 2, 1]


def test_share_on_time_follows_the_grace_and_the_late_contact():
    """One huishouden is always on time; the other was from 12 to 31 March too late (7 days and 2 of grace)."""
    op_tijd = HuishoudenFactory(waakvlam="slapend", waakvlam__sinds=MAART)
    laat = HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART)
    ContactmomentFactory(huishouden=laat, moment=datetime(2026, 4, 1, 9, tzinfo=UTC))
    ContactmomentFactory(huishouden=op_tijd, moment=MAART)

    dagen = [date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 11)]
    tellers = [(uitkomst.teller, uitkomst.noemer) for uitkomst in bereken_reeks("contacten-op-tijd", dagen)]
    # Everybody on time is hidden (it says something about each of them), one of two is shown.
    assert tellers == [(None, None), (1, 2), (1, 2), (None, None), (1, 2)]


def test_failed_attempts_keep_nobody_on_time():
    for _ in range(2):
        HuishoudenFactory(waakvlam="slapend", waakvlam__sinds=MAART)
    laat = HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART)
    ContactmomentFactory(huishouden=laat, moment=MAART + timedelta(days=8), uitkomst="geen_gehoor")

    [uitkomst] = bereken_reeks("contacten-op-tijd", [date(2026, 3, 12)])

    assert (uitkomst.teller, uitkomst.noemer, uitkomst.waarde) == (2, 3, Decimal("66.7"))


def test_one_plan_and_one_regisseur_of_the_active_huishoudens():
    regisseur = GebruikerFactory()
    HuishoudenFactory(regie=regisseur, plan=True)
    HuishoudenFactory(regie=regisseur)
    HuishoudenFactory(plan=True)
    gesloten = HuishoudenFactory(regie=regisseur, plan=True)
    sluit(gesloten, date(2026, 6, 1))

    voor, na = bereken_reeks("een-plan-een-regisseur", [date(2026, 5, 31), date(2026, 6, 1)])

    assert (voor.teller, voor.noemer) == (2, 4)
    assert (na.teller, na.noemer) == (1, 3)


def sluit(huishouden: Huishouden, dag: date) -> None:
    """Closing is not built yet and no policy allows it, so without row-level security for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("reset role")
        cursor.execute("alter table casework_huishouden disable row level security")
        Huishouden.objects.filter(pk=huishouden.pk).update(status=HuishoudenStatus.GESLOTEN, gesloten_op=dag)
        cursor.execute("alter table casework_huishouden enable row level security")
        cursor.execute("set role portaal_app")


def test_small_groups_are_hidden(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    for _ in range(3):
        HuishoudenFactory(waakvlam="slapend", waakvlam__sinds=MAART, regie=GebruikerFactory(), plan=True)

    dag = [date(2026, 3, 3)]
    sleutels = ("actieve-waakvlammen", "contacten-op-tijd", "een-plan-een-regisseur", "actieve-huishoudens")
    assert [bereken_reeks(sleutel, dag) for sleutel in sleutels] == [[GEHEIM]] * 4


def test_nothing_to_count_gives_no_share():
    assert bereken_reeks("contacten-op-tijd", [date(2020, 1, 1)]) == [Uitkomst(None, 0, 0)]


@pytest.mark.parametrize("sleutel", [berekening.sleutel for berekening in BEREKENINGEN])
def test_every_reader_gets_the_same_figure(sleutel, beleidsmedewerker, regisseur):
    HuishoudenFactory(waakvlam="slapend", waakvlam__sinds=MAART, regie=regisseur, plan=True)
    laat = HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART)
    ContactmomentFactory(huishouden=laat, moment=MAART)
    for huishouden, weer_op in ((HuishoudenFactory(), True), (HuishoudenFactory(), False)):
        maak_ladder(huishouden, weer_op=weer_op)
    BuurtcirkelFactory()
    InzetFactory()

    uitkomsten = set()
    for lezer in (beleidsmedewerker, regisseur, GebruikerFactory(), NIEMAND):
        with als(lezer):
            uitkomsten.add(bereken(sleutel, date(2026, 4, 1)))

    assert len(uitkomsten) == 1
    assert uitkomsten.pop().waarde is not None


def test_many_dates_cost_one_query(django_assert_num_queries):
    HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART)
    dagen = [date(2026, maand, 1) for maand in range(1, 9)]

    with django_assert_num_queries(1):
        bereken_reeks("contacten-op-tijd", dagen)


def test_contacts_are_not_read():
    """The counts stay the same when all that was derived stays and the contacts are out of sight."""
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(prosrc, ' ') from pg_proc where proname like 'casework_tel_%'")
        bron = cursor.fetchone()[0]

    assert "casework_contactmoment" not in bron
    assert "casework_contactstand" in bron


def test_closed_series_belong_to_their_waakvlam():
    huishouden = HuishoudenFactory(waakvlam="start", waakvlam__sinds=MAART)
    ContactmomentFactory(huishouden=huishouden, moment=datetime(2026, 4, 1, 9, tzinfo=UTC))

    with als(TEAMLEIDER):
        assert OpTijdPeriode.objects.get().waakvlam == huishouden.waakvlammen.get()


# --- The ladder ------------------------------------------------------------------------------------------------------


def op_dag(dag: date) -> datetime:
    return datetime.combine(dag, time(12), tzinfo=UTC)


def maak_ladder(huishouden: Huishouden, *, weer_op: bool) -> None:
    """Down to waakvlam on 1 March 2025; perhaps up again on 1 May, six days after a signal."""
    neer, op = op_dag(date(2025, 3, 1)), op_dag(date(2025, 5, 1))
    NiveauFactory(huishouden=huishouden, trede=3, geldig=(op_dag(date(2024, 6, 1)), neer))
    NiveauFactory(huishouden=huishouden, trede=1, geldig=(neer, op if weer_op else None))
    if weer_op:
        NiveauFactory(huishouden=huishouden, trede=3, geldig=(op, None), signaal_op=date(2025, 4, 25))


def test_stable_after_stepping_down_equals_the_count_by_hand():
    """Three stepped down on 1 March 2025; one stepped up again within six months."""
    for weer_op in (True, False, False):
        maak_ladder(HuishoudenFactory(), weer_op=weer_op)
    te_kort, net, lang, te_lang = (date(2025, 8, 31), date(2025, 9, 2), date(2026, 8, 31), date(2026, 9, 2))

    uitkomsten = bereken_reeks("stabiel-na-afschalen", [te_kort, net, lang, te_lang])

    assert [(u.teller, u.noemer) for u in uitkomsten] == [(0, 0), (2, 3), (2, 3), (0, 0)]


def test_days_from_signal_to_step_up_is_the_median_of_a_year():
    for dagen in (2, 6, 30):
        NiveauFactory(trede=3, geldig=(op_dag(date(2026, 3, 1)), None), signaal_op=date(2026, 3, 1) - timedelta(dagen))
    NiveauFactory(trede=3, geldig=(op_dag(date(2026, 3, 1)), None))  # follows no signal

    assert [
        u.waarde
        for u in bereken_reeks(
            "dagen-van-signaal-tot-opschalen", [date(2026, 2, 28), date(2026, 3, 1), date(2027, 3, 2)]
        )
    ] == [
        None,
        Decimal("6.0"),
        None,
    ]


def test_few_steps_up_are_secret(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    NiveauFactory(trede=3, geldig=(op_dag(date(2026, 3, 1)), None), signaal_op=date(2026, 2, 1))

    assert bereken_reeks("dagen-van-signaal-tot-opschalen", [date(2026, 4, 1)]) == [GEHEIM]


@pytest.mark.parametrize(
    ("peildatum", "stand_op"),
    [
        (date(2026, 11, 22), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 9, 29), date(2026, 6, 30)),
        (date(2026, 2, 1), date(2025, 12, 31)),
    ],
)
def test_a_quarter_counts_when_it_is_over(peildatum, stand_op):
    assert einde_vorig_kwartaal(peildatum) == stand_op


def vul_wijken(aantallen: dict[tuple[str, int], int]) -> None:
    """So many huishoudens per (wijk, trede), in a buurt of that wijk, since the first quarter of 2026."""
    for nummer, ((naam, trede), aantal) in enumerate(aantallen.items()):
        wijk = GebiedFactory(code=f"WK{naam}", naam=naam, soort=GebiedSoort.WIJK)
        buurt = GebiedFactory(code=f"BU{nummer}", bovenliggend=wijk)
        for _ in range(aantal):
            NiveauFactory(huishouden=HuishoudenFactory(buurt=buurt), trede=trede)


def test_table_per_wijk_hides_small_groups_and_what_would_give_them_away(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = settings.PORTAAL_DREMPEL_INTERN = 4
    vul_wijken({("Noord", 1): 6, ("Noord", 2): 5, ("Walburg", 1): 5, ("Centrum", 1): 2})

    assert bereken("actieve-huishoudens", date(2026, 3, 31)) == Uitkomst(18)
    assert huishoudens_per_wijk(date(2026, 5, 1)) == [("Centrum", None), ("Noord", 11), ("Walburg", None)]
    assert huishoudens_per_trede(date(2026, 5, 1)) == [("Waakvlam", 13), ("Lichte hulp", 5)]


def test_table_whose_total_says_too_much_is_not_published(settings):
    """Nine is hidden in itself, and the total of ten is a public figure: 9 and 1 lie in too narrow a range."""
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    vul_wijken({("Noord", 1): 9, ("Walburg", 1): 1})

    assert bereken("actieve-huishoudens", date(2026, 3, 31)) == Uitkomst(10)
    assert huishoudens_per_wijk(date(2026, 5, 1)) == []


def test_tables_do_not_move_within_a_quarter(settings):
    """So that the table of today minus the table of yesterday says nothing."""
    settings.PORTAAL_DREMPEL_OPENBAAR = 0
    vul_wijken({("Noord", 1): 3})
    eerst = huishoudens_per_wijk(date(2026, 4, 1))
    NiveauFactory(huishouden=HuishoudenFactory(geopend_op=date(2026, 4, 2)), geldig=(op_dag(date(2026, 4, 2)), None))

    assert huishoudens_per_wijk(date(2026, 6, 29)) == eerst == [("Noord", 3)]
    assert sum(aantal or 0 for _, aantal in huishoudens_per_wijk(date(2026, 6, 30))) == 4


def test_huishoudens_per_leefgebied_count_once_each(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 2
    wonen, zorg = LeefgebiedFactory(slug="wonen", volgorde=4), LeefgebiedFactory(slug="zorg", volgorde=1)
    een, ander = HuishoudenFactory(plan=True), HuishoudenFactory(plan=True)
    DoelFactory.create_batch(2, huishouden=een, leefgebied=wonen)
    DoelFactory(huishouden=ander, leefgebied=wonen)
    DoelFactory(huishouden=ander, leefgebied=wonen, status="bereikt", klaar_op=date(2026, 3, 1))
    DoelFactory(huishouden=ander, leefgebied=zorg)

    assert huishoudens_per_leefgebied(date(2026, 4, 1)) == [(zorg.naam, None), (wonen.naam, 2)]
    assert huishoudens_per_leefgebied(date(2026, 1, 10)) == []


def test_participants_of_buurtcirkels_on_a_day():
    BijeenkomstFactory(buurtcirkel__deelnemers=12, deelnemers=9, datum=date(2026, 3, 2))
    BuurtcirkelFactory(deelnemers=11, gestart_op=date(2026, 2, 1), gestopt_op=date(2026, 5, 1))

    dagen = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 2), date(2026, 5, 1)]

    assert [u.waarde for u in bereken_reeks("deelnemers-buurtcirkels", dagen)] == [0, 12 + 11, 9 + 11, 9]
    assert [u.waarde for u in bereken_reeks("buurtcirkels", dagen)] == [0, 2, 2, 1]


def test_steps_count_each_huishouden_once_in_the_quarter_that_is_over():
    """In the first quarter of 2026 one steps up twice, one up and down, one only begins; one steps down in April."""
    for treden in ((1, 2, 3), (2, 3, 1), (4,)):
        huishouden = HuishoudenFactory()
        dagen = [op_dag(date(2026, maand, 10)) for maand in (1, 2, 3)][: len(treden)]
        for trede, van, tot in zip(treden, dagen, [*dagen[1:], None], strict=True):
            NiveauFactory(huishouden=huishouden, trede=trede, geldig=(van, tot))
    laat, april = HuishoudenFactory(), op_dag(date(2026, 4, 1))
    NiveauFactory(huishouden=laat, trede=2, geldig=(op_dag(date(2025, 5, 1)), april))
    NiveauFactory(huishouden=laat, trede=1, geldig=(april, None))

    dagen = [date(2026, 3, 30), date(2026, 3, 31), date(2026, 6, 29), date(2026, 6, 30)]

    assert [u.waarde for u in bereken_reeks("opschalingen", dagen)] == [0, 2, 2, 0]
    assert [u.waarde for u in bereken_reeks("afschalingen", dagen)] == [0, 1, 1, 1]


def test_caseload_is_weighed_against_the_hours_of_that_day():
    """A waakvlam, regie (4) and 0,5 fte, from July 1,0; a neighbour keeps the third. In February nobody has hours."""
    for trede in (1, 3):
        NiveauFactory(trede=trede)
    HuishoudenFactory(waakvlam="stabiel")
    InzetFactory(fte=Decimal("0.50"), geldig=(date(2026, 3, 1), date(2026, 7, 1)))
    InzetFactory(fte=Decimal("1.00"), geldig=(date(2026, 7, 1), None))

    uitkomsten = bereken_reeks("caseload-per-fte", [date(2026, 2, 28), date(2026, 3, 1), date(2026, 7, 1)])

    assert uitkomsten == [Uitkomst(None), Uitkomst(10), Uitkomst(5)]


def test_caseload_of_few_huishoudens_is_secret(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    NiveauFactory(trede=1)
    InzetFactory()

    assert bereken("caseload-per-fte", date(2026, 4, 1)) == GEHEIM
