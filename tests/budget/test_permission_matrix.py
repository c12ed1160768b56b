"""The money pages of the whole-house matrix, near at hand while building them."""

import pytest
from django.urls import get_resolver, reverse

from tests.budget.matrix import MATRIX, maak_objecten
from zwijndrecht_portal.core.enums import Rol


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "view"), MATRIX)
def test_matrix(client, gebruiker_met, method, view):
    personen = {rol.value: gebruiker_met(rol) for rol in Rol}
    url = reverse(view, kwargs=maak_objecten(personen)[view])

    statussen = {"anoniem": getattr(client, method)(url).status_code}
    for rol, persoon in personen.items():
        client.force_login(persoon)
        statussen[rol] = getattr(client, method)(url).status_code

    assert statussen == MATRIX[method, view]


def test_every_view_is_in_the_matrix():
    (_, resolver) = get_resolver().namespace_dict["budget"]

    assert {view for _, view in MATRIX} == {f"budget:{naam}" for naam in resolver.reverse_dict if isinstance(naam, str)}
