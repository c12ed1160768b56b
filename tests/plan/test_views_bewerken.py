"""
Every form about an actie, the same four promises each: it opens, it saves, it says what is wrong and keeps what was
typed, and htmx gets that part of the page.
"""

from dataclasses import dataclass, field
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from plan.enums import ActieStatus
from plan.models import Actie, ActieStand, Betrokkene, Mijlpaal, MijlpaalStand, Voortgangsmelding
from plan.services.acties import voeg_betrokkene_toe, wijzig_actie
from plan.services.mijlpalen import haal_mijlpaal
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import ActieFactory, AmbitieFactory, MijlpaalFactory, OpgaveFactory, PlanFactory, SpoorFactory
from tests.utils import assert_is_region_of, tel_queries

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
GROEN = {"tijd": "groen", "geld": "groen", "kwaliteit": "groen"}


@dataclass(frozen=True)
class Formulier:
    """A form, what fills it well, and what is wrong with it: field -> message."""

    naam: str
    url: str
    goed: dict[str, object]
    fout: dict[str, object]
    melding: dict[str, str]
    gelukt: str
    queries: tuple[int, int]  # opening (at most 10) and saving (at most 12)
    gehaald: bool = False
    telt: list[type[Model]] = field(default_factory=list)
    na: str = "/acties/{actie}/"


FORMULIEREN = [
    Formulier(
        naam="wijzigen",
        url="/acties/{actie}/wijzigen/",
        goed={"versie": 1, "naam": "Nieuwe naam", "kern": "Nieuwe kern.", "opgaven": ["{opgave}"]},
        fout={"versie": 1, "naam": "Nieuwe naam", "kern": "Bel over 111222333."},
        melding={"kern": "een nummer dat een BSN kan zijn"},
        gelukt="De actie is gewijzigd.",
        queries=(10, 11),
    ),
    Formulier(
        naam="voortgang",
        url="/acties/{actie}/voortgang/",
        goed={"sleutel": "{uuid}", "percentage": 40, **GROEN, "toelichting": "Het loopt."},
        fout={"sleutel": "{uuid}", "percentage": 40, **GROEN, "geld": "oranje", "toelichting": "Het loopt stroef."},
        melding={"oorzaak": "Schrijf op wat de oorzaak is.", "gevolg": "gevolg is", "bijsturing": "bijstuurt"},
        gelukt="De voortgang is gemeld.",
        queries=(9, 11),
        telt=[Voortgangsmelding],
    ),
    Formulier(
        naam="status",
        url="/acties/{actie}/status/",
        goed={"status": "afgerond", "reden": "Klaar."},
        fout={"status": "concept", "reden": "Terug naar af."},
        melding={"status": "concept is geen beschikbare keuze"},
        gelukt="De status is nu: afgerond.",
        queries=(4, 8),
        telt=[ActieStand],
    ),
    Formulier(
        naam="trekker",
        url="/acties/{actie}/trekker/",
        goed={"trekker_organisatie": "{organisatie}", "trekker": "{persoon}", "reden": "Overgedragen."},
        fout={"reden": "Zomaar weg."},
        melding={"trekker_organisatie": "Kies een organisatie of een persoon"},
        gelukt="De trekker is gewijzigd.",
        queries=(6, 10),
        telt=[ActieStand],
    ),
    Formulier(
        naam="betrokkene",
        url="/acties/{actie}/betrokkenen/",
        goed={"organisatie": "{organisatie}", "rol": "uitvoerder"},
        fout={"organisatie": "{al_betrokken}", "rol": "adviseur"},
        melding={"organisatie": "is al betrokken bij deze actie"},
        gelukt="Organisatie is toegevoegd.",
        queries=(4, 10),
        telt=[Betrokkene],
    ),
    Formulier(
        naam="mijlpaal toevoegen",
        url="/acties/{actie}/mijlpalen/",
        goed={"naam": "Contract getekend", "periode": "Q4 2026"},
        fout={"naam": "Contract getekend", "periode": "ooit"},
        melding={"periode": "is geen periode die het portaal kent"},
        gelukt="De mijlpaal is toegevoegd.",
        queries=(3, 9),
        telt=[Mijlpaal],
    ),
    Formulier(
        naam="mijlpaal verschuiven",
        url="/mijlpalen/{mijlpaal}/verschuiven/",
        goed={"periode": "voorjaar 2027", "reden": "Personeelstekort."},
        fout={"periode": "Q4 2098", "reden": "Zelfde periode."},
        melding={"periode": "Dit is al de huidige periode."},
        gelukt="Start staat nu op voorjaar 2027.",
        queries=(4, 8),
        telt=[MijlpaalStand],
    ),
    Formulier(
        naam="mijlpaal gehaald",
        url="/mijlpalen/{mijlpaal}/gehaald/",
        goed={"gerealiseerd_op": "31-12-2020", "reden": "Op tijd."},
        fout={"gerealiseerd_op": "31-12-2099", "reden": "Vast vooruit."},
        melding={"gerealiseerd_op": "De datum ligt in de toekomst."},
        gelukt="Start is gehaald.",
        queries=(4, 8),
        telt=[MijlpaalStand],
    ),
    Formulier(
        naam="mijlpaal heropenen",
        url="/mijlpalen/{mijlpaal}/heropenen/",
        goed={"reden": "Toch niet af."},
        fout={"reden": "Zie 111222333."},
        melding={"reden": "een nummer dat een BSN kan zijn"},
        gelukt="Start staat weer open.",
        queries=(4, 8),
        gehaald=True,
        telt=[MijlpaalStand],
    ),
    Formulier(
        naam="nieuwe actie",
        url="/acties/nieuw/?plan=lokaal",
        goed={"code": "ACT99", "naam": "Nieuwe actie", "trekker_organisatie": "{organisatie}"},
        fout={"code": "ACT1", "naam": "Dubbele code"},
        melding={"__all__": "bestaat al"},
        gelukt="De actie is gemaakt als concept.",
        queries=(9, 10),
        telt=[Actie, ActieStand],
        na="",
    ),
]
ALLE = pytest.mark.parametrize("formulier", FORMULIEREN, ids=lambda formulier: formulier.naam)


@dataclass(frozen=True)
class Opstelling:
    formulier: Formulier
    url: str
    goed: dict[str, object]
    fout: dict[str, object]
    na: str

    def aantallen(self) -> list[int]:
        return [model.objects.count() for model in self.formulier.telt]


@pytest.fixture
def stel_op(client, beleidsmedewerker):
    """Sign in and make what the form is about; fills its URL and its values in."""

    def maak(formulier: Formulier) -> Opstelling:
        plan = PlanFactory(slug="lokaal")
        actie = ActieFactory(plan=plan, code="ACT1", kern="Wat we gaan doen.")
        mijlpaal = MijlpaalFactory(actie=actie, naam="Start", periode="Q4 2098")
        if formulier.gehaald:
            haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2020, 12, 1), door=beleidsmedewerker)
        for maak_onderdeel in (SpoorFactory, AmbitieFactory):
            maak_onderdeel(plan=plan)
        LeefgebiedFactory()
        al_betrokken = OrganisatieFactory(naam="Al betrokken")
        voeg_betrokkene_toe(actie=actie, organisatie=al_betrokken, rol="adviseur")
        waarden = {
            "actie": actie.pk,
            "mijlpaal": mijlpaal.pk,
            "opgave": OpgaveFactory(plan=plan).pk,
            "organisatie": OrganisatieFactory(naam="Organisatie").pk,
            "al_betrokken": al_betrokken.pk,
            "persoon": GebruikerFactory().pk,
            "uuid": uuid4(),
        }
        client.force_login(beleidsmedewerker)
        return Opstelling(
            formulier,
            formulier.url.format(**waarden),
            {naam: vul_in(waarde, waarden) for naam, waarde in formulier.goed.items()},
            {naam: vul_in(waarde, waarden) for naam, waarde in formulier.fout.items()},
            formulier.na.format(**waarden),
        )

    return maak


def vul_in(waarde, waarden):
    if isinstance(waarde, list):
        return [vul_in(deel, waarden) for deel in waarde]
    return waarde.format(**waarden) if isinstance(waarde, str) else waarde


def meldingen(antwoord) -> list[str]:
    return [str(melding) for melding in get_messages(antwoord.wsgi_request)]


# --- The four promises -----------------------------------------------------------------------------------------------


@ALLE
def test_form_opens_in_few_queries(client, stel_op, formulier):
    op = stel_op(formulier)

    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(op.url)

    assert (antwoord.status_code, tel_queries(queries)) == (200, formulier.queries[0])
    assert antwoord.content.decode().count("<h1") == 1


@ALLE
def test_form_saves_in_few_queries(client, stel_op, formulier):
    op = stel_op(formulier)
    voor = op.aantallen()

    with CaptureQueriesContext(connection) as queries:
        antwoord = client.post(op.url, op.goed)

    assert (antwoord.status_code, tel_queries(queries)) == (302, formulier.queries[1])
    assert antwoord["Location"].startswith(op.na)
    assert meldingen(antwoord) == [formulier.gelukt]
    assert op.aantallen() == [aantal + 1 for aantal in voor]


@ALLE
def test_refused_form_says_why_keeps_what_was_typed_and_changes_nothing(client, stel_op, formulier):
    op = stel_op(formulier)
    voor = op.aantallen()

    antwoord = client.post(op.url, op.fout)

    form = antwoord.context["form"]
    assert antwoord.status_code == 200
    assert set(form.errors) == set(formulier.melding)
    assert {naam: tekst in form.errors[naam][0] for naam, tekst in formulier.melding.items()} == dict.fromkeys(
        formulier.melding, True
    )
    assert {naam: str(form[naam].value()) for naam in op.fout} == {
        naam: str(waarde) for naam, waarde in op.fout.items()
    }
    assert op.aantallen() == voor
    assert 'role="alert"' in antwoord.content.decode()


@ALLE
def test_htmx_gets_that_part_of_the_page(client, stel_op, formulier):
    op = stel_op(formulier)

    assert_is_region_of(client.get(op.url, headers=HTMX), client.get(op.url))
    assert_is_region_of(client.post(op.url, op.fout, headers=HTMX), client.post(op.url, op.fout))


@ALLE
def test_htmx_save_leads_to_the_page_of_the_actie(client, stel_op, formulier):
    op = stel_op(formulier)

    antwoord = client.post(op.url, op.goed, headers=HTMX)

    assert (antwoord.status_code, antwoord.content) == (200, b"")
    assert antwoord["HX-Redirect"].startswith(op.na)


@ALLE
@pytest.mark.parametrize("onzin", ["", "\0", "x" * 10_000, "-1", "9" * 30, "<script>alert(1)</script>", "😀"])
def test_nonsense_in_every_field_is_never_a_crash(client, stel_op, formulier, onzin):
    op = stel_op(formulier)

    antwoord = client.post(op.url, dict.fromkeys(op.goed, onzin))

    assert antwoord.status_code in {200, 302}
    assert "<script>alert" not in antwoord.content.decode()


@ALLE
def test_empty_post_is_refused(client, stel_op, formulier):
    op = stel_op(formulier)
    voor = op.aantallen()

    antwoord = client.post(op.url, {})

    assert (antwoord.status_code, op.aantallen()) == (200, voor)


# --- Apart -----------------------------------------------------------------------------------------------------------


def test_second_of_two_people_sees_what_the_first_changed_and_loses_nothing(client, stel_op):
    op = stel_op(FORMULIEREN[0])
    actie, opgave = Actie.objects.get(), op.goed["opgaven"][0]
    wijzig_actie(actie=actie, door=GebruikerFactory(), versie=1, naam="Van de eerste", kern="Ook van de eerste.")

    geweigerd = client.post(op.url, op.goed)
    form = geweigerd.context["form"]

    actie.refresh_from_db()
    assert (actie.naam, actie.versie) == ("Van de eerste", 2)
    assert "Iemand anders heeft deze actie intussen gewijzigd" in form.non_field_errors()[0]
    assert [(rij[0], str(rij[1]), str(rij[2])) for rij in geweigerd.context["verschillen"]] == [
        ("Naam", "Van de eerste", "Nieuwe naam"),
        ("Kern", "Ook van de eerste.", "Nieuwe kern."),
        ("Opgaven", "leeg", str(actie.plan.opgave_set.get(pk=opgave))),
    ]
    assert form["naam"].value() == "Nieuwe naam"

    # Having seen the difference, saving again is a choice.
    opnieuw = client.post(op.url, {**op.goed, "versie": form["versie"].value()})

    actie.refresh_from_db()
    assert (opnieuw.status_code, actie.naam, actie.versie) == (302, "Nieuwe naam", 3)


def test_refused_progress_still_says_what_was_computed(client, stel_op):
    op = stel_op(FORMULIEREN[1])

    open_, geweigerd = client.get(op.url), client.post(op.url, op.fout)

    for naam in ("tijd", "geld", "kwaliteit"):
        uitleg = open_.context["form"][naam].help_text
        assert uitleg.startswith("Berekend: ")
        assert f'id="id_{naam}_helptext">{uitleg}<' in unescape(geweigerd.content.decode())


def test_double_sent_progress_is_one_melding(client, stel_op):
    op = stel_op(FORMULIEREN[1])

    statussen = [client.post(op.url, op.goed).status_code for _ in range(2)]

    assert statussen == [302, 302]
    assert Voortgangsmelding.objects.count() == 1


def test_progress_form_starts_with_what_is_computed_and_the_last_percentage(client, stel_op):
    op = stel_op(FORMULIEREN[1])
    client.post(op.url, op.goed | {"tijd": "rood", "oorzaak": "a", "gevolg": "b", "bijsturing": "c"})

    form = client.get(op.url).context["form"]

    assert (form["percentage"].value(), form["tijd"].value(), form["geld"].value()) == (40, "groen", "onbekend")
    assert form["toelichting"].value() is None


def test_progress_form_marks_the_lights_that_ask_for_more(client, stel_op):
    """Tijd is computed green, so all but green; geld and kwaliteit are unknown, so orange and red."""
    op = stel_op(FORMULIEREN[1])

    html = client.get(op.url).content.decode()

    assert [html.count(f'name="{naam}"') for naam in GROEN] == [4, 4, 4]
    assert html.count("vraagt-uitleg") == 3 + 2 + 2


def test_status_form_offers_only_what_may_follow(client, beleidsmedewerker):
    actie = ActieFactory(stand__status=ActieStatus.AFGEROND)
    client.force_login(beleidsmedewerker)

    form = client.get(f"/acties/{actie.pk}/status/").context["form"]

    assert [waarde for waarde, _ in form.fields["status"].choices] == ["loopt"]


def test_new_actie_belongs_to_the_plan_that_was_asked(client, beleidsmedewerker):
    PlanFactory(slug="eerste")
    tweede = PlanFactory(slug="tweede", concept=True)
    client.force_login(beleidsmedewerker)

    client.post("/acties/nieuw/?plan=tweede", {"code": "ACT1", "naam": "Nieuw"})

    assert Actie.objects.get().plan == tweede
    assert client.get("/acties/nieuw/?plan=bestaat-niet").status_code == 404


def test_new_actie_without_any_plan_is_not_a_crash(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    antwoorden = [client.get("/acties/nieuw/"), client.post("/acties/nieuw/", {"code": "ACT1", "naam": "Nieuw"})]

    assert [antwoord.status_code < 500 for antwoord in antwoorden] == [True, True]
    assert not Actie.objects.exists()


def test_betrokkene_stops_with_one_post(client, beleidsmedewerker):
    betrokkene = voeg_betrokkene_toe(actie=ActieFactory(), organisatie=OrganisatieFactory(naam="Vivenz"), rol="x")
    client.force_login(beleidsmedewerker)

    antwoord = client.post(f"/betrokkenen/{betrokkene.pk}/beeindigen/")

    assert meldingen(antwoord) == ["Vivenz is niet meer betrokken."]
    assert not Betrokkene.objects.lopend().exists()
