"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from zwijndrecht_portal.core.middleware import seconden_over
from zwijndrecht_portal.core.navigatie import navigatie_voor


def portaal(request: HttpRequest) -> dict[str, Any]:
    """
    Context of `base.html`.

    `peildatum_query` goes behind a link so that a chosen past date stays chosen ("" for today).
    """
    gebruiker = getattr(request, "user", None)
    peildatum = getattr(request, "peildatum", timezone.localdate())
    is_verleden = peildatum < timezone.localdate()
    zonder = request.GET.copy()
    zonder.pop("peildatum", None)
    query = zonder.urlencode()
    return {
        "gebruiker": gebruiker,
        "rollen_tekst": gebruiker.get_rollen_display() if gebruiker and gebruiker.is_authenticated else "",
        "navigatie": navigatie_voor(gebruiker, request.path) if gebruiker and gebruiker.is_authenticated else [],
        "peildatum": peildatum,
        "peildatum_is_verleden": is_verleden,
        "peildatum_query": f"?peildatum={peildatum.isoformat()}" if is_verleden else "",
        "url_zonder_peildatum": f"{request.path}?{query}" if query else request.path,
        "sessie_over": seconden_over(request),
        "sessie_stil": settings.SESSIE_STIL,
        "versie": settings.VERSIE,
        "demo": settings.DEMO,
    }
