from datetime import date

import pytest
from django.core.exceptions import ValidationError

from dashboard.enums import BerichtSoort, RapportageStatus
from dashboard.models import Bericht, Rapportage
from dashboard.payload import vingerafdruk
from dashboard.services.vaststellen import bied_aan, geef_terug, leg_voor, stel_rapportage_vast
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import RapportageFactory
from tests.plan.factories import ActieFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMAMANAGER)


def berichten():
    return set(Bericht.objects.values_list("soort", "aan__email"))


def test_complete_report_is_put_forward_and_the_manager_hears_it(manager, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(klaar=True)

    with django_capture_on_commit_callbacks() as na_commit:
        voorgelegd = leg_voor(rapportage=rapportage, ontbreekt_omdat="", door=rapportage.maker)

    voorgelegd.refresh_from_db()
    assert (voorgelegd.status, voorgelegd.voorgelegd_door) == (RapportageStatus.TER_VASTSTELLING, rapportage.maker)
    assert voorgelegd.payload["kop"]["status"] == "ter_vaststelling"
    assert berichten() == {(BerichtSoort.VOORGELEGD, manager.email)}
    assert len(na_commit) == 2  # the PDFs and the mail


def test_incomplete_report_needs_a_reason_and_prints_it():
    rapportage = RapportageFactory(klaar=True)
    ActieFactory(plan=rapportage.plan, naam="Zonder nieuws")

    with pytest.raises(ValidationError, match="Er ontbreekt nog iets"):
        leg_voor(rapportage=rapportage, ontbreekt_omdat=" ", door=rapportage.maker)
    assert Rapportage.objects.get().status == RapportageStatus.CONCEPT
    leg_voor(rapportage=rapportage, ontbreekt_omdat="De trekker is ziek.", door=rapportage.maker)

    payload = Rapportage.objects.get().payload
    assert payload["gaten"] == ["Zonder nieuws: nog nooit voortgang gemeld"]
    assert payload["ontbreekt_omdat"] == "De trekker is ziek."


def test_giving_back_needs_a_reason_and_tells_the_maker(manager):
    rapportage = RapportageFactory(voorgelegd=True)

    with pytest.raises(ValidationError, match="Schrijf op wat er nog moet gebeuren"):
        geef_terug(rapportage=rapportage, reden="", door=manager)
    terug = geef_terug(rapportage=rapportage, reden="Vul geld aan.", door=manager)

    assert (terug.status, terug.voorgelegd_door, terug.teruggegeven_om) == ("concept", None, "Vul geld aan.")
    assert berichten() == {(BerichtSoort.TERUG, rapportage.maker.email)}


def test_adopting_changes_only_the_cover(manager, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(voorgelegd=True)

    with django_capture_on_commit_callbacks() as na_commit:
        vastgesteld = stel_rapportage_vast(rapportage=rapportage, door=manager)

    vastgesteld.refresh_from_db()
    assert (vastgesteld.status, vastgesteld.vastgesteld_door) == (RapportageStatus.VASTGESTELD, manager)
    assert vastgesteld.payload["kop"]["status"] == "vastgesteld"
    assert {**vastgesteld.payload, "kop": None} == {**rapportage.payload, "kop": None}
    assert vastgesteld.payload_sha256 == vingerafdruk(vastgesteld.payload)
    assert (vastgesteld.pdf, vastgesteld.brief_sha256) == (None, "")
    assert len(na_commit) == 1


@pytest.mark.parametrize(
    ("trait", "zelf", "reden"),
    [
        ({"klaar": True}, False, "de rapportage heeft de status concept"),
        ({"voorgelegd": True}, True, "U maakte deze rapportage zelf"),
        ({"vastgesteld": True}, False, "de rapportage heeft de status vastgesteld"),
    ],
)
def test_adopting_is_refused(manager, trait, zelf, reden):
    rapportage = RapportageFactory(**trait, **({"maker": manager} if zelf else {}))
    voor = Rapportage.objects.values().get()

    with pytest.raises(ValidationError, match=reden):
        stel_rapportage_vast(rapportage=rapportage, door=manager)

    assert Rapportage.objects.values().get() == voor


def test_who_put_it_forward_does_not_adopt_it(manager):
    rapportage = RapportageFactory(voorgelegd=True, voorgelegd_door=manager)

    with pytest.raises(ValidationError, match="U maakte deze rapportage zelf"):
        stel_rapportage_vast(rapportage=rapportage, door=manager)


def test_report_without_pdf_is_not_adopted(manager):
    with pytest.raises(ValidationError, match="De pdf is er nog niet"):
        stel_rapportage_vast(rapportage=RapportageFactory(voorgelegd=True, zonder_pdf=True), door=manager)


def test_report_compared_with_an_older_one_than_is_adopted_now_is_refused(manager):
    rapportage = RapportageFactory(voorgelegd=True)
    RapportageFactory(vastgesteld=True, plan=rapportage.plan, peildatum=date(2019, 9, 30))

    with pytest.raises(ValidationError, match="intussen een andere rapportage vastgesteld"):
        stel_rapportage_vast(rapportage=rapportage, door=manager)


def test_second_adoption_about_the_same_day_is_refused(manager):
    rapportage = RapportageFactory(voorgelegd=True, versie=2)
    RapportageFactory(vastgesteld=True, plan=rapportage.plan)

    with pytest.raises(ValidationError, match="intussen al vastgesteld"):
        stel_rapportage_vast(rapportage=rapportage, door=manager)


def test_each_raadslid_hears_once_that_a_report_is_offered():
    raadsleden = GebruikerFactory.create_batch(2, rollen=[Rol.RAADSLID])
    GebruikerFactory(rollen=[Rol.RAADSLID], is_active=False)
    rapportage = RapportageFactory(vastgesteld=True)

    aangeboden = bied_aan(rapportage=rapportage)

    assert aangeboden.status == RapportageStatus.AANGEBODEN
    assert berichten() == {(BerichtSoort.AANGEBODEN, lid.email) for lid in raadsleden}
    with pytest.raises(ValidationError, match="status aangeboden"):
        bied_aan(rapportage=rapportage)
