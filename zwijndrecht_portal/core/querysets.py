"""Reading people and areas in words."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from zwijndrecht_portal.core.enums import AfdrukStatus, GebiedSoort, Rol

AFDRUK_BLIJFT = timedelta(days=1)


class GebruikerManager(BaseUserManager):
    def create_user(self, email: str, naam: str, password: str | None = None, **velden: Any) -> Any:
        """Create an account with a hashed password (None: cannot sign in with a password)."""
        gebruiker = self.model(email=email.strip().lower(), naam=naam, **velden)
        gebruiker.set_password(password)
        gebruiker.full_clean(exclude=["password"])
        gebruiker.save()
        return gebruiker

    def create_superuser(self, email: str, naam: str, password: str | None = None, **velden: Any) -> Any:
        """`createsuperuser` makes a beheerder: accounts and reference data, never a dossier."""
        return self.create_user(email, naam, password, rollen=[Rol.BEHEERDER], **velden)

    def get_by_natural_key(self, email: str | None) -> Any:
        return self.get(email__iexact=email)

    def met_rol(self, *rollen: Rol) -> models.QuerySet:
        return self.filter(is_active=True, rollen__overlap=[rol.value for rol in rollen])


class GebiedQuerySet(models.QuerySet):
    def wijken(self) -> Self:
        return self.filter(soort=GebiedSoort.WIJK)

    def buurten(self) -> Self:
        return self.filter(soort=GebiedSoort.BUURT)


class AfdrukQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Only for who asked: a PDF shows what that person may see."""
        return self.filter(aangevraagd_door=gebruiker)

    def zonder_inhoud(self) -> Self:
        """For the page that shows how far it is: leave the large columns in the database."""
        return self.defer("html", "pdf")

    def klaar(self) -> Self:
        return self.filter(status=AfdrukStatus.KLAAR)

    def te_maken(self) -> Self:
        return self.filter(status__in=[AfdrukStatus.WACHT, AfdrukStatus.BEZIG])

    def verlopen(self, nu: datetime) -> Self:
        """Older than a day."""
        return self.filter(aangevraagd_op__lt=nu - AFDRUK_BLIJFT)


class InzageQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """The whole log is for the privacy officer only; the database checks the same."""
        return self if gebruiker.heeft_rol(Rol.PRIVACY_OFFICER) else self.none()

    def van_dossier(self, pseudoniem: str) -> Self:
        return self.filter(pseudoniem=pseudoniem)

    def door(self, wie: str) -> Self:
        """By part of a name or e-mail address."""
        return self.filter(Q(gebruiker__naam__icontains=wie) | Q(gebruiker__email__icontains=wie))

    def nieuwste_eerst(self) -> Self:
        return self.select_related("gebruiker", "organisatie").order_by("-nummer")


class ToegangstokenQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Only one's own."""
        return self.filter(gebruiker=gebruiker)

    def geldig(self, nu: datetime) -> Self:
        """Not withdrawn, not expired, and of somebody who is active."""
        return self.filter(ingetrokken_op=None, verloopt_op__gt=nu, gebruiker__is_active=True)


class InvoerQuerySet(models.QuerySet):
    def visible_to(self, gebruiker: Any) -> Self:
        """Only one's own."""
        return self.filter(door=gebruiker)

    def zonder_inhoud(self) -> Self:
        """Without the file itself."""
        return self.defer("bestand").select_related("door")
