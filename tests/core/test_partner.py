"""The account of a partner: on every page only its own acties, and after the last day no page at all."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from plan.models import Actie, Mijlpaal
from tests.budget.factories import BegrotingFactory, PostFactory, vastgesteld
from tests.core.factories import GebruikerFactory, OrganisatieFactory
from tests.dashboard.factories import RapportageFactory
from tests.plan.factories import AandachtspuntFactory, ActieFactory, MeldingFactory, MijlpaalFactory
from zwijndrecht_portal.core.enums import OrganisatieSoort, Rol, TokenRecht
from zwijndrecht_portal.core.services import maak_token, vernieuw_agenda

pytestmark = pytest.mark.django_db
VREEMD = "Zeldzame pinguin"
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
HOOGSTENS = 150  # pages; more than there are


@pytest.fixture
def partner(db):
    """A trekker at Pameijer, beside an actie of somebody else with everything that hangs on one."""
    pameijer = OrganisatieFactory(naam="Pameijer", soort=OrganisatieSoort.ZORG)
    over_een_week = timezone.localdate() + timedelta(days=7)
    partner = GebruikerFactory(rollen=[Rol.TREKKER], organisatie=pameijer, toegang_tot=over_een_week)
    eigen = ActieFactory(naam="Eigen actie", stand__trekker=partner)
    MijlpaalFactory(actie=eigen, periode="Q4 2030")
    plan = eigen.plan
    RapportageFactory(plan=plan, vastgesteld=True)
    vreemd = ActieFactory(plan=plan, naam=f"{VREEMD} actie", kern=f"{VREEMD} kern", stand__trekker=GebruikerFactory())
    MijlpaalFactory(actie=vreemd, naam=f"{VREEMD} mijlpaal", periode="Q4 2020")
    MeldingFactory(actie=vreemd, toelichting=f"{VREEMD} melding")
    AandachtspuntFactory().acties.add(vreemd)
    post = PostFactory(begroting=BegrotingFactory(plan=plan, jaar=2021), actie=vreemd, naam=f"{VREEMD} post")
    vastgesteld(post.begroting)
    return partner


def vreemde() -> Actie:
    return Actie.objects.get(naam=f"{VREEMD} actie")


def loop_alles_af(client) -> dict[str, tuple[int, str]]:
    """Every page that links lead to, from the start and the search: address, status and text."""
    gezien: dict[str, tuple[int, str]] = {}
    te_doen = ["/", "/acties/", "/zoeken/?q=pinguin"]
    while te_doen and len(gezien) < HOOGSTENS:
        adres = te_doen.pop(0)
        if adres in gezien:
            continue
        antwoord = client.get(adres)
        tekst = antwoord.getvalue().decode(errors="replace")
        gezien[adres] = (antwoord.status_code, tekst)
        if antwoord.headers.get("Content-Type", "").startswith("text/html"):
            te_doen += [unescape(link) for link in LINK.findall(tekst) if "sorteer" not in link]
    return gezien


def test_partner_sees_nothing_of_anothers_actie_on_any_page(client, partner):
    client.force_login(partner)

    gezien = loop_alles_af(client)

    assert 10 < len(gezien) < HOOGSTENS
    assert {adres: code for adres, (code, _) in gezien.items() if code >= 400} == {}
    assert [adres for adres, (_, tekst) in gezien.items() if VREEMD in tekst] == []


@pytest.mark.parametrize("adres", ["/opgaven/", "/dekking/", "/plannen/", "/aandachtspunten/", "/budget/"])
def test_pages_about_all_acties_are_not_for_a_partner(client, partner, adres):
    client.force_login(partner)

    assert client.get(adres).status_code == 403


@pytest.mark.parametrize(
    "naam", ["actie_detail", "voortgang_melden", "actie_wijzigen", "trekker_wijzigen", "mijlpaal_toevoegen"]
)
def test_anothers_actie_does_not_exist_for_a_partner(client, partner, naam):
    client.force_login(partner)
    url = reverse(f"plan:{naam}", args=[vreemde().pk])

    assert {client.get(url).status_code, client.post(url, {}).status_code} <= {404, 405}


def test_partner_works_on_the_own_actie_only(client, partner):
    client.force_login(partner)
    actie = Actie.objects.get(naam="Eigen actie")
    eigen, ander = actie.mijlpalen.get(), Mijlpaal.objects.get(naam=f"{VREEMD} mijlpaal")

    codes = [
        client.get(reverse("plan:voortgang_melden", args=[actie.pk])).status_code,
        client.get(reverse("plan:mijlpaal_gehaald", args=[eigen.pk])).status_code,
        client.get(reverse("plan:mijlpaal_gehaald", args=[ander.pk])).status_code,
        client.get(reverse("plan:actie_wijzigen", args=[actie.pk])).status_code,
    ]

    assert codes == [200, 200, 404, 403]


def test_api_calendar_and_export_of_a_partner_hold_the_own_actie_only(client, partner):
    token = maak_token(gebruiker=partner, naam="proef", rechten=list(TokenRecht), dagen=30)
    koppen = {"Authorization": f"Bearer {token}"}
    adressen = [
        "/api/v1/acties", f"/api/v1/acties/{vreemde().pk}", f"/api/v1/acties/{vreemde().pk}/mijlpalen",
        "/api/v1/begrotingsposten", "/api/v1/plannen", "/api/v1/rapportages", "/api/v1/indicatoren",
    ]  # fmt: skip
    vernieuw_agenda(gebruiker=partner)
    partner.refresh_from_db()

    teksten = [client.get(adres, headers=koppen).content.decode() for adres in adressen]
    teksten.append(client.get(reverse("agenda", args=[partner.agenda_sleutel])).content.decode())
    client.force_login(partner)
    teksten.append(client.get(reverse("plan:actie_export", args=["csv"])).getvalue().decode())

    assert [VREEMD in tekst for tekst in teksten] == [False] * len(teksten)


def test_last_day_ends_everything(client, partner):
    token = maak_token(gebruiker=partner, naam="proef", rechten=list(TokenRecht), dagen=30)
    vernieuw_agenda(gebruiker=partner)
    client.force_login(partner)
    partner.refresh_from_db()
    vragen = [
        (reverse("plan:actie_lijst"), {}),
        ("/api/v1/acties", {"Authorization": f"Bearer {token}"}),
        (reverse("agenda", args=[partner.agenda_sleutel]), {}),
    ]

    codes = []
    for dag in (timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        partner.toegang_tot = dag
        partner.save()
        codes.append([client.get(url, headers=koppen).status_code for url, koppen in vragen])

    assert codes == [[200, 200, 200], [302, 401, 404]]
