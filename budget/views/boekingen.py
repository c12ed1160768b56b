"""All boekingen of a plan out, in the form in which they can come in."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from budget.inlezen.boekingen import KOLOMMEN
from budget.models import Boeking
from budget.views.overzicht import gekozen_plan
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.bestanden import SOORTEN, stroom_bestand

PER_KEER = 2_000  # rows that the database hands over at once
VELDEN = ("boekingsnummer", "datum", "post__naam", "bedrag", "post__begroting__jaar", "organisatie__naam")


@require_safe
@requires("budget.change_begroting")
def boekingen_export(request: HttpRequest, vorm: str) -> StreamingHttpResponse:
    """Row by row: a hundred thousand of them never stand in memory. Brought in again they change nothing."""
    plan = gekozen_plan(request)
    naam = f"boekingen-{plan.slug}-{request.peildatum.isoformat()}.{vorm}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}
    boekingen = Boeking.objects.op_peildatum(request.peildatum).filter(post__begroting__plan__slug=plan.slug)
    rijen = boekingen.order_by("datum", "pk").values_list(*VELDEN, "verplichting__nummer", "omschrijving")
    delen = stroom_bestand(KOLOMMEN, _als_tekst(rijen.iterator(PER_KEER)), vorm)
    return StreamingHttpResponse(delen, content_type=SOORTEN[vorm], headers=koppen)


def _als_tekst(rijen: Iterator[tuple]) -> Iterator[tuple[str, ...]]:
    for nummer, datum, post, bedrag, jaar, organisatie, verplichting, omschrijving in rijen:
        euros = str(bedrag).replace(".", ",")
        yield nummer, datum.isoformat(), post, euros, str(jaar), organisatie or "", verplichting or "", omschrijving
