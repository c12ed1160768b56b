"""The waakvlam of a huishouden: who keeps it, who coordinates, in which rhythm."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.enums import WaakvlamSoort
from casework.models import Contactstand, Huishouden, Ritmeprofiel, Waakvlam
from casework.services.momenten import eis_open
from casework.services.standen import herbereken, lock_stand, sluit_reeks
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.peildatum import nu_na

INHOUD = ("soort", "naam_of_rol", "coordinator_id", "ritmeprofiel_id", "interval_dagen", "speling_dagen", "reden")


@transaction.atomic
def zet_waakvlam(
    *,
    huishouden: Huishouden,
    soort: WaakvlamSoort,
    naam_of_rol: str,
    coordinator: Gebruiker | None,
    ritmeprofiel: Ritmeprofiel,
    interval_dagen: int | None = None,
    speling_dagen: int | None = None,
    reden: str = "",
) -> Waakvlam:
    """
    Start the waakvlam, or go on with it in another way from now. What was is kept as a dated row.

    The clock does not start anew: too late is measured from the last contact, in the new rhythm. The same again
    changes nothing. Raises ValidationError for an own rhythm without a reason, and for a closed huishouden.
    """
    stand = lock_stand(huishouden.pk)
    eis_open(huishouden)
    vorige = stand.waakvlam
    nu = nu_na(vorige.geldig.lower) if vorige else timezone.now()
    waakvlam = Waakvlam(
        huishouden=huishouden,
        soort=soort,
        naam_of_rol=naam_of_rol,
        coordinator=coordinator,
        ritmeprofiel=ritmeprofiel,
        interval_dagen=interval_dagen,
        speling_dagen=speling_dagen,
        reden=reden,
        geldig=(nu, None),
    )
    if vorige is not None:
        if all(getattr(vorige, naam) == getattr(waakvlam, naam) for naam in INHOUD):
            return vorige
        waakvlam.loopt_sinds = vorige.loopt_sinds or timezone.localdate(vorige.geldig.lower)
    waakvlam.clean_fields(exclude=["huishouden", "coordinator", "ritmeprofiel", "geldig"])
    _eis_reden(waakvlam)
    _sluit(stand, nu)
    waakvlam.save(force_insert=True)
    herbereken([huishouden.pk])
    return waakvlam


@transaction.atomic
def stop_waakvlam(*, huishouden: Huishouden) -> None:
    """From now on nobody is expected to keep contact in a rhythm. Twice is once."""
    stand = lock_stand(huishouden.pk)
    if stand.waakvlam is not None:
        _sluit(stand, nu_na(stand.waakvlam.geldig.lower))
        herbereken([huishouden.pk])


def _sluit(stand: Contactstand, moment: datetime) -> None:
    if stand.waakvlam is None:
        return
    sluit_reeks(stand)
    stand.waakvlam.geldig = (stand.waakvlam.geldig.lower, moment)
    stand.waakvlam.save(update_fields=["geldig"])


def _eis_reden(waakvlam: Waakvlam) -> None:
    if (waakvlam.interval_dagen is None) != (waakvlam.speling_dagen is None):
        leeg = "interval_dagen" if waakvlam.interval_dagen is None else "speling_dagen"
        raise ValidationError({leeg: "Vul voor een eigen ritme beide aantallen in, of geen van beide."})
    if waakvlam.interval_dagen is not None and not waakvlam.reden.strip():
        raise ValidationError({"reden": "Schrijf waarom dit huishouden een eigen ritme heeft."})
