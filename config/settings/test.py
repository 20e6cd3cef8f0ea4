"""Quick hashers, a database of its own, no outside world."""

from config import env
from config.embedded import database_url

from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "test only, never used by production: production refuses it"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
IS_DEMONSTRATION = True

HOME_DIR = env.home() / "test"
MEDIA_ROOT = HOME_DIR / "files"
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", default="") or database_url(HOME_DIR, forgetful=True)
    )
    | {
        "TEST": {"NAME": env.text("PASSERELLE_TEST_DB", default="test_passerelle")},
        # Tests with real transactions empty the tables; the log lets itself be emptied only here.
        "OPTIONS": {"options": "-c passerelle.may_truncate=on"},
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LETTERS_HELD_SECONDS = 0
# Static files are served from where they lie: nothing is collected for tests.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WEBHOOK_HOSTS = ["*"]
WEBHOOKS_MAY_STAY_HERE = True
