from django.urls import path

from zwijndrecht_portal.core import views, views_inzage

urlpatterns = [
    path("inloggen/", views.Inloggen.as_view(), name="inloggen"),
    path("uitloggen/", views.Uitloggen.as_view(), name="uitloggen"),
    path("wachtwoord/<uidb64>/<token>/", views.WachtwoordKiezen.as_view(), name="wachtwoord_kiezen"),
    path("gezond/", views.gezond, name="gezond"),
    path("begrippen/", views.begrippen_lijst, name="begrippen"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", views.privacy, name="privacy"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("afdrukken/<uuid:pk>/", views.afdruk_pagina, name="afdruk"),
    path("afdrukken/<uuid:pk>/pdf/", views.afdruk_pdf, name="afdruk_pdf"),
    path("inzagelog/", views_inzage.inzagelog, name="inzagelog"),
    path("stijlgids/", views.stijlgids, name="stijlgids"),
]
