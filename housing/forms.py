"""Is the input well-formed? Rules about plekken and contingents live in services."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from casework.models import Huishouden
from housing.enums import VRAAGT_REDEN, Fase, LeegstandReden, Partij, Vertrekreden, Weigerreden, WoonvraagSoort
from housing.models import Contingent, Plek, Verblijf, Woonvraag
from housing.querysets import WoonvraagQuerySet
from housing.selectors.draagkracht import PLAFOND
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Gebied, Organisatie
from zwijndrecht_portal.core.opmaak import datum, parse_datum


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


class PlekKeuze(forms.ModelChoiceField):
    def label_from_instance(self, plek: Plek) -> str:
        return f"{plek.voorziening} - {plek}"


class VerblijfKeuze(forms.ModelChoiceField):
    def label_from_instance(self, verblijf: Verblijf) -> str:
        van, tot = datum(verblijf.geldig.lower), datum(verblijf.geldig.upper)
        return f"{verblijf.plek.voorziening} - {verblijf.plek}, van {van} tot {tot}"


class RustigForm(forms.Form):
    """Without `required` on its fields: a browser marks radio buttons red before anybody has chosen."""

    use_required_attribute = False


class BoekForm(forms.Form):
    plek = PlekKeuze(label="Plek", queryset=Plek.objects.none(), empty_label="Kies een plek")
    aankomst = DatumField(label="Dag van aankomst", help_text="Zoals 31-12-2026.")
    vertrek = DatumField(label="Dag van vertrek", help_text="Op deze dag komt de plek vrij. Deze nacht telt niet mee.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plekken = Plek.objects.filter(geldig__endswith=None) | Plek.objects.filter(geldig__endswith__gt=vandaag)
        volgorde = ("voorziening__soort", "voorziening__naam", "naam")
        self.fields["plek"].queryset = plekken.select_related("voorziening").order_by(*volgorde)


class VertrekForm(RustigForm):
    vertrokken_op = DatumField(label="Dag van vertrek", help_text="De dag waarop de bewoner is vertrokken.")
    vertrekreden = forms.ChoiceField(label="Waarheen?", choices=Vertrekreden.choices, widget=forms.RadioSelect)

    def clean_vertrekreden(self) -> Vertrekreden:
        return Vertrekreden(self.cleaned_data["vertrekreden"])


class VerlengForm(forms.Form):
    vertrek = DatumField(label="Nieuwe dag van vertrek", help_text="Later of eerder dan nu afgesproken.")


class BuitenGebruikForm(RustigForm):
    van = DatumField(label="Eerste dag")
    tot_en_met = DatumField(label="Laatste dag", help_text="Deze dag telt mee.")
    reden = forms.ChoiceField(label="Waarom?", choices=LeegstandReden.choices, widget=forms.RadioSelect)

    def clean_reden(self) -> LeegstandReden:
        return LeegstandReden(self.cleaned_data["reden"])


class ContingentForm(forms.Form):
    corporatie = forms.ModelChoiceField(
        label="Corporatie", queryset=Organisatie.objects.none(), empty_label="Kies een corporatie"
    )
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    aantal = forms.IntegerField(label="Aantal woningen", min_value=0, max_value=9999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        van_wonen = Organisatie.objects.filter(soort=OrganisatieSoort.WONEN)
        self.fields["corporatie"].queryset = van_wonen.order_by("naam")


class PlaatsingForm(forms.Form):
    contingent = forms.ModelChoiceField(
        label="Contingent", queryset=Contingent.objects.none(), empty_label="Kies een contingent"
    )
    wijk = forms.ModelChoiceField(label="Wijk", queryset=Gebied.objects.none(), empty_label="Kies een wijk")
    datum = DatumField(label="Dag van de sleutel", help_text="Zoals 31-12-2026.")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contingent"].queryset = Contingent.objects.kiesbaar(vandaag)
        self.fields["wijk"].queryset = Gebied.objects.wijken().order_by("naam")


class PlafondForm(forms.Form):
    """The ceiling that a reader compares with; a wrong value is set aside with a word at the field."""

    plafond = forms.DecimalField(
        label="Plafond per 1.000 inwoners", min_value=0, max_value=100, decimal_places=1, localize=True, required=False
    )

    @property
    def gekozen(self) -> Decimal:
        waarde = self.cleaned_data.get("plafond") if self.is_valid() else None
        return PLAFOND if waarde is None else waarde


class BouwprogrammaForm(forms.Form):
    aandeel = forms.IntegerField(
        label="Deel van de nieuwe woningen in dit segment (%)", min_value=0, max_value=100, required=False
    )

    @property
    def gekozen(self) -> Decimal:
        waarde = self.cleaned_data.get("aandeel") if self.is_valid() else None
        return Decimal(waarde or 0)


class WoonvraagForm(RustigForm):
    """What placing needs; no word about why somebody needs help."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    huishouden = forms.ModelChoiceField(
        label="Huishouden", queryset=Huishouden.objects.none(), empty_label="Kies een huishouden"
    )
    soort = forms.ChoiceField(label="Wat is er nodig?", choices=WoonvraagSoort.choices, widget=forms.RadioSelect)
    volwassenen = forms.IntegerField(label="Aantal volwassenen", min_value=1, max_value=20, initial=1)
    kinderen = forms.IntegerField(label="Aantal kinderen", min_value=0, max_value=20, initial=0)
    wijk = forms.ModelChoiceField(
        label="Wijk", queryset=Gebied.objects.none(), required=False, empty_label="Maakt niet uit"
    )
    max_huur = forms.DecimalField(
        label="Hoogste huur per maand",
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        help_text="In euro's, zoals 650,00.",
    )
    is_gelijkvloers = forms.BooleanField(label="Zonder trappen", required=False)
    aanbieder = forms.ModelChoiceField(
        label="Zorgaanbieder", queryset=Organisatie.objects.none(), required=False, empty_label="Geen"
    )

    def __init__(self, *args: Any, gebruiker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["huishouden"].queryset = Huishouden.objects.visible_to(gebruiker).order_by("pseudoniem")
        self.fields["wijk"].queryset = Gebied.objects.wijken().order_by("naam")
        zorg = Organisatie.objects.filter(soort=OrganisatieSoort.ZORG)
        self.fields["aanbieder"].queryset = zorg.order_by("naam")

    def clean_soort(self) -> WoonvraagSoort:
        return WoonvraagSoort(self.cleaned_data["soort"])


class StapForm(RustigForm):
    """A step to another phase. Only the fields that this step needs are shown; the service says what is missing."""

    contingent = forms.ModelChoiceField(
        label="Contingent", queryset=Contingent.objects.none(), empty_label="Kies een contingent"
    )
    wijk = forms.ModelChoiceField(label="Wijk", queryset=Gebied.objects.none(), empty_label="Kies een wijk")
    verblijf = VerblijfKeuze(label="Verblijf", queryset=Verblijf.objects.none(), empty_label="Kies een verblijf")
    reden = forms.ChoiceField(label="Waarom?", choices=Weigerreden.choices, widget=forms.RadioSelect)
    op = DatumField(label="Op welke dag?", help_text="Vandaag of een eerdere dag.")

    def __init__(self, *args: Any, woonvraag: Woonvraag, fase: Fase, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_woning = woonvraag.soort == WoonvraagSoort.WONING
        nodig = {
            "contingent": is_woning and fase in (Fase.MATCH, Fase.PLAATSING),
            "wijk": is_woning and fase == Fase.PLAATSING,
            "verblijf": not is_woning and fase == Fase.PLAATSING,
            "reden": fase in VRAAGT_REDEN,
        }
        for naam, is_nodig in nodig.items():
            if not is_nodig:
                del self.fields[naam]
        keuzes = {
            "contingent": Contingent.objects.kiesbaar(vandaag),
            "wijk": Gebied.objects.wijken().order_by("naam"),
            "verblijf": Verblijf.objects.zonder_huishouden().order_by("-geldig"),
        }
        for naam, keuze in keuzes.items():
            if naam in self.fields:
                self.fields[naam].queryset = keuze


class BeurtForm(RustigForm):
    aan_zet = forms.ChoiceField(label="Wie is aan zet?", choices=Partij.choices, widget=forms.RadioSelect)

    def clean_aan_zet(self) -> Partij:
        return Partij(self.cleaned_data["aan_zet"])


class WoonvraagFilterForm(forms.Form):
    """Filters of the list; an unknown value is set aside."""

    aan_zet = forms.ChoiceField(label="Aan zet", required=False, choices=[("", "Iedereen"), *Partij.choices])
    fase = forms.ChoiceField(label="Fase", required=False, choices=[("", "Waar nog iets te doen is"), *Fase.choices])
    soort = forms.ChoiceField(label="Zoekt", required=False, choices=[("", "Alles"), *WoonvraagSoort.choices])

    def apply(self, woonvragen: WoonvraagQuerySet) -> WoonvraagQuerySet:
        """Narrow woonvragen (already `with_stand`). Without a phase only those in which somebody is on turn."""
        self.is_valid()
        keuze = self.cleaned_data
        if keuze.get("soort"):
            woonvragen = woonvragen.filter(soort=keuze["soort"])
        if keuze.get("aan_zet"):
            woonvragen = woonvragen.filter(stand__aan_zet=keuze["aan_zet"])
        if keuze.get("fase"):
            return woonvragen.filter(stand__fase=keuze["fase"])
        return woonvragen.exclude(aan_zet="")
