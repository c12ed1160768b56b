"""Export of acties: one row per actie, stable codes, dates named."""

from collections.abc import Iterable
from typing import Any

import tablib
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from plan.selectors import ActieRegel
from zwijndrecht_portal.core.bestanden import veilig


class Cel(Widget):
    """Numbers stay numbers, what is not there stays empty, and no text becomes a formula."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | int:
        if value is None:
            return ""
        return value if isinstance(value, int) else veilig(str(value))


def kolom(kenmerk: str) -> Field:
    """A column that is never read back: acties come in through /invoer/."""
    return Field(attribute=kenmerk, widget=Cel(), readonly=True)


class ActieResource(Resource):
    """A column for everything that the list of acties shows, in this order."""

    plan = kolom("plan_slug")
    code = kolom("code")
    actie = kolom("naam")
    leefgebied = kolom("leefgebied")
    spoor = kolom("spoor")
    status = kolom("status__label")
    trekker = kolom("trekker")
    volgende_mijlpaal = kolom("volgende__naam")
    periode = kolom("volgende__periode")
    periode_vastgesteld = kolom("volgende__vastgesteld")
    kwartalen_later = kolom("volgende__slip")
    tijd = kolom("lichten__tijd__licht__label")
    geld = kolom("lichten__geld__licht__label")
    kwaliteit = kolom("lichten__kwaliteit__licht__label")
    laatste_melding = kolom("melding__gemeld_op")
    percentage = kolom("melding__percentage")
    peildatum = kolom("peildatum")


def maak_export(regels: Iterable[ActieRegel]) -> tablib.Dataset:
    """A table that a spreadsheet opens as text, never as a formula."""
    return ActieResource().export(regels)
