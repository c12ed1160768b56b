from django.urls import path

from casework.views import buurtcirkels, contacten, ladder, lijst, plannen, regie, toegang

app_name = "casework"
urlpatterns = [
    path("caseload/", lijst.caseload, name="caseload"),
    path("huishoudens/<int:pk>/", lijst.huishouden_detail, name="huishouden_detail"),
    path("huishoudens/<int:pk>/contact/", contacten.contact_loggen, name="contact_loggen"),
    path("huishoudens/<int:pk>/toegang/", toegang.toegang_vragen, name="toegang_vragen"),
    path("contacten/<int:pk>/herroepen/", contacten.contact_herroepen, name="contact_herroepen"),
    path("contacten/<int:pk>/notitie/", contacten.notitie_toevoegen, name="notitie_toevoegen"),
    path("taken/<int:pk>/afronden/", contacten.taak_afronden, name="taak_afronden"),
    path("verdeling/", regie.verdeling, name="verdeling"),
    path("verdeling/<int:pk>/inzet/", regie.inzet_wijzigen, name="inzet_wijzigen"),
    path("huishoudens/<int:pk>/toewijzen/", regie.toewijzen, name="toewijzen"),
    path("huishoudens/<int:pk>/overdragen/", regie.overdragen, name="overdragen"),
    path("overdrachten/<int:pk>/aannemen/", regie.overdracht_aannemen, name="overdracht_aannemen"),
    path("overdrachten/<int:pk>/weigeren/", regie.overdracht_weigeren, name="overdracht_weigeren"),
    path("overdrachten/<int:pk>/intrekken/", regie.overdracht_intrekken, name="overdracht_intrekken"),
    path("huishoudens/<int:pk>/trede/", ladder.trede_zetten, name="trede_zetten"),
    path("huishoudens/<int:pk>/waakvlam/", ladder.waakvlam_zetten, name="waakvlam_zetten"),
    path("huishoudens/<int:pk>/waakvlam/stoppen/", ladder.waakvlam_stoppen, name="waakvlam_stoppen"),
    path("huishoudens/<int:pk>/plan/", plannen.plan_detail, name="plan_detail"),
    path("huishoudens/<int:pk>/plan/afdruk/", plannen.plan_afdrukken, name="plan_afdrukken"),
    path("huishoudens/<int:pk>/plan/sluiten/", plannen.plan_sluiten, name="plan_sluiten"),
    path("huishoudens/<int:pk>/doelen/nieuw/", plannen.doel_nieuw, name="doel_nieuw"),
    path("doelen/<int:pk>/status/", plannen.doel_afronden, name="doel_afronden"),
    path("huishoudens/<int:pk>/metingen/", plannen.metingen_vastleggen, name="metingen_vastleggen"),
    path("buurtcirkels/", buurtcirkels.buurtcirkel_lijst, name="buurtcirkel_lijst"),
    path("buurtcirkels/nieuw/", buurtcirkels.buurtcirkel_nieuw, name="buurtcirkel_nieuw"),
    path("buurtcirkels/<int:pk>/", buurtcirkels.buurtcirkel_wijzigen, name="buurtcirkel_wijzigen"),
    path("buurtcirkels/<int:pk>/bijeenkomst/", buurtcirkels.bijeenkomst_nieuw, name="bijeenkomst_nieuw"),
]
