"""Spreadsheets with many rows: read and carried out by a task, while its page tells how far it is."""

import pytest
from django.urls import reverse

from housing.models import Contingent
from tests.core.factories import GebruikerFactory, OrganisatieFactory
from zwijndrecht_portal.core.enums import InvoerStatus, Rol
from zwijndrecht_portal.core.invoer import invoersoort
from zwijndrecht_portal.core.models import Invoer
from zwijndrecht_portal.core.services import gedaan_van, vraag_invoer, vraag_terugdraaien, vraag_verwerking
from zwijndrecht_portal.core.tasks import werk_invoer_af

pytestmark = pytest.mark.django_db


@pytest.fixture
def veel(monkeypatch):
    """Three rows are already many."""
    monkeypatch.setattr("zwijndrecht_portal.core.services.invoer.GROOT_VANAF", 2)
    monkeypatch.setattr("zwijndrecht_portal.core.invoer.MELD_PER", 1)
    monkeypatch.setattr("zwijndrecht_portal.core.services.invoer.MELD_PER", 1)
    OrganisatieFactory(slug="trivire")
    return "corporatie;jaar;aantal\n" + "".join(f"trivire;{jaar};5\n" for jaar in (2019, 2020, 2021))


@pytest.fixture
def woonconsulent():
    return GebruikerFactory(rollen=[Rol.WOONCONSULENT])


def vraag(inhoud: str, door) -> Invoer:
    soort = invoersoort("contingenten")
    return vraag_invoer(soort=soort, bestandsnaam="veel.csv", inhoud=inhoud.encode(), door=door)


def test_many_rows_are_read_and_carried_out_by_a_task(client, veel, woonconsulent, django_capture_on_commit_callbacks):
    client.force_login(woonconsulent)
    invoer = vraag(veel, woonconsulent)
    wacht = client.get(reverse("invoer", args=[invoer.pk])).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        vraag(veel, woonconsulent)
    gelezen = Invoer.objects.exclude(pk=invoer.pk).get()
    voorbeeld = (gelezen.status, gelezen.bestand, gelezen.tel("nieuw"), gedaan_van(invoer))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("invoer_verwerken", args=[gelezen.pk]))

    verwerkt = Contingent.objects.count()
    vraag_terugdraaien(invoer=gelezen, door=woonconsulent)
    terug = client.get(reverse("invoer", args=[gelezen.pk])).content.decode()
    for _ in range(2):
        werk_invoer_af(str(gelezen.pk))

    gelezen.refresh_from_db()
    assert "Het bestand wordt gelezen" in wacht
    assert "<progress" in wacht
    assert voorbeeld == (InvoerStatus.VOORBEELD, None, 3, 0)
    assert "De invoer wordt teruggedraaid" in terug
    assert (verwerkt, Contingent.objects.count(), gelezen.status) == (3, 0, InvoerStatus.TERUGGEDRAAID)


def test_undo_by_a_task_is_refused_when_somebody_built_on_it(veel, woonconsulent):
    invoer = vraag(veel, woonconsulent)
    werk_invoer_af(str(invoer.pk))
    vraag_verwerking(invoer=invoer, door=woonconsulent)
    werk_invoer_af(str(invoer.pk))
    Contingent.objects.filter(jaar=2020).update(aantal=6)
    vraag_terugdraaien(invoer=invoer, door=woonconsulent)

    werk_invoer_af(str(invoer.pk))

    invoer.refresh_from_db()
    assert (invoer.status, Contingent.objects.count()) == (InvoerStatus.VERWERKT, 3)
    assert "Rij 3 is intussen" in invoer.melding


def test_task_delivered_twice_changes_nothing_twice(veel, woonconsulent):
    invoer = vraag(veel, woonconsulent)
    for _ in range(2):
        werk_invoer_af(str(invoer.pk))
    vraag_verwerking(invoer=invoer, door=woonconsulent)

    for _ in range(2):
        werk_invoer_af(str(invoer.pk))

    assert Contingent.objects.count() == 3


def test_large_file_with_a_wrong_heading_says_so_on_its_page(client, veel, woonconsulent):
    client.force_login(woonconsulent)
    invoer = vraag(veel.replace("jaar", "jaartal"), woonconsulent)

    werk_invoer_af(str(invoer.pk))

    assert "De koppen ontbreken" in client.get(reverse("invoer", args=[invoer.pk])).content.decode()


def test_refusal_in_the_task_goes_back_to_the_preview(veel, woonconsulent):
    invoer = vraag(veel.replace("trivire;2020", "onbekend;2020"), woonconsulent)
    werk_invoer_af(str(invoer.pk))
    vraag_verwerking(invoer=invoer, door=woonconsulent)

    werk_invoer_af(str(invoer.pk))

    invoer.refresh_from_db()
    assert (invoer.status, Contingent.objects.count()) == (InvoerStatus.VOORBEELD, 0)
    assert "Rij 3: Het portaal kent geen organisatie" in invoer.melding


@pytest.mark.parametrize("status", [InvoerStatus.LEZEN, InvoerStatus.VERWERKEN, InvoerStatus.TERUGDRAAIEN])
def test_task_that_stops_leaves_a_sentence(veel, woonconsulent, status):
    invoer = vraag(veel, woonconsulent)
    if status != InvoerStatus.LEZEN:
        werk_invoer_af(str(invoer.pk))
        vraag_verwerking(invoer=invoer, door=woonconsulent)
    if status == InvoerStatus.TERUGDRAAIEN:
        werk_invoer_af(str(invoer.pk))
        vraag_terugdraaien(invoer=invoer, door=woonconsulent)

    werk_invoer_af.on_failure(RuntimeError(), "", [str(invoer.pk)], {}, None)

    invoer.refresh_from_db()
    assert (invoer.is_bezig, invoer.bestand, "gestopt" in invoer.melding) == (False, None, True)
