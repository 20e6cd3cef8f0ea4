"""A token can do what it was made for, and never more than its person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.models import MOST_DAYS, Token
from api.scopes import EVERYTHING, SCOPES, reach, scope_for
from api.views.documentation import described

from .conftest import Caller, caller, code_of, place


def program(who, *scopes, **more):
    made = Caller(raise_request_exception=True)
    made.row, made.token = Token.issue(who.user, name="test", scopes=scopes, **more)
    return made


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/api/v1/reports", "read"),
        ("HEAD", "/api/v1/obstacles/OB-7K4M2Q", "read"),
        ("GET", "/api/v1/reports/RP-7K4M2Q/contact", "contact"),
        ("POST", "/api/v1/reports", "reports:write"),
        ("POST", "/api/v1/reports/RP-7K4M2Q/transitions/take_up", "reports:write"),
        ("PATCH", "/api/v1/obstacles/OB-7K4M2Q", "obstacles:write"),
        ("POST", "/api/v1/consultations/CN-7K4M2Q/messages", "consultations:write"),
        ("POST", "/api/v1/whatever-comes-later", "write"),
        ("GET", "/api/v1/tokens", "tokens"),
        ("DELETE", "/api/v1/tokens/3", "tokens"),
    ],
)
def test_each_address_needs_one_scope(method, path, scope):
    assert scope_for(method, path) == scope


def test_writing_includes_each_kind_of_case_and_no_tokens():
    assert reach(["write"]) == {
        "write", "reports:write", "obstacles:write", "consultations:write",
    }  # fmt: skip


def test_a_token_that_reads_changes_nothing(world):
    case = world.report()
    reader = program(world.intake, "read")

    answer = reader.take(case, "take_up")

    assert code_of(answer) == (403, "insufficient_scope")
    assert answer.json()["scope"] == "reports:write"
    assert answer["WWW-Authenticate"] == (
        'Bearer realm="api", error="insufficient_scope", scope="reports:write"'
    )


def test_a_token_for_reports_leaves_obstacles_alone(world):
    report, obstacle = world.report(), world.obstacle()
    writer = program(world.coordinator, "reports:write")

    taken = writer.take(report, "take_up")
    refused = writer.take(obstacle, "dismiss")

    assert (taken.status_code, refused.json()["scope"]) == (200, "obstacles:write")


def test_how_a_reporter_is_reached_needs_a_scope_of_its_own(world):
    case = world.report()
    reader, contact = program(world.intake, "read"), program(world.intake, "contact")

    refused = reader.read(f"{place(case)}/contact")
    told = contact.read(f"{place(case)}/contact")

    assert (refused.json()["scope"], told.status_code) == ("contact", 200)


def test_a_scope_gives_nothing_that_the_person_may_not_do(world):
    case = world.consultation()
    stranger = program(world.intake, *EVERYTHING)

    assert code_of(stranger.read(place(case))) == (404, "unknown")


def test_a_scope_is_refused_alike_whether_a_case_exists_or_not(world):
    case = world.report()
    writer = program(world.intake, "reports:write")

    there = writer.read(place(case))
    absent = writer.read("/reports/RP-000000")

    assert there.content == absent.content


@pytest.mark.parametrize(
    ("networks", "address", "status"),
    [
        ([], "203.0.113.9", 200),
        (["192.0.2.0/24"], "192.0.2.200", 200),
        (["192.0.2.0/24"], "203.0.113.9", 401),
        (["2001:db8::/32", "192.0.2.0/24"], "2001:db8:1::9", 200),
        (["192.0.2.0/24"], "::ffff:192.0.2.7", 200),
        (["192.0.2.0/24"], "", 401),
    ],
)
def test_a_token_bound_to_networks_is_none_elsewhere(world, networks, address, status):
    bound = program(world.intake, "read", networks=networks)
    bound.defaults["REMOTE_ADDR"] = address

    answer = bound.read("/me")

    assert answer.status_code == status


def test_a_forged_forwarding_does_not_move_a_token_into_its_network(world):
    bound = program(world.intake, "read", networks=["192.0.2.0/24"])

    answer = bound.read("/me", **{"X-Forwarded-For": "192.0.2.7"})

    assert code_of(answer) == (401, "not_signed_in")


def test_what_was_not_accepted_is_said_in_the_challenge(world):
    nobody, wrong = caller(), caller()
    wrong.token = "pat_nonsense"

    challenges = [one.read("/me")["WWW-Authenticate"] for one in (nobody, wrong)]

    assert challenges == ['Bearer realm="api"', 'Bearer realm="api", error="invalid_token"']


def test_no_token_lives_longer_than_a_year(world):
    token = program(world.intake, "read", days=5000).row

    assert token.expires_at - token.created_at == timedelta(days=MOST_DAYS)


def test_of_a_secret_only_its_beginning_and_its_hash_are_kept(world):
    made = program(world.intake, "read")
    kept = Token.objects.values().get()

    assert kept["prefix"] == made.token[:10]
    assert [name for name, value in kept.items() if made.token in str(value)] == []


def test_a_token_without_the_scope_makes_none(world):
    answer = program(world.intake, "read", "contact", "write").send("/tokens", {"name": "more"})

    assert (code_of(answer), answer.json()["scope"]) == ((403, "insufficient_scope"), "tokens")
    assert Token.objects.count() == 1


def test_a_token_made_by_a_token_can_do_no_more(world):
    maker = program(world.intake, "tokens", "reports:write")
    told = {"name": "child", "scopes": ["reports:write"]}

    made = maker.send("/tokens", told)
    more = maker.send("/tokens", {**told, "scopes": ["reports:write", "contact"]})
    wider = maker.send("/tokens", {**told, "scopes": ["write"]})

    assert made.json()["scopes"] == ["reports:write"]
    assert [one.json()["scope"] for one in (more, wider)] == ["contact", "write"]
    assert Token.objects.count() == 2


def test_a_token_made_by_a_token_lives_no_longer(world):
    maker = program(world.intake, "tokens", "read", days=7)

    made = maker.send("/tokens", {"name": "child", "days": "180"}).json()

    assert Token.objects.get(pk=made["id"]).expires_at == maker.row.expires_at


def test_a_token_made_by_a_token_works_from_nowhere_else(world):
    maker = program(world.intake, "tokens", "read", networks=["127.0.0.0/8"])
    told = {"name": "child"}

    same = maker.send("/tokens", told).json()
    narrow = maker.send("/tokens", {**told, "networks": ["127.0.0.1"]}).json()
    wide = maker.send("/tokens", {**told, "networks": ["0.0.0.0/0"]})

    assert (same["networks"], narrow["networks"]) == (["127.0.0.0/8"], ["127.0.0.1/32"])
    assert [one["pointer"] for one in wide.json()["errors"]] == ["/networks"]


def test_nonsense_is_no_network(world):
    maker = program(world.intake, "tokens", "read")

    answer = maker.send("/tokens", {"name": "x", "networks": ["not a network"]})

    assert [one["pointer"] for one in answer.json()["errors"]] == ["/networks"]


def test_the_list_tells_all_but_the_secret(world):
    maker = program(world.intake, "tokens", days=30)

    (told,) = maker.read("/tokens").json()["results"]

    assert told["scopes"] == ["tokens"]
    assert told["prefix"] == maker.token[:10]
    assert told["last_used_at"] is not None
    assert maker.token not in str(told)


def test_an_ended_token_is_dead_on_the_next_request(world):
    one = program(world.intake, "read")
    Token.objects.update(revoked_at=timezone.now())

    assert code_of(one.read("/me")) == (401, "not_signed_in")


def test_somebody_who_left_has_no_token_left(world):
    one = program(world.intake, "read")
    world.intake.user.is_active = False
    world.intake.user.save()

    assert code_of(one.read("/me")) == (401, "not_signed_in")


def test_the_description_names_the_scope_of_each_operation():
    told = described()
    paths = told["paths"]

    def scopes(method, path):
        return [one["token"] for one in paths[path][method]["security"] if "token" in one]

    assert scopes("get", "/api/v1/reports") == [["read"]]
    assert scopes("post", "/api/v1/reports") == [["reports:write"]]
    assert scopes("get", "/api/v1/reports/{key}/contact") == [["contact"]]
    words = told["components"]["securitySchemes"]["token"]["description"]
    assert [name for name in SCOPES if f"`{name}`" not in words] == []
