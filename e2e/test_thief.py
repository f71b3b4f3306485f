"""What was done to the store behind the program's back is found and named."""

import json
import re

import pytest

import journey
import program
import world
from client import ok
from sealed import key_text, lines, sealed
from thief import Tables


@pytest.mark.parametrize("how", ["change", "remove"])
def test_check_and_verify_find_and_name_what_was_done_to_the_store(
        engine, own_procedures, tmp_path, how):
    server = program.Server(
        engine.fresh("thief"), "--procedures", str(own_procedures), "--sample", "0").start()
    dossier = journey.submit(server.as_("tiepnhan"), channel="counter")
    victim = server.as_("tiepnhan").last_fact
    journey.act(server, dossier, "forward", agency=world.AGENCY)
    point, path, position = sealed(server, server.as_("tiepnhan").last_fact, tmp_path)
    place = [json.loads(line)["id"] for line in lines(path)].index(victim)
    key, note = key_text(server), tmp_path / "checkpoint"
    note.write_text(point.text, encoding="utf-8")
    server.stop()
    server.run("check")
    getattr(Tables(server.store), how)(victim)
    found = server.run("check", code=1)
    said = found.stdout + found.stderr
    assert victim in said or re.search(rf"\b({place}|{place + 1})\b", said), said
    after = program.run("export", "facts", "--format", "jsonl", "--out", tmp_path / "after.jsonl",
                        *server.store.options, code=None)
    if after.returncode == 0:
        program.run("verify", tmp_path / "after.jsonl", "--checkpoint", note, "--key", key, code=1)


def test_check_names_a_blob_that_was_changed_or_is_gone(engine, own_procedures):
    server = program.Server(
        engine.fresh("blob"), "--procedures", str(own_procedures), "--sample", "0").start()
    content = world.pdf("to nay se bi sua")
    made = ok(server.as_("congdan").upload(content), 201)
    journey.submit(server.as_("congdan"), papers=[
        {"component": 1, "file": made["id"], "copies": 1}])
    server.stop()
    blob = next(path for path in server.store.folder.rglob("*")
                if path.is_file() and path.read_bytes() == content)
    server.run("check")
    blob.chmod(0o600)
    blob.write_bytes(content.replace(b"sua", b"suA"))
    said = server.run("check", code=1)
    assert made["sha256"] in said.stdout + said.stderr
    blob.unlink()
    said = server.run("check", code=1)
    assert made["sha256"] in said.stdout + said.stderr
