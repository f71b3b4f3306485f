"""Abuse cases of docs/threats.md, on the line: bytes, paths, numbers and words made to hurt."""

import time

import pytest

from browser import Browser
from client import problem
from lines import answers, head

JSON_POST = ("POST", "/api/v1/sessions", "Content-Type: application/json")
SECOND = head("GET", "/api/v1/openapi.json")


def lives(server):
    assert server.process.poll() is None, server.tail()
    assert server.anyone().get("/health", api=False).status_code == 200


@pytest.mark.parametrize("fields, body", [
    (["Content-Length: 5", "Transfer-Encoding: chunked"], b"0\r\n\r\n"),
    (["Content-Length: 5", "Transfer-Encoding: xchunked"], b"0\r\n\r\n"),
    (["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], b"0\r\n\r\n"),
    (["Content-Length: 2", "Content-Length: 44"], b"{}"), (["Content-Length: 2, 2"], b"{}"),
    (["Content-Length: -1"], b"{}"), (["Content-Length: +2"], b"{}"),
    (["Content-Length: 0x2"], b"{}"), (["Content-Length : 2"], b"{}"),
    (["X: a\r\n Content-Length: 9", "Content-Length: 2"], b"{}"), (["X: a\0b"], b""),
    (["X: a\rb"], b"")], ids=repr)
def test_a_request_that_two_readers_read_differently_is_refused(server, fields, body):
    """Request smuggling: nothing behind the first head is answered."""
    codes, came = answers(server, head(*JSON_POST, *fields, body=body) + SECOND)
    assert codes == [400], came[:300]
    assert b"openapi" not in came
    lives(server)


@pytest.mark.parametrize("chunks", [
    b"2\n{}\r\n0\r\n\r\n", b"fffffffffffffffff\r\n{}\r\n0\r\n\r\n", b"zz\r\n{}\r\n", b"-1\r\n",
    b"2\r\n{}XX0\r\n\r\n"], ids=repr)
@pytest.mark.parametrize("path, media", [
    ("/api/v1/sessions", "application/json"), ("/dang-nhap", "application/x-www-form-urlencoded"),
    ("/health", "text/plain")])
def test_chunks_that_are_none_end_the_line_and_nothing_else(server, path, media, chunks):
    codes, came = answers(server, head(
        "POST", path, f"Content-Type: {media}", "Transfer-Encoding: chunked", body=chunks) + SECOND)
    assert not codes or codes[0] >= 400, came[:300]
    assert b'"openapi"' not in came
    lives(server)


@pytest.mark.parametrize("path", [
    "/api/v1/journal/tile/0/9223372036854775807/1", "/api/v1/journal/tile/7/x999/x999/999",
    "/api/v1/journal/tile/0/x9223372036854775807",
    "/api/v1/journal/tile/0/000.p/99999999999999999999",
    "/api/v1/journal/facts?from=9007199254740991&to=9007199254740991",
    "/api/v1/dossiers?limit=9223372036854775807", "/api/v1/dossiers?after=W10",
    "/api/v1/procedures/9.900001/due?at=9999-12-31T23:59:59Z",
    "/api/v1/procedures/9.900001/due?at=0001-01-01T00:00:00Z",
    "/api/v1/reports/settlement?from=0001-01-01&to=9999-12-31",
    "/api/v1/reports/settlement?from=9999-12-31&to=9999-12-31",
    "/so-lieu?tu=9999-12-31&den=9999-12-31", "/thu-tuc?trang=9223372036854775807"])
@pytest.mark.parametrize("account", [None, "giamsat"])
def test_no_number_or_day_is_too_large(server, account, path):
    client = server.as_(account) if account else server.anyone()
    answer = client.get(path, api=False, strict=True)
    assert answer.status_code < 500, answer.text[:300]
    lives(server)


@pytest.mark.parametrize("body", [
    b"[" * 100_000, b'{"username":' * 50_000, b'{"username":"a","username":"b","password":"c"}',
    b'{"username":1e999999999,"password":"x"}', b"1" * 500_000, b"-" * 1000,
    b'{"username":"' + b"\\u0000" + b'","password":"x"}',
    b'{"username":"\xed\xa0\x80","password":""}',
    b'{"username":"' + b"a" * 900_000 + b'","password":"x"}'],
    ids=lambda body: repr(body[:20]))
def test_json_made_to_hurt_is_refused_at_once(server, body):
    begun = time.monotonic()
    problem(server.anyone().request(
        "POST", "/sessions", data=body, headers={"Content-Type": "application/json"}, strict=True),
        400)
    assert time.monotonic() - begun < 5
    lives(server)


@pytest.mark.parametrize("query", [
    "a" * 200, "giay " * 40, "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3,
    "((((((((((" * 15, "%" * 100, "'; DROP TABLE procedure; --", "\u0301" * 150, "🙂" * 100])
def test_a_search_made_to_hurt_is_answered_in_time(server, query):
    begun = time.monotonic()
    answer = server.anyone().get("/procedures", {"q": query}, strict=True)
    assert answer.status_code in (200, 400), answer.text[:300]
    assert Browser(server.base).http.get(
        server.base + "/thu-tuc", params={"q": query}, timeout=60).status_code in (200, 400)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("path", [
    "/cong-khai/../../../etc/passwd", "/cong-khai/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/cong-khai/..%5c..%5cetc%5cpasswd", "/cong-khai/%2fetc%2fpasswd", "/cong-khai/.",
    "/cong-khai//etc/passwd", "/../keys/journal.key", "/api/v1/journal/tile/../../keys",
    "/cong-khai/%00", "/%c0%ae%c0%ae/etc/passwd", "/cong-khai/motcua.css%00.png"])
def test_no_path_leads_out_of_the_house(server, path):
    codes, came = answers(server, head("GET", path, "Connection: close"))
    assert codes and codes[0] in (400, 404), came[:200]
    assert b"root:" not in came and b"PRIVATE" not in came
