from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from dashboard.enums import RapportageStatus
from dashboard.models import VASTE_VELDEN, Bericht, Kopcijfer, Meting, Rapportage
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import (
    IndicatorFactory,
    KopcijferFactory,
    MetingFactory,
    RapportageFactory,
    StreefwaardeFactory,
)
from tests.plan.factories import PlanFactory

pytestmark = pytest.mark.django_db


def test_front_page_holds_twelve_and_not_one_more():
    for plek in range(1, 13):
        KopcijferFactory(volgorde=plek)

    with pytest.raises(IntegrityError, match="kopcijfer_hooguit_twaalf"):
        KopcijferFactory(volgorde=13)


@pytest.mark.parametrize("van_een_plan", [True, False])
def test_place_on_a_front_page_is_taken_once(van_een_plan):
    plan = PlanFactory() if van_een_plan else None
    KopcijferFactory(plan=plan, volgorde=3)
    KopcijferFactory(plan=PlanFactory(), volgorde=3)  # another front page

    with pytest.raises(IntegrityError, match="kopcijfer_een_per_plek"):
        KopcijferFactory(plan=plan, volgorde=3)


def test_indicator_stands_once_on_a_front_page():
    indicator = KopcijferFactory(volgorde=1).indicator

    with pytest.raises(IntegrityError, match="kopcijfer_indicator_een_keer"):
        KopcijferFactory(indicator=indicator, volgorde=2)


def test_kopcijfer_points_at_its_plan_by_slug():
    plan = PlanFactory()

    assert KopcijferFactory(plan=plan).plan_id == plan.slug
    assert list(Kopcijfer.objects.op_voorpagina(plan.slug).values_list("plan__naam", flat=True)) == [plan.naam]


@pytest.mark.parametrize(
    "wijzig", [lambda m: m.save(), lambda m: m.delete(), lambda m: Meting.objects.update(waarde=1)]
)
def test_meting_is_never_changed_or_deleted(wijzig):
    meting = MetingFactory()

    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        wijzig(meting)

    assert Meting.objects.get().waarde == Decimal("50")


def test_meting_is_about_one_area():
    with pytest.raises(IntegrityError, match="meting_over_een_gebied"):
        MetingFactory(gebied=None, gebied_naam="")


@pytest.mark.parametrize("periode", ["2018", None])
def test_same_version_of_a_meting_exists_once(periode):
    eerste = MetingFactory(periode=periode)
    MetingFactory(indicator=eerste.indicator, periode=periode, versie=2)

    with pytest.raises(IntegrityError, match="meting_versie_uniek"):
        MetingFactory(indicator=eerste.indicator, periode=periode, versie=1)


def test_two_targets_never_hold_together():
    indicator = StreefwaardeFactory(geldig=(date(2019, 1, 1), date(2020, 1, 1))).indicator
    StreefwaardeFactory(indicator=indicator, geldig=(date(2020, 1, 1), None))

    with pytest.raises(IntegrityError, match="streefwaarde_een_tegelijk"):
        StreefwaardeFactory(indicator=indicator, geldig=(date(2019, 12, 31), date(2020, 1, 1)))


def test_part_of_an_indicator_names_the_whole():
    geheel = IndicatorFactory(naam="Kinderen met jeugdhulp")

    assert (
        str(IndicatorFactory(naam="waarvan dyslexie", onderdeel_van=geheel))
        == "Kinderen met jeugdhulp, waarvan dyslexie"
    )


NIEUW = {
    "plan_id": lambda: PlanFactory().slug,
    "peildatum": lambda: date(2020, 1, 1),
    "periode_van": lambda: date(2019, 1, 1),
    "periode_tot": lambda: date(2020, 3, 31),
    "periode_tekst": lambda: "2019",
    "versie": lambda: 2,
    "sleutel": lambda: "00000000-0000-0000-0000-000000000001",
    "payload": lambda: {"anders": 1},
    "payload_schema": lambda: 9,
    "payload_sha256": lambda: "c" * 64,
    "maker_id": lambda: RapportageFactory().maker_id,
    "created_at": lambda: "2019-01-01T00:00Z",
    "vastgesteld_door_id": lambda: RapportageFactory(vastgesteld=True).vastgesteld_door_id,
    "vastgesteld_op": lambda: date(2020, 2, 2),
    "soort": lambda: "evaluatie",
    "teksten": lambda: {"geld": "Anders."},
    "correctie": lambda: "Anders.",
    "ontbreekt_omdat": lambda: "Anders.",
    "voorgelegd_door_id": lambda: RapportageFactory().maker_id,
    "voorgelegd_op": lambda: date(2020, 2, 2),
    "pdf": lambda: b"%PDF-anders",
    "pdf_sha256": lambda: "d" * 64,
    "samenvatting": lambda: b"%PDF-anders",
    "samenvatting_sha256": lambda: "d" * 64,
    "brief": lambda: b"%PDF-anders",
    "brief_sha256": lambda: "d" * 64,
    "status": lambda: RapportageStatus.CONCEPT,
}


@pytest.mark.parametrize("veld", NIEUW)
def test_adopted_rapportage_is_frozen(veld):
    rapportage = RapportageFactory(vastgesteld=True)
    waarde = NIEUW[veld]()

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Rapportage.objects.filter(pk=rapportage.pk).update(**{veld: waarde})


def test_every_column_of_a_rapportage_is_frozen_or_bookkeeping():
    kolommen = {veld.attname for veld in Rapportage._meta.concrete_fields}

    assert kolommen - set(NIEUW) == {
        "id",
        "pdf_gevraagd_op",
        "pdf_begonnen_op",
        "pdf_fout",
        "aangeboden_op",
        "teruggegeven_om",
    }
    assert {Rapportage._meta.get_field(veld).attname for veld in VASTE_VELDEN} < set(NIEUW)


def test_rapportage_is_never_deleted():
    rapportage = RapportageFactory()

    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        rapportage.delete()


def test_adopted_rapportage_gets_its_pdf_once_and_can_be_offered():
    rapportage = RapportageFactory(vastgesteld=True, zonder_pdf=True)

    Rapportage.objects.filter(pk=rapportage.pk).update(pdf=b"%PDF", pdf_sha256="d" * 64)
    Rapportage.objects.filter(pk=rapportage.pk).update(
        status=RapportageStatus.AANGEBODEN, aangeboden_op=date(2020, 2, 1)
    )

    assert Rapportage.objects.get().status == RapportageStatus.AANGEBODEN


def test_maker_never_adopts_own_rapportage():
    rapportage = RapportageFactory()

    with pytest.raises(IntegrityError, match="rapportage_vier_ogen"):
        Rapportage.objects.filter(pk=rapportage.pk).update(
            status=RapportageStatus.VASTGESTELD, vastgesteld_op=date(2020, 1, 1), vastgesteld_door=rapportage.maker
        )


def test_adopted_rapportage_says_who_and_when():
    rapportage = RapportageFactory()

    with pytest.raises(IntegrityError, match="rapportage_vastgesteld_met_naam"):
        Rapportage.objects.filter(pk=rapportage.pk).update(status=RapportageStatus.VASTGESTELD)


def test_pdf_and_its_hash_come_together():
    rapportage = RapportageFactory()

    with pytest.raises(IntegrityError, match="rapportage_pdf_met_hash"):
        Rapportage.objects.filter(pk=rapportage.pk).update(pdf=b"%PDF")


def test_version_of_a_rapportage_exists_once():
    rapportage = RapportageFactory()

    with pytest.raises(IntegrityError, match="rapportage_versie_uniek"):
        RapportageFactory(plan=rapportage.plan)


def test_who_put_a_rapportage_forward_never_adopts_it():
    ander = GebruikerFactory()
    rapportage = RapportageFactory(voorgelegd_door=ander, voorgelegd_op=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="rapportage_vier_ogen"):
        Rapportage.objects.filter(pk=rapportage.pk).update(
            status=RapportageStatus.VASTGESTELD, vastgesteld_op=date(2020, 1, 1), vastgesteld_door=ander
        )


@pytest.mark.parametrize("document", ["samenvatting", "brief"])
def test_every_document_comes_with_its_hash(document):
    rapportage = RapportageFactory()

    with pytest.raises(IntegrityError, match=f"rapportage_{document}_met_hash"):
        Rapportage.objects.filter(pk=rapportage.pk).update(**{document: b"%PDF"})


def test_same_mail_about_a_rapportage_exists_once():
    rapportage = RapportageFactory()
    wat = {"rapportage": rapportage, "aan": rapportage.maker, "soort": "klaar", "kenmerk": "concept"}
    Bericht.objects.create(**wat)

    with pytest.raises(IntegrityError, match="bericht_een_keer"):
        Bericht.objects.create(**wat)
