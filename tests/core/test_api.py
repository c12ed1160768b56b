"""The rules that every resource shares: who gets in, what a wrong question gets, pages, fields, throttling."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone

from tests.core.factories import GebiedFactory, GebruikerFactory, OrganisatieFactory, TokenFactory
from zwijndrecht_portal.core.api.schema import openapi
from zwijndrecht_portal.core.api.toegang import Rem, vingerafdruk
from zwijndrecht_portal.core.enums import Rol, TokenRecht
from zwijndrecht_portal.core.models import Toegangstoken
from zwijndrecht_portal.core.services import maak_token, trek_token_in

pytestmark = pytest.mark.django_db
PAD = "/api/v1/organisaties"


@pytest.fixture(autouse=True)
def leeg_de_rem():
    cache.clear()


def kop(gebruiker, *rechten: TokenRecht, naam: str = "proef") -> dict[str, str]:
    sleutel = maak_token(gebruiker=gebruiker, naam=naam, rechten=rechten or [TokenRecht.LEZEN], dagen=30)
    return {"Authorization": f"Bearer {sleutel}"}


def plekken(antwoord) -> dict[str, str]:
    """Of each mistake where it stands and its code."""
    return {
        fout["location"].get("name") or fout["location"].get("pointer"): fout["code"]
        for fout in antwoord.json()["errors"]
    }


# --- Tokens ----------------------------------------------------------------------------------------------------------


def test_token_is_kept_as_a_fingerprint_only():
    sleutel = maak_token(gebruiker=GebruikerFactory(), naam="proef", rechten=[TokenRecht.LEZEN], dagen=30)

    token = Toegangstoken.objects.get()

    assert token.vingerafdruk == vingerafdruk(sleutel)
    assert sleutel not in str(Toegangstoken.objects.values().get())
    assert sleutel.startswith(token.begin)


def test_second_token_for_the_same_purpose_is_refused_by_the_page(client):
    gebruiker = GebruikerFactory()
    client.force_login(gebruiker)
    invoer = {"naam": "Excel", "rechten": ["lezen"], "dagen": "30"}

    eerste = client.post(reverse("koppelingen"), invoer)
    tweede = client.post(reverse("koppelingen"), {**invoer, "naam": "excel"})

    assert eerste.status_code == 302
    assert tweede.context["form"].errors == {
        "naam": ["U hebt hiervoor al een token. Trek dat eerst in, of kies een andere naam."]
    }
    assert Toegangstoken.objects.count() == 1


def test_new_token_is_shown_once(client):
    client.force_login(GebruikerFactory())
    client.post(reverse("koppelingen"), {"naam": "Excel", "rechten": ["lezen"], "dagen": "30"})

    eerst, daarna = (client.get(reverse("koppelingen")).context["nieuw"] for _ in range(2))

    assert (eerst[:4], daarna) == ("zwd_", "")
    assert client.get(PAD, headers={"Authorization": f"Bearer {eerst}"}).status_code == 200


@pytest.mark.parametrize(
    "velden",
    [
        {"ingetrokken_op": timezone.now()},
        {"gemaakt_op": timezone.now() - timedelta(days=9), "verloopt_op": timezone.now() - timedelta(days=1)},
    ],
    ids=["ingetrokken", "verlopen"],
)
def test_token_that_ended_is_refused(client, velden):
    TokenFactory(vingerafdruk=vingerafdruk("zwd_x"), **velden)

    antwoord = client.get(PAD, headers={"Authorization": "Bearer zwd_x"})

    assert (antwoord.status_code, antwoord["WWW-Authenticate"]) == (401, "Bearer")


def test_token_of_a_person_who_left_is_refused(client):
    gebruiker = GebruikerFactory()
    koppen = kop(gebruiker)
    gebruiker.is_active = False
    gebruiker.save()

    assert client.get(PAD, headers=koppen).status_code == 401


def test_token_of_a_partner_ends_after_the_last_day(client):
    partner = GebruikerFactory(toegang_tot=timezone.localdate())
    koppen = kop(partner)
    vandaag = client.get(PAD, headers=koppen).status_code
    partner.toegang_tot = timezone.localdate() - timedelta(days=1)
    partner.save()

    assert (vandaag, client.get(PAD, headers=koppen).status_code) == (200, 401)


def test_withdrawn_token_stops_at_once(client):
    koppen = kop(GebruikerFactory())
    trek_token_in(token=Toegangstoken.objects.get())

    assert client.get(PAD, headers=koppen).status_code == 401


@pytest.mark.parametrize("autorisatie", ["Bearer", "Bearer a b", "Bearer é", "Basic eA=="])
def test_strange_authorization_is_refused(client, autorisatie):
    assert client.get(PAD, headers={"Authorization": autorisatie}).status_code == 401


def test_token_may_not_do_more_than_its_rights(client):
    """A beleidsmedewerker may report; a token that only reads may not."""
    antwoord = client.post(
        "/api/v1/acties/1/voortgangsmeldingen", "{}", "application/json", headers=kop(GebruikerFactory())
    )

    assert antwoord.status_code == 403


def test_token_may_not_do_more_than_its_person(client):
    raadslid = GebruikerFactory(rollen=[Rol.RAADSLID])

    assert client.get("/api/v1/acties", headers=kop(raadslid, *TokenRecht)).status_code == 403


def test_used_token_remembers_when(client):
    koppen = kop(GebruikerFactory())

    client.get(PAD, headers=koppen)

    assert Toegangstoken.objects.get().laatst_gebruikt_op is not None


# --- Wrong questions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pad", ["/api/v1/organisaties/", "/api/v1/", "/api/v1", "/api/v1/bestaat-niet", "/api/v2/organisaties"]
)
def test_what_is_no_resource_is_a_problem(client, pad):
    antwoord = client.get(pad)

    assert (antwoord.status_code, antwoord["Content-Type"]) == (404, "application/problem+json")
    assert antwoord["API-Version"] == "1.1.0"
    assert antwoord.json()["status"] == 404


def test_all_mistakes_in_the_query_come_at_once(client):
    koppen = kop(GebruikerFactory())

    antwoord = client.get(f"{PAD}?pageSize=0&kleur=rood&sorteer=kleur&soort=zorg&soort=wonen", headers=koppen)

    assert antwoord.status_code == 400
    assert plekken(antwoord) == {
        "pageSize": "min_value",
        "kleur": "invalid",
        "sorteer": "invalid_choice",
        "soort": "invalid",
    }


def test_unknown_field_is_refused(client):
    antwoord = client.get(f"{PAD}?velden=naam,kleur", headers=kop(GebruikerFactory()))

    assert plekken(antwoord) == {"velden": "invalid"}
    assert antwoord.json()["errors"][0]["detail"].startswith("Kies uit slug, naam, afkorting")


@pytest.mark.parametrize("cursor", ["\t", " "])
def test_cursor_of_spaces_begins_at_the_first_page(client, cursor):
    """The document allows any text here; a mistake (400) would be a surprise."""
    assert client.get(PAD, {"cursor": cursor}, headers=kop(GebruikerFactory())).status_code == 200


@pytest.mark.parametrize("cursor", ["onzin", "cD1hJm89eA==", "é"])
def test_broken_cursor_is_no_page(client, cursor):
    antwoord = client.get(PAD, {"cursor": cursor}, headers=kop(GebruikerFactory()))

    assert (antwoord.status_code, antwoord.json()["detail"]) == (
        404,
        "Deze bladzijde bestaat niet. Begin weer zonder cursor.",
    )


def test_peildatum_in_the_future_has_no_state(client):
    morgen = timezone.localdate() + timedelta(days=1)

    antwoord = client.get("/api/v1/acties", {"peildatum": morgen.isoformat()}, headers=kop(GebruikerFactory()))

    assert (antwoord.status_code, "toekomst" in antwoord.json()["detail"]) == (404, True)


def test_other_method_names_what_is_allowed(client):
    antwoord = client.delete(PAD, headers=kop(GebruikerFactory()))

    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert antwoord["Content-Type"] == "application/problem+json"


def test_other_form_than_json_is_refused(client):
    assert client.get(PAD, headers=kop(GebruikerFactory()) | {"Accept": "text/html"}).status_code == 406


def test_bug_is_a_problem_without_details(client, monkeypatch):
    koppen = kop(GebruikerFactory())
    client.raise_request_exception = False
    monkeypatch.setattr("zwijndrecht_portal.core.api.views.Organisatie.objects", None)

    antwoord = client.get(PAD, headers=koppen)

    assert (antwoord.status_code, antwoord["Content-Type"]) == (500, "application/problem+json")
    assert antwoord.json()["title"] == "Er ging iets mis"


# --- Pages and fields ------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_without_gap_or_double(client):
    """Also with equal names, from the front to the back and back again."""
    for nummer in range(7):
        GebiedFactory(code=f"BU0642{nummer:04}", naam="Kort" if nummer % 2 else "Lang")
    koppen = kop(GebruikerFactory())
    url, codes, vorige = "/api/v1/gebieden?soort=buurt&sorteer=-naam&pageSize=3", [], []

    while url:
        body = client.get(url, headers=koppen).json()
        codes += [rij["code"] for rij in body["resultaten"]]
        url = body["volgende"]
        vorige.append(body["vorige"])

    assert sorted(codes) == [f"BU0642{nummer:04}" for nummer in range(7)]
    assert [bool(url) for url in vorige] == [False, True, True]


def test_rows_that_come_in_between_shift_nothing(client):
    """What was there at the first page is seen once, whatever is added before and behind the place where one is."""
    for letter in "bdfhj":
        OrganisatieFactory(slug=letter, naam=letter)
    koppen, url, gezien = kop(GebruikerFactory()), f"{PAD}?sorteer=naam&pageSize=2", []

    for letter in ("a", "c", "z"):
        body = client.get(url, headers=koppen).json()
        gezien += [rij["slug"] for rij in body["resultaten"]]
        url = body["volgende"]
        OrganisatieFactory(slug=letter, naam=letter)

    assert [slug for slug in gezien if slug in "bdfhj"] == list("bdfhj")
    assert len(gezien) == len(set(gezien))


def test_only_chosen_fields_come_out(client):
    OrganisatieFactory(slug="pameijer", naam="Pameijer")

    body = client.get(f"{PAD}?velden=naam", headers=kop(GebruikerFactory())).json()

    assert body["resultaten"] == [{"naam": "Pameijer"}]


def test_head_and_options_answer(client):
    koppen = kop(GebruikerFactory())

    assert [client.head(PAD, headers=koppen).status_code, client.options(PAD, headers=koppen).status_code] == [200, 200]


def test_every_answer_says_its_version_and_is_not_kept(client):
    antwoord = client.get(PAD, headers=kop(GebruikerFactory()))

    assert (antwoord["API-Version"], antwoord["Cache-Control"]) == ("1.1.0", "no-store")
    assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"]


def test_document_is_for_every_origin(client):
    antwoord = client.get("/api/v1/openapi.json")

    assert (antwoord.status_code, antwoord["Access-Control-Allow-Origin"]) == (200, "*")
    assert antwoord.json() == json.loads(json.dumps(openapi(), cls=DjangoJSONEncoder))


# --- Throttling ------------------------------------------------------------------------------------------------------


def test_too_many_questions_get_a_problem_that_says_how_long(client, monkeypatch):
    monkeypatch.setattr(Rem, "THROTTLE_RATES", {"bekend": "2/min", "onbekend": "1/min"})
    koppen = kop(GebruikerFactory())

    antwoorden = [client.get(PAD, headers=koppen) for _ in range(3)]

    assert [antwoord.status_code for antwoord in antwoorden] == [200, 200, 429]
    assert 0 < int(antwoorden[-1]["Retry-After"]) <= 60
    assert antwoorden[-1].json()["title"] == "Te veel vragen"


def test_one_persons_questions_do_not_stop_another(client, monkeypatch):
    monkeypatch.setattr(Rem, "THROTTLE_RATES", {"bekend": "1/min", "onbekend": "1/min"})
    een, ander = kop(GebruikerFactory()), kop(GebruikerFactory())

    assert [client.get(PAD, headers=koppen).status_code for koppen in (een, een, ander)] == [200, 429, 200]


def test_page_explains_every_operation(client):
    antwoord = client.get(reverse("api_documentatie"))

    assert "PATCH /api/v1/acties/{id}" in antwoord.content.decode()
    assert antwoord.context["wijzigingen"][0][0].startswith("1.1.0")
