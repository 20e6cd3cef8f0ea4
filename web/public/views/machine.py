"""What programs ask: whether the house stands, and what search engines may read."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /api/
Disallow: /*/report/
Disallow: /*/track
Disallow: /*/my/
Disallow: /*/p/
Disallow: /*/work
Disallow: /*/insight
Disallow: /*/accounts/
"""


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Say what search engines may read: the register and the pages about it."""
    return HttpResponse(ROBOTS, content_type="text/plain")
