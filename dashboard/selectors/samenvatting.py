"""How a plan stands, in sentences. The dashboard opens with the first one, the report with all of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.rapport import Geld
from plan.enums import AandachtspuntErnst, ActieStatus, Verversing
from plan.selectors import AandachtspuntRegel, ActieRegel
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import datum, euro, meervoud


def meetellend(acties: Sequence[ActieRegel]) -> list[ActieRegel]:
    """What counts: everything but vervallen (the same rule as the figure "acties op schema")."""
    return [actie for actie in acties if actie.status != ActieStatus.VERVALLEN]


def vraagt_besluit(acties: Sequence[ActieRegel]) -> list[ActieRegel]:
    """Acties of which a computed light is red, in the order in which they came."""
    return [actie for actie in acties if actie.lichten.zwaarste() == Licht.ROOD]


def op_schema_zin(acties: Sequence[ActieRegel]) -> str:
    """ "7 van de 11 acties liggen op schema." """
    totaal = len(acties)
    op_schema = sum(actie.lichten.tijd.licht == Licht.GROEN for actie in acties)
    if not totaal:
        return "Op deze datum waren er nog geen acties."
    werkwoord = "ligt" if op_schema <= 1 else "liggen"
    return f"{op_schema or 'Geen'} van de {meervoud(totaal, 'actie', 'acties')} {werkwoord} op schema."


def vat_samen(
    acties: Sequence[ActieRegel], geld: Geld | None, punten: Sequence[AandachtspuntRegel], peildatum: date
) -> tuple[str, ...]:
    """The whole in a few sentences, each computed."""
    zinnen = (
        f"{op_schema_zin(acties)} {_andere_lichten(acties)}",
        _mijlpalen(acties, peildatum),
        _voortgang(acties, peildatum),
        _geld(geld),
        _punten(punten),
    )
    return tuple(zin.strip() for zin in zinnen if zin.strip())


def _andere_lichten(acties: Sequence[ActieRegel]) -> str:
    aantal = Counter(actie.lichten.tijd.licht for actie in acties)
    delen = []
    if rood := aantal[Licht.ROOD]:
        delen.append(f"{rood} {'loopt' if rood == 1 else 'lopen'} achter")
    if oranje := aantal[Licht.ORANJE]:
        delen.append(f"{oranje} {'vraagt' if oranje == 1 else 'vragen'} aandacht")
    if onbekend := aantal[Licht.ONBEKEND]:
        delen.append(f"van {onbekend} noemt de bron geen leesbare planning")
    return f"{_opsomming(delen)[:1].upper()}{_opsomming(delen)[1:]}." if delen else ""


def _mijlpalen(acties: Sequence[ActieRegel], peildatum: date) -> str:
    mijlpalen = [mijlpaal for actie in acties for mijlpaal in actie.mijlpalen]
    if not mijlpalen:
        return ""
    gehaald = sum(mijlpaal.is_gehaald(peildatum) for mijlpaal in mijlpalen)
    te_laat = sum(mijlpaal.is_te_laat(peildatum) for mijlpaal in mijlpalen)
    verschoven = sum(mijlpaal.slip > 0 for mijlpaal in mijlpalen)
    return (
        f"Van de {meervoud(len(mijlpalen), 'mijlpaal', 'mijlpalen')} {_zijn(gehaald)} {gehaald or 'nog geen enkele'} "
        f"gehaald en {_zijn(te_laat)} {te_laat or 'er geen'} te laat. "
        f"{verschoven or 'Geen enkele'} {'staat' if verschoven <= 1 else 'staan'} later gepland dan vastgesteld."
    )


def _voortgang(acties: Sequence[ActieRegel], peildatum: date) -> str:
    nooit = sum(actie.verversing == Verversing.ONBEKEND for actie in acties)
    vers = sum(actie.verversing == Verversing.VERS for actie in acties)
    if not acties:
        return ""
    if nooit == len(acties):
        return f"Over geen enkele actie is tot en met {datum(peildatum)} voortgang gemeld."
    over = f"Over {vers or 'geen enkele'} {'actie' if vers <= 1 else 'acties'} is pas nog voortgang gemeld"
    return f"{over}; over {nooit} nog nooit." if nooit else f"{over}."


def _geld(geld: Geld | None) -> str:
    if geld is None:
        return "Voor dit plan is geen begroting vastgesteld."
    delen = [f"voor {jaar} {euro(bedrag or 0)}" for jaar, bedrag in zip(geld.jaren, geld.totaal.bedragen, strict=True)]
    tekort = [
        f"{euro(bedrag)} in {jaar}" for jaar, bedrag in zip(geld.jaren, geld.tekort.bedragen, strict=True) if bedrag
    ]
    slot = f"Nog zonder dekking: {_opsomming(tekort)}." if tekort else "De dekking is genoeg voor het hele plan."
    return f"Begroot is {_opsomming(delen)}. {slot}"


def _punten(punten: Sequence[AandachtspuntRegel]) -> str:
    if not punten:
        return "Er staan geen aandachtspunten uit de bron meer open."
    hoog = sum(punt.ernst == AandachtspuntErnst.HOOG for punt in punten)
    staan = "staat" if len(punten) == 1 else "staan"
    aantal = meervoud(len(punten), "aandachtspunt", "aandachtspunten")
    ernstig = f", waarvan {hoog} met hoge ernst" if hoog else ""
    return f"Er {staan} nog {aantal} uit de bron open{ernstig}."


def _zijn(aantal: int) -> str:
    return "is" if aantal <= 1 else "zijn"


def _opsomming(delen: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}" if delen else ""
