"""Writing the access log of dossiers."""

import logging

from django.db import DatabaseError

from zwijndrecht_portal.core.enums import InzageResultaat
from zwijndrecht_portal.core.inzage import NietVastgelegd
from zwijndrecht_portal.core.models import Inzage
from zwijndrecht_portal.core.rls import Systeem, namens

logger = logging.getLogger(__name__)


def leg_inzage_vast(inzage: Inzage) -> Inzage:
    """
    Add this line to the access log, in the transaction of what it is about. The database chains it.

    Raises NietVastgelegd when that fails: then nobody gets to see anything.
    """
    try:
        inzage.save(force_insert=True)
    except DatabaseError as fout:
        logger.critical("Het inzagelog kan niet worden bijgewerkt: %s", type(fout).__name__)
        raise NietVastgelegd from fout
    return inzage


def leg_weigering_vast(inzage: Inzage) -> Inzage:
    """Log what was refused. What happened before is undone, so this is a transaction of its own."""
    inzage.resultaat, inzage.aantal = InzageResultaat.GEWEIGERD, 0
    with namens(inzage.gebruiker or Systeem()):
        return leg_inzage_vast(inzage)
