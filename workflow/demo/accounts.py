"""The demo's people. None of them exists; their password is printed, so production refuses them."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from obstacles.models import Area, Authority, Competence, Membership, Role, Theme, User

PASSWORD = "passerelle-demo"


class Account(NamedTuple):
    """An account: who it is, which part it plays in which body, and what it knows."""

    username: str
    first: str
    last: str
    language: str
    roles: tuple[Role, ...]
    body: str = ""
    themes: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    signs_in: bool = True


EXPERT = (Role.EXPERT,)
ACCOUNTS = (
    Account("intake", "Lotte", "Verhaegen", "nl", (Role.INTAKE,)),
    Account("coordinator", "Joris", "Maes", "nl", (Role.COORDINATOR,)),
    Account("coordinator-2", "Claire", "Dubois", "fr", (Role.COORDINATOR,)),
    Account("frontoffice", "Sanne", "Bakker", "nl", (Role.FRONT_OFFICE,), "gip-grensinfopunten"),
    Account(
        "expert-nl",
        "Pieter",
        "van Dam",
        "nl",
        EXPERT,
        "",
        ("health", "emergency_services", "qualifications"),
        ("NL", "BE"),
        ("nl", "en", "de"),
    ),
    Account(
        "expert-de",
        "Jana",
        "Recker",
        "de",
        EXPERT,
        "",
        ("social_security", "family_benefits", "employment"),
        ("DE", "NL"),
        ("de", "nl", "en"),
    ),
    Account(
        "expert-fr",
        "Marc",
        "Thill",
        "fr",
        EXPERT,
        "",
        ("taxation", "education_training", "institutional"),
        ("FR", "LU", "BE"),
        ("fr", "de", "en"),
    ),
    Account(
        "expert-transport",
        "Ilse",
        "Peeters",
        "nl",
        EXPERT,
        "",
        ("transport", "business_services"),
        ("BE", "NL", "LU"),
        ("nl", "fr", "en"),
        False,
    ),
    Account(
        "expert-energy",
        "Tom",
        "Wagener",
        "de",
        EXPERT,
        "",
        ("environment_energy", "digital"),
        ("LU", "DE"),
        ("de", "fr", "en"),
        False,
    ),
    Account(
        "expert-work",
        "Amélie",
        "Renard",
        "fr",
        EXPERT,
        "",
        ("employment", "social_security", "taxation"),
        ("FR", "BE"),
        ("fr", "nl"),
        False,
    ),
    Account(
        "expert-care",
        "Heike",
        "Lorenz",
        "de",
        EXPERT,
        "",
        ("health", "social_security"),
        ("DE", "FR"),
        ("de", "fr"),
        False,
    ),
    Account(
        "expert-safety",
        "Bram",
        "Claes",
        "nl",
        EXPERT,
        "",
        ("policing", "emergency_services", "digital"),
        ("BE", "NL"),
        ("nl", "en"),
        False,
    ),
    Account(
        "expert-school",
        "Nora",
        "Weber",
        "de",
        EXPERT,
        "",
        ("education_training", "qualifications", "culture_tourism"),
        ("LU", "DE", "BE"),
        ("de", "fr", "nl", "en"),
        False,
    ),
    Account("partner-nrw", "Uwe", "Brandt", "de", (Role.PARTNER,), "nw-mags"),
    Account("partner-lux", "Anne", "Schmit", "fr", (Role.PARTNER,), "lu-m3s"),
    Account("management", "Eva", "Janssens", "en", (Role.MANAGEMENT,)),
    Account("dpo", "Luc", "Martin", "fr", (Role.DATA_PROTECTION,)),
    Account("admin", "Karin", "Smit", "nl", (Role.ADMINISTRATOR,)),
)


def make_accounts() -> dict[str, User]:
    """Make every account that is missing; a second call changes nothing."""
    centre = Authority.objects.get(is_centre=True)
    secret = make_password(PASSWORD)
    return {account.username: _make(account, centre, secret) for account in ACCOUNTS}


def _make(account: Account, centre: Authority, secret: str) -> User:
    user, _made = User.objects.get_or_create(
        username=account.username,
        defaults={
            "first_name": account.first,
            "last_name": account.last,
            "email": f"{account.username}@passerelle.example",
            "language": account.language,
            "password": secret if account.signs_in else make_password(None),
        },
    )
    body = Authority.objects.get(slug=account.body) if account.body else centre
    for role in account.roles:
        Membership.objects.get_or_create(user=user, authority=body, role=role)
    if account.themes:
        _teach(user, account)
    return user


def _teach(user: User, account: Account) -> None:
    knows, _made = Competence.objects.get_or_create(
        user=user, defaults={"languages": list(account.languages)}
    )
    knows.themes.set(Theme.objects.filter(slug__in=account.themes))
    knows.legal_orders.set(Area.objects.filter(code__in=account.orders))
