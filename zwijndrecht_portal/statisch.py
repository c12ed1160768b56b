"""Which static files are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StatischConfig(StaticFilesConfig):
    """All but what no page of ours asks for: compressing those took as long as all others together."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "rest_framework", "django_htmx"]
