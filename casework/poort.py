"""
The door of a dossier: the own work opens by itself, anything else asks for a reason first (kaders: access log).

Asked by `@requires` for every view that gets an object of casework. What it answers goes into the access log.
"""

from typing import Any

from django.db import models
from django.urls import reverse

from casework.models import Buurtcirkel, Contactstand, Dossiertoegang, Huishouden, Overdracht, Vernietiging
from casework.querysets import LEZERS, OVERZIEN
from casework.selectors import zoek_dossier
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.inzage import RedenNodig, Toelating

# An offer holds what the one who is asked may know; a buurtcirkel knows no resident.
ZONDER_DOSSIER = (Overdracht, Buurtcirkel, Vernietiging)


def poort(gebruiker: Any, model: type[models.Model], sleutel: Any, obj: Any) -> Toelating | None:
    """Why this dossier opens; None when the guard itself refuses. Raises RedenNodig outside the own work."""
    if not gebruiker.heeft_rol(*LEZERS):
        return None
    if obj is None:
        gevonden = zoek_dossier(pk=sleutel) if model is Huishouden else None
        if gevonden is not None:
            raise RedenNodig(reverse("casework:toegang_vragen", args=[gevonden.id]), gevonden.pseudoniem)
        return None
    if isinstance(obj, ZONDER_DOSSIER):
        return None
    huishouden = obj if isinstance(obj, Huishouden) else obj.huishouden
    wie = {"pseudoniem": huishouden.pseudoniem, "grondslag": huishouden.get_grondslag_display()}
    if regel := eigen_werk(gebruiker, huishouden):
        return Toelating(regel, **wie)
    toegang = Dossiertoegang.objects.lopend_van(gebruiker).filter(huishouden=huishouden).first()
    if toegang is None:
        raise RedenNodig(reverse("casework:toegang_vragen", args=[huishouden.pk]), huishouden.pseudoniem)
    return Toelating("reden opgegeven", reden=toegang.reden, **wie)


def eigen_werk(gebruiker: Any, huishouden: Any) -> str:
    """The agreement by which this dossier is this person's own work; "" when it is not."""
    if gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR) and huishouden.regisseur_id == gebruiker.pk:
        return "eigen caseload"
    if gebruiker.heeft_rol(*OVERZIEN) and huishouden.regisseur_id is None and huishouden.gesloten_op is None:
        return "nog geen regisseur"
    if gebruiker.heeft_rol(Rol.WAAKVLAMCOORDINATOR) and _heeft_waakvlam(huishouden):
        return "er loopt een waakvlam"
    return ""


def _heeft_waakvlam(huishouden: Any) -> bool:
    return Contactstand.objects.filter(huishouden=huishouden, waakvlam__isnull=False).exists()
