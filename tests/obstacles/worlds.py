"""Small true worlds of nouns: places, themes, bodies and published obstacles."""

from datetime import UTC, datetime

from obstacles.models import Area, Authority, Border, Membership, Obstacle, Snapshot, Theme, User

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def border(slug: str = "be-nl", *, parent: Border | None = None) -> Border:
    names = {f"name_{code}": slug for code in ("nl", "fr", "de", "en")}
    return Border.objects.get_or_create(
        slug=slug, defaults={"kind": "land", "parent": parent, **names}
    )[0]


def theme(slug: str = "transport", *, parent: Theme | None = None) -> Theme:
    names = {f"name_{code}": slug for code in ("nl", "fr", "de", "en")}
    level = 2 if parent else 1
    return Theme.objects.get_or_create(
        slug=slug, defaults={"level": level, "parent": parent, **names}
    )[0]


def country(code: str = "NL") -> Area:
    names = {f"name_{language}": code for language in ("nl", "fr", "de", "en")}
    return Area.objects.get_or_create(
        code=code,
        defaults={
            "level": 0,
            "kind": "country",
            "official_name": code,
            "scope": "area",
            "code_status": "verified_2021",
            **names,
        },
    )[0]


def body(slug: str = "nl-bz", *, is_centre: bool = False) -> Authority:
    return Authority.objects.get_or_create(
        slug=slug,
        defaults={
            "short_name": slug,
            "kind": "ministry",
            "level": "national",
            "is_centre": is_centre,
        },
    )[0]


def person(name: str, *roles: str, at: Authority | None = None) -> User:
    """Somebody who holds these roles in the centre, or in another body."""
    user = User.objects.create(username=name, email=f"{name}@example.eu", is_active=True)
    place = at or body("centre", is_centre=True)
    for role in roles:
        Membership.objects.create(user=user, authority=place, role=role)
    return user


def obstacle(
    *borders: Border, about: Theme | None = None, status: str = "open", **columns: object
) -> Obstacle:
    """An obstacle that is not published."""
    known = {name: columns.pop(name) for name in ("known_since",) if name in columns}
    row = Obstacle.objects.create(theme=about or theme(), status=status, **known, **columns)
    row.borders.set(borders or [border()])
    return row


def published(
    *borders: Border,
    about: Theme | None = None,
    status: str = "open",
    decided_by: str = "",
    known_since: int | None = None,
    **texts: str,
) -> Obstacle:
    """An obstacle with an approved text; texts are columns such as title_nl and summary_de."""
    row = obstacle(*borders, about=about, status=status, known_since=known_since, **texts)
    row.published = Snapshot.objects.create(
        obstacle=row,
        number=1,
        approved_at=MONDAY,
        sides=[{"area": "NL", "authority": decided_by}],
        **texts,
    )
    row.save(update_fields=["published"])
    return row
