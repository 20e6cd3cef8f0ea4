"""Reference files become rows as a whole, and never lose an id."""

import pytest
from django.core.management import call_command

from obstacles.loading import REFERENCE_DATA, load_reference_data
from obstacles.models import (
    Area,
    Authority,
    Border,
    BorderSide,
    Destination,
    Member,
    Network,
    Reason,
    Rung,
    Term,
    Theme,
)
from tests.obstacles.loading.editing import change

pytestmark = pytest.mark.django_db


def test_every_file_is_loaded():
    load_reference_data()

    assert Area.objects.count() == 286
    assert Theme.objects.count() == 81
    assert Border.objects.count() == 26
    assert Authority.objects.count() == 345
    assert Network.objects.count() == 21
    assert Reason.objects.count() == 44
    assert Destination.objects.count() == 26
    assert Term.objects.count() == 361
    assert Rung.objects.count() == 4 * 21


def test_borders_come_in_the_order_people_expect():
    load_reference_data()

    slugs = list(Border.objects.order_by("rank").values_list("slug", flat=True))

    assert slugs[:9] == [
        "be-nl",
        "nl-de",
        "be-de",
        "be-fr",
        "be-lu",
        "lu-fr",
        "lu-de",
        "fr-de",
        "north-sea",
    ]
    assert slugs[-3:] == ["several", "not-known", "third-country"]


def test_a_border_knows_the_regions_on_both_sides():
    load_reference_data()

    side = BorderSide.objects.get(border__slug="be-nl-wa", country__code="NL")

    assert [area.code for area in side.areas.all()] == ["NL"]
    assert [area.code for area in side.regions.all()] == ["NL423"]


def test_a_network_knows_its_secretariat_members_and_ladder():
    load_reference_data()

    benelux = Network.objects.get(slug="benelux")

    assert benelux.secretariat.slug == "benelux-general-secretariat"
    assert benelux.secretariat.is_centre
    assert benelux.members.filter(group=Member.Group.MEMBER).count() == 12
    assert benelux.ladder.get(level="ministers").authority.slug == "benelux-committee-of-ministers"
    assert sorted(area.code for area in benelux.parties.all()) == ["BE", "LU", "NL"]


def test_a_name_missing_in_a_language_stays_blank():
    load_reference_data()

    body = Authority.objects.get(slug="ecc-fr")

    assert (body.name_nl, body.name_fr) == ("", "Centre Européen des Consommateurs France")


def test_loading_twice_writes_nothing(django_assert_max_num_queries):
    load_reference_data()

    with django_assert_max_num_queries(24):
        tallies = load_reference_data()

    assert [tally.written for tally in tallies] == [0] * 8


def test_a_new_entry_in_the_middle_moves_the_others(folder):
    load_reference_data(folder)

    def insert(themes):
        themes.insert(1, themes[0] | {"id": "brand-new"})

    change(folder, "themes", insert)
    tallies = load_reference_data(folder)

    slugs = list(Theme.objects.order_by("rank").values_list("slug", flat=True))
    assert slugs[:2] == ["employment", "brand-new"]
    assert sum(tally.written for tally in tallies) == 1


def test_a_correction_in_the_file_keeps_the_row(folder):
    load_reference_data(folder)
    before = Theme.objects.get(slug="employment").pk

    change(folder, "themes", lambda themes: themes[0]["names"].update(en="Jobs"))
    load_reference_data(folder)

    assert Theme.objects.get(pk=before).name_en == "Jobs"


def test_a_correction_by_an_administrator_stands(folder):
    load_reference_data(folder)
    Authority.objects.filter(slug="nl-bz").update(
        name_nl="Buitenlandse Zaken", email="a@example.eu"
    )

    change(folder, "bodies", lambda bodies: bodies[0].update(note="something else"))
    load_reference_data(folder)

    body = Authority.objects.get(slug="nl-bz")
    assert (body.name_nl, body.email) == ("Buitenlandse Zaken", "a@example.eu")


def test_an_entry_gone_from_the_file_is_retired_and_comes_back(folder):
    load_reference_data(folder)
    before = Reason.objects.get(step="decline", code="no_capacity").pk

    change(folder, "reasons", lambda reasons: reasons.pop())
    tallies = load_reference_data(folder)
    retired = Reason.objects.get(pk=before).retired
    load_reference_data(REFERENCE_DATA)

    assert retired
    assert not Reason.objects.get(pk=before).retired
    assert [tally.gone for tally in tallies if tally.gone] == [["decline-no_capacity"]]


def test_a_body_added_by_hand_is_not_retired():
    load_reference_data()
    Authority.objects.create(slug="by-hand", short_name="Hand", kind="ministry", level="national")

    load_reference_data()

    assert not Authority.objects.get(slug="by-hand").retired


def test_a_member_who_leaves_is_removed_and_the_others_keep_their_seat(folder):
    load_reference_data(folder)
    before = Member.objects.get(network__slug="benelux", authority__slug="nl-bz").pk

    def leave(networks):
        networks[0]["members"].remove("lu-maee")

    def forget(bodies):
        body = next(body for body in bodies if body["id"] == "lu-maee")
        body["networks"].remove("benelux")

    change(folder, "networks", leave)
    change(folder, "bodies", forget)
    load_reference_data(folder)

    assert Member.objects.filter(pk=before).exists()
    assert not Member.objects.filter(network__slug="benelux", authority__slug="lu-maee").exists()


def test_a_house_that_chose_its_centre_keeps_it():
    Authority.objects.create(
        slug="our-own", short_name="We", kind="region", level="regional", is_centre=True
    )

    load_reference_data()

    assert Authority.objects.get(is_centre=True).slug == "our-own"


def test_the_command_says_what_it_did(capsys):
    call_command("load_reference_data")

    assert "terms: 361 entries, 361 written" in capsys.readouterr().out.splitlines()
