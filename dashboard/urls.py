from django.urls import path

from dashboard.views import cijfers, rapportages

app_name = "dashboard"
urlpatterns = [
    path("", cijfers.overzicht, name="overzicht"),
    path("indicatoren/<slug:sleutel>/", cijfers.indicator, name="indicator"),
    path("rapportages/", rapportages.rapportage_lijst, name="rapportage_lijst"),
    path("rapportages/nieuw/", rapportages.rapportage_maken, name="rapportage_maken"),
    path("rapportages/<int:pk>/", rapportages.rapportage_detail, name="rapportage_detail"),
    path("rapportages/<int:pk>/pdf", rapportages.rapportage_pdf, name="rapportage_pdf"),
    path("rapportages/<int:pk>/opnieuw/", rapportages.rapportage_opnieuw, name="rapportage_opnieuw"),
    path("rapportages/<int:pk>/vaststellen/", rapportages.rapportage_vaststellen, name="rapportage_vaststellen"),
]
