"""Mijn dag: which huishoudens wait for contact, why, and what a card says about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db.models import Count, Q
from django.utils import timezone

from casework.enums import ContactUitkomst, Daggroep
from casework.models import Contactmoment, Contactstand, Huishouden
from casework.services.contacten import HERROEPBAAR
from zwijndrecht_portal.core.opmaak import MAANDEN, NBSP, WEEKDAGEN, dagen_geleden, getal, over_dagen

PER_PAGINA = 100
BANDBREEDTE_PER_FTE = (50, 100)
FTE = Decimal("1.0")  # for everyone, until the portal knows who works how many hours

TOON = {Daggroep.SIGNAAL: "fout", Daggroep.TE_LAAT: "let_op", Daggroep.DEZE_WEEK: "bezig", Daggroep.REST: "rustig"}


@dataclass(frozen=True, slots=True)
class Kaart:
    """One huishouden on the day list. `sleutel` is new for each card that is drawn: the client key of a tap."""

    id: int
    naam: str
    plek: str
    reden: str
    toon: str
    laatste: str
    heeft_signaal: bool
    mag_loggen: bool
    sleutel: str


@dataclass(frozen=True, slots=True)
class GelogdeKaart:
    """The card right after a tap: what was logged, when the next contact is due, and the way back."""

    id: int
    naam: str
    contact_id: int
    gelogd: str
    volgende: str
    is_herroepbaar: bool


@dataclass(frozen=True, slots=True)
class Bandbreedte:
    """How many waakvlammen someone has, against what the hours allow."""

    waakvlammen: int
    laagste: int
    hoogste: int

    @property
    def tekst(self) -> str:
        return f"{self.waakvlammen} van {self.laagste}-{self.hoogste} bij {getal(FTE, 1)} fte"

    @property
    def oordeel(self) -> str:
        if self.waakvlammen < self.laagste:
            return "Er is ruimte voor meer waakvlammen."
        return "Dit past bij de uren." if self.waakvlammen <= self.hoogste else "Dit is meer dan bij de uren past."

    @property
    def schaal(self) -> int:
        """Where the drawn bar ends."""
        return max(self.hoogste * 6 // 5, self.waakvlammen)


@dataclass(frozen=True, slots=True)
class Daglijst:
    kop: str
    kaarten: list[Kaart]
    totaal: int
    pagina: int
    bandbreedte: Bandbreedte
    gelogd: GelogdeKaart | None

    @property
    def paginas(self) -> int:
        return max(1, -(-self.totaal // PER_PAGINA))

    @property
    def paginatekst(self) -> str:
        return f"Pagina {self.pagina} van {self.paginas}, {getal(self.totaal)} huishoudens"


def lees_daglijst(gebruiker: Any, vandaag: date, *, pagina: int = 1, gelogd: int | None = None) -> Daglijst:
    """
    One page of the day list (the last one when there are fewer), one row per huishouden however many contacts.

    `gelogd`: the contact that this person just logged without JavaScript; its card comes first, folded.
    """
    zichtbaar = Huishouden.objects.visible_to(gebruiker).with_daggroep(vandaag)
    aantallen = zichtbaar.aggregate(
        totaal=Count("pk"),
        te_doen=Count("pk", filter=Q(daggroep__lt=Daggroep.REST)),
        waakvlammen=Count("contactstand__waakvlam"),
    )
    vorige = lees_gelogd(gebruiker, gelogd) if gelogd else None
    pagina = min(pagina, max(1, -(-aantallen["totaal"] // PER_PAGINA)))
    begin = (pagina - 1) * PER_PAGINA
    rijen = Huishouden.objects.visible_to(gebruiker).for_kaart(vandaag).op_volgorde()[begin : begin + PER_PAGINA]
    laagste, hoogste = (int(grens * FTE) for grens in BANDBREEDTE_PER_FTE)
    return Daglijst(
        kop=f"{_dag_in_woorden(vandaag)} - {aantallen['te_doen']}{NBSP}te{NBSP}doen",
        kaarten=[maak_kaart(h, gebruiker, vandaag) for h in rijen if vorige is None or h.pk != vorige.id],
        totaal=aantallen["totaal"],
        pagina=pagina,
        bandbreedte=Bandbreedte(aantallen["waakvlammen"], laagste, hoogste),
        gelogd=vorige,
    )


def lees_kaart(gebruiker: Any, huishouden_id: int, vandaag: date) -> Kaart:
    """One card anew."""
    return maak_kaart(Huishouden.objects.for_kaart(vandaag).get(pk=huishouden_id), gebruiker, vandaag)


def lees_gelogd(gebruiker: Any, contact_id: int) -> GelogdeKaart | None:
    """The folded card of a contact that this person logged and did not take back; None for any other."""
    contacten = Contactmoment.objects.visible_to(gebruiker).geldig().filter(pk=contact_id, door=gebruiker)
    contact = contacten.first()
    if contact is None:
        return None
    huishouden = Huishouden.objects.select_related("contactstand").with_roepnamen().get(pk=contact.huishouden_id)
    return maak_gelogd(huishouden, contact, huishouden.contactstand)


def maak_kaart(huishouden: Any, gebruiker: Any, vandaag: date) -> Kaart:
    """`huishouden` was read with `for_kaart`."""
    plek = huishouden.buurt.naam
    if huishouden.regisseur_id != gebruiker.pk:
        plek = f"{plek} · regisseur: {huishouden.regisseur or 'niemand'}"
    groep = Daggroep(huishouden.daggroep)
    return Kaart(
        id=huishouden.pk,
        naam=naam_van(huishouden),
        plek=plek,
        reden=_reden(groep, huishouden.contactstand, huishouden.signaal_op, vandaag),
        toon=TOON[groep],
        laatste=laatste_in_woorden(huishouden.contactstand, vandaag),
        heeft_signaal=groep == Daggroep.SIGNAAL,
        mag_loggen=gebruiker.has_perm("casework.log_contact", huishouden),
        sleutel=str(uuid4()),
    )


def maak_gelogd(huishouden: Any, contact: Contactmoment, stand: Contactstand) -> GelogdeKaart:
    """`huishouden` was read with `with_roepnamen`."""
    if contact.uitkomst == ContactUitkomst.SIGNAAL:
        volgende = "Er staat een taak klaar voor vandaag"
    elif stand.uiterlijk is None:
        volgende = "Dit huishouden heeft geen vast ritme"
    else:
        volgende = f"Volgende contact {over_dagen(stand.uiterlijk, timezone.localdate())}"
    return GelogdeKaart(
        id=huishouden.pk,
        naam=naam_van(huishouden),
        contact_id=contact.pk,
        gelogd=f"Gelogd: {contact.get_uitkomst_display().lower()}",
        volgende=volgende,
        is_herroepbaar=timezone.now() - contact.gelogd_op <= HERROEPBAAR,
    )


def naam_van(huishouden: Any) -> str:
    """HH-2026-0042 · Fatima en Joris"""
    return " · ".join(deel for deel in (huishouden.pseudoniem, " en ".join(huishouden.roepnamen)) if deel)


def laatste_in_woorden(stand: Contactstand, vandaag: date) -> str:
    """ "3 weken geleden gesproken (telefoon), daarna 2 keer geen gehoor"."""
    if stand.laatste_contact is None:
        laatste, daarna = "Nog geen contact", ", wel"
    else:
        geleden = dagen_geleden(stand.laatste_contact, vandaag).capitalize()
        uitkomst, vorm = stand.get_laatste_uitkomst_display().lower(), stand.get_laatste_vorm_display().lower()
        laatste, daarna = f"{geleden} {uitkomst} ({vorm})", ", daarna"
    return f"{laatste}{daarna} {stand.missers} keer geen gehoor" if stand.missers else laatste


def _reden(groep: Daggroep, stand: Contactstand, signaal_op: date | None, vandaag: date) -> str:
    match groep:
        case Daggroep.SIGNAAL:
            return f"Signaal, {dagen_geleden(signaal_op, vandaag)}"
        case Daggroep.TE_LAAT:
            return over_dagen(stand.grens, vandaag)
        case Daggroep.DEZE_WEEK if stand.uiterlijk < vandaag:
            return "Aan de beurt"
        case Daggroep.DEZE_WEEK:
            return f"Deze week, {over_dagen(stand.uiterlijk, vandaag)}"
    return "Geen vast ritme" if stand.uiterlijk is None else over_dagen(stand.uiterlijk, vandaag).capitalize()


def _dag_in_woorden(dag: date) -> str:
    return f"{WEEKDAGEN[dag.weekday()].capitalize()} {dag.day}{NBSP}{MAANDEN[dag.month - 1]}"
