"""Mijn dag: which huishoudens wait for contact, why, and what a card says about it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from casework.bandbreedte import Bandbreedte
from casework.belasting import lees_bandbreedte
from casework.enums import ContactUitkomst, Contactvorm, Daggroep
from casework.models import Contactmoment, Contactstand, Huishouden
from casework.services.contacten import HERROEPBAAR
from zwijndrecht_portal.core.opmaak import MAANDEN, NBSP, WEEKDAGEN, dagen_geleden, getal, over_dagen

PER_PAGINA = 100


class Filters(Protocol):
    """What someone chose on the page."""

    def apply(self, huishoudens: Any) -> Any: ...


TOON = {Daggroep.SIGNAAL: "fout", Daggroep.TE_LAAT: "let_op", Daggroep.DEZE_WEEK: "bezig", Daggroep.REST: "rustig"}


@dataclass(frozen=True, slots=True)
class Kaart:
    """One huishouden on the day list. `sleutel` is new for each card that is drawn: the client key of a tap."""

    id: int
    url: str
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


def lees_daglijst(
    gebruiker: Any, vandaag: date, *, pagina: int = 1, gelogd: int | None = None, filters: Filters | None = None
) -> Daglijst:
    """
    One page of the day list (the first when there are fewer), one row per huishouden however many contacts.

    `gelogd`: the contact that this person just logged without JavaScript; its card comes first, folded.
    """
    begin = (pagina - 1) * PER_PAGINA
    huishoudens: Any = Huishouden.objects.werk_van(gebruiker)
    if filters:
        huishoudens = filters.apply(huishoudens)
    lijst = huishoudens.for_kaart(vandaag).with_totalen().op_volgorde()
    rijen = list(lijst[begin : begin + PER_PAGINA])
    if not rijen and pagina > 1:
        return lees_daglijst(gebruiker, vandaag, gelogd=gelogd, filters=filters)
    totaal, te_doen = rijen[0][-2:] if rijen else (0, 0)
    vorige = lees_gelogd(gebruiker, gelogd) if gelogd else None
    return Daglijst(
        kop=f"{_dag_in_woorden(vandaag)}{NBSP}- {te_doen}{NBSP}te{NBSP}doen",
        kaarten=_maak_kaarten([rij for rij in rijen if vorige is None or rij.pk != vorige.id], gebruiker, vandaag),
        totaal=totaal,
        pagina=pagina,
        bandbreedte=lees_bandbreedte(gebruiker, vandaag),
        gelogd=vorige,
    )


def lees_kaart(gebruiker: Any, huishouden_id: int, vandaag: date) -> Kaart:
    """One card anew."""
    rij = Huishouden.objects.filter(pk=huishouden_id).for_kaart(vandaag).get()
    return _maak_kaarten([rij], gebruiker, vandaag)[0]


def lees_gelogd(gebruiker: Any, contact_id: int) -> GelogdeKaart | None:
    """The folded card of a contact that this person logged and did not take back; None for any other."""
    contacten = Contactmoment.objects.visible_to(gebruiker).geldig().filter(pk=contact_id, door=gebruiker)
    contact = contacten.first()
    if contact is None:
        return None
    huishouden = Huishouden.objects.select_related("contactstand").with_roepnamen().get(pk=contact.huishouden_id)
    return maak_gelogd(huishouden, contact, huishouden.contactstand)


def _maak_kaarten(rijen: list[Any], gebruiker: Any, vandaag: date) -> list[Kaart]:
    """`rijen` come from `for_kaart`. Who may log follows from who has the regie: asked once per regisseur."""
    een_per_regisseur = {rij.regisseur_id: rij for rij in rijen}
    mag = {pk: gebruiker.has_perm("casework.log_contact", rij) for pk, rij in een_per_regisseur.items()}
    return [_maak_kaart(rij, gebruiker, vandaag, mag_loggen=mag[rij.regisseur_id]) for rij in rijen]


def _maak_kaart(rij: Any, gebruiker: Any, vandaag: date, *, mag_loggen: bool) -> Kaart:
    plek = rij.buurt__naam
    if rij.regisseur_id != gebruiker.pk:
        plek = f"{plek} · regisseur: {rij.regisseur__naam or 'niemand'}"
    groep = Daggroep(rij.daggroep)
    return Kaart(
        id=rij.pk,
        url=f"{_begin_van_url()}{rij.pk}/",
        naam=naam_van(rij),
        plek=plek,
        reden=_reden(groep, rij, vandaag),
        toon=TOON[groep],
        laatste=laatste_in_woorden(
            rij.contactstand__laatste_contact,
            rij.contactstand__laatste_uitkomst,
            rij.contactstand__laatste_vorm,
            rij.contactstand__missers,
            vandaag,
        ),
        heeft_signaal=groep == Daggroep.SIGNAAL,
        mag_loggen=mag_loggen,
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


def laatste_in_woorden(moment: datetime | None, uitkomst: str, vorm: str, missers: int, vandaag: date) -> str:
    """ "3 weken geleden gesproken (telefoon), daarna 2 keer geen gehoor"."""
    if moment is None:
        laatste, daarna = "Nog geen contact", "wel"
    else:
        hoe = f"{ContactUitkomst(uitkomst).label} ({Contactvorm(vorm).label})".lower()
        laatste, daarna = f"{dagen_geleden(moment, vandaag).capitalize()} {hoe}", "daarna"
    return f"{laatste}, {daarna} {missers} keer geen gehoor" if missers else laatste


@cache
def _begin_van_url() -> str:
    """Of the page of any huishouden: `reverse` for each card took a fifth of the page."""
    return reverse("casework:huishouden_detail", args=[0]).removesuffix("0/")


def _reden(groep: Daggroep, rij: Any, vandaag: date) -> str:
    uiterlijk = rij.contactstand__uiterlijk
    if groep == Daggroep.SIGNAAL:
        return f"Signaal, {dagen_geleden(rij.contactstand__signaal_op, vandaag)}"
    if uiterlijk is None:
        return "Geen vast ritme"
    if groep == Daggroep.TE_LAAT:
        return over_dagen(rij.contactstand__grens, vandaag)
    if groep == Daggroep.DEZE_WEEK:
        return "Aan de beurt" if uiterlijk < vandaag else f"Deze week, {over_dagen(uiterlijk, vandaag)}"
    return over_dagen(uiterlijk, vandaag).capitalize()


def _dag_in_woorden(dag: date) -> str:
    return f"{WEEKDAGEN[dag.weekday()].capitalize()} {dag.day}{NBSP}{MAANDEN[dag.month - 1]}"
