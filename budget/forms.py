"""Is the input well-formed? Rules of the money live in services."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from budget.models import Begrotingspost, Dekkingsbron
from budget.regels import PostRegel
from plan.forms import DatumField, TekstField
from plan.models import Plan
from zwijndrecht_portal.core.bestanden import GROOT
from zwijndrecht_portal.core.opmaak import parse_bedrag

MAXIMUM = Decimal("9999999999.99")  # what the database column holds


class BedragField(forms.CharField):
    """An amount as people type it: "12.500,00", "12500,-", "€ 12.500"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 20, "size": 16})

    def to_python(self, value: Any) -> Decimal | None:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            bedrag = parse_bedrag(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout
        if abs(bedrag) > MAXIMUM:
            raise ValidationError("Dit bedrag is te groot.")
        return bedrag


class PercentageField(forms.CharField):
    """A percentage as people type it: "10", "12,5", "12,5 %"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 8, "size": 8})

    def to_python(self, value: Any) -> Decimal | None:
        tekst = (super().to_python(value) or "").replace("%", "").strip()
        if not tekst:
            return None
        try:
            percentage = parse_bedrag(tekst)
        except ValueError as fout:
            raise ValidationError("Schrijf een percentage als 10 of 12,5.") from fout
        if not 0 <= percentage <= 100:
            raise ValidationError("Een percentage is 0 tot en met 100.")
        return percentage


class WijzigingForm(forms.Form):
    """A begrotingswijziging: the decision, and per post what is added (+) or taken away (-)."""

    nummer = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)
    datum = DatumField(label="Datum van het besluit", help_text="Schrijf de datum als dd-mm-jjjj.")
    raadsbesluit = forms.CharField(label="Raadsbesluit", max_length=80, help_text="Nummer of naam van het besluit.")
    omschrijving = TekstField(label="Omschrijving", help_text="Wat verandert er, en waarom?")
    dekkingsbron = forms.ModelChoiceField(
        Dekkingsbron.objects.none(), label="Dekking", required=False, empty_label="De dekking blijft gelijk"
    )
    dekking = BedragField(label="Meer of minder dekking", required=False, help_text="Minder: zet er een - voor.")

    def __init__(self, *args: Any, posten: Sequence[PostRegel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posten = posten
        self.fields["dekkingsbron"].queryset = Dekkingsbron.objects.order_by("naam")
        for post in posten:
            self.fields[f"post_{post.id}"] = BedragField(label=f"Wijziging van {post.naam}", required=False)

    def rijen(self) -> Iterator[tuple[PostRegel, forms.BoundField]]:
        """Each post with its own field."""
        return ((post, self[f"post_{post.id}"]) for post in self.posten)

    def clean(self) -> dict[str, Any]:
        """The arguments of `wijzig_begroting`: amounts per post and per dekkingsbron."""
        waarden = super().clean() or {}
        bron, dekking = waarden.pop("dekkingsbron", None), waarden.pop("dekking", None)
        if (bron is None) != (dekking is None) and not self.errors:
            self.add_error("dekking", "Kies een dekkingsbron én vul een bedrag in, of laat beide leeg.")
        bedragen = {post.id: waarden.pop(f"post_{post.id}", None) for post in self.posten}
        waarden["bedragen"] = {post: bedrag for post, bedrag in bedragen.items() if bedrag is not None}
        waarden["dekkingen"] = {bron.pk: dekking} if bron and dekking is not None else {}
        return waarden


class ImportForm(forms.Form):
    """A file with boekingen for one plan."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label="Plan", empty_label=None)
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een csv of een xlsx van hoogstens 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )

    def __init__(self, *args: Any, plannen: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plannen

    def clean_bestand(self) -> UploadedFile:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GROOT.max_bytes:
            raise ValidationError("Het bestand is groter dan 20 MB. Verdeel het over meer bestanden.")
        return bestand

    def clean(self) -> dict[str, Any]:
        """The arguments of `vraag_import`."""
        waarden = super().clean() or {}
        if bestand := waarden.pop("bestand", None):
            waarden |= {"bestandsnaam": bestand.name, "inhoud": bestand.read()}
        return waarden


class PrognoseForm(forms.Form):
    """The expectation for the whole year, as seen in a quarter."""

    kwartaal = forms.TypedChoiceField(
        label="Kwartaal", coerce=int, choices=[(n, f"Kwartaal {n}") for n in range(1, 5)], widget=forms.RadioSelect
    )
    bedrag = BedragField(label="Verwachte uitgaven in het hele jaar", help_text="In euro's, zoals 12.500,00.")
    toelichting = TekstField(
        label="Toelichting",
        required=False,
        voorwaardelijk=True,
        help_text="Nodig als de prognose meer dan 10 % of € 10.000 afwijkt van de begroting.",
    )
    is_klaar = forms.BooleanField(label="Klaar voor de rapportage", required=False)

    def __init__(self, *args: Any, post: Begrotingspost, **kwargs: Any) -> None:
        vandaag = timezone.localdate()
        kwartaal = (vandaag.month + 2) // 3 if vandaag.year == post.begroting.jaar else 4
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kwartaal", kwartaal)
