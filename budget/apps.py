from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"

    def ready(self) -> None:
        from budget import permissions  # noqa: F401 - rules are registered by importing
        from budget.indicatoren import BEREKENINGEN
        from budget.invoer import BOEKINGEN, POSTEN
        from budget.selectors import geld_per_actie
        from plan.bronnen import registreer_geld
        from zwijndrecht_portal.core.indicatoren import registreer
        from zwijndrecht_portal.core.invoer import registreer_invoerpagina

        registreer(*BEREKENINGEN)
        registreer_geld(geld_per_actie)
        registreer_invoerpagina(POSTEN, BOEKINGEN)
