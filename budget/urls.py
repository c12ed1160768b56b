from django.urls import path

from budget.views import begrotingen, beheer, imports, overzicht, posten, scenarios, uitvoer, verplichtingen

app_name = "budget"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("begrotingen/<int:pk>/", begrotingen.begroting_pagina, name="begroting_detail"),
    path("begrotingen/<int:pk>/wijzigen/", begrotingen.wijziging_maken, name="wijziging_maken"),
    path("begrotingen/nieuw/", beheer.begroting_nieuw, name="begroting_nieuw"),
    path("begrotingen/<int:pk>/raster/", beheer.raster, name="raster"),
    path("begrotingen/<int:pk>/vaststellen/", beheer.begroting_vaststellen, name="begroting_vaststellen"),
    path("begrotingen/<int:pk>/dekking/", beheer.dekking_zetten, name="dekking_zetten"),
    path("begrotingen/<int:pk>/verwijderen/", beheer.begroting_verwijderen, name="begroting_verwijderen"),
    path("begrotingen/<int:pk>/afsluiten/", beheer.begroting_afsluiten, name="begroting_afsluiten"),
    path("begrotingen/<int:pk>/heropenen/", beheer.begroting_heropenen, name="begroting_heropenen"),
    path("begrotingen/<int:pk>/posten/nieuw/", beheer.post_nieuw, name="post_nieuw"),
    path("posten/<int:pk>/wijzigen/", beheer.post_wijzigen, name="post_wijzigen"),
    path("posten/<int:pk>/verwijderen/", beheer.post_verwijderen, name="post_verwijderen"),
    path("posten/<int:pk>/verplichtingen/nieuw/", verplichtingen.verplichting_nieuw, name="verplichting_nieuw"),
    path("verplichtingen/<int:pk>/sluiten/", verplichtingen.verplichting_sluiten, name="verplichting_sluiten"),
    path("verplichtingen/<int:pk>/heropenen/", verplichtingen.verplichting_heropenen, name="verplichting_heropenen"),
    path("acties/<int:pk>/", posten.actie_naar_post, name="actie"),
    path("posten/<int:pk>/", posten.post_pagina, name="post_detail"),
    path("posten/<int:pk>/prognose/", posten.prognose_geven, name="prognose_geven"),
    path("export/", uitvoer.export, name="export"),
    path("export/terug/", uitvoer.excel_terug, name="excel_terug"),
    path("afdrukken/", uitvoer.afdrukken, name="afdrukken"),
    path("scenarios/", scenarios.scenario_lijst, name="scenario_lijst"),
    path("scenarios/nieuw/", scenarios.scenario_nieuw, name="scenario_nieuw"),
    path("scenarios/<int:pk>/wijzigen/", scenarios.scenario_wijzigen, name="scenario_wijzigen"),
    path("scenarios/<int:pk>/verwijderen/", scenarios.scenario_verwijderen, name="scenario_verwijderen"),
    path("kosten-per-eenheid/", scenarios.eenheden, name="eenheden"),
    path("imports/", imports.import_nieuw, name="import_nieuw"),
    path("imports/<int:pk>/", imports.import_pagina, name="import_detail"),
    path("imports/<int:pk>/boeken/", imports.import_boeken, name="import_boeken"),
    path("imports/<int:pk>/opnieuw/", imports.import_opnieuw, name="import_opnieuw"),
    path("imports/<int:pk>/fouten/", imports.import_fouten, name="import_fouten"),
]
