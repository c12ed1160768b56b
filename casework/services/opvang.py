"""What a stay on a terugvalplek means for the ladder. Agreed with wonen, which knows the stay and not the dossier."""

from datetime import date

from casework.enums import Trede
from casework.models import Huishouden, Niveau
from casework.services.momenten import moment_op
from casework.services.niveaus import zet_trede
from casework.systeem import even_als_systeem
from zwijndrecht_portal.core.models import Gebruiker

AANKOMST = "Verblijf op een terugvalplek"
VERTREK = "Vertrokken van de terugvalplek"


def volg_aankomst(*, huishouden_id: int, op: date, door: Gebruiker) -> Niveau | None:
    """
    Step to the highest trede; None when it stands there already or the wijkteam took a later step.

    Runs as the portal itself inside the transaction of the caller, who may not see the dossier.
    """
    with even_als_systeem():
        huishouden = Huishouden.objects.filter(pk=huishouden_id).first()
        if huishouden is None:
            return None
        lopend = huishouden.niveaus.lopend().first()
        if lopend is not None and (lopend.trede == Trede.CRISIS or _is_later(lopend, huishouden, op)):
            return None
        return _stap(huishouden, Trede.CRISIS, AANKOMST, op, door)


def volg_vertrek(*, huishouden_id: int, op: date, door: Gebruiker) -> Niveau | None:
    """
    Step back to the trede of before the stay; None when the wijkteam stepped since, or there was none before.

    Runs as the portal itself inside the transaction of the caller, who may not see the dossier.
    """
    with even_als_systeem():
        huishouden = Huishouden.objects.filter(pk=huishouden_id).first()
        if huishouden is None:
            return None
        laatste = list(huishouden.niveaus.order_by("-geldig")[:2])
        if len(laatste) < 2 or laatste[0].reden != AANKOMST or _is_later(laatste[0], huishouden, op):
            return None
        return _stap(huishouden, Trede(laatste[1].trede), VERTREK, op, door)


def _is_later(niveau: Niveau, huishouden: Huishouden, op: date) -> bool:
    return niveau.geldig.lower >= moment_op(huishouden, op)


def _stap(huishouden: Huishouden, trede: Trede, reden: str, op: date, door: Gebruiker) -> Niveau:
    return zet_trede(huishouden=huishouden, trede=trede, reden=reden, leefgebied=None, door=door, datum=op)
