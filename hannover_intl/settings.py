"""All settings, read from the environment (and from a file ``.env`` beside manage.py).

Every variable is listed with its meaning in ``.env.example``; a test holds the two together. Without ``DEBUG`` a
missing ``SECRET_KEY`` stops the start.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# --- Basics -----------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "nur-fuer-die-entwicklung" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY fehlt: Umgebungsvariable setzen (siehe .env.example) oder DEBUG=1 wählen.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "hannover_intl.core",
    "hannover_intl.organisation",
    "hannover_intl.council",
    "measures",
    "staff_skills",
    "partnerships",
    "hannover_intl.reporting",
    "hannover_intl.publishing",
    "hannover_intl.exchange",
    "hannover_intl.organisation.admin_config.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "import_export",
    "simple_history",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "hannover_intl.core.guards.VisitorAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hannover_intl.core.guards.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hannover_intl.core.guards.BodyLimitMiddleware",
    "hannover_intl.core.languages.GermanPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hannover_intl.core.unsaved.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hannover_intl.urls"
WSGI_APPLICATION = "hannover_intl.wsgi.application"

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
                "hannover_intl.organisation.context_processors.roles",
            ],
        },
    },
]

# The ledger of deleted skills: beside the database, never part of its backup, and readable only with this key.
LEDGER_KEY = env.str("LEDGER_KEY", "") or SECRET_KEY
DELETION_LEDGER = Path(env.str("DELETION_LEDGER", str(VAR_DIR / "deletions.log")))

# --- Database: SQLite by default, PostgreSQL by DATABASE_URL -----------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN, so two writers wait for each other and never fail with "locked".
    # No mmap: together with the WAL-reset defect of older SQLite it can corrupt the file.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=27103364; "
            "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # Compiling a query takes longer than running it here: lists took two to four times as long with it.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off"}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts ---------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds; the mail with the link says how long

AXES_USERNAME_FORM_FIELD = "username"  # what Django's login form calls the e-mail; the default finds no name at all
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger cannot lock out somebody else
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_SENSITIVE_PARAMETERS = ["password"]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # a table of who was there when would be kept for ever; the server's log tells it
AXES_ENABLE_ADMIN = False  # addresses of visitors are not for browsing; `manage.py axes_reset` unlocks

# --- Language and time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]  # the first has addresses without a prefix; docs/decisions/0070
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["hannover_intl.core.formats"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# --- Static files -----------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = VAR_DIR / "media"

# --- Mail -------------------------------------------------------------------------------------------------------

vars().update(env.dj_email_url("EMAIL_URL", "console://"))
if env.str("EMAIL_FILE_PATH", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH")
EMAIL_TIMEOUT = 20  # seconds: a mail server that does not answer must not hold the pages that write to it
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Hannover International <portal@example.org>")

# --- Security ---------------------------------------------------------------------------------------------------

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG and env.bool("HTTPS", True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "hannover_intl.core.unsaved.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],  # KERN draws its icons from data: masks
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
UPLOAD_MAX_BYTES = 25 * 1024 * 1024  # a file of 20 MB and its form; deploy/nginx.conf says the same

# --- Who runs the portal: imprint, privacy, contact, accessibility (semicolons part lines) -----------------------

OPERATOR_ADDRESS = env.str("OPERATOR_ADDRESS", "")
OPERATOR_EMAIL = env.str("OPERATOR_EMAIL", "")
OPERATOR_PHONE = env.str("OPERATOR_PHONE", "")
OPERATOR_REPRESENTED_BY = env.str("OPERATOR_REPRESENTED_BY", "")
OPERATOR_SUPERVISOR = env.str("OPERATOR_SUPERVISOR", "")
OPERATOR_VAT_ID = env.str("OPERATOR_VAT_ID", "")
OPERATOR_DATA_PROTECTION = env.str("OPERATOR_DATA_PROTECTION", "")
OPERATOR_DATA_AUTHORITY = env.str("OPERATOR_DATA_AUTHORITY", "")
OPERATOR_ARBITRATION = env.str("OPERATOR_ARBITRATION", "")

# --- PDF --------------------------------------------------------------------------------------------------------

PDF_CPU_SECONDS = env.int("PDF_CPU_SECONDS", 60)
PDF_MEMORY_MB = env.int("PDF_MEMORY_MB", 1_024)

# --- Open data --------------------------------------------------------------------------------------------------

# One of LICENCES in publishing/open_data/terms.py, and the city's number in GovData's list of suppliers, if it has one.
OPEN_DATA_LICENCE = env.str(
    "OPEN_DATA_LICENCE", "dl-by-de/2.0", validate=validate.OneOf(["dl-by-de/2.0", "dl-zero-de/2.0", "cc-by/4.0"])
)
OPEN_DATA_CONTRIBUTOR = env.str("OPEN_DATA_CONTRIBUTOR", "")

# --- Partnerships -----------------------------------------------------------------------------------------------

GIFT_THRESHOLD_EUR = env.int("GIFT_THRESHOLD_EUR", 10)

# --- Log --------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Its lines hold e-mails and network addresses; failed logins stand in the database until the lock is over.
        "axes": {"level": "ERROR"},
        "django": {"handlers": []},  # the root has one: with DEBUG each line would come twice
    },
}
