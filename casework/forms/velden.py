"""Fields that several forms of casework have."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.models import Gebruiker, Leefgebied
from zwijndrecht_portal.core.opmaak import parse_datum

TEKST_LENGTE = 2000


class RustigForm(forms.Form):
    """Without `required` on its fields: a browser marks radio buttons red before anybody has chosen."""

    use_required_attribute = False


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


class TekstField(forms.CharField):
    """Free text of a dossier: short, and without a BSN."""

    def __init__(self, **kwargs: Any) -> None:
        standaard = {
            "max_length": TEKST_LENGTE,
            "help_text": "Kort en zakelijk. Schrijf geen BSN en geen diagnose op.",
            "widget": forms.Textarea(attrs={"rows": 3}),
        }
        super().__init__(validators=[weiger_bsn], **{**standaard, **kwargs})


class KorteTekstField(forms.CharField):
    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, validators=[weiger_bsn], **kwargs)


class MedewerkerField(forms.ModelChoiceField):
    """Someone with an account. Also who left can be chosen from an old form: the service says what is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Gebruiker.objects.none(), empty_label="Kies een medewerker", **kwargs)


def leefgebied_veld(**kwargs: Any) -> forms.ModelChoiceField:
    rijen = Leefgebied.objects.order_by("volgorde")
    return forms.ModelChoiceField(label="Leefgebied", queryset=rijen, empty_label="Kies een leefgebied", **kwargs)


def sleutel_veld() -> forms.UUIDField:
    """Made when the form is drawn, so that sending it twice is one row."""
    return forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
