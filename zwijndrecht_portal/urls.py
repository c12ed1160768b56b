from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("zwijndrecht_portal.core.urls")),
    path("", include("dashboard.urls")),
    path("", include("plan.urls")),
    path("", include("casework.urls")),
    path("wonen/", include("housing.urls")),
    path("budget/", include("budget.urls")),
    path("beheer/", admin.site.urls),
    path("", include("zwijndrecht_portal.api")),
]

handler404 = "zwijndrecht_portal.core.views.huis.niet_gevonden"
handler500 = "zwijndrecht_portal.core.views.huis.storing"
