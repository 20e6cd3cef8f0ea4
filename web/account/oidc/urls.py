"""To the sign-in service and back. One address in all languages: the service knows it by heart."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from .provider import Conversation


@never_cache
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the service of their organisation."""
    adapter: Any = get_adapter(request)
    try:
        provider = adapter.get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        answer: HttpResponse = provider.redirect_from_request(request)
    except RequestException as error:
        answer = adapter.refused(request, error)
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Hear what the service says about whom we sent."""
    try:
        view = OAuth2CallbackView.adapter_view(Conversation(request, provider_id))
        answer: HttpResponse = view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer


urlpatterns = [
    path("<slug:provider_id>/login/", start, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", come_back, name="openid_connect_callback"),
]
