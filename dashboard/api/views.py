"""Figures, metingen and reports."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from dashboard.api.weergaven import (
    IndicatorWeergave,
    MetingWeergave,
    RapportageDetailWeergave,
    RapportageWeergave,
)
from dashboard.cijfers import Cijfer
from dashboard.enums import IndicatorSoort, RapportageStatus
from dashboard.models import Indicator, Meting, Rapportage
from dashboard.querysets import BESTAND
from dashboard.selectors.cijfers import drempel_voor, lees_cijfers, toonbare_metingen
from dashboard.selectors.rijen import bestaande
from zwijndrecht_portal.core.api.basis import Enkel, Lijst, LijstVragen, PeildatumLijstVragen, PeildatumVragen

PERMISSION = "dashboard.view_dashboard"
E33 = "e33-meldingen"


class IndicatorVragen(PeildatumLijstVragen):
    soort = serializers.ChoiceField(IndicatorSoort.choices, required=False, help_text="Alleen deze soort.")


class Indicatoren(Lijst):
    serializer_class = IndicatorWeergave
    vragen = IndicatorVragen
    permission = PERMISSION
    sorteringen = {"sleutel": "sleutel", "naam": "naam"}
    samenvatting = {"GET": "De cijfers, op een peildatum"}
    voorbeeld = {"soort": "gemeten", "peildatum": "2020-12-31", "velden": "sleutel,naam,waarde,eenheid,geheim"}

    def rijen(self) -> QuerySet:
        rijen = bestaande(Indicator.objects.all())
        return rijen.filter(soort=self.vraag["soort"]) if "soort" in self.vraag else rijen

    def als_regels(self, pagina: list[Any]) -> list[Cijfer]:
        """Read as the dashboard reads them, in the order of this page."""
        sleutels = [rij.sleutel for rij in pagina]
        rijen = Indicator.objects.filter(sleutel__in=sleutels)
        cijfers = {c.sleutel: c for c in lees_cijfers(rijen, self.peildatum, drempel_voor(self.request.user))}
        return [cijfers[sleutel] for sleutel in sleutels]


class EenIndicator(Enkel):
    serializer_class = IndicatorWeergave
    vragen = PeildatumVragen
    permission = PERMISSION
    samenvatting = {"GET": "Eén cijfer met zijn reeks, op een peildatum"}
    voorbeeld = {"sleutel": E33, "peildatum": "2020-12-31"}
    lookup_field = "sleutel"

    def rijen(self) -> QuerySet:
        return bestaande(Indicator.objects.all())

    def get_object(self) -> Cijfer:
        indicator = super().get_object()
        rijen = Indicator.objects.filter(pk=indicator.pk)
        return lees_cijfers(rijen, self.peildatum, drempel_voor(self.request.user))[0]


class MetingVragen(PeildatumLijstVragen):
    gebied = serializers.RegexField(
        r"^[A-Z0-9]{1,10}$", required=False, help_text="Alleen over het gebied met deze code."
    )


class Metingen(Lijst):
    serializer_class = MetingWeergave
    vragen = MetingVragen
    permission = PERMISSION
    samenvatting = {"GET": "De metingen van een cijfer, op een peildatum"}
    voorbeeld = {"sleutel": E33, "peildatum": "2020-12-31"}

    def rijen(self) -> QuerySet:
        self.indicator = get_object_or_404(Indicator, sleutel=self.kwargs["sleutel"])
        nieuwste = Meting.objects.filter(indicator=self.indicator).bekend_op(self.peildatum).laatste_versie()
        rijen = Meting.objects.filter(pk__in=nieuwste.values("pk")).select_related("gebied")
        return rijen.filter(gebied=self.vraag["gebied"]) if "gebied" in self.vraag else rijen

    def als_regels(self, pagina: list[Any]) -> list[Any]:
        return toonbare_metingen(pagina, self.indicator, self.peildatum, drempel_voor(self.request.user))


class RapportageVragen(LijstVragen):
    plan = serializers.SlugField(required=False, help_text="Alleen over het plan met deze vaste naam.")
    status = serializers.ChoiceField(RapportageStatus.choices, required=False, help_text="Alleen met deze status.")


class Rapportages(Lijst):
    serializer_class = RapportageWeergave
    vragen = RapportageVragen
    permission = "dashboard.view_rapportage"
    sorteringen = {"id": "pk", "peildatum": "peildatum"}
    samenvatting = {"GET": "De voortgangsrapportages"}
    voorbeeld = {"plan": "een-plek-voor-iedereen", "status": "vastgesteld", "sorteer": "-peildatum"}

    def rijen(self) -> QuerySet:
        rijen = Rapportage.objects.visible_to(self.request.user).defer(*BESTAND)
        return rijen.filter(**{naam: self.vraag[naam] for naam in ("plan", "status") if naam in self.vraag})


class EenRapportage(Enkel):
    serializer_class = RapportageDetailWeergave
    permission = "dashboard.view_rapportage"
    lookup_field = "id"
    samenvatting = {"GET": "Eén voortgangsrapportage met haar inhoud"}
    voorbeeld = {"id": 1}

    def rijen(self) -> QuerySet:
        return Rapportage.objects.visible_to(self.request.user).defer(*set(BESTAND) - {"payload"})
