"""What the house itself does for people, and the only place where it writes."""

from zwijndrecht_portal.core.services.aanmelden import laat_binnen
from zwijndrecht_portal.core.services.afdrukken import ruim_afdrukken_op, vraag_afdruk
from zwijndrecht_portal.core.services.inzage import leg_inzage_vast, leg_weigering_vast
from zwijndrecht_portal.core.services.tokens import maak_token, trek_token_in
from zwijndrecht_portal.core.services.tweestaps import (
    begin_tweestaps,
    bevestig_tweestaps,
    controleer_code,
    heeft_tweestaps,
    zet_tweestaps_uit,
)

__all__ = [
    "begin_tweestaps",
    "bevestig_tweestaps",
    "controleer_code",
    "heeft_tweestaps",
    "laat_binnen",
    "leg_inzage_vast",
    "leg_weigering_vast",
    "maak_token",
    "ruim_afdrukken_op",
    "trek_token_in",
    "vraag_afdruk",
    "zet_tweestaps_uit",
]
