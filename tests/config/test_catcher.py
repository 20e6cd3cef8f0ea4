import smtplib
import socket
import threading
from email.message import EmailMessage
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller

from config.catcher import LOOPBACK, Letterbox, Page, letter_page


@pytest.fixture
def box(tmp_path):
    return Letterbox(tmp_path / "mail")


@pytest.fixture
def post(box):
    with socket.create_server((LOOPBACK, 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(box, hostname=LOOPBACK, port=port)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def page(box, monkeypatch):
    monkeypatch.setattr(Page, "box", box, raising=False)
    server = ThreadingHTTPServer((LOOPBACK, 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def letter(subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"], message["To"] = "house@passerelle.example", "nurse@example.org"
    message.set_content(text)
    return message


def look(port: int, path: str, host: str = "") -> tuple[int, str]:
    connection = HTTPConnection(LOOPBACK, port, timeout=5)
    connection.request("GET", path, headers={"Host": host or f"localhost:{port}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_an_accepted_letter_is_a_file(box, post):
    with smtplib.SMTP(LOOPBACK, post) as client:
        client.send_message(letter("Your code", "Grüße: K7M2"))

    (path,) = box.newest_first()
    assert "Grüße: K7M2" in letter_page(path)


def test_the_newest_letter_comes_first(box, page):
    box.keep(letter("first", "1").as_bytes())
    box.keep(letter("second", "2").as_bytes())

    status, text = look(page, "/")

    assert status == 200
    assert text.index("second") < text.index("first")


def test_a_letter_is_shown_as_text_and_its_links_can_be_followed(box, page):
    words = "<script>alert(1)</script> http://localhost/x?a=1&b=2 end"
    path = box.keep(letter("<b>bold</b>", words).as_bytes())

    text = look(page, f"/{path.name}")[1]

    assert "<script" not in text
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
    assert '<a href="http://localhost/x?a=1&amp;b=2">' in text


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/secret", "/none.eml"])
def test_nothing_but_letters_is_shown(box, page, path):
    (box.folder.parent / "secret").write_text("secret")

    assert look(page, path)[0] == 404


def test_another_web_site_cannot_read_along(page):
    assert look(page, "/", host="evil.example:80")[0] == 403
