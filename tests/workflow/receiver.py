"""A real receiver for the tests: it checks every signature, and can be told to misbehave."""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Got:
    """A message as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        """As a receiver checks it that has read the standard, and none of our code."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        stamp = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}."
        digest = hmac.new(key, stamp.encode() + self.body, hashlib.sha256).digest()
        mark = "v1," + base64.b64encode(digest).decode()
        return mark in self.headers["webhook-signature"].split(" ")


class Receiver:
    """Listens on a port of its own. ``answers`` are given one after the other, the last for ever:
    a status, ``redirect``, ``slow`` (a second), ``drip`` (a byte at a time), ``hang``."""

    def __init__(self, *answers: int | str) -> None:
        self.answers = list(answers) or [200]
        self.got: list[Got] = []
        self.done = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *_words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hook?team=1"

    def take(self, asked: Any) -> None:
        body = asked.rfile.read(int(asked.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in asked.headers.items()}
        self.got.append(Got(asked.path, headers, body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        match answer:
            case "redirect":
                asked.send_response(302)
                asked.send_header("Location", self.url)
                asked.end_headers()
            case "hang":
                self.done.wait(30)
            case "drip":
                self.drip(asked)
            case "slow":
                time.sleep(1)
                asked.send_response(200)
                asked.end_headers()
            case _:
                asked.send_response(int(answer))
                asked.end_headers()

    def drip(self, asked: Any) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 1000:
                if self.done.wait(0.1):
                    return
                asked.wfile.write(bytes([letter]))
        except OSError:
            return

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.done.set()
        self.server.shutdown()
        self.server.server_close()
