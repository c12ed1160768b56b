from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "zwijndrecht_portal.core"
    label = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        # Here and not in the package's __init__: `./portaal` itself needs no queue, and importing it takes a second.
        from zwijndrecht_portal import celery  # noqa: F401 - `delay()` finds its broker
        from zwijndrecht_portal.core import permissions  # noqa: F401 - rules are registered by importing
