"""Which parties have kept woonvragen waiting, as counts: from a function in the database that returns nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from housing.enums import Partij
from zwijndrecht_portal.core.peildatum import einde_van

WACHT = timedelta(days=7)  # so long a turn may take before anybody is reminded


@dataclass(frozen=True, slots=True)
class Wachtend:
    """So many woonvragen wait for a party; of a corporatie or aanbieder which one, of the wijkteam which regisseur."""

    partij: Partij
    organisatie_id: int | None
    regisseur_id: int | None
    aantal: int
    langste: int  # days


def te_herinneren(vandaag: date) -> list[Wachtend]:
    """Turns that began a week ago or longer, per party. For mails and never for a page: small counts are in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select partij, organisatie, regisseur, aantal, sinds from housing_tel_beurten(%s) order by 1, 2, 3",
            [einde_van(vandaag - WACHT)],
        )
        return [
            Wachtend(Partij(partij), organisatie, regisseur, aantal, (vandaag - sinds).days)
            for partij, organisatie, regisseur, aantal, sinds in cursor.fetchall()
        ]
