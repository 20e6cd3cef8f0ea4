"""Letters as they arrived at the mail server, and what people pick out of them."""

import re
from email.message import EmailMessage

from tests.web.partners import digits_in
from tests.workflow.relay import Relay

__all__ = ["Mailbox", "digits_in", "link_in", "words_in"]


class Mailbox:
    """The letters of one address."""

    def __init__(self, relay: Relay, address: str) -> None:
        self.relay, self.address = relay, address

    def letters(self) -> list[EmailMessage]:
        return [one for one in self.relay.letters if one["To"] == self.address]

    def newest(self) -> EmailMessage:
        return self.letters()[-1]

    def subjects(self) -> list[str]:
        return [str(one["Subject"]) for one in self.letters()]


def words_in(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage) -> str:
    """The one link of a letter."""
    (found,) = re.findall(r"https?://\S+", words_in(letter))
    return str(found)
