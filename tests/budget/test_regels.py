"""The arithmetic, without a database: any set of posten keeps its totals equal to the sum of its parts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.enums import BegrotingStatus
from budget.regels import (
    NUL,
    DekkingRegel,
    JaarOverzicht,
    PostRegel,
    PrognoseRegel,
    percentage_van,
    wijkt_af,
)
from budget.tabel import BegrotingOverzicht

VASTGESTELD = BegrotingStatus.VASTGESTELD
bedragen = st.decimals(min_value=0, max_value=9_999_999, places=2)
misschien = st.none() | bedragen
leefgebieden = st.sampled_from(["Zorg", "Wonen", ""])
posten = st.lists(
    st.builds(
        PostRegel,
        id=st.just(0),
        jaar=st.just(2020),
        naam=st.text("abc", min_size=1, max_size=6),
        vastgesteld=misschien,
        gewijzigd=st.none() | st.decimals(min_value=-9_999, max_value=9_999, places=2),
        kosten_lopend=misschien,
        besteed=misschien,
        leefgebied=leefgebieden,
    ).filter(lambda post: (post.begroot or NUL) >= 0),  # a wijziging never takes more than there is
    unique_by=lambda post: post.naam,
    max_size=12,
).map(tuple)


def jaar_met(posten=(), dekkingen=(), percentage="10"):
    return JaarOverzicht(1, 2020, VASTGESTELD, None, Decimal(percentage), tuple(posten), tuple(dekkingen))


def post(vastgesteld=None, **velden):
    return PostRegel(id=1, jaar=2020, naam="Post", vastgesteld=vastgesteld and Decimal(vastgesteld), **velden)


def dekking(bedrag, **velden):
    return DekkingRegel(bron_id=1, bron="Regio", soort="bijdrage", bedrag=Decimal(bedrag), **velden)


def prognose(bedrag, toelichting=""):
    return PrognoseRegel(1, date(2020, 4, 1), Decimal(bedrag), toelichting, is_klaar=False)


@given(posten, st.lists(bedragen, max_size=3), st.decimals(min_value=0, max_value=99, places=2))
def test_totals_equal_the_sum_of_their_parts_to_the_cent(rijen, dekkingen, percentage):
    jaar = jaar_met(rijen, [dekking(bedrag) for bedrag in dekkingen], percentage)

    som = sum((rij.begroot for rij in rijen if rij.begroot is not None), NUL)
    assert jaar.som_posten == som
    assert abs(jaar.onvoorzien - som * percentage / 100) <= Decimal("0.005")
    assert jaar.totaal == jaar.som_posten + jaar.onvoorzien
    assert jaar.dekking == sum(dekkingen, NUL)
    assert jaar.dekking - jaar.totaal == jaar.ruimte - jaar.tekort_plantabel
    assert min(jaar.ruimte, jaar.tekort_plantabel) == 0
    assert jaar.totaal.as_tuple().exponent == -2


@given(posten)
def test_subtotals_of_the_leefgebieden_add_up_to_the_year(rijen):
    jaar = jaar_met(rijen)

    overzicht = BegrotingOverzicht("plan", "Plan", date(2020, 12, 31), (2020,), (jaar,))

    assert sum((groep.subtotalen[0].begroot or NUL for groep in overzicht.groepen), NUL) == jaar.som_posten
    assert sum(len(groep.rijen) for groep in overzicht.groepen) == len(rijen)
    assert len({groep.leefgebied for groep in overzicht.groepen}) == len(overzicht.groepen)


@given(posten.filter(len), st.integers(0, 11), bedragen)
def test_changing_one_post_changes_exactly_the_totals_that_depend_on_it(rijen, plek, bedrag):
    plek %= len(rijen)
    anders = PostRegel(id=0, jaar=2020, naam=rijen[plek].naam, vastgesteld=bedrag, leefgebied=rijen[plek].leefgebied)

    voor = BegrotingOverzicht("plan", "Plan", date.today(), (2020,), (jaar_met(rijen),))
    na = BegrotingOverzicht(
        "plan", "Plan", date.today(), (2020,), (jaar_met((*rijen[:plek], anders, *rijen[plek + 1 :])),)
    )

    verschil = bedrag - (rijen[plek].begroot or NUL)
    assert na.per_jaar[2020].som_posten - voor.per_jaar[2020].som_posten == verschil
    for oud, nieuw in zip(voor.groepen, na.groepen, strict=True):
        verwacht = verschil if oud.leefgebied == anders.leefgebied else 0
        assert (nieuw.subtotalen[0].begroot or NUL) - (oud.subtotalen[0].begroot or NUL) == verwacht


@given(posten, bedragen)
def test_tekort_of_running_acties_is_what_nobody_pays(rijen, overheveling):
    lopend = jaar_met(rijen, [dekking(overheveling, is_voor_lopend=True)]).lopend

    assert lopend.tekort >= 0
    assert 0 <= lopend.in_plantabel <= lopend.kosten
    assert lopend.tekort == max(lopend.kosten - lopend.in_plantabel - overheveling, NUL)


@pytest.mark.parametrize(
    ("bedrag", "onvoorzien"),
    [("162500.00", "16250.00"), ("0.05", "0.01"), ("0.04", "0.00"), ("12345.65", "1234.57"), ("0.00", "0.00")],
)
def test_onvoorzien_is_rounded_half_up_to_the_cent(bedrag, onvoorzien):
    assert str(percentage_van(Decimal(10), Decimal(bedrag))) == onvoorzien


def test_post_without_amount_is_not_a_post_of_zero():
    leeg, nul = post(), post("0.00")

    assert (leeg.begroot, nul.begroot) == (None, Decimal("0.00"))
    assert jaar_met([leeg]).plantabel.begroot is None
    assert jaar_met([leeg]).som_posten == NUL


def test_wijziging_makes_an_amount_where_the_source_has_none():
    gewijzigd = post(gewijzigd=Decimal("500.00"))

    assert gewijzigd.begroot == Decimal("500.00")


def test_costs_beside_the_plan_table_are_in_no_total_of_it():
    buiten = post(kosten_lopend=Decimal("95000.00"), besteed=Decimal("90000.00"))
    binnen = post("100.00", besteed=Decimal("40.00"))

    plantabel = jaar_met([buiten, binnen]).plantabel

    assert (buiten.is_buiten_plantabel, buiten.budget) == (True, Decimal("95000.00"))
    assert (plantabel.begroot, plantabel.besteed) == (Decimal("100.00"), Decimal("40.00"))


def test_the_48_000_of_2019_appears_by_itself():
    lopend_2019 = jaar_met(
        [post(kosten_lopend=Decimal("95000")), post(kosten_lopend=Decimal("100000"))],
        [dekking("147000.00", is_voor_lopend=True)],
    )
    lopend_2020 = jaar_met(
        [post("95000", kosten_lopend=Decimal("95000")), post("115000", kosten_lopend=Decimal("115000"))],
        [dekking("959841.76")],
    )

    assert (lopend_2019.lopend.kosten, lopend_2019.tekort) == (Decimal("195000"), Decimal("48000"))
    assert (lopend_2020.lopend.kosten, lopend_2020.lopend.in_plantabel) == (Decimal("210000"), Decimal("210000"))
    assert lopend_2020.tekort == 0


def test_tekort_adds_what_the_cover_of_the_plan_table_lacks():
    jaar = jaar_met([post("1000.00")], [dekking("600.00")])

    assert (jaar.totaal, jaar.ruimte, jaar.tekort) == (Decimal("1100.00"), NUL, Decimal("500.00"))
    assert jaar.benutting == Decimal("183.3")


def test_benutting_without_cover_is_unknown():
    assert jaar_met([post("1000.00")]).benutting is None


@pytest.mark.parametrize(
    ("verwacht", "begroot", "uitkomst"),
    [
        ("1100.00", "1000.00", False),  # ten per cent is not more than ten per cent
        ("1100.01", "1000.00", True),
        ("899.99", "1000.00", True),
        ("510000.00", "500000.00", False),
        ("510000.01", "500000.00", True),
        ("0.01", "0.00", True),
        ("0.00", "0.00", False),
    ],
)
def test_deviation_over_ten_per_cent_or_ten_thousand_euros(verwacht, begroot, uitkomst):
    assert wijkt_af(Decimal(verwacht), Decimal(begroot)) is uitkomst


def test_deviating_prognose_without_toelichting_is_marked():
    zonder = post("1000.00", prognose=prognose("1500.00", "  "))
    met = post("1000.00", prognose=prognose("1500.00", "Meer deelnemers."))
    gewoon = post("1000.00", prognose=prognose("1050.00"))

    assert [p.mist_toelichting for p in (zonder, met, gewoon)] == [True, False, False]
    assert [p.verschil for p in (zonder, gewoon)] == [Decimal("-500.00"), Decimal("-50.00")]


def test_row_of_an_actie_joins_its_years_whatever_the_name():
    eerste = PostRegel(id=1, jaar=2019, naam="Cirkels", actie_id=5, vastgesteld=NUL)
    tweede = PostRegel(id=2, jaar=2020, naam="4 Cirkels", actie_id=5, vastgesteld=NUL)
    los = PostRegel(id=3, jaar=2020, naam="Communicatie", vastgesteld=NUL)
    jaren = (
        JaarOverzicht(1, 2019, VASTGESTELD, None, Decimal(10), (eerste,), ()),
        JaarOverzicht(1, 2020, VASTGESTELD, None, Decimal(10), (tweede, los), ()),
    )

    (groep,) = BegrotingOverzicht("plan", "Plan", date(2020, 1, 1), (2019, 2020, 2021), jaren).groepen

    assert [(rij.naam, rij.cellen) for rij in groep.rijen] == [
        ("Cirkels", (eerste, tweede)),
        ("Communicatie", (None, los)),
    ]
