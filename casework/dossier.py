"""What the page of one huishouden shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from casework.daglijst import laatste_in_woorden, naam_van
from casework.enums import ContactUitkomst, Trede
from casework.models import Contactmoment, Inwoner, Niveau, Notitie, Overdracht, Taak, Waakvlam
from casework.overdrachten import overdracht_in_woorden
from zwijndrecht_portal.core.opmaak import datum, datum_lang, over_dagen, tijdstip

PER_KEER = 50
ICOON = {
    ContactUitkomst.GESPROKEN: "vink",
    ContactUitkomst.GEZIEN: "vink",
    ContactUitkomst.GEEN_GEHOOR: "streep",
    ContactUitkomst.SIGNAAL: "let_op",
}


@dataclass(frozen=True, slots=True)
class ContactRegel:
    """One contact in the timeline."""

    titel: str
    wanneer: str
    wie: str
    notities: list[str]
    icoon: str


@dataclass(frozen=True, slots=True)
class Dossier:
    naam: str
    feiten: list[tuple[str, str]]
    inwoners: list[Inwoner]
    taken: list[Taak]
    ladder: list[str]  # every step in words, newest first
    overdracht: Overdracht | None  # the offer that waits
    overdracht_tekst: str
    contacten: list[ContactRegel]
    ouder_dan: int | None  # the contact after which the timeline goes on; None at its end


def lees_dossier(huishouden: Any, vandaag: date, *, voor: Contactmoment | None = None) -> Dossier:
    """`huishouden` was read with `for_dossier`. `voor`: go on with the contacts before this one."""
    contacten = Contactmoment.objects.filter(huishouden=huishouden).for_tijdlijn()
    if voor is not None:
        contacten = contacten.voor(voor)
    rijen = list(contacten[: PER_KEER + 1])
    overdracht = Overdracht.objects.open().filter(huishouden=huishouden).select_related("naar").first()
    stappen = Niveau.objects.filter(huishouden=huishouden).select_related("door", "leefgebied").order_by("-geldig")
    taken = Taak.objects.open().filter(huishouden=huishouden).select_related("voor").order_by("uiterlijk", "pk")
    return Dossier(
        naam=naam_van(huishouden),
        feiten=_feiten(huishouden, vandaag),
        inwoners=list(Inwoner.objects.filter(huishouden=huishouden).order_by("is_naaste", "is_kind", "pk")),
        taken=list(taken),
        ladder=[_stap(niveau) for niveau in stappen],
        overdracht=overdracht,
        overdracht_tekst=overdracht_in_woorden(overdracht) if overdracht else "",
        contacten=[_regel(contact) for contact in rijen[:PER_KEER]],
        ouder_dan=rijen[PER_KEER - 1].pk if len(rijen) > PER_KEER else None,
    )


def _feiten(huishouden: Any, vandaag: date) -> list[tuple[str, str]]:
    stand, niveau = huishouden.contactstand, "Nog niet bepaald"
    laatste = (stand.laatste_contact, stand.laatste_uitkomst, stand.laatste_vorm, stand.missers)
    if huishouden.trede is not None:
        niveau = f"{Trede(huishouden.trede).label}, sinds {datum_lang(huishouden.trede_periode.lower)}"
    feiten = [
        ("Regisseur", str(huishouden.regisseur or "Niemand heeft nu de regie")),
        ("Niveau", niveau),
        ("Laatste contact", laatste_in_woorden(*laatste, vandaag)),
    ]
    if stand.waakvlam is not None:
        waakvlam = stand.waakvlam
        feiten += [
            ("Volgende contact", over_dagen(stand.uiterlijk, vandaag).capitalize()),
            ("Waakvlam", f"{waakvlam.naam_of_rol} ({waakvlam.get_soort_display().lower()})"),
            ("Ritme", _ritme(waakvlam)),
            ("Kijkt mee", str(waakvlam.coordinator or "Nog niemand")),
        ]
    return [
        *feiten,
        ("Buurt", huishouden.buurt.naam),
        ("Grondslag", huishouden.get_grondslag_display()),
        ("Waarvoor", huishouden.get_doel_display()),
        ("Geopend op", datum(huishouden.geopend_op)),
        *([("Gesloten op", datum(huishouden.gesloten_op))] if huishouden.gesloten_op else []),
    ]


def _ritme(waakvlam: Waakvlam) -> str:
    if waakvlam.interval_dagen is None:
        return waakvlam.ritmeprofiel.naam
    return f"Eigen ritme: elke {waakvlam.interval_dagen} dagen ({waakvlam.reden})"


def _stap(niveau: Niveau) -> str:
    """ "14 november 2026: Waakvlam. Het gaat goed. (Wonen, Fatima Bouali)"."""
    wie = ", ".join(deel for deel in (str(niveau.leefgebied or ""), niveau.door.naam) if deel)
    waarom = f" {niveau.reden}" if niveau.reden else ""
    return f"{datum_lang(niveau.geldig.lower)}: {niveau.get_trede_display()}.{waarom} ({wie})"


def _regel(contact: Any) -> ContactRegel:
    titel = f"{contact.get_uitkomst_display()} ({contact.get_vorm_display().lower()})"
    achteraf = timezone.localdate(contact.gelogd_op) != timezone.localdate(contact.moment)
    return ContactRegel(
        titel=f"{titel}, ongedaan gemaakt" if contact.is_herroepen else titel,
        wanneer=datum(contact.moment) if achteraf else tijdstip(contact.moment),
        wie=contact.door.naam,
        notities=[_notitie(notitie) for notitie in contact.notities.all()],
        icoon="kruis" if contact.is_herroepen else ICOON[contact.uitkomst],
    )


def _notitie(notitie: Notitie) -> str:
    return f"Gevoelig, over {notitie.over.roepnaam}: {notitie.tekst}" if notitie.over else notitie.tekst
