"""Whose account it is, and which offices the service gives: asked anew at each sign-in."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from obstacles.models import Authority, Membership, Role, User

Claims = Mapping[str, Any]
_NOT_IN_A_NAME = re.compile(r"[^\w.@+-]")


def account_of(claims: Claims, *, by: str) -> User | None:
    """The account of somebody who comes this way for the first time; nobody's who did before."""
    taken = SocialAccount.objects.values("user")
    people = User.objects.filter(is_active=True, is_service=False).exclude(pk__in=taken)
    if by == "username":
        found = people.filter(username=str(claims.get("preferred_username", "")))
    elif claims.get("email") and claims.get("email_verified") is True:
        found = people.filter(email__iexact=str(claims["email"]))
    else:
        found = people.none()
    several = list(found[:2])
    return several[0] if len(several) == 1 else None


def new_account(claims: Claims) -> User | None:
    """Make an account from what the service says; nothing where name or address are taken."""
    email = str(claims.get("email", ""))
    name = _NOT_IN_A_NAME.sub("", str(claims.get("preferred_username") or email))[:150]
    if not name or User.objects.filter(Q(username=name) | Q(email__iexact=email)).exists():
        return None
    user = User(
        username=name,
        email=email,
        first_name=str(claims.get("given_name", ""))[:150],
        last_name=str(claims.get("family_name", ""))[:150],
    )
    user.set_unusable_password()
    user.save()
    return user


def granted(claims: Claims, claim: str, roles: Mapping[str, str]) -> frozenset[str]:
    """The offices that stand for the values of a claim; values nobody mapped count for nothing."""
    told = claims.get(claim, [])
    values = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    held = {roles[value] for value in values if isinstance(value, str) and value in roles}
    return frozenset(held) & frozenset(Role.values)


def give_offices(
    user: User, held: Collection[str], *, mapped: Collection[str], today: date
) -> None:
    """Begin the offices that are held now and end those that were lost. Others stay as they are."""
    centre = Authority.objects.get(is_centre=True)
    yesterday = today - timedelta(days=1)
    ours = Membership.objects.filter(user=user, authority=centre)
    lost = ours.filter(role__in=set(mapped) - set(held))
    lost.filter(Q(until=None) | Q(until__gte=today)).update(until=yesterday)
    for role in held:
        known, new = ours.get_or_create(
            user=user, authority=centre, role=role, defaults={"since": today}
        )
        if not new and not _holds(known, today):
            ours.filter(pk=known.pk).update(since=today, until=None)


def _holds(known: Membership, today: date) -> bool:
    begun = known.since is None or known.since <= today
    return begun and (known.until is None or known.until >= today)
