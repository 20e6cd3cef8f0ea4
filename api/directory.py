"""Bodies of the directory as JSON."""

from typing import Any

from obstacles.models import Authority


def body_row(row: Authority) -> dict[str, Any]:
    """What everybody with an account reads of a body; its mailbox stays with us."""
    return {
        "slug": row.slug,
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "level": row.level,
        "area": row.area.code if row.area else None,
        "languages": row.languages,
        "website": row.website,
    }
