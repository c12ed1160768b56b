"""The portal as production starts it, with the yardsticks, for the throughput measurement."""

from django.conf import settings

from zwijndrecht_portal.wsgi import application

__all__ = ["application"]
settings.ROOT_URLCONF = "bench.urls"
