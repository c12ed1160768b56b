"""What the house itself does for people, and the only place where it writes."""

from zwijndrecht_portal.core.services.aanmelden import ID_TOKEN, beeindig_sessies, laat_binnen
from zwijndrecht_portal.core.services.afdrukken import ruim_afdrukken_op, vraag_afdruk
from zwijndrecht_portal.core.services.invoer import (
    bereid_invoer_voor,
    draai_invoer_terug,
    draai_wachtende_invoer_terug,
    gedaan_van,
    lees_wachtende_invoer,
    verwerk_invoer,
    verwerk_wachtende_invoer,
    vraag_invoer,
    vraag_terugdraaien,
    vraag_verwerking,
)
from zwijndrecht_portal.core.services.inzage import leg_inzage_vast, leg_weigering_vast
from zwijndrecht_portal.core.services.passkeys import (
    controleer_passkey,
    hernoem_passkey,
    verwijder_passkey,
    voeg_passkey_toe,
)
from zwijndrecht_portal.core.services.rechten import beoordeel_rechten, herinner_rechten, is_nagekeken
from zwijndrecht_portal.core.services.tokens import (
    maak_token,
    merk_gebruik,
    stop_agenda,
    trek_token_in,
    vernieuw_agenda,
)
from zwijndrecht_portal.core.services.tweestaps import (
    begin_tweestaps,
    bevestig_tweestaps,
    controleer_code,
    heeft_app,
    heeft_tweestaps,
    maak_qr,
    passkeys_van,
    zet_tweestaps_uit,
)

__all__ = [
    "ID_TOKEN",
    "beeindig_sessies",
    "begin_tweestaps",
    "beoordeel_rechten",
    "bereid_invoer_voor",
    "bevestig_tweestaps",
    "controleer_code",
    "controleer_passkey",
    "draai_invoer_terug",
    "draai_wachtende_invoer_terug",
    "gedaan_van",
    "heeft_app",
    "heeft_tweestaps",
    "herinner_rechten",
    "hernoem_passkey",
    "is_nagekeken",
    "laat_binnen",
    "lees_wachtende_invoer",
    "leg_inzage_vast",
    "leg_weigering_vast",
    "maak_qr",
    "maak_token",
    "merk_gebruik",
    "passkeys_van",
    "ruim_afdrukken_op",
    "stop_agenda",
    "trek_token_in",
    "vernieuw_agenda",
    "verwerk_invoer",
    "verwerk_wachtende_invoer",
    "verwijder_passkey",
    "voeg_passkey_toe",
    "vraag_afdruk",
    "vraag_invoer",
    "vraag_terugdraaien",
    "vraag_verwerking",
    "zet_tweestaps_uit",
]
