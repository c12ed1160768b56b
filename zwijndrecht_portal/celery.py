"""The worker and the clock. Tasks get ids and delegate; what changes data on a clock is a management command."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwijndrecht_portal.settings.production")

app = Celery("zwijndrecht_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
