from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "zwijndrecht_portal.core"
    label = "core"
    verbose_name = "Basis"
