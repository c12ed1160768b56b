from datetime import timedelta

import pytest
from django.utils import timezone

from casework.models import Huishouden
from tests.casework.factories import HuishoudenFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


@pytest.fixture
def regisseur(gebruiker_met) -> Gebruiker:
    return gebruiker_met(Rol.TRAJECTREGISSEUR, naam="Fatima Bouali")


@pytest.fixture
def andere_regisseur(gebruiker_met) -> Gebruiker:
    return gebruiker_met(Rol.TRAJECTREGISSEUR, naam="Youssef el Amrani")


@pytest.fixture
def coordinator(gebruiker_met) -> Gebruiker:
    return gebruiker_met(Rol.WAAKVLAMCOORDINATOR)


@pytest.fixture
def teamleider(gebruiker_met) -> Gebruiker:
    return gebruiker_met(Rol.TEAMLEIDER)


@pytest.fixture
def huishouden(regisseur) -> Huishouden:
    """In the caseload of `regisseur`, with a waakvlam of four weeks that started ten days ago."""
    return HuishoudenFactory(regie=regisseur, waakvlam="stabiel", waakvlam__sinds=timezone.now() - timedelta(days=10))
