"""Each constraint: the smallest row that breaks it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from casework.enums import TaakSoort, TaakStatus, Trede, WaakvlamSoort
from casework.models import (
    Contactstand,
    Huishouden,
    Inwoner,
    Niveau,
    Notitie,
    Ondersteuningsplan,
    OpTijdPeriode,
    Regie,
    Ritmeprofiel,
    Taak,
    Waakvlam,
)
from tests.casework.factories import (
    BEGIN,
    TEAMLEIDER,
    ContactmomentFactory,
    HuishoudenFactory,
    TaakFactory,
    als,
    laad_ritmeprofielen,
)
from tests.core.factories import GebiedFactory, GebruikerFactory
from zwijndrecht_portal.core.elfproef import weiger_bsn

pytestmark = pytest.mark.django_db
LATER = BEGIN + timedelta(days=30)


@pytest.fixture(autouse=True)
def _als_teamleider(db):
    with als(TEAMLEIDER):
        yield


def geweigerd(naam: str):
    """The database refuses, because of this constraint or trigger."""
    return pytest.raises(DatabaseError, match=naam)


@pytest.mark.parametrize("pseudoniem", ["HH-26-0001", "HH-2026-001", "2026-0042", "HH-2026-00a1"])
def test_pseudoniem_has_its_form(pseudoniem):
    with geweigerd("huishouden_pseudoniem_vorm"):
        HuishoudenFactory(pseudoniem=pseudoniem)


def test_pseudoniem_is_unique():
    HuishoudenFactory(pseudoniem="HH-2026-0042")

    with geweigerd("pseudoniem"):
        HuishoudenFactory(pseudoniem="HH-2026-0042")


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "gesloten"},
        {"gesloten_op": date(2026, 6, 1)},
        {"status": "gesloten", "gesloten_op": date(2026, 1, 4)},
    ],
)
def test_gesloten_huishouden_has_a_date_after_it_was_opened(velden):
    huishouden = Huishouden(pseudoniem="HH-2026-0042", buurt=GebiedFactory(), geopend_op=date(2026, 1, 5), **velden)

    with pytest.raises(ValidationError, match="datum waarop het gesloten is"):
        huishouden.validate_constraints()


def test_inwoner_has_a_name():
    with geweigerd("inwoner_heeft_roepnaam"):
        Inwoner.objects.create(huishouden=HuishoudenFactory(), roepnaam="")


def gedateerde_rijen():
    door = GebruikerFactory()
    laad_ritmeprofielen()
    return {
        "regie": (Regie, {"regisseur": door}),
        "niveau": (Niveau, {"trede": Trede.REGIE, "door": door}),
        "ondersteuningsplan": (Ondersteuningsplan, {"door": door}),
        "waakvlam": (
            Waakvlam,
            {
                "soort": WaakvlamSoort.BUDDY,
                "naam_of_rol": "Anouk",
                "ritmeprofiel": Ritmeprofiel.objects.get(slug="start"),
            },
        ),
    }


@pytest.mark.parametrize("naam", ["regie", "niveau", "ondersteuningsplan", "waakvlam"])
def test_dated_rows_of_a_huishouden_never_overlap(naam):
    model, velden = gedateerde_rijen()[naam]
    huishouden = HuishoudenFactory()
    model.objects.create(huishouden=huishouden, geldig=(BEGIN, LATER), **velden)
    model.objects.create(huishouden=huishouden, geldig=(LATER, None), **velden)
    model.objects.create(huishouden=HuishoudenFactory(), geldig=(BEGIN, None), **velden)

    with geweigerd(f"{naam}_een_tegelijk"):
        model.objects.create(huishouden=huishouden, geldig=(LATER - timedelta(seconds=1), LATER), **velden)


@pytest.mark.parametrize("naam", ["regie", "niveau", "ondersteuningsplan", "waakvlam"])
@pytest.mark.parametrize("geldig", [(None, BEGIN), (BEGIN, BEGIN)])
def test_dated_row_has_a_beginning_and_a_length(naam, geldig):
    model, velden = gedateerde_rijen()[naam]

    with geweigerd(f"{naam}_geldig_heeft_begin"):
        model.objects.create(huishouden=HuishoudenFactory(), geldig=geldig, **velden)


def test_huishouden_knows_its_regisseur_from_the_running_regie():
    huishouden, ander = HuishoudenFactory(regie=GebruikerFactory()), GebruikerFactory()
    Regie.objects.filter(huishouden=huishouden).update(geldig=(BEGIN, LATER))
    huishouden.refresh_from_db()
    assert huishouden.regisseur is None

    Regie.objects.create(huishouden=huishouden, regisseur=ander, geldig=(LATER, None))

    huishouden.refresh_from_db()
    assert huishouden.regisseur == ander


def test_niveau_stands_on_the_ladder():
    with geweigerd("niveau_trede_op_de_ladder"):
        Niveau.objects.create(huishouden=HuishoudenFactory(), trede=6, geldig=(BEGIN, None), door=GebruikerFactory())


def test_waakvlam_is_kept_by_someone():
    model, velden = gedateerde_rijen()["waakvlam"]

    with geweigerd("waakvlam_iemand_houdt_hem"):
        model.objects.create(huishouden=HuishoudenFactory(), geldig=(BEGIN, None), **velden | {"naam_of_rol": ""})


def test_ritmeprofielen_are_loaded():
    laad_ritmeprofielen()
    profielen = Ritmeprofiel.objects.order_by("volgorde").values_list("slug", "interval_dagen")

    assert list(profielen) == [
        ("start", 7),
        ("verhoogd", 7),
        ("verhoogd-twee-weken", 14),
        ("stabiel", 28),
        ("slapend", 91),
    ]


def test_ritme_is_at_least_a_day():
    with geweigerd("ritmeprofiel_interval_minstens_een_dag"):
        Ritmeprofiel.objects.create(slug="nul", naam="Nul", interval_dagen=0, speling_dagen=0, volgorde=99)


def test_contact_is_not_in_the_future():
    with geweigerd("contactmoment_niet_in_de_toekomst"):
        ContactmomentFactory(moment=timezone.now() + timedelta(hours=1), gelogd_op=timezone.now())


def test_sleutel_is_one_contact_of_a_huishouden():
    contact = ContactmomentFactory()
    ContactmomentFactory(sleutel=contact.sleutel)

    with geweigerd("contactmoment_sleutel_een_keer"):
        ContactmomentFactory(huishouden=contact.huishouden, sleutel=contact.sleutel)


@pytest.mark.parametrize("tabel", ["contactmoment", "herroeping", "notitie"])
@pytest.mark.parametrize("wijziging", ["update {} set door_id = door_id", "delete from {}"])
def test_what_was_logged_never_changes(tabel, wijziging):
    with geweigerd("permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(wijziging.format(f"casework_{tabel}"))


@pytest.mark.parametrize("tekst", ["", "a" * 2001])
def test_notitie_has_a_text_that_is_short(tekst):
    contact = ContactmomentFactory()

    with geweigerd("notitie_heeft_tekst"):
        Notitie.objects.create(contactmoment=contact, sleutel=uuid4(), tekst=tekst, door=contact.door)


def test_contactstand_has_a_whole_rhythm_or_none():
    huishouden = HuishoudenFactory()

    with geweigerd("contactstand_ritme_heel_of_leeg"):
        Contactstand.objects.filter(huishouden=huishouden).update(uiterlijk=date(2026, 3, 1))


def test_period_on_time_has_a_beginning_and_an_end():
    huishouden = HuishoudenFactory(waakvlam="stabiel")

    with geweigerd("optijdperiode_heeft_begin_en_eind"):
        OpTijdPeriode.objects.create(waakvlam=huishouden.waakvlammen.get(), geldig=(date(2026, 3, 1), None))


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("taak_klaar_heeft_moment", {"status": TaakStatus.AFGEROND}),
        ("taak_klaar_heeft_moment", {"afgerond_op": datetime(2026, 3, 2, tzinfo=UTC)}),
        ("taak_signaal_heeft_aanleiding", {"soort": TaakSoort.SIGNAAL}),
    ],
)
def test_taak_is_consistent(naam, velden):
    with geweigerd(naam):
        TaakFactory(**velden)


def test_taak_for_being_late_exists_once_for_each_time():
    taak = TaakFactory()
    TaakFactory(huishouden=taak.huishouden, aanleiding_op=date(2026, 4, 1))

    with geweigerd("taak_te_laat_een_keer"):
        TaakFactory(huishouden=taak.huishouden)


def test_taak_for_misses_is_open_once():
    huishouden = HuishoudenFactory()
    TaakFactory(huishouden=huishouden, soort="missers", status="afgerond", afgerond_op=timezone.now())
    TaakFactory(huishouden=huishouden, soort="missers")

    with geweigerd("taak_missers_een_open"):
        TaakFactory(huishouden=huishouden, soort="missers")


def vrije_tekst() -> list[models.Field]:
    """Every field of casework in which someone can type what they like."""
    return [
        veld
        for model in apps.get_app_config("casework").get_models()
        if not hasattr(model, "pgh_tracked_model") and model is not Ritmeprofiel
        for veld in model._meta.fields
        if isinstance(veld, (models.CharField, models.TextField)) and not veld.choices and veld.name != "pseudoniem"
    ]


def test_free_text_is_found():
    assert {f"{veld.model.__name__}.{veld.name}" for veld in vrije_tekst()} == {
        "Buurtcirkel.naam",
        "Buurtcirkel.vrijwilliger",
        "Doel.afspraken",
        "Doel.tekst",
        "Bewaarstop.reden",
        "Bewaartermijn.bron",
        "Dossiertoegang.toelichting",
        "Herindeling.reden",
        "Inwoner.roepnaam",
        "Niveau.reden",
        "Notitie.tekst",
        "Overdracht.antwoord",
        "Overdracht.toelichting",
        "Sluiting.toelichting",
        "Waakvlam.naam_of_rol",
        "Waakvlam.reden",
    }


@pytest.mark.parametrize("veld", vrije_tekst(), ids=str)
def test_free_text_refuses_a_bsn(veld):
    with pytest.raises(ValidationError, match="BSN"):
        veld.clean("Nummer 111222333", None)

    assert weiger_bsn in veld.validators


def test_dossiers_never_go_with_a_person():
    """No CASCADE: who leaves takes no dossier along."""
    sleutels = [
        veld
        for model in apps.get_app_config("casework").get_models()
        if not hasattr(model, "pgh_tracked_model")
        for veld in model._meta.fields
        if veld.is_relation
    ]

    assert [str(veld) for veld in sleutels if veld.remote_field.on_delete is not models.PROTECT] == []


def test_taak_counts_as_open():
    open_taak = TaakFactory()
    TaakFactory(status="afgerond", afgerond_op=timezone.now(), aanleiding_op=date(2026, 4, 1))

    assert set(Taak.objects.open()) == {open_taak}
