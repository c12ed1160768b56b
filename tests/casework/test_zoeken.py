"""A huishouden is found by its pseudoniem only, by who may, and the access log knows."""

import pytest
from django.urls import reverse

from casework.zoeken import is_pseudoniem
from tests.casework.factories import HuishoudenFactory, als
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db


def regels() -> list[tuple[str, str, int]]:
    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        return list(Inzage.objects.order_by("nummer").values_list("handeling", "pseudoniem", "aantal"))


def zoek(client, tekst: str):
    antwoord = client.get(reverse("zoeken"), {"q": tekst})
    return [(treffer.titel, treffer.url) for _, groep in antwoord.context["groepen"] for treffer in groep]


@pytest.mark.parametrize("vorm", ["{}", "{} ", "hh {jaar} {nummer}", "{jaar}-{nummer}", "HH {nummer}"])
def test_own_huishouden_is_found_and_logged_once(client, huishouden, regisseur, vorm):
    client.force_login(regisseur)
    _, jaar, nummer = huishouden.pseudoniem.split("-")

    gevonden = zoek(client, vorm.format(huishouden.pseudoniem, jaar=jaar, nummer=int(nummer)))

    assert gevonden == [(huishouden.pseudoniem, reverse("casework:huishouden_detail", args=[huishouden.pk]))]
    assert regels() == [("zoeken", huishouden.pseudoniem, 1)]


def test_huishouden_of_another_leads_to_the_question_why(client, huishouden, andere_regisseur):
    client.force_login(andere_regisseur)

    gevonden = zoek(client, huishouden.pseudoniem)

    assert gevonden == [(huishouden.pseudoniem, reverse("casework:toegang_vragen", args=[huishouden.pk]))]
    assert regels() == [("zoeken", huishouden.pseudoniem, 0)]


def test_number_alone_says_nothing_about_the_work_of_another(client, huishouden, andere_regisseur):
    client.force_login(andere_regisseur)

    assert zoek(client, f"HH {huishouden.pseudoniem[-4:]}") == []
    assert regels() == [("zoeken", "", 0)]


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER}))
def test_who_reads_no_dossiers_finds_no_huishouden(client, huishouden, rol):
    client.force_login(GebruikerFactory(rollen=[rol]))

    assert zoek(client, huishouden.pseudoniem) == []
    assert regels() == []


@pytest.mark.parametrize("tekst", ["wonen", "2026", "0042", "Q4 2019", "06 12345678", "HH", "HH-2026-0042 en meer"])
def test_other_text_opens_no_log(client, regisseur, tekst):
    client.force_login(regisseur)
    client.get(reverse("zoeken"), {"q": tekst})

    assert not is_pseudoniem(tekst)
    assert regels() == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_search_for_dossiers_has_constant_query_count(client, coordinator, aantal, django_assert_num_queries):
    for jaar in range(2024, 2024 + aantal):
        HuishoudenFactory(pseudoniem=f"HH-{jaar}-0042", waakvlam="stabiel")
    client.force_login(coordinator)

    with django_assert_num_queries(7) as gevraagd:
        gevonden = zoek(client, "HH 42")

    assert len(gevonden) == aantal
    zonder = ("session_key", '"core_gebruiker"."id" =', "SAVEPOINT")  # what every page of a person asks
    resultaat = [vraag["sql"] for vraag in gevraagd if not any(deel in vraag["sql"] for deel in zonder)]
    assert ["set_config" in sql for sql in resultaat] == [True, False, False]  # whose work, all kinds together, the log
