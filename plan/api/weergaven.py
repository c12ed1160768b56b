"""What comes out about the plans, and what may come in."""

from datetime import UTC
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from plan.enums import ActieStatus, AmbitieGroep, PlanSoort, PlanStatus, Verversing
from zwijndrecht_portal.core.api.basis import Weergave
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.enums import Licht

NIET_LEEG = RegexValidator(r"\S", "Vul dit in.")
LICHTEN = [(licht.value, licht.label) for licht in Licht]


class PlanWeergave(Weergave):
    """Een beleidsplan van de gemeente."""

    slug = serializers.CharField(read_only=True, help_text="De vaste naam in adressen.")
    naam = serializers.CharField(read_only=True)
    soort = serializers.ChoiceField(PlanSoort.choices, read_only=True)
    omschrijving = serializers.CharField(read_only=True)
    van = serializers.DateField(read_only=True, help_text="Eerste dag van de looptijd.")
    tot = serializers.DateField(read_only=True, help_text="Laatste dag van de looptijd.")
    status = serializers.ChoiceField(PlanStatus.choices, read_only=True)
    vastgesteldOp = serializers.DateField(source="vastgesteld_op", read_only=True, allow_null=True)


class OnderdeelWeergave(Weergave):
    id = serializers.IntegerField(read_only=True)
    plan = serializers.CharField(source="plan.slug", read_only=True, help_text="De vaste naam van het plan.")
    code = serializers.CharField(read_only=True, help_text="De code in het plan.")
    naam = serializers.CharField(read_only=True)


class OpgaveWeergave(OnderdeelWeergave):
    """Een maatschappelijke opgave waar een plan voor staat."""

    doelgroep = serializers.CharField(read_only=True)
    kern = serializers.CharField(read_only=True)


class AmbitieWeergave(OnderdeelWeergave):
    """Wat de gemeente wil bereiken."""

    groep = serializers.ChoiceField(AmbitieGroep.choices, read_only=True)


class SpoorWeergave(OnderdeelWeergave):
    """Een van de vier sporen van het transformatieplan."""

    doel = serializers.CharField(read_only=True)


class ActieWeergave(Weergave):
    """Een actie zoals zij er op de peildatum voor stond. De lichten zijn berekend."""

    id = serializers.IntegerField(read_only=True)
    plan = serializers.CharField(source="plan_slug", read_only=True, help_text="De vaste naam van het plan.")
    code = serializers.CharField(read_only=True, help_text="De code in het plan.")
    naam = serializers.CharField(read_only=True)
    leefgebied = serializers.CharField(source="leefgebied_slug", read_only=True, help_text="Leeg: de bron noemt geen.")
    spoor = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(ActieStatus.choices, read_only=True)
    trekker = serializers.CharField(read_only=True, help_text="Leeg: niemand.")
    tijd = serializers.ChoiceField(LICHTEN, source="lichten.tijd.licht", read_only=True)
    geld = serializers.ChoiceField(LICHTEN, source="lichten.geld.licht", read_only=True)
    kwaliteit = serializers.ChoiceField(LICHTEN, source="lichten.kwaliteit.licht", read_only=True)
    percentage = serializers.IntegerField(source="melding.percentage", read_only=True, default=None, allow_null=True)
    gemeldOp = serializers.DateField(
        source="melding.gemeld_op", read_only=True, default=None, allow_null=True, help_text="De laatste melding."
    )
    verversing = serializers.ChoiceField(
        Verversing.choices, read_only=True, help_text="Hoe vers de laatste melding is."
    )
    volgendeMijlpaal = serializers.CharField(source="volgende.naam", read_only=True, default=None, allow_null=True)
    begroot = serializers.DecimalField(
        14, 2, source="geld.begroot", read_only=True, allow_null=True, help_text="In euro, als tekst."
    )
    besteed = serializers.DecimalField(14, 2, source="geld.besteed", read_only=True, allow_null=True)
    verwacht = serializers.DecimalField(14, 2, source="geld.verwacht", read_only=True, allow_null=True)
    peildatum = serializers.DateField(read_only=True)


class BetrokkeneWeergave(Weergave):
    """Een organisatie die meewerkt."""

    organisatie = serializers.CharField(source="organisatie.slug", read_only=True)
    naam = serializers.CharField(source="organisatie.naam", read_only=True)
    rol = serializers.CharField(read_only=True)


class ActieDetailWeergave(ActieWeergave):
    """Een actie met haar teksten en verbindingen. De teksten zijn die van nu."""

    kern = serializers.CharField(source="actie.kern", read_only=True)
    voorwaarde = serializers.CharField(source="actie.voorwaarde", read_only=True)
    omvang = serializers.CharField(source="actie.omvang", read_only=True)
    opgaven = serializers.ListField(child=serializers.IntegerField(), read_only=True, help_text="Hun id's.")
    ambities = serializers.ListField(child=serializers.IntegerField(), read_only=True, help_text="Hun id's.")
    betrokkenen = BetrokkeneWeergave(many=True, read_only=True)


class ActieWijziging(serializers.Serializer):
    """De teksten van een actie. Wat u weglaat, blijft zoals het is."""

    naam = serializers.CharField(max_length=160, required=False, validators=[NIET_LEEG])
    kern = serializers.CharField(max_length=4000, allow_blank=True, required=False, validators=[weiger_bsn])
    voorwaarde = serializers.CharField(max_length=4000, allow_blank=True, required=False, validators=[weiger_bsn])
    omvang = serializers.CharField(max_length=4000, allow_blank=True, required=False)


class MijlpaalWeergave(Weergave):
    """Een mijlpaal zoals die er op de peildatum voor stond."""

    id = serializers.IntegerField(read_only=True)
    naam = serializers.CharField(read_only=True)
    periode = serializers.SerializerMethodField(help_text="De periode in woorden, zoals Q4 2019; null: onbekend.")
    van = serializers.DateField(source="periode.van", read_only=True, default=None, allow_null=True)
    tot = serializers.DateField(source="periode.tot", read_only=True, default=None, allow_null=True)
    vastgesteld = serializers.SerializerMethodField(help_text="De periode toen het plan werd vastgesteld.")
    kwartalenLater = serializers.IntegerField(
        source="slip", read_only=True, help_text="Hoeveel kwartalen later dan vastgesteld; null: niet te zeggen.",
        allow_null=True,
    )  # fmt: skip
    gerealiseerdOp = serializers.DateField(source="gerealiseerd_op", read_only=True, allow_null=True)

    def get_periode(self, regel: Any) -> str | None:
        return str(regel.periode) if regel.periode else None

    def get_vastgesteld(self, regel: Any) -> str | None:
        return str(regel.vastgesteld) if regel.vastgesteld else None


class VoortgangsmeldingWeergave(Weergave):
    """Wat een trekker op een moment meldde, naast wat het portaal toen berekende."""

    id = serializers.IntegerField(read_only=True)
    sleutel = serializers.UUIDField(read_only=True, help_text="Twee keer dezelfde sleutel is één melding.")
    gemeldOp = serializers.DateTimeField(source="gemeld_op", default_timezone=UTC, read_only=True)
    percentage = serializers.IntegerField(read_only=True)
    tijd = serializers.ChoiceField(LICHTEN, read_only=True)
    geld = serializers.ChoiceField(LICHTEN, read_only=True)
    kwaliteit = serializers.ChoiceField(LICHTEN, read_only=True)
    tijdBerekend = serializers.ChoiceField(LICHTEN, source="tijd_berekend", read_only=True)
    geldBerekend = serializers.ChoiceField(LICHTEN, source="geld_berekend", read_only=True)
    kwaliteitBerekend = serializers.ChoiceField(LICHTEN, source="kwaliteit_berekend", read_only=True)
    toelichting = serializers.CharField(read_only=True)
    oorzaak = serializers.CharField(read_only=True)
    gevolg = serializers.CharField(read_only=True)
    bijsturing = serializers.CharField(read_only=True)
    volgendeStap = serializers.CharField(source="volgende_stap", read_only=True)


class Tekst(serializers.CharField):
    """A text that people typed: no BSN in it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["validators"] = [weiger_bsn, *kwargs.get("validators", [])]
        super().__init__(max_length=4000, **kwargs)


class NieuweVoortgangsmelding(serializers.Serializer):
    """
    Een melding over een actie waarvan u trekker bent.

    Bij oranje of rood, of een licht dat beter is dan berekend, zijn oorzaak, gevolg en bijsturing nodig.
    """

    sleutel = serializers.UUIDField(
        required=False, help_text="Kies er zelf een: twee keer versturen is dan één melding."
    )
    percentage = serializers.IntegerField(min_value=0, max_value=100, help_text="Hoeveel er klaar is.")
    tijd = serializers.ChoiceField(LICHTEN)
    geld = serializers.ChoiceField(LICHTEN)
    kwaliteit = serializers.ChoiceField(LICHTEN)
    toelichting = Tekst(validators=[NIET_LEEG], help_text="Wat er is gebeurd sinds de vorige melding.")
    oorzaak = Tekst(required=False, allow_blank=True)
    gevolg = Tekst(required=False, allow_blank=True)
    bijsturing = Tekst(required=False, allow_blank=True)
    volgendeStap = Tekst(required=False, allow_blank=True, source="volgende_stap")
