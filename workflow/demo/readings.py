"""How the words of the documented obstacles are read as ours: kinds, groups, borders, countries."""

from typing import Any

from obstacles.languages import CODES
from obstacles.models import Area, Border

# The source's kinds of solution, as ours; product table 2.2.
SOLUTION_KINDS = {
    "ad_hoc_mechanism": "other",
    "administrative_coordination": "administrative_coordination",
    "benelux_decision": "benelux_instrument",
    "change_of_practice": "administrative_coordination",
    "court_ruling": "other",
    "domestic_law_change": "domestic_law",
    "eu_legislation": "other",
    "information_and_knowledge": "better_information",
    "intergovernmental_agreement": "intergovernmental_agreement",
    "legislative_impact_assessment": "other",
    "none": "other",
    "technical_solution": "other",
    "treaty": "intergovernmental_agreement",
    "treaty_change": "intergovernmental_agreement",
    None: "other",
}
GROUPS = {
    "hospitals": "public_bodies",
    "sick_people": "patients",
    "health_insurers": "public_bodies",
    "public_health_services": "public_bodies",
    "care_providers": "businesses",
    "shoppers": "residents",
    "associations": "other",
    "schools": "public_bodies",
    "tourists": "residents",
    "vehicle_owners": "drivers",
    "former_commuters": "commuters",
    "property_owners": "residents",
    "elected_people": "other",
    "farmers": "businesses",
}
# Countries outside the area that documented obstacles name: their own name, then nl, fr, de, en.
FAR = {
    "SE": ("Sverige", "Zweden", "Suède", "Schweden", "Sweden"),
    "NO": ("Norge", "Noorwegen", "Norvège", "Norwegen", "Norway"),
    "FI": ("Suomi", "Finland", "Finlande", "Finnland", "Finland"),
    "DK": ("Danmark", "Denemarken", "Danemark", "Dänemark", "Denmark"),
    "IT": ("Italia", "Italië", "Italie", "Italien", "Italy"),
    "SI": ("Slovenija", "Slovenië", "Slovénie", "Slowenien", "Slovenia"),
    "ES": ("España", "Spanje", "Espagne", "Spanien", "Spain"),
    "PT": ("Portugal", "Portugal", "Portugal", "Portugal", "Portugal"),
    "AD": ("Andorra", "Andorra", "Andorre", "Andorra", "Andorra"),
}


def border_of(row: dict[str, Any]) -> str:
    """The border of the two countries; "not known" where one is missing or neither is ours."""
    pair = [side["country"] for side in (row["side_a"], row["side_b"]) if side.get("country")]
    if len(pair) < 2:
        return "not-known"
    if {side["country"] for side in row["other_sides"]} - set(pair):
        return "several"
    slugs = ["-".join(pair).lower(), "-".join(reversed(pair)).lower()]
    found = Border.objects.filter(slug__in=slugs).first()
    return found.slug if found else "third-country"


def countries_of(row: dict[str, Any]) -> list[str]:
    sides = [row["side_a"], row["side_b"], *row["other_sides"]]
    codes = dict.fromkeys(side["country"] for side in sides if side.get("country"))
    for code in codes:
        if code in FAR:
            own_name, *others = FAR[code]
            names = {f"name_{language}": name for language, name in zip(CODES, others, strict=True)}
            Area.objects.get_or_create(
                code=code,
                defaults={
                    "level": 0,
                    "kind": "country",
                    "official_name": own_name,
                    "scope": "context",
                    "code_status": "general_knowledge",
                    **names,
                },
            )
    return list(codes)
