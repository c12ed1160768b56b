"""Everything that shows or changes a woonvraag leaves one line in the access log, with whose it is and for what."""

from uuid import uuid4

import pytest
from django.urls import reverse

from housing.enums import Partij
from tests.casework.factories import HuishoudenFactory, als
from tests.housing.factories import KaartFactory, PreventiefContractFactory, WoonevaluatieFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import Handeling, InzageResultaat, Rol
from zwijndrecht_portal.core.models import Inzage
from zwijndrecht_portal.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def woonconsulent(client, gebruiker_met):
    gebruiker = gebruiker_met(Rol.WOONCONSULENT)
    client.force_login(gebruiker)
    return gebruiker


def log(gebruiker_met):
    with als(gebruiker_met(Rol.PRIVACY_OFFICER)):
        return list(Inzage.objects.order_by("nummer"))


def test_list_says_how_many_were_seen(client, woonconsulent, gebruiker_met):
    WoonvraagFactory.create_batch(3)

    client.get(reverse("housing:woonvraag_lijst"))

    (regel,) = log(gebruiker_met)
    assert (regel.handeling, regel.aantal, regel.gebruiker) == (Handeling.LIJST, 3, woonconsulent)
    assert (regel.doel, regel.pseudoniem) == ("passend wonen", "")


@pytest.mark.parametrize(
    ("naam", "methode", "handeling"),
    [
        ("woonvraag_detail", "get", Handeling.LEZEN),
        ("woonvraag_beurt", "post", Handeling.LEZEN),  # an empty form is refused: nothing changed
        ("contract_sluiten", "get", Handeling.LEZEN),
        ("kaart_geven", "get", Handeling.LEZEN),
        ("contract_beeindigen", "post", Handeling.LEZEN),
        ("kaart_intrekken", "post", Handeling.WIJZIGEN),
        ("evaluatie_tekenen", "get", Handeling.LEZEN),
        ("handtekening_intrekken", "post", Handeling.WIJZIGEN),
    ],
)
def test_one_line_says_whose_woonvraag_it_was(client, woonconsulent, gebruiker_met, naam, methode, handeling):
    woonvraag = WoonvraagFactory()
    contract = PreventiefContractFactory(woonvraag=woonvraag)
    kaart, evaluatie = KaartFactory(contract=contract), WoonevaluatieFactory(woonvraag=woonvraag, getekend=True)
    sleutels = {"kaart_intrekken": kaart, "kaart_geven": contract, "contract_beeindigen": contract}
    obj = sleutels.get(naam, evaluatie if naam in ("evaluatie_tekenen", "handtekening_intrekken") else woonvraag)
    kwargs = {"pk": obj.pk} | ({"partij": Partij.INWONER} if naam == "handtekening_intrekken" else {})

    getattr(client, methode)(reverse(f"housing:{naam}", kwargs=kwargs))

    (regel,) = log(gebruiker_met)
    assert (regel.pseudoniem, regel.handeling, regel.aantal) == (woonvraag.pseudoniem, handeling, 1)


def test_asking_for_a_home_names_the_huishouden(client, gebruiker_met):
    regisseur = gebruiker_met(Rol.TRAJECTREGISSEUR)
    client.force_login(regisseur)
    huishouden = HuishoudenFactory(regie=regisseur)
    velden = {"huishouden": huishouden.pk, "sleutel": uuid4(), "soort": "woning", "volwassenen": "1", "kinderen": "0"}

    client.post(reverse("housing:woonvraag_nieuw"), velden)

    (regel,) = log(gebruiker_met)
    assert (regel.pseudoniem, regel.handeling) == (huishouden.pseudoniem, Handeling.WIJZIGEN)


def test_refusal_is_logged_too(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.TRAJECTREGISSEUR))
    woonvraag = WoonvraagFactory(huishouden__regie=gebruiker_met(Rol.TRAJECTREGISSEUR))

    antwoord = client.get(reverse("housing:woonvraag_detail", args=[woonvraag.pk]))

    (regel,) = log(gebruiker_met)
    assert antwoord.status_code == 404
    assert (regel.resultaat, regel.object_id) == (InzageResultaat.GEWEIGERD, str(woonvraag.pk))


def test_every_view_about_people_is_logged():
    """A view of wonen that reads woonvragen without `rls=True` would see nothing, and log nothing."""
    wonen = next(deel for deel in urlpatterns if getattr(deel, "app_name", "") == "housing")
    gelogd = {patroon.name for patroon in wonen.url_patterns if patroon.callback.is_dossier}

    personen = {"woonvraag", "woonvragen", "contract", "kaart", "evaluatie", "handtekening"}
    verwacht = {p.name for p in wonen.url_patterns if p.name.partition("_")[0] in personen}
    assert gelogd == verwacht | {"verblijf_annuleren", "verblijf_beeindigen"}
