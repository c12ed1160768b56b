"""Acties as frozen rows for one peildatum: the one way to read them, for pages, figures and reports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from plan.bronnen import GeldStand, KwaliteitStand, geld_per_actie, kwaliteit_per_actie
from plan.enums import ActieStatus, PlanStatus, Verversing
from plan.lichten import Lichten, LichtStand, MijlpaalRegel, bereken_tijd
from plan.models import Actie
from plan.querysets import ActieQuerySet
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import dagen_geleden
from zwijndrecht_portal.core.periode import Periode

GEEN_GELD = GeldStand(begroot=None, uitleg="De begroting noemt deze actie niet.")
GEEN_KWALITEIT = KwaliteitStand()

MELDINGTEKSTEN = ("toelichting", "oorzaak", "gevolg", "bijsturing", "volgende_stap")
VELDEN = (
    "id",
    "code",
    "naam",
    "plan__naam",
    "plan__slug",
    "plan__herinner_na_dagen",
    "plan__verouderd_na_dagen",
    "leefgebied_id",
    "leefgebied__naam",
    "spoor__naam",
    "spoor__code",
    "stand_status",
    "trekker_naam",
    "trekker_organisatie_naam",
    "trekker_tekst",
    "mijlpalen_json",
    "melding_json",
)


@dataclass(frozen=True, slots=True)
class MeldingRegel:
    """The last voortgangsmelding: what the trekker chose and wrote."""

    gemeld_op: date
    percentage: int
    tijd: Licht
    geld: Licht
    kwaliteit: Licht
    toelichting: str = ""
    oorzaak: str = ""
    gevolg: str = ""
    bijsturing: str = ""
    volgende_stap: str = ""


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
    spoor: str
    status: ActieStatus
    trekker: str
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
    Read acties (already `op_peildatum`, narrowed and ordered) in three queries, whatever their number.

    The lights are computed for the peildatum: tijd here, geld and kwaliteit by the apps that registered.
    """
    return maak_regels(list(met_alles(acties, peildatum)), peildatum)


def lichten_van(actie_id: int, peildatum: date) -> Lichten:
    """The computed lights of one actie; LookupError when it did not exist on that date."""
    regels = lees_acties(Actie.objects.filter(pk=actie_id).op_peildatum(peildatum), peildatum)
    if not regels:
        raise LookupError("Deze actie bestond nog niet op die datum.")
    return regels[0].lichten


def acties_van_plan(slug: str | None, peildatum: date) -> list[ActieRegel]:
    """All acties of a plan (None: of both) that are beyond concept, in the order of the plan."""
    acties = Actie.objects.op_peildatum(peildatum).exclude(stand_status=ActieStatus.CONCEPT)
    if slug is not None:
        acties = acties.filter(plan__slug=slug)
    return lees_acties(
        acties.exclude(plan__status=PlanStatus.CONCEPT).order_by("plan__van", "volgorde", "code"), peildatum
    )


def met_alles(acties: ActieQuerySet, peildatum: date) -> QuerySet:
    """Acties (already `op_peildatum`) as rows with VELDEN."""
    velden = (*VELDEN, "totaal") if "totaal" in acties.query.annotations else VELDEN
    return acties.with_mijlpalen(peildatum).with_laatste_melding(peildatum, *MELDINGTEKSTEN).values(*velden)


def maak_regels(rijen: list[dict[str, Any]], peildatum: date) -> list[ActieRegel]:
    """Turn rows with VELDEN into ActieRegels; money and quality are asked once for all."""
    ids = [rij["id"] for rij in rijen]
    geld = geld_per_actie(ids, peildatum)
    kwaliteit = kwaliteit_per_actie(ids, peildatum)
    return [
        _regel(rij, geld.get(rij["id"], GEEN_GELD), kwaliteit.get(rij["id"], GEEN_KWALITEIT), peildatum)
        for rij in rijen
    ]


def trekker_tekst(organisatie: str | None, persoon: str | None, tekst: str | None) -> str:
    """Who leads: the words of the plan, with the person who reports; empty when nobody does."""
    wie = tekst or organisatie or ""
    if persoon and wie:
        return f"{persoon} ({wie})"
    return persoon or wie


def _regel(rij: dict[str, Any], geld: GeldStand, kwaliteit: KwaliteitStand, peildatum: date) -> ActieRegel:
    mijlpalen = tuple(_mijlpaal(m) for m in rij["mijlpalen_json"])
    open_mijlpalen = [m for m in mijlpalen if not m.is_gehaald(peildatum)]
    melding = _melding(rij["melding_json"])
    return ActieRegel(
        id=rij["id"],
        code=rij["code"],
        naam=rij["naam"],
        plan=rij["plan__naam"],
        plan_slug=rij["plan__slug"],
        leefgebied=rij["leefgebied__naam"] or "",
        leefgebied_slug=rij["leefgebied_id"] or "",
        spoor=f"Spoor {rij['spoor__code']}" if rij["spoor__code"] else "",
        status=ActieStatus(rij["stand_status"]),
        trekker=trekker_tekst(rij["trekker_organisatie_naam"], rij["trekker_naam"], rij["trekker_tekst"]),
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
            melding.gemeld_op if melding else None,
            peildatum,
            rij["plan__herinner_na_dagen"],
            rij["plan__verouderd_na_dagen"],
        ),
        volgende=min(open_mijlpalen, key=lambda m: m.periode.tot if m.periode else date.max, default=None),
        peildatum=peildatum,
    )


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


def _datum(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def _periode(van: str | None, tot: str | None, tekst: str | None) -> Periode | None:
    return Periode(date.fromisoformat(van), date.fromisoformat(tot), tekst or "") if van and tot else None


def _mijlpaal(rij: dict[str, Any]) -> MijlpaalRegel:
    return MijlpaalRegel(
        naam=rij["naam"],
        periode=_periode(rij["van"], rij["tot"], rij["tekst"]),
        vastgesteld=_periode(rij["vastgesteld_van"], rij["vastgesteld_tot"], rij["vastgesteld_tekst"]),
        gerealiseerd_op=_datum(rij["gerealiseerd_op"]),
        id=rij["id"],
    )


def _melding(rij: dict[str, Any] | None) -> MeldingRegel | None:
    if rij is None:
        return None
    return MeldingRegel(
        gemeld_op=timezone.localtime(datetime.fromisoformat(rij["gemeld_op"])).date(),
        percentage=rij["percentage"],
        tijd=Licht(rij["tijd"]),
        geld=Licht(rij["geld"]),
        kwaliteit=Licht(rij["kwaliteit"]),
        **{veld: rij.get(veld, "") for veld in MELDINGTEKSTEN},
    )
