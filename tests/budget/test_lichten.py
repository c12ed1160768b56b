from datetime import date
from decimal import Decimal

import pytest

from budget.lichten import bereken_geld
from budget.regels import PostRegel, PrognoseRegel
from zwijndrecht_portal.core.enums import Licht


def post(vastgesteld="1000.00", besteed=None, verwacht=None, toelichting=""):
    prognose = verwacht and PrognoseRegel(1, date(2020, 4, 1), Decimal(verwacht), toelichting, is_klaar=True)
    return PostRegel(
        id=1,
        jaar=2020,
        naam="Waakvlam",
        vastgesteld=vastgesteld and Decimal(vastgesteld),
        besteed=besteed and Decimal(besteed),
        prognose=prognose,
    )


@pytest.mark.parametrize(
    ("regel", "licht", "uitleg"),
    [
        (post(), Licht.ONBEKEND, "Over 2020 zijn er nog geen boekingen of prognoses."),
        (post(besteed="600.00"), Licht.GROEN, "In 2020 is €\u00a0600,00 van €\u00a01.000,00 besteed."),
        (post(besteed="1000.00"), Licht.GROEN, "In 2020 is €\u00a01.000,00 van €\u00a01.000,00 besteed."),
        (post(besteed="1000.01"), Licht.ROOD, "In 2020 is €\u00a00,01 meer besteed dan begroot."),
        (post(verwacht="1100.00"), Licht.GROEN, "In 2020 is €\u00a00,00 van €\u00a01.000,00 besteed."),
        (
            post(verwacht="1200.00"),
            Licht.ROOD,
            "De prognose voor 2020 is €\u00a0200,00 (20\u00a0%) hoger dan begroot, zonder toelichting.",
        ),
        (
            post(verwacht="800.00", toelichting="Later gestart."),
            Licht.ORANJE,
            "De prognose voor 2020 is €\u00a0200,00 (20\u00a0%) lager dan begroot, met toelichting.",
        ),
        (post(None), Licht.ORANJE, "De begroting van 2020 noemt geen bedrag, en de actie is nog niet klaar."),
        (post(None, besteed="5.00"), Licht.ROOD, "In 2020 is €\u00a05,00 besteed zonder begroot bedrag."),
        (
            post(None, verwacht="5.00", toelichting="Uit eigen middelen."),
            Licht.ORANJE,
            "De prognose voor 2020 is €\u00a05,00 hoger dan begroot, met toelichting.",
        ),
        (
            post(besteed="1200.00", verwacht="1200.00", toelichting="Meer vraag."),
            Licht.ROOD,
            "In 2020 is €\u00a0200,00 meer besteed dan begroot.",
        ),
    ],
)
def test_light_and_its_sentence(regel, licht, uitleg):
    stand = bereken_geld(regel, is_open=True)

    assert (stand.licht, stand.uitleg) == (licht, uitleg)


def test_closed_actie_without_budget_needs_none():
    assert bereken_geld(post(None), is_open=False).licht == Licht.ONBEKEND
