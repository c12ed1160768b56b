"""Three parties: what the file says now, what it said last time, what the portal says."""

import pytest

from zwijndrecht_portal.core.bron import Bron
from zwijndrecht_portal.core.models import Organisatie

pytestmark = pytest.mark.django_db


def laad(**waarden) -> tuple[Organisatie, list[str]]:
    """Load one organisatie as a data file would; returns it as stored, and what was reported."""
    bron = Bron()
    bron.zet(Organisatie, {"slug": "vivenz"}, {"naam": "Vivenz", **waarden})
    return Organisatie.objects.get(slug="vivenz"), bron.regels


def test_what_is_new_is_made():
    organisatie, regels = laad(afkorting="VVZ")

    assert (organisatie.naam, organisatie.afkorting) == ("Vivenz", "VVZ")
    assert regels == ["Nieuw: organisatie Vivenz"]


def test_the_same_file_again_changes_nothing(django_assert_num_queries):
    laad(afkorting="VVZ")
    bron = Bron()

    with django_assert_num_queries(1):  # it only looks up the object
        _, is_nieuw = bron.zet(Organisatie, {"slug": "vivenz"}, {"naam": "Vivenz", "afkorting": "VVZ"})

    assert (is_nieuw, bron.regels) == (False, [])


BIJGEWERKT = "Bijgewerkt: organisatie Vivenz: toelichting"
GEWEIGERD = "Niet overschreven, want gewijzigd in het portaal: organisatie Vivenz: toelichting"


# What the file said, what the portal made of it, what the file says now -> what is stored.
@pytest.mark.parametrize(
    ("eerst", "portaal", "nu", "opgeslagen", "regels"),
    [
        ("oud", "oud", "oud", "oud", []),
        ("oud", "oud", "nieuw", "nieuw", [BIJGEWERKT]),
        ("oud", "beter", "oud", "beter", []),
        ("oud", "beter", "nieuw", "beter", [GEWEIGERD]),
        ("oud", "nieuw", "nieuw", "nieuw", []),
    ],
)
def test_file_and_portal_are_weighed(eerst, portaal, nu, opgeslagen, regels):
    laad(toelichting=eerst)
    Organisatie.objects.update(toelichting=portaal)

    organisatie, gemeld = laad(toelichting=nu)

    assert (organisatie.toelichting, gemeld) == (opgeslagen, regels)


def test_refused_difference_is_reported_once():
    laad(toelichting="oud")
    Organisatie.objects.update(toelichting="beter")
    laad(toelichting="nieuw")

    assert laad(toelichting="nieuw")[1] == []


def test_improvement_in_the_portal_does_not_hold_back_another_field():
    laad(toelichting="oud", afkorting="OUD")
    Organisatie.objects.update(toelichting="beter")

    organisatie, _ = laad(toelichting="nieuw", afkorting="NIEUW")

    assert (organisatie.toelichting, organisatie.afkorting) == ("beter", "NIEUW")


def test_what_was_made_in_the_portal_is_not_overwritten_by_a_file_that_never_had_it():
    """The field is new in the file: it said nothing before, so the file may fill it."""
    laad()
    Organisatie.objects.update(afkorting="VVZ")

    organisatie, regels = laad(afkorting="VIV")

    assert organisatie.afkorting == "VIV"
    assert regels == ["Bijgewerkt: organisatie Vivenz: afkorting"]
