"""Woonvragen: ask, take a step, filter."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from casework.models import Huishouden
from housing.enums import VRAAGT_REDEN, Fase, Partij, Weigerreden, WoonvraagSoort
from housing.forms.velden import DatumField, RustigForm
from housing.models import Contingent, Verblijf, Woonvraag
from housing.querysets import WoonvraagQuerySet
from zwijndrecht_portal.core.enums import OrganisatieSoort
from zwijndrecht_portal.core.models import Gebied, Organisatie
from zwijndrecht_portal.core.opmaak import datum


class VerblijfKeuze(forms.ModelChoiceField):
    def label_from_instance(self, verblijf: Verblijf) -> str:
        van, tot = datum(verblijf.geldig.lower), datum(verblijf.geldig.upper)
        return f"{verblijf.plek.voorziening} - {verblijf.plek}, van {van} tot {tot}"


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

    @property
    def selects(self) -> list[dict[str, Any]]:
        """What the drop-downs of the filter bar show; a widget of Django takes four times as long to draw."""
        return [
            {
                "naam": naam,
                "label": veld.label,
                "leeg": veld.choices[0][1],
                "keuzes": veld.choices[1:],
                "gekozen": self.data.get(naam, ""),
            }
            for naam, veld in self.fields.items()
        ]

    def apply(self, woonvragen: WoonvraagQuerySet) -> WoonvraagQuerySet:
        """Narrow woonvragen (already `with_stand`). Without a phase only those in which somebody is on turn."""
        self.is_valid()
        keuze = self.cleaned_data
        if keuze.get("soort"):
            woonvragen = woonvragen.filter(soort=keuze["soort"])
        if keuze.get("aan_zet"):
            woonvragen = woonvragen.filter(aan_zet=keuze["aan_zet"])
        if keuze.get("fase"):
            return woonvragen.filter(fase=keuze["fase"])
        return woonvragen.exclude(aan_zet="")
