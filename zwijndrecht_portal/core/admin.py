"""
Reference data for the beheerder: accounts, organisations and the two fixed lists. No dossier, no plan.

Who may what stands in `permissions.py`; there is no permission to delete, so the admin offers none.
"""

from functools import partial
from typing import Any

import django.contrib.auth.admin  # noqa: F401 - registers groups, which we take out again
import django_otp.plugins.otp_static.admin
import django_otp.plugins.otp_totp.admin  # noqa: F401 - registers secrets, which nobody may look at
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from zwijndrecht_portal.core.forms import GebruikerForm
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Leefgebied, Organisatie
from zwijndrecht_portal.core.opmaak import datum, meervoud
from zwijndrecht_portal.core.services import zet_tweestaps_uit
from zwijndrecht_portal.core.tasks import mail_wachtwoordlink


@login_not_required
def geen_tweede_voordeur(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """The portal has one sign-in page; who is signed in and was sent here may not enter."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("admin:index"))
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect("admin:index")


admin.site.site_header = admin.site.site_title = "Beheer"
admin.site.index_title = "Wat wilt u beheren?"
admin.site.login = geen_tweede_voordeur  # type: ignore[method-assign]
admin.site.logout = LogoutView.as_view(next_page="inloggen")  # type: ignore[method-assign, assignment]
admin.site.unregister([Group, StaticDevice, TOTPDevice])  # we have roles; a secret is its owner's


@admin.register(Gebruiker)
class GebruikerAdmin(admin.ModelAdmin):
    """Accounts. Nobody types a password for somebody else: that person gets a link to choose one."""

    form = GebruikerForm
    list_display = ["naam", "email", "rollen_tekst", "organisatie", "is_active"]
    list_filter = ["is_active"]
    list_select_related = ["organisatie"]
    search_fields = ["naam", "email"]
    ordering = ["naam"]
    fields = ["naam", "email", "organisatie", "rollen", "toegang_tot", "is_active", "last_login", "gemaakt_op"]
    readonly_fields = ["last_login", "gemaakt_op"]
    actions = ["stuur_wachtwoordlink", "zet_tweestaps_uit"]

    @admin.action(description="Zet inloggen in twee stappen uit (telefoon kwijt)", permissions=["change"])
    def zet_tweestaps_uit(self, request: HttpRequest, queryset: QuerySet[Gebruiker]) -> None:
        for gebruiker in queryset:
            zet_tweestaps_uit(gebruiker=gebruiker)
        aantal = meervoud(len(queryset), "account", "accounts")
        messages.success(request, f"Inloggen in twee stappen staat uit voor {aantal}.")

    @admin.display(description="rollen")
    def rollen_tekst(self, obj: Gebruiker) -> str:
        return obj.get_rollen_display()

    @admin.display(description="gemaakt op")
    def gemaakt_op(self, obj: Gebruiker) -> str:
        return datum(obj.created_at) if obj.pk else ""

    def get_form(
        self, request: HttpRequest, obj: Gebruiker | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """A form of its own for this request, that knows who is working."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"beheerder": request.user})

    def save_model(self, request: HttpRequest, obj: Gebruiker, form: ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(partial(mail_wachtwoordlink.delay, obj.pk))
            messages.info(request, f"{obj} krijgt een mail met een link om een wachtwoord te kiezen.")

    @admin.action(description="Stuur een link om een wachtwoord te kiezen", permissions=["change"])
    def stuur_wachtwoordlink(self, request: HttpRequest, queryset: QuerySet[Gebruiker]) -> None:
        gebruikers = list(queryset.filter(is_active=True))
        for gebruiker in gebruikers:
            transaction.on_commit(partial(mail_wachtwoordlink.delay, gebruiker.pk))
        messages.success(request, f"{meervoud(len(gebruikers), 'persoon krijgt', 'personen krijgen')} een mail.")


@admin.register(Organisatie)
class OrganisatieAdmin(admin.ModelAdmin):
    list_display = ["naam", "afkorting", "soort"]
    list_filter = ["soort"]
    search_fields = ["naam", "afkorting"]
    ordering = ["naam"]
    prepopulated_fields = {"slug": ["naam"]}


@admin.register(Leefgebied)
class LeefgebiedAdmin(admin.ModelAdmin):
    """To look at: the five follow from the plan."""

    list_display = ["naam", "omschrijving"]
    ordering = ["volgorde"]


@admin.register(Gebied)
class GebiedAdmin(admin.ModelAdmin):
    """To look at: the areas follow from the CBS."""

    list_display = ["naam", "code", "soort", "bovenliggend", "inwoners"]
    list_filter = ["soort"]
    list_select_related = ["bovenliggend"]
    search_fields = ["naam", "code"]
    ordering = ["code"]
