from django.urls import path

from budget.views import begrotingen, overzicht, posten

app_name = "budget"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("begrotingen/<int:pk>/", begrotingen.begroting_pagina, name="begroting_detail"),
    path("begrotingen/<int:pk>/wijzigen/", begrotingen.wijziging_maken, name="wijziging_maken"),
    path("acties/<int:pk>/", posten.actie_naar_post, name="actie"),
    path("posten/<int:pk>/", posten.post_pagina, name="post_detail"),
    path("posten/<int:pk>/prognose/", posten.prognose_geven, name="prognose_geven"),
]
