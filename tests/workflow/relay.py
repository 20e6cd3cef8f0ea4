"""A real mail relay for the tests: it keeps what arrives, and can be told to misbehave."""

import asyncio
import email
import email.policy
import socket
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Relay:
    """Takes letters on a port of its own. ``answers`` maps an address to what is said of it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.after_letter = "250 Kept"
        self.held = False
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        said = self.answers.get(address, "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(letter)
        while self.held:
            await asyncio.sleep(0.01)
        return self.after_letter

    @property
    def port(self) -> int:
        return int(self.controller.port)

    def __enter__(self) -> "Relay":
        self.controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()
