"""Signing in and out, the password, and the second factor; nobody signs up by themselves."""

from django.urls import include, path

from .kept import KeptForm
from .staying import stay

urlpatterns = [
    path("kept/", KeptForm.as_view(), name="account_kept"),
    path("stay/", stay, name="account_stay"),
    path("2fa/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]
