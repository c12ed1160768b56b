from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

slot = import_module("casework.migrations.0003_rijbeveiliging")

# Per table: its key, whose huishouden it is about ({r}: the row), and what of it the counts look at.
BRONNEN = {
    "huishouden": ("id", "{r}.id", ("geopend_op", "gesloten_op")),
    "regie": ("id", "{r}.huishouden_id", ("huishouden_id", "geldig")),
    "ondersteuningsplan": ("id", "{r}.huishouden_id", ("huishouden_id", "geldig")),
    "waakvlam": ("id", "{r}.huishouden_id", ("huishouden_id", "geldig")),
    "contactstand": ("huishouden_id", "{r}.huishouden_id", ("waakvlam_id", "op_tijd_sinds", "grens")),
    "optijdperiode": (
        "id",
        "(select w.huishouden_id from public.casework_waakvlam w where w.id = {r}.waakvlam_id)",
        ("waakvlam_id", "geldig"),
    ),
}


def dagen(kolom: str) -> str:
    """The days at the end of which this period of moments runs."""
    dag = "({einde}({kolom}) at time zone 'Europe/Amsterdam')::date"
    return f"daterange({dag.format(einde='lower', kolom=kolom)}, {dag.format(einde='upper', kolom=kolom)})"


# The definition: on which days each of these huishoudens counts. From dated rows and derived states, never contacts.
PERIODEN = f"""
create function casework_telperioden_van(ids bigint[]) returns table (huishouden_id bigint, soort text, geldig daterange)
language plpgsql stable rows 10 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with waakvlam as (
        select w.id, w.huishouden_id, {dagen("w.geldig")} as dagen
        from public.casework_waakvlam w where w.huishouden_id = any(ids)
    ), huishouden as (
        select h.id, daterange(h.geopend_op, h.gesloten_op) as dagen
        from public.casework_huishouden h where h.id = any(ids)
    ), periode as (
        select w.huishouden_id, 'waakvlam', w.dagen from waakvlam w
        union all
        select w.huishouden_id, 'op_tijd', unnest(datemultirange(w.dagen) * (
            select range_agg(reeks.geldig) from (
                select p.geldig from public.casework_optijdperiode p where p.waakvlam_id = w.id
                union all
                select daterange(s.op_tijd_sinds, s.grens, '[]') from public.casework_contactstand s
                where s.waakvlam_id = w.id and s.op_tijd_sinds is not null
            ) reeks
        )) from waakvlam w
        union all
        select h.id, 'in_beeld', h.dagen from huishouden h
        union all
        select h.id, 'een_plan', unnest(datemultirange(h.dagen)
            * (select range_agg({dagen("r.geldig")}) from public.casework_regie r where r.huishouden_id = h.id)
            * (select range_agg({dagen("p.geldig")}) from public.casework_ondersteuningsplan p
               where p.huishouden_id = h.id))
        from huishouden h
    )
    select * from periode p(huishouden_id, soort, geldig) where not isempty(p.geldig);
end $$;
"""

# Of these huishoudens what they count for anew, and what that adds to or takes from each day. Who changes something of
# a huishouden has its contactstand locked, or waits here for who has. A day that somebody else is adding to gets a
# second row: nobody waits for another huishouden, so nobody can wait in a circle.
BIJHOUDEN = """
create function casework_houd_telling_bij(ids bigint[]) returns void language plpgsql as $$
begin
    perform from public.casework_contactstand s where s.huishouden_id = any(ids)
        order by s.huishouden_id for no key update;
    with verschil as materialized (
        select p.huishouden_id, p.soort, p.geldig, sum(p.erbij) as erbij from (
            select n.*, 1 as erbij from public.casework_telperioden_van(ids) n
            union all
            select t.huishouden_id, t.soort, t.geldig, -1
            from public.casework_telperiode t where t.huishouden_id = any(ids)
        ) p group by p.huishouden_id, p.soort, p.geldig having sum(p.erbij) <> 0
    ), weg as (
        delete from public.casework_telperiode t using verschil v
        where v.erbij < 0 and t.huishouden_id = v.huishouden_id and t.soort = v.soort and t.geldig = v.geldig
    ), nieuw as (
        insert into public.casework_telperiode (huishouden_id, soort, geldig)
        select v.huishouden_id, v.soort, v.geldig from verschil v where v.erbij > 0
    ), per_dag as materialized (
        select d.soort, d.dag, sum(d.erbij) as aantal from (
            select v.soort, lower(v.geldig) as dag, v.erbij from verschil v
            union all
            select v.soort, upper(v.geldig), -v.erbij from verschil v where not upper_inf(v.geldig)
        ) d group by d.soort, d.dag having sum(d.erbij) <> 0
    ), met_rij as materialized (
        select d.soort, d.dag, d.aantal, rij.id from per_dag d left join lateral (
            select m.id from public.casework_telmutatie m
            where m.soort = d.soort and m.dag = d.dag limit 1 for no key update skip locked
        ) rij on true
    ), opgeteld as (
        update public.casework_telmutatie m set aantal = m.aantal + r.aantal from met_rij r where m.id = r.id
    )
    insert into public.casework_telmutatie (soort, dag, aantal)
    select r.soort, r.dag, r.aantal from met_rij r where r.id is null;
end $$;
"""


def volg(tabel: str) -> str:
    """Triggers after each statement on this table, as the owner and in the role that may count."""
    sleutel, wiens, kolommen = BRONNEN[tabel]
    nieuw, oud = wiens.format(r="n"), wiens.format(r="o")
    rijen = [", ".join(f"{rij}.{kolom}" for kolom in kolommen) for rij in "no"]
    anders = f"from nieuw n join oud o using ({sleutel}) where ({rijen[0]}) is distinct from ({rijen[1]})"
    naam = f"casework_telling_volgt_{tabel}"
    return f"""
create function {naam}() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
    ids bigint[];
begin
    perform set_config('portaal.rollen', 'telling', true);
    if tg_op = 'INSERT' then
        ids := array(select distinct {nieuw} from nieuw n);
    elsif tg_op = 'DELETE' then
        ids := array(select distinct {oud} from oud o);
    else
        ids := array(select {nieuw} {anders} union select {oud} {anders});
    end if;
    if ids <> '{{}}' then
        perform public.casework_houd_telling_bij(ids);
    end if;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
    return null;
end $$;
create trigger telling_volgt_toevoegen after insert on casework_{tabel}
    referencing new table as nieuw for each statement execute function {naam}();
create trigger telling_volgt_wijzigen after update on casework_{tabel}
    referencing new table as nieuw old table as oud for each statement execute function {naam}();
create trigger telling_volgt_verwijderen after delete on casework_{tabel}
    referencing old table as oud for each statement execute function {naam}();
"""


# What counted everything live stays under another name, for who checks what is kept.
LEZEN = """
alter function casework_tel_waakvlammen(date[], timestamptz[]) rename to casework_natel_waakvlammen;
alter function casework_tel_een_plan_een_regisseur(date[], timestamptz[])
    rename to casework_natel_een_plan_een_regisseur;
create function casework_tel_soorten(dagen date[], alle text, goede text)
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
    op_volgorde date[] := array(select distinct d from unnest(dagen) d order by d);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        with vak as materialized (  -- after how many of the days asked for it came
            select width_bucket(m.dag - 1, op_volgorde) as na, m.soort, sum(m.aantal) as aantal
            from public.casework_telmutatie m where m.soort in (alle, goede) group by 1, 2
        )
        select d.dag, coalesce(sum(v.aantal) filter (where v.soort = alle), 0)::bigint,
            coalesce(sum(v.aantal) filter (where v.soort = goede), 0)::bigint
        from unnest(op_volgorde) with ordinality d(dag, nummer) left join vak v on v.na < d.nummer group by d.dag;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
create function casework_tel_waakvlammen(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language sql as $$ select * from casework_tel_soorten(dagen, 'waakvlam', 'op_tijd') $$;
create function casework_tel_een_plan_een_regisseur(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language sql as $$ select * from casework_tel_soorten(dagen, 'in_beeld', 'een_plan') $$;
"""
OP_SLOT = "".join(
    f"""{slot.op_slot(tabel)}
create policy bijhouden on {tabel} for all to current_user using ({slot.TELT}) with check ({slot.TELT});
"""
    for tabel in ("casework_telperiode", "casework_telmutatie")
)
# To lock the row, and not to change it.
SLOT_OP_STAND = f"create policy bijhouden on casework_contactstand for update to current_user using ({slot.TELT}) with check (false);"
EERSTE_KEER = """
select set_config('portaal.rollen', 'telling', true);
select casework_houd_telling_bij(array(select id from casework_huishouden));
select set_config('portaal.rollen', '', true);
"""
TERUG = """
drop function casework_tel_waakvlammen(date[], timestamptz[]);
drop function casework_tel_een_plan_een_regisseur(date[], timestamptz[]);
drop function casework_tel_soorten(date[], text, text);
alter function casework_natel_waakvlammen(date[], timestamptz[]) rename to casework_tel_waakvlammen;
alter function casework_natel_een_plan_een_regisseur(date[], timestamptz[])
    rename to casework_tel_een_plan_een_regisseur;
""" + "".join(
    f"""
drop trigger telling_volgt_toevoegen on casework_{tabel};
drop trigger telling_volgt_wijzigen on casework_{tabel};
drop trigger telling_volgt_verwijderen on casework_{tabel};
drop function casework_telling_volgt_{tabel}();
"""
    for tabel in BRONNEN
) + """
drop function casework_houd_telling_bij(bigint[]);
drop function casework_telperioden_van(bigint[]);
drop policy bijhouden on casework_contactstand;
drop policy bijhouden on casework_telperiode;
drop policy bijhouden on casework_telmutatie;
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    delen = [OP_SLOT, SLOT_OP_STAND, PERIODEN, BIJHOUDEN, EERSTE_KEER, *map(volg, BRONNEN), LEZEN]
    schema_editor.execute("\n".join(delen))


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TERUG)


class Migration(migrations.Migration):
    """
    The counts of the front page kept instead of counted: what they cost no longer grows with the huishoudens.

    In the transaction that changes a dossier, by triggers, so that no way of writing goes around them.
    """

    dependencies = [("casework", "0022_telperioden_en_telmutaties")]
    operations = [migrations.RunPython(vooruit, terug)]
