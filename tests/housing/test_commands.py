from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def draai():
    uit = StringIO()
    call_command("laad_woondoelen", stdout=uit)
    return uit.getvalue().splitlines()


def test_command_says_each_difference_and_the_second_time_none():
    eerste, tweede = draai(), draai()

    assert "Nieuw: organisatie Trivire" in eerste
    assert (eerste[-1], tweede) == ("Klaar: 15 verschillen.", ["Klaar: niets gewijzigd."])
