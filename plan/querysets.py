"""Reading the plans in their own words. Verbs narrow, annotate or prefetch; they never write."""

from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    When,
    Window,
)
from django.db.models.functions import Length

from plan.enums import AandachtspuntErnst, ActieStatus, PlanStatus
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import einde_van

PLANMAKERS = (Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)


class GeldigQuerySet(models.QuerySet):
    """Rows with a range `geldig`."""

    def op(self, moment: datetime) -> Self:
        """Rows that hold at this moment."""
        return self.filter(geldig__contains=moment)

    def lopend(self) -> Self:
        """Rows that no later row has closed."""
        return self.filter(geldig__endswith__isnull=True)


class PlanQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        if gebruiker.heeft_rol(*PLANMAKERS):
            return self
        return self.exclude(status=PlanStatus.CONCEPT)


class ActieQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """A concept is for who makes plans, and for its own trekker. A partner's account sees its own acties only."""
        if gebruiker.heeft_rol(*PLANMAKERS):
            return self
        if gebruiker.toegang_tot is not None:
            eigen = _rijen("ActieStand").lopend().filter(actie=OuterRef("pk"), trekker=gebruiker)
            return self.filter(Exists(eigen))
        vreemd_concept = (
            _rijen("ActieStand")
            .lopend()
            .filter(actie=OuterRef("pk"), status=ActieStatus.CONCEPT)
            .exclude(trekker=gebruiker)
        )
        return self.filter(~Exists(vreemd_concept))

    def for_bewerken(self) -> Self:
        """What the edit form shows, without a query per field."""
        return self.select_related("plan", "leefgebied", "spoor", "opdrachtbundel")

    def op_peildatum(self, peildatum: date) -> Self:
        """Acties that existed then, each with `stand` as it was: stand_status, stand_trekker_id and the rest."""
        return (
            self.alias(
                stand=FilteredRelation("standen", condition=Q(standen__geldig__contains=einde_van(peildatum))),
            )
            .filter(stand__isnull=False)
            .annotate(
                stand_status=F("stand__status"),
                stand_trekker_id=F("stand__trekker_id"),
                stand_organisatie_id=F("stand__trekker_organisatie_id"),
                stand_trekker_tekst=F("stand__trekker_tekst"),
            )
        )

    def zoek_op(self, tekst: str) -> Self:
        """Dutch full text in code, name, kern and post; also the beginning of a name."""
        return self.filter(
            Q(zoek=SearchQuery(tekst, config="dutch", search_type="websearch")) | Q(naam__icontains=tekst)
        )

    def van_leefgebied(self, slugs: list[str]) -> Self:
        """Acties of these leefgebieden; "geen" stands for acties for which the source names none."""
        zonder = Q(leefgebied=None) if "geen" in slugs else Q()
        return self.filter(Q(leefgebied__in=[slug for slug in slugs if slug != "geen"]) | zonder)

    def van_trekker(self, trekker: str) -> Self:
        """Acties (already `op_peildatum`) led by an organisation ("o12"), a person ("p7") or nobody ("geen")."""
        soort, pk = trekker[:1], trekker[1:]
        if soort == "o":
            return self.filter(stand__trekker_organisatie=pk)
        if soort == "p":
            return self.filter(stand__trekker=pk)
        return self.filter(stand__trekker=None, stand__trekker_organisatie=None)

    def with_volgende_mijlpaal(self, peildatum: date) -> Self:
        """`volgende_tot`: when the first mijlpaal that is still open must be reached."""
        open_standen = _mijlpaalstanden(peildatum).exclude(gerealiseerd_op__lte=peildatum).order_by()
        eerste = open_standen.values("mijlpaal__actie").annotate(eerste=Min("periode_tot")).values("eerste")
        return self.annotate(volgende_tot=Subquery(eerste))

    def with_gemeld_op(self, peildatum: date) -> Self:
        """`gemeld_op`: when the last voortgangsmelding up to then was made, for sorting."""
        meldingen = (
            _rijen("Voortgangsmelding").tot_en_met(peildatum).filter(actie=OuterRef("pk")).order_by("-gemeld_op")
        )
        return self.annotate(gemeld_op=Subquery(meldingen.values("gemeld_op")[:1]))

    def with_totaal(self) -> Self:
        """`totaal`: how many rows the whole result has, in the query of one page."""
        return self.annotate(totaal=Window(Count("pk")))


class BetrokkeneQuerySet(GeldigQuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(actie__in=_rijen("Actie").visible_to(gebruiker)).select_related("actie", "organisatie")


class MijlpaalQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(actie__in=_rijen("Actie").visible_to(gebruiker)).select_related("actie")


class VoortgangsmeldingQuerySet(models.QuerySet):
    def tot_en_met(self, peildatum: date) -> Self:
        return self.filter(gemeld_op__lte=einde_van(peildatum))


class AandachtspuntQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        return self

    def open(self, peildatum: date) -> Self:
        """Not yet settled on that date."""
        return self.filter(Q(opgelost_op=None) | Q(opgelost_op__gt=peildatum))

    def opgelost(self, peildatum: date) -> Self:
        """Settled on or before that date."""
        return self.filter(opgelost_op__lte=peildatum)

    def for_lijst(self, gebruiker: Any, peildatum: date) -> Self:
        """Everything the list shows, the most serious first: `is_open` then, and the acties this person may see."""
        ernst = Case(*(When(ernst=waarde, then=nummer) for nummer, waarde in enumerate(AandachtspuntErnst)))
        is_open = ExpressionWrapper(Q(opgelost_op=None) | Q(opgelost_op__gt=peildatum), output_field=BooleanField())
        acties = _rijen("Actie").visible_to(gebruiker).order_by("code").only("code", "naam")
        rijen = self.select_related("opgelost_door").prefetch_related("plannen", Prefetch("acties", acties))
        return rijen.annotate(is_open=is_open).order_by(ernst, Length("code"), "code")


class HerinneringQuerySet(models.QuerySet):
    def wachtend(self) -> Self:
        """Not sent yet and still of use: no melding came in between, and the person is active."""
        latere = _rijen("Voortgangsmelding").filter(actie=OuterRef("actie"), gemeld_op__gte=OuterRef("aangemaakt_op"))
        return self.filter(~Exists(latere), verstuurd_op=None, aan__is_active=True)


def _mijlpaalstanden(peildatum: date) -> GeldigQuerySet:
    return _rijen("MijlpaalStand").op(einde_van(peildatum)).filter(mijlpaal__actie=OuterRef("pk"))


def _rijen(naam: str) -> Any:
    """Rows of another model of this app, by name: the models import this module."""
    return apps.get_model("plan", naam)._default_manager.all()
