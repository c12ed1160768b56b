"""A better behoefteraming is a new version; the old ones stay as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.enums import AannameSoort
from housing.models import Aanname, Behoefteraming
from zwijndrecht_portal.core.models import Gebruiker


@dataclass(frozen=True, slots=True)
class AannameInvoer:
    """What somebody assumes: low, middle, high and where it comes from."""

    laag: Decimal
    midden: Decimal
    hoog: Decimal
    bron: str


@transaction.atomic
def maak_raming(*, door: Gebruiker, toelichting: str, aannames: Mapping[AannameSoort, AannameInvoer]) -> Behoefteraming:
    """
    Save a new version with every assumption. What is left out stays as it was in the version before.

    Raises ValidationError at the field (soort_midden, soort_laag) when the middle does not lie between low and high, or
    the outcome would divide by nothing.
    """
    vorige = Behoefteraming.objects.select_for_update(of=("self",)).order_by("-versie").first()
    oud = {a.soort: AannameInvoer(a.laag, a.midden, a.hoog, a.bron) for a in vorige.aannames.all()} if vorige else {}
    alle = {soort: _controleer(soort, aannames.get(soort) or oud.get(soort)) for soort in AannameSoort}
    raming = Behoefteraming(
        versie=vorige.versie + 1 if vorige else 1, opgesteld_op=timezone.localdate(), toelichting=toelichting, door=door
    )
    raming.full_clean()
    raming.save(force_insert=True)
    for soort, invoer in alle.items():
        aanname = Aanname(
            raming=raming, soort=soort, laag=invoer.laag, midden=invoer.midden, hoog=invoer.hoog, bron=invoer.bron
        )
        aanname.full_clean()
        aanname.save(force_insert=True)
    return raming


def _controleer(soort: AannameSoort, invoer: AannameInvoer | None) -> AannameInvoer:
    if invoer is None:
        raise ValidationError({f"{soort}_midden": "Deze aanname is nog nooit ingevuld. Vul een waarde in."})
    if not min(invoer.laag, invoer.hoog) <= invoer.midden <= max(invoer.laag, invoer.hoog):
        raise ValidationError({f"{soort}_midden": "De middelste waarde ligt tussen laag en hoog."})
    if soort == AannameSoort.NOEMER and not min(invoer.laag, invoer.hoog):
        raise ValidationError({f"{soort}_laag": "De regio heeft ten minste één inwoner."})
    return invoer
