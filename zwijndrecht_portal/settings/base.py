"""
What holds everywhere. The environment is read here, once and typed.

Secrets have no fallback: a missing DATABASE_URL or PORTAAL_GEHEIM stops the start with Django's own error.
"""

from datetime import timedelta
from pathlib import Path

import environ
import pgtrigger
from celery.schedules import crontab
from csp.constants import NONE, SELF

from zwijndrecht_portal.core.api import API_PAD, API_VERSIE

env = environ.FileAwareEnv()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = Path(env.str("PORTAAL_STATE", default=str(BASE_DIR / ".portaal" / "state")))

SECRET_KEY = env.str("PORTAAL_GEHEIM")
DEBUG = False
ALLOWED_HOSTS = env.list("PORTAAL_HOSTS", default=["127.0.0.1", "localhost"])
VERSIE = "0.1"

# --- Apps ------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "zwijndrecht_portal.core",
    "plan",
    "casework",
    "housing",
    "budget",
    "dashboard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "zwijndrecht_portal.statisch.StatischConfig",
    "django.contrib.admin",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "rules",
]

MIDDLEWARE = [
    "zwijndrecht_portal.core.middleware.koppen",
    "csp.middleware.CSPMiddleware",  # the headers go around everything, static files and redirects too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "zwijndrecht_portal.core.middleware.SessieMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zwijndrecht_portal.core.middleware.peildatum_middleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "zwijndrecht_portal.urls"
WSGI_APPLICATION = "zwijndrecht_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zwijndrecht_portal.core.context.portaal",
            ],
            "builtins": [
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "zwijndrecht_portal.core.templatetags.componenten",
                "zwijndrecht_portal.core.templatetags.opmaak",
            ],
        },
    }
]

# --- Database: one database, two roles -----------------------------------------------------------------------------
# The application signs in as a role that owns nothing, so row-level security holds for it (docs/adr/0002).
# Only what changes the structure (migrate, herstel) runs as the owner.

ALS_EIGENAAR = env.bool("PORTAAL_ALS_EIGENAAR", default=False)
DATABASES = {"default": env.db_url("DATABASE_URL_EIGENAAR" if ALS_EIGENAAR else "DATABASE_URL")}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,  # a restarted database costs nobody an error page
    # Only `core.vaste_vragen` prepares; without these the server would plan its queries anew on every page.
    # Disks no longer turn: a page by an index costs hardly more than the next page.
    # Each trigger asks which triggers to ignore; where the setting is missing that is an error it has to catch.
    "OPTIONS": {
        "prepare_threshold": 0,
        "options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c pgtrigger.ignore={}",
    },
}
APP_ROL = env.str("PORTAAL_APP_ROL", default="portaal_app")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.Gebruiker"
AUTHENTICATION_BACKENDS = ["zwijndrecht_portal.core.backends.WachtwoordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "zwijndrecht_portal.core.wachtwoorden.MinimaleLengte", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "inloggen"
LOGOUT_REDIRECT_URL = "inloggen"

# A second step for who signs in with a password: production forces it.
TWEESTAPS_VERPLICHT = env.bool("PORTAAL_TWEESTAPS", default=False)
OTP_TOTP_ISSUER = "Sociaal domein Zwijndrecht"
# A passkey is a second step after the password, not instead of it. Domain and origin follow from the request.
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
# Of this library, and of nothing else: its domain and origins need no setting.
SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E010", "otp_webauthn.E011", "otp_webauthn.E030"]
# A lock against guessing: per account and address.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/geblokkeerd.html"
AXES_USERNAME_CALLABLE = "zwijndrecht_portal.core.backends.naam_voor_slot"
AXES_CLIENT_IP_CALLABLE = "zwijndrecht_portal.core.backends.adres_van"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# The account of the municipality (OpenID Connect); without an issuer it is not offered.
OIDC_UITGEVER = env.str("PORTAAL_OIDC_UITGEVER", default="")
OIDC_CLIENT = env.str("PORTAAL_OIDC_CLIENT", default="")
OIDC_GEHEIM = env.str("PORTAAL_OIDC_GEHEIM", default="")
OIDC_TENANT = env.str("PORTAAL_OIDC_TENANT", default="")  # empty: any tenant of this issuer
OIDC_ROLLEN = env.dict("PORTAAL_OIDC_ROLLEN", default={})  # app role of the provider=role here, with commas

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSIE_STIL = env.int("PORTAAL_SESSIE_STIL", default=60 * 60)  # seconds without a request
SESSIE_DUUR = env.int("PORTAAL_SESSIE_DUUR", default=12 * 60 * 60)  # seconds since signing in
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zwijndrecht_portal.core.views.huis.csrf_fout"

# --- Headers ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# --- Dutch -----------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# --- Static files, uploads, mail ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "zwijndrecht_portal" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = STATE_DIR / "bestanden"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the grid of a begroting has two for each post

EMAIL_CONFIG = env.email_url("PORTAAL_MAIL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("PORTAAL_AFZENDER", default="portaal@zwijndrecht.example")
PORTAAL_ADRES = env.str("PORTAAL_ADRES", default="http://127.0.0.1:8000")  # for links in mails

# --- Work for later --------------------------------------------------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a killed worker's task is delivered again
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Of a worker that is gone with its machine: longer than any task may take. The library waits an hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

# What the clock may start, with its arguments, and when. Each command is safe to run twice.
KLOK_COMMANDOS = {
    "bewaak_waakvlam": [],
    "breng_overdrachten_terug": ["--uitvoeren"],
    "clearsessions": [],
    "herinner_contingenten": ["--uitvoeren"],
    "herinner_metingen": ["--uitvoeren"],
    "herinner_rechten": ["--uitvoeren"],
    "herinner_trekkers": ["--uitvoeren"],
    "herinner_woonpartijen": ["--uitvoeren"],
    "hervat_imports": ["--uitvoeren"],
    "hervat_werk": ["--uitvoeren"],
    "ruim_afdrukken_op": ["--uitvoeren"],
    "ruim_imports_op": ["--uitvoeren"],
    "werk_rapportages_af": ["--uitvoeren"],
    "controleer_log": [],
    "vernietig_dossiers": ["--uitvoeren"],
}
CELERY_BEAT_SCHEDULE = {
    "bewaak_waakvlam": {
        "task": "core.draai_commando",
        "args": ["bewaak_waakvlam"],
        "schedule": crontab(hour="6", minute="0"),
    },
    "breng_overdrachten_terug": {
        "task": "core.draai_commando",
        "args": ["breng_overdrachten_terug"],
        "schedule": crontab(hour="0", minute="15"),
    },
    "clearsessions": {
        "task": "core.draai_commando",
        "args": ["clearsessions"],
        "schedule": crontab(hour="3", minute="50"),
    },
    "herinner_contingenten": {
        "task": "core.draai_commando",
        "args": ["herinner_contingenten"],
        "schedule": crontab(hour="7", minute="30", month_of_year="9"),
    },
    "herinner_metingen": {
        "task": "core.draai_commando",
        "args": ["herinner_metingen"],
        "schedule": crontab(hour="7", minute="15", day_of_week="mon"),
    },
    "herinner_rechten": {
        "task": "core.draai_commando",
        "args": ["herinner_rechten"],
        "schedule": crontab(hour="7", minute="15", day_of_week="mon", day_of_month="8-31"),
    },
    "herinner_trekkers": {
        "task": "core.draai_commando",
        "args": ["herinner_trekkers"],
        "schedule": crontab(hour="7", minute="0", day_of_week="mon-fri"),
    },
    "herinner_woonpartijen": {
        "task": "core.draai_commando",
        "args": ["herinner_woonpartijen"],
        "schedule": crontab(hour="7", minute="15", day_of_week="mon-fri"),
    },
    "hervat_imports": {
        "task": "core.draai_commando",
        "args": ["hervat_imports"],
        "schedule": crontab(minute="*/10"),
    },
    "hervat_werk": {
        "task": "core.draai_commando",
        "args": ["hervat_werk"],
        "schedule": crontab(minute="*/10"),
    },
    "ruim_afdrukken_op": {
        "task": "core.draai_commando",
        "args": ["ruim_afdrukken_op"],
        "schedule": crontab(minute="30"),
    },
    "ruim_imports_op": {
        "task": "core.draai_commando",
        "args": ["ruim_imports_op"],
        "schedule": crontab(hour="3", minute="45"),
    },
    "werk_rapportages_af": {
        "task": "core.draai_commando",
        "args": ["werk_rapportages_af"],
        "schedule": crontab(minute="*/10"),
    },
    "controleer_log": {
        "task": "core.draai_commando",
        "args": ["controleer_log"],
        "schedule": crontab(hour="4", minute="10"),
    },
    "vernietig_dossiers": {
        "task": "core.draai_commando",
        "args": ["vernietig_dossiers"],
        "schedule": crontab(hour="3", minute="40"),
    },
}

# --- History (docs/adr/0004) -----------------------------------------------------------------------------------------

PGHISTORY_MIDDLEWARE_METHODS = ["POST", "PUT", "PATCH", "DELETE"]
PGHISTORY_LEVEL = pgtrigger.Statement  # bulk changes cost one trigger, not one per row
PGHISTORY_APPEND_ONLY = True
# Triggers are brought in line with the models after every migrate. As operations in migrations they made the first
# start four times as long: each of them renders all models anew.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

# --- API (docs/adr/0012) ---------------------------------------------------------------------------------------------

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "zwijndrecht_portal.core.api.toegang.TokenAuthenticatie",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["zwijndrecht_portal.core.api.toegang.MagDit"],
    "DEFAULT_THROTTLE_CLASSES": ["zwijndrecht_portal.core.api.toegang.Rem"],
    "DEFAULT_THROTTLE_RATES": {
        "bekend": env.str("PORTAAL_API_REM", default="600/min"),
        "onbekend": env.str("PORTAAL_API_REM_ONBEKEND", default="60/min"),
    },
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["zwijndrecht_portal.core.api.inhoud.Inhoud"],
    "DEFAULT_PAGINATION_CLASS": "zwijndrecht_portal.core.api.bladeren.Bladeren",
    "DEFAULT_SCHEMA_CLASS": "zwijndrecht_portal.core.api.schema.Schema",
    "EXCEPTION_HANDLER": "zwijndrecht_portal.core.api.fouten.handel_af",
    "NUM_PROXIES": 1,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sociaal domein Zwijndrecht",
    "DESCRIPTION": "De plannen, acties, begroting, cijfers en rapportages van het sociaal domein, per peildatum. "
    "Er staan geen gegevens van inwoners in: alleen aantallen die niet te herleiden zijn.",
    "VERSION": API_VERSIE,
    "OAS_VERSION": "3.1.1",
    "CONTACT": {"name": "Gemeente Zwijndrecht", "url": PORTAAL_ADRES, "email": DEFAULT_FROM_EMAIL},
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": API_PAD}],
    "SCHEMA_PATH_PREFIX": API_PAD,
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,  # with `velden` any field may be left out
    "ENUM_NAME_OVERRIDES": {
        "Licht": "zwijndrecht_portal.core.enums.Licht",
        "PlanStatus": "plan.enums.PlanStatus",
        "ActieStatus": "plan.enums.ActieStatus",
        "RapportageStatus": "dashboard.enums.RapportageStatus",
        "MetingStatus": "dashboard.enums.MetingStatus",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "zwijndrecht_portal.core.api.schema.vul_aan",
    ],
}

# --- Disclosure control: counts below these are hidden ----------------------------------------------------------------

PORTAAL_DREMPEL_OPENBAAR = env.int("PORTAAL_DREMPEL_OPENBAAR", default=10)
PORTAAL_DREMPEL_INTERN = env.int("PORTAAL_DREMPEL_INTERN", default=5)
PORTAAL_AFRONDING = env.int("PORTAAL_AFRONDING", default=1)  # counts as multiples of this; CBS rounds to 5
PORTAAL_NUL_IS_GEVOELIG = env.bool("PORTAAL_NUL_IS_GEVOELIG", default=False)

# --- Caseload --------------------------------------------------------------------------------------------------------

# How many waakvlammen fit one fte, and how heavy each step of the ladder weighs, counted in waakvlammen. The
# weights are an assumption of the wijkteam, not a norm.
PORTAAL_BANDBREEDTE_PER_FTE = env.list("PORTAAL_BANDBREEDTE_PER_FTE", cast=int, default=[50, 100])
PORTAAL_GEWICHT_PER_TREDE = env.list("PORTAAL_GEWICHT_PER_TREDE", cast=int, default=[0, 1, 2, 4, 8, 10])

DEMO = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kort": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kort"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {naam: {"level": "WARNING"} for naam in ("axes", "pgtrigger", "weasyprint", "pikepdf", "fontTools")},
}
