"""What comes out about the money."""

from rest_framework import serializers

from budget.enums import PostSoort, Taakveld
from zwijndrecht_portal.core.api.basis import Weergave


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
