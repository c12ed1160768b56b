"""Data of the right size, made in bulk: what is measured is the portal, not this."""

from datetime import UTC, datetime

from django.db import connections, transaction

from plan.enums import ActieStatus
from plan.models import Actie, ActieStand, Mijlpaal, MijlpaalStand, Plan
from zwijndrecht_portal.core.models import periode_velden
from zwijndrecht_portal.core.periode import Periode
from zwijndrecht_portal.settings.base import env

BEGIN = datetime(2019, 1, 1, tzinfo=UTC)
CODE = "BENCH"


@transaction.atomic
def maak_acties(aantal: int) -> None:
    """Fill the first plan up to `aantal` acties, each with a stand and three mijlpalen."""
    plan = Plan.objects.order_by("van").first()
    ontbrekend = aantal - Actie.objects.filter(plan=plan).count()
    acties = Actie.objects.bulk_create(
        Actie(
            plan=plan,
            code=f"{CODE}{n}",
            naam=f"Actie nummer {n}",
            kern="Wat we gaan doen. " * 8,
            leefgebied_id="zorg",
            volgorde=n + 100,
        )
        for n in range(ontbrekend)
    )
    ActieStand.objects.bulk_create(
        ActieStand(actie=actie, geldig=(BEGIN, None), status=ActieStatus.LOOPT, trekker_tekst="Afdeling MO")
        for actie in acties
    )
    mijlpalen = Mijlpaal.objects.bulk_create(
        Mijlpaal(actie=actie, naam=f"Mijlpaal {n}", volgorde=n) for actie in acties for n in range(3)
    )
    periode = periode_velden(Periode.parse("Q4 2027"))
    standen = MijlpaalStand.objects.bulk_create(
        MijlpaalStand(mijlpaal=mijlpaal, geldig=(BEGIN, None), **periode) for mijlpaal in mijlpalen
    )
    for mijlpaal, stand in zip(mijlpalen, standen, strict=True):
        mijlpaal.vastgestelde_stand = stand
    Mijlpaal.objects.bulk_update(mijlpalen, ["vastgestelde_stand"], batch_size=1000)


def analyseer() -> None:
    """
    Fresh statistics and no dead rows, as a database that has run for a day would have; only the owner may ask for it.

    The imports that are measured are rolled back: without this each page after them reads 800,000 boekingen that
    do not exist.
    """
    gewoon = connections["default"].settings_dict
    connections.settings["eigenaar"] = gewoon | env.db_url("DATABASE_URL_EIGENAAR") | {"ENGINE": gewoon["ENGINE"]}
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("vacuum analyze")
    connections["eigenaar"].close()
