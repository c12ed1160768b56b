"""Is the input about figures well-formed?"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from dashboard.enums import IndicatorSoort, Monitoringvraag
from dashboard.models import MAX_KOPCIJFERS, Indicator, Kopcijfer
from dashboard.querysets import IndicatorQuerySet
from zwijndrecht_portal.core.indicatoren import Kruising
from zwijndrecht_portal.core.onherleidbaar import TOTAAL, Telling


class KopcijferForm(forms.Form):
    """Which figure comes on the front page; on a full page also which one makes room."""

    indicator = forms.ModelChoiceField(
        label="Cijfer", queryset=Indicator.objects.none(), empty_label="Kies een cijfer", to_field_name="sleutel"
    )
    vervangt = forms.ModelChoiceField(
        label="Welk cijfer gaat eraf?",
        queryset=Kopcijfer.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Er passen twaalf cijfers op. Het nieuwe cijfer krijgt de plek van het cijfer dat u kiest.",
    )

    def __init__(self, *args: Any, plekken: list[Kopcijfer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bezet = [kop.indicator_id for kop in plekken]
        vrij = Indicator.objects.exclude(pk__in=bezet).select_related("onderdeel_van").order_by("naam")
        self.fields["indicator"].queryset = vrij
        if len(plekken) < MAX_KOPCIJFERS:
            del self.fields["vervangt"]
            return
        self.fields["vervangt"].queryset = Kopcijfer.objects.filter(pk__in=[kop.pk for kop in plekken])
        self.fields["vervangt"].choices = [(kop.pk, str(kop.indicator)) for kop in plekken]
        self.fields["vervangt"].required = True
        self.fields["vervangt"].error_messages["required"] = "Kies welk cijfer eraf gaat. Er passen er twaalf."


class CijferFilterForm(forms.Form):
    """Filters of the list of all figures. What is not understood is ignored: the URL can be typed by hand."""

    q = forms.CharField(required=False, max_length=100)
    leefgebied = forms.SlugField(required=False)
    vraag = forms.ChoiceField(required=False, choices=Monitoringvraag.choices)
    plan = forms.SlugField(required=False)
    soort = forms.ChoiceField(required=False, choices=IndicatorSoort.choices)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    def apply(self, indicatoren: IndicatorQuerySet) -> IndicatorQuerySet:
        keuze = self.cleaned_data
        if q := keuze.get("q"):
            indicatoren = indicatoren.gezocht(q)
        if leefgebied := keuze.get("leefgebied"):
            indicatoren = indicatoren.over_leefgebied(leefgebied)
        if vraag := keuze.get("vraag"):
            indicatoren = indicatoren.filter(vragen__contains=[vraag])
        if plan := keuze.get("plan"):
            indicatoren = indicatoren.bij_plan(plan)
        return indicatoren.filter(soort=keuze["soort"]) if keuze.get("soort") else indicatoren


class KruisingForm(forms.Form):
    """A figure filtered in two ways at once. From the URL: a value that does not exist filters nothing."""

    def __init__(self, data: Any, *, kruising: Kruising, tabel: Mapping[tuple[str, str], Telling]) -> None:
        super().__init__(data)
        self.namen, self.tabel = (kruising.rij, kruising.kolom), tabel
        for plek, naam in enumerate(self.namen):
            labels = dict.fromkeys(sleutel[plek] for sleutel in tabel)
            keuzes = [(label, label) for label in labels if label != TOTAAL]
            self.fields[naam] = forms.ChoiceField(
                label=naam.capitalize(), required=False, choices=[("", "Alle"), *keuzes]
            )
        self.is_valid()

    @property
    def gekozen(self) -> list[str]:
        return [self.cleaned_data[naam] for naam in self.namen if self.cleaned_data.get(naam)]

    @property
    def aantal(self) -> Telling:
        """What belongs to this choice; None: it would point to a few people."""
        rij, kolom = (self.cleaned_data.get(naam) or TOTAAL for naam in self.namen)
        return self.tabel[rij, kolom]


ZOUT = "dashboard.metingen"
MAX_BYTES = 1_000_000


class MetingenForm(forms.Form):
    """A file with measured values, or what the page kept of it between looking and taking over."""

    bestand = forms.FileField(
        label="Bestand",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="Een csv van CBS StatLine of Swing, of in onze eigen vorm. Hooguit 1 MB.",
    )
    bron = forms.CharField(
        label="Bron", max_length=200, required=False, help_text="Vul dit in als het bestand zelf geen bron noemt."
    )
    bewaard = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        bestand, bewaard = gegevens.pop("bestand", None), gegevens.pop("bewaard", "")
        if bestand is not None and bestand.size > MAX_BYTES:
            raise ValidationError({"bestand": "Dit bestand is groter dan 1 MB. Knip het in stukken."})
        gegevens["inhoud"] = bestand.read() if bestand else self._bewaard(bewaard)
        return gegevens

    def _bewaard(self, tekst: str) -> bytes:
        if not tekst:
            raise ValidationError({"bestand": "Kies een bestand."})
        try:
            return b64decode(signing.loads(tekst, salt=ZOUT, max_age=3600))
        except signing.BadSignature as fout:
            raise ValidationError({"bestand": "Het is te lang geleden. Kies het bestand opnieuw."}) from fout


def bewaar(inhoud: bytes) -> str:
    """The file as text for a hidden field; signed, so that what was looked at is what is taken over."""
    return signing.dumps(b64encode(inhoud).decode(), salt=ZOUT, compress=True)
