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
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from zwijndrecht_portal.core.rls import namens

View = Callable[..., HttpResponse]


def requires(
    permission: str,
    *,
    model: type[models.Model] | None = None,
    verb: str = "",
    lookup: str = "pk",
    rls: bool = False,
) -> Callable[[View], View]:
    """
    Let the view run only for who may.

    With `model` the view receives the object that `pk` (or `lookup`) names instead of it, read through
    `visible_to(user)` and, if given, the queryset method `verb`. With `rls` the whole view runs in one transaction in
    which the database knows the person (row-level security); without it those tables are empty.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if rls:
                with namens(request.user):
                    return run(request, **kwargs)
            return run(request, **kwargs)

        def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            obj = None
            if model is not None:
                rows = model._default_manager.visible_to(request.user)
                if verb:
                    rows = getattr(rows, verb)()
                obj = get_object_or_404(rows, **{lookup: kwargs.pop(lookup)})
            if not request.user.has_perm(permission, obj):
                raise PermissionDenied
            return view(request, obj, **kwargs) if model is not None else view(request, **kwargs)

        guarded.required_permission = permission
        return guarded

    return decorator


def submit(form: forms.Form, service: Callable[..., Any], **kwargs: Any) -> bool:
    """
    Call the service with the form's values; False and errors on the form when it refuses.

    The service's result is kept as `form.result`, what it raised as `form.refusal`.
    """
    form.result = form.refusal = None
    if not form.is_valid():
        return False
    try:
        form.result = service(**form.cleaned_data, **kwargs)
    except ValidationError as error:
        form.refusal = error
        add_errors(form, error)
        return False
    return True


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Put each message at its field, or above the form when the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, errors)
