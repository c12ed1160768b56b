"""
Indicators with everything that was measured, in one query.

On the front page and on every list of acties by hand, because compiling the ORM's query cost more than running it; a
test holds both ways together.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject

from dashboard.enums import IndicatorSoort
from dashboard.metingen import MetingRij
from dashboard.models import Indicator, Kopcijfer, Meting, Streefwaarde
from zwijndrecht_portal.core.indicatoren import alle
from zwijndrecht_portal.core.vaste_vragen import lees_vast


@dataclass(frozen=True, slots=True)
class IndicatorRij:
    """An indicator as one query gives it, with every version of its metingen."""

    id: int
    sleutel: str
    naam: str
    onderdeel_van: str | None
    soort: str
    eenheid: str
    bron: str
    methode: str
    duiding: str
    eigenaar: str | None
    richting: str
    vragen: Sequence[str]
    is_telling: bool
    nulmeting: Decimal | None
    frequentie_maanden: int
    streefwaarde: Decimal | None
    is_kop: bool
    metingen: Sequence[MetingRij]


RIJ = """
jsonb_build_object(
  'id', i.id, 'sleutel', i.sleutel, 'naam', i.naam, 'onderdeel_van', ouder.naam, 'soort', i.soort,
  'eenheid', i.eenheid, 'bron', i.bron, 'methode', i.methode, 'duiding', i.duiding, 'eigenaar', eigenaar.naam,
  'richting', i.richting, 'vragen', i.vragen, 'is_telling', i.is_telling, 'nulmeting', i.nulmeting::text,
  'is_kop', exists (select from dashboard_kopcijfer kop where kop.indicator_id = i.id and kop.plan_id is null),
  'frequentie_maanden', i.frequentie_maanden,
  'streefwaarde', (select s.waarde::text from dashboard_streefwaarde s
                   where s.indicator_id = i.id and s.geldig @> %(peildatum)s::date),
  'metingen', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', m.id, 'gebied_id', m.gebied_id, 'gebied', coalesce(g.naam, m.gebied_naam),
      'bovenliggend', g.bovenliggend_id, 'van', m.periode_van, 'tot', m.periode_tot, 'periode_tekst', m.periode_tekst,
      'waarde', m.waarde::text, 'teller', m.teller::text, 'noemer', m.noemer::text, 'status', m.status,
      'versie', m.versie, 'bekend_sinds', m.bekend_sinds, 'bron', m.bron, 'opmerking', m.opmerking
      ) order by m.id), '[]')
    from dashboard_meting m left join core_gebied g on g.code = m.gebied_id
    where m.indicator_id = i.id and m.bekend_sinds <= %(peildatum)s::date
      and (m.periode_tot is null or m.periode_tot <= %(peildatum)s::date)))::text
"""
BIJ = """
left join dashboard_indicator ouder on ouder.id = i.onderdeel_van_id
left join core_organisatie eigenaar on eigenaar.id = i.eigenaar_id
where i.soort = 'gemeten' or i.sleutel = any(%(berekend)s::text[])
"""
VOORPAGINA = f"""
select {RIJ} from dashboard_kopcijfer plek join dashboard_indicator i on i.id = plek.indicator_id
  and plek.plan_id is not distinct from %(plan)s::text {BIJ} order by plek.volgorde
"""  # noqa: S608 - our own text
VAN_ACTIES = f"""
select koppeling.acties, {RIJ}
from (select indicator_id, array_agg(actie_id order by actie_id) as acties from dashboard_indicator_acties
      where actie_id = any(%(acties)s::bigint[]) group by indicator_id) koppeling
join dashboard_indicator i on i.id = koppeling.indicator_id {BIJ} order by i.id
"""  # noqa: S608 - our own text


def rijen_van_voorpagina(plan: str | None, peildatum: date) -> list[IndicatorRij]:
    """The figures on the front page of a plan (slug; None: of all plans), in their order."""
    waarden = {"plan": plan, "peildatum": peildatum, "berekend": [b.sleutel for b in alle()]}
    return [_rij(tekst) for (tekst,) in lees_vast(VOORPAGINA, waarden)]


def rijen_van_acties(acties: Collection[int], peildatum: date) -> list[tuple[list[int], IndicatorRij]]:
    """The indicators that are linked to these acties, each with its acties; without what the plan says about itself."""
    berekend = [b.sleutel for b in alle() if not b.lijst_url.startswith("plan:")]
    waarden = {"acties": list(acties), "peildatum": peildatum, "berekend": berekend}
    return [(van_acties, _rij(tekst)) for van_acties, tekst in lees_vast(VAN_ACTIES, waarden)]


def _rij(tekst: str) -> IndicatorRij:
    rij = json.loads(tekst)
    getallen = {naam: rij[naam] and Decimal(rij[naam]) for naam in ("streefwaarde", "nulmeting")}
    metingen = [MetingRij.uit_json(meting) for meting in rij["metingen"]]
    return IndicatorRij(**{**rij, **getallen, "metingen": metingen})


METING_VELDEN = JSONObject(
    id="pk",
    gebied_id="gebied_id",
    gebied=Coalesce("gebied__naam", "gebied_naam"),
    bovenliggend="gebied__bovenliggend_id",
    van="periode_van",
    tot="periode_tot",
    periode_tekst="periode_tekst",
    waarde=Cast("waarde", TextField()),
    teller=Cast("teller", TextField()),
    noemer=Cast("noemer", TextField()),
    status="status",
    versie="versie",
    bekend_sinds="bekend_sinds",
    bron="bron",
    opmerking="opmerking",
)
KOLOMMEN = (
    "id", "sleutel", "naam", "soort", "eenheid", "bron", "methode", "duiding", "richting", "vragen", "is_telling",
    "nulmeting", "frequentie_maanden", "streefwaarde", "is_kop",
)  # fmt: skip


def bestaande(indicatoren: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Without those that no app computes any more."""
    bestaat = Q(soort=IndicatorSoort.GEMETEN) | Q(sleutel__in=[berekening.sleutel for berekening in alle()])
    return indicatoren.filter(bestaat)


def lees_rijen(indicatoren: QuerySet[Indicator], peildatum: date) -> list[IndicatorRij]:
    """These indicators with target, place and metingen: one query."""
    streef = Streefwaarde.objects.op(peildatum).filter(indicator=OuterRef("pk")).values("waarde")[:1]
    kop = Kopcijfer.objects.op_voorpagina(None).order_by().filter(indicator=OuterRef("pk"))
    metingen = Meting.objects.bekend_op(peildatum).filter(indicator=OuterRef("pk")).order_by("pk")
    rijen = bestaande(indicatoren).annotate(
        streefwaarde=Subquery(streef),
        is_kop=Exists(kop),
        metingen_json=ArraySubquery(metingen.values_list(METING_VELDEN)),
        ouder=F("onderdeel_van__naam"),
        eigenaar_naam=F("eigenaar__naam"),
    )
    return [
        IndicatorRij(
            **{naam: rij[naam] for naam in KOLOMMEN},
            onderdeel_van=rij["ouder"],
            eigenaar=rij["eigenaar_naam"],
            metingen=[MetingRij.uit_json(meting) for meting in rij["metingen_json"]],
        )
        for rij in rijen.values(*KOLOMMEN, "metingen_json", "ouder", "eigenaar_naam")
    ]
