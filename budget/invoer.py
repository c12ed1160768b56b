"""Boekingen come in on a page of their own, a hundred thousand at once; posten with the Excel of the begroting."""

from django.core.exceptions import ValidationError

from budget.enums import ImportStatus
from budget.services.imports import importeer_nu
from plan.models import Plan
from zwijndrecht_portal.core.invoer import Invoerpagina, Opdracht
from zwijndrecht_portal.core.opmaak import euro, meervoud


def importeer_boekingen(opdracht: Opdracht) -> str:
    """Raises ValidationError with a line for each fault."""
    plan = Plan.objects.filter(slug=opdracht.plan).first()
    if plan is None:
        raise ValidationError(f"Er is geen plan {opdracht.plan}.")
    uitkomst = importeer_nu(plan=plan, bestandsnaam=opdracht.bestandsnaam, inhoud=opdracht.inhoud, proef=opdracht.proef)
    if uitkomst.status not in {ImportStatus.GECONTROLEERD, ImportStatus.GEBOEKT}:
        raise ValidationError(
            [
                f"Rij {rij}, {f'kolom {kolom}' if kolom else 'hele bestand'}: {melding}"
                for rij, kolom, melding in uitkomst.fouten
            ]
            or ["Het inlezen is gestopt."]
        )
    wat = "Proef, er is niets geboekt" if opdracht.proef else "Klaar"
    nieuw = meervoud(uitkomst.nieuw, "nieuwe boeking", "nieuwe boekingen")
    return f"{wat}: {nieuw} van samen {euro(uitkomst.bedrag)}, {uitkomst.bekend} waren er al."


BOEKINGEN = Invoerpagina(
    naam="boekingen",
    label="Boekingen",
    uitleg="Wat er is uitgegeven, uit de financiële administratie. Tot een miljoen rijen tegelijk.",
    permission="budget.change_begroting",
    url_naam="budget:import_nieuw",
    importeer=importeer_boekingen,
    haal_op={"xlsx": "budget:boekingen_xlsx", "csv": "budget:boekingen_csv"},
)
POSTEN = Invoerpagina(
    naam="posten",
    label="Posten",
    uitleg="Bedragen en prognoses, met de Excel van de begroting. Een ander plan kiest u op de pagina Budget.",
    permission="budget.change_begroting",
    url_naam="budget:excel_terug",
    haal_op={"xlsx": "budget:export"},
    beschikbaar=lambda: Plan.objects.exists(),
)
