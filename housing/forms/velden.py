"""Fields and the base that several forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zwijndrecht_portal.core.opmaak import parse_datum


class DatumField(forms.CharField):
    """dd-mm-jjjj, and ISO for who pastes; not a browser's date field, which shows mm/dd/yyyy in an English browser."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, "size": 12})

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            return parse_datum(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class RustigForm(forms.Form):
    """Without `required` on its fields: a browser marks radio buttons red before anybody has chosen."""

    use_required_attribute = False
