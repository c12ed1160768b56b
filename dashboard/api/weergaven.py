"""What comes out about figures and reports. A count that is too small is null with `geheim`."""

from datetime import UTC

from rest_framework import serializers

from dashboard.enums import IndicatorSoort, MetingStatus, RapportageStatus
from zwijndrecht_portal.core.api.basis import Weergave


class PuntWeergave(Weergave):
    """Eén waarde uit een reeks."""

    label = serializers.CharField(read_only=True, help_text="Kwartaal, dag of jaar.")
    waarde = serializers.DecimalField(18, 4, read_only=True, allow_null=True, normalize_output=True)
    geheim = serializers.BooleanField(read_only=True, help_text="Bekend, maar te klein om te tonen.")


class IndicatorWeergave(Weergave):
    """Een cijfer met één definitie, op een peildatum. De waarde staat als tekst; null: onbekend of geheim."""

    sleutel = serializers.CharField(read_only=True, help_text="De vaste naam in adressen.")
    naam = serializers.CharField(read_only=True)
    soort = serializers.ChoiceField(IndicatorSoort.choices, read_only=True)
    waarde = serializers.DecimalField(18, 4, read_only=True, allow_null=True, normalize_output=True)
    geheim = serializers.BooleanField(source="nu.geheim", read_only=True)
    eenheid = serializers.CharField(read_only=True)
    gebied = serializers.CharField(read_only=True)
    peildatum = serializers.DateField(read_only=True)
    streefwaarde = serializers.DecimalField(18, 4, read_only=True, allow_null=True, normalize_output=True)
    bron = serializers.CharField(read_only=True)
    methode = serializers.CharField(read_only=True)
    duiding = serializers.CharField(read_only=True)
    kop = serializers.BooleanField(read_only=True, help_text="Staat op de voorpagina.")
    reeks = PuntWeergave(many=True, read_only=True)


class MetingWeergave(Weergave):
    """Een gemeten waarde over een gebied en een periode: de nieuwste versie die op de peildatum bekend was."""

    id = serializers.IntegerField(read_only=True)
    gebied = serializers.CharField(source="gebied_id", read_only=True, allow_null=True, help_text="Code van het CBS.")
    gebiedNaam = serializers.CharField(source="gebied_label", read_only=True)
    periode = serializers.CharField(source="periode_tekst", read_only=True, help_text="Leeg: jaar onbekend.")
    van = serializers.DateField(source="periode_van", read_only=True, allow_null=True)
    tot = serializers.DateField(source="periode_tot", read_only=True, allow_null=True)
    waarde = serializers.DecimalField(18, 4, source="toonbaar", read_only=True, allow_null=True, normalize_output=True)
    geheim = serializers.BooleanField(source="is_geheim", read_only=True)
    status = serializers.ChoiceField(MetingStatus.choices, read_only=True)
    versie = serializers.IntegerField(read_only=True)
    bekendSinds = serializers.DateField(source="bekend_sinds", read_only=True)
    bron = serializers.CharField(read_only=True)
    opmerking = serializers.CharField(read_only=True)


class RapportageWeergave(Weergave):
    """Een voortgangsrapportage. Wie rapportages niet opstelt, ziet alleen vastgestelde."""

    id = serializers.IntegerField(read_only=True)
    plan = serializers.CharField(source="plan_id", read_only=True, help_text="De vaste naam van het plan.")
    peildatum = serializers.DateField(read_only=True)
    periode = serializers.CharField(source="periode_tekst", read_only=True)
    versie = serializers.IntegerField(read_only=True)
    status = serializers.ChoiceField(RapportageStatus.choices, read_only=True)
    gemaaktOp = serializers.DateTimeField(source="created_at", default_timezone=UTC, read_only=True)
    vastgesteldOp = serializers.DateField(source="vastgesteld_op", read_only=True, allow_null=True)
    aangebodenOp = serializers.DateField(source="aangeboden_op", read_only=True, allow_null=True)
    inhoudSha256 = serializers.CharField(source="payload_sha256", read_only=True)
    pdfSha256 = serializers.CharField(source="pdf_sha256", read_only=True, help_text="Leeg: de pdf is er nog niet.")


class RapportageDetailWeergave(RapportageWeergave):
    """Een voortgangsrapportage met de inhoud zoals die is vastgelegd."""

    inhoud = serializers.JSONField(source="payload", read_only=True)
