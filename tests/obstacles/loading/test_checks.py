"""One wrong entry is named, and nothing is loaded."""

import pytest
from django.core.management import CommandError, call_command

from obstacles.loading import WrongEntry, load_reference_data
from obstacles.models import (
    Area,
    Supplied,
)
from tests.obstacles.loading.editing import change

pytestmark = pytest.mark.django_db

BROKEN = {
    "areas": (lambda rows: rows[1].update(parent="XX"), "parent: XX is not in areas.json"),
    "themes": (lambda rows: rows[-1].update(parent="x"), "parent: x is not in themes.json"),
    "borders": (
        lambda rows: rows[0]["sides"][0]["nuts3"].append("BE999"),
        "sides.nuts3: BE999 is not in areas.json",
    ),
    "bodies": (lambda rows: rows[5].update(area="XX"), "area: XX is not in areas.json"),
    "networks": (
        lambda rows: rows[0]["ladder"][0].update(body="nobody"),
        "ladder.body: nobody is not in bodies.json",
    ),
    "reasons": (lambda rows: rows[0].update(step="shout"), "step: shout is not one of steps"),
    "destinations": (
        lambda rows: rows[0].update(reason="redirect-x"),
        "reason: redirect-x is not in reasons.json",
    ),
    "terms": (lambda rows: rows[0].update(theme="x"), "theme: x is not in themes.json"),
}


@pytest.mark.parametrize("file", BROKEN)
def test_a_broken_reference_is_named_and_nothing_is_loaded(folder, file):
    edit, said = BROKEN[file]
    change(folder, file, edit)

    with pytest.raises(WrongEntry) as refusal:
        load_reference_data(folder)

    assert str(refusal.value).startswith(f"{file}.json, entry ")
    assert str(refusal.value).endswith(said)
    assert not Area.objects.exists()


def test_membership_written_on_one_side_only_is_refused(folder):
    change(folder, "networks", lambda networks: networks[0]["members"].append("ecc-fr"))

    with pytest.raises(WrongEntry, match="ecc-fr does not name benelux"):
        load_reference_data(folder)


def test_a_text_too_long_for_its_column_undoes_what_was_loaded_before(folder):
    change(folder, "terms", lambda terms: terms[-1].update(id="x" * 81))

    with pytest.raises(WrongEntry, match=r"terms.json, entry x+, field slug: "):
        load_reference_data(folder)

    assert not Area.objects.exists()
    assert not Supplied.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "not JSON"), ("[]", "needs"), ('{"meta": {}}', "needs")],
)
def test_a_file_that_cannot_be_read_is_named(folder, content, said):
    (folder / "terms.json").write_text(content)

    with pytest.raises(CommandError, match=f"terms.json, entry -, field -: {said}"):
        call_command("load_reference_data", folder=folder)


def test_an_id_that_stands_twice_is_refused(folder):
    change(folder, "themes", lambda themes: themes.append(themes[0]))

    with pytest.raises(WrongEntry, match="employment, field id: stands there twice"):
        load_reference_data(folder)
