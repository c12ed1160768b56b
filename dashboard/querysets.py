"""Reading indicators and reports in their own words. Verbs narrow, annotate or prefetch; they never write."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, When

from dashboard.enums import OPENBARE_STATUSSEN, RapportageSoort
from zwijndrecht_portal.core.enums import Rol

OPSTELLERS = (Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)
ZONDER = "geen"
BESTAND = ("payload", "teksten", "pdf", "samenvatting", "brief")  # large columns that only making and downloading need


class IndicatorQuerySet(models.QuerySet):
    def bij_plan(self, plan: str) -> Self:
        """What this plan (slug) names, and what belongs to all plans."""
        return self.filter(Q(plan=plan) | Q(plan=None))

    def over_leefgebied(self, leefgebied: str) -> Self:
        """About one leefgebied (slug), or with "geen" about none in particular."""
        return self.filter(leefgebied=None if leefgebied == ZONDER else leefgebied)

    def gezocht(self, tekst: str) -> Self:
        """With these words in the name, the meaning or the source."""
        waar = Q(naam__icontains=tekst) | Q(methode__icontains=tekst) | Q(bron__icontains=tekst)
        return self.filter(waar | Q(onderdeel_van__naam__icontains=tekst))


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
        return self.vastgesteld()

    def openbaar(self, peildatum: date) -> Self:
        """What the raad could read on that date."""
        return self.vastgesteld().filter(vastgesteld_op__lte=peildatum)

    def vastgesteld(self) -> Self:
        """Adopted, whether or not it was offered to the raad."""
        return self.filter(status__in=OPENBARE_STATUSSEN)

    def eerder_vastgesteld(self, plan: str, peildatum: date) -> Self:
        """The adopted progress reports about earlier days, newest first."""
        eerder = self.filter(plan=plan, soort=RapportageSoort.VOORTGANG, peildatum__lt=peildatum)
        return eerder.vastgesteld().order_by("-peildatum", "-versie")

    def vastgesteld_op_peildatum(self, plan: str, soort: str, peildatum: date) -> Self:
        """The adopted versions about the same day, newest first."""
        return self.filter(plan=plan, soort=soort, peildatum=peildatum).vastgesteld().order_by("-versie")

    def zonder_bestand(self) -> Self:
        """Without the large columns; `verbetert` is the version that a correction says it mends, else None."""
        verbetert = Case(When(~Q(correctie=""), then=F("payload__correctie__versie")))
        rapportages = self.select_related("plan", "maker", "voorgelegd_door", "vastgesteld_door").defer(*BESTAND)
        return rapportages.annotate(verbetert=verbetert)

    def met_pdf(self) -> Self:
        """Only those of which the PDFs are ready, with the whole report."""
        return self._met("pdf")

    def met_samenvatting(self) -> Self:
        """The same, with the one-page summary."""
        return self._met("samenvatting")

    def met_brief(self) -> Self:
        """The same, with the letter."""
        return self._met("brief")

    def _met(self, document: str) -> Self:
        return self.exclude(pdf_sha256="").select_related("plan").defer(*(veld for veld in BESTAND if veld != document))

    def met_inhoud(self) -> Self:
        """With everything that composing and the tables behind it need, without the PDFs."""
        return self.select_related("plan", "maker", "voorgelegd_door", "vastgesteld_door").defer(
            "pdf", "samenvatting", "brief"
        )

    def te_maken(self) -> Self:
        """The PDFs are not there, whether or not it went wrong before."""
        return self.filter(pdf_sha256="")

    def zonder_pdf(self) -> Self:
        """Still waiting for a worker: no PDF, and nothing that went wrong."""
        return self.filter(pdf_sha256="", pdf_fout="")

    def for_lijst(self) -> Self:
        """Everything the list shows, the newest state first, in one query."""
        return self.zonder_bestand().order_by("-peildatum", "plan__van", "-versie")


class BerichtQuerySet(models.QuerySet):
    def wachtend(self) -> Self:
        """The mails that have not left yet."""
        return self.filter(verstuurd_op=None)
