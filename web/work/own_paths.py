"""Where to go on after a step: only to our own pages."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_on(request: HttpRequest, otherwise: str) -> str:
    """The ``next`` of a form or address, if it is a path of ours; else the usual place."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, None, require_https=request.is_secure())
    return wanted if own and wanted.startswith("/") else otherwise
