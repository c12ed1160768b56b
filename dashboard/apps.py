from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "Dashboard"

    def ready(self) -> None:
        from budget.bronnen import registreer_prestaties
        from dashboard import permissions  # noqa: F401 - rules are registered by importing
        from dashboard.invoer import METINGEN, UIT_EEN_BRON
        from dashboard.selectors.kwaliteit import kwaliteit_per_actie
        from dashboard.selectors.prestaties import prestaties
        from dashboard.zoeken import RAPPORTAGES
        from plan.bronnen import registreer_kwaliteit
        from zwijndrecht_portal.core.invoer import registreer_invoer, registreer_invoerpagina
        from zwijndrecht_portal.core.zoeken import registreer_zoekbron

        registreer_kwaliteit(kwaliteit_per_actie)
        registreer_prestaties(prestaties)
        registreer_zoekbron(RAPPORTAGES)
        registreer_invoer(METINGEN)
        registreer_invoerpagina(UIT_EEN_BRON)
