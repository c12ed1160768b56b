"""One post with everything that happened to it, as it stood on a peildatum."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budget.models import Begrotingspost, Prognose, Verplichting, Wijzigingsregel
from budget.querysets import BegrotingQuerySet, BoekingQuerySet
from budget.regels import NUL, JaarOverzicht, PostRegel
from budget.selectors.geldstroom import Ontvanger, ontvangers
from budget.selectors.overzicht import begroting_overzicht


@dataclass(frozen=True, slots=True)
class WijzigingRegel:
    """What one begrotingswijziging did to a post."""

    nummer: int
    datum: date
    raadsbesluit: str
    omschrijving: str
    bedrag: Decimal


@dataclass(frozen=True, slots=True)
class PrognoseVersie:
    """An expectation, and who gave it."""

    kwartaal: int
    datum: date
    bedrag: Decimal
    toelichting: str
    is_klaar: bool
    door: str | None


@dataclass(frozen=True, slots=True)
class VerplichtingRegel:
    """Money that is promised; `open` is what no boeking took yet, nothing once it is closed."""

    id: int
    nummer: str
    organisatie: str | None
    datum: date
    omschrijving: str
    bedrag: Decimal
    geboekt: Decimal
    afgesloten_op: date | None

    @property
    def open(self) -> Decimal:
        return NUL if self.afgesloten_op is not None else max(self.bedrag - self.geboekt, NUL)


@dataclass(frozen=True, slots=True)
class PostDetail:
    """A post in its year, with the same row in other years."""

    post: PostRegel
    jaar: JaarOverzicht
    jaren: tuple[PostRegel, ...]
    wijzigingen: list[WijzigingRegel]
    prognoses: list[PrognoseVersie]
    verplichtingen: list[VerplichtingRegel]
    ontvangers: list[Ontvanger]

    @property
    def boekingen_aantal(self) -> int:
        return sum(ontvanger.aantal for ontvanger in self.ontvangers)


def post_detail(post: Begrotingspost, peildatum: date, *, begrotingen: BegrotingQuerySet) -> PostDetail:
    """
    Everything about a post in six queries; `post` comes with its begroting and plan.

    `begrotingen` is what the reader may see. LookupError when it did not exist yet.
    """
    overzicht = begroting_overzicht(post.begroting.plan, peildatum, begrotingen=begrotingen)
    rij = next((r for g in overzicht.groepen for r in g.rijen if post.pk in {c.id for c in r.cellen if c}), None)
    if rij is None:
        raise LookupError("Deze post bestond nog niet op die datum.")
    jaren = tuple(cel for cel in rij.cellen if cel)
    return PostDetail(
        post=next(cel for cel in jaren if cel.id == post.pk),
        jaar=overzicht.per_jaar[post.begroting.jaar],
        jaren=jaren,
        wijzigingen=_wijzigingen(post, peildatum),
        prognoses=_prognoses(post, peildatum),
        verplichtingen=_verplichtingen(post, peildatum),
        ontvangers=[ontvanger for _, ontvanger in ontvangers(post=post.pk, peildatum=peildatum)],
    )


def boekingen_van(post: Begrotingspost, peildatum: date) -> BoekingQuerySet:
    """The boekingen up to and including that day, newest first."""
    return post.boekingen.op_peildatum(peildatum).select_related("organisatie").order_by("-datum", "-pk")


def _wijzigingen(post: Begrotingspost, peildatum: date) -> list[WijzigingRegel]:
    regels = Wijzigingsregel.objects.filter(post=post, wijziging__datum__lte=peildatum).order_by("wijziging__nummer")
    velden = ("nummer", "datum", "raadsbesluit", "omschrijving")
    rijen = regels.values_list(*(f"wijziging__{veld}" for veld in velden), "bedrag")
    return [WijzigingRegel(*rij) for rij in rijen]


def _prognoses(post: Begrotingspost, peildatum: date) -> list[PrognoseVersie]:
    prognoses = Prognose.objects.filter(post=post).op_peildatum(peildatum).order_by("-datum", "-pk")
    rijen = prognoses.values_list("kwartaal", "datum", "bedrag", "toelichting", "is_klaar", "door__naam")
    return [PrognoseVersie(*rij) for rij in rijen]


def _verplichtingen(post: Begrotingspost, peildatum: date) -> list[VerplichtingRegel]:
    """As they stood: one that was closed later was still open then."""
    rijen = (
        Verplichting.objects.filter(post=post, datum__lte=peildatum).with_geboekt(peildatum).order_by("-datum", "-pk")
    )
    velden = ("pk", "nummer", "organisatie__naam", "datum", "omschrijving", "bedrag", "geboekt", "afgesloten_op")
    regels = [VerplichtingRegel(*rij) for rij in rijen.values_list(*velden)]
    return [
        r if r.afgesloten_op is None or r.afgesloten_op <= peildatum else replace(r, afgesloten_op=None) for r in regels
    ]
