from datetime import date

import pytest

from dashboard.enums import RapportageStatus
from dashboard.models import Meting, Rapportage, Streefwaarde
from tests.dashboard.factories import IndicatorFactory, MetingFactory, RapportageFactory, StreefwaardeFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rol", Rol)
def test_concept_is_only_for_who_composes(gebruiker_met, rol):
    concept = RapportageFactory(klaar=True)
    voorgelegd = RapportageFactory(status=RapportageStatus.TER_VASTSTELLING)
    vastgesteld = RapportageFactory(vastgesteld=True)

    zichtbaar = set(Rapportage.objects.visible_to(gebruiker_met(rol)))

    if rol in {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}:
        assert zichtbaar == {concept, voorgelegd, vastgesteld}
    else:
        assert zichtbaar == {vastgesteld}


def test_openbaar_is_what_was_adopted_by_then():
    RapportageFactory(klaar=True)
    vastgesteld = RapportageFactory(vastgesteld=True, vastgesteld_op=date(2020, 1, 20))

    assert list(Rapportage.objects.openbaar(date(2020, 1, 20))) == [vastgesteld]
    assert list(Rapportage.objects.openbaar(date(2020, 1, 19))) == []


def test_met_pdf_leaves_out_what_is_not_ready():
    RapportageFactory()
    klaar = RapportageFactory(klaar=True)

    assert list(Rapportage.objects.met_pdf()) == [klaar]


def test_list_does_not_fetch_the_large_columns():
    RapportageFactory(klaar=True)

    assert Rapportage.objects.for_lijst().get().get_deferred_fields() == {
        "payload",
        "teksten",
        "pdf",
        "samenvatting",
        "brief",
    }


def test_meting_counts_when_it_was_known_and_its_period_was_over():
    oud = MetingFactory(periode="2018", bekend_sinds=date(2019, 6, 1))
    MetingFactory(periode="2018", bekend_sinds=date(2019, 6, 2))
    MetingFactory(periode="2019", bekend_sinds=date(2019, 1, 1))
    zonder_jaar = MetingFactory(periode=None, bekend_sinds=date(2019, 1, 1))

    assert set(Meting.objects.bekend_op(date(2019, 6, 1))) == {oud, zonder_jaar}


def test_laatste_versie_gives_one_per_period_oldest_first():
    indicator = IndicatorFactory()
    MetingFactory(indicator=indicator, periode="2018", versie=1)
    nieuw = MetingFactory(indicator=indicator, periode="2018", versie=2)
    eerder = MetingFactory(indicator=indicator, periode="2017")
    zonder_jaar = MetingFactory(indicator=indicator, periode=None)

    assert list(Meting.objects.laatste_versie()) == [zonder_jaar, eerder, nieuw]


def test_target_holds_within_its_range():
    streefwaarde = StreefwaardeFactory(geldig=(date(2019, 1, 1), date(2020, 1, 1)))

    assert list(Streefwaarde.objects.op(date(2019, 12, 31))) == [streefwaarde]
    assert list(Streefwaarde.objects.op(date(2020, 1, 1))) == []
