"""Refuses to start unsafe."""

from django.core.exceptions import ImproperlyConfigured

from config import env

from .base import *  # noqa: F403

DEBUG = False
IS_DEMONSTRATION = False
SECRET_KEY = env.required("SECRET_KEY", why="sessions and codes are signed with it")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", default=[])
if len(SECRET_KEY) < 50 or "never used by production" in SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY must be a secret of at least 50 characters")
ALLOWED_HOSTS = env.required("ALLOWED_HOSTS", why="other host names are refused").split(",")
PUBLIC_ADDRESS = env.required("PUBLIC_ADDRESS", why="links in letters lead there")
DATABASES = {
    "default": env.database(
        env.required("DATABASE_URL", why="the embedded database is for development and tests")
    )
    | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Short queries only: compiling one (jit) takes longer than running it.
            "options": "-c jit=off -c statement_timeout=5s -c lock_timeout=2s"
            " -c idle_in_transaction_session_timeout=10s"
        },
    }
}
EMAIL_HOST = env.required("EMAIL_HOST", why="letters leave through it")
EMAIL_USE_TLS = env.text("EMAIL_USE_TLS", default="1") == "1"
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", default="")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
