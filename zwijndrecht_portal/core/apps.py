from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "zwijndrecht_portal.core"
    label = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        from zwijndrecht_portal.core import permissions  # noqa: F401 - rules are registered by importing
