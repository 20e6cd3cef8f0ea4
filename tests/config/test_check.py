import sys

from config import check


def piece(question: str, code: str) -> check.Piece:
    return check.Piece(question, [sys.executable, "-c", code], {})


def test_every_question_is_asked():
    asked = [one.question for one in check.PIECES]

    assert asked == [
        "format",
        "lint",
        "types",
        "import contracts",
        "missing migrations",
        "messages",
        "generated docs",
        "deployment",
    ]


def test_each_piece_says_how_it_was_answered(monkeypatch, capsys):
    pieces = (piece("format", "pass"), piece("lint", "print('one long line'); exit(1)"))
    monkeypatch.setattr(check, "PIECES", pieces)

    code = check.main()

    assert code == 1
    assert capsys.readouterr().out == "OK      format\nFAILED  lint\none long line\n\n"


def test_a_long_answer_shows_its_beginning_and_its_end():
    shown = check._shortened("\n".join(map(str, range(100)))).splitlines()

    assert (shown[0], shown[20], shown[-1]) == ("0", "… 60 more lines …", "99")
