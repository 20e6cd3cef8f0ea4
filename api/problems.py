"""Every kind of "no" that the API says: its code, its status, its title, and what to do about it.

A code is for ever: clients decide by it, and its page stands at /api/v1/problems/<code>.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    status: int
    title: Promise
    advice: Promise


KINDS: dict[str, Kind] = {
    "unreadable": Kind(
        400,
        _("We cannot read this request."),
        _("Send valid JSON in UTF-8: one object, at most 20 levels deep, no value twice."),
    ),
    "unknown_field": Kind(
        400,
        _("The request names a field that cannot be set here."),
        _("Remove the named fields. State, version and dates are set by steps only."),
    ),
    "unknown_parameter": Kind(
        400,
        _("The address holds a parameter we do not know, or a value we cannot use."),
        _("Compare the parameters with the description of this address."),
    ),
    "key_missing": Kind(
        400,
        _("The header Idempotency-Key is missing or too short."),
        _("Send a new random key of 22 to 200 characters with each act. Repeat it on a retry."),
    ),
    "not_signed_in": Kind(
        401,
        _("You are not signed in, or no longer."),
        _("Send a valid token in the header: Authorization: Bearer …"),
    ),
    "not_yours": Kind(
        403, _("This step belongs to somebody else."), _("Ask one of the roles that are named.")
    ),
    "forbidden": Kind(
        403, _("You may not do this."), _("With a browser session, send the CSRF token too.")
    ),
    "insufficient_scope": Kind(
        403,
        _("This token was not made for this."),
        _("Use a token with the scope that the answer names."),
    ),
    "second_factor_missing": Kind(
        403,
        _("Set up a second factor first."),
        _("Sign in with the browser and set it up. Programs use a token."),
    ),
    "unknown": Kind(
        404,
        _("There is nothing here that you may see."),
        _("Check the address and the reference. What you may not see looks the same."),
    ),
    "no_such_code": Kind(
        404,
        _("This reference and this code do not belong together."),
        _("Check both. A lost code of an anonymous report cannot be replaced."),
    ),
    "method_not_allowed": Kind(
        405, _("This address does not know this method."), _("See the header Allow.")
    ),
    "not_acceptable": Kind(
        406, _("We answer in JSON only."), _("Send the header Accept: application/json.")
    ),
    "not_now": Kind(
        409,
        _("This step is not possible where the case stands."),
        _("Read the case again; its transitions say what is possible."),
    ),
    "in_progress": Kind(
        409,
        _("The same request is being worked on."),
        _("Wait a moment, then send it again with the same key."),
    ),
    "joined": Kind(
        410,
        _("This obstacle was joined with another one, whose text is still being checked."),
        _("Ask again later; this address will lead there."),
    ),
    "withdrawn": Kind(410, _("This text was withdrawn from the register."), _("Remove your copy.")),
    "start_anew": Kind(
        410,
        _("Your copy cannot be brought up to date."),
        _("Empty your copy and read from the beginning, without a cursor."),
    ),
    "link_ended": Kind(
        410,
        _("This link does not lead anywhere any more."),
        _("Ask for a new link with the number of our question, or write to us."),
    ),
    "overtaken": Kind(
        412,
        _("Somebody else was quicker."),
        _("Read the case again, then decide with its new version."),
    ),
    "too_large": Kind(413, _("This request is too large."), _("Send at most one megabyte.")),
    "unsupported_media_type": Kind(
        415,
        _("We cannot read this kind of content here."),
        _("Send application/json, or multipart/form-data where files are taken."),
    ),
    "unsatisfiable_range": Kind(
        416,
        _("The file has no such part."),
        _("Compare the header Range with the size in Content-Range."),
    ),
    "incomplete": Kind(
        422,
        _("Some answers are missing or need another look."),
        _("Each entry of errors names the field and says what is wrong."),
    ),
    "key_reused": Kind(
        422,
        _("This Idempotency-Key was used for another request."),
        _("Draw a new key for each new act."),
    ),
    "if_match_missing": Kind(
        428,
        _("Say which version of the case you have read."),
        _('Send the ETag of the case back in the header If-Match, such as "v17".'),
    ),
    "too_many_requests": Kind(
        429, _("Too many requests."), _("Wait as long as the header Retry-After says.")
    ),
    "fault": Kind(
        500,
        _("Something broke on our side."),
        _("Nothing was changed. Try again; tell us the request_id if it stays."),
    ),
    "unavailable": Kind(
        503, _("We cannot reach our database."), _("Nothing is lost. Try again in a minute.")
    ),
}

# What the errors of the framework are called here.
BY_STATUS = {
    400: "unreadable",
    401: "not_signed_in",
    403: "forbidden",
    404: "unknown",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
}


class Problem(Exception):
    """Raised where the API itself has to say no. ``errors`` maps a JSON pointer to words."""

    def __init__(
        self,
        code: str,
        detail: Any = "",
        *,
        errors: Sequence[Mapping[str, Any]] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.errors = code, detail, list(errors)
        self.more, self.headers = dict(more or {}), dict(headers or {})


def pointer(*path: str | int) -> str:
    """A JSON pointer (RFC 6901) to a place in the body."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
