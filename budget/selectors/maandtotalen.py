"""Whether what is kept per month still equals the boekingen."""

from django.db import connection

# A total that is wrong or missing stands on one side of the comparison, one that should not be there on the other.
AFWIJKEND = """
with boekingen as (
  select post_id, organisatie_id, date_trunc('month', datum::timestamp)::date as maand, count(*) as aantal,
    sum(bedrag) as bedrag
  from budget_boeking group by 1, 2, 3),
bijgehouden as (select post_id, organisatie_id, maand, aantal, bedrag from budget_maandtotaal)
select count(distinct (post_id, organisatie_id, maand)) from (
  (table boekingen except table bijgehouden) union all (table bijgehouden except table boekingen)) anders
"""


def afwijkende_maanden() -> int:
    """How many kept totals are not what the boekingen come to; 0 when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(AFWIJKEND)
        return int(cursor.fetchone()[0])
