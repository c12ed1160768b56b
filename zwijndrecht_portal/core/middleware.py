"""What every request carries: the peildatum."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zwijndrecht_portal.core.opmaak import parse_datum


def peildatum_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.peildatum` from `?peildatum=` (default today). Unreadable or future: today, and say so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        vandaag = timezone.localdate()
        request.peildatum = vandaag
        tekst = request.GET.get("peildatum", "")
        if tekst:
            try:
                gekozen = parse_datum(tekst)
            except ValueError as fout:
                messages.warning(request, f"{fout} U ziet de stand van vandaag.")
            else:
                if gekozen > vandaag:
                    messages.warning(request, "De peildatum ligt in de toekomst. U ziet de stand van vandaag.")
                else:
                    request.peildatum = gekozen
        return get_response(request)

    return middleware
