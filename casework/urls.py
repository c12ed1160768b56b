from django.urls import path

from casework.views import contacten, lijst, toegang

app_name = "casework"
urlpatterns = [
    path("caseload/", lijst.caseload, name="caseload"),
    path("huishoudens/<int:pk>/", lijst.huishouden_detail, name="huishouden_detail"),
    path("huishoudens/<int:pk>/contact/", contacten.contact_loggen, name="contact_loggen"),
    path("huishoudens/<int:pk>/toegang/", toegang.toegang_vragen, name="toegang_vragen"),
    path("contacten/<int:pk>/herroepen/", contacten.contact_herroepen, name="contact_herroepen"),
    path("contacten/<int:pk>/notitie/", contacten.notitie_toevoegen, name="notitie_toevoegen"),
    path("taken/<int:pk>/afronden/", contacten.taak_afronden, name="taak_afronden"),
]
