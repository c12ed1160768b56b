"""The export: a table that a spreadsheet opens as text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.models import Actie
from plan.resources import ActieResource, Cel, maak_export
from plan.selectors import lees_acties
from tests.core.factories import LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.bestanden import FORMULETEKENS
from zwijndrecht_portal.core.peildatum import begin_van

DAG = date(2020, 6, 30)


def exporteer() -> list[dict[str, object]]:
    return maak_export(lees_acties(Actie.objects.op_peildatum(DAG).order_by("code"), DAG)).dict


@pytest.mark.django_db
def test_row_has_a_column_for_everything_with_dates_that_machines_read():
    actie = ActieFactory(
        plan=PlanFactory(slug="een-plek"),
        code="ACT1",
        naam="Buurtcirkels",
        leefgebied=LeefgebiedFactory(),
        stand__trekker_organisatie=OrganisatieFactory(naam="Pameijer"),
    )
    MijlpaalFactory(actie=actie, naam="Start", periode="Q1 2020")
    MeldingFactory(actie=actie, gemeld_op=begin_van(date(2020, 6, 1)), percentage=40)

    assert exporteer() == [
        dict(
            zip(
                ActieResource.fields,
                [
                    "een-plek", "ACT1", "Buurtcirkels", "Zorg", "", "Loopt", "Pameijer", "Start", "Q1 2020", "Q1 2020",
                    0, "achter", "onbekend", "onbekend", "2020-06-01", 40, "2020-06-30",
                ],
                strict=True,
            )
        )
    ]  # fmt: skip


@pytest.mark.django_db
def test_row_without_anything_is_empty_not_wrong():
    ActieFactory(code="ACT1")

    [rij] = exporteer()

    assert {
        rij[naam] for naam in ("volgende_mijlpaal", "periode", "kwartalen_later", "laatste_melding", "trekker")
    } == {""}


@pytest.mark.django_db
@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_name_never_becomes_a_formula(begin):
    ActieFactory(naam=f"{begin}1+1")

    assert exporteer()[0]["actie"] == f"'{begin}1+1"


@given(st.one_of(st.text(), st.integers()))
def test_no_cell_starts_a_formula(cel):
    veilig = Cel().render(cel)

    assert not (isinstance(veilig, str) and veilig.startswith(FORMULETEKENS))
    assert veilig == cel or veilig == f"'{cel}"


def test_numbers_stay_numbers():
    assert [Cel().render(getal) for getal in (-3, 0, 40)] == [-3, 0, 40]
