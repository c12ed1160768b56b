"""Which acties need an update, who is responsible, and when the next herinnering goes out to whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from plan.enums import OPEN_STATUSSEN, PlanStatus, Verversing
from plan.models import Actie, ActieStand, Herinnering
from plan.selectors.regels import bepaal_verversing, trekker_tekst
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import dagen_geleden
from zwijndrecht_portal.core.peildatum import einde_van

STAPPEN = (1, 7, 30)  # days after it became this level's turn: first, second and third herinnering
RUST = 5  # days between two herinneringen about one actie
NIVEAUS = (Rol.TREKKER, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)

Mensen = Sequence[tuple[Rol, frozenset[int]]]  # who can be reminded, per level, in this order


@dataclass(frozen=True, slots=True)
class Herinnerd:
    """One herinnering to one person since the last melding."""

    dag: date
    poging: int
    aan_id: int
    aan: str
    is_verstuurd: bool


@dataclass(frozen=True, slots=True)
class Voornemen:
    """The next herinnering: the first day on which it may go out, and to whom."""

    dag: date
    poging: int
    niveau: Rol
    aan: frozenset[int]


@dataclass(frozen=True, slots=True)
class VerversingRegel:
    """An open actie that needs an update. The days count from the last melding, or from when the actie was opened."""

    actie_id: int
    naam: str
    plan: str
    trekker: str
    gemeld_op: date | None
    sinds: date
    verversing: Verversing
    herinnerd: tuple[Herinnerd, ...]
    volgende: Voornemen | None
    peildatum: date

    @property
    def gemeld_tekst(self) -> str:
        return dagen_geleden(self.gemeld_op, self.peildatum)

    @property
    def volgende_dag(self) -> date | None:
        """When the next herinnering goes out: not before the day that is looked at."""
        return max(self.volgende.dag, self.peildatum) if self.volgende else None

    @property
    def rondes(self) -> list[tuple[date, str, bool]]:
        """What went out, newest first: when, to whom, and whether all of it has left."""
        return [
            (ronde[0].dag, ", ".join(h.aan for h in ronde), all(h.is_verstuurd for h in ronde))
            for ronde in (list(groep) for _, groep in groupby(self.herinnerd, key=lambda h: h.poging))
        ]


def te_verversen(peildatum: date) -> list[VerversingRegel]:
    """
    Open acties of adopted plans without a melding for longer than the plan allows, the longest waiting first.

    Three queries, whatever their number.
    """
    rijen = [rij for rij in _open_acties(peildatum) if _is_toe(rij, peildatum)]
    herinnerd = _herinneringen([rij["id"] for rij in rijen], peildatum)
    mensen = _mensen({rij["stand_trekker_id"] for rij in rijen})
    regels = [_regel(rij, herinnerd.get(rij["id"], []), mensen, peildatum) for rij in rijen]
    return sorted(regels, key=lambda regel: (regel.sinds, regel.naam))


def volgende_herinnering(*, grens: date, mensen: Mensen, herinnerd: Collection[Herinnerd]) -> Voornemen | None:
    """
    When and to whom the next herinnering goes, given the last day on which the actie was fresh enough.

    The first level that has somebody and got fewer than three is reminded 1, 7 and 30 days after its turn began. The
    turn of a next level begins when the previous one got its third, or at once when that level has nobody. Whatever
    happens, an actie rests five days. None: everyone was reminded three times.
    """
    laatste = max((h.dag for h in herinnerd), default=None)
    beurt = grens
    for niveau, personen in mensen:
        rondes = {h.poging: h.dag for h in herinnerd if h.aan_id in personen}
        if personen and len(rondes) < len(STAPPEN):
            dag = beurt + timedelta(days=STAPPEN[len(rondes)])
            if laatste is not None:
                dag = max(dag, laatste + timedelta(days=RUST))
            return Voornemen(dag, max((h.poging for h in herinnerd), default=0) + 1, niveau, personen)
        beurt = max([beurt, *rondes.values()])
    return None


def _open_acties(peildatum: date) -> list[dict[str, Any]]:
    """Open acties of adopted plans as they stood then; `sinds`: the last melding, or the (re)opening if later."""
    standen = ActieStand.objects.filter(actie=OuterRef("pk"), geldig__startswith__lte=einde_van(peildatum))
    dicht = standen.exclude(status__in=OPEN_STATUSSEN).order_by("-geldig__endswith").values("geldig__endswith")
    eerste = standen.order_by("geldig__startswith").values("geldig__startswith")
    acties: Any = Actie.objects.op_peildatum(peildatum)
    rijen = acties.filter(stand_status__in=OPEN_STATUSSEN)
    rijen = rijen.filter(plan__status=PlanStatus.VASTGESTELD).with_gemeld_op(peildatum).values(
        "id", "naam", "plan__naam", "plan__herinner_na_dagen", "plan__verouderd_na_dagen", "gemeld_op",
        "stand_trekker_id", "stand_trekker_tekst", "stand__trekker__naam", "stand__trekker_organisatie__naam",
        geopend_op=Coalesce(Subquery(dicht[:1]), Subquery(eerste[:1])),
    )  # fmt: skip
    return [{**rij, "sinds": max(rij["gemeld_op"] or rij["geopend_op"], rij["geopend_op"])} for rij in rijen]


def _is_toe(rij: dict[str, Any], peildatum: date) -> bool:
    return (peildatum - timezone.localdate(rij["sinds"])).days > rij["plan__herinner_na_dagen"]


def _herinneringen(acties: Sequence[int], peildatum: date) -> dict[int, list[tuple[datetime, Herinnerd]]]:
    """All herinneringen of these acties up to then, newest first, with their moment."""
    rijen = Herinnering.objects.filter(actie__in=acties, aangemaakt_op__lte=einde_van(peildatum))
    per_actie: dict[int, list[tuple[datetime, Herinnerd]]] = {}
    for h in rijen.select_related("aan").order_by("-aangemaakt_op", "aan__naam"):
        herinnerd = Herinnerd(
            timezone.localdate(h.aangemaakt_op), h.poging, h.aan_id, h.aan.naam, h.verstuurd_op is not None
        )
        per_actie.setdefault(h.actie_id, []).append((h.aangemaakt_op, herinnerd))
    return per_actie


def _mensen(trekkers: Collection[int | None]) -> dict[Rol, frozenset[int]]:
    """Who is active now: these trekkers, and everyone of the two roles that follow."""
    rollen = [Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER]
    actief = Gebruiker.objects.filter(Q(pk__in=[t for t in trekkers if t]) | Q(rollen__overlap=rollen), is_active=True)
    rijen = list(actief.values_list("pk", "rollen"))
    return {
        Rol.TREKKER: frozenset(pk for pk, _ in rijen if pk in trekkers),
        **{rol: frozenset(pk for pk, heeft in rijen if rol in heeft) for rol in rollen},
    }


def _regel(
    rij: dict[str, Any],
    herinneringen: list[tuple[datetime, Herinnerd]],
    mensen: dict[Rol, frozenset[int]],
    peildatum: date,
) -> VerversingRegel:
    herinnerd = tuple(h for moment, h in herinneringen if moment > rij["sinds"])
    gemeld_op = timezone.localdate(rij["gemeld_op"]) if rij["gemeld_op"] else None
    sinds = timezone.localdate(rij["sinds"])
    return VerversingRegel(
        actie_id=rij["id"],
        naam=rij["naam"],
        plan=rij["plan__naam"],
        trekker=trekker_tekst(
            rij["stand__trekker_organisatie__naam"], rij["stand__trekker__naam"], rij["stand_trekker_tekst"]
        ),
        gemeld_op=gemeld_op,
        sinds=sinds,
        verversing=bepaal_verversing(
            gemeld_op, peildatum, rij["plan__herinner_na_dagen"], rij["plan__verouderd_na_dagen"]
        ),
        herinnerd=herinnerd,
        volgende=volgende_herinnering(
            grens=sinds + timedelta(days=rij["plan__herinner_na_dagen"]),
            mensen=_per_niveau(rij["stand_trekker_id"], mensen),
            herinnerd=herinnerd,
        ),
        peildatum=peildatum,
    )


def _per_niveau(trekker_id: int | None, mensen: dict[Rol, frozenset[int]]) -> list[tuple[Rol, frozenset[int]]]:
    """Each person stands at the first level that fits: a trekker is not reminded again as beleidsmedewerker."""
    niveaus: list[tuple[Rol, frozenset[int]]] = []
    eerder: frozenset[int] = frozenset()
    for niveau in NIVEAUS:
        personen = mensen[niveau] & {trekker_id} if niveau == Rol.TREKKER else mensen[niveau]
        niveaus.append((niveau, personen - eerder))
        eerder |= personen
    return niveaus
