"""The page with the list behind a figure: what a reader sees of it, and what it never says."""

from datetime import date

import pytest
from django.urls import reverse

from casework.cijferlijsten import CIJFERLIJSTEN
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from tests.casework.test_selectors import sluit
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.cijferlijsten import lees_cijferlijst
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db
PEILDATUM = "2026-03-31"


def test_regisseur_reads_the_own_caseload_and_how_many_the_figure_counts_besides(client, settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 1
    regisseur = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])
    eigen, *_ = HuishoudenFactory(regie=regisseur), HuishoudenFactory(), HuishoudenFactory()
    client.force_login(regisseur)

    response = client.get(reverse("casework:cijferlijst"), {"cijfer": "actieve-huishoudens", "peildatum": PEILDATUM})

    assert [rij["titel"] for rij in response.context["pagina"].rijen] == [eigen.pseudoniem]
    assert (response.context["lengte"], response.context["ongezien"]) == ("1\u00a0huishouden", "2\u00a0huishoudens")


def test_secret_figure_says_nothing_about_what_the_reader_does_not_see(client, settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    regisseur = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])
    HuishoudenFactory(regie=regisseur)
    HuishoudenFactory.create_batch(3)
    client.force_login(regisseur)

    response = client.get(reverse("casework:cijferlijst"), {"cijfer": "actieve-huishoudens"})

    assert (len(response.context["pagina"].rijen), response.context["ongezien"]) == (1, "")
    assert response.context["uitkomst"].geheim


def test_closed_dossier_is_counted_on_its_days_and_no_longer_shown(client, settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 1
    HuishoudenFactory.create_batch(2)
    sluit(HuishoudenFactory(), date(2026, 6, 1))
    client.force_login(GebruikerFactory(rollen=[Rol.TEAMLEIDER]))

    response = client.get(reverse("casework:cijferlijst"), {"peildatum": "2026-03-31"})

    assert (response.context["lengte"], response.context["ongezien"]) == ("2\u00a0huishoudens", "1\u00a0huishouden")


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_costs_the_same_for_more_rows_and_is_logged(client, aantal, django_assert_num_queries):
    HuishoudenFactory.create_batch(aantal, waakvlam="stabiel")
    client.force_login(GebruikerFactory(rollen=[Rol.TEAMLEIDER]))
    vooraf = Inzage.objects.count()

    # session, person, savepoint, who asks, two lengths, rows, the figure, log, release
    with django_assert_num_queries(10):
        client.get(reverse("casework:cijferlijst"), {"cijfer": "contacten-op-tijd"})

    regel = Inzage.objects.order_by("nummer").last()
    assert (Inzage.objects.count() - vooraf, regel.handeling, regel.aantal) == (1, "lijst", aantal)


@pytest.mark.parametrize(
    "query", ["cijfer=bestaat-niet", "cijfer=%00", "toon=x&sorteer=x&pagina=x", "pagina=9999999999"]
)
def test_address_that_makes_no_sense_shows_a_list(client, query):
    HuishoudenFactory()
    client.force_login(GebruikerFactory(rollen=[Rol.TEAMLEIDER]))

    response = client.get(f"{reverse('casework:cijferlijst')}?{query}")

    assert len(response.context["pagina"].rijen) == 1


def test_list_is_sorted_and_cut_into_pages(monkeypatch):
    monkeypatch.setattr("zwijndrecht_portal.core.cijferlijsten.PER_PAGINA", 2)
    HuishoudenFactory.create_batch(3)
    lijst = CIJFERLIJSTEN["actieve-huishoudens"]
    leider = GebruikerFactory(rollen=[Rol.TEAMLEIDER])

    with als(TEAMLEIDER):
        bladen = [
            lees_cijferlijst(lijst, leider, date(2026, 3, 31), toon="", sorteer="-titel", pagina=nummer)
            for nummer in (1, 2, 3)
        ]

    namen = [[rij["titel"] for rij in blad.rijen] for blad in bladen]
    assert namen[0] + namen[1] == sorted(namen[0] + namen[1], reverse=True)
    assert [(len(rij), blad.pagina, blad.paginas) for rij, blad in zip(namen, bladen, strict=True)] == [
        (2, 1, 2), (1, 2, 2), (1, 2, 2)
    ]  # fmt: skip
