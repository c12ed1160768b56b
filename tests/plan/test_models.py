"""Each constraint with the smallest row that breaks it, and what stands next to it that is allowed."""

from datetime import UTC, date, datetime
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from plan.enums import AmbitieGroep, PlanStatus
from plan.models import (
    Actie,
    ActieStand,
    Ambitie,
    Betrokkene,
    Mijlpaal,
    MijlpaalStand,
    Opdrachtbundel,
    Opgave,
    Plan,
    Spoor,
    Spoordoel,
    Voortgangsmelding,
)
from tests.core.factories import OrganisatieFactory
from tests.plan.factories import (
    AandachtspuntFactory,
    ActieFactory,
    MeldingFactory,
    MijlpaalFactory,
    PlanFactory,
    SpoorFactory,
)
from zwijndrecht_portal.core.models import periode_velden
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

JAN, FEB, MRT = (datetime(2020, maand, 1, tzinfo=UTC) for maand in (1, 2, 3))


def geweigerd(maak) -> bool:
    """True when the database refuses what this makes."""
    try:
        with transaction.atomic():
            maak()
    except IntegrityError:
        return True
    return False


# --- Plan ------------------------------------------------------------------------------------------------------------


def test_plan_ends_after_it_begins():
    PlanFactory(van=date(2020, 1, 1), tot=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="plan_eindigt_niet_voor_start"):
        PlanFactory(van=date(2020, 1, 2), tot=date(2020, 1, 1))


@pytest.mark.parametrize(("status", "vastgesteld_op"), list(product(PlanStatus, [None, date(2019, 1, 1)])))
def test_plan_has_a_date_of_adoption_unless_it_is_a_concept(status, vastgesteld_op):
    klopt = (status == PlanStatus.CONCEPT) == (vastgesteld_op is None)

    assert geweigerd(lambda: PlanFactory(status=status, vastgesteld_op=vastgesteld_op)) == (not klopt)


def test_plan_constraint_is_named():
    with pytest.raises(IntegrityError, match="plan_vastgesteld_heeft_datum"):
        PlanFactory(concept=True, vastgesteld_op=date(2019, 1, 1))


@pytest.mark.parametrize(("herinner", "verouderd", "mag"), [(60, 90, True), (60, 61, True), (60, 60, False)])
def test_plan_calls_progress_stale_after_the_reminder(herinner, verouderd, mag):
    """plan_verouderd_na_herinnering"""
    assert geweigerd(lambda: PlanFactory(herinner_na_dagen=herinner, verouderd_na_dagen=verouderd)) == (not mag)


def test_plan_constraint_speaks_dutch():
    plan = PlanFactory.build(van=date(2020, 1, 2), tot=date(2020, 1, 1))

    with pytest.raises(ValidationError, match="Het plan eindigt voordat het begint"):
        plan.validate_constraints()


def test_plan_slug_is_unique():
    PlanFactory(slug="een-plek")

    with pytest.raises(IntegrityError, match="slug"):
        PlanFactory(slug="een-plek")


# --- Parts of a plan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "velden", "constraint"),
    [
        (Opgave, {}, "opgave_code_uniek_in_plan"),
        (Ambitie, {"groep": AmbitieGroep.RAAD}, "ambitie_code_uniek_in_plan"),
        (Spoor, {}, "spoor_code_uniek_in_plan"),
        (Opdrachtbundel, {}, "opdrachtbundel_code_uniek_in_plan"),
    ],
)
def test_code_is_unique_within_its_plan(model, velden, constraint):
    plan, ander_plan = PlanFactory(), PlanFactory()
    model.objects.create(plan=plan, code="A", naam="Eerste", **velden)
    model.objects.create(plan=ander_plan, code="A", naam="In een ander plan", **velden)

    with pytest.raises(IntegrityError, match=constraint):
        model.objects.create(plan=plan, code="A", naam="Tweede", **velden)


def test_code_of_an_actie_is_unique_within_its_plan():
    actie = ActieFactory(code="ACT1")
    ActieFactory(code="ACT1")  # of another plan

    with pytest.raises(IntegrityError, match="actie_code_uniek_in_plan"):
        ActieFactory(plan=actie.plan, code="ACT1")


def test_code_of_a_doel_is_unique_within_its_spoor():
    spoor = SpoorFactory()
    Spoordoel.objects.create(spoor=spoor, code="A1", naam="Doel")
    Spoordoel.objects.create(spoor=SpoorFactory(), code="A1", naam="Doel van een ander spoor")

    with pytest.raises(IntegrityError, match="spoordoel_code_uniek_in_spoor"):
        Spoordoel.objects.create(spoor=spoor, code="A1", naam="Nog een doel")


def test_name_of_a_mijlpaal_is_unique_within_its_actie():
    mijlpaal = MijlpaalFactory(naam="Start")
    MijlpaalFactory(naam="Start")

    with pytest.raises(IntegrityError, match="mijlpaal_naam_uniek_in_actie"):
        MijlpaalFactory(actie=mijlpaal.actie, naam="Start")


# --- One stand at any moment -----------------------------------------------------------------------------------------

# The range beside a row that holds in February.
BEREIKEN = [
    ((JAN, FEB), False),  # ends where February begins
    ((MRT, None), False),
    ((JAN, None), True),
    ((None, None), True),
    ((datetime(2020, 2, 29, 23, 59, tzinfo=UTC), None), True),
]


@pytest.mark.parametrize(("geldig", "botst"), BEREIKEN)
def test_actie_has_one_stand_at_a_time(geldig, botst):
    """actiestand_een_tegelijk"""
    actie = ActieFactory()
    actie.standen.all().delete()
    ActieStand.objects.create(actie=actie, status="loopt", geldig=(FEB, MRT))

    assert geweigerd(lambda: ActieStand.objects.create(actie=actie, status="gepland", geldig=geldig)) == botst


@pytest.mark.parametrize(("geldig", "botst"), BEREIKEN)
def test_mijlpaal_has_one_stand_at_a_time(geldig, botst):
    """mijlpaalstand_een_tegelijk"""
    mijlpaal = Mijlpaal.objects.create(actie=ActieFactory(), naam="Start")
    MijlpaalStand.objects.create(mijlpaal=mijlpaal, geldig=(FEB, MRT))

    assert geweigerd(lambda: MijlpaalStand.objects.create(mijlpaal=mijlpaal, geldig=geldig)) == botst


@pytest.mark.parametrize(("geldig", "botst"), BEREIKEN)
def test_organisatie_is_involved_once_at_a_time(geldig, botst):
    """betrokkene_een_keer_tegelijk"""
    actie, organisatie = ActieFactory(), OrganisatieFactory()
    Betrokkene.objects.create(actie=actie, organisatie=organisatie, geldig=(FEB, MRT))
    Betrokkene.objects.create(actie=actie, organisatie=OrganisatieFactory(), geldig=(FEB, MRT))

    assert geweigerd(lambda: Betrokkene.objects.create(actie=actie, organisatie=organisatie, geldig=geldig)) == botst


def test_exclusion_constraints_are_named():
    actie = ActieFactory()

    with pytest.raises(IntegrityError, match="actiestand_een_tegelijk"):
        ActieStand.objects.create(actie=actie, status="loopt", geldig=(FEB, None))


def test_present_stand_is_the_one_that_no_later_one_closed():
    actie = ActieFactory()
    eerste = actie.standen.get()
    ActieStand.objects.filter(pk=eerste.pk).update(geldig=(eerste.geldig.lower, FEB))
    tweede = ActieStand.objects.create(actie=actie, status="afgerond", geldig=(FEB, None))

    assert actie.huidige_stand == tweede


# --- Mijlpaal --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "tekst", "mag"),
    [
        (None, None, "", True),
        (date(2020, 1, 1), date(2020, 3, 31), "Q1 2020", True),
        (date(2020, 1, 1), date(2020, 1, 1), "1 januari", True),
        (date(2020, 1, 1), None, "Q1 2020", False),
        (None, date(2020, 3, 31), "Q1 2020", False),
        (None, None, "Q1 2020", False),
        (date(2020, 1, 1), date(2020, 3, 31), "", False),
        (date(2020, 3, 31), date(2020, 1, 1), "Q1 2020", False),
    ],
)
def test_period_is_whole_or_unknown(van, tot, tekst, mag):
    """mijlpaalstand_periode_heel_of_leeg"""
    mijlpaal = Mijlpaal.objects.create(actie=ActieFactory(), naam="Start")
    velden = {"periode_van": van, "periode_tot": tot, "periode_tekst": tekst}

    assert geweigerd(lambda: MijlpaalStand.objects.create(mijlpaal=mijlpaal, geldig=(JAN, None), **velden)) == (not mag)


@pytest.mark.parametrize("tekst", ["Q4 2019", "2019-2020", "voorjaar 2019", None])
def test_period_comes_back_as_it_was_stored(tekst):
    periode = Periode.parse(tekst) if tekst else None
    mijlpaal = Mijlpaal.objects.create(actie=ActieFactory(), naam="Start")

    stand = MijlpaalStand.objects.create(mijlpaal=mijlpaal, geldig=(JAN, None), **periode_velden(periode))
    stand.refresh_from_db()

    assert stand.periode == periode


@pytest.mark.parametrize("nieuw", ["andere stand", "niets"])
def test_adopted_period_never_changes(nieuw):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")
    ander = MijlpaalFactory(actie=mijlpaal.actie).vastgestelde_stand if nieuw == "andere stand" else None

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Mijlpaal.objects.filter(pk=mijlpaal.pk).update(vastgestelde_stand=ander)

    mijlpaal.refresh_from_db()
    assert mijlpaal.vastgestelde_stand.periode_tekst == "Q4 2019"


def test_adopted_mijlpaal_may_get_another_name():
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    assert Mijlpaal.objects.filter(pk=mijlpaal.pk).update(naam="Anders", volgorde=7) == 1


def test_mijlpaal_that_came_later_can_still_be_adopted():
    mijlpaal = Mijlpaal.objects.create(actie=ActieFactory(), naam="Later")
    stand = MijlpaalStand.objects.create(mijlpaal=mijlpaal, geldig=(JAN, None))

    assert Mijlpaal.objects.filter(pk=mijlpaal.pk).update(vastgestelde_stand=stand) == 1


# --- Voortgangsmelding -----------------------------------------------------------------------------------------------


def test_melding_is_never_changed():
    melding = MeldingFactory()

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Voortgangsmelding.objects.update(percentage=99)

    melding.refresh_from_db()
    assert melding.percentage != 99


def test_melding_is_never_deleted():
    MeldingFactory()

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Voortgangsmelding.objects.all().delete()

    assert Voortgangsmelding.objects.count() == 1


@pytest.mark.parametrize(("percentage", "mag"), [(0, True), (100, True), (101, False)])
def test_melding_goes_from_nothing_to_everything(percentage, mag):
    """melding_percentage_tot_100"""
    assert geweigerd(lambda: MeldingFactory(percentage=percentage)) == (not mag)


def test_form_makes_one_melding():
    sleutel = uuid4()
    MeldingFactory(sleutel=sleutel)

    with pytest.raises(IntegrityError, match="sleutel"):
        MeldingFactory(sleutel=sleutel)


# --- Aandachtspunt ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("opgelost_op", "oplossing"), list(product([None, date(2020, 1, 1)], ["", "Nagevraagd."])))
def test_settled_point_says_how(opgelost_op, oplossing):
    """aandachtspunt_opgelost_met_uitleg"""
    klopt = (opgelost_op is None) == (oplossing == "")

    assert geweigerd(lambda: AandachtspuntFactory(opgelost_op=opgelost_op, oplossing=oplossing)) == (not klopt)


# --- Free text and history -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", ["kern", "voorwaarde"])
def test_bsn_is_refused_in_free_text(veld):
    actie = Actie(plan=PlanFactory(), code="ACT1", naam="Actie", **{veld: "Bel over 111222333."})

    with pytest.raises(ValidationError) as fout:
        actie.full_clean(exclude=["zoek"])

    assert set(fout.value.error_dict) == {veld}


def test_history_keeps_bulk_changes():
    ActieFactory.create_batch(2, kern="Eerst.")
    Actie.objects.update(kern="Dan.")

    versies = Actie.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "kern")

    assert sorted(versies) == [("insert", "Eerst.")] * 2 + [("update", "Dan.")] * 2


def test_plan_with_acties_is_not_deleted():
    actie = ActieFactory()

    with pytest.raises(ProtectedError):
        Plan.objects.get(pk=actie.plan_id).delete()
