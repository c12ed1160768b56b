"""What changed in the money between two reports: decisions of the raad, and amounts that changed without one."""

from collections import defaultdict
from decimal import Decimal

from dashboard.enums import VeranderingErnst
from dashboard.rapport import Geld, GeldRij, Verandering, WijzigingStuk
from zwijndrecht_portal.core.opmaak import datum, euro

NUL = Decimal(0)
DEKKING = "Dekking"
Bedragen = dict[str, dict[int, Decimal]]  # per post or "Dekking", per year


def geldveranderingen(toen: Geld | None, nu: Geld | None) -> dict[str, tuple[frozenset[str], Verandering]]:
    """Per cause: the codes of the acties that it touches, and its line."""
    if nu is None or toen is None:
        return {}
    acties = {rij.naam: rij.actie for groep in nu.groepen for rij in groep.rijen}
    regels: dict[str, tuple[frozenset[str], Verandering]] = {}
    bekend = {(wijziging.jaar, wijziging.nummer) for wijziging in toen.wijzigingen}
    nieuw = [wijziging for wijziging in nu.wijzigingen if (wijziging.jaar, wijziging.nummer) not in bekend]
    for wijziging in nieuw:
        geraakt = frozenset(acties.get(regel.naam, "") for regel in wijziging.regels) - {""}
        regels[f"wijziging {wijziging.jaar} {wijziging.nummer}"] = geraakt, _wijziging(wijziging)
    was, is_nu, verklaard = _bedragen(toen), _bedragen(nu), _verklaard(nieuw)
    for naam in dict.fromkeys([*was, *is_nu]):
        per_jaar = {
            jaar: (was[naam][jaar], is_nu[naam][jaar])
            for jaar in sorted({*toen.jaren, *nu.jaren})
            if is_nu[naam][jaar] - was[naam][jaar] != verklaard[naam][jaar]
        }
        if per_jaar:
            geraakt = frozenset({acties.get(naam, "")} - {""})
            regels[f"post {naam}"] = geraakt, _post(naam, per_jaar)
    return regels


def _wijziging(wijziging: WijzigingStuk) -> Verandering:
    delen = [f"{regel.naam} {_met_teken(regel.bedrag)}" for regel in wijziging.regels]
    if wijziging.dekking:
        delen.append(f"dekking {_met_teken(wijziging.dekking)}")
    besluit = f" ({wijziging.raadsbesluit})" if wijziging.raadsbesluit else ""
    tekst = f"Wijziging {wijziging.nummer} van {datum(wijziging.datum)}{besluit}: {', '.join(delen)}."
    maat = int(max((abs(regel.bedrag) for regel in wijziging.regels), default=NUL))
    return Verandering(VeranderingErnst.GELD, f"Begroting {wijziging.jaar}", tekst, maat)


def _post(naam: str, per_jaar: dict[int, tuple[Decimal, Decimal]]) -> Verandering:
    delen = [f"{jaar} van {euro(was)} naar {euro(is_nu)}" for jaar, (was, is_nu) in per_jaar.items()]
    maat = int(max(abs(is_nu - was) for was, is_nu in per_jaar.values()))
    if naam == DEKKING:
        return Verandering(VeranderingErnst.GELD, "Dekking van het plan", f"In {', '.join(delen)}.", maat)
    return Verandering(VeranderingErnst.GELD, naam, f"Begroot voor {', '.join(delen)}.", maat)


def _met_teken(bedrag: Decimal) -> str:
    return f"{'-' if bedrag < 0 else '+'} {euro(abs(bedrag))}"


def _bedragen(geld: Geld) -> Bedragen:
    per_post: Bedragen = defaultdict(lambda: defaultdict(Decimal))
    rijen = [rij for groep in geld.groepen for rij in groep.rijen]
    dekking = [GeldRij(DEKKING, rij.bedragen) for rij in geld.dekking[:1]]
    for rij in (*rijen, *dekking):
        for jaar, bedrag in zip(geld.jaren, rij.bedragen, strict=True):
            per_post[rij.naam][jaar] += bedrag or NUL
    return per_post


def _verklaard(wijzigingen: list[WijzigingStuk]) -> Bedragen:
    """What the new decisions changed by themselves."""
    per_post: Bedragen = defaultdict(lambda: defaultdict(Decimal))
    for wijziging in wijzigingen:
        for regel in wijziging.regels:
            per_post[regel.naam][wijziging.jaar] += regel.bedrag
        per_post[DEKKING][wijziging.jaar] += wijziging.dekking
    return per_post
