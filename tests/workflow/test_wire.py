"""No message leaves for our own net, whatever its address is called or wrapped in."""

import datetime
import socket
import ssl
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.workflow.receiver import Receiver
from workflow import wire

OURS = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::1",
]


@pytest.fixture
def production(settings):
    settings.WEBHOOKS_MAY_STAY_HERE = False
    settings.WEBHOOK_HOSTS = ["*"]


def named(monkeypatch, *addresses):
    """What the name server says of every host."""

    def told(_host, port, *_rest, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", told)


@pytest.mark.parametrize("address", OURS)
def test_no_host_leads_into_our_own_net(production, monkeypatch, address):
    named(monkeypatch, address)

    with pytest.raises(wire.NotPermittedError):
        wire.address_of(wire.target_of("https://hooks.example.org/"))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400e:80c::200e"])
def test_a_public_address_is_spoken_to(production, monkeypatch, address):
    named(monkeypatch, address)

    assert wire.address_of(wire.target_of("https://hooks.example.org/")) == address


def test_one_address_of_ours_among_others_is_enough_to_refuse(production, monkeypatch):
    named(monkeypatch, "8.8.8.8", "10.0.0.1")

    with pytest.raises(wire.NotPermittedError):
        wire.address_of(wire.target_of("https://hooks.example.org/"))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "gopher://hooks.example.org/",
        "https://",
        "https:///path",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nHost: other",
        "https://höoks.example.org/",
        "https://hooks.example.org/" + "a" * 500,
        "//hooks.example.org/",
        "hooks.example.org",
        "",
    ],
)
def test_an_address_is_https_and_plain(production, url):
    with pytest.raises(wire.NotPermittedError):
        wire.target_of(url)


@pytest.mark.parametrize(
    ("named_hosts", "url", "is_fine"),
    [
        ([], "https://hooks.example.org/", False),
        (["hooks.example.org"], "https://hooks.example.org/", True),
        (["hooks.example.org"], "https://HOOKS.example.org./", True),
        (["hooks.example.org"], "https://other.example.org/", False),
        ([".example.org"], "https://hooks.example.org/", True),
        ([".example.org"], "https://badexample.org/", False),
        ([".example.org"], "https://example.org.evil.test/", False),
        (["*"], "https://hooks.example.org/", True),
    ],
)
def test_the_house_names_the_hosts(production, settings, named_hosts, url, is_fine):
    settings.WEBHOOK_HOSTS = named_hosts

    try:
        wire.target_of(url)
        found = True
    except wire.NotPermittedError:
        found = False

    assert found == is_fine


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_this_machine_is_known_however_it_is_written(production, host):
    with pytest.raises((wire.NotPermittedError, wire.NotReachedError)):
        wire.address_of(wire.target_of(f"https://{host}/"))


def test_the_host_is_asked_once_and_the_connection_goes_where_it_was_looked_at(monkeypatch):
    asked = []
    real = socket.getaddrinfo

    def first_here_then_elsewhere(host, port, *rest, **more):
        if host == "hooks.example.org":
            asked.append(host)
            return [(0, 0, 0, "", ("127.0.0.1" if len(asked) == 1 else "10.9.9.9", port))]
        return real(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", first_here_then_elsewhere)
    with Receiver() as there:
        port = there.server.server_port
        status = wire.send(f"http://hooks.example.org:{port}/", b"{}", {})

    assert (status, asked) == (200, ["hooks.example.org"])
    assert there.got[0].headers["host"] == f"hooks.example.org:{port}"


def test_an_unknown_host_is_told_as_such(monkeypatch):
    def nobody(*_asked, **_more):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    with pytest.raises(wire.NotReachedError, match="unknown_host"):
        wire.send("https://hooks.example.org/", b"{}", {})


@pytest.fixture
def certified(tmp_path):
    """A receiver that speaks TLS as ``hooks.example.org``, and the certificate to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example.org")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example.org")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    shown, kept = tmp_path / "shown.pem", tmp_path / "kept.pem"
    shown.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, kept)
    with Receiver() as there:
        there.server.socket = context.wrap_socket(there.server.socket, server_side=True)
        yield there, shown


def test_over_tls_the_certificate_is_the_hosts(certified, monkeypatch):
    there, shown = certified
    named(monkeypatch, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    port = there.server.server_port

    status = wire.send(f"https://hooks.example.org:{port}/", b"{}", {})
    with pytest.raises(wire.NotReachedError, match="certificate"):
        wire.send(f"https://other.example.org:{port}/", b"{}", {})

    assert status == 200
    assert len(there.got) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(certified, monkeypatch):
    there, _shown = certified
    named(monkeypatch, "127.0.0.1")

    with pytest.raises(wire.NotReachedError, match="certificate"):
        wire.send(f"https://hooks.example.org:{there.server.server_port}/", b"{}", {})

    assert there.got == []


def test_who_greets_and_says_no_more_is_left(monkeypatch):
    monkeypatch.setattr(wire, "LIMIT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        with pytest.raises(wire.NotReachedError, match="timeout"):
            wire.send(f"https://127.0.0.1:{port}/", b"{}", {})


def test_the_addresses_of_the_list_are_what_they_seem():
    assert all(ip_address(one.partition("%")[0]) for one in OURS)
