"""Acties as frozen rows for one peildatum: the one way to read them, for pages, figures and reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from plan.bronnen import GeldStand, KwaliteitStand, geld_per_actie, kwaliteit_per_actie
from plan.enums import ActieStatus, Verversing
from plan.lichten import Lichten, LichtStand, MijlpaalRegel, bereken_tijd
from plan.models import Actie
from plan.querysets import ActieQuerySet
from plan.selectors.bijlage import Bijlage, MeldingRegel, lees_bijlage
from zwijndrecht_portal.core.opmaak import dagen_geleden
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.vaste_vragen import lees_vast

GEEN_GELD = GeldStand(begroot=None, uitleg="De begroting noemt deze actie niet.")
GEEN_KWALITEIT = KwaliteitStand()
VOLGORDE_VAN_HET_PLAN = ("plan__van", "volgorde", "code")

KOLOMMEN = (
    "id",
    "code",
    "naam",
    "plan_id",
    "leefgebied_id",
    "spoor_id",
    "stand_status",
    "stand_trekker_id",
    "stand_organisatie_id",
    "stand_trekker_tekst",
)


@dataclass(frozen=True, slots=True)
class ActieRegel:
    """One actie as it stood on the peildatum, with everything a list or report shows."""

    id: int
    code: str
    naam: str
    plan: str
    plan_slug: str
    leefgebied: str
    leefgebied_slug: str
    leefgebied_volgorde: int
    spoor: str
    spoor_naam: str
    status: ActieStatus
    trekker: str
    trekker_zonder_naam: str
    mijlpalen: tuple[MijlpaalRegel, ...]
    lichten: Lichten
    geld: GeldStand
    kwaliteit: KwaliteitStand
    melding: MeldingRegel | None
    verversing: Verversing
    volgende: MijlpaalRegel | None
    peildatum: date

    @property
    def plek(self) -> str:
        """Where the actie belongs, for the small line under its name."""
        return self.spoor or self.leefgebied or "Zonder leefgebied"

    @property
    def volgende_tekst(self) -> str:
        if self.volgende is None:
            return "Alle mijlpalen gehaald" if self.mijlpalen else "Geen mijlpalen"
        periode = self.volgende.periode
        return f"{self.volgende.naam}: {periode}" if periode else f"{self.volgende.naam}: periode onbekend"

    @property
    def slip_tekst(self) -> str:
        return self.volgende.slip_tekst if self.volgende else ""

    @property
    def gemeld_tekst(self) -> str:
        return dagen_geleden(self.melding.gemeld_op if self.melding else None, self.peildatum)

    @property
    def is_anders_gekozen(self) -> bool:
        """The trekker chose another light than the computed one."""
        m = self.melding
        berekend = (self.lichten.tijd.licht, self.lichten.geld.licht, self.lichten.kwaliteit.licht)
        return m is not None and (m.tijd, m.geld, m.kwaliteit) != berekend


def lees_acties(acties: ActieQuerySet, peildatum: date) -> list[ActieRegel]:
    """
    Read acties (already `op_peildatum`, narrowed and ordered) in four queries, whatever their number.

    The lights are computed for the peildatum: tijd here, geld and kwaliteit by the apps that registered.
    """
    return als_regels(list(als_rijen(acties)), peildatum)


def als_regels(rijen: list[dict[str, Any]], peildatum: date) -> list[ActieRegel]:
    """The rows that `als_rijen` gave, completed."""
    return maak_regels(rijen, lees_bijlage([rij["id"] for rij in rijen], peildatum), peildatum)


def lees_actie(actie_id: int, peildatum: date) -> ActieRegel:
    """One actie, with its computed lights; LookupError when it did not exist on that date."""
    regels = lees_acties(Actie.objects.filter(pk=actie_id).op_peildatum(peildatum), peildatum)
    if not regels:
        raise LookupError("Deze actie bestond nog niet op die datum.")
    return regels[0]


# By hand for the same reason as `plan.selectors.bijlage`: the front page asks this every time.
VAN_PLAN = """
select a.id, a.code, a.naam, a.plan_id, a.leefgebied_id, a.spoor_id,
  s.status, s.trekker_id, s.trekker_organisatie_id, s.trekker_tekst
from plan_actie a
join plan_actiestand s on s.actie_id = a.id
  and lower(s.geldig) <= %(moment)s and (upper(s.geldig) is null or upper(s.geldig) > %(moment)s)
join plan_plan p on p.id = a.plan_id and p.status <> 'concept' and (%(plan)s::text is null or p.slug = %(plan)s::text)
where s.status <> 'concept' order by p.van, a.volgorde, a.code
"""


def acties_van_plan(slug: str | None, peildatum: date) -> list[ActieRegel]:
    """All acties of a plan (None: of both) that are beyond concept, in the order of the plan."""
    rijen = lees_vast(VAN_PLAN, {"plan": slug, "moment": einde_van(peildatum)})
    return als_regels([dict(zip(KOLOMMEN, rij, strict=True)) for rij in rijen], peildatum)


def als_rijen(acties: ActieQuerySet) -> QuerySet:
    """Acties (already `op_peildatum`) as dicts with KOLOMMEN, and `totaal` when that was asked."""
    kolommen = (*KOLOMMEN, "totaal") if "totaal" in acties.query.annotations else KOLOMMEN
    return acties.values(*kolommen)


def maak_regels(rijen: list[dict[str, Any]], bijlage: Bijlage, peildatum: date) -> list[ActieRegel]:
    """Join rows and bijlage; money and quality are asked once for all."""
    ids = [rij["id"] for rij in rijen]
    geld = geld_per_actie(ids, peildatum)
    kwaliteit = kwaliteit_per_actie(ids, peildatum)
    return [
        _regel(rij, bijlage, geld.get(rij["id"], GEEN_GELD), kwaliteit.get(rij["id"], GEEN_KWALITEIT), peildatum)
        for rij in rijen
    ]


def trekker_tekst(organisatie: str | None, persoon: str | None, tekst: str | None) -> str:
    """Who leads: the words of the plan, with the person who reports; empty when nobody does."""
    wie = tekst or organisatie or ""
    if persoon and wie:
        return f"{persoon} ({wie})"
    return persoon or wie


def bepaal_verversing(
    gemeld_op: date | None, peildatum: date, herinner_na_dagen: int, verouderd_na_dagen: int
) -> Verversing:
    """How fresh: up to `herinner_na_dagen` days fresh, up to `verouderd_na_dagen` due, then stale."""
    if gemeld_op is None:
        return Verversing.ONBEKEND
    dagen = (peildatum - gemeld_op).days
    if dagen <= herinner_na_dagen:
        return Verversing.VERS
    return Verversing.HERINNEREN if dagen <= verouderd_na_dagen else Verversing.VEROUDERD


def _regel(
    rij: dict[str, Any], bijlage: Bijlage, geld: GeldStand, kwaliteit: KwaliteitStand, peildatum: date
) -> ActieRegel:
    plan = bijlage.plannen[rij["plan_id"]]
    mijlpalen = bijlage.mijlpalen.get(rij["id"], ())
    melding = bijlage.meldingen.get(rij["id"])
    return ActieRegel(
        id=rij["id"],
        code=rij["code"],
        naam=rij["naam"],
        plan=plan.naam,
        plan_slug=plan.slug,
        leefgebied=bijlage.leefgebieden.get(rij["leefgebied_id"], ""),
        leefgebied_slug=rij["leefgebied_id"] or "",
        leefgebied_volgorde=[*bijlage.leefgebieden, None].index(rij["leefgebied_id"]),
        spoor=f"Spoor {bijlage.sporen[rij['spoor_id']][0]}" if rij["spoor_id"] else "",
        spoor_naam=bijlage.sporen[rij["spoor_id"]][1] if rij["spoor_id"] else "",
        status=ActieStatus(rij["stand_status"]),
        trekker=trekker_tekst(
            bijlage.organisaties.get(rij["stand_organisatie_id"]),
            bijlage.personen.get(rij["stand_trekker_id"]),
            rij["stand_trekker_tekst"],
        ),
        trekker_zonder_naam=trekker_tekst(
            bijlage.organisaties.get(rij["stand_organisatie_id"]), None, rij["stand_trekker_tekst"]
        ),
        mijlpalen=mijlpalen,
        lichten=Lichten(
            tijd=bereken_tijd(mijlpalen, peildatum),
            geld=LichtStand(geld.licht, geld.uitleg),
            kwaliteit=LichtStand(kwaliteit.licht, kwaliteit.uitleg),
        ),
        geld=geld,
        kwaliteit=kwaliteit,
        melding=melding,
        verversing=bepaal_verversing(
            melding.gemeld_op if melding else None, peildatum, plan.herinner_na_dagen, plan.verouderd_na_dagen
        ),
        volgende=_volgende(mijlpalen, peildatum),
        peildatum=peildatum,
    )


def _volgende(mijlpalen: tuple[MijlpaalRegel, ...], peildatum: date) -> MijlpaalRegel | None:
    """The open mijlpaal that must be reached first; those without a period come last."""
    open_mijlpalen = [mijlpaal for mijlpaal in mijlpalen if not mijlpaal.is_gehaald(peildatum)]
    return min(open_mijlpalen, key=lambda m: m.periode.tot if m.periode else date.max, default=None)
