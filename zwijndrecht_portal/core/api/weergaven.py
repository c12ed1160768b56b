"""What comes out about organisations, leefgebieden and areas."""

from rest_framework import serializers

from zwijndrecht_portal.core.api.basis import Weergave
from zwijndrecht_portal.core.enums import GebiedSoort, OrganisatieSoort


class OrganisatieWeergave(Weergave):
    """Een partner van de gemeente, of een onderdeel van de gemeente zelf."""

    slug = serializers.CharField(read_only=True, help_text="De vaste naam in adressen.")
    naam = serializers.CharField(read_only=True)
    afkorting = serializers.CharField(read_only=True, help_text="Leeg als er geen is.")
    soort = serializers.ChoiceField(OrganisatieSoort.choices, read_only=True)
    toelichting = serializers.CharField(read_only=True)


class LeefgebiedWeergave(Weergave):
    """Een van de vijf leefgebieden."""

    slug = serializers.CharField(read_only=True, help_text="De vaste naam in adressen.")
    naam = serializers.CharField(read_only=True)
    omschrijving = serializers.CharField(read_only=True)
    volgorde = serializers.IntegerField(read_only=True)


class GebiedWeergave(Weergave):
    """Een gemeente, wijk of buurt volgens het CBS."""

    code = serializers.CharField(read_only=True, help_text="De code van het CBS.")
    naam = serializers.CharField(read_only=True)
    soort = serializers.ChoiceField(GebiedSoort.choices, read_only=True)
    bovenliggend = serializers.CharField(
        source="bovenliggend_id", read_only=True, allow_null=True, help_text="De code van de wijk of gemeente erboven."
    )
    inwoners = serializers.IntegerField(read_only=True, allow_null=True)
    woningvoorraad = serializers.IntegerField(read_only=True, allow_null=True)
