"""The mail catcher of the demonstration: keeps each letter as a file and shows it on a page.

Nothing leaves this machine: both servers listen on the loopback address only.
"""

import email
import email.policy
import os
import re
import signal
import sys
import threading
import time
from email.message import EmailMessage
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import ClassVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"
SHOWN = 200
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><title>{title}</title><style>body{{font:1rem/1.5 sans-serif;'
    "max-width:50rem;margin:2rem auto;padding:0 1rem}}pre{{white-space:pre-wrap;"
    "overflow-wrap:anywhere}}li{{margin:.5rem 0}}</style><h1>{title}</h1>"
)
EMPTY = "<p>No letter yet. Report something on the site, then load this page again.</p>"
BACK = '<p><a href="/">All letters</a></p>'
LINK = re.compile(r"https?://[^\s&<>\"']+(?:&amp;[^\s&<>\"']+)*")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


class Letterbox:
    """A folder of letters."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.turn = threading.Lock()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep a letter, and say so only when it is safely on the disk."""
        content = envelope.original_content or b""
        self.keep(content)
        return "250 Kept"

    def keep(self, content: bytes) -> Path:
        """Write a letter down under the time at which it came."""
        with self.turn:
            path = self.folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns()}.eml"
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        return path

    def newest_first(self) -> list[Path]:
        return sorted(self.folder.glob("*.eml"), reverse=True)

    def find(self, name: str) -> Path | None:
        """The letter of this name, and nothing else that lies on this machine."""
        return next((path for path in self.newest_first() if path.name == name), None)


def list_page(box: Letterbox) -> str:
    """All letters, newest first."""
    items = "".join(map(_line, box.newest_first()[:SHOWN]))
    letters = f"<ul>{items}</ul>" if items else EMPTY
    return HEAD.format(title="Letters of the demonstration") + letters


def letter_page(path: Path) -> str:
    """One letter as plain text; addresses in it can be followed."""
    letter = _read(path)
    text = escape(_text(letter))
    linked = LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)
    lines = "".join(f"<br>{name}: {escape(str(letter[name] or ''))}" for name in ("To", "Date"))
    title = escape(str(letter["Subject"] or "Without a subject"))
    return f"{HEAD.format(title=title)}{BACK}<p>{lines[4:]}</p><pre>{linked}</pre>"


def _line(path: Path) -> str:
    letter = _read(path)
    subject = escape(str(letter["Subject"] or "Without a subject"))
    to, date = (escape(str(letter[name] or "")) for name in ("To", "Date"))
    return f'<li><a href="/{escape(path.name)}">{subject}</a><br>{to}, {date}</li>'


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain", "html"))
    return str(body.get_content()) if body else ""


class Page(BaseHTTPRequestHandler):
    """Shows the letters to whoever sits at this machine."""

    box: ClassVar[Letterbox]

    def do_GET(self) -> None:
        """Answer a browser; other host names are refused, so that no web site can read along."""
        if (self.headers["Host"] or "").rpartition(":")[0] not in ("localhost", LOOPBACK):
            self._answer(403, "<p>Ask for localhost.</p>")
            return
        name = self.path.strip("/")
        path = self.box.find(name) if name else None
        if name and path is None:
            self._answer(404, HEAD.format(title="No such letter") + BACK)
        else:
            self._answer(200, letter_page(path) if path else list_page(self.box))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the names of letters are of no use in a log."""

    def _answer(self, status: int, page: str) -> None:
        content = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)


def serve(folder: Path, mail_port: int, page_port: int) -> None:
    """Take letters and show them until we are asked to stop."""
    Page.box = Letterbox(folder)
    post = Controller(Page.box, hostname=LOOPBACK, port=mail_port, ident="Passerelle catcher")
    pages = ThreadingHTTPServer((LOOPBACK, page_port), Page)
    post.start()

    def leave(_number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=pages.shutdown).start()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    pages.serve_forever(poll_interval=0.1)
    pages.server_close()
    post.stop()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
