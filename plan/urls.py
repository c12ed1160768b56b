from django.urls import path, register_converter

from plan.views import (
    aandachtspunten,
    afdrukken,
    bewerken,
    detail,
    lijst,
    mijlpaal_lijst,
    mijlpalen,
    opgaven,
    plannen,
    verversing,
)


class ExportSoort:
    """A format that the list can be exported in."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ExportSoort, "exportsoort")

app_name = "plan"
urlpatterns = [
    path("acties/", lijst.actie_lijst, name="actie_lijst"),
    path("acties/export.<exportsoort:soort>", lijst.actie_export, name="actie_export"),
    path("acties/nieuw/", bewerken.actie_nieuw, name="actie_nieuw"),
    path("acties/<int:pk>/", detail.actie_pagina, name="actie_detail"),
    path("acties/<int:pk>/afdrukken/", afdrukken.actie_afdrukken, name="actie_afdrukken"),
    path("acties/<int:pk>/wijzigen/", bewerken.actie_wijzigen, name="actie_wijzigen"),
    path("acties/<int:pk>/voortgang/", bewerken.voortgang_melden, name="voortgang_melden"),
    path("acties/<int:pk>/status/", bewerken.status_wijzigen, name="status_wijzigen"),
    path("acties/<int:pk>/trekker/", bewerken.trekker_wijzigen, name="trekker_wijzigen"),
    path("acties/<int:pk>/betrokkenen/", bewerken.betrokkene_toevoegen, name="betrokkene_toevoegen"),
    path("betrokkenen/<int:pk>/beeindigen/", bewerken.betrokkene_beeindigen, name="betrokkene_beeindigen"),
    path("acties/<int:pk>/mijlpalen/", mijlpalen.mijlpaal_toevoegen, name="mijlpaal_toevoegen"),
    path("mijlpalen/", mijlpaal_lijst.mijlpaal_lijst, name="mijlpaal_lijst"),
    path("mijlpalen/<int:pk>/verschuiven/", mijlpalen.mijlpaal_verschuiven, name="mijlpaal_verschuiven"),
    path("mijlpalen/<int:pk>/gehaald/", mijlpalen.mijlpaal_gehaald, name="mijlpaal_gehaald"),
    path("mijlpalen/<int:pk>/heropenen/", mijlpalen.mijlpaal_heropenen, name="mijlpaal_heropenen"),
    path("opgaven/", opgaven.opgave_lijst, name="opgave_lijst"),
    path("dekking/", opgaven.dekking, name="dekking"),
    path("verversing/", verversing.verversing, name="verversing"),
    path("plannen/", plannen.plan_lijst, name="plan_lijst"),
    path("plannen/<slug:slug>/", plannen.plan_detail, name="plan_detail"),
    path("plannen/<slug:slug>/afdrukken/", afdrukken.plan_afdrukken, name="plan_afdrukken"),
    path("plannen/<slug:slug>/vaststellen/", plannen.plan_vaststellen, name="plan_vaststellen"),
    path("plannen/<slug:slug>/afsluiten/", plannen.plan_afsluiten, name="plan_afsluiten"),
    path("plannen/<slug:slug>/termijnen/", plannen.drempels_wijzigen, name="drempels_wijzigen"),
    path("aandachtspunten/", aandachtspunten.aandachtspunt_lijst, name="aandachtspunt_lijst"),
    path("aandachtspunten/<int:pk>/oplossen/", aandachtspunten.aandachtspunt_oplossen, name="aandachtspunt_oplossen"),
    path(
        "aandachtspunten/<int:pk>/heropenen/", aandachtspunten.aandachtspunt_heropenen, name="aandachtspunt_heropenen"
    ),
]
