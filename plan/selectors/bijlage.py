"""
Everything that hangs on a page of acties, in one trip to the database.

Hand-written SQL: as ORM annotations the same rows cost the planner and the compiler more than the rows themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from django.utils import timezone

from plan.lichten import MijlpaalRegel
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.periode import Periode
from zwijndrecht_portal.core.vaste_vragen import lees_vast

SQL = """
select json_build_object(
  'mijlpalen', (
    select json_agg(json_build_array(
      m.actie_id, m.id, m.naam, s.periode_van, s.periode_tot, s.periode_tekst, s.gerealiseerd_op,
      v.periode_van, v.periode_tot, v.periode_tekst) order by m.volgorde, m.id)
    from plan_mijlpaal m
    join plan_mijlpaalstand s on s.mijlpaal_id = m.id
      and lower(s.geldig) <= %(moment)s and (upper(s.geldig) is null or upper(s.geldig) > %(moment)s)
    left join plan_mijlpaalstand v on v.id = m.vastgestelde_stand_id
    where m.actie_id = any(%(acties)s::bigint[])),
  'meldingen', (
    select json_agg(laatste) from (
      select v.actie_id, v.gemeld_op, v.percentage, v.tijd, v.geld, v.kwaliteit,
        v.toelichting, v.oorzaak, v.gevolg, v.bijsturing, v.volgende_stap
      from unnest(%(acties)s::bigint[]) as a(id)
      cross join lateral (
        select * from plan_voortgangsmelding
        where actie_id = a.id and gemeld_op <= %(moment)s order by gemeld_op desc limit 1) v) laatste),
  'plannen', (
    select json_agg(json_build_array(id, slug, naam, herinner_na_dagen, verouderd_na_dagen, status) order by van, slug)
    from plan_plan),
  'leefgebieden', (select json_agg(json_build_array(slug, naam) order by volgorde) from core_leefgebied),
  'sporen', (select json_agg(json_build_array(id, code, naam) order by code) from plan_spoor),
  'opgaven', (select json_agg(json_build_array(id, naam) order by volgorde) from plan_opgave),
  'organisaties', (
    select json_agg(json_build_array(o.id, o.naam) order by lower(o.naam)) from core_organisatie o
    where exists (select from plan_actiestand s where s.trekker_organisatie_id = o.id)),
  'personen', (
    select json_agg(json_build_array(g.id, g.naam) order by lower(g.naam)) from core_gebruiker g
    where exists (select from plan_actiestand s where s.trekker_id = g.id))
)::text
"""


@dataclass(frozen=True, slots=True)
class MeldingRegel:
    """The last voortgangsmelding: what the trekker chose and wrote."""

    gemeld_op: date
    percentage: int
    tijd: Licht
    geld: Licht
    kwaliteit: Licht
    toelichting: str
    oorzaak: str
    gevolg: str
    bijsturing: str
    volgende_stap: str


@dataclass(frozen=True, slots=True)
class PlanRegel:
    slug: str
    naam: str
    herinner_na_dagen: int
    verouderd_na_dagen: int
    status: str


@dataclass(frozen=True, slots=True)
class Bijlage:
    """What belongs to the acties of one page, and the names of everything that they point to."""

    mijlpalen: dict[int, tuple[MijlpaalRegel, ...]]
    meldingen: dict[int, MeldingRegel]
    plannen: dict[int, PlanRegel]
    leefgebieden: dict[str, str]
    sporen: dict[int, tuple[str, str]]
    opgaven: dict[int, str]
    organisaties: dict[int, str]
    personen: dict[int, str]


def lees_bijlage(acties: Collection[int], peildatum: date) -> Bijlage:
    """The mijlpalen and last meldingen of these acties as they stood on the peildatum; one query."""
    [(tekst,)] = lees_vast(SQL, {"acties": list(acties), "moment": einde_van(peildatum)})
    rij: dict[str, Any] = {naam: waarde or [] for naam, waarde in msgspec.json.decode(tekst).items()}
    mijlpalen: dict[int, tuple[MijlpaalRegel, ...]] = {}
    for actie_id, *mijlpaal in rij["mijlpalen"]:
        mijlpalen[actie_id] = (*mijlpalen.get(actie_id, ()), _mijlpaal(*mijlpaal))
    return Bijlage(
        mijlpalen=mijlpalen,
        meldingen={melding.pop("actie_id"): _melding(melding) for melding in rij["meldingen"]},
        plannen={pk: PlanRegel(*plan) for pk, *plan in rij["plannen"]},
        leefgebieden=dict(rij["leefgebieden"]),
        sporen={pk: (code, naam) for pk, code, naam in rij["sporen"]},
        opgaven=dict(rij["opgaven"]),
        organisaties=dict(rij["organisaties"]),
        personen=dict(rij["personen"]),
    )


def _mijlpaal(pk: int, naam: str, *tekst: str | None) -> MijlpaalRegel:
    van, tot, wanneer, gehaald, vast_van, vast_tot, vast_wanneer = tekst
    return MijlpaalRegel(
        naam=naam,
        periode=_periode(van, tot, wanneer),
        vastgesteld=_periode(vast_van, vast_tot, vast_wanneer),
        gerealiseerd_op=date.fromisoformat(gehaald) if gehaald else None,
        id=pk,
    )


@lru_cache(maxsize=1000)  # a page names the same few quarters again and again
def _periode(van: str | None, tot: str | None, tekst: str | None) -> Periode | None:
    return Periode(date.fromisoformat(van), date.fromisoformat(tot), tekst or "") if van and tot else None


def _melding(rij: dict[str, Any]) -> MeldingRegel:
    lichten: dict[str, Any] = {naam: Licht(rij.pop(naam)) for naam in ("tijd", "geld", "kwaliteit")}
    gemeld_op = timezone.localdate(datetime.fromisoformat(rij.pop("gemeld_op")))
    return MeldingRegel(gemeld_op=gemeld_op, **lichten, **rij)
