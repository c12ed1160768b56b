"""
What other apps may know about huishoudens: counts that cannot be traced to one, per peildatum.

The counts come from functions in the database that return nothing else, so they are the same for every reader
(docs/adr/0003). They read dated rows and the derived states, never the contacts: what it costs does not grow with them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import BigIntegerField

from casework.bandbreedte import Bandbreedte, gewicht_per_trede
from casework.enums import Trede
from casework.models import Bewaartermijn
from zwijndrecht_portal.core.cohorten import Cohort, maak_cohorten
from zwijndrecht_portal.core.indicatoren import Bewaring, Telbron, Telrijen, Uitkomst, tel
from zwijndrecht_portal.core.models import Gebied, Leefgebied
from zwijndrecht_portal.core.onherleidbaar import TOTAAL, Telling, aandeel, beveilig_kruistabel, onherleidbaar
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.privacy import Bewaarregel


@dataclass(frozen=True, slots=True)
class Gevonden:
    """That a dossier exists, and under which name; nothing of what is in it."""

    id: int
    pseudoniem: str


def _telbron(naam: str, functie: str, kolommen: str = "geheel, deel", bewaard: Bewaring = Bewaring.DAG) -> Telbron:
    vraag = f"select dag, {kolommen} from {functie}(%(dagen)s::date[], %(momenten)s::timestamptz[])"  # noqa: S608
    return Telbron(naam, vraag, bewaard=bewaard)


WAAKVLAMMEN = _telbron("waakvlammen", "casework_tel_waakvlammen")
EEN_PLAN = _telbron("een plan een regisseur", "casework_tel_een_plan_een_regisseur")
AFGESCHAALD = _telbron("afgeschaald", "casework_tel_afgeschaald")
OPGESCHAALD = _telbron("opgeschaald", "casework_tel_opgeschaald", "aantal, mediaan")
BUURTCIRKELS = _telbron("buurtcirkels", "casework_tel_buurtcirkels", "cirkels, deelnemers")
CASELOAD = _telbron("caseload", "casework_tel_caseload", "trede, aantal, fte")
STAPPEN = Telbron(
    "stappen", "select dag, omhoog, omlaag from casework_tel_stappen(%(dagen)s::date[])", bewaard=Bewaring.DAG
)
HUISHOUDENS = _telbron(
    "huishoudens", "casework_tel_huishoudens", "buurt, trede, vrijwillig, aantal", bewaard=Bewaring.KWARTAAL
)
DOELEN = _telbron("doelen", "casework_tel_doelen", "leefgebied, aantal", bewaard=Bewaring.KWARTAAL)
DOSSIERBRONNEN = (WAAKVLAMMEN, EEN_PLAN, AFGESCHAALD, OPGESCHAALD, CASELOAD, STAPPEN, HUISHOUDENS, DOELEN)


def geheel_als_aantal(rijen: Telrijen) -> Uitkomst:
    """The count of one day, secret when it is small."""
    return _aantal(rijen[0]["geheel"])


def deel_als_aandeel(rijen: Telrijen) -> Uitkomst:
    """The share of one day, secret when the part or the rest is small."""
    return _aandeel(teller=rijen[0]["deel"], noemer=rijen[0]["geheel"])


def stap_omhoog(rijen: Telrijen) -> Uitkomst:
    """Huishoudens that stepped up in the last quarter that was over."""
    return _aantal(rijen[0]["omhoog"])


def stap_omlaag(rijen: Telrijen) -> Uitkomst:
    """Huishoudens that stepped down in the last quarter that was over."""
    return _aantal(rijen[0]["omlaag"])


def dagen_na_signaal(rijen: Telrijen) -> Uitkomst:
    """Median days from signal to step up, over the steps of the past year that followed a signal; secret when few."""
    aantal, mediaan = rijen[0]["aantal"], rijen[0]["mediaan"]
    if aantal and onherleidbaar(aantal) is None:
        return Uitkomst(None, geheim=True)
    return Uitkomst(Decimal(str(mediaan)).quantize(Decimal("0.1")) if aantal else None)


def deelnemers(rijen: Telrijen) -> Uitkomst:
    """Neighbours who take part in the buurtcirkels."""
    return _aantal(rijen[0]["deelnemers"])


def cirkels(rijen: Telrijen) -> Uitkomst:
    """Buurtcirkels that run. A cirkel is a group of about ten: its number traces nobody."""
    return Uitkomst(rijen[0]["cirkels"])


def caseload_per_fte(rijen: Telrijen) -> Uitkomst:
    """What the team keeps per fte, in waakvlammen; without what volunteers keep. Unknown when no hours are known."""
    aantal = sum(rij["aantal"] for rij in rijen)
    if not aantal or not rijen[0]["fte"]:
        return Uitkomst(None)
    if onherleidbaar(aantal) is None:
        return Uitkomst(None, geheim=True)
    gewicht = gewicht_per_trede()
    belasting = sum(gewicht[Trede(rij["trede"])] * rij["aantal"] for rij in rijen)
    return Uitkomst(Bandbreedte(belasting, Decimal(rijen[0]["fte"])).per_fte)


def zoek_dossier(*, pk: int | None = None, pseudoniem: str = "") -> Gevonden | None:
    """The dossier with this number or name, also for who does not see it: to ask for a reason, and to log that."""
    if pk is not None and pk > BigIntegerField.MAX_BIGINT:  # a number that somebody typed in the address bar
        return None
    with connection.cursor() as cursor:
        cursor.execute("select id, pseudoniem from casework_zoek_dossier(%s, %s)", [pk, pseudoniem])
        rij = cursor.fetchone()
    return Gevonden(*rij) if rij else None


def te_vernietigen(vandaag: date) -> list[tuple[int, str]]:
    """Number and grondslag of each dossier whose term is over and that no bewaarstop keeps."""
    with connection.cursor() as cursor:
        cursor.execute("select id, grondslag from casework_te_vernietigen(%s)", [vandaag])
        return cursor.fetchall()


def bewaarregels() -> list[Bewaarregel]:
    """The terms as they are set, for the privacy papers; the newest of each grondslag holds."""
    rijen = Bewaartermijn.objects.order_by("grondslag", "-geldig_van").distinct("grondslag")
    return [
        Bewaarregel(
            f"Dossier op grond van {rij.get_grondslag_display()}", rij.duur, "het sluiten van het dossier", rij.bron,
            "`vernietig_dossiers`, na een besluit van twee mensen en niet bij een bewaarstop",
        )
        for rij in rijen
    ]  # fmt: skip


def tijd_van(dossiers: Sequence[int]) -> tuple[date, date] | None:
    """From the first opening to the last closing of these dossiers; None when there are none."""
    with connection.cursor() as cursor:
        cursor.execute("select van, tot from casework_tijd_van_dossiers(%s)", [list(dossiers)])
        van, tot = cursor.fetchone()
    return (van, tot) if van and tot else None


def _aantal(aantal: int) -> Uitkomst:
    zichtbaar = onherleidbaar(aantal)
    return Uitkomst(zichtbaar, geheim=zichtbaar is None)


def _aandeel(*, teller: int, noemer: int) -> Uitkomst:
    """Secret when the part or the rest is a small group; its numerator and denominator then too."""
    if not noemer:
        return Uitkomst(None, teller, noemer)
    deel = aandeel(teller, noemer)
    if deel is None:
        return Uitkomst(None, geheim=True)
    return Uitkomst(deel, onherleidbaar(teller), onherleidbaar(noemer))


# --- The ladder and the caseload -------------------------------------------------------------------------------------


def huishoudens_per_wijk_en_trede(peildatum: date) -> dict[tuple[str, str], Telling]:
    """
    Active huishoudens per wijk and trede, protected as one table with its totals; a buurt without a wijk is its own.

    As it stood at the end of the last quarter that was over on the peildatum: a table for every day could be
    subtracted from the one of the day before, and then shows who came. The grand total is public as a figure of its
    own: a table that would have to hide it is empty.
    """
    gebieden = Gebied.objects.select_related("bovenliggend")
    wijken = {gebied.code: str(gebied.bovenliggend or gebied) for gebied in gebieden}
    tabel: Counter[tuple[str, str]] = Counter()
    for rij in _op_dag(HUISHOUDENS, einde_vorig_kwartaal(peildatum)):
        tabel[wijken[rij["buurt"]], Trede(rij["trede"]).label] += rij["aantal"]
    veilig = beveilig_kruistabel(tabel)
    return veilig if veilig[TOTAAL, TOTAAL] is not None else {}


def huishoudens_per_wijk(peildatum: date) -> list[tuple[str, Telling]]:
    """Cut from `huishoudens_per_wijk_en_trede`, never counted apart."""
    tabel = huishoudens_per_wijk_en_trede(peildatum)
    return sorted((wijk, aantal) for (wijk, trede), aantal in tabel.items() if trede == TOTAAL != wijk)


def huishoudens_per_trede(peildatum: date) -> list[tuple[str, Telling]]:
    """Cut from `huishoudens_per_wijk_en_trede`, never counted apart; lowest step first."""
    tabel = huishoudens_per_wijk_en_trede(peildatum)
    return [(trede.label, tabel[TOTAAL, trede.label]) for trede in Trede if (TOTAAL, trede.label) in tabel]


def huishoudens_per_leefgebied(peildatum: date) -> list[tuple[str, Telling]]:
    """
    Huishoudens with an open doel per leefgebied, at the end of the last quarter that was over.

    One huishouden may count in several, so there is no total and no count can be had by subtraction.
    """
    geteld = _op_dag(DOELEN, einde_vorig_kwartaal(peildatum))
    aantallen = {rij["leefgebied"]: rij["aantal"] for rij in geteld}
    leefgebieden = Leefgebied.objects.filter(slug__in=aantallen).order_by("volgorde")
    return [(leefgebied.naam, onherleidbaar(aantallen[leefgebied.slug])) for leefgebied in leefgebieden]


def terug_na_afschalen(peildatum: date, *, drempel: int) -> list[Cohort]:
    """
    Of the steps down in a year, the share after which the huishouden stepped up again. Safe to show. One query.

    Again is any higher trede than it stepped down to.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select jaar, maanden, afgeschaald, gevolgd, terug from casework_tel_terug_na_afschalen(%s)",
            [einde_van(peildatum)],
        )
        return maak_cohorten(cursor.fetchall(), drempel=drempel)


def einde_vorig_kwartaal(peildatum: date) -> date:
    """The last day of the last quarter that was over at the end of the peildatum; that day itself counts."""
    volgende = peildatum + timedelta(days=1)
    return date(volgende.year, (volgende.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def _op_dag(bron: Telbron, dag: date) -> Telrijen:
    return tel([bron], [dag])[bron.naam][dag]
