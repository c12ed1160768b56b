"""Reading indicators and reports in their own words. Verbs narrow, annotate or prefetch; they never write."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F

from dashboard.enums import OPENBARE_STATUSSEN
from zwijndrecht_portal.core.enums import Rol

OPSTELLERS = (Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)
BESTAND = ("payload", "pdf")  # large columns that only making and downloading need


class KopcijferQuerySet(models.QuerySet):
    def op_voorpagina(self, plan: str | None) -> Self:
        """The front page of one plan (slug), or the one about all plans (None), in its order."""
        return self.filter(plan=plan).order_by("volgorde")


class MetingQuerySet(models.QuerySet):
    def bekend_op(self, peildatum: date) -> Self:
        """What was known then, about periods that were over."""
        return self.filter(bekend_sinds__lte=peildatum).exclude(periode_tot__gt=peildatum)

    def laatste_versie(self) -> Self:
        """Of each indicator, area and period the newest version; the oldest period first."""
        sleutel = ("indicator_id", "gebied_id", "gebied_naam", "periode_van", "periode_tot")
        orde = [F(veld).asc(nulls_first=True) for veld in sleutel]
        return self.order_by(*orde, "-versie").distinct(*sleutel)


class StreefwaardeQuerySet(models.QuerySet):
    def op(self, peildatum: date) -> Self:
        return self.filter(geldig__contains=peildatum)


class RapportageQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """A concept is for who composes reports; everybody else sees what was adopted."""
        if gebruiker.heeft_rol(*OPSTELLERS):
            return self
        return self.filter(status__in=OPENBARE_STATUSSEN)

    def openbaar(self, peildatum: date) -> Self:
        """What the raad could read on that date."""
        return self.filter(status__in=OPENBARE_STATUSSEN, vastgesteld_op__lte=peildatum)

    def zonder_bestand(self) -> Self:
        """Without the large columns."""
        return self.select_related("plan", "maker", "vastgesteld_door").defer(*BESTAND)

    def met_pdf(self) -> Self:
        """Only those of which the PDF is ready, with the PDF."""
        return self.exclude(pdf_sha256="").select_related("plan").defer("payload")

    def for_lijst(self) -> Self:
        """Everything the list shows, the newest state first, in one query."""
        return self.zonder_bestand().order_by("-peildatum", "plan__van", "-versie")
