"""Every address of the API. No trailing slash: with one it does not exist."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from budget.api import views as budget
from dashboard.api import views as dashboard
from plan.api import acties
from plan.api import views as plan
from zwijndrecht_portal.core.api import views as core

geen_bron = csrf_exempt(login_not_required(core.GeenBron.as_view()))
resources = [
    path("plannen", plan.Plannen.as_view(), name="plannen"),
    path("plannen/<slug:slug>", plan.EenPlan.as_view(), name="plan"),
    path("opgaven", plan.Opgaven.as_view(), name="opgaven"),
    path("opgaven/<int:id>", plan.EenOpgave.as_view(), name="opgave"),
    path("ambities", plan.Ambities.as_view(), name="ambities"),
    path("ambities/<int:id>", plan.EenAmbitie.as_view(), name="ambitie"),
    path("sporen", plan.Sporen.as_view(), name="sporen"),
    path("sporen/<int:id>", plan.EenSpoor.as_view(), name="spoor"),
    path("acties", acties.Acties.as_view(), name="acties"),
    path("acties/<int:id>", acties.EenActie.as_view(), name="actie"),
    path("acties/<int:id>/mijlpalen", acties.Mijlpalen.as_view(), name="mijlpalen"),
    path("acties/<int:id>/voortgangsmeldingen", acties.Voortgangsmeldingen.as_view(), name="voortgangsmeldingen"),
    path("begrotingen", budget.Begrotingen.as_view(), name="begrotingen"),
    path("begrotingsposten", budget.Begrotingsposten.as_view(), name="begrotingsposten"),
    path("begrotingsposten/<int:id>", budget.EenBegrotingspost.as_view(), name="begrotingspost"),
    path("indicatoren", dashboard.Indicatoren.as_view(), name="indicatoren"),
    path("indicatoren/<slug:sleutel>", dashboard.EenIndicator.as_view(), name="indicator"),
    path("indicatoren/<slug:sleutel>/metingen", dashboard.Metingen.as_view(), name="metingen"),
    path("rapportages", dashboard.Rapportages.as_view(), name="rapportages"),
    path("rapportages/<int:id>", dashboard.EenRapportage.as_view(), name="rapportage"),
    path("organisaties", core.Organisaties.as_view(), name="organisaties"),
    path("organisaties/<slug:slug>", core.EenOrganisatie.as_view(), name="organisatie"),
    path("leefgebieden", core.Leefgebieden.as_view(), name="leefgebieden"),
    path("leefgebieden/<slug:slug>", core.EenLeefgebied.as_view(), name="leefgebied"),
    path("gebieden", core.Gebieden.as_view(), name="gebieden"),
    path("gebieden/<slug:code>", core.EenGebied.as_view(), name="gebied"),
    path("openapi.json", csrf_exempt(login_not_required(core.Document.as_view())), name="openapi"),
    re_path(r"^.*$", geen_bron, name="geen_bron"),
]
# Without this one Django sends whoever forgot the rest on to an address with a slash.
urlpatterns = [path("api/v1", geen_bron, name="api_begin"), path("api/v1/", include((resources, "api")))]
