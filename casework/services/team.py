"""Hours of colleagues, and the buurtcirkels."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.models import Bijeenkomst, Buurtcirkel, Inzet
from zwijndrecht_portal.core.models import Gebied, Gebruiker
from zwijndrecht_portal.core.opmaak import datum as in_cijfers
from zwijndrecht_portal.core.opmaak import meervoud


@transaction.atomic
def zet_inzet(*, medewerker: Gebruiker, fte: Decimal, vanaf: date) -> Inzet | None:
    """
    From this day on someone has this many fte; 0 ends it. What was before that day stays as it was.

    Raises ValidationError when there is inzet that starts later: that one has to be changed itself.
    """
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=medewerker.pk)
    perioden = Inzet.objects.select_for_update(of=("self",)).filter(medewerker=medewerker)
    lopend = perioden.lopend().first()
    if lopend is not None and lopend.geldig.lower > vanaf:
        begin = in_cijfers(lopend.geldig.lower)
        raise ValidationError({"vanaf": f"Er is al inzet bekend vanaf {begin}. Kies die dag, of een dag daarna."})
    if lopend is not None and lopend.fte == fte:
        return lopend
    if lopend is not None and lopend.geldig.lower == vanaf and fte:
        lopend.fte = fte
        lopend.save(update_fields=["fte"])
        return lopend
    if lopend is not None:
        if lopend.geldig.lower == vanaf:
            raise ValidationError({"vanaf": "Kies een latere dag: deze inzet begint pas op deze dag."})
        lopend.geldig = (lopend.geldig.lower, vanaf)
        lopend.save(update_fields=["geldig"])
    return Inzet.objects.create(medewerker=medewerker, fte=fte, geldig=(vanaf, None)) if fte else None


@transaction.atomic
def bewaar_buurtcirkel(
    *,
    naam: str,
    gebied: Gebied,
    deelnemers: int,
    vrijwilliger: str,
    professional: Gebruiker | None,
    gestart_op: date,
    gestopt_op: date | None = None,
    buurtcirkel: Buurtcirkel | None = None,
) -> Buurtcirkel:
    """A new buurtcirkel, or this one with other facts. Raises ValidationError for a name that exists."""
    buurtcirkel = buurtcirkel or Buurtcirkel()
    buurtcirkel.naam, buurtcirkel.gebied, buurtcirkel.deelnemers = naam, gebied, deelnemers
    buurtcirkel.vrijwilliger, buurtcirkel.professional = vrijwilliger, professional
    buurtcirkel.gestart_op, buurtcirkel.gestopt_op = gestart_op, gestopt_op
    if gestopt_op is not None and gestopt_op < gestart_op:
        raise ValidationError({"gestopt_op": "De groep kan niet stoppen voordat zij begon."})
    buurtcirkel.full_clean(exclude=["gebied", "professional"])
    buurtcirkel.save()
    return buurtcirkel


@transaction.atomic
def schrijf_bijeenkomst(*, buurtcirkel: Buurtcirkel, datum: date, aanwezig: int, door: Gebruiker) -> Bijeenkomst:
    """
    How many of the group were there. The same day with the same number twice is one.

    Raises ValidationError for a day in the future or before the group began, and for more people than the group has.
    """
    if datum > timezone.localdate():
        raise ValidationError({"datum": "Deze dag ligt in de toekomst. Kies een dag die al is geweest."})
    if datum < buurtcirkel.gestart_op:
        raise ValidationError(
            {"datum": f"De groep begon op {in_cijfers(buurtcirkel.gestart_op)}. Kies een dag daarna."}
        )
    if aanwezig > buurtcirkel.deelnemers:
        bekend = f"De groep heeft {meervoud(buurtcirkel.deelnemers, 'deelnemer', 'deelnemers')}."
        raise ValidationError({"aanwezig": f"{bekend} Kwamen er meer? Pas eerst dat aantal aan."})
    bijeenkomst, is_nieuw = Bijeenkomst.objects.get_or_create(
        buurtcirkel=buurtcirkel,
        datum=datum,
        defaults={"aanwezig": aanwezig, "deelnemers": buurtcirkel.deelnemers, "door": door},
    )
    if not is_nieuw and bijeenkomst.aanwezig != aanwezig:
        er_waren = f"Van deze dag staat er al een bijeenkomst, met {bijeenkomst.aanwezig} aanwezigen."
        raise ValidationError({"datum": er_waren})
    return bijeenkomst
