from django.urls import path

from dashboard.views import cijferlijst, cijfers, kopcijfers, metingen, opstellen, rapportages

app_name = "dashboard"
urlpatterns = [
    path("", cijfers.overzicht, name="overzicht"),
    path("indicatoren/", cijferlijst.cijfer_lijst, name="cijfer_lijst"),
    path("indicatoren/<slug:sleutel>/", cijfers.indicator, name="indicator"),
    path("indicatoren/csv", cijfers.indicatoren_csv, name="indicatoren_csv"),
    path("indicatoren/<slug:sleutel>/csv", cijfers.indicator_csv, name="indicator_csv"),
    path("metingen/inlezen/", metingen.metingen_inlezen, name="metingen_inlezen"),
    path("kopcijfers/", kopcijfers.kopcijfers, name="kopcijfers"),
    path("kopcijfers/<int:pk>/weg/", kopcijfers.kopcijfer_weg, name="kopcijfer_weg"),
    path("rapportages/", rapportages.rapportage_lijst, name="rapportage_lijst"),
    path("rapportages/nieuw/", rapportages.rapportage_maken, name="rapportage_maken"),
    path("rapportages/<int:pk>/", rapportages.rapportage_detail, name="rapportage_detail"),
    path("rapportages/<int:pk>/pdf", rapportages.rapportage_pdf, name="rapportage_pdf"),
    path("rapportages/<int:pk>/samenvatting", rapportages.rapportage_samenvatting, name="rapportage_samenvatting"),
    path("rapportages/<int:pk>/brief", rapportages.rapportage_brief, name="rapportage_brief"),
    path("rapportages/<int:pk>/tabellen", rapportages.rapportage_tabellen, name="rapportage_tabellen"),
    path("rapportages/<int:pk>/tabellen/<slug:tabel>", rapportages.rapportage_tabel, name="rapportage_tabel"),
    path("rapportages/<int:pk>/opstellen/", opstellen.rapportage_opstellen, name="rapportage_opstellen"),
    path("rapportages/<int:pk>/hoofdstukken/<slug:sectie>/", opstellen.sectie_schrijven, name="sectie_schrijven"),
    path(
        "rapportages/<int:pk>/hoofdstukken/<slug:sectie>/voorbeeld/",
        opstellen.sectie_voorbeeld,
        name="sectie_voorbeeld",
    ),
    path("rapportages/<int:pk>/bijwerken/", opstellen.rapportage_bijwerken, name="rapportage_bijwerken"),
    path("rapportages/<int:pk>/voorleggen/", opstellen.rapportage_voorleggen, name="rapportage_voorleggen"),
    path("rapportages/<int:pk>/teruggeven/", opstellen.rapportage_teruggeven, name="rapportage_teruggeven"),
    path("rapportages/<int:pk>/vaststellen/", opstellen.rapportage_vaststellen, name="rapportage_vaststellen"),
    path("rapportages/<int:pk>/aanbieden/", opstellen.rapportage_aanbieden, name="rapportage_aanbieden"),
    path("rapportages/<int:pk>/opnieuw/", opstellen.rapportage_opnieuw, name="rapportage_opnieuw"),
]
