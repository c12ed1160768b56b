"""
A temporary table of this connection: rows go in with COPY and from there into the boekingen in one statement.

It belongs to the connection: when the process is killed it is gone, and nothing was booked.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from budget.inlezen.boekingen import Fout, Waarden

MAAK = """
create temporary table boeking_in (
  rij int, boekingsnummer varchar(40), post_id bigint, datum date, bedrag numeric(12, 2), organisatie_id bigint,
  verplichting_id bigint, omschrijving varchar(200))
"""
VUL = "copy boeking_in from stdin"
# A boeking never changes: the same number with something else in it is a mistake, in the file or before.
ANDERS = """
select i.rij, case
    when b.bedrag <> i.bedrag then 'bedrag' when b.datum <> i.datum then 'datum'
    when b.post_id <> i.post_id then 'post'
    when b.organisatie_id is distinct from i.organisatie_id then 'organisatie'
    when b.verplichting_id is distinct from i.verplichting_id then 'verplichting' else 'omschrijving' end
from boeking_in i join budget_boeking b using (boekingsnummer)
where i.post_id is not null and (b.bedrag, b.datum, b.post_id, b.organisatie_id, b.verplichting_id, b.omschrijving)
  is distinct from (i.bedrag, i.datum, i.post_id, i.organisatie_id, i.verplichting_id, i.omschrijving)
order by i.rij
"""
DUBBEL = """
select rij, eerste from (
  select rij, first_value(rij) over (partition by boekingsnummer order by rij) as eerste
  from boeking_in where boekingsnummer <> '') rijen
where rij <> eerste order by rij
"""
TEL = """
select count(*) filter (where b.id is null), count(b.id), coalesce(sum(i.bedrag) filter (where b.id is null), 0)
from boeking_in i left join budget_boeking b using (boekingsnummer)
"""
BOEK = """
insert into budget_boeking
  (boekingsnummer, post_id, datum, bedrag, organisatie_id, verplichting_id, omschrijving)
select boekingsnummer, post_id, datum, bedrag, organisatie_id, verplichting_id, omschrijving
from boeking_in order by rij
on conflict (boekingsnummer) do nothing
"""
AL_BEKEND = "Dit boekingsnummer bestaat al, maar dan anders. Een boeking verandert niet: boek een correctie."


@dataclass(frozen=True, slots=True)
class Telling:
    """How many of the rows are new, how many were there already, and what the new ones come to."""

    nieuw: int
    bekend: int
    bedrag: Decimal


@contextmanager
def tussentabel() -> Iterator[None]:
    """Make the table, and drop it whatever happens: the connection of a worker lives on."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.boeking_in")
        cursor.execute(MAAK)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("drop table if exists pg_temp.boeking_in")


def vul(rijen: Iterable[Waarden]) -> None:
    """Add these rows to the table."""
    with connection.cursor() as cursor, cursor.copy(VUL) as kopie:
        for rij in rijen:
            kopie.write_row(rij)


def tel() -> Telling:
    with connection.cursor() as cursor:
        cursor.execute("analyze boeking_in")
        cursor.execute(TEL)
        return Telling(*cursor.fetchone())


def anders_dan_bekend() -> list[Fout]:
    """Rows of which the number exists with other contents."""
    with connection.cursor() as cursor:
        cursor.execute(ANDERS)
        return [(rij, kolom, AL_BEKEND) for rij, kolom in cursor.fetchall()]


def dubbel() -> list[Fout]:
    """Rows with a number that an earlier row has. Asked here: in Python every number would stay in memory."""
    with connection.cursor() as cursor:
        cursor.execute(DUBBEL)
        return [(rij, "boekingsnummer", f"Dit nummer staat ook in rij {eerste}.") for rij, eerste in cursor.fetchall()]


def boek() -> int:
    """Bring all rows into the boekingen, in the transaction of the caller; returns how many were new."""
    with connection.cursor() as cursor:
        cursor.execute(BOEK)
        return cursor.rowcount
