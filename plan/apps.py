from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "plan"
    verbose_name = "Plannen"

    def ready(self) -> None:
        from plan import invoer, permissions, zoeken  # noqa: F401 - rules are registered by importing
        from plan.agenda import mijlpalen_in_agenda
        from plan.indicatoren import BEREKENINGEN
        from zwijndrecht_portal.core.agenda import registreer_agenda
        from zwijndrecht_portal.core.indicatoren import registreer
        from zwijndrecht_portal.core.invoer import registreer_invoer
        from zwijndrecht_portal.core.zoeken import registreer_zoekbron

        registreer(*BEREKENINGEN)
        registreer_agenda(mijlpalen_in_agenda)
        registreer_zoekbron(zoeken.ACTIES, zoeken.OPGAVEN)
        registreer_invoer(*invoer.SOORTEN)
