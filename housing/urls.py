from django.urls import path, register_converter

from housing.enums import ONDERTEKENAARS, Fase, Partij
from housing.views import afspraken, behoefte, cijferlijsten, contingenten, overzicht, verblijven, voorraad, woonvragen


class FaseInUrl:
    """A phase of a woonvraag, as in `/stap/match/`."""

    regex = "|".join(Fase.values)

    def to_python(self, value: str) -> Fase:
        return Fase(value)

    def to_url(self, value: str) -> str:
        return Fase(value).value


class OndertekenaarInUrl:
    """Who signs a woonevaluatie, as in `/handtekening-intrekken/inwoner/`."""

    regex = "|".join(ONDERTEKENAARS)

    def to_python(self, value: str) -> Partij:
        return Partij(value)

    def to_url(self, value: str) -> str:
        return Partij(value).value


register_converter(FaseInUrl, "fase")
register_converter(OndertekenaarInUrl, "ondertekenaar")

app_name = "housing"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("bezetting/", overzicht.bezetting, name="bezetting"),
    path("draagkracht/", overzicht.draagkracht_kaart, name="draagkracht"),
    path("behoefte/", behoefte.behoefte, name="behoefte"),
    path("behoefte/afdrukken/", behoefte.raming_afdrukken, name="raming_afdrukken"),
    path("behoefte/nieuw/", behoefte.raming_nieuw, name="raming_nieuw"),
    path("voorraad/", voorraad.voorraad, name="voorraad"),
    path("voorraad/verhuizen/", voorraad.verhuisstroom_vastleggen, name="verhuisstroom_vastleggen"),
    path("plekken/<int:pk>/", verblijven.plek_pagina, name="plek"),
    path("plekken/<int:pk>/buiten-gebruik/", verblijven.plek_buiten_gebruik, name="plek_buiten_gebruik"),
    path("verblijven/nieuw/", verblijven.verblijf_boeken, name="verblijf_boeken"),
    path("verblijven/<int:pk>/beeindigen/", verblijven.verblijf_beeindigen, name="verblijf_beeindigen"),
    path("verblijven/<int:pk>/verlengen/", verblijven.verblijf_verlengen, name="verblijf_verlengen"),
    path("verblijven/<int:pk>/annuleren/", verblijven.verblijf_annuleren, name="verblijf_annuleren"),
    path("contingenten/afspreken/", contingenten.contingent_afspreken, name="contingent_afspreken"),
    path("contactadressen/", contingenten.contactadres_zetten, name="contactadres_zetten"),
    path("doorstroom/", overzicht.doorstroom_kwartalen, name="doorstroom"),
    path("woonvragen/", woonvragen.woonvraag_lijst, name="woonvraag_lijst"),
    path("woonvragen/achter-cijfers/", cijferlijsten.woonvragen, name="woonvragen_achter_cijfer"),
    path("bezetting/achter-cijfer/", cijferlijsten.plekken, name="plekken_achter_cijfer"),
    path("woonvragen/nieuw/", woonvragen.woonvraag_nieuw, name="woonvraag_nieuw"),
    path("woonvragen/<int:pk>/", woonvragen.woonvraag_detail, name="woonvraag_detail"),
    path("woonvragen/<int:pk>/stap/<fase:fase>/", woonvragen.woonvraag_stap, name="woonvraag_stap"),
    path("woonvragen/<int:pk>/beurt/", woonvragen.woonvraag_beurt, name="woonvraag_beurt"),
    path("woonvragen/<int:pk>/contract/", afspraken.contract_sluiten, name="contract_sluiten"),
    path("contracten/<int:pk>/kaart/", afspraken.kaart_geven, name="kaart_geven"),
    path("contracten/<int:pk>/beeindigen/", afspraken.contract_beeindigen, name="contract_beeindigen"),
    path("kaarten/<int:pk>/intrekken/", afspraken.kaart_intrekken, name="kaart_intrekken"),
    path("woonvragen/<int:pk>/evaluatie/", afspraken.evaluatie_vastleggen, name="evaluatie_vastleggen"),
    path("evaluaties/<int:pk>/tekenen/", afspraken.evaluatie_tekenen, name="evaluatie_tekenen"),
    path(
        "evaluaties/<int:pk>/handtekening-intrekken/<ondertekenaar:partij>/",
        afspraken.handtekening_intrekken,
        name="handtekening_intrekken",
    ),
    path("plaatsingen/nieuw/", contingenten.plaatsing_registreren, name="plaatsing_registreren"),
]
