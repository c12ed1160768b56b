"""Money per actie, for the plan and for the figures: the year of the peildatum, or the last one with a begroting."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from budget.lichten import bereken_geld
from budget.querysets import GEBOEKT
from budget.regels import PostRegel, PrognoseRegel
from plan.bronnen import GeldStand
from plan.enums import OPEN_STATUSSEN
from zwijndrecht_portal.core.indicatoren import Telbron, Telrijen
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.vaste_vragen import lees_vast

# On every page of the list of acties, and for eight quarters at once on the dashboard: by hand, because compiling the
# ORM's query cost more than running it. A test holds it to the overview, which is the definition.
SQL = f"""
select post.dag,
  post.actie_id, post.id, post.jaar, post.naam, post.code, post.bedrag as vastgesteld, post.kosten_lopend,
  (select sum(r.bedrag) from budget_wijzigingsregel r join budget_begrotingswijziging w on w.id = r.wijziging_id
   where r.post_id = post.id and w.datum <= post.dag) as gewijzigd,
  (select sum(g.bedrag) from ({GEBOEKT.format(post="post.id", dag="post.dag")}) g) as besteed,
  exists (select from plan_actiestand s where s.actie_id = post.actie_id and s.status = any(%(open)s::text[])
          and lower(s.geldig) <= post.moment and (upper(s.geldig) is null or upper(s.geldig) > post.moment)
  ) as is_open,
  prognose.kwartaal, prognose.datum, prognose.bedrag as verwacht, prognose.toelichting, prognose.is_klaar
from (
  select distinct on (dagen.dag, post.actie_id) dagen.*, begroting.jaar, actie.code, post.*
  from unnest(%(dagen)s::date[], %(momenten)s::timestamptz[]) as dagen(dag, moment)
  join budget_begroting begroting
    on begroting.vastgesteld_op <= dagen.dag and begroting.jaar <= extract(year from dagen.dag)
  join budget_begrotingspost post on post.begroting_id = begroting.id
  join plan_actie actie on actie.id = post.actie_id
  where (%(acties)s::bigint[] is null or post.actie_id = any(%(acties)s::bigint[]))
    and (%(plan)s::text is null or actie.plan_id = (select id from plan_plan where slug = %(plan)s::text))
  order by dagen.dag, post.actie_id, begroting.jaar desc
) post
left join lateral (
  select kwartaal, datum, bedrag, toelichting, is_klaar from budget_prognose p
  where p.post_id = post.id and p.datum <= post.dag order by p.datum desc, p.id desc limit 1) prognose on true
order by post.dag, post.actie_id
"""  # noqa: S608 - our own


TELBRON = Telbron("budget", SQL, {"acties": None, "open": [status.value for status in OPEN_STATUSSEN]})


def posten_uit(rijen: Telrijen) -> list[PostRegel]:
    """The posten of one day, as the source of the figures gives them."""
    return [_post_uit(rij) for rij in rijen]


def _post_uit(rij: Mapping[str, Any]) -> PostRegel:
    prognose = None
    if rij["kwartaal"] is not None:
        prognose = PrognoseRegel(
            kwartaal=rij["kwartaal"],
            datum=date.fromisoformat(rij["datum"]),
            bedrag=Decimal(rij["verwacht"]),
            toelichting=rij["toelichting"],
            is_klaar=rij["is_klaar"],
        )
    return PostRegel(
        id=rij["id"],
        jaar=rij["jaar"],
        naam=rij["naam"],
        vastgesteld=_bedrag(rij["vastgesteld"]),
        gewijzigd=_bedrag(rij["gewijzigd"]),
        kosten_lopend=_bedrag(rij["kosten_lopend"]),
        besteed=_bedrag(rij["besteed"]),
        prognose=prognose,
        actie_id=rij["actie_id"],
        actie=rij["code"],
    )


def _bedrag(bedrag: Decimal | int | None) -> Decimal | None:
    return None if bedrag is None else Decimal(bedrag)


def geld_per_actie(acties: Collection[int], peildatum: date) -> dict[int, GeldStand]:
    """
    The money of these acties in that year, with the light and why, in one query.

    An actie that no adopted begroting names is missing.
    """
    posten = _lees([peildatum], acties)[peildatum]
    return {actie_id: _geldstand(post, is_open) for actie_id, (post, is_open) in posten.items()}


def posten_van_acties(peildata: Sequence[date]) -> list[list[PostRegel]]:
    """Per date: the post of every actie in that year. One query for all dates."""
    per_dag = _lees(peildata, None)
    return [[post for post, _ in per_dag[dag].values()] for dag in peildata]


def _lees(peildata: Sequence[date], acties: Collection[int] | None) -> dict[date, dict[int, tuple[PostRegel, bool]]]:
    """Per date and actie (None: all): its post and whether the actie was open."""
    waarden: dict[str, Any] = {
        "plan": None,
        "dagen": list(peildata),
        "momenten": [einde_van(dag) for dag in peildata],
        "acties": None if acties is None else list(acties),
        "open": [status.value for status in OPEN_STATUSSEN],
    }
    rijen = lees_vast(SQL, waarden)
    per_dag: dict[date, dict[int, tuple[PostRegel, bool]]] = {dag: {} for dag in peildata}
    for dag, actie_id, pk, jaar, naam, code, bedrag, lopend, gewijzigd, besteed, is_open, *prognose in rijen:
        post = PostRegel(
            id=pk,
            jaar=jaar,
            naam=naam,
            vastgesteld=bedrag,
            gewijzigd=gewijzigd,
            kosten_lopend=lopend,
            besteed=besteed,
            prognose=PrognoseRegel(*prognose) if prognose[0] is not None else None,
            actie_id=actie_id,
            actie=code,
        )
        per_dag[dag][actie_id] = (post, is_open)
    return per_dag


def _geldstand(post: PostRegel, is_open: bool) -> GeldStand:
    stand = bereken_geld(post, is_open)
    return GeldStand(
        begroot=post.budget, besteed=post.besteed, verwacht=post.verwacht, licht=stand.licht, uitleg=stand.uitleg
    )
