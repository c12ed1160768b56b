"""Reading casework in words. Verbs narrow or annotate; they never write. The database checks the same (ADR 0003)."""

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Now

from casework.bandbreedte import gewicht_per_trede
from casework.enums import Daggroep, HuishoudenStatus, OverdrachtStatus, TaakStatus, Trede, WaakvlamSoort
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import einde_van

STAND = ("signaal_op", "laatste_contact", "laatste_uitkomst", "laatste_vorm", "missers", "uiterlijk", "grens")
KAART = (
    *("pk", "pseudoniem", "regisseur_id", "regisseur__naam", "buurt__naam", "roepnamen", "daggroep"),
    *(f"contactstand__{veld}" for veld in STAND),
)
STILSTAND_DAGEN = 120  # longer than the slowest rhythm with its grace
OVERZIEN = (Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)
LEZERS = (Rol.TRAJECTREGISSEUR, *OVERZIEN)


class GeldigQuerySet(models.QuerySet):
    """Rows with a range `geldig`, of moments or of days."""

    def op(self, moment: date) -> Self:
        """Rows that hold at this moment, or on this day."""
        return self.filter(geldig__contains=moment)

    def lopend(self) -> Self:
        """Rows that no later row has closed."""
        return self.filter(geldig__endswith__isnull=True)


class HuishoudenQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """The own work, and for a while what someone gave a reason for. Opening it asks more: `casework.poort`."""
        if not gebruiker.heeft_rol(*LEZERS):
            return self.none()
        toegang = _model("Dossiertoegang").lopend_van(gebruiker)
        return self.filter(_werk_van(gebruiker) | Q(pk__in=toegang.values("huishouden")))

    def werk_van(self, gebruiker: Any) -> Self:
        """A regisseur has the own caseload, coordinator and teamleider all that is active, nobody else anything."""
        return self.filter(_werk_van(gebruiker))

    def with_daggroep(self, vandaag: date) -> Self:
        """`daggroep`: why it is on the day list."""
        zondag = vandaag + timedelta(days=6 - vandaag.weekday())
        return self.annotate(
            daggroep=Case(
                When(contactstand__signaal_op__isnull=False, then=Value(Daggroep.SIGNAAL)),
                When(contactstand__grens__lt=vandaag, then=Value(Daggroep.TE_LAAT)),
                When(contactstand__uiterlijk__lte=zondag, then=Value(Daggroep.DEZE_WEEK)),
                default=Value(Daggroep.REST),
            )
        )

    def with_roepnamen(self) -> Self:
        """`roepnamen`: first names of the adults."""
        volwassenen = _model("Inwoner").filter(huishouden=OuterRef("pk"), is_kind=False, is_naaste=False).order_by("pk")
        return self.annotate(roepnamen=ArraySubquery(volwassenen.values("roepnaam")))

    def with_totalen(self) -> Self:
        """`totaal` and `te_doen` of the whole list, in the query of one page."""
        return self.annotate(
            totaal=Window(Count("pk")),
            te_doen=Window(Count("pk", filter=Q(daggroep__lt=Daggroep.REST))),
        )

    def for_kaart(self, vandaag: date) -> models.QuerySet:
        """What a card on the day list shows, as rows and not as objects: those took most of the time of the page."""
        return self.with_roepnamen().with_daggroep(vandaag).values_list(*KAART, named=True)

    def op_volgorde(self) -> Self:
        """The order of the day list: signal, most late first, this week, later; without a rhythm last."""
        dag = Case(When(daggroep=Daggroep.TE_LAAT, then=F("contactstand__grens")), default=F("contactstand__uiterlijk"))
        return self.order_by("daggroep", dag.asc(nulls_last=True), "pk")

    def with_niveau(self) -> Self:
        """`trede` and `trede_periode` of the step on the ladder now; None when there is none."""
        lopend = FilteredRelation("niveaus", condition=Q(niveaus__geldig__endswith__isnull=True))
        return self.alias(niveau=lopend).annotate(trede=F("niveau__trede"), trede_periode=F("niveau__geldig"))

    def op_trede(self, trede: Trede) -> Self:
        """That stand on this step of the ladder now."""
        return self.filter(Exists(_model("Niveau").lopend().filter(huishouden=OuterRef("pk"), trede=trede)))

    def with_belasting(self) -> Self:
        """`gewicht` of each, counted in waakvlammen, and `is_vrijwillig`: kept by a volunteer, who is counted apart."""
        vrijwillig = Q(trede_nu__lte=Trede.WAAKVLAM, contactstand__waakvlam__isnull=False) & ~Q(
            contactstand__waakvlam__soort=WaakvlamSoort.PROFESSIONAL
        )
        zonder_trede = Case(When(contactstand__waakvlam__isnull=False, then=Value(Trede.WAAKVLAM)), default=Trede.GEEN)
        gewichten = [When(trede_nu=trede, then=Value(gewicht)) for trede, gewicht in gewicht_per_trede().items()]
        return (
            self.with_niveau()
            .alias(trede_nu=Coalesce("trede", zonder_trede))
            .annotate(
                gewicht=Case(When(vrijwillig, then=Value(0)), *gewichten, default=Value(0)),
                is_vrijwillig=ExpressionWrapper(vrijwillig, output_field=models.BooleanField()),
            )
        )

    def zonder_regisseur(self) -> Self:
        """`zonder_sinds`: when the last regie ended; None when there never was one."""
        einden = _model("Regie").filter(huishouden=OuterRef("pk")).order_by("-geldig__endswith")
        laatste_einde = Subquery(einden.values("geldig__endswith")[:1])
        zonder = self.filter(regisseur=None, status=HuishoudenStatus.ACTIEF)
        return zonder.annotate(zonder_sinds=laatste_einde).order_by("geopend_op", "pk")

    def stilstaand(self, vandaag: date) -> Self:
        """No contact, no attempt and no step on the ladder for STILSTAND_DAGEN; longest first."""
        grens = vandaag - timedelta(days=STILSTAND_DAGEN)
        stap = _model("Niveau").filter(huishouden=OuterRef("pk"), geldig__startswith__date__gt=grens)
        # A moment and not its day: that the database may compare before it asks who sees the row.
        stil = Q(contactstand__bijgewerkt_tot__lte=einde_van(grens)) | Q(contactstand__bijgewerkt_tot=None)
        rijen = self.filter(stil, ~Exists(stap), geopend_op__lte=grens)
        return rijen.order_by(F("contactstand__bijgewerkt_tot").asc(nulls_first=True), "pk")

    def for_bord(self) -> models.QuerySet:
        """A line on the board, as rows and not as objects; `totaal` is the number of all, in the query of one page."""
        velden = ("pk", "pseudoniem", "buurt__naam", "regisseur__naam")
        return self.annotate(totaal=Window(Count("pk"))).values_list(*velden, "totaal", named=True)

    def for_dossier(self) -> Self:
        """Everything in the strip of the page of one huishouden."""
        related = self.select_related(
            "contactstand__waakvlam__ritmeprofiel", "contactstand__waakvlam__coordinator", "buurt", "regisseur"
        )
        return related.with_roepnamen().with_niveau()


class VanHuishoudenQuerySet(models.QuerySet):
    """Rows that are seen by who sees their huishouden."""

    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(huishouden__in=_model("Huishouden").visible_to(gebruiker))


class ContactmomentQuerySet(VanHuishoudenQuerySet):
    def geldig(self) -> Self:
        """Contacts that were not taken back."""
        return self.filter(herroeping=None)

    def op_tijd_volgorde(self) -> Self:
        return self.order_by("huishouden_id", "moment", "pk")

    def for_notitie(self) -> Self:
        """A contact that was taken back gets no notes."""
        return self.geldig().select_related("huishouden")

    def for_tijdlijn(self) -> Self:
        """Newest first, with who logged it and the notes; `is_herroepen` when it was taken back."""
        herroepen = Exists(_model("Herroeping").filter(contactmoment=OuterRef("pk")))
        nieuwste = self.annotate(is_herroepen=herroepen).order_by("-moment", "-pk")
        return nieuwste.select_related("door").prefetch_related(Prefetch("notities", _model("Notitie").van_wie_er_is()))

    def voor(self, contact: Any) -> Self:
        """What came before this contact, for the next page of the timeline."""
        return self.filter(Q(moment__lt=contact.moment) | Q(moment=contact.moment, pk__lt=contact.pk))


class NotitieQuerySet(models.QuerySet):
    def van_wie_er_is(self) -> Self:
        """Without the sensitive notes about who went to another huishouden: those went along."""
        van_dit_huishouden = Q(over__huishouden=F("contactmoment__huishouden"))
        return self.filter(Q(over=None) | van_dit_huishouden).select_related("over").order_by("pk")


class InwonerQuerySet(VanHuishoudenQuerySet):
    def for_formulier(self) -> Self:
        return self.prefetch_related(Prefetch("huishouden", _model("Huishouden").with_roepnamen()))


class TaakQuerySet(VanHuishoudenQuerySet):
    def open(self) -> Self:
        return self.filter(status=TaakStatus.OPEN)


class DossiertoegangQuerySet(models.QuerySet):
    def lopend_van(self, gebruiker: Any) -> Self:
        """What this person may look into now; the newest first."""
        return self.filter(gebruiker=gebruiker, tot__gt=Now()).order_by("-tot")


class VernietigingQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        return self if gebruiker.heeft_rol(Rol.PRIVACY_OFFICER, Rol.TEAMLEIDER) else self.none()

    def uit_te_voeren(self) -> Self:
        return self.filter(goedgekeurd_op__isnull=False, uitgevoerd_op=None).order_by("pk")

    def for_lijst(self) -> Self:
        return self.select_related("voorgesteld_door", "goedgekeurd_door").order_by("-voorgesteld_op")

    def uitgevoerd(self) -> Self:
        """Of which there is a statement."""
        return self.for_lijst().filter(uitgevoerd_op__isnull=False)


def _werk_van(gebruiker: Any) -> Q:
    werk = Q(pk__in=[])
    if gebruiker.heeft_rol(*OVERZIEN):
        werk |= Q(status=HuishoudenStatus.ACTIEF)
    if gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR):
        werk |= Q(regisseur=gebruiker)
    return werk


class VanPlanQuerySet(models.QuerySet):
    """Rows that are seen by who sees the huishouden of their plan."""

    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(plan__huishouden__in=_model("Huishouden").visible_to(gebruiker))

    def met_huishouden(self) -> Self:
        return self.select_related("plan__huishouden")


class OverdrachtQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Who is asked, who offered until it is accepted, and who divides the work."""
        if gebruiker.heeft_rol(*OVERZIEN):
            return self
        if gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR):
            return self.filter(Q(naar=gebruiker) | Q(van=gebruiker) & ~Q(status=OverdrachtStatus.AANGENOMEN))
        return self.none()

    def open(self) -> Self:
        return self.filter(status=OverdrachtStatus.OPEN)

    def verlopen(self, vandaag: date) -> Self:
        """Open, and the days to answer are over."""
        return self.open().filter(antwoord_tot__lt=vandaag)


class BuurtcirkelQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """The wijkteam sees them all: there is no resident in it."""
        team = gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR, *OVERZIEN)
        return self if team else self.none()

    def lopend(self) -> Self:
        return self.filter(gestopt_op=None)


def _model(naam: str) -> Any:
    """Rows of another model of this app, by name: the models import this module."""
    return apps.get_model("casework", naam)._default_manager.all()
