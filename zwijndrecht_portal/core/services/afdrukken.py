"""Making a PDF in the background, and clearing old ones."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from zwijndrecht_portal.core.enums import AfdrukStatus
from zwijndrecht_portal.core.models import Afdruk, Gebruiker
from zwijndrecht_portal.core.rls import Systeem, namens
from zwijndrecht_portal.core.tasks import maak_afdruk, na_commit

logger = logging.getLogger(__name__)


@transaction.atomic
def vraag_afdruk(
    *, titel: str, sjabloon: str, context: Mapping[str, Any], door: Gebruiker, terug: str, pseudoniem: str = ""
) -> Afdruk:
    """
    Ask for a PDF of this template (one that extends "pdf/base_pdf.html"); a task makes it after commit.

    The HTML is kept as it is now: the PDF shows what this person may see at this moment. The same person asking for
    the same content gets the same PDF, also after a double click. With the `pseudoniem` of a dossier the database
    shows it to this person only, and downloading it is logged.
    """
    html = render_to_string(sjabloon, {**context, "titel": titel})
    vingerafdruk = hashlib.sha256(html.encode()).hexdigest()
    velden = {"titel": titel, "terug": terug, "html": html, "pseudoniem": pseudoniem}
    afdruk, _ = Afdruk.objects.exclude(status=AfdrukStatus.MISLUKT).get_or_create(
        aangevraagd_door=door, vingerafdruk=vingerafdruk, defaults=velden
    )
    if not afdruk.is_klaar:
        na_commit(maak_afdruk, str(afdruk.pk))
    return afdruk


def ruim_afdrukken_op(*, nu: datetime | None = None) -> int:
    """Delete the PDFs that are older than a day, those of dossiers too; returns how many."""
    with namens(Systeem()):
        aantal, _ = Afdruk.objects.verlopen(nu or timezone.now()).delete()
    return aantal
