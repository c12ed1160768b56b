"""Reading housing in words. Verbs narrow or annotate; they never write."""

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from zwijndrecht_portal.core.enums import Rol

LEZERS_VAN_WONEN = (
    Rol.WOONCONSULENT,
    Rol.BELEIDSMEDEWERKER,
    Rol.PROGRAMMAMANAGER,
    Rol.TEAMLEIDER,
    Rol.CONTROLLER,
)
# From 1 October a corporatie does not offer again what is free.
HERBIEDMAAND = 9
HERBIEDRUST = timedelta(days=14)

# Who sees dossiers may ask for a home for the huishoudens they see.
MELDEN_AAN = (Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)


class ZichtbaarQuerySet(models.QuerySet):
    """Rows without anything personal: for everybody who reads about wonen."""

    def visible_to(self, gebruiker: Any) -> Self:
        return self if gebruiker.heeft_rol(*LEZERS_VAN_WONEN) else self.none()


class NachtenQuerySet(ZichtbaarQuerySet):
    """Rows that take nights of a plek (`geldig`)."""

    def tussen(self, van: date, tot: date) -> Self:
        """Rows with a night from `van` up to, not including, `tot`."""
        return self.filter(geldig__overlap=(van, tot))

    def for_formulier(self) -> Self:
        return self.select_related("plek__voorziening")

    def zonder_huishouden(self) -> Self:
        """Verblijven that are booked and of which nobody has said yet who comes."""
        van_iemand = _model("WoonvraagStand").filter(verblijf=OuterRef("pk"))
        return self.filter(~Exists(van_iemand), vertrokken_op=None).for_formulier()


class PlekQuerySet(ZichtbaarQuerySet):
    def in_gebruik(self, van: date, tot: date) -> Self:
        """Plekken that are there in a night from `van` up to, not including, `tot`."""
        return self.filter(geldig__overlap=(van, tot))

    def for_formulier(self) -> Self:
        return self.select_related("voorziening")

    def with_nachten(self, van: date, tot: date) -> Self:
        """`verblijven_json` and `leegstanden_json`: what takes nights in that period, in the same query."""
        verblijven, leegstanden = _model("Verblijf").tussen(van, tot), _model("Leegstand").tussen(van, tot)
        return self.annotate(
            verblijven_json=ArraySubquery(_nachten(verblijven, vertrokken_op="vertrokken_op")),
            leegstanden_json=ArraySubquery(_nachten(leegstanden)),
        )


class ContingentQuerySet(ZichtbaarQuerySet):
    def kiesbaar(self, vandaag: date) -> Self:
        """Of this year and, for what is recorded late, of last year."""
        recent = self.filter(jaar__in=(vandaag.year - 1, vandaag.year))
        return recent.select_related("corporatie").order_by("-jaar", "corporatie__naam")

    def with_gebruikt(self, peildatum: date) -> Self:
        """`gebruikt`: plaatsingen up to and including that day."""
        return self.annotate(gebruikt=Count("plaatsingen", filter=Q(plaatsingen__datum__lte=peildatum)))

    def te_herbieden(self, vandaag: date) -> Self:
        """In September: with homes that are free (`vrij`), and of which nobody heard in the last two weeks."""
        if vandaag.month != HERBIEDMAAND:
            return self.none()
        lang_geleden = Q(herinnerd_op=None) | Q(herinnerd_op__lte=vandaag - HERBIEDRUST)
        vrij = (
            self.filter(lang_geleden, jaar=vandaag.year)
            .with_gebruikt(vandaag)
            .annotate(vrij=F("aantal") - F("gebruikt"))
        )
        return vrij.filter(vrij__gt=0).select_related("corporatie").order_by("corporatie__naam")


class PlaatsingQuerySet(ZichtbaarQuerySet):
    def tussen(self, van: date, tot_en_met: date) -> Self:
        return self.filter(datum__range=(van, tot_en_met))


class BekendQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        """What was known then."""
        return self.filter(bekend_sinds__lte=peildatum)


class BeurtherinneringQuerySet(models.QuerySet):
    def wachtend(self) -> Self:
        """Recorded, and not yet mailed."""
        return self.filter(verstuurd_op=None)

    def sinds(self, dag: date) -> Self:
        return self.filter(dag__gte=dag)

    def for_mail(self) -> Self:
        return self.select_related("aan", "organisatie")


class BehoefteramingQuerySet(ZichtbaarQuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        return self.filter(opgesteld_op__lte=peildatum)


class WoonvraagQuerySet(models.QuerySet):
    """Personal: the database checks the same (docs/adr/0003)."""

    def visible_to(self, gebruiker: Any) -> Self:
        """The woonconsulent sees all of them; who sees a huishouden sees its woonvragen; nobody else any."""
        if gebruiker.heeft_rol(Rol.WOONCONSULENT):
            return self
        if gebruiker.heeft_rol(*MELDEN_AAN):
            huishoudens = apps.get_model("casework", "Huishouden").objects.visible_to(gebruiker)
            return self.filter(huishouden__in=huishoudens.values("pk"))
        return self.none()

    def with_stand(self) -> Self:
        """The stand that holds now, as `fase`, `fase_sinds`, `aan_zet` and `aan_zet_sinds`. Every woonvraag has one."""
        lopend = FilteredRelation("standen", condition=Q(standen__geldig__endswith__isnull=True))
        return (
            self.alias(stand=lopend)
            .filter(stand__isnull=False)
            .annotate(
                fase=F("stand__fase"),
                fase_sinds=F("stand__fase_sinds"),
                aan_zet=F("stand__aan_zet"),
                aan_zet_sinds=F("stand__geldig__startswith"),
                contingent_id=F("stand__contingent_id"),
            )
        )

    def with_totaal(self, hoogstens: int) -> Self:
        """`totaal`: how many rows there are, counted no further than this; in the query of one page."""
        eerste = self.order_by().values("pk")[:hoogstens]
        return self.annotate(totaal=Func(ArraySubquery(eerste), function="cardinality", output_field=IntegerField()))

    def for_dossier(self) -> Self:
        return self.select_related("wijk", "aanbieder").with_stand()


class WoonvraagStandQuerySet(models.QuerySet):
    def lopend(self) -> Self:
        """Standen that no later one has closed."""
        return self.filter(geldig__endswith__isnull=True)

    def for_tijdlijn(self) -> Self:
        return self.select_related("contingent__corporatie", "plaatsing__wijk", "verblijf__plek__voorziening", "door")


class AfspraakQuerySet(models.QuerySet):
    """What belongs to a woonvraag: seen by who sees the woonvraag. The database checks the same."""

    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(woonvraag__in=_model("Woonvraag").visible_to(gebruiker).values("pk"))

    def for_formulier(self) -> Self:
        return self.select_related("woonvraag")


class ContractQuerySet(AfspraakQuerySet):
    def lopend(self) -> Self:
        return self.filter(geeindigd_op=None)


class KaartQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        return self.filter(contract__in=_model("PreventiefContract").visible_to(gebruiker).values("pk"))

    def geldig(self) -> Self:
        """Cards that nobody took back."""
        return self.filter(ingetrokken_op=None)

    def for_formulier(self) -> Self:
        return self.select_related("contract__woonvraag")


def with_plaatsingen(wijken: QuerySet, van: date, tot_en_met: date) -> QuerySet:
    """`plaatsingen`: how many keys were handed over in each wijk in these days. A verb on core's Gebied."""
    per_wijk = _model("Plaatsing").tussen(van, tot_en_met).filter(wijk=OuterRef("pk")).order_by().values("wijk")
    aantal = per_wijk.annotate(aantal=Count("pk")).values("aantal")
    return wijken.annotate(plaatsingen=Coalesce(Subquery(aantal), 0))


def _nachten(rijen: NachtenQuerySet, **velden: str) -> QuerySet:
    rij = JSONObject(id="pk", van=F("geldig__startswith"), tot=F("geldig__endswith"), **velden)
    return rijen.filter(plek=OuterRef("pk")).order_by("geldig").values(rij=rij)


def _model(naam: str) -> Any:
    """Rows of another model of this app, by name: the models import this module."""
    return apps.get_model("housing", naam)._default_manager.all()
