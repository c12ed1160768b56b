import json
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError

from zwijndrecht_portal.core.bestanden import GEWOON
from zwijndrecht_portal.core.enums import Rol, TokenRecht
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.rechten import EIGEN


class InlogForm(AuthenticationForm):
    """Sign in with an e-mail address; one message for every failure, so that nobody learns who has an account."""

    username = forms.EmailField(
        label="E-mailadres",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    error_messages = {
        "invalid_login": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.",
        "inactive": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.",
    }


class KiesWachtwoordForm(SetPasswordForm):
    """What a password must be like in one sentence; Django gives a list in the words of its makers."""

    error_messages = {"password_mismatch": "Dit is niet hetzelfde wachtwoord. Typ ze allebei opnieuw."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eerste, tweede = self.fields["new_password1"], self.fields["new_password2"]
        eerste.help_text = "Minstens 12 tekens. Niet uw naam of e-mailadres, en niet een dat veel mensen gebruiken."
        tweede.label, tweede.help_text = "Herhaal het wachtwoord", ""


class CodeForm(forms.Form):
    """The code of an app, or a recovery code; spaces and dashes do not count."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "size": 12}),
    )


class AntwoordForm(forms.Form):
    """What the browser answers about a passkey, as JSON; empty when somebody stopped it."""

    antwoord = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """At no field: the reader sees none of it. Only when the rest is right."""
        gegevens: dict[str, Any] = super().clean() or {}
        if self.errors:
            return gegevens
        try:
            gegevens["antwoord"] = json.loads(gegevens["antwoord"])
        except (ValueError, RecursionError):
            gegevens["antwoord"] = None
        if not isinstance(gegevens["antwoord"], dict):
            raise ValidationError("Er is geen passkey gemaakt. Probeer het opnieuw, of gebruik een app.")
        return gegevens


class NaamForm(forms.Form):
    """The name by which the owner of a passkey knows it again."""

    naam = forms.CharField(
        label="Naam van de passkey",
        max_length=64,
        help_text="Zoals u hem herkent: laptop, telefoon, sleutelhanger.",
        error_messages={"required": "Geef de passkey een naam."},
    )


class PasskeyForm(NaamForm, AntwoordForm):
    """A new passkey."""


class InvoerForm(forms.Form):
    """A spreadsheet to bring in."""

    bestand = forms.FileField(
        label="Spreadsheet (xlsx, ods of csv)",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GEWOON.max_bytes:
            raise ValidationError("Het bestand is groter dan 10 MB. Verdeel het over meer bestanden.")
        return bestand


class TokenForm(forms.Form):
    """A token for the API."""

    naam = forms.CharField(label="Waarvoor?", max_length=80, help_text="Bijvoorbeeld: rapportage in Excel.")
    rechten = forms.MultipleChoiceField(
        label="Wat mag het token?", choices=TokenRecht.choices, widget=forms.CheckboxSelectMultiple
    )
    dagen = forms.TypedChoiceField(
        label="Hoe lang werkt het?",
        coerce=int,
        choices=[(30, "30 dagen"), (90, "90 dagen"), (365, "een jaar")],
        initial=90,
    )


class RechtenbeoordelingForm(forms.Form):
    """Signing for the list of accounts. `gezien` is the fingerprint of what was on the screen."""

    opmerking = forms.CharField(
        label="Wat viel u op?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    akkoord = forms.BooleanField(label="Ik heb elk account nagekeken: de rollen kloppen.")
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=64)


class GebruikerForm(forms.ModelForm):
    """An account in the admin. `beheerder` is who is working; that person cannot lock themselves out."""

    beheerder: Gebruiker | None = None
    rollen = forms.MultipleChoiceField(
        label="Rollen", choices=Rol.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Gebruiker
        fields = ("naam", "email", "organisatie", "rollen", "toegang_tot", "is_active")
        help_texts = {"is_active": "Zet dit uit als iemand niet meer mag inloggen. Het account blijft bestaan."}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, object]:
        gegevens = self.cleaned_data
        organisatie = gegevens.get("organisatie")
        if organisatie is not None and organisatie.soort not in EIGEN and not gegevens.get("toegang_tot"):
            self.add_error("toegang_tot", "Een account van een partner heeft een laatste dag. Vul die in.")
        if self.beheerder and self.instance.pk == self.beheerder.pk:
            if not gegevens.get("is_active"):
                raise ValidationError({"is_active": "U kunt uw eigen account niet uitzetten."})
            if Rol.BEHEERDER not in gegevens.get("rollen", []):
                raise ValidationError({"rollen": "U kunt uzelf de rol beheerder niet afnemen."})
        return gegevens
