"""Is this the right place? Three questions before the report."""

import pytest

from tests.factories import destination, reason

pytestmark = pytest.mark.django_db

CLASH = {"with_whom": "authority", "what": "rules", "crossing": "no"}


def ask(client, **told):
    return client.post("/en/report/place", {**CLASH, **told}, follow=True)


def test_rules_that_clash_belong_here(client):
    page = ask(client)

    assert "Yes, you are in the right place" in page.text


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"with_whom": "firm"}, "consumer_dispute"),
        ({"with_whom": "nobody"}, "information_question"),
        ({"what": "wrongly"}, "authority_misapplied_eu_rule"),
        ({"what": "security"}, "individual_social_security"),
        ({"crossing": "yes"}, "maladministration"),
    ],
)
def test_another_service_is_named_with_its_reason(client, told, code):
    place = destination()
    place.reason = reason("redirect", code)
    place.website = "https://example.org/help"
    place.save()

    page = ask(client, **told)

    assert page.context["advice"].why == code
    assert 'href="https://example.org/help"' in page.text
    assert "Send it anyway" in page.text


def test_an_unanswered_question_is_asked_again(client):
    page = client.post("/en/report/place", {"what": "rules"})

    assert page.status_code == 422
    assert "Choose with whom you have the problem." in page.text


def test_the_answers_stand_in_no_address(client):
    page = client.post("/en/report/place", CLASH)

    assert page.url == "/en/report/place"
