"""The pages with the list behind a figure of wonen: what a reader sees of it, and who sees nothing."""

from datetime import date

import pytest
from django.urls import reverse

from housing.enums import Fase
from tests.casework.factories import HuishoudenFactory
from tests.core.factories import GebruikerFactory
from tests.housing.factories import PlekFactory, VerblijfFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_costs_the_same_for_more_rows_and_is_logged(client, aantal, django_assert_num_queries):
    verloop = [
        (date(2024, 1, 5), Fase.VOORDRACHT),
        (date(2024, 2, 2), Fase.PLAATSING),
        (date(2024, 5, 4), Fase.TERUGVAL),
    ]
    WoonvraagFactory.create_batch(aantal, aangemeld_op=date(2024, 1, 5), stappen=verloop)
    client.force_login(GebruikerFactory(rollen=[Rol.WOONCONSULENT]))
    vooraf = Inzage.objects.count()
    query = {"cijfer": "terugval-binnen-een-jaar", "peildatum": "2025-12-31", "toon": "deel", "sorteer": "-sinds"}

    # session, person, savepoint, who asks, two lengths, rows, the figure, log, release
    with django_assert_num_queries(10):
        antwoord = client.get(reverse("housing:woonvragen_achter_cijfer"), query)

    regel = Inzage.objects.order_by("nummer").last()
    assert len(antwoord.context["pagina"].rijen) == aantal
    assert (Inzage.objects.count() - vooraf, regel.handeling, regel.aantal) == (1, "lijst", aantal)


def test_regisseur_sees_the_woonvragen_of_the_own_huishoudens_only(client):
    regisseur = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])
    verloop = [(date(2026, 1, 5), Fase.VOORDRACHT), (date(2026, 2, 2), Fase.PLAATSING)]
    velden = {"aangemeld_op": date(2026, 1, 5), "stappen": verloop}
    eigen = WoonvraagFactory(huishouden=HuishoudenFactory(regie=regisseur), **velden)
    WoonvraagFactory(**velden)
    client.force_login(regisseur)

    antwoord = client.get(reverse("housing:woonvragen_achter_cijfer"), {"peildatum": "2026-06-30", "pagina": "99"})

    [rij] = antwoord.context["pagina"].rijen
    assert (rij["titel"], rij["waarde"], rij["sinds"]) == (eigen.pseudoniem, 28, date(2026, 2, 2))
    assert antwoord.context["uitkomst"].geheim
    assert "In de lijst staan alleen de woonvragen die u mag zien." in antwoord.content.decode()


def test_list_of_plekken_is_sorted_and_leads_to_the_plek(client):
    verblijf = VerblijfFactory(van=date(2026, 11, 2), tot=date(2026, 11, 9))
    leeg = PlekFactory(voorziening=verblijf.plek.voorziening)
    client.force_login(GebruikerFactory(rollen=[Rol.CONTROLLER]))
    query = {"peildatum": "2026-11-22", "sorteer": "-waarde"}

    antwoord = client.get(reverse("housing:plekken_achter_cijfer"), query)

    nachten = [(rij["dossier"], rij["wie"], rij["waarde"]) for rij in antwoord.context["pagina"].rijen]
    assert nachten == [(verblijf.plek_id, 30, 7), (leeg.pk, 30, 0)]
    assert reverse("housing:plek", args=[leeg.pk]) in antwoord.content.decode()


@pytest.mark.parametrize(
    ("adres", "rol"),
    [
        ("housing:woonvragen_achter_cijfer", Rol.BELEIDSMEDEWERKER),
        ("housing:woonvragen_achter_cijfer", Rol.CONTROLLER),
        ("housing:plekken_achter_cijfer", Rol.TRAJECTREGISSEUR),
    ],
)
def test_list_is_refused_to_who_may_not(client, adres, rol):
    client.force_login(GebruikerFactory(rollen=[rol]))

    assert client.get(reverse(adres)).status_code == 403
