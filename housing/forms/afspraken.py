"""Preventief contract, cards, woonevaluatie and its signatures."""

from typing import Any

from django import forms

from housing.enums import ONDERTEKENAARS, ONDERWERPEN, Advies, ContractEinde, Kaartkleur, Oordeel, Partij, Voorwaarde
from housing.forms.velden import DatumField, RustigForm
from housing.models import PreventiefContract, Woonevaluatie


def _keuze(label: str, keuzes: Any) -> forms.TypedChoiceField:
    """Radio buttons that give a member of the list, not its text."""
    return forms.TypedChoiceField(label=label, choices=keuzes.choices, coerce=keuzes, widget=forms.RadioSelect)


class ContractForm(RustigForm):
    ingegaan_op = DatumField(label="Eerste dag", help_text="De dag waarop de voorwaarden ingaan.")
    loopt_tot = DatumField(label="Loopt tot", help_text="Meestal een of twee jaar later.")
    voorwaarden = forms.TypedMultipleChoiceField(
        label="Voorwaarden", choices=Voorwaarde.choices, coerce=Voorwaarde, widget=forms.CheckboxSelectMultiple
    )


class KaartForm(RustigForm):
    kleur = _keuze("Welke kaart?", Kaartkleur)
    voorwaarde = _keuze("Welke voorwaarde is niet nagekomen?", Voorwaarde)
    datum = DatumField(label="Op welke dag?", help_text="Vandaag of een eerdere dag.")

    def __init__(self, *args: Any, contract: PreventiefContract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voorwaarde"].choices = [(soort, Voorwaarde(soort).label) for soort in contract.voorwaarden]


class ContractEindeForm(RustigForm):
    einde = _keuze("Waarom stopt het contract?", ContractEinde)
    geeindigd_op = DatumField(label="Op welke dag?", help_text="Vandaag of een eerdere dag.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [einde for einde in ContractEinde if einde != ContractEinde.ROOD]
        self.fields["einde"].choices = [(einde.value, einde.label) for einde in keuzes]


class WoonevaluatieForm(RustigForm):
    datum = DatumField(label="Dag van het gesprek", help_text="Vandaag of een eerdere dag.")
    huur = _keuze(ONDERWERPEN["huur"], Oordeel)
    overlast = _keuze(ONDERWERPEN["overlast"], Oordeel)
    netwerk = _keuze(ONDERWERPEN["netwerk"], Oordeel)
    doelen = _keuze(ONDERWERPEN["doelen"], Oordeel)
    advies = _keuze("Advies", Advies)


class TekenForm(RustigForm):
    partij = _keuze("Wie heeft getekend?", Partij)
    op = DatumField(label="Op welke dag?", help_text="De dag onder de handtekening.")

    def __init__(self, *args: Any, evaluatie: Woonevaluatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partij"].choices = [(partij.value, partij.label) for partij in ONDERTEKENAARS]
        nog = [partij for partij, op in evaluatie.handtekeningen.items() if op is None]
        self.fields["partij"].initial = nog[0] if nog else None
