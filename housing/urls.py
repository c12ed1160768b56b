from django.urls import path

from housing.views import contingenten, overzicht, verblijven

app_name = "housing"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("bezetting/", overzicht.bezetting, name="bezetting"),
    path("draagkracht/", overzicht.draagkracht_kaart, name="draagkracht"),
    path("behoefte/", overzicht.behoefte, name="behoefte"),
    path("voorraad/", overzicht.voorraad, name="voorraad"),
    path("plekken/<int:pk>/", verblijven.plek_pagina, name="plek"),
    path("plekken/<int:pk>/buiten-gebruik/", verblijven.plek_buiten_gebruik, name="plek_buiten_gebruik"),
    path("verblijven/nieuw/", verblijven.verblijf_boeken, name="verblijf_boeken"),
    path("verblijven/<int:pk>/beeindigen/", verblijven.verblijf_beeindigen, name="verblijf_beeindigen"),
    path("verblijven/<int:pk>/verlengen/", verblijven.verblijf_verlengen, name="verblijf_verlengen"),
    path("verblijven/<int:pk>/annuleren/", verblijven.verblijf_annuleren, name="verblijf_annuleren"),
    path("contingenten/afspreken/", contingenten.contingent_afspreken, name="contingent_afspreken"),
    path("plaatsingen/nieuw/", contingenten.plaatsing_registreren, name="plaatsing_registreren"),
]
