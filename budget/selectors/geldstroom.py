"""Where the money lands: from its source, through leefgebied and post, to the organisation that received it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from budget.querysets import GEBOEKT
from budget.regels import JaarOverzicht, PostRegel

ZONDER_LEEFGEBIED = "Zonder leefgebied"
ZONDER_ORGANISATIE = "Organisatie niet genoemd"
ZONDER_DEKKING = "Zonder dekking"

ONTVANGERS = f"""
select p.id, o.naam, sum(g.aantal), sum(g.bedrag)
from budget_begrotingspost p
cross join lateral ({GEBOEKT.format(post="p.id", dag="%(peildatum)s::date")}) g
left join core_organisatie o on o.id = g.organisatie_id
where p.begroting_id = %(jaar)s or p.id = %(post)s
group by 1, 2 order by 4 desc, 2
"""  # noqa: S608 - our own


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """Where the money of a post landed."""

    organisatie: str | None
    aantal: int
    bedrag: Decimal


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
    per_post: dict[int, list[Ontvanger]] = {}
    for post, ontvanger in ontvangers(jaar=jaar.id, peildatum=peildatum):
        per_post.setdefault(post, []).append(ontvanger)
    return [
        Stroom(
            _bron(jaar, post),
            post.leefgebied or ZONDER_LEEFGEBIED,
            post.naam,
            ontvanger.organisatie or ZONDER_ORGANISATIE,
            ontvanger.bedrag,
        )
        for post in jaar.posten
        for ontvanger in per_post.get(post.id, [])
    ]


def ontvangers(*, jaar: int | None = None, post: int | None = None, peildatum: date) -> list[tuple[int, Ontvanger]]:
    """Per post of a begroting, or of one post (both by id): who received what up to that day, the most first."""
    with connection.cursor() as cursor:
        cursor.execute(ONTVANGERS, {"jaar": jaar, "post": post, "peildatum": peildatum})
        return [(rij[0], Ontvanger(*rij[1:])) for rij in cursor.fetchall()]


def _bron(jaar: JaarOverzicht, post: PostRegel) -> str:
    bronnen = {d.bron: None for d in jaar.dekkingen if d.is_voor_lopend == post.is_buiten_plantabel}
    return " en ".join(bronnen) or ZONDER_DEKKING
