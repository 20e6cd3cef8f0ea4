"""Which body usually decides a theme in a country: one table for the demo's sides and questions.

The source of a documented obstacle often names no body; then this table's guess stands, marked as
demonstration data on every page made from it.
"""

from obstacles.models import Authority

BODIES: dict[str, dict[str, str]] = {
    "NL": {
        "health": "nl-vws",
        "emergency_services": "nl-vws",
        "taxation": "nl-fin",
        "social_security": "nl-szw",
        "employment": "nl-szw",
        "family_benefits": "nl-svb",
        "qualifications": "nl-ocw",
        "education_training": "nl-ocw",
        "transport": "nl-ienw",
        "environment_energy": "nl-kgg",
        "digital": "nl-bzk",
        "business_services": "nl-ez",
        "": "nl-bzk",
    },
    "BE": {
        "health": "be-fps-health",
        "emergency_services": "be-fps-health",
        "taxation": "be-fps-finance",
        "social_security": "be-fps-social-security",
        "employment": "be-fps-employment",
        "family_benefits": "be-fps-social-security",
        "qualifications": "vl-naric",
        "education_training": "fwb-ministry",
        "transport": "be-fps-mobility",
        "environment_energy": "be-fps-economy",
        "digital": "be-bosa",
        "business_services": "be-fps-economy",
        "": "be-fps-foreign-affairs",
    },
    "LU": {
        "health": "lu-m3s",
        "emergency_services": "lu-cgdis",
        "taxation": "lu-mfin",
        "social_security": "lu-m3s",
        "employment": "lu-mt",
        "family_benefits": "lu-cae",
        "qualifications": "lu-mesr",
        "education_training": "lu-menej",
        "transport": "lu-mmtp",
        "environment_energy": "lu-mecb",
        "digital": "lu-mindigital",
        "business_services": "lu-meco",
        "": "lu-maee",
    },
    "DE": {
        "health": "nw-mags",
        "emergency_services": "nw-im",
        "taxation": "de-bmf",
        "social_security": "de-bmas",
        "employment": "nw-mags",
        "family_benefits": "de-familienkasse",
        "qualifications": "de-zab",
        "education_training": "nw-msb",
        "transport": "de-bmv",
        "environment_energy": "nw-mwike",
        "digital": "de-bmi",
        "business_services": "nw-mwike",
        "": "nw-mbeim",
    },
    "FR": {
        "health": "fr-ars-ges",
        "emergency_services": "fr-ars-hdf",
        "taxation": "fr-dgfip",
        "social_security": "fr-dss",
        "employment": "fr-france-travail",
        "family_benefits": "fr-cnaf",
        "qualifications": "fr-enic-naric",
        "education_training": "fr-education",
        "transport": "fr-region-ges",
        "environment_energy": "fr-ecologie",
        "digital": "fr-ants",
        "business_services": "fr-prefecture-ges",
        "": "fr-meae",
    },
}


def in_charge(country: str, theme: str) -> str:
    """The slug of the body that usually decides; "" for a country outside the area."""
    known = BODIES.get(country, {})
    return known.get(theme.split("-")[0]) or known.get("", "")


def give_mailboxes() -> None:
    """Give every body a mailbox of the demo, so that letters to it land in the catcher."""
    empty = list(Authority.objects.filter(email=""))
    for body in empty:
        body.email = f"{body.slug}@bodies.example"
    Authority.objects.bulk_update(empty, ["email"], batch_size=200)
