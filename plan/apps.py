from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "plan"
    verbose_name = "Plannen"

    def ready(self) -> None:
        from plan import permissions  # noqa: F401 - rules are registered by importing
        from plan.indicatoren import BEREKENINGEN
        from zwijndrecht_portal.core.indicatoren import registreer

        registreer(*BEREKENINGEN)
