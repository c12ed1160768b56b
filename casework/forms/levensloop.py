"""Intake, correction, closing: is the input well-formed?"""

from uuid import uuid4

from django import forms

from casework.enums import WIE, Doelbinding, Grondslag, Sluitreden
from casework.forms.velden import RustigForm
from casework.models import Huishouden, Inwoner
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.models import Gebied


class GegevensForm(RustigForm):
    """The facts of an intake: where, on what ground, and what for."""

    buurt = forms.ModelChoiceField(label="Buurt", queryset=Gebied.objects.none(), empty_label="Kies een buurt")
    grondslag = forms.ChoiceField(
        label="Grondslag",
        choices=Grondslag,
        widget=forms.RadioSelect,
        help_text="De wet die zegt dat de gemeente een dossier mag bijhouden.",
    )
    doel = forms.ChoiceField(
        label="Waarvoor is dit dossier?",
        choices=Doelbinding,
        widget=forms.RadioSelect,
        help_text="Niemand gebruikt het dossier voor iets anders.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buurt"].queryset = Gebied.objects.buurten().order_by("naam")


class RoepnaamField(forms.CharField):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=40, validators=[weiger_bsn], **kwargs)


class IntakeForm(GegevensForm):
    sleutel = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    roepnaam = RoepnaamField(
        label="Roepnaam van de inwoner", help_text="Alleen een roepnaam. De anderen voegt u straks toe."
    )

    field_order = ["roepnaam", "buurt", "grondslag", "doel", "sleutel"]


class InwonerForm(forms.Form):
    roepnaam = RoepnaamField(label="Roepnaam", help_text="Alleen een roepnaam, geen achternaam.")
    wie = forms.ChoiceField(
        label="Wie is dit?",
        required=False,
        choices=list(WIE.items()),
        widget=forms.RadioSelect,
    )


class SluitForm(RustigForm):
    reden = forms.ChoiceField(
        label="Waarom sluit u dit dossier?",
        choices=[keuze for keuze in Sluitreden.choices if keuze[0] != Sluitreden.SAMEN],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=400,
        validators=[weiger_bsn],
        help_text="Kort en zakelijk. Schrijf geen BSN en geen diagnose op.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RedenField(forms.CharField):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            min_length=10,
            max_length=400,
            validators=[weiger_bsn],
            help_text="Kort en zakelijk. Schrijf geen BSN en geen diagnose op.",
            widget=forms.Textarea(attrs={"rows": 3}),
            **kwargs,
        )


class SplitsForm(forms.Form):
    """Who goes on in a huishouden of their own, and where."""

    inwoners = forms.ModelMultipleChoiceField(
        label="Wie gaat weg?", queryset=Inwoner.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    buurt = forms.ModelChoiceField(label="Buurt", queryset=Gebied.objects.none(), empty_label="Kies een buurt")
    reden = RedenField(label="Waarom splitst dit huishouden?")

    def __init__(self, *args: object, huishouden: Huishouden, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inwoners"].queryset = huishouden.inwoners.order_by("pk")
        self.fields["buurt"].queryset = Gebied.objects.buurten().order_by("naam")


class SamenvoegForm(forms.Form):
    """In which huishouden everyone goes on."""

    bij = forms.CharField(label="Bij welk huishouden?", max_length=14, help_text="Het nummer, zoals HH-2026-0042.")
    reden = RedenField(label="Waarom voegt u de huishoudens samen?")

    def clean_bij(self) -> Huishouden:
        bij = Huishouden.objects.filter(pseudoniem=self.cleaned_data["bij"].strip().upper()).first()
        if bij is None:
            raise forms.ValidationError("Dit huishouden is niet gevonden. Kijk het nummer na.")
        return bij
