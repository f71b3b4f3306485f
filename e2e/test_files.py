"""Attachments: taken for what they are, kept when the form is refused, never without bound."""

import hashlib
import json
import socket
import time
import urllib.parse

import pytest

import journey
import world
from client import ok, problem


def post(server, form, account="congdan", **more):
    return server.as_(account).post("/dossiers", form, **more)


def pour(server, path, media, megabytes):
    """Sends more and more until somebody answers; gives the status, or None if the line is cut."""
    token = server.as_("congdan").token
    line = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    head = (f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: {media}\r\nX-Filename: to.pdf\r\nConnection: close\r\n"
            f"Content-Length: {megabytes << 20}\r\n\r\n")
    try:
        line.sendall(head.encode())
        chunk = b"%PDF-1.4\n" + b" " * ((1 << 20) - 9)
        for _ in range(megabytes):
            line.settimeout(0.01)
            try:
                first = line.recv(64)
                return int(first.split()[1]) if first else None
            except TimeoutError:
                line.settimeout(60)
            line.sendall(chunk)
        line.settimeout(60)
        return int(line.recv(64).split()[1])
    except (ConnectionError, IndexError):
        return None
    finally:
        line.close()


@pytest.mark.parametrize("path, media, megabytes", [
    ("/dossiers", "application/json", 64), ("/files", "application/pdf", 1024)])
def test_too_many_bytes_are_413_before_they_are_all_there(server, path, media, megabytes):
    begun = time.monotonic()
    assert pour(server, path, media, megabytes) == 413
    assert time.monotonic() - begun < 60
    ok(server.as_("congdan").get("/procedures"))


def test_a_file_of_somebody_else_is_not_mine_to_hand_in(server):
    theirs = journey.file(server, "nguoigiup")
    form = world.submission(seed=8008, papers=[{"component": 1, "file": theirs, "copies": 1}])
    problem(post(server, form), 422)


@pytest.mark.parametrize("content, media", [
    (world.png(), "application/pdf"), (world.pdf(), "image/png"), (b"", "application/pdf"),
    (b"MZ" + b"\0" * 200, "application/pdf"), (b"<html>", "image/png"),
    (b"PK\x03\x04" + b"\0" * 60, "application/pdf")], ids=repr)
def test_content_that_is_not_what_it_claims_is_refused(server, content, media):
    problem(server.as_("congdan").upload(content, media), {400, 422} if not content else 422)


@pytest.mark.parametrize("media", ["text/html", "image/svg+xml", "application/x-msdownload"])
def test_kinds_of_file_the_public_may_not_send_are_refused(server, media):
    problem(server.as_("congdan").upload(b"<svg/>", media), {415, 422})


@pytest.mark.parametrize("content, media", [
    (world.pdf("tep"), "application/pdf"), (world.png(3), "image/png")], ids=["pdf", "png"])
def test_a_file_is_taken_with_its_digest(server, content, media):
    name = urllib.parse.quote("giấy tờ số 1.pdf")
    made = ok(server.as_("congdan").upload(content, media, name), 201)
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    assert (made["size"], made["mediaType"]) == (len(content), media)
    assert made["scan"] in ("clean", "unchecked")


def test_files_are_kept_when_the_form_is_refused(server):
    kept = journey.file(server, "congdan")
    papers = [{"component": 1, "file": kept, "copies": 1}]
    form = world.submission(seed=8009, papers=papers)
    problem(post(server, {**form, "agency": "H99.999"}), 422)
    made = ok(post(server, form), 201)
    assert [paper["file"] for paper in made["papers"]] in ([kept], [{"id": kept}]) or any(
        kept in json.dumps(paper) for paper in made["papers"])
