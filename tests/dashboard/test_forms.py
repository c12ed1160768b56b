from datetime import date

import pytest

from dashboard.forms import RapportageForm
from plan.enums import PlanStatus
from plan.selectors import PlanKop
from zwijndrecht_portal.core.periode import Periode

PLAN = PlanKop("proef", "Proef", date(2019, 1, 1), date(2020, 12, 31), PlanStatus.VASTGESTELD, date(2019, 1, 1), "")
GOED = {
    "sleutel": "8f14e45f-ceea-4e7a-9b1b-0f3d6f1c2a10",
    "plan": "proef",
    "periode": "q4 2019",
    "peildatum": "31-12-2019",
}


def formulier(**velden):
    return RapportageForm(GOED | velden, plannen=[PLAN], vandaag=date(2026, 11, 21))


def test_form_understands_period_and_date_in_words():
    form = formulier()

    assert form.is_valid()
    assert form.cleaned_data["peildatum"] == date(2019, 12, 31)
    assert form.cleaned_data["periode"] == Periode(date(2019, 10, 1), date(2019, 12, 31), "q4 2019")


def test_form_proposes_the_current_quarter():
    form = RapportageForm(plannen=[PLAN], vandaag=date(2026, 11, 21))

    assert (form.initial["periode"], form.initial["peildatum"]) == ("Q4 2026", "21-11-2026")


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("plan", "bestaat-niet"),
        ("plan", ""),
        ("periode", "ooit"),
        ("periode", ""),
        ("peildatum", "31-02-2019"),
        ("peildatum", "morgen"),
        ("peildatum", "\x00"),
        ("sleutel", "geen-sleutel"),
    ],
)
def test_form_says_at_the_field_what_is_wrong(veld, waarde):
    assert set(formulier(**{veld: waarde}).errors) == {veld}
