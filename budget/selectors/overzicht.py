"""The begroting of a plan, year by year, and the same as JSON."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from budget.enums import BegrotingStatus
from budget.models import Begroting, Begrotingspost
from budget.querysets import BegrotingQuerySet, BegrotingspostQuerySet
from budget.regels import Bedragen, DekkingRegel, JaarOverzicht, PostRegel, PrognoseRegel, som_of_niets
from budget.selectors.vaste_vraag import PEILDATUM, PLAN, VERGELIJK, stel
from budget.tabel import BegrotingOverzicht
from plan.models import Plan
from plan.selectors import PlanKop

VELDEN = {
    "id": "pk",
    "jaar": "begroting__jaar",
    "naam": "naam",
    "vastgesteld": "bedrag",
    "gewijzigd": "gewijzigd",
    "kosten_lopend": "kosten_lopend",
    "verplicht": "verplicht",
    "besteed": "besteed",
    "prognose": "prognose_json",
    "actie_id": "actie_id",
    "actie": "actie__code",
    "leefgebied": "actie__leefgebied__naam",
    "bundel": "actie__opdrachtbundel__code",
    "bundel_naam": "actie__opdrachtbundel__naam",
    "toelichting": "toelichting",
    "taakveld": "taakveld",
    "soort": "soort",
}
VORIGE = ("gewijzigd", "verplicht", "besteed", "verwacht")


def begroting_overzicht(
    plan: PlanKop | Plan,
    peildatum: date,
    *,
    begrotingen: BegrotingQuerySet | None = None,
    vergelijk: date | None = None,
) -> BegrotingOverzicht:
    """
    The money of a plan on a peildatum, in two queries whatever the number of posten.

    `begrotingen` is what the reader may see; without it the adopted ones. With `vergelijk` each post also knows how it
    stood on that day. The years run to the one after the plan: that is where money is still needed and not arranged.
    """
    zichtbaar = Begroting.objects.vastgesteld(peildatum) if begrotingen is None else begrotingen.op_peildatum(peildatum)
    per_jaar = list(zichtbaar.filter(plan__slug=plan.slug).with_dekkingen(peildatum).order_by("jaar"))
    waarden = {PLAN: plan.slug, PEILDATUM: peildatum, VERGELIJK: vergelijk}
    rijen = stel(_posten_van_plan if vergelijk is None else _posten_van_plan_vergeleken, waarden)
    posten = [post_regel(rij, vergelijk) for rij in rijen]
    overzichten = tuple(_jaar(begroting, posten) for begroting in per_jaar)
    jaren = {begroting.jaar for begroting in per_jaar} | set(range(plan.van.year, plan.tot.year + 2))
    return BegrotingOverzicht(plan.slug, plan.naam, peildatum, tuple(sorted(jaren)), overzichten)


def lees_posten(posten: BegrotingspostQuerySet, peildatum: date) -> list[PostRegel]:
    """These posten as they stood, in the order of the queryset, in one query."""
    return [post_regel(rij) for rij in posten.with_stand(peildatum).values(**_kolommen())]


def post_op_peildatum(post: Begrotingspost, peildatum: date) -> PostRegel:
    return lees_posten(Begrotingspost.objects.filter(pk=post.pk), peildatum)[0]


def _posten_van_plan() -> QuerySet:
    """In the order of the matrix. Of begrotingen that the reader may not see too: their year is left out afterwards."""
    return _in_volgorde().with_stand(PEILDATUM).values(**_kolommen())


def _posten_van_plan_vergeleken() -> QuerySet:
    vorige = {f"vorige_{naam}_": F(f"vorige_{naam}") for naam in VORIGE}
    posten = _in_volgorde().with_stand(PEILDATUM, vergelijk=VERGELIJK)
    return posten.values(**_kolommen(), vastgesteld_op_=F("begroting__vastgesteld_op"), **vorige)


def _in_volgorde() -> BegrotingspostQuerySet:
    leefgebied = F("actie__leefgebied__volgorde").asc(nulls_last=True)
    posten = Begrotingspost.objects.filter(begroting__plan__slug=PLAN)
    return posten.order_by(leefgebied, "volgorde", "begroting__jaar", "pk")


def _kolommen() -> dict[str, F]:
    """Each field of a PostRegel under its own name; the names of columns are taken, so with a line behind it."""
    return {f"{naam}_": F(veld) for naam, veld in VELDEN.items()}


def post_regel(rij: dict[str, Any], vergelijk: date | None = None) -> PostRegel:
    """One row of a question above."""
    waarden = {naam: waarde for naam in VELDEN if (waarde := rij[f"{naam}_"]) is not None}
    if prognose := waarden.get("prognose"):
        gelezen = json.loads(prognose) if isinstance(prognose, str) else prognose
        waarden["prognose"] = PrognoseRegel(
            **{**gelezen, "datum": date.fromisoformat(gelezen["datum"]), "bedrag": Decimal(gelezen["bedrag"])}
        )
    if vergelijk is not None:
        waarden["vorige"] = _vorige(rij, vergelijk)
    return PostRegel(**waarden)


def _vorige(rij: dict[str, Any], vergelijk: date) -> Bedragen:
    """Before it was adopted a begroting did not exist: then everything is new."""
    vastgesteld_op = rij["vastgesteld_op_"]
    if vastgesteld_op is None or vastgesteld_op > vergelijk:
        return Bedragen()
    gewijzigd, verplicht, besteed, verwacht = (rij[f"vorige_{naam}_"] for naam in VORIGE)
    return Bedragen(som_of_niets((rij["vastgesteld_"], gewijzigd)), verplicht, besteed, verwacht)


def als_json(overzicht: BegrotingOverzicht) -> dict[str, Any]:
    """Amounts as text with two decimals (agreed surface: ontwerp §5)."""
    return {
        "plan": overzicht.plan,
        "peildatum": overzicht.peildatum.isoformat(),
        "jaren": {str(jaar): _jaar_als_json(begroting) for jaar, begroting in overzicht.per_jaar.items()},
    }


def _jaar(begroting: Begroting, rijen: list[PostRegel]) -> JaarOverzicht:
    return JaarOverzicht(
        id=begroting.pk,
        jaar=begroting.jaar,
        vastgesteld_op=begroting.vastgesteld_op,
        status=BegrotingStatus(begroting.status),
        onvoorzien_percentage=begroting.onvoorzien_percentage,
        posten=tuple(rij for rij in rijen if rij.jaar == begroting.jaar),
        dekkingen=tuple(
            DekkingRegel(**{**rij, "bedrag": Decimal(rij["bedrag"]), "van": rij["van"] or ""})
            for rij in begroting.dekkingen_json
        ),
    )


def _jaar_als_json(jaar: JaarOverzicht) -> dict[str, Any]:
    lopend = jaar.lopend
    return {
        "posten": [
            {
                "naam": p.naam,
                "actie": p.actie,
                "leefgebied": p.leefgebied,
                "bedrag": _tekst(p.begroot),
                "verplicht": _tekst(p.verplicht),
                "besteed": _tekst(p.besteed),
                "verwacht": _tekst(p.verwacht),
            }
            for p in jaar.posten
        ],
        "som_posten": _tekst(jaar.som_posten),
        "onvoorzien": _tekst(jaar.onvoorzien),
        "totaal": _tekst(jaar.totaal),
        "dekking": _tekst(jaar.dekking),
        "ruimte": _tekst(jaar.ruimte),
        "tekort": _tekst(jaar.tekort),
        "benutting": _tekst(jaar.benutting),
        "verplicht": _tekst(jaar.plantabel.verplicht),
        "besteed": _tekst(jaar.plantabel.besteed),
        "verwacht": _tekst(jaar.plantabel.verwacht),
        "lopend": {
            "posten": [{"naam": p.naam, "actie": p.actie, "kosten": _tekst(p.kosten_lopend)} for p in lopend.posten],
            "kosten": _tekst(lopend.kosten),
            "in_plantabel": _tekst(lopend.in_plantabel),
            "dekking": _tekst(lopend.dekking),
            "tekort": _tekst(lopend.tekort),
        },
    }


def _tekst(getal: Decimal | None) -> str | None:
    return None if getal is None else str(getal)
