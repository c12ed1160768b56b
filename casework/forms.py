"""Is the input well-formed? Rules of casework live in services."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from casework.enums import ContactUitkomst, Contactvorm, Toegangsreden
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.opmaak import parse_datum

NOTITIE_LENGTE = 2000


class DatumField(forms.CharField):
    """dd-mm-jjjj, or ISO; not a browser's date field, which shows mm/dd/yyyy in an English browser."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10})

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            return parse_datum(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class NotitieField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=NOTITIE_LENGTE,
            validators=[weiger_bsn],
            help_text="Kort en zakelijk. Schrijf geen BSN en geen diagnose op.",
            widget=forms.Textarea(attrs={"rows": 3}),
            **kwargs,
        )


def _sleutel() -> forms.UUIDField:
    """Made when the form is drawn, so that sending it twice is one row."""
    return forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class ContactForm(forms.Form):
    """A contact. One tap on the day list sends `uitkomst` and `sleutel` only: now, in the usual form."""

    sleutel = _sleutel()
    uitkomst = forms.ChoiceField(label="Wat gebeurde er?", choices=ContactUitkomst, widget=forms.RadioSelect)
    datum = DatumField(label="Op welke dag?", required=False, help_text="Bijvoorbeeld 14-11-2026. Leeg is vandaag.")
    vorm = forms.ChoiceField(label="Hoe?", choices=[("", "Zoals gebruikelijk"), *Contactvorm.choices], required=False)
    notitie = NotitieField(label="Notitie", required=False)


class NotitieForm(forms.Form):
    sleutel = _sleutel()
    tekst = NotitieField(label="Notitie")

    def __init__(self, data: Any = None, *, contact_id: int) -> None:
        super().__init__(data, auto_id=f"notitie-{contact_id}_%s")  # several cards on one page


class ToegangForm(forms.Form):
    """Why someone wants to open a dossier outside the own work."""

    soort = forms.ChoiceField(label="Waarom?", choices=Toegangsreden, widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Leg het uit in een zin",
        min_length=10,
        max_length=400,
        validators=[weiger_bsn],
        help_text="De inwoner kan dit lezen. Schrijf niet op wat er in het dossier staat.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
