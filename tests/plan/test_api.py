"""Acties through the API: the state on a day, reporting, changing with the version that one saw."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from plan.models import Voortgangsmelding
from plan.services.acties import wijzig_actie
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory, OpgaveFactory, PlanFactory
from zwijndrecht_portal.core.enums import Rol, TokenRecht
from zwijndrecht_portal.core.services import maak_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leeg_de_rem():
    cache.clear()


def kop(gebruiker) -> dict[str, str]:
    sleutel = maak_token(gebruiker=gebruiker, naam="proef", rechten=list(TokenRecht), dagen=30)
    return {"Authorization": f"Bearer {sleutel}"}


def melding(**velden: object) -> dict[str, object]:
    lichten = dict.fromkeys(("tijd", "geld", "kwaliteit"), "onbekend")
    return {"percentage": 40, "toelichting": "Het gaat goed.", **lichten, **velden}


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_of_acties_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    for actie in ActieFactory.create_batch(aantal):
        MijlpaalFactory(actie=actie, periode="Q4 2019")
        MeldingFactory(actie=actie)
    koppen = kop(beleidsmedewerker)
    client.get("/api/v1/acties", headers=koppen)

    with django_assert_num_queries(5):  # token, acties, what hangs on them, money, quality
        antwoord = client.get("/api/v1/acties", headers=koppen)

    assert len(antwoord.json()["resultaten"]) == aantal


def test_actie_is_shown_as_it_was(client, beleidsmedewerker):
    actie = ActieFactory()
    MeldingFactory(actie=actie, percentage=30, gemeld_op=datetime(2020, 3, 1, tzinfo=UTC))
    MeldingFactory(actie=actie, percentage=60, gemeld_op=datetime(2020, 9, 1, tzinfo=UTC))
    url, koppen = f"/api/v1/acties/{actie.pk}", kop(beleidsmedewerker)

    toen, nu = (client.get(url, vraag, headers=koppen).json() for vraag in ({"peildatum": "2020-06-30"}, {}))

    assert (toen["percentage"], nu["percentage"]) == (30, 60)
    assert toen["peildatum"] == "2020-06-30"


def test_actie_that_did_not_exist_yet_is_not_found(client, beleidsmedewerker):
    actie = ActieFactory()

    antwoord = client.get(f"/api/v1/acties/{actie.pk}?peildatum=2018-06-30", headers=kop(beleidsmedewerker))

    assert antwoord.status_code == 404


def test_concept_of_another_does_not_exist(client, gebruiker_met):
    actie = ActieFactory(stand__status="concept")
    koppen = kop(gebruiker_met(Rol.CONTROLLER))

    assert client.get(f"/api/v1/acties/{actie.pk}", headers=koppen).status_code == 404
    assert client.get("/api/v1/acties", headers=koppen).json()["resultaten"] == []


def test_opgave_of_a_concept_plan_does_not_exist(client, gebruiker_met):
    opgave = OpgaveFactory(plan=PlanFactory(concept=True))

    antwoord = client.get(f"/api/v1/opgaven/{opgave.pk}", headers=kop(gebruiker_met(Rol.CONTROLLER)))

    assert antwoord.status_code == 404


def test_trekker_reports_and_a_second_delivery_is_the_same_melding(client):
    trekker = GebruikerFactory(rollen=[Rol.TREKKER])
    actie = ActieFactory(stand__trekker=trekker)
    url, koppen = f"/api/v1/acties/{actie.pk}/voortgangsmeldingen", kop(trekker)
    body = melding(sleutel="6f1c5a3e-3c1b-4c53-9d5e-0f8f6d7f9c11")

    eerst, nogmaals = (client.post(url, body, "application/json", headers=koppen) for _ in range(2))

    assert (eerst.status_code, nogmaals.status_code) == (201, 201)
    assert eerst.json() == nogmaals.json()
    assert Voortgangsmelding.objects.count() == 1


def test_red_without_explanation_is_refused_with_each_field(client):
    trekker = GebruikerFactory(rollen=[Rol.TREKKER])
    actie = ActieFactory(stand__trekker=trekker)

    antwoord = client.post(
        f"/api/v1/acties/{actie.pk}/voortgangsmeldingen",
        melding(tijd="rood"),
        "application/json",
        headers=kop(trekker),
    )

    assert antwoord.status_code == 409
    assert [fout["location"]["pointer"] for fout in antwoord.json()["errors"]] == [
        "#/oorzaak",
        "#/gevolg",
        "#/bijsturing",
    ]
    assert not Voortgangsmelding.objects.exists()


def test_trekker_of_another_actie_may_not_report(client):
    actie = ActieFactory(stand__trekker=GebruikerFactory(rollen=[Rol.TREKKER]))
    ander = GebruikerFactory(rollen=[Rol.TREKKER])

    antwoord = client.post(
        f"/api/v1/acties/{actie.pk}/voortgangsmeldingen", melding(), "application/json", headers=kop(ander)
    )

    assert antwoord.status_code == 403


def test_broken_json_is_a_problem(client, beleidsmedewerker):
    actie = ActieFactory()

    antwoord = client.post(
        f"/api/v1/acties/{actie.pk}/voortgangsmeldingen", "{", "application/json", headers=kop(beleidsmedewerker)
    )

    assert (antwoord.status_code, antwoord.json()["detail"]) == (400, "De inhoud is geen geldige JSON.")


def test_change_with_the_version_one_saw_is_saved_and_gives_a_new_one(client, beleidsmedewerker):
    opgave = OpgaveFactory()
    actie = ActieFactory(plan=opgave.plan)
    actie.opgaven.add(opgave)
    url, koppen = f"/api/v1/acties/{actie.pk}", kop(beleidsmedewerker)
    etag = client.get(url, headers=koppen)["ETag"]

    antwoord = client.patch(url, {"kern": "Nieuw."}, "application/json", headers=koppen | {"If-Match": etag})

    actie.refresh_from_db()
    assert (antwoord.status_code, actie.kern, list(actie.opgaven.all())) == (200, "Nieuw.", [opgave])
    assert antwoord["ETag"] != etag


def test_change_of_an_older_version_is_refused_and_changes_nothing(client, beleidsmedewerker):
    actie = ActieFactory()
    url, koppen = f"/api/v1/acties/{actie.pk}", kop(beleidsmedewerker)
    etag = client.get(url, headers=koppen)["ETag"]
    wijzig_actie(actie=actie, door=beleidsmedewerker, versie=1, kern="Van een ander.")

    antwoord = client.patch(url, {"kern": "Nieuw."}, "application/json", headers=koppen | {"If-Match": etag})

    actie.refresh_from_db()
    assert (antwoord.status_code, actie.kern) == (412, "Van een ander.")


def test_change_that_is_wrong_in_itself_says_so_before_it_speaks_of_versions(client, beleidsmedewerker):
    actie = ActieFactory()
    koppen = kop(beleidsmedewerker) | {"If-Match": '"99"'}

    antwoord = client.patch(f"/api/v1/acties/{actie.pk}", {"naam": ""}, "application/json", headers=koppen)

    assert antwoord.status_code == 400


@pytest.mark.parametrize(
    ("inhoud", "uitleg"),
    [
        ("[" * 100_000, "De inhoud is geen geldige JSON."),
        ("{", "De inhoud is geen geldige JSON."),
        ("null", "Stuur een JSON-object: namen met hun waarden, tussen accolades."),
    ],
    ids=["diep", "half", "null"],
)
def test_what_is_no_object_is_refused_in_dutch(client, beleidsmedewerker, inhoud, uitleg):
    pad = f"/api/v1/acties/{ActieFactory().pk}"

    antwoord = client.generic("PATCH", pad, inhoud, "application/json", headers=kop(beleidsmedewerker))

    probleem = antwoord.json()
    assert antwoord.status_code == 400
    assert uitleg in (probleem["detail"], *(fout["detail"] for fout in probleem.get("errors", [])))


def test_change_without_version_is_refused(client, beleidsmedewerker):
    actie = ActieFactory()

    antwoord = client.patch(f"/api/v1/acties/{actie.pk}", {}, "application/json", headers=kop(beleidsmedewerker))

    assert antwoord.status_code == 428


def test_bsn_in_a_text_is_refused(client, beleidsmedewerker):
    actie = ActieFactory()
    koppen = kop(beleidsmedewerker) | {"If-Match": '"1"'}

    antwoord = client.patch(
        f"/api/v1/acties/{actie.pk}", {"kern": "Over 111222333."}, "application/json", headers=koppen
    )

    assert antwoord.status_code == 400
