"""What a site's server may and may not do."""

from __future__ import annotations

import io
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.specimens.federation import Server, run_server

from disclosure.errors import SiteError
from disclosure.package.federation import transfer
from disclosure.package.federation.address import Address, parse_address
from disclosure.package.federation.transfer import Visit

CONTENT = b"one,two\n" * 2000
FILE = "/site/file.csv"


@pytest.fixture
def server() -> Iterator[Server]:
    with run_server() as running:
        running.bodies[FILE] = CONTENT
        yield running


def fetch(server: Server, path: str = FILE, limit: int = len(CONTENT)) -> bytes:
    sink = io.BytesIO()
    Visit(parse_address(server.address("site/"))).fetch(server.address(path.lstrip("/")), sink, limit)
    return sink.getvalue()


def test_a_file_comes_as_it_is(server: Server) -> None:
    assert fetch(server) == CONTENT
    server.packed.add(FILE)
    assert fetch(server) == CONTENT


def test_a_redirect_within_the_site_is_followed(server: Server) -> None:
    server.moved["/site/old.csv"] = "file.csv"
    assert fetch(server, "/site/old.csv") == CONTENT


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("file:///etc/hostname", "not a plain web address"),
        ("ftp://127.0.0.1/file.csv", "not a plain web address"),
        ("//user:secret@127.0.0.1/file.csv", "not a plain web address"),
        ("http://127.0.0.1:9/file.csv", "redirects out of its private network"),
        ("http://localhost/file.csv", "redirects out of its private network"),
        (FILE, "more than 5 times"),
    ],
)
def test_a_redirect_that_leads_elsewhere_is_refused(server: Server, location: str, words: str) -> None:
    server.moved[FILE] = location
    with pytest.raises(SiteError, match=words):
        fetch(server)
    assert len(server.asked) <= transfer.REDIRECTS + 1


def test_more_than_was_announced_is_never_kept(server: Server) -> None:
    with pytest.raises(SiteError, match="announces 16000 bytes, more than the limit of 15999"):
        fetch(server, limit=len(CONTENT) - 1)
    server.heads[FILE] = {"Content-Length": str(1 << 40)}
    with pytest.raises(SiteError, match=f"announces {1 << 40} bytes"):
        fetch(server)


def test_what_is_packed_small_is_not_unpacked_without_end(server: Server) -> None:
    server.bodies[FILE] = bytes(1 << 26)
    server.packed.add(FILE)
    with pytest.raises(SiteError, match="has more than 1000 bytes"):
        fetch(server, limit=1000)
    server.packed.clear()
    server.heads[FILE] = {"Content-Encoding": "br"}
    with pytest.raises(SiteError, match="which was not requested"):
        fetch(server)


def test_what_breaks_off_is_told(server: Server) -> None:
    server.cut[FILE] = 100
    with pytest.raises(SiteError, match=r"the download is incomplete|cannot be fetched"):
        fetch(server)
    server.packed.add(FILE)
    server.cut[FILE] = 10
    with pytest.raises(SiteError, match=r"the download is incomplete|cannot be fetched"):
        fetch(server)


def test_a_server_that_drips_or_is_silent_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "SLOWEST", 10**9)
    monkeypatch.setattr(transfer, "GRACE", -1)
    sink = io.BytesIO()
    visit = Visit(parse_address(server.address("site/")))
    monkeypatch.setattr(transfer, "_hurry", nullcontext)
    with pytest.raises(SiteError, match="too slowly"):
        visit.fetch(server.address(FILE.lstrip("/")), sink, len(CONTENT))


def test_what_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(SiteError, match="answers 404"):
        fetch(server, "/site/nothing.csv")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with pytest.raises(SiteError, match="cannot be fetched"):
        Visit(parse_address(closed)).fetch(closed, io.BytesIO(), 10)


def test_https_is_spoken_with_those_who_prove_who_they_are(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not on the path; on Debian: apt-get install openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *names], check=True, capture_output=True)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate, key)
    with run_server(ours) as secured:
        secured.bodies[FILE] = CONTENT
        secured.moved["/site/down.csv"] = server.address("site/file.csv")
        address = f"https://localhost:{secured.port}/site/"
        with pytest.raises(SiteError, match="certificate"):
            Visit(parse_address(address)).fetch(f"{address}file.csv", io.BytesIO(), len(CONTENT))
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        sink = io.BytesIO()
        Visit(parse_address(address)).fetch(f"{address}file.csv", sink, len(CONTENT))
        assert sink.getvalue() == CONTENT
        with pytest.raises(SiteError, match="from https to http"):
            Visit(parse_address(address)).fetch(f"{address}down.csv", sink, len(CONTENT))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1",  # noqa: S104
     "fd00::1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::1"],
)  # fmt: skip
def test_a_public_site_leads_to_no_private_place(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places = {"public.example": "93.184.215.14", "other.example": host}
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("", 0))]

    def resolve(name: str, port: int, **_: object) -> list[object]:
        return [(*each[:4], (places[name], port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was connected to"))
    visit = Visit(Address("https://public.example/datapackage.json"))
    url = visit._follow("https://public.example/a.csv", "https://other.example/a.csv", "a.csv")
    with pytest.raises(SiteError, match="to a private network"):
        visit.fetch(url, io.BytesIO(), 10)
    with pytest.raises(SiteError, match="from https to http"):
        visit._follow("https://public.example/a.csv", "http://public.example/a.csv", "a.csv")


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("https://One.Example/", "https://one.example/datapackage.json"),
        ("https://one.example", "https://one.example/datapackage.json"),
        ("https://one.example:443/books", "https://one.example/books/datapackage.json"),
        ("http://one.example:8080/a.json", "http://one.example:8080/a.json"),
        ("https://账本.example/", "https://xn--9kqt7r.example/datapackage.json"),
        ("folder/datapackage.json", "folder/datapackage.json"),
    ],
)
def test_an_address_has_one_spelling(text: str, spelt: str) -> None:
    if "账本" in text:
        spelt = f"https://{'账本'.encode('idna').decode()}.example/datapackage.json"
    assert parse_address(text).text == spelt
    assert parse_address(spelt).text == spelt


@pytest.mark.parametrize(
    "text",
    ["file:///etc/passwd", "ftp://one.example/", "https://", "https://user:secret@one.example/", "https://a/?b", "http://a:x/"],
)  # fmt: skip
def test_an_address_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_address(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "path", ["../a.csv", "/a.csv", "a/../b", "http://a/b", "a\\b", "", ".a", "a//b", "a?b", None, 3]
)
def test_a_catalogue_names_only_what_lies_beside_it(path: object) -> None:
    for text in ("https://one.example/x/datapackage.json", "folder/datapackage.json"):
        with pytest.raises(SiteError, match="outside its own folder"):
            Address(text).find_beside(path)


def test_what_lies_beside_a_catalogue_is_found() -> None:
    assert Address("https://one.example/x/datapackage.json").find_beside("d/a.csv") == "https://one.example/x/d/a.csv"
    assert Address("folder/datapackage.json").find_beside("d/a.csv") == "folder/d/a.csv"
