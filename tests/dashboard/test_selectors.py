from datetime import date
from decimal import Decimal

import pytest

from dashboard.enums import IndicatorSoort
from dashboard.models import Indicator, Kopcijfer
from dashboard.selectors.cijfers import alle_cijfers, drempel_voor, kopcijfers, lees_cijfers
from dashboard.selectors.kwaliteit import kwaliteit_per_actie, licht_van
from dashboard.selectors.overzicht import lees_overzicht
from dashboard.selectors.rijen import lees_rijen, rijen_van_voorpagina
from plan.enums import AandachtspuntErnst
from plan.selectors import ERNSTIGE_PUNTEN, open_aandachtspunten, plan_kop, titels_van_punten
from tests.core.factories import GebiedFactory
from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory, StreefwaardeFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.enums import ERNST, Licht, Rol
from zwijndrecht_portal.core.indicatoren import Richting, tel

pytestmark = pytest.mark.django_db

D2019, D2020 = date(2019, 12, 31), date(2020, 6, 30)


def lees(indicator, peildatum=D2020, drempel=10):
    return lees_cijfers(Indicator.objects.filter(pk=indicator.pk), peildatum, drempel)[0]


# --- Figures ---------------------------------------------------------------------------------------------------------


def test_measured_figure_is_its_series_up_to_the_peildatum():
    indicator = IndicatorFactory()
    for jaar, waarde in ((2017, 180), (2018, 331), (2020, 999)):
        MetingFactory(indicator=indicator, periode=str(jaar), waarde=Decimal(waarde))

    reeks = lees(indicator).reeks

    assert [(punt.label, punt.waarde) for punt in reeks] == [("2017", 180), ("2018", 331)]


def test_measured_figure_on_a_past_date_knows_no_later_correction():
    indicator = IndicatorFactory()
    MetingFactory(indicator=indicator, waarde=Decimal(10), bekend_sinds=date(2019, 1, 1))
    MetingFactory(indicator=indicator, waarde=Decimal(12), bekend_sinds=date(2020, 1, 1), versie=2)

    assert [lees(indicator, dag).waarde for dag in (D2019, date(2020, 1, 1))] == [10, 12]


@pytest.mark.parametrize(
    ("waarde", "drempel", "tekst"),
    [("9", 10, "geheim"), ("10", 10, "10"), ("8", 5, "8"), ("3", 5, "geheim"), ("0", 10, "0")],
)
def test_small_count_is_hidden_below_the_threshold_of_the_reader(waarde, drempel, tekst):
    meting = MetingFactory(indicator=IndicatorFactory(telling=True), waarde=Decimal(waarde))

    cijfer = lees(meting.indicator, drempel=drempel)

    assert cijfer.tekst == tekst
    assert (waarde in repr(cijfer.reeks)) is (tekst != "geheim")


def test_percentage_is_not_a_count():
    assert lees(MetingFactory(waarde=Decimal(2)).indicator).tekst == "2"


def test_municipality_comes_first_and_the_country_is_a_comparison():
    indicator = IndicatorFactory()
    MetingFactory(indicator=indicator, gebied_naam="Nederland", waarde=Decimal(10))
    MetingFactory(indicator=indicator, gebied=GebiedFactory(gemeente=True), gebied_naam="", waarde=Decimal("13.2"))

    cijfer = lees(indicator)

    assert (cijfer.gebied, cijfer.waarde) == ("Zwijndrecht", Decimal("13.2"))
    assert [(v.gebied, v.punt.waarde) for v in cijfer.vergelijkingen] == [("Nederland", 10)]


def test_figure_without_value_is_unknown():
    cijfer = lees(IndicatorFactory())

    assert (cijfer.waarde, cijfer.tekst, cijfer.reeks, cijfer.gebied) == (None, "onbekend", (), "")


def test_target_is_that_of_the_peildatum():
    indicator = StreefwaardeFactory(waarde=Decimal(80), geldig=(date(2020, 1, 1), None)).indicator

    assert [lees(indicator, dag).streefwaarde for dag in (D2019, D2020)] == [None, 80]


def test_indicator_that_no_app_computes_any_more_is_left_out():
    IndicatorFactory(soort=IndicatorSoort.BEREKEND, sleutel="bestaat-niet-meer")

    assert alle_cijfers(D2020, 10) == []


def test_front_page_has_its_own_figures_in_its_order():
    plan = PlanFactory()
    tweede, eerste = IndicatorFactory(), IndicatorFactory()
    KopcijferFactory(indicator=tweede, volgorde=2)
    KopcijferFactory(indicator=eerste, volgorde=1)
    van_plan = KopcijferFactory(plan=plan).indicator

    assert [c.sleutel for c in kopcijfers(None, D2020, 10)] == [eerste.sleutel, tweede.sleutel]
    assert [c.sleutel for c in kopcijfers(plan.slug, D2020, 10)] == [van_plan.sleutel]
    assert [c.kop for c in kopcijfers(plan.slug, D2020, 10)] == [False]


@pytest.mark.parametrize("aantal", [1, 3])
def test_measured_figures_cost_one_query(aantal, django_assert_num_queries):
    for indicator in IndicatorFactory.create_batch(aantal):
        MetingFactory(indicator=indicator, gebied=GebiedFactory(), gebied_naam="")

    with django_assert_num_queries(1):  # indicators with target and place, and their values with area
        assert len(alle_cijfers(D2020, 10)) == aantal


def test_raad_reads_only_large_counts(gebruiker_met):
    drempels = {rollen: drempel_voor(gebruiker_met(*rollen)) for rollen in ((Rol.RAADSLID,), (Rol.TREKKER,), (*Rol,))}

    assert list(drempels.values()) == [10, 5, 5]


# --- Kwaliteit -------------------------------------------------------------------------------------------------------


def gekoppeld(waarde, streefwaarde, richting=Richting.HOGER, actie=None):
    indicator = IndicatorFactory(richting=richting.value)
    if waarde is not None:
        MetingFactory(indicator=indicator, waarde=Decimal(waarde))
    if streefwaarde is not None:
        StreefwaardeFactory(indicator=indicator, waarde=Decimal(streefwaarde))
    actie = actie or ActieFactory()
    indicator.acties.add(actie)
    return actie


@pytest.mark.parametrize(
    ("waarde", "streefwaarde", "richting", "licht"),
    [
        (80, 80, Richting.HOGER, Licht.GROEN),
        (72, 80, Richting.HOGER, Licht.ORANJE),
        ("71.9", 80, Richting.HOGER, Licht.ROOD),
        (80, 80, Richting.LAGER, Licht.GROEN),
        (88, 80, Richting.LAGER, Licht.ORANJE),
        (89, 80, Richting.LAGER, Licht.ROOD),
        (80, 80, Richting.GEEN, Licht.ONBEKEND),
        (80, None, Richting.HOGER, Licht.ONBEKEND),
        (None, 80, Richting.HOGER, Licht.ONBEKEND),
    ],
)
def test_light_follows_from_value_direction_and_target(waarde, streefwaarde, richting, licht):
    actie = gekoppeld(waarde, streefwaarde, richting)

    assert kwaliteit_per_actie([actie.pk], D2020)[actie.pk].licht == licht


def test_worst_indicator_decides_and_says_why():
    actie = gekoppeld(90, 80)
    gekoppeld(10, 80, actie=actie)

    stand = kwaliteit_per_actie([actie.pk], D2020)[actie.pk]

    assert stand.licht == Licht.ROOD
    assert stand.uitleg.endswith("10 % bij een streefwaarde van 80 %.")
    assert len(stand.indicatoren) == 2


def test_actie_without_indicator_is_missing_and_costs_one_query(django_assert_num_queries):
    actie = ActieFactory()
    gekoppeld(80, 80)

    with django_assert_num_queries(1):
        assert kwaliteit_per_actie([actie.pk], D2020) == {}


def test_linked_indicators_cost_no_query_more(django_assert_num_queries):
    acties = [gekoppeld(80, 80) for _ in range(3)]

    with django_assert_num_queries(1):
        assert len(kwaliteit_per_actie([actie.pk for actie in acties], D2020)) == 3


@pytest.mark.parametrize("dag", [D2019, D2020, date(2021, 6, 30)])
def test_quality_reads_the_same_figure_as_the_dashboard(dag):
    """Two queries, one meaning: targets and corrections that come and go, an area inside another."""
    actie, gemeente = ActieFactory(), GebiedFactory(gemeente=True)
    for _ in range(2):
        indicator = IndicatorFactory(onderdeel_van=IndicatorFactory())
        indicator.acties.add(actie)
        StreefwaardeFactory(indicator=indicator, geldig=(date(2020, 1, 1), date(2021, 1, 1)))
        MetingFactory(indicator=indicator, gebied=gemeente, gebied_naam="", waarde=Decimal("12.5"))
        MetingFactory(indicator=indicator, waarde=Decimal(30), bekend_sinds=date(2020, 3, 1), versie=2, periode=None)

    stand = kwaliteit_per_actie([actie.pk], dag)[actie.pk]

    cijfers = lees_cijfers(Indicator.objects.filter(acties=actie).order_by("pk"), dag, 10)
    assert stand.indicatoren == tuple(cijfer.naam for cijfer in cijfers)
    assert stand.licht == max((licht_van(cijfer) for cijfer in cijfers), key=ERNST.__getitem__)


# --- Front page ------------------------------------------------------------------------------------------------------


def test_red_acties_ask_for_a_decision_one_by_one():
    laat = MijlpaalFactory(periode="Q1 2019", actie__stand__trekker_tekst="MO").actie
    MijlpaalFactory(periode="2030", actie__plan=laat.plan, actie__stand__trekker_tekst="MO")

    besluiten = lees_overzicht(plan_kop(laat.plan.slug), D2020, 10).besluiten

    assert [(b.titel, b.url_naam, b.pk, b.licht) for b in besluiten] == [
        (laat.naam, "plan:actie_detail", laat.pk, Licht.ROOD)
    ]


# --- Report ----------------------------------------------------------------------------------------------------------


def test_both_ways_to_read_an_indicator_give_the_same(geladen_plan):
    for plan in (None, geladen_plan.slug):
        plekken = Kopcijfer.objects.op_voorpagina(plan).values_list("indicator", flat=True)
        met_orm = {rij.id: rij for rij in lees_rijen(Indicator.objects.filter(pk__in=plekken), D2020)}

        assert rijen_van_voorpagina(plan, D2020) == [met_orm[pk] for pk in plekken]


@pytest.mark.parametrize("dag", [D2019, D2020])
def test_serious_points_are_those_that_were_open(geladen_plan, dag):
    punten = open_aandachtspunten(geladen_plan.slug, dag)

    gelezen = tel([ERNSTIGE_PUNTEN], [dag], geladen_plan.slug)[ERNSTIGE_PUNTEN.naam][dag]

    assert titels_van_punten(gelezen) == [punt.titel for punt in punten if punt.ernst == AandachtspuntErnst.HOOG] != []
