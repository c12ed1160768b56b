"""What a resident may ask for: who looked, and a copy of everything. Each on its own dossier, and logged."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import Range
from django.test import Client
from django.urls import reverse

from casework.models import Notitie
from casework.uitdraai import AFGELEID, Onderdeel, _tabellen, als_tekst, lees_alles
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, TaakFactory, als
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Afdruk, Inzage

pytestmark = pytest.mark.django_db


def regels():
    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        return list(Inzage.objects.order_by("nummer"))


@pytest.fixture
def dossier(regisseur):
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="stabiel", plan=True, inwoner="Aicha")
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur)
    with als(regisseur):
        Notitie.objects.create(contactmoment=contact, sleutel=uuid4(), tekst="Ging goed.", door=regisseur)
    TaakFactory(huishouden=huishouden, voor=regisseur)
    return huishouden


@pytest.fixture
def client(regisseur):
    client = Client()
    client.force_login(regisseur)
    return client


# --- Who looked ------------------------------------------------------------------------------------------------------


def test_overview_shows_who_looked_and_why(client, dossier, regisseur, andere_regisseur):
    ander = Client()
    ander.force_login(andere_regisseur)
    ander.get(reverse("casework:huishouden_detail", args=[dossier.pk]))

    pagina = client.get(reverse("casework:inzagen", args=[dossier.pk]))

    assert [(regel.gebruiker, regel.resultaat) for regel in pagina.context["regels"]] == [
        (andere_regisseur, "geweigerd")
    ]


def test_overview_holds_no_other_dossier(client, dossier, regisseur):
    ander = HuishoudenFactory(regie=regisseur)
    client.get(reverse("casework:huishouden_detail", args=[ander.pk]))

    pagina = client.get(reverse("casework:inzagen", args=[dossier.pk]))

    assert list(pagina.context["regels"]) == []
    assert "Nog niemand" in pagina.content.decode()


def test_overview_on_paper_is_for_who_asked(client, dossier, andere_regisseur, django_capture_on_commit_callbacks):
    client.get(reverse("casework:inzagen", args=[dossier.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(reverse("casework:inzagen_afdrukken", args=[dossier.pk]))
    ander = Client()
    ander.force_login(andere_regisseur)

    assert client.get(antwoord.url).status_code == 200
    assert client.get(f"{antwoord.url}pdf/").content.startswith(b"%PDF")
    assert ander.get(f"{antwoord.url}pdf/").status_code == 404
    assert [regel.handeling for regel in regels()][-3:] == ["afdrukken", "afdrukken", "afdrukken"]
    assert [regel.resultaat for regel in regels()][-2:] == ["gelukt", "geweigerd"]


def test_pdf_of_a_dossier_is_hidden_by_the_database(client, dossier, regisseur, andere_regisseur):
    client.post(reverse("casework:dossier_afdrukken", args=[dossier.pk]))

    with als(andere_regisseur):
        assert not Afdruk.objects.exists()
    with als(regisseur):
        assert Afdruk.objects.get().pseudoniem == dossier.pseudoniem


# --- A copy of everything --------------------------------------------------------------------------------------------


def test_copy_for_a_machine_is_complete(client, dossier, regisseur):
    antwoord = client.post(reverse("casework:dossier_json", args=[dossier.pk]))

    inhoud = json.loads(antwoord.content)["dossier"]
    assert inhoud["huishouden"][0]["pseudoniem"] == dossier.pseudoniem
    assert [inwoner["roepnaam"] for inwoner in inhoud["inwoners"]] == ["Aicha"]
    assert {"contactmomenten", "regies", "taken", "waakvlammen", "ondersteuningsplannen"} <= set(inhoud)
    assert inhoud["regies"][0]["regisseur"] == regisseur.naam
    assert inhoud["notities"][0]["contactmoment"] == inhoud["contactmomenten"][0]["nummer"]
    assert (regels()[-1].handeling, regels()[-1].pseudoniem) == ("exporteren", dossier.pseudoniem)


def test_copy_holds_no_other_dossier(client, dossier, regisseur):
    HuishoudenFactory(regie=regisseur, inwoner="Wilma")

    antwoord = client.post(reverse("casework:dossier_json", args=[dossier.pk]))

    assert "Wilma" not in antwoord.content.decode()


def test_every_table_about_people_is_in_the_copy():
    """A new table is in it by itself; what is not must be named, with a reason."""
    geen_dossier = {
        "casework.Bewaartermijn",
        "casework.Bijeenkomst",
        "casework.Buurtcirkel",
        "casework.Huishouden",
        "casework.Inzet",
        "casework.Pseudoniemteller",
        "casework.Ritmeprofiel",
        "casework.Telmutatie",
        "casework.Vernietiging",
    }
    eigen = {
        model._meta.label
        for model in apps.get_app_config("casework").get_models()
        if not hasattr(model, "pgh_tracked_model")
    }

    assert eigen - {model._meta.label for model in _tabellen()} - AFGELEID == geen_dossier


def test_copy_on_paper_says_everything_in_words(dossier, regisseur):
    with als(regisseur):
        blokken = {blok.naam: blok for blok in als_tekst(lees_alles(dossier))}

    [inwoner] = blokken["Inwoners"].rijen
    assert inwoner[1:] == [("roepnaam", "Aicha"), ("kind", "nee"), ("naaste", "nee")]
    [regie] = blokken["Regies"].rijen
    assert dict(regie)["geldig"].endswith("loopt nog")
    assert "gesloten op" not in blokken["Huishouden"].kolommen


def test_copy_on_paper_gives_no_time_to_what_is_only_a_day():
    dag, moment = datetime(2026, 4, 30, 22, tzinfo=UTC), datetime(2026, 5, 1, 11, 5, tzinfo=UTC)
    rij = {"begonnen": dag, "gesproken": moment, "geldig": Range(dag, moment)}

    [blok] = als_tekst([Onderdeel("proef", [rij])])

    [[(_, begonnen), (_, gesproken), (_, geldig)]] = blok.rijen
    assert (begonnen, gesproken) == ("01-05-2026", "01-05-2026 13:05")
    assert geldig == "van 01-05-2026, tot 01-05-2026 13:05"


def test_copy_costs_as_many_queries_as_there_are_tables(client, dossier, regisseur, django_assert_max_num_queries):
    for _ in range(5):
        ContactmomentFactory(huishouden=dossier, door=regisseur)
    with connection.cursor() as cursor:
        cursor.execute("select 1")

    with django_assert_max_num_queries(len(_tabellen()) + 13):  # of which three for what was corrected
        client.post(reverse("casework:dossier_json", args=[dossier.pk]))
