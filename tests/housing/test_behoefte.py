"""A new version of the behoefteraming: the service, the form and the page."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from housing.enums import AannameSoort
from housing.models import Behoefteraming
from housing.selectors import raming_op, ramingen
from housing.services.behoefte import AannameInvoer, maak_raming
from tests.housing.factories import BehoefteramingFactory

pytestmark = pytest.mark.django_db
URL = "/wonen/behoefte/nieuw/"
ZELFSTANDIG = AannameInvoer(Decimal(40), Decimal(60), Decimal(80), "Onderzoek ACT01")


@pytest.fixture
def beleid(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    return beleidsmedewerker


def gegevens(client, **anders):
    """What the form holds when it is opened, as a browser would send it back."""
    form = client.get(URL).context["form"]
    velden = {veld.name: veld.initial for veld in form if veld.initial is not None}
    tekst = {naam: str(waarde).replace(".", ",") for naam, waarde in velden.items()}
    return tekst | {"toelichting": "Het onderzoek is klaar."} | anders


def test_new_version_changes_one_assumption_and_keeps_the_others(beleidsmedewerker):
    BehoefteramingFactory(versie=1)

    maak_raming(door=beleidsmedewerker, toelichting="Nieuw.", aannames={AannameSoort.ZELFSTANDIG: ZELFSTANDIG})

    nieuw, oud = ramingen(timezone.localdate())
    assert (nieuw.versie, nieuw.laag, nieuw.midden, nieuw.hoog) == (2, 24, 39, 56)
    assert (oud.versie, oud.laag, oud.hoog) == (1, 61, 70)
    assert nieuw.aannames[AannameSoort.NOEMER] == oud.aannames[AannameSoort.NOEMER]


@pytest.mark.parametrize(
    ("soort", "waarden", "veld"),
    [
        (AannameSoort.ZELFSTANDIG, (40, 90, 80), "zelfstandig_midden"),
        (AannameSoort.NOEMER, (0, 0, 0), "noemer_laag"),
        (AannameSoort.NOEMER, (430359, 0, 0), "noemer_laag"),
    ],
)
def test_assumption_that_cannot_be_changes_nothing(beleidsmedewerker, soort, waarden, veld):
    BehoefteramingFactory()
    invoer = AannameInvoer(*map(Decimal, waarden), "Bron")

    with pytest.raises(ValidationError) as error:
        maak_raming(door=beleidsmedewerker, toelichting="Nieuw.", aannames={soort: invoer})

    assert list(error.value.message_dict) == [veld]
    assert Behoefteraming.objects.count() == 1


def test_first_version_needs_every_assumption(beleidsmedewerker):
    with pytest.raises(ValidationError, match="nog nooit ingevuld"):
        maak_raming(door=beleidsmedewerker, toelichting="X", aannames={AannameSoort.ZELFSTANDIG: ZELFSTANDIG})


def test_form_starts_from_the_last_version_and_saves_a_new_one(client, beleid):
    BehoefteramingFactory()
    velden = gegevens(client, zelfstandig_laag="40", zelfstandig_midden="60,5", zelfstandig_hoog="80")

    antwoord = client.post(URL, velden, follow=True)

    pagina = antwoord.content.decode()
    assert "is bewaard." in pagina
    assert "Het onderzoek is klaar." in pagina
    raming = raming_op(timezone.localdate())
    assert raming.aannames[AannameSoort.ZELFSTANDIG].midden == Decimal("60.5")
    assert raming.aannames[AannameSoort.NOEMER].midden == Decimal("401596.5")
    assert raming.geregistreerd == 8


def test_figure_that_may_not_be_seen_is_not_in_the_form_and_stays(client, beleid, settings):
    settings.PORTAAL_DREMPEL_INTERN = 10
    BehoefteramingFactory()

    form = client.get(URL).context["form"]
    client.post(URL, gegevens(client))

    assert form["geregistreerd_midden"].initial is None
    assert raming_op(timezone.localdate()).geregistreerd == 8


@pytest.mark.parametrize(
    ("anders", "fouten"),
    [
        ({"zelfstandig_hoog": "101"}, {"zelfstandig_hoog"}),
        ({"zelfstandig_midden": "5", "zelfstandig_laag": "40"}, {"zelfstandig_midden"}),
        ({"regionaal_laag": "veel", "toelichting": ""}, {"regionaal_laag", "toelichting"}),
        ({"noemer_laag": "-1"}, {"noemer_laag"}),
    ],
)
def test_bad_input_is_answered_at_the_field(client, beleid, anders, fouten):
    BehoefteramingFactory()

    antwoord = client.post(URL, gegevens(client, **anders))

    assert antwoord.status_code == 200
    assert set(antwoord.context["form"].errors) == fouten
    assert Behoefteraming.objects.count() == 1


def test_form_works_before_there_is_a_version(client, beleid):
    leeg = client.post(URL, {})

    assert leeg.status_code == 200
    assert "geregistreerd_midden" in leeg.context["form"].errors


def test_page_offers_a_new_version_to_who_makes_them(client, beleid):
    assert URL in client.get(reverse("housing:behoefte")).content.decode()
    assert URL not in client.get(reverse("housing:behoefte"), {"peildatum": "2020-01-01"}).content.decode()
