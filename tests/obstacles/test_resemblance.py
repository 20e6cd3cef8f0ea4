"""A story finds the obstacle it is about, whichever language either is written in."""

import pytest
from django.utils.translation import override

from obstacles.field_terms import terms_in
from obstacles.loading import load_reference_data
from obstacles.models import Border, Theme
from obstacles.resemblance import like
from tests.obstacles.worlds import obstacle, published

pytestmark = pytest.mark.django_db

STORY = (
    "Ik woon in Enschede en werk in Gronau. Sinds januari krijg ik geen kinderbijslag meer, "
    "omdat de twee kantoren naar elkaar verwijzen."
)


@pytest.fixture(autouse=True)
def reference_data(db):
    load_reference_data()


def test_a_dutch_story_finds_a_german_obstacle():
    published(title_de="Führerschein abgelaufen", summary_de="Die Fahrerlaubnis gilt nicht.")
    row = published(
        title_de="Kindergeld wird doppelt oder gar nicht gezahlt",
        summary_de="Zwei Familienkassen verweisen aufeinander.",
    )

    with override("en"):
        matches = like(STORY, language="nl")

    assert [match.obstacle for match in matches] == [row]
    assert matches[0].snapshot == row.published
    assert [(shared.words, shared.language, shared.reason) for shared in matches[0].words] == [
        ("Kindergeld", "de", "the same subject in another language")
    ]


def test_words_of_the_same_language_are_found_in_other_forms():
    row = published(title_nl="Kantoren die verwijzen", summary_nl="Twee kantoren verwijzen.")

    matches = like("Het kantoor verwijst mij steeds naar een ander kantoor.", language="nl")

    assert [match.obstacle for match in matches] == [row]


def test_an_obstacle_that_is_not_published_is_never_like_anything():
    obstacle(title_nl="Kinderbijslag", summary_nl=STORY)
    published(status="merged", title_nl="Kinderbijslag")

    assert like(STORY, language="nl") == []


def test_the_same_border_and_theme_come_first():
    family = Theme.objects.get(slug="family_benefits")
    here, there = Border.objects.get(slug="nl-de"), Border.objects.get(slug="be-fr")
    texts = {"title_nl": "Kinderbijslag valt weg"}
    far = published(there, **texts)
    near = published(here, about=family, **texts)

    with override("en"):
        matches = like(STORY, language="nl", border=here, theme=family)

    assert [match.obstacle for match in matches] == [near, far]
    assert [shared.reason for shared in matches[0].words][-2:] == [
        "the same border",
        "the same theme",
    ]


def test_a_segment_is_as_good_as_its_border():
    part = Border.objects.get(slug="nl-de-nw")
    published(part, title_nl="Kinderbijslag valt weg")

    with override("en"):
        matches = like(STORY, language="nl", border=Border.objects.get(slug="nl-de"))

    assert [shared.reason for shared in matches[0].words][-1] == "the same border"


@pytest.mark.parametrize("text", ["", "   ", "&|!:*", "a b c", "de het een", "?" * 5000])
def test_a_text_that_says_nothing_finds_nothing(text):
    published(title_nl="Kinderbijslag")

    assert like(text, language="nl") == []


def test_a_very_long_story_is_no_trouble(django_assert_max_num_queries):
    for _ in range(3):
        published(title_nl="Kinderbijslag", summary_nl=STORY)

    with django_assert_max_num_queries(3):
        matches = like(STORY * 500, language="nl", limit=2)

    assert len(matches) == 2


def test_every_language_recognises_its_own_terms():
    found = {
        "nl": "mijn kinderbijslag",
        "fr": "mes allocations familiales",
        "de": "mein Kindergeld",
        "en": "my child benefit",
    }

    forms = {code: terms_in(text, language=code)[0].forms["de"] for code, text in found.items()}

    assert len({tuple(form) for form in forms.values()}) == 1


@pytest.mark.parametrize(("text", "forms"), [("Ik betaal btw.", ["btw"]), ("btwxyz", [])])
def test_short_forms_must_stand_alone(text, forms):
    assert [term.form for term in terms_in(text, language="nl")] == forms
