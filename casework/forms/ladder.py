"""A step on the ladder, and the waakvlam."""

from typing import Any

from django import forms

from casework.enums import Trede, WaakvlamSoort
from casework.forms.velden import DatumField, KorteTekstField, MedewerkerField, RustigForm, TekstField, leefgebied_veld
from casework.models import Ritmeprofiel, Waakvlam
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

WIE_MEEKIJKT = (Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR)


class TredeForm(RustigForm):
    trede = forms.TypedChoiceField(
        label="Hoeveel hulp krijgt dit huishouden?",
        choices=Trede.choices,
        coerce=lambda waarde: Trede(int(waarde)),
        widget=forms.RadioSelect,
    )
    leefgebied = leefgebied_veld(required=False, help_text="Welk leefgebied is de aanleiding?")
    reden = TekstField(label="Waarom?", help_text="Kort en zakelijk, zonder BSN en zonder diagnose.")
    datum = DatumField(label="Vanaf welke dag?", required=False, help_text="Bijvoorbeeld 14-11-2026. Leeg is vandaag.")


class WaakvlamForm(RustigForm):
    soort = forms.ChoiceField(label="Wie houdt de waakvlam?", choices=WaakvlamSoort, widget=forms.RadioSelect)
    naam_of_rol = KorteTekstField(
        label="Roepnaam of rol", max_length=60, help_text="Bijvoorbeeld 'Rik' of 'buurvrouw van nummer 12'."
    )
    coordinator = MedewerkerField(label="Wie kijkt mee?", required=False, help_text="De coördinator van deze waakvlam.")
    ritmeprofiel = forms.ModelChoiceField(
        label="Ritme", queryset=Ritmeprofiel.objects.order_by("volgorde"), empty_label=None, widget=forms.RadioSelect
    )
    interval_dagen = forms.IntegerField(
        label="Eigen ritme: om de hoeveel dagen?", min_value=1, max_value=365, required=False,
        help_text="Alleen als geen ritme hierboven past.",
    )  # fmt: skip
    speling_dagen = forms.IntegerField(label="Eigen ritme: dagen speling", min_value=0, max_value=90, required=False)
    reden = KorteTekstField(
        label="Waarom dit ritme?", max_length=300, required=False, help_text="Nodig bij een eigen ritme."
    )

    def __init__(self, data: Any = None, *, waakvlam: Waakvlam | None) -> None:
        super().__init__(data, initial=_nu(waakvlam))
        self.fields["coordinator"].queryset = Gebruiker.objects.met_rol(*WIE_MEEKIJKT).order_by("naam", "pk")


def _nu(waakvlam: Waakvlam | None) -> dict[str, Any]:
    """What holds now."""
    if waakvlam is None:
        return {}
    namen = ("soort", "naam_of_rol", "coordinator", "ritmeprofiel", "interval_dagen", "speling_dagen", "reden")
    return {naam: getattr(waakvlam, f"{naam}_id", getattr(waakvlam, naam)) for naam in namen}
