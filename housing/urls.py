from django.urls import path, register_converter

from housing.enums import Fase
from housing.views import contingenten, overzicht, verblijven, woonvragen


class FaseInUrl:
    """A phase of a woonvraag, as in `/stap/match/`."""

    regex = "|".join(Fase.values)

    def to_python(self, value: str) -> Fase:
        return Fase(value)

    def to_url(self, value: str) -> str:
        return Fase(value).value


register_converter(FaseInUrl, "fase")

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
    path("doorstroom/", overzicht.doorstroom_kwartalen, name="doorstroom"),
    path("woonvragen/", woonvragen.woonvraag_lijst, name="woonvraag_lijst"),
    path("woonvragen/nieuw/", woonvragen.woonvraag_nieuw, name="woonvraag_nieuw"),
    path("woonvragen/<int:pk>/", woonvragen.woonvraag_detail, name="woonvraag_detail"),
    path("woonvragen/<int:pk>/stap/<fase:fase>/", woonvragen.woonvraag_stap, name="woonvraag_stap"),
    path("woonvragen/<int:pk>/beurt/", woonvragen.woonvraag_beurt, name="woonvraag_beurt"),
    path("plaatsingen/nieuw/", contingenten.plaatsing_registreren, name="plaatsing_registreren"),
]
