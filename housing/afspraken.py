"""What the page of a woonvraag shows about contracts and woonevaluaties. Personal, as in housing.dossier."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from housing.enums import ONDERWERPEN, Advies, Kaartkleur, Oordeel, Voorwaarde
from housing.models import Kaart, PreventiefContract, Woonevaluatie, Woonvraag
from zwijndrecht_portal.core.opmaak import datum


@dataclass(frozen=True, slots=True)
class KaartRegel:
    id: int
    kleur: Kaartkleur
    tekst: str
    is_ingetrokken: bool


@dataclass(frozen=True, slots=True)
class ContractRegel:
    id: int
    is_lopend: bool
    zin: str
    voorwaarden: tuple[str, ...]
    kaarten: tuple[KaartRegel, ...]


@dataclass(frozen=True, slots=True)
class EvaluatieRegel:
    id: int
    dag: str
    advies: str
    oordelen: tuple[tuple[str, str], ...]
    handtekeningen: tuple[tuple[str, str, str], ...]  # value, who, when; empty when not signed
    is_getekend: bool
    adviseert_omklap: bool
    belet_omklap: str  # why an omklap today cannot rest on it

    @property
    def stand(self) -> str:
        if self.is_getekend:
            return "Door alle drie ondertekend."
        mist = [wie.lower() for _, wie, op in self.handtekeningen if not op]
        return f"Nog niet ondertekend door: {', '.join(mist)}."


def lees_contracten(woonvraag: Woonvraag, vandaag: date) -> tuple[ContractRegel, ...]:
    """Newest first, each with its cards. Two queries, one when there is no contract."""
    kaarten = Prefetch("kaarten", queryset=Kaart.objects.order_by("datum", "pk"))
    rijen = woonvraag.contracten.prefetch_related(kaarten).order_by("-ingegaan_op", "-pk")
    return tuple(_contract(rij, vandaag) for rij in rijen)


def lees_evaluaties(woonvraag: Woonvraag, vandaag: date) -> tuple[EvaluatieRegel, ...]:
    """Newest first. One query."""
    return tuple(_evaluatie(rij, vandaag) for rij in woonvraag.evaluaties.order_by("-datum"))


def _contract(contract: PreventiefContract, vandaag: date) -> ContractRegel:
    zin = f"Van {datum(contract.ingegaan_op)} tot {datum(contract.loopt_tot)}."
    if contract.geeindigd_op:
        zin += f" Gestopt op {datum(contract.geeindigd_op)}: {contract.get_einde_display()}."
    elif contract.loopt_tot <= vandaag:
        zin += " De voorwaarden zijn afgelopen: beëindig dit contract of sluit een nieuw."
    return ContractRegel(
        id=contract.pk,
        is_lopend=contract.geeindigd_op is None,
        zin=zin,
        voorwaarden=tuple(Voorwaarde(soort).label for soort in contract.voorwaarden),
        kaarten=tuple(_kaart(kaart) for kaart in contract.kaarten.all()),
    )


def _kaart(kaart: Kaart) -> KaartRegel:
    tekst = f"{datum(kaart.datum)}: {kaart.get_voorwaarde_display().lower()} is niet nagekomen"
    if kaart.ingetrokken_op:
        tekst += f", ingetrokken op {datum(kaart.ingetrokken_op)}"
    return KaartRegel(kaart.pk, Kaartkleur(kaart.kleur), tekst, kaart.ingetrokken_op is not None)


def _evaluatie(evaluatie: Woonevaluatie, vandaag: date) -> EvaluatieRegel:
    return EvaluatieRegel(
        id=evaluatie.pk,
        dag=datum(evaluatie.datum),
        advies=evaluatie.get_advies_display(),
        oordelen=tuple((naam, Oordeel(getattr(evaluatie, veld)).label) for veld, naam in ONDERWERPEN.items()),
        handtekeningen=tuple(
            (partij.value, partij.label, datum(op) if op else "") for partij, op in evaluatie.handtekeningen.items()
        ),
        is_getekend=evaluatie.is_getekend,
        adviseert_omklap=evaluatie.advies == Advies.OMKLAP,
        belet_omklap=evaluatie.belet_omklap(vandaag),
    )
