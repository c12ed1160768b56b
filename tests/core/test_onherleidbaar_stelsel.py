"""
The attacker: knows every sum, every number ever published and how the rules work, and tries all tables that fit.

He gathers what colleagues see and what the raad sees, of two tables with the same totals, of two reports whose periods
overlap, and of a publication before a correction and one after it.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from zwijndrecht_portal.core.onherleidbaar import (
    TOTAAL,
    Verband,
    bereiken,
    beveilig,
    beveilig_kruistabel,
    beveilig_stelsel,
)

INTERN, OPENBAAR = 2, 3  # small, so that the oracle can try everything
aantallen_klein = st.sampled_from([0, 1, 1, 2, 2, 3, 4, 6])
drempels_voor_orakel = override_settings(PORTAAL_DREMPEL_INTERN=INTERN, PORTAAL_DREMPEL_OPENBAAR=OPENBAAR)


def alle_tabellen(waar: Mapping, verbanden, verborgen, speling: int) -> Iterator[dict]:
    """Every assignment of whole numbers to the hidden cells that fits the sums and the public numbers."""
    sommen = [[(v.totaal, -1), *((deel, 1) for deel in v.delen)] for v in verbanden]

    def grenzen(sleutel) -> range:
        return range(max(min(1, waar[sleutel]), waar[sleutel] - speling), waar[sleutel] + speling + 1)

    def kies(tabel: dict) -> Iterator[dict]:
        open_ = [[(sleutel, teken) for sleutel, teken in som if sleutel not in tabel] for som in sommen]
        for som, over in zip(sommen, open_, strict=True):
            if not over and sum(teken * tabel[sleutel] for sleutel, teken in som):
                return
        vast = next((i for i, over in enumerate(open_) if len(over) == 1), None)
        if vast is not None:  # one cell of this sum is left: it follows from the others
            (sleutel, teken), *_ = open_[vast]
            rest = sum(ander_teken * tabel[ander] for ander, ander_teken in sommen[vast] if ander in tabel)
            keuzes = [-rest * teken] if -rest * teken in grenzen(sleutel) else []
        else:
            sleutel = next((sleutel for sleutel in waar if sleutel not in tabel), None)
            if sleutel is None:
                yield tabel
                return
            keuzes = list(grenzen(sleutel))
        for aantal in keuzes:
            yield from kies(tabel | {sleutel: aantal})

    return kies({sleutel: aantal for sleutel, aantal in waar.items() if sleutel not in verborgen})


def orakel(waar, verbanden, verborgen, speling=OPENBAAR + 1):
    """Of every hidden cell the width of what the attacker can find."""
    laag, hoog = dict(waar), dict(waar)
    for tabel in alle_tabellen(waar, verbanden, verborgen, speling):
        for sleutel in verborgen:
            laag[sleutel] = min(laag[sleutel], tabel[sleutel])
            hoog[sleutel] = max(hoog[sleutel], tabel[sleutel])
    return {sleutel: hoog[sleutel] - laag[sleutel] for sleutel in verborgen}


def verborgen_in(uit):
    return {sleutel for sleutel, aantal in uit.items() if aantal is None}


@st.composite
def gekoppelde_tabellen(draw):
    """Two wijken by two leefgebieden, and one of these wijken by quarter: the same households, so the same total."""
    waar = {(w, n): draw(aantallen_klein) for w in "AB" for n in "12"}
    for w in "AB":
        waar["wijk", w] = waar[w, "1"] + waar[w, "2"]
    waar["kwartaal", "1"] = draw(st.integers(0, waar["wijk", "A"]))
    waar["kwartaal", "2"] = waar["wijk", "A"] - waar["kwartaal", "1"]
    for n in "12":
        waar["som", n] = waar["A", n] + waar["B", n]
    waar["alles", ""] = waar["wijk", "A"] + waar["wijk", "B"]
    verbanden = [
        *(Verband(("wijk", w), ((w, "1"), (w, "2"))) for w in "AB"),
        *(Verband(("som", n), (("A", n), ("B", n))) for n in "12"),
        Verband(("wijk", "A"), (("kwartaal", "1"), ("kwartaal", "2"))),
        Verband(("alles", ""), (("wijk", "A"), ("wijk", "B"))),
    ]
    return waar, verbanden


@st.composite
def overlappende_perioden(draw):
    """Five quarters, and reports that each give the sum of four: what moves between them is a quarter."""
    waar = {f"Q{n}": draw(aantallen_klein) for n in range(5)}
    verbanden = []
    for begin in range(2):
        delen = tuple(f"Q{n}" for n in range(begin, begin + 4))
        waar[f"jaar {begin}"] = sum(waar[deel] for deel in delen)
        verbanden.append(Verband(f"jaar {begin}", delen))
    return waar, verbanden


@pytest.mark.parametrize("stelsels", [gekoppelde_tabellen(), overlappende_perioden()], ids=["tabellen", "perioden"])
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_attacker_finds_no_cell_in_tables_that_hang_together(stelsels, data):
    waar, verbanden = data.draw(stelsels)

    with drempels_voor_orakel:
        uit = beveilig_stelsel(waar, verbanden)

    verborgen = verborgen_in(uit)
    breedtes = orakel(waar, verbanden, verborgen)
    assert {sleutel: breedte for sleutel, breedte in breedtes.items() if breedte < OPENBAAR} == {}
    assert {sleutel for sleutel, aantal in waar.items() if 0 < aantal < OPENBAAR} <= verborgen
    assert uit == {sleutel: None if sleutel in verborgen else aantal for sleutel, aantal in waar.items()}


@given(gekoppelde_tabellen())
@settings(max_examples=20, deadline=None)
def test_audit_finds_the_same_ranges_as_trying_everything(stelsel):
    waar, verbanden = stelsel
    verborgen = {sleutel for sleutel in waar if sleutel[0] in {"A", "B", "kwartaal"} and waar[sleutel]}

    gevonden = bereiken(waar, verbanden, verborgen, tot=3)

    for sleutel, (laag, hoog) in gevonden.items():
        passend = {tabel[sleutel] for tabel in alle_tabellen(waar, verbanden, verborgen, 5)}
        binnen = {aantal for aantal in passend if abs(aantal - waar[sleutel]) <= 3}
        assert (laag, hoog) == (min(binnen), max(binnen))


@given(gekoppelde_tabellen(), st.data())
@settings(max_examples=20, deadline=None)
def test_attacker_who_kept_the_previous_publication_finds_nothing_new(stelsel, data):
    """First the table by leefgebied alone, later both: what was hidden stays hidden, what was public is known."""
    waar, verbanden = stelsel
    eerste = {sleutel: aantal for sleutel, aantal in waar.items() if "kwartaal" not in sleutel}
    alleen = [v for v in verbanden if "kwartaal" not in v.totaal and all("kwartaal" not in deel for deel in v.delen)]

    with drempels_voor_orakel:
        eerder = beveilig_stelsel(eerste, alleen)
        later = beveilig_stelsel(waar, verbanden, eerder=eerder)

    assert {sleutel: later[sleutel] for sleutel in eerder} == eerder
    breedtes = orakel(waar, verbanden, verborgen_in(later))
    al_bekend = orakel(eerste, alleen, verborgen_in(eerder))
    nauw = {sleutel for sleutel, breedte in breedtes.items() if breedte < OPENBAAR}
    if nauw:  # the first publication already said too much for the second: then the second says nothing at all
        assert all(later[sleutel] is None for sleutel in set(later) - set(eerder) if waar[sleutel])
    assert {sleutel for sleutel, breedte in al_bekend.items() if breedte < OPENBAAR} == set()


@pytest.mark.parametrize("beveilig_een", [beveilig, beveilig_kruistabel])
@given(st.lists(aantallen_klein, min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_reader_of_both_audiences_learns_no_more_than_a_colleague(beveilig_een, aantallen):
    labels = "ABCD" if beveilig_een is beveilig else [("A", "1"), ("A", "2"), ("B", "1"), ("B", "2")]
    tabel = dict(zip(labels, aantallen, strict=True))

    with drempels_voor_orakel:
        intern, openbaar = beveilig_een(tabel, drempel=INTERN), beveilig_een(tabel)

    assert verborgen_in(intern) <= verborgen_in(openbaar)


def test_single_tables_and_the_system_agree_on_what_is_safe():
    tabel = {"Noord": 3, "Zuid": 40, "Oost": 0, "West": 12}
    waar = {**tabel, TOTAAL: 55}

    uit = beveilig_stelsel(waar, [Verband(TOTAAL, tuple(tabel))])

    assert uit == beveilig(tabel) == {"Noord": None, "Zuid": 40, "Oost": 0, "West": None, TOTAAL: 55}


def test_overlapping_years_do_not_give_a_quarter_away():
    """Each sum of four is large. Their difference is Q4 minus Q0: with Q0 public, Q4 would be found."""
    waar = {"Q0": 20, "Q1": 30, "Q2": 31, "Q3": 32, "Q4": 3}
    verbanden = [Verband("jaar 0", ("Q0", "Q1", "Q2", "Q3")), Verband("jaar 1", ("Q1", "Q2", "Q3", "Q4"))]
    waar |= {v.totaal: sum(waar[deel] for deel in v.delen) for v in verbanden}

    uit = beveilig_stelsel(waar, verbanden, drempel=10)

    assert uit["Q4"] is None
    assert len(verborgen_in(uit)) > 1
    assert min(h - la for la, h in bereiken(waar, verbanden, verborgen_in(uit), tot=10).values()) >= 10


def test_what_was_hidden_stays_hidden_after_a_correction_elsewhere():
    """Noord was 3 and is corrected to 12: then Zuid, which hid it, may not appear, or the old Noord is found."""
    oud = beveilig_stelsel({"N1": 3, "Z": 40, "T1": 43}, [Verband("T1", ("N1", "Z"))])
    assert oud == {"N1": None, "Z": None, "T1": 43}

    nieuw = beveilig_stelsel(
        {"N1": 3, "Z": 40, "T1": 43, "N2": 12, "T2": 52},
        [Verband("T1", ("N1", "Z")), Verband("T2", ("N2", "Z"))],
        eerder=oud,
    )

    assert nieuw["Z"] is None
    assert nieuw["N2"] is None or nieuw["T2"] is None


def test_cell_outside_every_sum_is_only_hidden_when_it_is_small():
    assert beveilig_stelsel({"a": 3, "b": 12, "c": 0}, []) == {"a": None, "b": 12, "c": 0}


def test_sum_that_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="T is not the sum of its parts"):
        beveilig_stelsel({"a": 3, "T": 4}, [Verband("T", ("a",))])


@override_settings(PORTAAL_AFRONDING=5)
def test_rounding_hides_the_last_digit_from_who_may_not_see_all():
    tabel = {"Noord": 12, "Zuid": 23}

    assert (
        beveilig(tabel)
        == beveilig_stelsel({**tabel, TOTAAL: 35}, [Verband(TOTAAL, ("Noord", "Zuid"))])
        == {
            "Noord": 10,
            "Zuid": 25,
            TOTAAL: 35,
        }
    )
    assert beveilig(tabel, drempel=0) == {**tabel, TOTAAL: 35}
