import os

import polib
import pytest

from config import messages


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """One Dutch catalogue, in a folder of its own."""
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    monkeypatch.setattr(messages, "LANGUAGES", ("nl",))
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    path = messages.catalogues()["nl"]
    path.parent.mkdir(parents=True)
    return path


def write(path, *entries: polib.POEntry) -> None:
    book = polib.POFile()
    book.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    book.extend(entries)
    book.save(str(path))


def test_a_complete_catalogue_has_no_complaints(catalogue):
    write(catalogue, polib.POEntry(msgid="Hello %(name)s", msgstr="Dag %(name)s"))

    assert messages.complaints() == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (polib.POEntry(msgid="Hello"), "nl: missing: 'Hello'"),
        (polib.POEntry(msgid="Hello", msgstr="Dag", flags=["fuzzy"]), "nl: fuzzy: 'Hello'"),
        (
            polib.POEntry(msgid="Hello %(name)s", msgstr="Dag %(naam)s"),
            "nl: other placeholders than the source: 'Hello %(name)s'",
        ),
        (
            polib.POEntry(
                msgid="one report",
                msgid_plural="%(count)s reports",
                msgstr_plural={0: "een melding", 1: "%(aantal)s meldingen"},
            ),
            "nl: other placeholders than the source: 'one report'",
        ),
    ],
)
def test_what_is_wrong_is_named(catalogue, entry, complaint):
    write(catalogue, entry)

    assert messages.complaints() == [complaint]


def test_a_missing_catalogue_is_named(catalogue):
    assert messages.complaints() == ["nl: there is no catalogue"]


def test_only_what_changed_is_compiled_again(catalogue):
    write(catalogue, polib.POEntry(msgid="Hello", msgstr="Dag"))

    first, second = messages.compile_messages(), messages.compile_messages()
    compiled = catalogue.with_suffix(".mo")
    os.utime(compiled, (0, 0))

    assert (first, second, messages.compile_messages()) == (1, 0, 1)
    assert polib.mofile(str(compiled))[0].msgstr == "Dag"
