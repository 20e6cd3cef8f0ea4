"""Versions as ETags: which one a reader has, which one a writer saw."""

import hashlib
import re
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer

from .problems import Problem

_TAG = re.compile(r'(?:W/)?"v(\d{1,9})"')


def etag(case: Any) -> str:
    return f'"v{case.version}"'


def tag_of(told: Any) -> str:
    """The ETag of an answer that has no version: a hash of what it says."""
    return f'"{hashlib.sha256(JSONRenderer().render(told)).hexdigest()[:32]}"'


def version_seen(request: Any) -> int:
    """The version in If-Match; required, and a single one."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem("if_match_missing")
    found = _TAG.fullmatch(given)
    if found is None:
        raise Problem("if_match_missing", _('If-Match holds one version, such as "v17".'))
    return int(found[1])


def has_already(request: Any, tag: str) -> bool:
    """Whether the reader named this version in If-None-Match; weak comparison, as read."""
    given = request.headers.get("If-None-Match", "")
    return tag in {one.strip().removeprefix("W/") for one in given.split(",")}
