"""Who gets the regie."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.forms.velden import MedewerkerField, TekstField
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


class RegisseurField(MedewerkerField):
    """Offers who works as trajectregisseur now; who stopped meanwhile is named in the refusal of the service."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if not str(value).isdecimal():
            raise ValidationError("Kies een medewerker uit de lijst.")
        gekozen = Gebruiker.objects.filter(pk=value).first()
        if gekozen is None:
            raise ValidationError("Deze medewerker bestaat niet meer. Kies iemand uit de lijst.")
        return gekozen


class ToewijzingForm(forms.Form):
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    regisseur = RegisseurField(label="Wie krijgt de regie?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regisseur"].queryset = regisseurs()


class AanbodForm(forms.Form):
    naar = RegisseurField(label="Aan wie draagt u over?")
    toelichting = TekstField(
        label="Wat moet uw collega weten?",
        help_text="Uw collega ziet het dossier pas na aannemen. Schrijf geen namen en geen BSN op.",
    )

    def __init__(self, *args: Any, behalve: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = regisseurs().exclude(pk=behalve)


class WeigerForm(forms.Form):
    antwoord = TekstField(label="Waarom neemt u dit huishouden niet over?")


def regisseurs() -> Any:
    return Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("naam", "pk")
