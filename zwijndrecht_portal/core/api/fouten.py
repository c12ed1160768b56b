"""Every error of the API is a problem (RFC 9457) in Dutch, all mistakes at once, each at its place."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

PROBLEEM = "application/problem+json"
TITELS = {
    400: "De vraag klopt niet",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Deze methode bestaat hier niet",
    406: "Deze vorm kan het portaal niet leveren",
    409: "Dit past niet bij de stand van nu",
    412: "Intussen gewijzigd",
    415: "Deze vorm kan het portaal niet lezen",
    428: "Zeg welke versie u wijzigt",
    429: "Te veel vragen",
    500: "Er ging iets mis",
    503: "Het portaal is even niet bereikbaar",
}
DETAILS = {
    401: "Stuur een geldig token mee in de kop Authorization: Bearer.",
    403: "U mag dit niet zien of doen met deze rollen of met dit token.",
    404: "Deze bron bestaat niet, of u mag haar niet zien. Een adres eindigt niet op een schuine streep.",
    406: "De API levert alleen application/json.",
    415: "Stuur application/json.",
    500: "De fout is vastgelegd. Probeer het later opnieuw.",
    503: "Probeer het over een minuut opnieuw.",
}


GEEN_OBJECT = "Stuur een JSON-object: namen met hun waarden, tussen accolades."


class Gewijzigd(exceptions.APIException):
    """If-Match names an older version."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "Iemand anders heeft dit intussen gewijzigd. Haal het opnieuw op en probeer het nog eens."


class VersieNodig(exceptions.APIException):
    """A write without If-Match."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "Stuur de ETag van wat u wijzigt mee in de kop If-Match."


class Weigering(exceptions.ValidationError):
    """Well-formed, but a service refuses it: a rule of the domain."""

    status_code = status.HTTP_409_CONFLICT


class OngeldigeVraag(exceptions.ValidationError):
    """What is wrong stands in the query, not in the body."""


def probleem(code: int, detail: str = "", errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of an error."""
    body: dict[str, Any] = {
        "status": code,
        "title": TITELS.get(code, "Fout"),
        "detail": detail or DETAILS.get(code, "Dit kan niet."),
    }
    return body | {"errors": errors} if errors else body


def probleem_antwoord(code: int) -> JsonResponse:
    """The same outside a view: a path that is no resource, a bug."""
    return JsonResponse(probleem(code), status=code, content_type=PROBLEEM)


def handel_af(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: None lets a bug be a bug (500)."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    elif isinstance(exc, DjangoValidationError):
        exc = Weigering(_velden(exc))
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    koppen = {}
    if getattr(exc, "auth_header", ""):
        koppen["WWW-Authenticate"] = exc.auth_header
    if getattr(exc, "wait", None) is not None:
        koppen["Retry-After"] = f"{exc.wait:.0f}"
    return Response(_body(exc), status=exc.status_code, headers=koppen, content_type=PROBLEEM)


def _body(exc: exceptions.APIException) -> dict[str, Any]:
    if isinstance(exc, exceptions.ValidationError):
        plaats = "query" if isinstance(exc, OngeldigeVraag) else "body"
        fouten = [_fout(plaats, pad, tekst, code) for pad, tekst, code in _lees(exc.get_full_details(), ())]
        aantal = "Er klopt één ding niet." if len(fouten) == 1 else f"Er kloppen {len(fouten)} dingen niet."
        return probleem(exc.status_code, f"{aantal} Zie errors.", fouten)
    if isinstance(exc, exceptions.ParseError):
        return probleem(400, "De inhoud is geen geldige JSON.")
    if isinstance(exc, exceptions.Throttled):
        return probleem(429, f"Probeer het over {exc.wait:.0f} seconden opnieuw." if exc.wait else "Wacht even.")
    vast = DETAILS.get(exc.status_code) if exc.detail == exc.default_detail else None
    return probleem(exc.status_code, vast or str(exc.detail))


def _fout(plaats: str, pad: tuple[str, ...], tekst: str, code: str) -> dict[str, Any]:
    namen = [naam for naam in pad if naam not in ("non_field_errors", NON_FIELD_ERRORS)]
    tekst = GEEN_OBJECT if not namen and code == "null" else tekst  # the framework says it in English
    locatie = {"name": namen[0] if namen else ""} if plaats == "query" else {"pointer": "#/" + "/".join(namen)}
    return {"in": plaats, "location": locatie, "code": code, "detail": tekst}


def _lees(details: Any, pad: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every message of DRF's nested details with its path and code."""
    if isinstance(details, list):
        for deel in details:
            yield from _lees(deel, pad)
    elif set(details) == {"message", "code"} and isinstance(details["message"], str):
        yield pad, str(details["message"]), str(details["code"])
    else:
        for naam, deel in details.items():
            yield from _lees(deel, (*pad, str(naam)))


def _velden(fout: DjangoValidationError) -> Any:
    """A refusal of a service: our snake_case names become those of the JSON."""
    if not hasattr(fout, "error_dict"):
        return fout.messages
    return {camel(naam): fouten for naam, fouten in fout.message_dict.items()}


def camel(naam: str) -> str:
    """volgende_stap -> volgendeStap."""
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.title() for deel in rest)
