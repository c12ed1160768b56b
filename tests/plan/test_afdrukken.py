"""An actie or a plan as PDF: what is on paper is what this person may see, as it stood then."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from plan import bronnen
from plan.bronnen import GeldStand
from plan.enums import ActieStatus
from plan.models import Actie
from plan.selectors.planafdruk import plan_afdruk
from tests.plan.factories import (
    AandachtspuntFactory,
    ActieFactory,
    MeldingFactory,
    MijlpaalFactory,
    OpgaveFactory,
    PlanFactory,
)
from zwijndrecht_portal.core.enums import Licht, Rol
from zwijndrecht_portal.core.models import Afdruk

pytestmark = pytest.mark.django_db

GEMELD_OP = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.fixture
def vraag(client, django_capture_on_commit_callbacks):
    """Press the button; the answer, and the text of the PDF."""

    def post(url):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url)
        afdruk = Afdruk.objects.get()
        bladzijden = PdfReader(BytesIO(bytes(afdruk.pdf))).pages
        tekst = " ".join(" ".join(bladzijde.extract_text() for bladzijde in bladzijden).split())
        return response, tekst

    return post


def volle_actie(**velden):
    """An actie with everything that can be printed."""
    actie = ActieFactory(naam="Buurtcirkels", kern="Tien mensen helpen elkaar.", **velden)
    MijlpaalFactory(actie=actie, naam="Start van de cirkels", periode="Q4 2019")
    MeldingFactory(
        actie=actie,
        gemeld_op=GEMELD_OP,
        tijd=Licht.ORANJE,
        toelichting="Vier cirkels draaien.",
        oorzaak="Te weinig ruimte.",
    )
    AandachtspuntFactory(titel="Geen budget in 2020").acties.set([actie])
    return actie


def test_actie_on_paper_says_everything_about_it(client, beleidsmedewerker, vraag, monkeypatch):
    client.force_login(beleidsmedewerker)
    actie = volle_actie()
    geld = {actie.pk: GeldStand(begroot=Decimal("12500.00"), besteed=Decimal("3100.50"))}
    monkeypatch.setattr(bronnen, "_geld", [lambda acties, peildatum: geld])

    response, tekst = vraag(reverse("plan:actie_afdrukken", args=[actie.pk]))

    verwacht = (
        "Buurtcirkels", "Tien mensen helpen elkaar.", "Start van de cirkels · Q4 2019", "1 mijlpaal is te laat.",
        "aandacht", "Vier cirkels draaien.", "Te weinig ruimte.", "€ 12.500,00", "€ 3.100,50", "Geen budget in 2020",
        "Voortgang gemeld: 40%",
    )  # fmt: skip
    assert (response.status_code, response.url) == (302, reverse("afdruk", args=[Afdruk.objects.get().pk]))
    assert [stuk for stuk in verwacht if stuk not in tekst] == []


def test_actie_on_paper_is_as_it_stood_on_the_peildatum(client, beleidsmedewerker, vraag):
    client.force_login(beleidsmedewerker)
    actie = volle_actie()

    _, tekst = vraag(reverse("plan:actie_afdrukken", args=[actie.pk]) + "?peildatum=2026-05-31")

    assert "31 mei 2026" in tekst
    assert "Vier cirkels draaien." not in tekst
    assert Afdruk.objects.get().terug == f"/acties/{actie.pk}/?peildatum=2026-05-31"


def test_actie_that_did_not_exist_yet_is_not_printed(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    response = client.post(reverse("plan:actie_afdrukken", args=[ActieFactory().pk]) + "?peildatum=2018-12-31")

    assert response.status_code == 404


def test_plan_on_paper_names_every_actie_opgave_and_point(client, beleidsmedewerker, vraag):
    client.force_login(beleidsmedewerker)
    plan = PlanFactory(naam="Plan Noord", omschrijving="Samen in de buurt.")
    actie = volle_actie(plan=plan)
    OpgaveFactory(plan=plan, naam="Opvang").acties.set([actie])
    OpgaveFactory(plan=plan, naam="Verwarde personen")
    AandachtspuntFactory(titel="Twee titels").plannen.set([plan])

    response, tekst = vraag(reverse("plan:plan_afdrukken", args=[plan.slug]))

    verwacht = (
        "Plan Noord", "Samen in de buurt.", "1 actie: 1 loopt achter.", "Buurtcirkels", "Tien mensen helpen elkaar.",
        "Opvang", "Acties: Buurtcirkels.", "Acties: geen actie werkt hieraan.", "Twee titels", "Vier cirkels draaien.",
        "tijd aandacht, geld op schema, kwaliteit op schema",
    )  # fmt: skip
    assert response.status_code == 302
    assert [stuk for stuk in verwacht if stuk not in tekst] == []


def test_plan_on_paper_leaves_out_what_the_reader_may_not_see(client, gebruiker_met, vraag):
    client.force_login(gebruiker_met(Rol.CONTROLLER))
    plan = PlanFactory()
    ActieFactory(plan=plan, naam="Zichtbaar")
    ActieFactory(plan=plan, naam="Geheim plan", stand__status=ActieStatus.CONCEPT)

    _, tekst = vraag(reverse("plan:plan_afdrukken", args=[plan.slug]))

    assert ("Zichtbaar" in tekst, "Geheim plan" in tekst) == (True, False)


def test_quarter_strips_run_from_the_plan_to_the_last_period_within_four_years():
    plan = PlanFactory(van=date(2019, 1, 1), tot=date(2020, 12, 31))
    jaren = []
    for periode in ("Q4 2019", "Q2 2021", "2030"):
        MijlpaalFactory(actie=ActieFactory(plan=plan), periode=periode)
        jaren.append(plan_afdruk(plan, Actie.objects.all(), date(2026, 11, 21)).jaren)

    assert jaren == [(2019, 2020), (2019, 2021), (2019, 2022)]


@pytest.mark.parametrize("aantal", [1, 3])
def test_asking_for_a_plan_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    plan = PlanFactory()
    for _ in range(aantal):
        OpgaveFactory(plan=plan).acties.set([ActieFactory(plan=plan)])
        AandachtspuntFactory().plannen.set([plan])

    # sessie, gebruiker, plan, acties, bijlage, geld, kwaliteit, opbouw, kernen, aandachtspunten;
    # afdruk: savepoint, zoeken, savepoint, toevoegen, twee keer vrijgeven
    with django_assert_num_queries(16):
        client.post(reverse("plan:plan_afdrukken", args=[plan.slug]))


def test_pages_offer_the_print(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    actie = ActieFactory()

    teksten = [
        client.get(url, {"peildatum": "2026-05-31"}).content.decode()
        for url in (f"/acties/{actie.pk}/", f"/plannen/{actie.plan.slug}/")
    ]

    assert f'action="/acties/{actie.pk}/afdrukken/?peildatum=2026-05-31"' in teksten[0]
    assert f'action="/plannen/{actie.plan.slug}/afdrukken/?peildatum=2026-05-31"' in teksten[1]
