"""A sign-in service on loopback, run as a program of its own; it insists on PKCE.

Prints its port, then serves until its input ends.
"""

import base64
import hashlib
import io
import json
import sys
import threading
import warnings
from urllib.parse import parse_qs

warnings.simplefilter("ignore")

import oidc_provider_mock  # noqa: E402
import werkzeug.serving  # noqa: E402


class WithPkce:
    """Remembers the challenge of each code and wants its verifier."""

    def __init__(self, app):
        self.app, self.challenges = app, {}

    def __call__(self, environ, start_response):
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        if environ["PATH_INFO"] == "/oauth2/authorize":
            return self.authorize(asked, environ, start_response)
        if environ["PATH_INFO"] == "/oauth2/token" and not self.is_answered(environ):
            start_response("400 Bad Request", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_grant"}']
        return self.app(environ, start_response)

    def authorize(self, asked, environ, start_response):
        if asked.get("code_challenge_method") != ["S256"] or "nonce" not in asked:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"PKCE and a nonce are wanted"]

        def note(status, headers, *rest):
            target = dict(headers).get("Location", "")
            code = parse_qs(target.partition("?")[2]).get("code", [""])[0]
            self.challenges[code] = asked["code_challenge"][0]
            return start_response(status, headers, *rest)

        return self.app(environ, note)

    def is_answered(self, environ):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        told = parse_qs(body.decode())
        verifier = told.get("code_verifier", [""])[0].encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=")
        return self.challenges.get(told.get("code", [""])[0]) == digest.decode()


def main():
    claims = json.loads(sys.argv[1])
    people = [oidc_provider_mock.User(sub=sub, claims=told) for sub, told in claims.items()]
    app = oidc_provider_mock.app(require_nonce=True, user_claims=people)
    server = werkzeug.serving.make_server("127.0.0.1", 0, WithPkce(app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201
    sys.stdin.read()


if __name__ == "__main__":
    main()
