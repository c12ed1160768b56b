"""The page of one actie."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plan.enums import ActieStatus
from plan.services.mijlpalen import verschuif_mijlpaal
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import (
    AandachtspuntFactory,
    ActieFactory,
    AmbitieFactory,
    MeldingFactory,
    MijlpaalFactory,
    OpgaveFactory,
)
from zwijndrecht_portal.core.enums import Licht, Rol
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db


def pagina(client, actie, **query):
    return client.get(f"/acties/{actie.pk}/", query)


@pytest.fixture
def volle_actie():
    """An actie on which everything happened."""
    actie = ActieFactory(
        kern="Wat we gaan doen.",
        leefgebied_voorstel=LeefgebiedFactory(),
        omvang="Twee fte.",
        voorwaarde="Als er geld is.",
        stand__trekker_organisatie=OrganisatieFactory(naam="Pameijer"),
    )
    actie.opgaven.add(OpgaveFactory(plan=actie.plan, naam="Wonen en zorg"))
    actie.ambities.add(AmbitieFactory(plan=actie.plan, naam="Dichtbij"))
    actie.betrokkenen.create(
        organisatie=OrganisatieFactory(naam="Vivenz"), rol="uitvoerder", geldig=(begin_van(date(2019, 1, 1)), None)
    )
    actie.aandachtspunten.add(AandachtspuntFactory(titel="Geen budget in 2020"))
    verschuif_mijlpaal(
        mijlpaal=MijlpaalFactory(actie=actie, naam="Start", periode="Q4 2019"),
        periode=Periode.parse("Q2 2020"),
        reden="Ziekte van de projectleider.",
        door=GebruikerFactory(),
    )
    MeldingFactory(
        actie=actie,
        tijd=Licht.ORANJE,
        oorzaak="Ziekte.",
        gevolg="Later.",
        bijsturing="Inhuur.",
        volgende_stap="Bellen.",
    )
    return actie


def test_page_shows_everything_that_is_known(client, beleidsmedewerker, volle_actie):
    client.force_login(beleidsmedewerker)

    html = pagina(client, volle_actie).content.decode()

    verwacht = [
        "Wat we gaan doen.", "Pameijer", "Vivenz", "uitvoerder", "Wonen en zorg", "Dichtbij", "Twee fte.",
        "Als er geld is.", "Geen budget in 2020", "2\u00a0kwartalen later dan vastgesteld", "Ziekte.", "Inhuur.",
        "Bellen.", "Ons voorstel: Zorg", "Ziekte van de projectleider.",
    ]  # fmt: skip
    assert [tekst for tekst in verwacht if tekst not in html] == []


def test_page_of_an_empty_actie_says_what_the_source_does_not_name(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    html = pagina(client, ActieFactory()).content.decode()

    verwacht = [
        "De bron noemt geen trekker.",
        "De bron noemt geen betrokkenen.",
        "De bron noemt geen mijlpalen",
        "niet gemeld",
    ]
    assert [tekst for tekst in verwacht if tekst not in html] == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    actie = ActieFactory()
    for _ in range(aantal):
        MijlpaalFactory(actie=actie, periode="Q4 2020")
        MeldingFactory(actie=actie)
        actie.betrokkenen.create(organisatie=OrganisatieFactory(), geldig=(begin_van(date(2019, 1, 1)), None))
        actie.aandachtspunten.add(AandachtspuntFactory())
        actie.opgaven.add(OpgaveFactory(plan=actie.plan))
    client.force_login(beleidsmedewerker)

    with django_assert_num_queries(15):
        antwoord = pagina(client, actie)

    assert antwoord.status_code == 200


# --- Who may what ----------------------------------------------------------------------------------------------------

KNOPPEN = {
    "Meld voortgang",
    "Wijzig actie",
    "Wijzig status",
    "Wijzig trekker",
    "Voeg mijlpaal toe",
    "Voeg betrokkene toe",
}


def knoppen(html: str) -> set[str]:
    return {knop for knop in KNOPPEN if f">{knop}<" in html}


@pytest.mark.parametrize(
    ("rol", "verwacht"),
    [
        (Rol.BELEIDSMEDEWERKER, KNOPPEN),
        (Rol.PROGRAMMAMANAGER, KNOPPEN),
        (Rol.CONTROLLER, set()),
        (Rol.TREKKER, set()),
    ],
)
def test_buttons_are_those_that_work(client, gebruiker_met, rol, verwacht):
    client.force_login(gebruiker_met(rol))

    html = pagina(client, MijlpaalFactory(periode="Q4 2020").actie).content.decode()

    assert knoppen(html) == verwacht
    assert (">Verschuif<" in html) == bool(verwacht)


def test_trekker_reports_and_plans_on_the_own_actie(client, gebruiker_met):
    trekker = gebruiker_met(Rol.TREKKER)
    actie = ActieFactory(stand__trekker=trekker)
    MijlpaalFactory(actie=actie, periode="Q4 2020")
    client.force_login(trekker)

    html = pagina(client, actie).content.decode()

    assert knoppen(html) == {"Meld voortgang"}
    assert ">Verschuif<" in html


@pytest.mark.parametrize("status", [ActieStatus.AFGEROND, ActieStatus.VERVALLEN])
def test_closed_actie_is_not_reported_on(client, beleidsmedewerker, status):
    client.force_login(beleidsmedewerker)

    html = pagina(client, ActieFactory(stand__status=status)).content.decode()

    assert "Meld voortgang" not in knoppen(html)


def test_past_is_read_only(client, beleidsmedewerker, volle_actie):
    client.force_login(beleidsmedewerker)

    html = pagina(client, volle_actie, peildatum="30-06-2020").content.decode()

    assert knoppen(html) == set()
    assert "Ziekte van de projectleider." not in html


def test_page_of_before_the_actie_does_not_exist(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    assert pagina(client, ActieFactory(), peildatum="31-12-2018").status_code == 404


def test_concept_does_not_exist_for_others(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.CONTROLLER))

    assert pagina(client, ActieFactory(stand__status=ActieStatus.CONCEPT)).status_code == 404


def test_unknown_actie_does_not_exist(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    assert [client.get(f"/acties/{pk}/").status_code for pk in ("0", "999999", "99999999999999999999", "abc")] == [
        404
    ] * 4


def test_today_as_peildatum_is_the_present(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    vandaag = timezone.localdate()
    actie = ActieFactory()

    heden = pagina(client, actie, peildatum=vandaag.isoformat()).content.decode()
    gisteren = pagina(client, actie, peildatum=(vandaag - timedelta(days=1)).isoformat()).content.decode()

    assert (knoppen(heden), knoppen(gisteren)) == (KNOPPEN, set())
