"""For real: everything secret comes from the environment, no demo, TLS only. `check --deploy` is clean."""

from zwijndrecht_portal.settings.base import *  # noqa: F403
from zwijndrecht_portal.settings.base import env

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
