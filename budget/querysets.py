"""Reading the money in its own words. Verbs narrow, annotate or prefetch; they never write."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import CharField, DateField, DecimalField, F, Func, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Greatest, JSONObject
from django.utils import timezone

from budget.enums import IMPORT_BEZIG, BegrotingStatus, ImportStatus
from zwijndrecht_portal.core.enums import Rol

ONGEBOEKT_BEWAARD = timedelta(days=14)  # a file that was checked waits this long for who may book it
TAAK_OPGEGEVEN = timedelta(days=1)

BEGROTINGSMAKERS = (Rol.CONTROLLER, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)


class BegrotingQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """A concept is for who makes budgets."""
        if gebruiker.heeft_rol(*BEGROTINGSMAKERS):
            return self
        return self.exclude(status=BegrotingStatus.CONCEPT)

    def vastgesteld(self, peildatum: date) -> Self:
        """Adopted on or before this day."""
        return self.filter(vastgesteld_op__lte=peildatum)

    def op_peildatum(self, peildatum: date) -> Self:
        """Adopted then. A concept has no past: it only shows in the state of today."""
        if peildatum < timezone.localdate():
            return self.vastgesteld(peildatum)
        return self.filter(Q(status=BegrotingStatus.CONCEPT) | Q(vastgesteld_op__lte=peildatum))

    def for_detail(self) -> Self:
        return self.select_related("plan")

    def with_dekkingen(self, peildatum: date) -> Self:
        """`dekkingen_json`: what covers it on that day, in the same query."""
        rij = JSONObject(
            bron_id="bron_id",
            bron="bron__naam",
            van="bron__van__naam",
            soort="bron__soort",
            toelichting="bron__toelichting",
            post_id="post_id",
            is_voor_lopend="is_voor_lopend",
            bedrag=als_tekst("bedrag"),
        )
        dekkingen = _rijen("Dekking").filter(begroting=OuterRef("pk")).op_peildatum(peildatum)
        dekkingen = dekkingen.order_by("bron__naam", "pk")
        return self.annotate(dekkingen_json=ArraySubquery(dekkingen.values(rij=rij)))


class BegrotingspostQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """As the begroting it is part of."""
        if gebruiker.heeft_rol(*BEGROTINGSMAKERS):
            return self
        return self.exclude(begroting__status=BegrotingStatus.CONCEPT)

    def for_detail(self) -> Self:
        """What the page of one post needs to begin with."""
        return self.select_related("begroting__plan", "actie")

    def with_stand(self, peildatum: date, *, vergelijk: date | None = None) -> Self:
        """
        How the post stood on that day: `gewijzigd`, `verplicht`, `besteed` and `prognose_json`.

        Each is None when there is nothing: no wijziging, no verplichting, no boeking, no prognose. With `vergelijk`
        also the amounts of that other day, in the same query, as `vorige_...`.
        """
        prognose = JSONObject(
            kwartaal="kwartaal",
            datum="datum",
            bedrag=als_tekst("bedrag"),
            toelichting="toelichting",
            is_klaar="is_klaar",
        )
        stand = self.annotate(
            **_bedragen(peildatum), prognose_json=_laatste_prognose(peildatum).values(rij=prognose)[:1]
        )
        if vergelijk is None:
            return stand
        vorige = {f"vorige_{naam}": bedrag for naam, bedrag in _bedragen(vergelijk).items()}
        return stand.annotate(**vorige, vorige_verwacht=_laatste_prognose(vergelijk).values("bedrag")[:1])


class BegrotingswijzigingQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        return self.filter(datum__lte=peildatum)


class DekkingQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        """Adopted with the begroting, or added by a wijziging that held then."""
        return self.filter(Q(wijziging=None) | Q(wijziging__datum__lte=peildatum))


class VerplichtingQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """As the begroting it is part of."""
        if gebruiker.heeft_rol(*BEGROTINGSMAKERS):
            return self
        return self.exclude(post__begroting__status=BegrotingStatus.CONCEPT)

    def for_detail(self) -> Self:
        return self.select_related("post__begroting__plan")

    def open_op(self, peildatum: date) -> Self:
        """Entered into and not closed on that day."""
        return self.filter(Q(afgesloten_op=None) | Q(afgesloten_op__gt=peildatum), datum__lte=peildatum)

    def with_geboekt(self, peildatum: date) -> Self:
        """`geboekt`: what was paid on it up to and including that day; 0 without boekingen."""
        boekingen = _rijen("Boeking").filter(verplichting=OuterRef("pk")).op_peildatum(peildatum).order_by()
        som = boekingen.values("verplichting").annotate(uitkomst=Sum("bedrag")).values("uitkomst")
        return self.annotate(geboekt=Coalesce(Subquery(som), Value(Decimal(0)), output_field=DecimalField()))


class VerdeelscenarioQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Whoever may see the money sees what is assumed about it: the predicate of the view says who."""
        return self.select_related("plan") if gebruiker.is_authenticated else self.none()


class BoekingenimportQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Whoever may change the money sees every import."""
        return self if gebruiker.heeft_rol(Rol.CONTROLLER) else self.none()

    def zonder_inhoud(self) -> Self:
        """For a page: not the file itself."""
        return self.defer("bestand").select_related("plan", "aangevraagd_door")

    def bezig(self) -> Self:
        """A task is at work, or will be."""
        return self.filter(status__in=IMPORT_BEZIG)

    def onbeslist(self) -> Self:
        return self.filter(status__in=[*IMPORT_BEZIG, ImportStatus.GECONTROLEERD])

    def verlopen(self, nu: datetime) -> Self:
        """Checked, and never booked."""
        return self.filter(status=ImportStatus.GECONTROLEERD, aangevraagd_op__lt=nu - ONGEBOEKT_BEWAARD)

    def opgegeven(self, nu: datetime) -> Self:
        """Of which the task never came back."""
        return self.bezig().filter(gemeld_op__lt=nu - TAAK_OPGEGEVEN)

    def for_lijst(self) -> Self:
        return self.zonder_inhoud().defer("bestand", "fouten").order_by("-aangevraagd_op", "-pk")


class BoekingQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        return self.filter(datum__lte=peildatum)


class PrognoseQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum: date) -> Self:
        return self.filter(datum__lte=peildatum)


# What was booked on a post up to and including a day, in parts: whole months come from their totals, only the month
# that the day cuts in two is read row by row. `post` and `dag` are SQL.
GEBOEKT = """
  select m.organisatie_id, m.aantal, m.bedrag from budget_maandtotaal m
  where m.post_id = {post} and m.maand < date_trunc('month', {dag} + 1)::date
  union all
  select b.organisatie_id, 1, b.bedrag from budget_boeking b
  where b.post_id = {post} and b.datum <= {dag} and b.datum >= date_trunc('month', {dag} + 1)::date
"""


class Besteed(Func):
    """What was booked on a post up to and including a day; null without boekingen."""

    template = f"""(
      select sum(deel.bedrag) from (select %(expressions)s) as vraag(post, dag)
      cross join lateral ({GEBOEKT.format(post="vraag.post", dag="vraag.dag")}) as deel)"""  # noqa: S608 - our own
    output_field = DecimalField()


def _rijen(naam: str) -> Any:
    """Rows of another model of this app, by name: the models import this module."""
    return apps.get_model("budget", naam)._default_manager.all()


def _bedragen(peildatum: date) -> dict[str, Subquery | Func]:
    """What changes per post: sums up to and including that day."""
    regels = _rijen("Wijzigingsregel").filter(post=OuterRef("pk"), wijziging__datum__lte=peildatum)
    verplichtingen = _rijen("Verplichting").filter(post=OuterRef("pk")).open_op(peildatum).with_geboekt(peildatum)
    return {
        "gewijzigd": _per_post(regels, Sum("bedrag")),
        "verplicht": _per_post(verplichtingen, Sum(Greatest(F("bedrag") - F("geboekt"), Value(Decimal(0))))),
        "besteed": Besteed(F("pk"), Value(peildatum, DateField())),
    }


def _laatste_prognose(peildatum: date) -> Any:
    prognoses = _rijen("Prognose").filter(post=OuterRef("pk")).op_peildatum(peildatum)
    return prognoses.order_by("-datum", "-pk")


def _per_post(rijen: QuerySet, som: Any) -> Subquery:
    return Subquery(rijen.order_by().values("post").annotate(uitkomst=som).values("uitkomst"))


def als_tekst(veld: str) -> Cast:
    """Money in JSON as text: a JSON number would come back as a float."""
    return Cast(veld, CharField())
