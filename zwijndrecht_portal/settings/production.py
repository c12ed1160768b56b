"""For real: everything secret comes from the environment, no demo, TLS only. `check --deploy` is clean."""

from zwijndrecht_portal.settings.base import *  # noqa: F403
from zwijndrecht_portal.settings.base import LOGGING, MIDDLEWARE, env

ALLOWED_HOSTS = env.list("PORTAAL_HOSTS")
PORTAAL_ADRES = env.str("PORTAAL_ADRES")
REDIS_URL = env.str("REDIS_URL")
vars().update(env.email_url("PORTAAL_MAIL"))

TWEESTAPS_VERPLICHT = True

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_NAME = "__Host-csrf"

# --- For who keeps it in the air: metrics for who has the key, log lines for machines -------------------------------

MIDDLEWARE = ["zwijndrecht_portal.core.meters.meters", *MIDDLEWARE]
METRICS_SLEUTEL = env.str("PORTAAL_METRICS_SLEUTEL", default="")
LOGGING = LOGGING | {"formatters": {"kort": {"()": "zwijndrecht_portal.core.logboek.JsonFormatter"}}}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
