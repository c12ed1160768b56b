"""Loading both real plans: exactly, again and again, without undoing what people improved."""

import shutil

import pytest
import yaml
from django.core.management import call_command

from plan.enums import ActieStatus, PlanStatus
from plan.models import Aandachtspunt, Actie, Ambitie, Mijlpaal, MijlpaalStand, Opgave, Plan, Spoor
from plan.services.acties import voeg_betrokkene_toe, wijzig_actie, wijzig_trekker
from plan.services.laden import DATA, laad_plannen
from plan.services.mijlpalen import verschuif_mijlpaal
from tests.core.factories import GebruikerFactory, OrganisatieFactory
from tests.plan.planbestanden import lees
from zwijndrecht_portal.core.models import Gebied, Leefgebied
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

LOKAAL, TRANSFORMATIE = "een-plek-voor-iedereen", "we-zijn-ervan"


@pytest.fixture
def geladen():
    return laad_plannen()


@pytest.fixture
def map_met_data(tmp_path):
    """A copy of the data files to change; returns how to change one."""
    map = tmp_path / "data"
    shutil.copytree(DATA, map)

    def wijzig(bestand: str, oud: str, nieuw: str) -> None:
        tekst = (map / bestand).read_text(encoding="utf-8")
        assert tekst.count(oud) >= 1
        (map / bestand).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

    return map, wijzig


def acties(slug: str):
    return Actie.objects.filter(plan__slug=slug)


# --- What comes in ---------------------------------------------------------------------------------------------------


def test_plan_has_exactly_its_eleven_acties(geladen):
    """Four of them without a leefgebied, because the source names none; ours is a proposal beside it."""
    bron = lees(LOKAAL)["acties"]
    rijen = acties(LOKAAL).order_by("volgorde")

    assert len(bron) == 11
    assert [actie.naam for actie in rijen] == [actie["naam"] for actie in bron]
    assert [actie.leefgebied_id for actie in rijen].count(None) == 4
    assert [(a.leefgebied_id is None) == (a.leefgebied_voorstel_id is not None) for a in rijen] == [True] * 11
    assert {a.code for a in rijen if a.huidige_stand.status == ActieStatus.LOOPT} == {
        actie["code"] for actie in bron if actie.get("lopend")
    }


def test_everything_around_the_acties_is_there(geladen):
    aantallen = {model.__name__: model.objects.count() for model in (Plan, Opgave, Ambitie, Spoor, Leefgebied, Gebied)}

    assert aantallen == {"Plan": 2, "Opgave": 4, "Ambitie": 8, "Spoor": 4, "Leefgebied": 5, "Gebied": 102}
    assert set(Aandachtspunt.objects.values_list("code", flat=True)) == {f"X{nummer}" for nummer in range(1, 19)}
    assert set(Plan.objects.values_list("slug", "status")) == {
        (LOKAAL, PlanStatus.VASTGESTELD),
        (TRANSFORMATIE, PlanStatus.VASTGESTELD),
    }


def test_unknown_quarters_stay_unknown(geladen):
    """Never guessed: each mijlpaal has precisely the period that the file gives, or none, and that is adopted."""
    verwacht = {
        (actie["code"], mijlpaal["naam"]): "" if mijlpaal["periode"] == "onbekend" else mijlpaal["periode"]
        for slug in (LOKAAL, TRANSFORMATIE)
        for actie in lees(slug)["acties"]
        for mijlpaal in actie["mijlpalen"]
    }

    perioden = {
        (mijlpaal.actie.code, mijlpaal.naam): mijlpaal.vastgestelde_stand.periode_tekst
        for mijlpaal in Mijlpaal.objects.select_related("actie", "vastgestelde_stand")
    }

    assert perioden == verwacht
    assert "" in perioden.values()
    assert MijlpaalStand.objects.count() == len(perioden)


# --- Again -----------------------------------------------------------------------------------------------------------


def test_second_time_changes_nothing_and_says_so(geladen, django_assert_num_queries, capsys):
    assert geladen[0].startswith("Nieuw: ")

    with django_assert_num_queries(3):  # what the files said last time, between the ends of a transaction
        assert laad_plannen() == []

    call_command("laad_plannen")
    assert capsys.readouterr().out == "Klaar: niets gewijzigd.\n"


def test_touched_file_without_a_difference_changes_nothing(geladen, map_met_data):
    map, wijzig = map_met_data
    wijzig(f"{LOKAAL}.yaml", "plan:", "# een opmerking\nplan:")
    versies = {model: model.pgh_event_model.objects.count() for model in (Actie, Plan, Mijlpaal, MijlpaalStand)}

    assert laad_plannen(map=map) == []
    assert {model: model.pgh_event_model.objects.count() for model in versies} == versies


def test_changed_file_changes_only_what_differs(geladen, map_met_data):
    map, wijzig = map_met_data
    actie = acties(LOKAAL).order_by("volgorde").first()
    vorige = actie.naam
    wijzig(f"{LOKAAL}.yaml", f"naam: {vorige}", "naam: Een andere naam")

    regels = laad_plannen(map=map)

    actie.refresh_from_db()
    assert (regels, actie.naam) == ([f"Bijgewerkt: actie {vorige}: naam"], "Een andere naam")


def test_new_actie_in_the_file_is_added_with_everything(geladen, map_met_data):
    map, _ = map_met_data
    gegevens = yaml.safe_load((map / f"{LOKAAL}.yaml").read_text(encoding="utf-8"))
    gegevens["acties"].append({**gegevens["acties"][0], "code": "ACT99", "naam": "Nieuwe actie"})
    (map / f"{LOKAAL}.yaml").write_text(yaml.safe_dump(gegevens, allow_unicode=True), encoding="utf-8")

    assert laad_plannen(map=map) == ["Nieuw: actie Nieuwe actie"]
    nieuw = Actie.objects.get(code="ACT99")
    assert nieuw.mijlpalen.count() == len(gegevens["acties"][0]["mijlpalen"])


# --- What people improved --------------------------------------------------------------------------------------------


def test_improvement_in_the_portal_survives_a_changed_file(geladen, map_met_data):
    map, wijzig = map_met_data
    actie, door = acties(LOKAAL).order_by("volgorde").first(), GebruikerFactory()
    wijzig_actie(actie=actie, door=door, versie=1, naam="Beter geformuleerd", opgaven=actie.opgaven.all())
    wijzig(f"{LOKAAL}.yaml", f"naam: {actie.naam}", "naam: Anders in het bestand")

    regels = laad_plannen(map=map)

    actie.refresh_from_db()
    assert actie.naam == "Beter geformuleerd"
    assert regels == ["Niet overschreven, want gewijzigd in het portaal: actie Beter geformuleerd: naam"]


def test_trekker_betrokkenen_and_planning_live_in_the_portal(geladen, map_met_data):
    map, wijzig = map_met_data
    mijlpaal, door = Mijlpaal.objects.filter(actie__plan__slug=LOKAAL).order_by("pk").first(), GebruikerFactory()
    actie = mijlpaal.actie
    verschuif_mijlpaal(mijlpaal=mijlpaal, periode=Periode.parse("Q4 2026"), reden="Later.", door=door)
    wijzig_trekker(actie=actie, door=door, trekker=door, trekker_organisatie=None, reden="Overgedragen.")
    betrokkene = voeg_betrokkene_toe(actie=actie, organisatie=OrganisatieFactory(), rol="uitvoerder")
    wijzig(f"{LOKAAL}.yaml", "plan:", "# een opmerking\nplan:")

    laad_plannen(map=map)

    mijlpaal.refresh_from_db()
    assert mijlpaal.standen.lopend().get().periode_tekst == "Q4 2026"
    assert mijlpaal.vastgestelde_stand.periode_tekst != "Q4 2026"
    assert Actie.objects.get(pk=actie.pk).huidige_stand.trekker == door
    assert betrokkene in actie.betrokkenen.lopend()


def test_load_that_fails_halfway_leaves_nothing_behind(map_met_data):
    map, wijzig = map_met_data
    wijzig("aandachtspunten.yaml", "\naandachtspunten:", "\nanders:")

    with pytest.raises(KeyError):
        laad_plannen(map=map)

    assert (Plan.objects.count(), Leefgebied.objects.count()) == (0, 0)
