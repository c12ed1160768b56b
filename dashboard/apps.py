from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "Dashboard"

    def ready(self) -> None:
        from budget.bronnen import registreer_prestaties
        from dashboard import permissions  # noqa: F401 - rules are registered by importing
        from dashboard.selectors.kwaliteit import kwaliteit_per_actie
        from dashboard.selectors.prestaties import prestaties
        from plan.bronnen import registreer_kwaliteit

        registreer_kwaliteit(kwaliteit_per_actie)
        registreer_prestaties(prestaties)
