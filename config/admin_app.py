"""The administration with the house's own door."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    default_site = "obstacles.admin_site.HouseAdminSite"
