"""Signing in and out, the password, and the second factor; nobody signs up by themselves."""

from django.urls import include, path

urlpatterns = [
    path("2fa/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]
