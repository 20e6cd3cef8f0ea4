"""What is true everywhere."""

from django.utils.translation import gettext_lazy as _

from config import env

from .access import *  # noqa: F403
from .rest import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from .sign_in_service import *  # noqa: F403
from .sign_in_service import SIGN_IN_ORIGINS

BASE_DIR = env.HOUSE
HOME_DIR = env.home()

INSTALLED_APPS = [
    "config.admin_app.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "obstacles",
    "workflow",
    "api",
    "web",
]

MIDDLEWARE = [
    "config.proxies.know_the_caller",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "web.middleware.say_little",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.remember_language",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "web.account.visits.Visits",
    "web.account.second_factor.ask_for_second_factor",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["web.templatetags.days"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.page",
            ],
        },
    },
]
FORM_RENDERER = "web.renderer.HouseRenderer"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = HOME_DIR / "static"
MEDIA_ROOT = HOME_DIR / "files"

# Uploads are at most 20 MB each and stream to disk; everything else is small (security.md 6).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 10

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *SIGN_IN_ORIGINS],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

EMAIL_HOST = env.text("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.number("EMAIL_PORT", default=1025)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", default="Passerelle <no-reply@passerelle.example>")
MAIL_REPLY_TO = env.text("MAIL_REPLY_TO", default="intake@passerelle.example")
# Where links in letters lead; never taken from a request.
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", default="http://localhost:8000")
# Hosts that may be told what moved, by name, ".example.org" for all below, "*" for all.
WEBHOOK_HOSTS = env.words("WEBHOOK_HOSTS", default=[])
# Development and tests only: plain http, and this machine itself.
WEBHOOKS_MAY_STAY_HERE = False
# Letters of rejections, redirections and closings wait, so that a mistake can be undone.
LETTERS_HELD_SECONDS = 30
