"""Doors to the street."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from web.public.views import machine
from web.theme import choose_theme


def _door(prefix: str, module: str) -> list[URLPattern | URLResolver]:
    return [path(prefix, include(module))] if find_spec(module) else []


urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", machine.health, name="healthz"),
    path("robots.txt", machine.robots, name="robots"),
    *_door("api/v1/", "api.urls"),
    *_door("api/", "api.elsewhere"),
    *_door("accounts/oidc/", "web.account.oidc.urls"),
    *i18n_patterns(
        path("theme", choose_theme),
        *_door("", "web.public.urls"),
        *_door("", "web.track.urls"),
        *_door("", "web.office.urls"),
        *_door("", "web.bodies.urls"),
        *_door("", "web.privacy.urls"),
        *_door("p/", "web.partner.urls"),
        *_door("work/", "web.work.urls"),
        *_door("insight/", "web.insight.urls"),
        *_door("accounts/", "web.account.urls"),
    ),
]
