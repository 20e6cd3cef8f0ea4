import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
application = get_wsgi_application()
# All pages are read now, once, before the server forks, not by the first visitor of each process.
pages = get_resolver().url_patterns
