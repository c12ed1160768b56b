"""Spreadsheets out and in: what was not touched changes nothing, what was changes once, and back again."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from housing.models import Contingent, Voorraadmeting
from housing.services.voorraad import leg_voorraad_vast
from plan.services.acties import voeg_betrokkene_toe, wijzig_actie
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.dashboard.factories import IndicatorFactory, MetingFactory
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory, OpgaveFactory, PlanFactory
from zwijndrecht_portal.core.bestanden import SOORTEN, maak_bestand
from zwijndrecht_portal.core.enums import InvoerStatus, Rol
from zwijndrecht_portal.core.invoer import heel_getal, invoersoort, vergelijk
from zwijndrecht_portal.core.models import Invoer
from zwijndrecht_portal.core.services import (
    bereid_invoer_voor,
    draai_invoer_terug,
    verwerk_invoer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actie():
    plan = PlanFactory(slug="een-plek")
    return ActieFactory(plan=plan, code="ACT1", naam="Buurtcirkels", kern="Oud.", leefgebied=LeefgebiedFactory())


@pytest.fixture
def maker():
    return GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])


def lees(soort: str, inhoud: str | bytes, door) -> Invoer:
    ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return bereid_invoer_voor(soort=invoersoort(soort), bestandsnaam="proef.csv", inhoud=ruw, door=door)


def fouten(invoer: Invoer) -> list[tuple[int, str, str]]:
    return [(regel["rij"], kolom, melding) for regel in invoer.regels for kolom, melding in regel["fouten"]]


def export(soort: str, vorm: str, door) -> bytes:
    gekozen = invoersoort(soort)
    overige = [kolom.naam for kolom in gekozen.kolommen if not kolom.is_sleutel]
    rijen = [[*sleutel, *(rij[naam] for naam in overige)] for sleutel, rij in gekozen.stand(door).items()]
    return maak_bestand([kolom.naam for kolom in gekozen.kolommen], rijen, vorm)


SOORTEN_VAN_INVOER = [
    "acties", "mijlpalen", "contingenten", "betrokkenen", "voortgang", "woningaanbod", "meetwaarden",
]  # fmt: skip

# --- Nothing changes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vorm", SOORTEN)
@pytest.mark.parametrize("soort", SOORTEN_VAN_INVOER)
def test_export_that_nobody_touched_changes_nothing(actie, maker, soort, vorm):
    ActieFactory(plan=actie.plan, naam="=1+1", kern='Regel een.\r\n\r\nRegel; "twee"\n- drie', omvang="'s avonds")
    MijlpaalFactory(actie=actie, periode="Q3-4 2019")
    gehaald = MijlpaalFactory(actie=actie, periode=None)
    gehaald.standen.update(gerealiseerd_op=date(2020, 3, 1))
    corporatie = OrganisatieFactory(slug="trivire")
    Contingent.objects.create(corporatie=corporatie, jaar=2020, aantal=12)
    leg_voorraad_vast(code="h2", **VOORRAAD)
    voeg_betrokkene_toe(actie=actie, organisatie=corporatie, rol="denkt mee")
    MeldingFactory(actie=actie, toelichting="- Gaat =goed\n@overal")
    cijfer = IndicatorFactory(telling=True)
    for periode, waarde in (
        ("2018", "37.125"),
        (None, "-0.5"),
        ("Q3-4 2019", "1234"),
        ("juni 2019", "3"),
        ("2020", None),
    ):
        MetingFactory(indicator=cijfer, periode=periode, waarde=waarde and Decimal(waarde), noemer=Decimal("200.5"))

    regels = vergelijk(invoersoort(soort), export(soort, vorm, maker), maker)

    assert {regel.soort for regel in regels} == {"ongewijzigd"}


def test_preview_changes_nothing(actie, maker):
    invoer = lees("acties", "plan;code;kern\neen-plek;ACT1;Nieuw.\n", maker)

    actie.refresh_from_db()
    assert (actie.kern, invoer.status) == ("Oud.", InvoerStatus.VOORBEELD)
    assert invoer.regels == [
        {
            "rij": 2,
            "soort": "gewijzigd",
            "sleutel": ["een-plek", "ACT1"],
            "verschillen": {"kern": ("Oud.", "Nieuw.")},
            "fouten": [],
        }
    ]


VOORRAAD = {
    "naam": "Corporatiehuur",
    "segment": "corporatiehuur",
    "jaar": None,
    "waarde": Decimal("37.5"),
    "eenheid": "procent",
    "bron": "Woonvisie",
}


# --- Carrying out and putting back -----------------------------------------------------------------------------------


def test_confirmed_rows_are_changed_and_links_stay(actie, maker):
    opgave = OpgaveFactory(plan=actie.plan)
    actie.opgaven.add(opgave)
    invoer = lees("acties", "plan;code;kern;leefgebied\neen-plek;ACT1;Nieuw.;\n", maker)

    verwerk_invoer(invoer=invoer, door=maker)

    actie.refresh_from_db()
    assert (actie.kern, actie.leefgebied, list(actie.opgaven.all())) == ("Nieuw.", None, [opgave])


def test_second_click_changes_nothing_twice(actie, maker):
    invoer = lees("acties", "plan;code;kern\neen-plek;ACT1;Nieuw.\n", maker)

    for _ in range(2):
        verwerk_invoer(invoer=invoer, door=maker)

    actie.refresh_from_db()
    assert actie.versie == 2


def test_what_somebody_changed_after_the_preview_stops_everything(actie, maker):
    ander = ActieFactory(plan=actie.plan, code="ACT2", kern="Oud.")
    invoer = lees("acties", "plan;code;kern\neen-plek;ACT1;Nieuw.\neen-plek;ACT2;Nieuw.\n", maker)
    wijzig_actie(actie=ander, door=maker, versie=1, kern="Van een ander.")

    with pytest.raises(ValidationError, match="Rij 3 is intussen"):
        verwerk_invoer(invoer=invoer, door=maker)

    actie.refresh_from_db()
    assert actie.kern == "Oud."


def test_import_is_put_back(actie, maker):
    invoer = verwerk_invoer(invoer=lees("acties", "plan;code;kern\neen-plek;ACT1;Nieuw.\n", maker), door=maker)

    draai_invoer_terug(invoer=invoer, door=maker)

    actie.refresh_from_db()
    invoer.refresh_from_db()
    assert (actie.kern, invoer.status) == ("Oud.", InvoerStatus.TERUGGEDRAAID)


def test_import_on_which_somebody_built_is_not_put_back(actie, maker):
    invoer = verwerk_invoer(invoer=lees("acties", "plan;code;kern\neen-plek;ACT1;Nieuw.\n", maker), door=maker)
    wijzig_actie(actie=actie, door=maker, versie=2, kern="Nog nieuwer.")

    with pytest.raises(ValidationError, match="intussen"):
        draai_invoer_terug(invoer=invoer, door=maker)

    actie.refresh_from_db()
    assert actie.kern == "Nog nieuwer."


def test_mijlpaal_moves_is_reached_and_goes_back(maker):
    verschoven, gehaald = MijlpaalFactory(periode="Q4 2019"), MijlpaalFactory(periode="Q4 2019")
    inhoud = f"nummer;periode;gehaald_op\n{verschoven.pk};Q2 2020;\n{gehaald.pk};Q4 2019;1-3-2020\n"

    invoer = verwerk_invoer(invoer=lees("mijlpalen", inhoud, maker), door=maker)
    erna = [verschoven.standen.lopend().get().periode_tekst, gehaald.standen.lopend().get().gerealiseerd_op]
    draai_invoer_terug(invoer=invoer, door=maker)

    assert erna == ["Q2 2020", date(2020, 3, 1)]
    assert verschoven.standen.lopend().get().periode_tekst == "Q4 2019"
    assert gehaald.standen.lopend().get().gerealiseerd_op is None


def test_new_contingent_is_made_and_taken_back():
    woonconsulent = GebruikerFactory(rollen=[Rol.WOONCONSULENT])
    corporatie = OrganisatieFactory(slug="trivire")
    Contingent.objects.create(corporatie=corporatie, jaar=2020, aantal=12)
    inhoud = "corporatie;jaar;aantal\ntrivire;2020;1.200\ntrivire;2021;15\nTotaal;;1.215\n"

    invoer = verwerk_invoer(invoer=lees("contingenten", inhoud, woonconsulent), door=woonconsulent)
    erna = dict(Contingent.objects.values_list("jaar", "aantal"))
    draai_invoer_terug(invoer=invoer, door=woonconsulent)

    assert erna == {2020: 1200, 2021: 15}
    assert dict(Contingent.objects.values_list("jaar", "aantal")) == {2020: 12}


def test_refusal_of_a_service_names_the_row_and_changes_nothing():
    woonconsulent = GebruikerFactory(rollen=[Rol.WOONCONSULENT])
    OrganisatieFactory(slug="trivire")
    invoer = lees("contingenten", "corporatie;jaar;aantal\ntrivire;2020;5\nonbekend;2020;5\n", woonconsulent)

    with pytest.raises(ValidationError, match="Rij 3: Het portaal kent geen organisatie"):
        verwerk_invoer(invoer=invoer, door=woonconsulent)

    assert not Contingent.objects.exists()


def test_betrokkene_gets_another_rol_comes_new_and_goes_back(actie, maker):
    trivire, yulius = OrganisatieFactory(slug="trivire"), OrganisatieFactory(slug="yulius")
    voeg_betrokkene_toe(actie=actie, organisatie=trivire, rol="denkt mee")
    inhoud = "plan;code;organisatie;rol\neen-plek;ACT1;trivire;betaalt mee\neen-plek;ACT1;yulius;\n"

    invoer = verwerk_invoer(invoer=lees("betrokkenen", inhoud, maker), door=maker)
    erna = set(actie.betrokkenen.lopend().values_list("organisatie", "rol"))
    draai_invoer_terug(invoer=invoer, door=maker)

    assert erna == {(trivire.pk, "betaalt mee"), (yulius.pk, "")}
    assert set(actie.betrokkenen.lopend().values_list("organisatie", "rol")) == {(trivire.pk, "denkt mee")}
    assert actie.betrokkenen.count() == 4  # the past stays


def test_row_with_progress_becomes_a_new_report(actie, maker):
    MeldingFactory(actie=actie, percentage=10, toelichting="Begonnen.")
    inhoud = "plan;code;percentage;tijd\neen-plek;ACT1;40%;ONBEKEND\n"

    verwerk_invoer(invoer=lees("voortgang", inhoud, maker), door=maker)

    meldingen = actie.meldingen.order_by("-gemeld_op").values_list("percentage", "toelichting", "door")
    assert meldingen[0] == (40, "Begonnen.", maker.pk)
    assert len(meldingen) == 2


def test_first_report_needs_words(actie, maker):
    invoer = lees("voortgang", "plan;code;percentage\neen-plek;ACT1;40\n", maker)

    with pytest.raises(ValidationError, match="Rij 2: Vul ook toelichting in"):
        verwerk_invoer(invoer=invoer, door=maker)


def test_woningaanbod_is_corrected_added_and_put_back(maker):
    leg_voorraad_vast(code="h2", **VOORRAAD)
    inhoud = (
        "code;naam;segment;jaar;waarde;eenheid;circa;bron\n"
        "h2;Corporatiehuur;corporatiehuur;;32 %;procent;nee;Woonvisie\n"
        "totaal-2026;Alle woningen;totaal;2026;21.500;woningen;ja;Eigen telling\n"
    )

    invoer = verwerk_invoer(invoer=lees("woningaanbod", inhoud, maker), door=maker)
    erna = dict(Voorraadmeting.objects.values_list("code", "waarde"))
    draai_invoer_terug(invoer=invoer, door=maker)

    assert erna == {"h2": 32, "totaal-2026": 21500}
    assert dict(Voorraadmeting.objects.values_list("code", "waarde")) == {"h2": Decimal("37.50")}


@pytest.mark.parametrize(
    ("soort", "inhoud"),
    [
        ("voortgang", "plan;code;percentage\neen-plek;ACT1;140\n"),
        ("voortgang", "plan;code;percentage\neen-plek;ACT1;0,4\n"),
        ("voortgang", "plan;code;tijd\neen-plek;ACT1;paars\n"),
        ("woningaanbod", "code;waarde\nh2;veel\n"),
        ("woningaanbod", "code;segment\nh2;koop\n"),
        ("woningaanbod", "code;circa\nh2;misschien\n"),
        ("woningaanbod", "code;naam\nh 2;Huur\n"),
        ("betrokkenen", "plan;code;organisatie;rol\neen-plek;ACT1;trivire;over 111222333\n"),
    ],
)
def test_value_that_does_not_fit_is_named(actie, maker, soort, inhoud):
    leg_voorraad_vast(code="h2", **VOORRAAD)

    assert [rij for rij, _, _ in fouten(lees(soort, inhoud, maker))] == [2]


# --- What is wrong with it -------------------------------------------------------------------------------------------


def test_every_fault_is_told_at_once_with_row_and_column(actie, maker):
    inhoud = (
        "plan;code;naam;leefgebied;kern\n"
        "een-plek;ACT1;;zrog;Over 111222333.\n"
        "een-plek;ACT9;Naam;;\n"
        "een-plek;ACT1;Naam;;\n"
    )

    invoer = lees("acties", inhoud, maker)

    assert [(rij, kolom) for rij, kolom, _ in fouten(invoer)] == [
        (2, "naam"),
        (2, "leefgebied"),
        (2, "kern"),
        (3, "code"),
        (4, "code"),
    ]
    with pytest.raises(ValidationError):
        verwerk_invoer(invoer=invoer, door=maker)


def test_fixed_column_is_not_changed_silently(maker):
    mijlpaal = MijlpaalFactory(naam="Start", periode="Q4 2019")

    invoer = lees("mijlpalen", f"nummer;mijlpaal\n{mijlpaal.pk};Begin\n", maker)

    assert fouten(invoer) == [(2, "mijlpaal", 'Dit verandert niet met een import. In het portaal staat "Start".')]


@pytest.mark.parametrize("waarde", ["12,5", "1.20", "twaalf", "-3", "1e3", "12 %", "1.2000"])
def test_what_is_no_whole_number_is_refused(waarde):
    with pytest.raises(ValueError, match="geen heel getal"):
        heel_getal(waarde)


@pytest.mark.parametrize(("waarde", "heel"), [("12", "12"), ("012", "12"), ("1.200", "1200"), ("1.200.000", "1200000")])
def test_whole_number_is_understood(waarde, heel):
    assert heel_getal(waarde) == heel


@pytest.mark.parametrize("dag", ["1-3-2020", "01-03-2020", "1/3/2020", "2020-03-01", "01/03/2020"])
def test_date_is_understood_in_five_spellings(maker, dag):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    invoer = lees("mijlpalen", f"nummer;gehaald_op\n{mijlpaal.pk};{dag}\n", maker)

    assert invoer.regels[0]["verschillen"] == {"gehaald_op": ("", "2020-03-01")}


@pytest.mark.parametrize("dag", ["31-02-2020", "03-2020", "maart", "1-3-20", "43891"])
def test_what_is_no_date_is_refused(maker, dag):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    assert len(fouten(lees("mijlpalen", f"nummer;gehaald_op\n{mijlpaal.pk};{dag}\n", maker))) == 1


def test_title_above_and_totals_below_are_skipped(actie, maker):
    inhoud = "Overzicht van de acties;;\n;;\nPlan;Code;Kern\neen-plek;ACT1;Nieuw.\nTotaal:;;1\n"

    invoer = lees("acties", inhoud, maker)

    assert [(regel["rij"], regel["soort"]) for regel in invoer.regels] == [(4, "gewijzigd")]


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("a;b\n1;2\n", "De koppen ontbreken"),
        ("plan;code;kleur\nx;y;z\n", "kent het portaal niet: kleur"),
        ("plan;code;kern;kern\nx;y;z;z\n", "twee keer: kern"),
        ("plan;code\n", "geen rijen"),
    ],
)
def test_wrong_heading_is_one_message_at_the_field(client, maker, inhoud, melding):
    client.force_login(maker)

    antwoord = client.post(
        reverse("invoer_nieuw", args=["acties"]), {"bestand": SimpleUploadedFile("a.csv", inhoud.encode())}
    )

    assert melding in antwoord.context["form"].errors["bestand"][0]
    assert not Invoer.objects.exists()


# --- Pages and command -----------------------------------------------------------------------------------------------


def test_page_shows_each_cell_and_carries_out(client, actie, maker):
    client.force_login(maker)
    bestand = SimpleUploadedFile("acties.csv", b"plan;code;kern\neen-plek;ACT1;Nieuw.\n")

    heen = client.post(reverse("invoer_nieuw", args=["acties"]), {"bestand": bestand})
    pagina = client.get(heen["Location"]).content.decode()
    invoer = Invoer.objects.get()
    client.post(reverse("invoer_verwerken", args=[invoer.pk]))
    verwerkt = client.get(heen["Location"]).content.decode()
    client.post(reverse("invoer_terugdraaien", args=[invoer.pk]))

    assert all(tekst in pagina for tekst in ("Oud.", "Nieuw.", "Verwerk deze wijzigingen"))
    assert "Draai terug" in verwerkt
    invoer.refresh_from_db()
    assert invoer.status == InvoerStatus.TERUGGEDRAAID


def test_who_may_not_change_contingenten_gets_no_export_of_them(client, maker):
    client.force_login(maker)

    assert client.get(reverse("invoer_export", args=["contingenten", "csv"])).status_code == 403


@pytest.mark.parametrize("aantal", [1, 3])
def test_preview_takes_the_same_queries(actie, maker, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        ActieFactory(plan=actie.plan, code=f"B{nummer}", kern="Oud.")
    inhoud = "plan;code;kern\n" + "".join(f"een-plek;B{nummer};Nieuw.\n" for nummer in range(aantal))

    with django_assert_num_queries(4):  # savepoint, stand, insert, release
        lees("acties", inhoud, maker)


def test_command_brings_in_a_file_and_tries_first(tmp_path, actie, maker, capsys):
    bestand = tmp_path / "acties.csv"
    bestand.write_text("plan;code;kern\neen-plek;ACT1;Nieuw.\n", encoding="utf-8")
    opties = {"soort": "acties", "door": maker.email}

    call_command("importeer", str(bestand), proef=True, **opties)
    actie.refresh_from_db()
    na_proef = actie.kern
    call_command("importeer", str(bestand), **opties)

    actie.refresh_from_db()
    assert (na_proef, actie.kern) == ("Oud.", "Nieuw.")
    assert "rij 2, kern: Oud. wordt Nieuw." in capsys.readouterr().out


@pytest.mark.parametrize(("inhoud", "soort"), [("plan;code\nx;y\n", "acties"), ("", "acties"), ("a\n", "kleuren")])
def test_command_fails_when_nothing_can_be_brought_in(tmp_path, maker, inhoud, soort):
    bestand = tmp_path / "acties.csv"
    bestand.write_text(inhoud, encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("importeer", str(bestand), soort=soort, door=maker.email)


def test_empty_template_has_the_headings_only(client):
    client.force_login(GebruikerFactory(rollen=[Rol.WOONCONSULENT]))

    antwoord = client.get(reverse("invoer_sjabloon", args=["contingenten", "csv"]))

    assert b"".join(antwoord).decode() == "\ufeffcorporatie;jaar;aantal\r\n"


@pytest.mark.parametrize("aantal", [1, 3])
def test_overview_has_constant_query_count(client, maker, aantal, django_assert_num_queries):
    client.force_login(maker)
    for _ in range(aantal):
        Invoer.objects.create(soort="acties", bestandsnaam="acties.csv", vingerafdruk="", door=maker)

    with django_assert_num_queries(3):  # session, person, what was brought in
        antwoord = client.get(reverse("invoer_lijst"))

    assert len(antwoord.context["eerder"]) == aantal
