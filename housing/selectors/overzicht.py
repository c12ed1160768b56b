"""Everything that the page of wonen shows first, in one go."""

from dataclasses import dataclass
from datetime import date, timedelta

from housing.enums import Dagsoort, Partij
from housing.regels.behoefte import Raming
from housing.regels.bezetting import PlekRegel
from housing.selectors.behoefte import raming_op
from housing.selectors.bezetting import VoorzieningRegel, voorzieningen
from housing.selectors.contingenten import Contingenten, contingenten
from housing.selectors.draagkracht import Draagkracht, draagkracht
from housing.selectors.voorraad import Voorraad, voorraad_op
from housing.selectors.woonvragen import Trechter, trechter
from zwijndrecht_portal.core.onherleidbaar import Telling, onherleidbaar
from zwijndrecht_portal.core.opmaak import meervoud

VOORUIT = timedelta(days=60)  # how far ahead a plek is looked at for its first free night


@dataclass(frozen=True)
class Overzicht:
    peildatum: date
    voorzieningen: list[VoorzieningRegel]
    contingenten: Contingenten
    draagkracht: Draagkracht
    raming: Raming | None
    geregistreerd: Telling
    voorraad: Voorraad
    trechter: Trechter

    @property
    def plekken(self) -> list[PlekRegel]:
        return [plek for voorziening in self.voorzieningen for plek in voorziening.plekken]

    @property
    def bezet(self) -> int:
        """Plekken where somebody sleeps in the night of the peildatum."""
        return sum(plek.nacht(self.peildatum) == Dagsoort.VERBLIJF for plek in self.plekken)

    @property
    def zin(self) -> str:
        """The page in one sentence."""
        zinnen = []
        if self.plekken:
            zinnen.append(f"Vannacht zijn {self.bezet} van de {len(self.plekken)} plekken bezet.")
        if self.contingenten.vrij is not None and self.contingenten.regels:
            vrij = meervoud(self.contingenten.vrij, "woning", "woningen")
            zinnen.append(f"Van de contingenten van {self.contingenten.jaar} is nog {vrij} vrij.")
        if wachtend := next((r.aantal for r in self.trechter.beurten if r.partij == Partij.GEMEENTE), 0):
            zinnen.append(f"{meervoud(wachtend, 'woonvraag wacht', 'woonvragen wachten')} op de gemeente.")
        return " ".join(zinnen)

    @property
    def te_bevestigen_tekst(self) -> str:
        aantal = meervoud(self.te_bevestigen, "verblijf", "verblijven")
        return f"Bij {aantal} is de dag van vertrek voorbij. Leg bij de plek het vertrek vast, of kies een nieuwe dag."

    @property
    def te_bevestigen(self) -> int:
        """Verblijven whose day of departure has come without a word that the person left."""
        return sum(len(plek.te_bevestigen(self.peildatum)) for plek in self.plekken)


def lees_overzicht(peildatum: date, *, drempel: int) -> Overzicht:
    """Safe for who sees counts from `drempel` on."""
    raming = raming_op(peildatum)
    return Overzicht(
        peildatum=peildatum,
        voorzieningen=voorzieningen(peildatum, peildatum + VOORUIT),
        contingenten=contingenten(peildatum.year, peildatum, drempel=drempel),
        draagkracht=draagkracht(peildatum, drempel=drempel),
        raming=raming,
        geregistreerd=onherleidbaar(raming.geregistreerd, drempel=drempel) if raming else None,
        voorraad=voorraad_op(peildatum),
        trechter=trechter(peildatum, drempel=drempel),
    )
