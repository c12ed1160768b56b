from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from casework import permissions  # noqa: F401 - rules are registered by importing
        from casework.agenda import contacten_in_agenda
        from casework.indicatoren import BEREKENINGEN
        from casework.poort import poort
        from casework.selectors import DOSSIERBRONNEN, bewaarregels
        from casework.zoeken import DOSSIERS
        from zwijndrecht_portal.core.agenda import registreer_agenda
        from zwijndrecht_portal.core.indicatoren import registreer, registreer_dossierbronnen
        from zwijndrecht_portal.core.inzage import registreer_poort
        from zwijndrecht_portal.core.privacy import registreer_bewaarregels
        from zwijndrecht_portal.core.zoeken import registreer_dossierbron

        registreer(*BEREKENINGEN)
        registreer_dossierbronnen(*DOSSIERBRONNEN)
        registreer_poort("casework", poort)
        registreer_bewaarregels(bewaarregels)
        registreer_agenda(contacten_in_agenda)
        registreer_dossierbron(DOSSIERS)
