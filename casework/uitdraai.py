"""
Everything the portal keeps about one huishouden, for the resident: the right to a copy.

It follows the foreign keys that lead to the huishouden, so a new table is in it by itself. Row-level security holds
here as everywhere: what this person may not see is not in it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from casework.models import Herindeling, Huishouden, Notitie
from casework.verbeteringen import indeling_in_woorden, lees_geschiedenis
from zwijndrecht_portal.core.opmaak import datum, tijdstip

# What follows from the rest, and the keys that only keep a double click apart.
AFGELEID = {"casework.Contactstand", "casework.OpTijdPeriode", "casework.Telperiode"}
TECHNISCH = {"id", "sleutel", "contactstand"}
BREEDTE = 6  # columns on a sheet of paper


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One table of the dossier: its name as people call it, and its rows as name and value."""

    naam: str
    rijen: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Blok:
    """One table of the dossier on paper: each row as (column, text)."""

    naam: str
    kolommen: list[str]
    rijen: list[list[tuple[str, str]]]

    @property
    def is_tabel(self) -> bool:
        """Fits the width of the paper; a single row reads better as a list of facts."""
        return len(self.rijen) > 1 and len(self.kolommen) <= BREEDTE


def lees_alles(huishouden: Huishouden) -> list[Onderdeel]:
    """The huishouden itself first, every table with something in it in the order of the models, what was corrected."""
    onderdelen = [Onderdeel("huishouden", [_rij(huishouden)])]
    for model, pad in _tabellen().items():
        rijen = _rijen(model, pad, huishouden).select_related(*_verwijzingen(model)).order_by("pk")
        onderdelen.append(Onderdeel(str(model._meta.verbose_name_plural), [_rij(rij) for rij in rijen]))
    verbeteringen = [
        {"wanneer": regel.wanneer, "wat": regel.wat, "eerst": regel.eerst, "daarna": regel.daarna, "door": regel.door}
        for regel in lees_geschiedenis(huishouden)[0]
    ]
    onderdelen.append(Onderdeel("verbeteringen", verbeteringen))
    return [onderdeel for onderdeel in onderdelen if onderdeel.rijen]


def als_json(onderdelen: list[Onderdeel], gemaakt_op: datetime) -> dict[str, Any]:
    """Machine-readable: moments in ISO 8601, periods as van and tot."""
    inhoud = {
        onderdeel.naam: [{naam: _json(waarde) for naam, waarde in rij.items()} for rij in onderdeel.rijen]
        for onderdeel in onderdelen
    }
    return {"gemaakt_op": gemaakt_op.isoformat(), "dossier": inhoud}


def als_tekst(onderdelen: list[Onderdeel]) -> list[Blok]:
    """For paper: per table its columns that hold anything, and the rows in words."""
    blokken = []
    for onderdeel in onderdelen:
        eerste, *_ = onderdeel.rijen
        kolommen = [naam for naam in eerste if any(rij[naam] not in (None, "") for rij in onderdeel.rijen)]
        rijen = [[(naam, _tekst(rij[naam])) for naam in kolommen] for rij in onderdeel.rijen]
        blokken.append(Blok(onderdeel.naam.capitalize(), kolommen, rijen))
    return blokken


@cache
def _tabellen() -> dict[type[models.Model], str]:
    """Each table of casework that hangs on a huishouden, and the way there ("contactmoment__huishouden")."""
    paden: dict[type[models.Model], str] = {Huishouden: ""}
    modellen = [
        model
        for model in apps.get_app_config("casework").get_models()
        if not hasattr(model, "pgh_tracked_model") and model._meta.label not in AFGELEID
    ]
    for _ in modellen:
        for model in modellen:
            if model in paden:
                continue
            for veld in model._meta.fields:
                if veld.is_relation and veld.related_model in paden:
                    verder = paden[veld.related_model]
                    paden[model] = f"{veld.name}__{verder}" if verder else veld.name
                    break
    del paden[Huishouden]
    return {model: paden[model] for model in modellen if model in paden}


def _rijen(model: type[models.Model], pad: str, huishouden: Huishouden) -> models.QuerySet[Any]:
    """
    The rows of this huishouden. A sensitive note about who went elsewhere went along, also for who may see both; and
    a splitting belongs to both.
    """
    if model is Notitie:
        return Notitie.objects.van_wie_er_is().filter(**{pad: huishouden})
    if model is Herindeling:
        return Herindeling.objects.filter(models.Q(van=huishouden) | models.Q(naar=huishouden))
    return model._default_manager.filter(**{pad: huishouden})


def _verwijzingen(model: type[models.Model]) -> list[str]:
    return [veld.name for veld in model._meta.fields if veld.is_relation and veld.related_model is _persoon()]


def _rij(obj: models.Model) -> dict[str, Any]:
    nummer = {"nummer": obj.pk} if type(obj) in _waarnaar_verwezen() else {}
    velden = [veld for veld in obj._meta.fields if veld.name not in TECHNISCH and veld.related_model is not Huishouden]
    return nummer | {str(veld.verbose_name): _waarde(obj, veld) for veld in velden}


@cache
def _waarnaar_verwezen() -> set[Any]:
    """The tables whose number stands in another table of the dossier: which note belongs to which contact."""
    return {
        veld.related_model for model in _tabellen() for veld in model._meta.fields if veld.name not in TECHNISCH
    } & set(_tabellen())


def _waarde(obj: models.Model, veld: models.Field) -> Any:
    if veld.choices:
        return getattr(obj, f"get_{veld.name}_display")() or ""
    naar = veld.related_model
    if naar is None:
        return getattr(obj, veld.attname)
    if naar is _persoon() or naar._meta.app_label == "core":
        ander = getattr(obj, veld.name)
        return "" if ander is None else str(ander)
    return getattr(obj, veld.attname)


def _persoon() -> type[models.Model]:
    return apps.get_model(settings.AUTH_USER_MODEL)


def _json(waarde: Any) -> Any:
    if hasattr(waarde, "lower") and hasattr(waarde, "upper") and not isinstance(waarde, str):
        return {"van": _json(waarde.lower), "tot": _json(waarde.upper)}
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _tekst(waarde: Any) -> str:
    if waarde is None:
        return ""
    if hasattr(waarde, "lower") and hasattr(waarde, "upper") and not isinstance(waarde, str):
        einde = f"tot {_tekst(waarde.upper)}" if waarde.upper else "loopt nog"
        return f"van {_tekst(waarde.lower)}, {einde}"
    if isinstance(waarde, dict):
        return indeling_in_woorden(waarde)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        lokaal = timezone.localtime(waarde)
        return datum(lokaal) if lokaal.time() == time.min else tijdstip(lokaal)  # midnight: only a day was written down
    return datum(waarde) if isinstance(waarde, date) else str(waarde)
