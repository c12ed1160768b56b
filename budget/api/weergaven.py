"""What comes out about the money."""

from dataclasses import dataclass

from rest_framework import serializers

from budget.enums import BegrotingStatus, PostSoort, Taakveld
from budget.regels import JaarOverzicht
from zwijndrecht_portal.core.api.basis import Weergave


@dataclass(frozen=True, slots=True)
class JaarVanPlan:
    """The money of one year, and of which plan."""

    plan: str
    stand: JaarOverzicht


def _euro(bron: str, uitleg: str, *, mag_ontbreken: bool = False) -> serializers.DecimalField:
    return serializers.DecimalField(14, 2, source=bron, read_only=True, allow_null=mag_ontbreken, help_text=uitleg)


class BegrotingWeergave(Weergave):
    """De begroting van een plan in één jaar, met alle totalen. Bedragen in euro, als tekst; null: niets bekend."""

    id = serializers.IntegerField(source="stand.id", read_only=True)
    plan = serializers.CharField(read_only=True, help_text="De vaste naam van het plan.")
    jaar = serializers.IntegerField(source="stand.jaar", read_only=True)
    status = serializers.ChoiceField(BegrotingStatus.choices, source="stand.status", read_only=True)
    vastgesteldOp = serializers.DateField(source="stand.vastgesteld_op", read_only=True, allow_null=True)
    somPosten = _euro("stand.som_posten", "Met begrotingswijzigingen tot en met de peildatum.")
    onvoorzien = _euro("stand.onvoorzien", "Een vast deel van de som van de posten.")
    totaal = _euro("stand.totaal", "De som van de posten met onvoorzien.")
    dekking = _euro("stand.dekking", "Wat er voor de posten van het plan is.")
    ruimte = _euro("stand.ruimte", "Dekking die overblijft.")
    tekort = _euro("stand.tekort", "Wat niemand betaalt, ook van acties die al liepen.")
    benutting = serializers.DecimalField(
        7, 1, source="stand.benutting", read_only=True, allow_null=True, help_text="Totaal van dekking, in procenten."
    )
    verplicht = _euro("stand.plantabel.verplicht", "Toegezegd en nog niet geboekt.", mag_ontbreken=True)
    besteed = _euro("stand.plantabel.besteed", "Som van de boekingen.", mag_ontbreken=True)
    verwacht = _euro("stand.plantabel.verwacht", "Som van de prognoses voor het hele jaar.", mag_ontbreken=True)


class BegrotingspostWeergave(Weergave):
    """Het geld voor één actie (of één ander doel) in één jaar. Bedragen in euro, als tekst; null: niet genoemd."""

    id = serializers.IntegerField(read_only=True)
    plan = serializers.CharField(source="begroting.plan.slug", read_only=True)
    jaar = serializers.IntegerField(source="begroting.jaar", read_only=True)
    naam = serializers.CharField(read_only=True)
    actie = serializers.IntegerField(source="actie_id", read_only=True, allow_null=True, help_text="Het id.")
    vastgesteld = serializers.DecimalField(14, 2, source="bedrag", read_only=True, allow_null=True)
    gewijzigd = serializers.DecimalField(
        14, 2, read_only=True, allow_null=True, help_text="Som van de begrotingswijzigingen tot en met de peildatum."
    )
    besteed = serializers.DecimalField(
        14, 2, read_only=True, allow_null=True, help_text="Som van de boekingen tot en met de peildatum."
    )
    soort = serializers.ChoiceField([("", "niet genoemd"), *PostSoort.choices], read_only=True)
    taakveld = serializers.ChoiceField([("", "niet genoemd"), *Taakveld.choices], read_only=True)
    toelichting = serializers.CharField(read_only=True)
