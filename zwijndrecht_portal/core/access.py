"""
The guard of every view, and the way a view calls a service.

Seeing is a queryset (`visible_to`): outside it an object does not exist, 404. Doing is a predicate: 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.inzage import (
    POORTEN,
    NietVastgelegd,
    RedenNodig,
    begin_inzage,
    lopend,
    niets_gewijzigd,
)
from zwijndrecht_portal.core.rls import namens
from zwijndrecht_portal.core.services import leg_inzage_vast, leg_weigering_vast

View = Callable[..., HttpResponse]


def requires(
    permission: str,
    *,
    model: type[models.Model] | None = None,
    verb: str = "",
    lookup: str = "pk",
    rls: bool = False,
    handeling: Handeling | None = None,
) -> Callable[[View], View]:
    """
    Let the view run only for who may.

    With `model` the view receives the object that `pk` (or `lookup`) names instead of it, read through
    `visible_to(user)` and, if given, the queryset method `verb`. With `rls` the whole view runs in one transaction in
    which the database knows the person (row-level security); without it those tables are empty. Such a view leaves
    exactly one line in the access log, also when it refuses; if that line cannot be written, the answer is 403. The
    line says what `handeling` it was: by itself reading, a list, or a change; what `submit` refuses changed nothing.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not rls:
                return run(request, **kwargs)
            request.inzage = begin_inzage(request, permission, handeling, model, kwargs.get(lookup))
            try:
                with namens(request.user), lopend(request.inzage):
                    antwoord = run(request, **kwargs)
                    if request.inzage is not None:  # a view whose object turned out to be no dossier
                        leg_inzage_vast(request.inzage)  # last: who logs at the same time waits only until the commit
                    return antwoord
            except NietVastgelegd:
                raise
            except (Http404, PermissionDenied):
                leg_weigering_vast(request.inzage)
                raise
            except RedenNodig as nodig:
                request.inzage.pseudoniem = nodig.pseudoniem
                leg_weigering_vast(request.inzage)
                return _naar_reden(request, nodig.url)

        def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if model is None:
                check(request, None)
                return view(request, **kwargs)
            obj = find(request, model, kwargs.pop(lookup))
            check(request, obj)
            return view(request, obj, **kwargs)

        def find(request: HttpRequest, model: Any, value: Any) -> models.Model:
            """The object, if this person sees it and, when it belongs to a dossier, may open that dossier now."""
            rows = model._default_manager.visible_to(request.user)
            if verb:
                rows = getattr(rows, verb)()
            obj = rows.filter(**{lookup: value}).first()
            if rls:
                laat_toe(request, model, value, obj)
            if obj is None:
                raise Http404
            return obj

        def check(request: HttpRequest, obj: models.Model | None) -> None:
            if not request.user.has_perm(permission, obj):
                raise PermissionDenied

        guarded.required_permission = permission
        guarded.is_dossier = rls
        return guarded

    return decorator


def laat_toe(request: HttpRequest, model: type[models.Model], value: Any, obj: models.Model | None) -> None:
    """
    Write down in the line of this request which dossier opens and why. Raises RedenNodig.

    An app without a Poort has no dossiers of its own, only objects that carry the pseudoniem of one.
    """
    poort = POORTEN.get(model._meta.app_label)
    toelating = poort(request.user, model, value, obj) if poort else None
    inzage = request.inzage
    if toelating is not None:
        inzage.pseudoniem, inzage.grondslag, inzage.reden = toelating.pseudoniem, toelating.grondslag, toelating.reden
        inzage.regel, inzage.aantal = f"{inzage.regel}: {toelating.regel}", 1
    elif obj is not None:
        inzage.pseudoniem, inzage.aantal = getattr(obj, "pseudoniem", ""), 1


def _naar_reden(request: HttpRequest, url: str) -> HttpResponse:
    """The page that asks why; a part of a page cannot, so htmx goes there as a whole."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def submit(form: forms.Form, service: Callable[..., Any], **kwargs: Any) -> bool:
    """
    Call the service with the form's values; False and errors on the form when it refuses.

    The service's result is kept as `form.result`, what it raised as `form.refusal`.
    """
    form.result = form.refusal = None
    if form.is_valid():
        try:
            form.result = service(**form.cleaned_data, **kwargs)
        except ValidationError as error:
            form.refusal = error
            add_errors(form, error)
        else:
            return True
    niets_gewijzigd()
    return False


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Put each message at its field, or above the form when the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, errors)
