"""As the tests, but with a real queue and a real cache; and, when asked, with a clock that runs ahead or behind."""

import os
import time
from datetime import timedelta

from django.utils import timezone

from zwijndrecht_portal.settings.base import REDIS_URL
from zwijndrecht_portal.settings.test import *  # noqa: F403
from zwijndrecht_portal.settings.test import INSTALLED_APPS

CELERY_TASK_ALWAYS_EAGER = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

if "STORING_DUBBEL" in os.environ:  # a migration that is still to be done
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.storingen.dubbel"]

# The clock of this process: settings are read before any module asks what time it is.
if VERSCHIL := int(os.environ.get("STORING_KLOK", "0")):
    echt_nu, echte_tijd = timezone.now, time.time
    timezone.now = lambda: echt_nu() + timedelta(seconds=VERSCHIL)
    time.time = lambda: echte_tijd() + VERSCHIL
