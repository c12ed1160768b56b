from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"

    def ready(self) -> None:
        from budget import permissions  # noqa: F401 - rules are registered by importing
        from budget.indicatoren import BEREKENINGEN
        from budget.invoer import BOEKINGEN, POSTEN
        from budget.selectors import bewaarregels, geld_per_actie
        from plan.bronnen import registreer_geld
        from zwijndrecht_portal.core.indicatoren import registreer
        from zwijndrecht_portal.core.invoer import registreer_invoerpagina
        from zwijndrecht_portal.core.privacy import registreer_bewaarregels

        registreer(*BEREKENINGEN)
        registreer_geld(geld_per_actie)
        registreer_bewaarregels(bewaarregels)
        registreer_invoerpagina(POSTEN, BOEKINGEN)
