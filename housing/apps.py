from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "housing"
    verbose_name = "Wonen"

    def ready(self) -> None:
        from housing import permissions  # noqa: F401 - rules are registered by importing
        from housing.indicatoren import BEREKENINGEN, DOSSIERBRONNEN
        from housing.invoer import CONTINGENTEN, WONINGAANBOD
        from zwijndrecht_portal.core.indicatoren import registreer, registreer_dossierbronnen
        from zwijndrecht_portal.core.invoer import registreer_invoer

        registreer(*BEREKENINGEN)
        registreer_dossierbronnen(*DOSSIERBRONNEN)
        registreer_invoer(CONTINGENTEN, WONINGAANBOD)
