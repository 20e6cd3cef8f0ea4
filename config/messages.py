"""The catalogues of the four languages: collected from the source, checked, compiled.

Compiling needs no system tool. Collecting needs xgettext and is only done by developers.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

HOUSE = Path(__file__).resolve().parent.parent
LOCALE = HOUSE / "locale"
LANGUAGES = ("nl", "fr", "de", "en")
SOURCES = ("config", "obstacles", "workflow", "api", "web", "templates")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
COLLECT = ("makemessages", "--no-wrap", "--no-obsolete", "--add-location", "file")


def catalogues() -> dict[str, Path]:
    """The catalogue of each language."""
    return {code: LOCALE / code / "LC_MESSAGES" / "django.po" for code in LANGUAGES}


def compile_messages() -> int:
    """Compile each catalogue that changed since; say how many."""
    compiled = 0
    for source in filter(Path.exists, catalogues().values()):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            unfinished = target.with_suffix(".mo.unfinished")
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
            unfinished.replace(target)
            compiled += 1
    return compiled


def complaints() -> list[str]:
    """Say what is wrong with the catalogues: one line each."""
    found = [
        f"{code}: {complaint}"
        for code, path in catalogues().items()
        for complaint in _complaints_of(path)
    ]
    if shutil.which("xgettext"):
        found += _not_collected()
    return found


def collect_messages() -> None:
    """Bring the words of the source into the catalogues; English answers for itself."""
    with tempfile.TemporaryDirectory() as folder:
        collected = _collect(Path(folder))
        for code, path in catalogues().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(collected / code / "LC_MESSAGES" / "django.po", path)
    for code, path in catalogues().items():
        book = polib.pofile(str(path), wrapwidth=0)
        _say_no_more_than_needed(book, code)
        if code == "en":
            for entry in book:
                _answer_for_itself(entry)
        book.save()


def _complaints_of(path: Path) -> Iterator[str]:
    if not path.exists():
        yield "there is no catalogue"
        return
    for entry in polib.pofile(str(path)):
        complaint = _complaint_of(entry)
        if complaint and not entry.obsolete:
            yield f"{complaint}: {entry.msgid!r}"


def _complaint_of(entry: polib.POEntry) -> str:
    if entry.fuzzy:
        return "fuzzy"
    if not entry.translated():
        return "missing"
    return "" if _same_placeholders(entry) else "other placeholders than the source"


def _same_placeholders(entry: polib.POEntry) -> bool:
    """A plural form may leave a number out ("one report"), but invents none."""
    wanted = set(PLACEHOLDER.findall(f"{entry.msgid} {entry.msgid_plural}"))
    if entry.msgid_plural:
        return all(
            wanted >= set(PLACEHOLDER.findall(text)) for text in entry.msgstr_plural.values()
        )
    return wanted == set(PLACEHOLDER.findall(entry.msgstr))


def _not_collected() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        collected = _words(_collect(Path(folder)) / "en" / "LC_MESSAGES" / "django.po")
    known = _words(catalogues()["en"])
    return [f"not collected, run `make messages`: {words!r}" for words in sorted(collected - known)]


def _words(path: Path) -> set[str]:
    return {entry.msgid for entry in polib.pofile(str(path))} if path.exists() else set()


def _collect(folder: Path) -> Path:
    """Collect in a copy of the source, so that looking never changes a file of the house."""
    for name in SOURCES:
        shutil.copytree(HOUSE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for code, path in catalogues().items():
        target = folder / "locale" / code / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        if path.exists():
            shutil.copyfile(path, target)
    command = [sys.executable, "-m", "django", *COLLECT]
    command += [word for code in LANGUAGES for word in ("--locale", code)]
    answer = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    if answer.returncode:
        raise SystemExit(answer.stderr)
    return folder / "locale"


def _say_no_more_than_needed(book: polib.POFile, code: str) -> None:
    """No dates, no names of people: a file changes only when its words do."""
    book.header = "The words of Passerelle. Collected by `make messages`."
    book.metadata = {name: book.metadata[name] for name in HEADERS} | {"Language": code}
    book.metadata_is_fuzzy = False


def _answer_for_itself(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def main() -> int:
    """Collect and compile, or with --check only say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is missing, change nothing")
    if parser.parse_args().check:
        found = complaints()
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    if shutil.which("xgettext"):
        collect_messages()
    else:
        sys.stdout.write("xgettext is not installed: new words are not collected.\n")
    sys.stdout.write(f"{compile_messages()} catalogues compiled.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
