"""Preventief contract: renting on conditions, with a yellow card as a warning and a red one that ends it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.enums import MET_CONTRACT, ContractEinde, Kaartkleur, Voorwaarde, WoonvraagSoort
from housing.models import Kaart, PreventiefContract, Woonvraag
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum as toon_datum

LANGSTE_CONTRACT = timedelta(days=3 * 366)


@transaction.atomic
def sluit_contract(
    *, woonvraag: Woonvraag, ingegaan_op: date, loopt_tot: date, voorwaarden: Collection[Voorwaarde], door: Gebruiker
) -> PreventiefContract:
    """
    Agree that a huishouden rents on conditions. One contract at a time, for who has a home.

    Raises ValidationError, at the field, for a day in the future or a term that is not between a day and three years.
    """
    Woonvraag.objects.select_for_update(of=("self",)).get(pk=woonvraag.pk)
    if (
        woonvraag.soort != WoonvraagSoort.WONING
        or not woonvraag.standen.lopend().filter(fase__in=MET_CONTRACT).exists()
    ):
        raise ValidationError("Een preventief contract is er alleen voor wie een woning heeft gekregen.")
    if woonvraag.contracten.lopend().exists():
        raise ValidationError("Er loopt al een preventief contract. Beëindig dat eerst.")
    _niet_in_toekomst(ingegaan_op, "ingegaan_op")
    if not timedelta(0) < loopt_tot - ingegaan_op <= LANGSTE_CONTRACT:
        raise ValidationError({"loopt_tot": "Kies een dag na de eerste dag, en hooguit drie jaar later."})
    contract = PreventiefContract(
        woonvraag=woonvraag,
        ingegaan_op=ingegaan_op,
        loopt_tot=loopt_tot,
        voorwaarden=[voorwaarde for voorwaarde in Voorwaarde if voorwaarde in voorwaarden],
        door=door,
    )
    contract.full_clean()
    contract.save(force_insert=True)
    return contract


@transaction.atomic
def geef_kaart(
    *, contract: PreventiefContract, kleur: Kaartkleur, voorwaarde: Voorwaarde, datum: date, door: Gebruiker
) -> Kaart:
    """
    Record that a condition was not kept. A red card follows a yellow one, and ends the contract that day.

    Raises ValidationError when the contract does not run or does not have this condition.
    """
    contract = _lock(contract)
    _niet_in_toekomst(datum, "datum")
    if datum < contract.ingegaan_op:
        raise ValidationError({"datum": f"Het contract ging pas in op {toon_datum(contract.ingegaan_op)}."})
    if voorwaarde not in contract.voorwaarden:
        raise ValidationError({"voorwaarde": "Deze voorwaarde staat niet in het contract."})
    if kleur == Kaartkleur.ROOD and not contract.kaarten.geldig().filter(kleur="geel", datum__lte=datum).exists():
        raise ValidationError({"kleur": "Geef eerst een gele kaart. Een rode kaart volgt op een gele."})
    kaart = Kaart(contract=contract, kleur=kleur, voorwaarde=voorwaarde, datum=datum, door=door)
    kaart.full_clean()
    kaart.save(force_insert=True)
    if kleur == Kaartkleur.ROOD:
        _eindig(contract, datum, ContractEinde.ROOD)
    return kaart


@transaction.atomic
def trek_kaart_in(*, kaart: Kaart) -> Kaart:
    """Take a card back; it stays in the history. A red card that is taken back opens the contract that it ended."""
    contract = PreventiefContract.objects.select_for_update(of=("self",)).get(pk=kaart.contract_id)
    kaart.refresh_from_db()
    if kaart.ingetrokken_op is not None:
        raise ValidationError("Deze kaart is al ingetrokken.")
    is_gevolgd = contract.kaarten.geldig().filter(kleur=Kaartkleur.ROOD).exists()
    if kaart.kleur == Kaartkleur.GEEL and is_gevolgd:
        raise ValidationError("Op deze gele kaart volgde een rode. Trek eerst de rode kaart in.")
    heropent = kaart.kleur == Kaartkleur.ROOD and contract.einde == ContractEinde.ROOD
    if heropent and PreventiefContract.objects.lopend().filter(woonvraag=contract.woonvraag_id).exists():
        raise ValidationError("Er loopt intussen een ander preventief contract. Beëindig dat eerst.")
    kaart.ingetrokken_op = timezone.localdate()
    kaart.full_clean(validate_constraints=False)
    kaart.save(update_fields=["ingetrokken_op"])
    if heropent:
        _eindig(contract, None, "")
    return kaart


@transaction.atomic
def beeindig_contract(*, contract: PreventiefContract, geeindigd_op: date, einde: ContractEinde) -> PreventiefContract:
    """The contract ends without a red card. Raises ValidationError for a day in the future or before it began."""
    contract = _lock(contract)
    if einde == ContractEinde.ROOD:
        raise ValidationError({"einde": "Geef een rode kaart: daarmee stopt het contract vanzelf."})
    _niet_in_toekomst(geeindigd_op, "geeindigd_op")
    if geeindigd_op < contract.ingegaan_op:
        raise ValidationError({"geeindigd_op": f"Het contract ging in op {toon_datum(contract.ingegaan_op)}."})
    return _eindig(contract, geeindigd_op, einde)


def _lock(contract: PreventiefContract) -> PreventiefContract:
    contract = PreventiefContract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.geeindigd_op is not None:
        raise ValidationError("Dit contract is al gestopt. Misschien was een collega u voor: ververs de pagina.")
    return contract


def _eindig(contract: PreventiefContract, op: date | None, einde: ContractEinde | str) -> PreventiefContract:
    contract.geeindigd_op, contract.einde = op, einde
    contract.full_clean(validate_constraints=False)
    contract.save(update_fields=["geeindigd_op", "einde"])
    return contract


def _niet_in_toekomst(dag: date, veld: str) -> None:
    if dag > timezone.localdate():
        raise ValidationError({veld: "Deze dag ligt in de toekomst."})
