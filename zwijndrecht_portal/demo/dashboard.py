"""Fictitious targets, one adopted and one new report: every part of the dashboard shows something."""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from dashboard.models import Indicator, Rapportage, Streefwaarde
from dashboard.services.rapportages import maak_rapportage
from dashboard.services.vaststellen import bied_aan, leg_voor, stel_rapportage_vast
from dashboard.tasks import maak_rapportage_pdf
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.periode import Periode

PLAN = "een-plek-voor-iedereen"
LABEL = "Voorbeeld: deze streefwaarde staat niet in een plan."
NOG_GEEN_VOORTGANG = "Voorbeeld: in 2019 werd de voortgang nog niet in het portaal gemeld."
STREEFWAARDEN = {
    "acties-op-schema": Decimal(80),
    "acties-met-verse-voortgang": Decimal(90),
    "contacten-op-tijd": Decimal(90),
    "een-plan-een-regisseur": Decimal(100),
}


def maak_dashboard(*, personen: dict[Rol, Gebruiker]) -> None:
    """Set targets and compose two reports. Safe to run twice."""
    indicatoren = {indicator.sleutel: indicator for indicator in Indicator.objects.all()}
    for sleutel, waarde in STREEFWAARDEN.items():
        if sleutel in indicatoren and not indicatoren[sleutel].streefwaarden.exists():
            Streefwaarde.objects.create(
                indicator=indicatoren[sleutel], waarde=waarde, geldig=(date(2019, 1, 1), None), toelichting=LABEL
            )
    _maak_rapportages(personen)


def _maak_rapportages(personen: dict[Rol, Gebruiker]) -> None:
    maker, manager = personen[Rol.BELEIDSMEDEWERKER], personen[Rol.PROGRAMMAMANAGER]
    for periode, peildatum, is_vastgesteld in (
        ("Q4 2019", date(2019, 12, 31), True),
        ("Q2 2020", date(2020, 6, 30), False),
    ):
        sleutel = uuid5(NAMESPACE_URL, f"rapportage/{PLAN}/{peildatum}")
        if Rapportage.objects.filter(sleutel=sleutel).exists():
            continue
        rapportage = maak_rapportage(
            plan=PLAN, periode=Periode.parse(periode), peildatum=peildatum, sleutel=sleutel, door=maker
        )
        if is_vastgesteld:
            leg_voor(rapportage=rapportage, ontbreekt_omdat=NOG_GEEN_VOORTGANG, door=maker)
            maak_rapportage_pdf(rapportage.pk)  # who adopts has read it first
            stel_rapportage_vast(rapportage=rapportage, door=manager)
            maak_rapportage_pdf(rapportage.pk)  # and the raad gets the one that says so
            bied_aan(rapportage=rapportage)
