"""Files and rows are compared, and what nobody knows is cleared away."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from obstacles.uploads.stock import remove_unknown, take_stock
from tests.obstacles.uploads.hostile import PDF, TODAY, keep

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=3000)


def test_a_house_without_uploads_has_nothing_amiss(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not-yet"

    stock = take_stock(today=LATER)

    assert (stock.unknown, stock.missing, stock.changed) == ((), (), ())


def test_what_was_kept_is_all_there():
    keep("a.pdf", PDF)

    stock = take_stock(today=LATER)

    assert (stock.unknown, stock.missing, stock.changed) == ((), (), ())


def test_a_changed_byte_and_a_missing_file_are_named():
    changed, missing = keep("a.pdf", PDF), keep("b.pdf", PDF)
    with default_storage.open(changed.content.name, "wb") as content:
        content.write(b"%PDF-other")
    default_storage.delete(missing.content.name)

    stock = take_stock(today=LATER)

    assert stock.changed == (changed.content.name,)
    assert stock.missing == (missing.content.name,)
    with pytest.raises(CommandError, match="restore them"):
        call_command("check_uploads")


def test_a_file_without_a_row_is_removed_after_a_while():
    known = keep("a.pdf", PDF)
    name = default_storage.save("zz/left", ContentFile(b"x"))

    young = take_stock(today=default_storage.get_modified_time(name).date())
    old = take_stock(today=LATER)
    remove_unknown(old)

    assert (young.unknown, old.unknown) == ((), (name,))
    assert not default_storage.exists(name)
    assert default_storage.exists(known.content.name)
