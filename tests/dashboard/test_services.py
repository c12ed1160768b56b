from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from kombu.exceptions import OperationalError

from dashboard.enums import RapportageStatus
from dashboard.models import Indicator, Kopcijfer, Rapportage
from dashboard.rapport import vingerafdruk
from dashboard.services.laden import laad_indicatoren
from dashboard.services.rapportages import maak_pdf_opnieuw, maak_rapportage, stel_rapportage_vast
from dashboard.tasks import maak_rapportage_pdf
from plan.services.laden import laad_plannen
from tests.dashboard.factories import RapportageFactory
from tests.plan.factories import PlanFactory
from zwijndrecht_portal.core.enums import Rol
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


def test_adopting_changes_only_the_cover(gebruiker_met, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(klaar=True)
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)

    with django_capture_on_commit_callbacks() as na_commit:
        vastgesteld = stel_rapportage_vast(rapportage=rapportage, door=manager)

    vastgesteld.refresh_from_db()
    assert (vastgesteld.status, vastgesteld.vastgesteld_door) == (RapportageStatus.VASTGESTELD, manager)
    assert vastgesteld.payload["kop"]["status"] == "vastgesteld"
    assert {**vastgesteld.payload, "kop": None} == {**rapportage.payload, "kop": None}
    assert vastgesteld.payload_sha256 == vingerafdruk(vastgesteld.payload)
    assert (vastgesteld.pdf, vastgesteld.pdf_sha256) == (None, "")
    assert len(na_commit) == 1


@pytest.mark.parametrize(
    ("trait", "zelf", "reden"),
    [
        ({}, False, "De pdf is er nog niet"),
        ({"klaar": True}, True, "U maakte deze rapportage zelf"),
        ({"vastgesteld": True}, False, "al vastgesteld"),
    ],
)
def test_adopting_is_refused(gebruiker_met, trait, zelf, reden):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    rapportage = RapportageFactory(**trait, **({"maker": manager} if zelf else {}))
    voor = Rapportage.objects.values().get()

    with pytest.raises(ValidationError, match=reden):
        stel_rapportage_vast(rapportage=rapportage, door=manager)

    assert Rapportage.objects.values().get() == voor


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
