"""Reporting progress: the honest stoplight, once per form."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from plan.enums import ActieStatus
from plan.lichten import vraagt_uitleg
from plan.models import Actie, Voortgangsmelding
from plan.services.voortgang import meld_voortgang
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.peildatum import begin_van

pytestmark = pytest.mark.django_db

UITLEG = {"oorzaak": "Personeelstekort.", "gevolg": "Een kwartaal later.", "bijsturing": "Extra inhuur."}


def meld(actie: Actie, **velden) -> Voortgangsmelding:
    """Report forty percent with lights that nothing is known against."""
    standaard = {
        "door": velden.pop("door", None) or GebruikerFactory(),
        "sleutel": uuid4(),
        "percentage": 40,
        "tijd": Licht.ONBEKEND,
        "geld": Licht.ONBEKEND,
        "kwaliteit": Licht.ONBEKEND,
        "toelichting": "Het loopt.",
    }
    return meld_voortgang(actie=actie, **standaard | velden)


def test_melding_keeps_what_was_chosen_beside_what_was_computed():
    actie, door = MijlpaalFactory(periode="Q1 2020").actie, GebruikerFactory()

    melding = meld(actie, door=door, tijd=Licht.ORANJE, volgende_stap="Bellen.", **UITLEG)

    melding.refresh_from_db()
    assert (melding.tijd, melding.tijd_berekend) == (Licht.ORANJE, Licht.ROOD)
    assert (melding.geld, melding.geld_berekend) == (Licht.ONBEKEND, Licht.ONBEKEND)
    assert (melding.oorzaak, melding.volgende_stap, melding.door) == (UITLEG["oorzaak"], "Bellen.", door)


@pytest.mark.parametrize(("gekozen", "periode"), list(product(Licht, ["Q1 2020", "Q4 2098"])))
def test_light_that_asks_for_an_explanation_is_refused_without(gekozen, periode):
    """Computed red (Q1 2020 is over) or green (Q4 2098 is far away)."""
    actie = MijlpaalFactory(periode=periode).actie
    nodig = vraagt_uitleg(gekozen, Licht.ROOD if periode == "Q1 2020" else Licht.GROEN)

    if not nodig:
        meld(actie, tijd=gekozen)
    else:
        with pytest.raises(ValidationError) as weigering:
            meld(actie, tijd=gekozen)
        assert set(weigering.value.error_dict) == set(UITLEG)
        meld(actie, tijd=gekozen, **UITLEG)

    assert Voortgangsmelding.objects.count() == 1


@pytest.mark.parametrize("aspect", ["tijd", "geld", "kwaliteit"])
@pytest.mark.parametrize("ontbreekt", UITLEG)
def test_each_light_asks_all_three_questions(aspect, ontbreekt):
    actie = ActieFactory()

    with pytest.raises(ValidationError) as weigering:
        meld(actie, **{aspect: Licht.ORANJE}, **(UITLEG | {ontbreekt: "  "}))

    assert set(weigering.value.error_dict) == {ontbreekt}
    assert not Voortgangsmelding.objects.exists()


def test_same_form_twice_is_one_melding():
    actie, sleutel = ActieFactory(), uuid4()

    eerst, dan = (meld(actie, sleutel=sleutel, percentage=percentage) for percentage in (40, 60))

    assert (eerst.pk, dan.percentage) == (dan.pk, 40)
    assert Voortgangsmelding.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_click_is_one_melding():
    """Two real connections with the same form at the same moment."""
    actie, door, sleutel = ActieFactory(stand__status=ActieStatus.GEPLAND), GebruikerFactory(), uuid4()

    def klik(_: int) -> int:
        try:
            return meld(actie, door=door, sleutel=sleutel).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        gemaakt = set(pool.map(klik, range(2)))

    assert gemaakt == set(Voortgangsmelding.objects.values_list("pk", flat=True))
    assert (len(gemaakt), actie.standen.count()) == (1, 2)


def test_key_of_another_actie_does_not_show_its_melding():
    sleutel = uuid4()
    meld(ActieFactory(), sleutel=sleutel)

    with pytest.raises(ValidationError) as weigering:
        meld(ActieFactory(), sleutel=sleutel)

    assert set(weigering.value.error_dict) == {"sleutel"}


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"percentage": 101}, "percentage"),
        ({"percentage": -1}, "percentage"),
        ({"toelichting": ""}, "toelichting"),
        ({"toelichting": "Zie 111222333."}, "toelichting"),
        ({"volgende_stap": "Bel 111222333."}, "volgende_stap"),
        ({"tijd": Licht.ROOD, **UITLEG, "oorzaak": "Zie 111222333."}, "oorzaak"),
    ],
)
def test_melding_that_is_not_right_changes_nothing(velden, fout):
    actie = ActieFactory(stand__status=ActieStatus.GEPLAND)

    with pytest.raises(ValidationError) as weigering:
        meld(actie, **velden)

    assert set(weigering.value.error_dict) == {fout}
    assert (Voortgangsmelding.objects.count(), actie.standen.count()) == (0, 1)


@pytest.mark.parametrize(
    ("status", "percentage", "wordt"),
    [
        (ActieStatus.GEPLAND, 0, ActieStatus.GEPLAND),
        (ActieStatus.GEPLAND, 1, ActieStatus.LOOPT),
        (ActieStatus.GEPLAND, 100, ActieStatus.AFGEROND),
        (ActieStatus.LOOPT, 0, ActieStatus.LOOPT),
        (ActieStatus.LOOPT, 99, ActieStatus.LOOPT),
        (ActieStatus.LOOPT, 100, ActieStatus.AFGEROND),
    ],
)
def test_status_follows_the_percentage(status, percentage, wordt):
    actie = ActieFactory(stand__status=status)

    meld(actie, percentage=percentage)

    assert Actie.objects.get(pk=actie.pk).huidige_stand.status == wordt


def test_melding_of_then_is_judged_by_what_was_known_then():
    """The mijlpaal of Q1 2020 was not late yet in February of that year."""
    actie = MijlpaalFactory(periode="Q1 2020").actie

    melding = meld(actie, tijd=Licht.GROEN, gemeld_op=begin_van(date(2020, 2, 1)))

    assert melding.tijd_berekend == Licht.GROEN
