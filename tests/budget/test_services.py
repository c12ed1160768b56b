from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.core.exceptions import ValidationError

from budget.models import Begrotingspost, Boeking, Dekking, Prognose, SociaalDomeinCijfer
from budget.services.begrotingen import stel_begroting_vast
from budget.services.boekingen import leg_boekingen_vast
from budget.services.laden import BESTAND, laad_begroting
from budget.services.prognoses import geef_prognose
from plan.services.laden import laad_plannen
from tests.budget.factories import BegrotingFactory, BoekingFactory, PostFactory, vastgesteld

pytestmark = pytest.mark.django_db
DAG = date(2020, 4, 1)


# --- laad_begroting --------------------------------------------------------------------------------------------------


@pytest.fixture
def bestand(tmp_path):
    """A copy of the data file that a test may change: `bestand(wijzig)` writes it and gives its path."""
    gegevens = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))

    def schrijf(wijzig):
        wijzig(gegevens)
        pad = tmp_path / "begroting.yaml"
        pad.write_text(yaml.safe_dump(gegevens, allow_unicode=True), encoding="utf-8")
        return pad

    return schrijf


def test_load_makes_everything_once(geladen_plan):
    assert Begrotingspost.objects.count() == 22
    assert set(Dekking.objects.values_list("begroting__jaar", "bron__code", "bedrag", "is_voor_lopend")) == {
        (2019, "bijdrage-regio", Decimal("960885.15"), False),
        (2019, "overheveling-2018", Decimal("147000.00"), True),
        (2020, "bijdrage-regio", Decimal("959841.76"), False),
    }
    assert SociaalDomeinCijfer.objects.count() == 14
    toelichtingen = {
        (post.begroting.jaar, post.naam): post.toelichting[:19]
        for post in Begrotingspost.objects.exclude(toelichting="").select_related("begroting")
    }
    assert toelichtingen == {
        (2019, "betalingsachterstanden"): "Het jaar staat niet",
        (2019, "sociale acceptatie"): "Het jaar staat niet",
        (2020, "Betaalbare woningen"): "Wat er in 2020 nodi",
    }
    assert laad_begroting() == []


def test_load_never_touches_an_adopted_amount_and_says_so(geladen_plan, bestand):
    pad = bestand(lambda gegevens: gegevens["posten"][4]["bedragen"].update({"2019": "1.00"}))

    regels = laad_begroting(bestand=pad)

    assert regels == ["Niet overschreven, want de begroting 2019 is vastgesteld: vastgesteld bedrag van Waakvlam"]
    assert Begrotingspost.objects.get(naam="Waakvlam", begroting__jaar=2019).bedrag == Decimal("42500.00")


def test_load_keeps_what_was_improved_in_the_portal(geladen_plan, bestand):
    Begrotingspost.objects.filter(naam="Betaalbare woningen", begroting__jaar=2020).update(toelichting="Beter.")
    pad = bestand(lambda gegevens: gegevens["voetnoten"][0].update({"tekst": "Andere voetnoot."}))

    regels = laad_begroting(bestand=pad)

    post = Begrotingspost.objects.get(naam="Betaalbare woningen", begroting__jaar=2020)
    assert post.toelichting == "Beter."
    assert regels == [
        "Niet overschreven, want gewijzigd in het portaal: begrotingspost Betaalbare woningen: toelichting"
    ]


def test_load_updates_a_cijfer_that_nobody_changed(geladen_plan, bestand):
    pad = bestand(lambda gegevens: gegevens["sociaal_domein"]["cijfers"][0].update({"bedrag": "62300000.00"}))

    regels = laad_begroting(bestand=pad)

    assert regels == [
        "Bijgewerkt: cijfer van het sociaal domein F1 Verwachte inkomsten sociaal domein: bedrag",
    ]
    assert SociaalDomeinCijfer.objects.get(code="F1").bedrag == Decimal("62300000.00")


def test_load_without_plans_says_what_to_do_and_leaves_nothing():
    with pytest.raises(LookupError, match="Draai eerst laad_plannen"):
        laad_begroting()

    assert not Begrotingspost.objects.exists()


def test_load_with_an_unknown_actie_is_whole_or_nothing(bestand):
    laad_plannen()
    pad = bestand(lambda gegevens: gegevens["posten"][-1].update({"actie": "ACT99"}))

    with pytest.raises(LookupError):
        laad_begroting(bestand=pad)

    assert not Begrotingspost.objects.exists()


# --- stel_begroting_vast ---------------------------------------------------------------------------------------------


def test_adopting_freezes_from_that_day():
    post = PostFactory()

    begroting = stel_begroting_vast(begroting=post.begroting, vastgesteld_op=DAG)

    begroting.refresh_from_db()
    assert (begroting.status, begroting.vastgesteld_op) == ("vastgesteld", DAG)


def test_adopting_twice_is_refused():
    begroting = vastgesteld(PostFactory().begroting)

    with pytest.raises(ValidationError, match="al vastgesteld"):
        stel_begroting_vast(begroting=begroting, vastgesteld_op=DAG)


def test_adopting_without_posten_is_refused():
    with pytest.raises(ValidationError, match="nog geen posten"):
        stel_begroting_vast(begroting=BegrotingFactory(), vastgesteld_op=DAG)


# --- leg_boekingen_vast ----------------------------------------------------------------------------------------------


def test_boekingen_are_known_by_their_number():
    bekend = BoekingFactory()
    nieuw = BoekingFactory.build(post=bekend.post, boekingsnummer="NIEUW")
    anders = BoekingFactory.build(post=bekend.post, boekingsnummer=bekend.boekingsnummer, bedrag=Decimal("1.00"))

    aantallen = [leg_boekingen_vast(boekingen=[nieuw, anders]), leg_boekingen_vast(boekingen=[nieuw, anders])]

    assert aantallen == [1, 0]
    assert set(Boeking.objects.values_list("boekingsnummer", "bedrag")) == {
        ("NIEUW", Decimal("100.00")),
        (bekend.boekingsnummer, Decimal("100.00")),
    }


# --- geef_prognose ---------------------------------------------------------------------------------------------------


def prognose(post, bedrag, toelichting="", is_klaar=True, **velden):
    return geef_prognose(
        post=post, door=None, kwartaal=1, bedrag=Decimal(bedrag), toelichting=toelichting, is_klaar=is_klaar, **velden
    )


@pytest.fixture
def post():
    post = PostFactory()
    vastgesteld(post.begroting)
    return post


def test_prognose_is_kept_beside_the_earlier_one(post):
    prognose(post, "1000.00")
    prognose(post, "1050.00")

    assert list(Prognose.objects.order_by("pk").values_list("bedrag", flat=True)) == [
        Decimal("1000.00"),
        Decimal("1050.00"),
    ]


def test_prognose_may_come_back_to_what_it_was(post):
    for bedrag in ("1000.00", "1050.00", "1050.00", "1000.00"):
        prognose(post, bedrag)

    assert [str(bedrag) for bedrag in Prognose.objects.order_by("pk").values_list("bedrag", flat=True)] == [
        "1000.00",
        "1050.00",
        "1000.00",
    ]


def test_deviating_prognose_needs_a_toelichting_before_it_is_ready(post):
    with pytest.raises(ValidationError, match="Schrijf op waardoor"):
        prognose(post, "1100.01", " ")
    prognose(post, "1100.01", is_klaar=False)
    prognose(post, "1100.01", "Meer deelnemers.")

    assert list(Prognose.objects.order_by("pk").values_list("is_klaar", flat=True)) == [False, True]


def test_prognose_of_a_concept_is_refused():
    with pytest.raises(ValidationError, match="vastgestelde begroting"):
        prognose(PostFactory(), "1000.00")

    assert not Prognose.objects.exists()


def test_prognose_below_zero_is_refused_in_words(post):
    with pytest.raises(ValidationError, match="nul of meer"):
        prognose(post, "-1.00", "Een reden.")
