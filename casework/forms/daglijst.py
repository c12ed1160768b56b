"""Filters on the day list, for who sees more than the own caseload."""

from typing import Any

from django import forms

from casework.enums import Trede
from casework.forms.regie import regisseurs
from casework.querysets import HuishoudenQuerySet
from zwijndrecht_portal.core.models import Gebied

NIEMAND = "niemand"


class DaglijstFilterForm(forms.Form):
    """From the URL. A value that does not exist filters nothing."""

    regisseur = forms.ChoiceField(label="Regisseur", required=False)
    buurt = forms.ChoiceField(label="Buurt", required=False)
    trede = forms.ChoiceField(label="Niveau", required=False, choices=[("", "Alle"), *Trede.choices])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        mensen = [(str(mens.pk), mens.naam) for mens in regisseurs()]
        self.fields["regisseur"].choices = [("", "Iedereen"), (NIEMAND, "Zonder regisseur"), *mensen]
        buurten = Gebied.objects.buurten().order_by("naam").values_list("code", "naam")
        self.fields["buurt"].choices = [("", "Alle"), *buurten]
        self.is_valid()

    def apply(self, huishoudens: HuishoudenQuerySet) -> HuishoudenQuerySet:
        gekozen = self.gekozen
        if regisseur := gekozen.get("regisseur"):
            huishoudens = huishoudens.filter(regisseur=None if regisseur == NIEMAND else int(regisseur))
        if buurt := gekozen.get("buurt"):
            huishoudens = huishoudens.filter(buurt=buurt)
        if trede := gekozen.get("trede"):
            huishoudens = huishoudens.op_trede(Trede(int(trede)))
        return huishoudens

    @property
    def gekozen(self) -> dict[str, str]:
        """What really filters, for links that keep it."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
