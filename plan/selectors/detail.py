"""One actie with everything that happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plan.bronnen import GeldStand, KwaliteitStand
from plan.models import Aandachtspunt, Actie, ActieStand, Betrokkene, MijlpaalStand, Voortgangsmelding
from plan.selectors.regels import ActieRegel, lees_acties, trekker_tekst
from zwijndrecht_portal.core.opmaak import datum_lang
from zwijndrecht_portal.core.peildatum import einde_van


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One line of the timeline."""

    moment: datetime
    titel: str
    wie: str
    tekst: str = ""
    icoon: str = ""

    @property
    def wanneer(self) -> str:
        return datum_lang(self.moment)


@dataclass(frozen=True, slots=True)
class ActieDetail:
    """Everything the page of one actie shows, as it stood on the peildatum."""

    regel: ActieRegel
    laatste_melding: Voortgangsmelding | None
    betrokkenen: list[Betrokkene]
    opgaven: list[str]
    ambities: list[str]
    aandachtspunten: list[Aandachtspunt]
    tijdlijn: list[Gebeurtenis]

    @property
    def geld(self) -> GeldStand:
        return self.regel.geld

    @property
    def kwaliteit(self) -> KwaliteitStand:
        return self.regel.kwaliteit

    @property
    def jaren(self) -> tuple[int, int]:
        """First and last year of the quarter strip: at most four years, from the first period on."""
        perioden = [p for m in self.regel.mijlpalen for p in (m.vastgesteld, m.periode) if p]
        eerste = min((p.van.year for p in perioden), default=self.regel.peildatum.year)
        laatste = max((p.tot.year for p in perioden), default=eerste)
        return eerste, min(max(laatste, eerste + 2), eerste + 3)


def actie_detail(actie: Actie, peildatum: date) -> ActieDetail:
    """One actie with its history up to the peildatum; LookupError when it did not exist yet."""
    regels = lees_acties(Actie.objects.filter(pk=actie.pk).op_peildatum(peildatum), peildatum)
    if not regels:
        raise LookupError("Deze actie bestond nog niet op die datum.")
    moment = einde_van(peildatum)
    meldingen = list(actie.meldingen.tot_en_met(peildatum).select_related("door").order_by("-gemeld_op"))
    betrokkenen = actie.betrokkenen.op(moment).select_related("organisatie").order_by("organisatie__naam")
    return ActieDetail(
        regel=regels[0],
        laatste_melding=meldingen[0] if meldingen else None,
        betrokkenen=list(betrokkenen),
        opgaven=list(actie.opgaven.order_by("volgorde").values_list("naam", flat=True)),
        ambities=list(actie.ambities.order_by("volgorde").values_list("naam", flat=True)),
        aandachtspunten=list(actie.aandachtspunten.open(peildatum).order_by("code")),
        tijdlijn=_tijdlijn(actie, meldingen, moment),
    )


def _tijdlijn(actie: Actie, meldingen: list[Voortgangsmelding], moment: datetime) -> list[Gebeurtenis]:
    """Every melding, moved or reached mijlpaal and changed status or trekker, newest first."""
    regels = [
        Gebeurtenis(m.gemeld_op, f"Voortgang gemeld: {m.percentage}%", m.door.naam, m.toelichting, "vink")
        for m in meldingen
    ]
    standen = ActieStand.objects.filter(actie=actie, geldig__startswith__lte=moment)
    standen = standen.select_related("trekker", "trekker_organisatie", "door").order_by("geldig")
    vorige = None
    for stand in standen:
        regels.append(Gebeurtenis(stand.geldig.lower, _titel_stand(stand, vorige), _wie(stand), stand.reden))
        vorige = stand
    mijlpaalstanden = MijlpaalStand.objects.filter(mijlpaal__actie=actie, geldig__startswith__lte=moment)
    eerdere: dict[int, MijlpaalStand] = {}
    for mstand in mijlpaalstanden.select_related("mijlpaal", "door").order_by("geldig"):
        if (eerder := eerdere.get(mstand.mijlpaal_id)) is not None:
            titel = _titel_mijlpaalstand(mstand, eerder)
            regels.append(Gebeurtenis(mstand.geldig.lower, titel, _wie(mstand), mstand.reden, "bezig"))
        eerdere[mstand.mijlpaal_id] = mstand
    return sorted(regels, key=lambda regel: regel.moment, reverse=True)


def _wie(stand: Any) -> str:
    return stand.door.naam if stand.door else "Uit het plan"


def _titel_stand(stand: ActieStand, vorige: ActieStand | None) -> str:
    if vorige is None:
        return f"Actie opgenomen als {stand.get_status_display().lower()}"
    if stand.status != vorige.status:
        return f"Status: van {vorige.get_status_display().lower()} naar {stand.get_status_display().lower()}"
    organisatie = stand.trekker_organisatie.naam if stand.trekker_organisatie else None
    persoon = stand.trekker.naam if stand.trekker else None
    return f"Trekker: {trekker_tekst(organisatie, persoon, stand.trekker_tekst) or 'geen'}"


def _titel_mijlpaalstand(stand: MijlpaalStand, vorige: MijlpaalStand) -> str:
    naam = stand.mijlpaal.naam
    if stand.gerealiseerd_op and not vorige.gerealiseerd_op:
        return f"Mijlpaal gehaald: {naam}"
    if vorige.gerealiseerd_op and not stand.gerealiseerd_op:
        return f"Mijlpaal weer open: {naam}"
    van = vorige.periode_tekst or "onbekend"
    return f"Mijlpaal verschoven: {naam}, van {van} naar {stand.periode_tekst or 'onbekend'}"
