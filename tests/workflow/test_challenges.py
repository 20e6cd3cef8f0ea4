"""Six digits: ten minutes, five tries, one browser."""

from datetime import timedelta

import pytest

from tests.factories import World
from workflow import challenges
from workflow.challenges import Tried, Verdict
from workflow.models import AccessCode, Challenge

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def code(world):
    case = world.consultation()
    return AccessCode.objects.get(seat__case=case)


def other_than(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06d}"


def test_the_right_digits_open(world, code):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)

    tried = challenges.enter(code, digits, browser="mine", at=world.at + timedelta(minutes=9))

    assert tried == Tried(Verdict.RIGHT)


def test_digits_are_kept_as_a_hash_only(world, code):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)

    kept = Challenge.objects.values_list("digits", "browser").get()

    assert digits not in " ".join(kept)
    assert "mine" not in kept[1]


def test_digits_open_once(world, code):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)
    challenges.enter(code, digits, browser="mine", at=world.at)

    again = challenges.enter(code, digits, browser="mine", at=world.at)

    assert again.verdict is Verdict.TOO_LATE


def test_digits_end_after_ten_minutes(world, code):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)

    tried = challenges.enter(code, digits, browser="mine", at=world.at + timedelta(minutes=10))

    assert tried.verdict is Verdict.TOO_LATE


@pytest.mark.parametrize("browser", ["another", ""])
def test_digits_do_not_open_in_another_browser(world, code, browser):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)

    tried = challenges.enter(code, digits, browser=browser, at=world.at)

    assert tried.verdict is Verdict.ELSEWHERE
    assert Challenge.objects.get().tries == 0


def test_five_wrong_tries_end_it_for_the_right_digits_too(world, code):
    _drawn, digits = challenges.draw(code, browser="mine", at=world.at)

    tried = [
        challenges.enter(code, other_than(digits), browser="mine", at=world.at) for _ in range(5)
    ]
    last = challenges.enter(code, digits, browser="mine", at=world.at)

    assert [one.left for one in tried] == [4, 3, 2, 1, 0]
    assert [one.verdict for one in tried[3:]] == [Verdict.WRONG, Verdict.SPENT]
    assert last.verdict is Verdict.SPENT


def test_only_the_newest_digits_count(world, code):
    _drawn, old = challenges.draw(code, browser="mine", at=world.at)
    later = world.at + timedelta(minutes=2)
    _drawn, new = challenges.draw(code, browser="mine", at=later)

    assert challenges.enter(code, new, browser="mine", at=later).verdict is Verdict.RIGHT
    assert challenges.enter(code, old, browser="mine", at=later).verdict is not Verdict.RIGHT


def test_a_second_wish_within_a_minute_mails_nothing(world, code):
    challenges.draw(code, browser="mine", at=world.at)

    with pytest.raises(challenges.TooSoonError):
        challenges.draw(code, browser="mine", at=world.at + timedelta(seconds=30))


def test_ten_browsers_get_digits_in_ten_minutes_and_no_more(world, code):
    for number in range(10):
        challenges.draw(code, browser=f"browser {number}", at=world.at)

    with pytest.raises(challenges.TooManyError):
        challenges.draw(code, browser="mine", at=world.at + timedelta(minutes=9))
    later = world.at + timedelta(minutes=11)
    assert challenges.draw(code, browser="mine", at=later)[0].tries == 0


def test_forty_letters_a_day_are_enough(world, code):
    for number in range(40):
        at = world.at + timedelta(minutes=5 * number)
        challenges.draw(code, browser=f"browser {number}", at=at)

    with pytest.raises(challenges.TooManyError):
        challenges.draw(code, browser="mine", at=world.at + timedelta(hours=20))


def test_what_is_older_than_a_day_is_thrown_away(world, code):
    challenges.draw(code, browser="mine", at=world.at)

    challenges.draw(code, browser="mine", at=world.at + timedelta(days=2))

    assert Challenge.objects.count() == 1
