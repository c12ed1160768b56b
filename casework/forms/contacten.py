"""Logging a contact and adding a note."""

from typing import Any

from django import forms

from casework.enums import ContactUitkomst, Contactvorm
from casework.forms.velden import DatumField, TekstField, sleutel_veld


class ContactForm(forms.Form):
    """A contact. One tap on the day list sends `uitkomst` and `sleutel` only: now, in the usual form."""

    sleutel = sleutel_veld()
    uitkomst = forms.ChoiceField(label="Wat gebeurde er?", choices=ContactUitkomst, widget=forms.RadioSelect)
    datum = DatumField(label="Op welke dag?", required=False, help_text="Bijvoorbeeld 14-11-2026. Leeg is vandaag.")
    vorm = forms.ChoiceField(label="Hoe?", choices=[("", "Zoals gebruikelijk"), *Contactvorm.choices], required=False)
    notitie = TekstField(label="Notitie", required=False)


class NotitieForm(forms.Form):
    sleutel = sleutel_veld()
    tekst = TekstField(label="Notitie")

    def __init__(self, data: Any = None, *, contact_id: int) -> None:
        super().__init__(data, auto_id=f"notitie-{contact_id}_%s")  # several cards on one page
