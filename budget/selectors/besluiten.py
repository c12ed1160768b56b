"""
What a report tells about the money of a plan: the decisions that changed it, and which organisations received it.

One trip to the database for both, whatever the number of years (like `plan.selectors.bijlage`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from budget.querysets import GEBOEKT

SQL = f"""
select json_build_object(
  'besluiten', (
    select json_agg(json_build_array(
      b.jaar, w.nummer, w.datum, w.raadsbesluit, w.omschrijving,
      (select json_agg(json_build_array(p.naam, r.bedrag::text) order by p.volgorde, p.id)
       from budget_wijzigingsregel r join budget_begrotingspost p on p.id = r.post_id where r.wijziging_id = w.id),
      (select coalesce(sum(d.bedrag), 0)::text from budget_dekking d
       where d.wijziging_id = w.id and not d.is_voor_lopend)) order by b.jaar, w.nummer)
    from budget_begrotingswijziging w
    join budget_begroting b on b.id = w.begroting_id
    where w.begroting_id = any(%(begrotingen)s) and w.datum <= %(peildatum)s),
  'ontvangers', (
    select json_agg(json_build_array(naam, som::text) order by som desc, naam) from (
      select coalesce(o.naam, 'Organisatie niet genoemd') as naam, sum(k.bedrag) as som
      from budget_begrotingspost p
      cross join lateral ({GEBOEKT.format(post="p.id", dag="%(peildatum)s::date")}) k
      left join core_organisatie o on o.id = k.organisatie_id
      where p.begroting_id = %(jaar)s group by 1) per_organisatie)
)::text
"""  # noqa: S608 - our own


@dataclass(frozen=True, slots=True)
class Besluit:
    """One begrotingswijziging: what it did to the posten, and to the dekking of the plan table together."""

    jaar: int
    nummer: int
    datum: date
    raadsbesluit: str
    omschrijving: str
    posten: tuple[tuple[str, Decimal], ...]
    dekking: Decimal


@dataclass(frozen=True, slots=True)
class Besteding:
    besluiten: tuple[Besluit, ...]
    ontvangers: tuple[tuple[str, Decimal], ...]  # largest first


def lees_besteding(begrotingen: Sequence[int], jaar: int, peildatum: date) -> Besteding:
    """The decisions about these begrotingen, and who was paid from the one of `jaar` (both by id), up to that day."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"begrotingen": list(begrotingen), "jaar": jaar, "peildatum": peildatum})
        rij = json.loads(cursor.fetchone()[0])
    return Besteding(
        besluiten=tuple(
            Besluit(jaar, nummer, date.fromisoformat(dag), besluit, tekst, _bedragen(posten), Decimal(dekking))
            for jaar, nummer, dag, besluit, tekst, posten, dekking in rij["besluiten"] or []
        ),
        ontvangers=_bedragen(rij["ontvangers"]),
    )


def _bedragen(rijen: list[list[str]] | None) -> tuple[tuple[str, Decimal], ...]:
    return tuple((naam, Decimal(bedrag)) for naam, bedrag in rijen or [])
