from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Fictitious people and records. Never part of production settings."""

    name = "zwijndrecht_portal.demo"
    label = "demo"
