"""Reading people and areas in words."""

from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models

from zwijndrecht_portal.core.enums import GebiedSoort, Rol


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
