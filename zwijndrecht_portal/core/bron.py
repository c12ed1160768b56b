"""Loading data files again and again without overwriting what people improved in the portal."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import models

from zwijndrecht_portal.core.models import Bronrecord


def lees_yaml(pad: Path) -> Any:
    """A data file; by the parser in C, which takes an eighth of the time."""
    return yaml.load(pad.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


class Bron:
    """Three-way comparison: what the file says now, what it said last time, what the portal says."""

    def __init__(self) -> None:
        self._vorige: dict[str, Any] = dict(Bronrecord.objects.values_list("sleutel", "gegevens"))
        self.regels: list[str] = []

    def vorige(self, sleutel: str) -> Any:
        return self._vorige.get(sleutel)

    def onthoud(self, sleutel: str, gegevens: Any) -> None:
        Bronrecord.objects.bulk_create(
            [Bronrecord(sleutel=sleutel, gegevens=gegevens)],
            update_conflicts=True,
            unique_fields=["sleutel"],
            update_fields=["gegevens"],
        )  # one query, where update_or_create takes six; the first start loads hundreds

    def zet(self, model: type[models.Model], zoek: Mapping[str, Any], waarden: Mapping[str, Any]) -> tuple[Any, bool]:
        """Make or update one object; returns it and whether it is new."""
        sleutel = _sleutel(model, zoek)
        nu = {naam: _als_json(waarde) for naam, waarde in waarden.items()}
        obj = model._default_manager.filter(**zoek).first()
        if obj is None:
            obj = model._default_manager.create(**zoek, **waarden)
            self.regels.append(f"Nieuw: {model._meta.verbose_name} {obj}")
            self.onthoud(sleutel, nu)
            return obj, True
        if nu != self.vorige(sleutel):
            self._werk_bij(obj, waarden, self.vorige(sleutel) or {})
            self.onthoud(sleutel, nu)
        return obj, False

    def _werk_bij(self, obj: Any, waarden: Mapping[str, Any], vorige: Mapping[str, Any]) -> None:
        gewijzigd = []
        for naam, waarde in waarden.items():
            in_portaal = getattr(obj, naam)
            if in_portaal == waarde:
                continue
            label = f"{obj._meta.verbose_name} {obj}: {obj._meta.get_field(naam).verbose_name}"
            if naam in vorige and _als_json(in_portaal) != vorige[naam]:
                self.regels.append(f"Niet overschreven, want gewijzigd in het portaal: {label}")
                continue
            setattr(obj, naam, waarde)
            gewijzigd.append(naam)
            self.regels.append(f"Bijgewerkt: {label}")
        if gewijzigd:
            obj.save(update_fields=gewijzigd)


def _sleutel(model: type[models.Model], zoek: Mapping[str, Any]) -> str:
    return f"{model._meta.model_name}:" + "/".join(str(waarde) for waarde in zoek.values())


def _als_json(waarde: Any) -> Any:
    return json.loads(json.dumps(waarde, default=str))
