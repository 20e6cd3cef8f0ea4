"""Comfort: the embedded database, demo accounts, mail into the catcher."""

from config import env
from config.embedded import database_url

from .base import *  # noqa: F403

DEBUG = env.text("DEBUG", default="") == "1"
SECRET_KEY = "development only, never used by production: production refuses it"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
IS_DEMONSTRATION = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

DATABASES = {
    "default": env.database(env.text("DATABASE_URL", default="") or database_url(env.home()))
    | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Short queries only: compiling one takes longer than running it.
        "OPTIONS": {"options": "-c jit=off"},
    }
}
WEBHOOK_HOSTS = ["*"]
WEBHOOKS_MAY_STAY_HERE = True
