from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from kombu.exceptions import OperationalError

from dashboard.enums import RapportageSoort, RapportageStatus, Sectie
from dashboard.models import Indicator, Kopcijfer, Rapportage
from dashboard.payload import vingerafdruk
from dashboard.services.laden import laad_indicatoren
from dashboard.services.rapportages import (
    maak_pdf_opnieuw,
    maak_rapportage,
    schrijf_tekst,
    tekst_vingerafdruk,
    werk_bij,
)
from dashboard.tasks import maak_rapportage_pdf
from plan.services.laden import laad_plannen
from tests.dashboard.factories import RapportageFactory
from tests.plan.factories import ActieFactory, PlanFactory
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

D2019 = date(2019, 12, 31)


# --- Loading ---------------------------------------------------------------------------------------------------------


def test_loading_needs_the_plans():
    with pytest.raises(LookupError, match="Laad eerst de plannen"):
        laad_indicatoren()

    assert not Indicator.objects.exists()


def test_full_front_page_is_left_alone(db):
    laad_plannen()
    for plek in range(1, 13):
        Kopcijfer.objects.create(volgorde=plek, indicator=Indicator.objects.create(sleutel=f"vast-{plek}"))

    laad_indicatoren()

    assert set(Kopcijfer.objects.op_voorpagina(None).values_list("indicator__sleutel", flat=True)) == {
        f"vast-{plek}" for plek in range(1, 13)
    }


# --- Reports ---------------------------------------------------------------------------------------------------------


def maak(door, **velden):
    standaard = {"periode": Periode.parse("Q4 2019"), "peildatum": D2019, "sleutel": uuid4()}
    return maak_rapportage(**standaard | {"plan": "proef"} | velden, door=door)


@pytest.fixture
def proefplan(db):
    return PlanFactory(slug="proef")


def test_report_is_filled_and_its_pdf_starts_after_commit(
    proefplan, beleidsmedewerker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as na_commit:
        rapportage = maak(beleidsmedewerker)

    assert (rapportage.status, rapportage.versie, rapportage.is_klaar) == (RapportageStatus.CONCEPT, 1, False)
    assert rapportage.payload["kop"]["peildatum"] == "2019-12-31"
    assert len(na_commit) == 1


def test_fingerprint_fits_what_is_stored(proefplan, beleidsmedewerker):
    rapportage = Rapportage.objects.get(pk=maak(beleidsmedewerker).pk)

    assert rapportage.payload_sha256 == vingerafdruk(rapportage.payload)


def test_form_sent_twice_is_one_report(proefplan, beleidsmedewerker):
    sleutel = uuid4()

    assert maak(beleidsmedewerker, sleutel=sleutel) == maak(beleidsmedewerker, sleutel=sleutel)
    assert Rapportage.objects.count() == 1


def test_second_report_is_the_next_version(proefplan, beleidsmedewerker):
    PlanFactory(slug="ander")

    versies = [
        maak(beleidsmedewerker).versie,
        maak(beleidsmedewerker).versie,
        maak(beleidsmedewerker, plan="ander").versie,
    ]

    assert versies == [1, 2, 1]


@pytest.mark.parametrize("peildatum", [date(2018, 12, 31), date(2999, 1, 1)])
def test_report_outside_the_past_of_the_plan_is_refused(proefplan, beleidsmedewerker, peildatum):
    with pytest.raises(ValidationError, match="tussen het begin van het plan en vandaag"):
        maak(beleidsmedewerker, peildatum=peildatum)

    assert not Rapportage.objects.exists()


def test_report_is_kept_when_the_broker_is_away(
    proefplan, beleidsmedewerker, django_capture_on_commit_callbacks, monkeypatch
):
    def weg(*args, **kwargs):
        raise OperationalError("broker")

    monkeypatch.setattr(maak_rapportage_pdf, "delay", weg)

    with django_capture_on_commit_callbacks(execute=True):
        rapportage = maak(beleidsmedewerker)

    assert not Rapportage.objects.get(pk=rapportage.pk).is_klaar


def test_failed_pdf_is_tried_again(django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(pdf_fout="Mislukt.")

    with django_capture_on_commit_callbacks() as na_commit:
        opnieuw = maak_pdf_opnieuw(rapportage=rapportage)

    assert opnieuw.pdf_fout == ""
    assert len(na_commit) == 1


def test_ready_pdf_is_not_made_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as na_commit:
        maak_pdf_opnieuw(rapportage=RapportageFactory(klaar=True))

    assert na_commit == []


def test_evaluatie_is_about_the_whole_term_of_the_plan(proefplan, beleidsmedewerker):
    rapportage = maak(beleidsmedewerker, soort=RapportageSoort.EVALUATIE.value, periode=None)

    assert (rapportage.periode.van, rapportage.periode.tot) == (proefplan.van, proefplan.tot)
    assert rapportage.payload["kop"]["soort"] == "evaluatie"


def test_progress_report_needs_a_period(proefplan, beleidsmedewerker):
    with pytest.raises(ValidationError, match="Vul de periode in"):
        maak(beleidsmedewerker, periode=None)


def test_second_report_after_adoption_says_what_it_corrects(proefplan, beleidsmedewerker):
    RapportageFactory(vastgesteld=True, plan=proefplan)

    with pytest.raises(ValidationError, match="Schrijf op wat u verbetert"):
        maak(beleidsmedewerker)
    versie2 = maak(beleidsmedewerker, correctie="Een bedrag klopte niet.")

    assert versie2.payload["correctie"] == {
        "versie": 1, "vastgesteld_op": None, "reden": "Een bedrag klopte niet.", "veranderingen": [],
    }  # fmt: skip


def test_correction_of_nothing_is_refused(proefplan, beleidsmedewerker):
    with pytest.raises(ValidationError, match="nog niets vastgesteld"):
        maak(beleidsmedewerker, correctie="Een bedrag klopte niet.")


def test_report_is_compared_with_the_adopted_one_before_it(proefplan, beleidsmedewerker):
    RapportageFactory(vastgesteld=True, plan=proefplan, peildatum=date(2019, 9, 30), periode_tekst="Q3 2019")
    RapportageFactory(klaar=True, plan=proefplan, peildatum=date(2019, 11, 30))  # a concept is no measure

    rapportage = maak(beleidsmedewerker)

    assert rapportage.payload["vorige"]["peildatum"] == "2019-09-30"
    assert rapportage.payload["veranderingen"] == []


# --- Writing in a concept --------------------------------------------------------------------------------------------


def schrijf(rapportage, tekst, basis=""):
    return schrijf_tekst(rapportage=rapportage, sectie=Sectie.GELD, tekst=tekst, basis=tekst_vingerafdruk(basis))


def test_text_comes_into_the_payload_and_the_pdf_is_made_again(django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(klaar=True)

    with django_capture_on_commit_callbacks() as na_commit:
        geschreven = schrijf(rapportage, " Er is genoeg geld. ")

    geschreven.refresh_from_db()
    assert geschreven.payload["teksten"] == [{"sectie": "geld", "tekst": "Er is genoeg geld."}]
    assert geschreven.payload_sha256 == vingerafdruk(geschreven.payload)
    assert (geschreven.pdf, geschreven.pdf_sha256, len(na_commit)) == (None, "", 1)


def test_text_of_a_colleague_is_not_overwritten():
    rapportage = RapportageFactory()
    schrijf(rapportage, "Van de een.")

    with pytest.raises(ValidationError, match="Een collega veranderde deze tekst ook"):
        schrijf(rapportage, "Van de ander.")

    assert Rapportage.objects.get().teksten == {"geld": "Van de een."}


def test_empty_text_takes_it_away():
    rapportage = schrijf(RapportageFactory(), "Weg hiermee.")

    assert schrijf(rapportage, "", basis="Weg hiermee.").payload["teksten"] == []


@pytest.mark.parametrize("trait", ["voorgelegd", "vastgesteld"])
def test_only_a_concept_can_be_written_in(trait):
    with pytest.raises(ValidationError, match="geen concept meer"):
        schrijf(RapportageFactory(**{trait: True}), "Te laat.")


def test_facts_are_read_again_only_when_they_changed(proefplan, beleidsmedewerker, django_capture_on_commit_callbacks):
    rapportage = maak(beleidsmedewerker)

    assert werk_bij(rapportage=rapportage) is False
    ActieFactory(plan=proefplan, naam="Nieuw")
    assert werk_bij(rapportage=rapportage) is True
    assert Rapportage.objects.get().payload["hoofdstukken"][0]["acties"][0]["naam"] == "Nieuw"
