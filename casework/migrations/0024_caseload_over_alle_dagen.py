from importlib import import_module

from django.db import migrations

eerst = import_module("casework.migrations.0012_tellingen_stappen_en_uren")

MAAK = f"""
create or replace function casework_tel_caseload(dagen date[], momenten timestamptz[])
returns table (dag date, trede int, aantal bigint, fte numeric)
{eerst.BEGIN}
        with dag as materialized (
            select * from unnest(dagen, momenten) as d(dag, moment)
        ), niveau as materialized (
            select d.dag, n.huishouden_id, n.trede from dag d join public.casework_niveau n on n.geldig @> d.moment
        ), waakvlam as materialized (
            select d.dag, w.huishouden_id, w.soort from dag d join public.casework_waakvlam w on w.geldig @> d.moment
        ), per_trede as (
            select d.dag, coalesce(n.trede::int, case when w.soort is null then 0 else 1 end) as trede, count(*) as aantal
            from dag d
            join public.casework_huishouden h
                on h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag)
            left join niveau n on (n.dag, n.huishouden_id) = (d.dag, h.id)
            left join waakvlam w on (w.dag, w.huishouden_id) = (d.dag, h.id)
            where not (coalesce(w.soort <> 'professional', false) and coalesce(n.trede, 1) <= 1)
            group by 1, 2
        )
        select p.dag, p.trede, p.aantal, (select sum(i.fte) from public.casework_inzet i where i.geldig @> p.dag)
        from per_trede p;
{eerst.EIND}
"""
VORIGE = eerst.MAAK[eerst.MAAK.index("create function casework_tel_caseload") : eerst.MAAK.index("create policy")]


class Migration(migrations.Migration):
    """
    The caseload over all days in one statement, as the two counts before it: what is looked up is a hash.

    Day by day the policies made it a question per huishouden: 0.3 s against 2.4 for forty days of 5,000 huishoudens.
    """

    dependencies = [("casework", "0023_tellingen_bijgehouden")]
    operations = [migrations.RunSQL(MAAK, VORIGE.replace("create function", "create or replace function"))]
