"""Woonevaluatie: how living there goes, signed by the resident, the aanbieder and the corporatie."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.enums import EVALUEERT, ONDERTEKENAARS, Advies, Fase, Oordeel, Partij
from housing.models import Woonevaluatie, Woonvraag
from housing.models.afspraken import ZONDER_EVALUATIE
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum as toon_datum


@transaction.atomic
def leg_woonevaluatie_vast(
    *,
    woonvraag: Woonvraag,
    datum: date,
    huur: Oordeel,
    overlast: Oordeel,
    netwerk: Oordeel,
    doelen: Oordeel,
    advies: Advies,
    door: Gebruiker,
) -> Woonevaluatie:
    """
    Record the talk about how it goes. The same day again changes it, as long as nobody has signed.

    Raises ValidationError when nobody lives there yet, for a day in the future, and after a signature.
    """
    Woonvraag.objects.select_for_update(of=("self",)).get(pk=woonvraag.pk)
    if not woonvraag.standen.lopend().filter(fase__in=EVALUEERT).exists():
        raise ValidationError("Een woonevaluatie kan na de plaatsing, tot de omklap.")
    if datum > timezone.localdate():
        raise ValidationError({"datum": "Deze dag ligt in de toekomst."})
    evaluatie = woonvraag.evaluaties.filter(datum=datum).first() or Woonevaluatie(woonvraag=woonvraag, datum=datum)
    if any(evaluatie.handtekeningen.values()):
        raise ValidationError({"datum": "De woonevaluatie van deze dag is al ondertekend. Kies een andere dag."})
    evaluatie.huur, evaluatie.overlast, evaluatie.netwerk, evaluatie.doelen = huur, overlast, netwerk, doelen
    evaluatie.advies, evaluatie.door = advies, door
    evaluatie.full_clean()
    evaluatie.save()
    return evaluatie


@transaction.atomic
def teken(*, evaluatie: Woonevaluatie, partij: Partij, op: date) -> Woonevaluatie:
    """Record that a party has signed on paper. Raises ValidationError when it had, or before the talk was held."""
    evaluatie = _lock(evaluatie)
    if partij not in ONDERTEKENAARS:
        raise ValidationError({"partij": "Deze partij tekent niet voor een woonevaluatie."})
    if evaluatie.handtekeningen[partij] is not None:
        raise ValidationError({"partij": f"{partij.label} heeft al getekend."})
    if op > timezone.localdate():
        raise ValidationError({"op": "Deze dag ligt in de toekomst."})
    if op < evaluatie.datum:
        raise ValidationError({"op": f"Het gesprek was op {toon_datum(evaluatie.datum)}. Kies die dag of een latere."})
    return _zet(evaluatie, partij, op)


@transaction.atomic
def trek_handtekening_in(*, evaluatie: Woonevaluatie, partij: Partij) -> Woonevaluatie:
    """A signature was recorded by mistake. Raises ValidationError when there is none, or the omklap rests on it."""
    evaluatie = _lock(evaluatie)
    if partij not in ONDERTEKENAARS or evaluatie.handtekeningen[partij] is None:
        raise ValidationError("Deze handtekening staat er niet meer.")
    if evaluatie.woonvraag.standen.filter(fase=Fase.OMKLAP, geldig__startswith__date__gte=evaluatie.datum).exists():
        raise ValidationError("Met deze handtekening is de omklap al gedaan. Intrekken kan niet meer.")
    return _zet(evaluatie, partij, None)


def controleer_omklap(woonvraag: Woonvraag, dag: date) -> None:
    """An omklap rests on the newest woonevaluatie: that advises it and has three signatures by that day."""
    nieuwste = woonvraag.evaluaties.filter(datum__lte=dag).order_by("-datum").first()
    if belet := nieuwste.belet_omklap(dag) if nieuwste else ZONDER_EVALUATIE:
        raise ValidationError(belet)


def _lock(evaluatie: Woonevaluatie) -> Woonevaluatie:
    return Woonevaluatie.objects.select_for_update(of=("self",)).select_related("woonvraag").get(pk=evaluatie.pk)


def _zet(evaluatie: Woonevaluatie, partij: Partij, op: date | None) -> Woonevaluatie:
    veld = f"getekend_{partij}"
    setattr(evaluatie, veld, op)
    evaluatie.full_clean(validate_constraints=False)
    evaluatie.save(update_fields=[veld])
    return evaluatie
