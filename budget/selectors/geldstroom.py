"""Where the money lands: from its source, through leefgebied and post, to the organisation that received it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from budget.models import Boeking
from budget.regels import JaarOverzicht, PostRegel

ZONDER_LEEFGEBIED = "Zonder leefgebied"
ZONDER_ORGANISATIE = "Organisatie niet genoemd"
ZONDER_DEKKING = "Zonder dekking"


@dataclass(frozen=True, slots=True)
class Stroom:
    """What one organisation received for one post."""

    bron: str
    leefgebied: str
    post: str
    organisatie: str
    bedrag: Decimal

    @property
    def stappen(self) -> tuple[str, str, str, str]:
        return self.bron, self.leefgebied, self.post, self.organisatie


def geldstromen(jaar: JaarOverzicht, peildatum: date) -> list[Stroom]:
    """
    The boekingen of a year up to that day per post and organisation, in one query and the order of the posten.

    The source is what was meant to pay the post: which euro paid which boeking nobody knows.
    """
    boekingen = Boeking.objects.op_peildatum(peildatum).filter(post__begroting=jaar.id)
    rijen = boekingen.values("post_id").annotate(som=Sum("bedrag")).order_by("-som")
    per_post: dict[int, list[tuple[str, Decimal]]] = {}
    for post, organisatie, som in rijen.values_list("post_id", "organisatie__naam", "som"):
        per_post.setdefault(post, []).append((organisatie or ZONDER_ORGANISATIE, som))
    return [
        Stroom(_bron(jaar, post), post.leefgebied or ZONDER_LEEFGEBIED, post.naam, organisatie, bedrag)
        for post in jaar.posten
        for organisatie, bedrag in per_post.get(post.id, [])
    ]


def _bron(jaar: JaarOverzicht, post: PostRegel) -> str:
    bronnen = {d.bron: None for d in jaar.dekkingen if d.is_voor_lopend == post.is_buiten_plantabel}
    return " en ".join(bronnen) or ZONDER_DEKKING
