"""Hours of a colleague, and buurtcirkels."""

from typing import Any

from django import forms

from casework.forms.velden import DatumField, KorteTekstField, MedewerkerField
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker

VOORBEELD = "Bijvoorbeeld 14-11-2026."


class InzetForm(forms.Form):
    fte = forms.DecimalField(
        label="Hoeveel fte voor de caseload?", min_value=0, max_value=1, decimal_places=2, localize=True,
        help_text="Tussen 0 en 1, zoals 0,6. Met 0 stopt de inzet.",
    )  # fmt: skip
    vanaf = DatumField(label="Vanaf welke dag?", help_text=VOORBEELD)


class BuurtcirkelForm(forms.Form):
    naam = KorteTekstField(label="Naam", max_length=60)
    gebied = forms.ModelChoiceField(label="Buurt", queryset=Gebied.objects.none(), empty_label="Kies een buurt")
    deelnemers = forms.IntegerField(
        label="Aantal deelnemers", min_value=1, max_value=50, help_text="Ongeveer tien. Alleen het aantal, geen namen."
    )
    vrijwilliger = KorteTekstField(
        label="Vrijwilliger", max_length=40, required=False, help_text="Roepnaam van wie de groep begeleidt."
    )
    professional = MedewerkerField(label="Professional", required=False)
    gestart_op = DatumField(label="Gestart op", help_text=VOORBEELD)
    gestopt_op = DatumField(label="Gestopt op", required=False, help_text="Leeg zolang de groep bij elkaar komt.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = Gebied.objects.buurten().order_by("naam")
        team = (Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)
        self.fields["professional"].queryset = Gebruiker.objects.met_rol(*team).order_by("naam", "pk")


class BijeenkomstForm(forms.Form):
    datum = DatumField(label="Wanneer?", help_text=VOORBEELD)
    aanwezig = forms.IntegerField(label="Hoeveel deelnemers waren er?", min_value=0, max_value=50)
