"""Logging a contact and adding a note."""

from typing import Any

from django import forms

from casework.enums import ContactUitkomst, Contactvorm
from casework.forms.velden import DatumField, RustigForm, TekstField, sleutel_veld
from casework.models import Inwoner


class OverField(forms.ModelChoiceField):
    """About whom a sensitive note is; empty for an ordinary one. Asks the database only where it is drawn or chosen."""

    def __init__(self, huishouden_id: int) -> None:
        super().__init__(
            label="Is de notitie gevoelig?",
            queryset=Inwoner.objects.filter(huishouden=huishouden_id).order_by("pk"),
            required=False,
            empty_label="Nee, over het hele huishouden",
            help_text="Gaat die persoon weg uit dit huishouden, dan gaat de notitie mee. Hier is zij dan weg.",
        )

    def label_from_instance(self, inwoner: Any) -> str:
        return f"Ja, over {inwoner.roepnaam}"


class ContactForm(RustigForm):
    """A contact. One tap on the day list sends `uitkomst` and `sleutel` only: now, in the usual form."""

    sleutel = sleutel_veld()
    uitkomst = forms.ChoiceField(label="Wat gebeurde er?", choices=ContactUitkomst, widget=forms.RadioSelect)
    datum = DatumField(label="Op welke dag?", required=False, help_text="Bijvoorbeeld 14-11-2026. Leeg is vandaag.")
    vorm = forms.ChoiceField(label="Hoe?", choices=[("", "Zoals gebruikelijk"), *Contactvorm.choices], required=False)
    notitie = TekstField(label="Notitie", required=False)

    def __init__(self, data: Any = None, *, huishouden_id: int) -> None:
        super().__init__(data)
        self.fields["over"] = OverField(huishouden_id)


class NotitieForm(forms.Form):
    sleutel = sleutel_veld()
    tekst = TekstField(label="Notitie")

    def __init__(self, data: Any = None, *, contact_id: int, huishouden_id: int) -> None:
        super().__init__(data, auto_id=f"notitie-{contact_id}_%s")  # several cards on one page
        self.fields["over"] = OverField(huishouden_id)
