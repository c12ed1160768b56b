"""`./portaal start`: the real parts on one machine, with fictitious people to sign in as."""

from zwijndrecht_portal.settings.base import *  # noqa: F403
from zwijndrecht_portal.settings.base import INSTALLED_APPS, STORAGES, env

DEBUG = env.bool("PORTAAL_DEBUG", default=False)
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "zwijndrecht_portal.demo"]
# Without compression: the first start is half a minute shorter, and nobody is far away.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
