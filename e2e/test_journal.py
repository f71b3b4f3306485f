"""Facts are sealed so that a stranger can check them, and a change is found and named."""

import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys

import pytest

import journey
import program
import tlog
from sealed import key_text, lines, sealed

SCRIPT = pathlib.Path(__file__).with_name("verify_journal.py")
KEYS = ("v id kind at recordedAt subject seq agency competentAgency returnAgency post procedure "
        "case version sector level mode eligible integrated channel typedBy applicantKind actorTag "
        "deviceTag rules term policy calendar pauses due workedMinutes pausedMinutes data "
        "commitment").split()


@pytest.fixture(scope="module")
def history(server, tmp_path_factory):
    """Some acts, then (checkpoint, exported facts)."""
    journey.drive(server, 10)
    journey.submit(server.as_("tiepnhan"), channel="counter")
    fact = server.as_("tiepnhan").last_fact
    point, path, _ = sealed(server, fact, tmp_path_factory.mktemp("journal"))
    return point, path


def test_the_root_is_the_one_a_stranger_computes(server, history):
    point, path = history
    point.verify(tlog.Key(key_text(server)))
    leaves = lines(path)[: point.size]
    assert len(leaves) == point.size
    assert tlog.tree_root([tlog.leaf_hash(line) for line in leaves]) == point.root


def test_the_origin_says_that_it_is_a_demonstration(history):
    assert history[0].origin.startswith("demo/")


def test_the_tiles_hold_the_hashes_of_the_facts(server, history):
    point, path = history
    hashes = [tlog.leaf_hash(line) for line in lines(path)[: point.size]]
    for level, index, width in tlog.tiles(point.size):
        answer = server.anyone().get(tlog.tile_path(level, index, width))
        assert answer.status_code == 200, f"{answer.url}: {answer.status_code}"
        span = 256 ** level
        first = index * 256
        asked = [tlog.tree_root(hashes[n * span: (n + 1) * span])
                 for n in range(first, first + width)]
        assert answer.content == b"".join(asked), f"tile {level}/{index}"


def test_supervisors_read_the_same_bytes_through_the_api(server, history):
    point, path = history
    answer = server.as_("giamsat").get("/journal/facts", {"from": 0, "to": 10})
    assert answer.status_code == 200
    given = tlog.leaves_of(answer)
    assert given and given == lines(path)[: len(given)]


def test_a_later_tree_begins_with_the_earlier_one(server, history, tmp_path):
    point, path = history
    journey.submit(server.as_("congdan"))
    later, again, _ = sealed(server, server.as_("congdan").last_fact, tmp_path)
    assert later.size > point.size
    assert lines(again)[: point.size] == lines(path)[: point.size], "a sealed fact changed"


def test_facts_have_the_promised_form_and_order_of_keys(history):
    seen = {}
    for line in lines(history[1]):
        fact = json.loads(line)
        order = [KEYS.index(key) for key in fact]
        assert order == sorted(order), f"keys in another order: {list(fact)}"
        assert {"v", "id", "kind", "at", "recordedAt", "subject", "seq"} <= set(fact)
        assert all(value is not None for value in fact.values()), "keys without a value stay out"
        seen.setdefault(fact["subject"], []).append(fact["seq"])
        whole = json.dumps(fact.get("data", {}))
        assert not re.search(r"[^\x00-\x7f]", whole), f"free text in a fact: {whole}"
    for subject, numbers in seen.items():
        assert numbers == list(range(1, len(numbers) + 1)), f"{subject}: {numbers}"


def test_verify_says_yes_to_what_is_whole(server, history, tmp_path):
    point, path = history
    note = tmp_path / "checkpoint"
    note.write_text(point.text, encoding="utf-8")
    program.run("verify", path, "--checkpoint", note, "--key", key_text(server))
    unsigned = program.run("verify", path, "--checkpoint", note)
    assert "not judged" in unsigned.stdout + unsigned.stderr


def test_verify_counts_lines_past_the_checkpoint_without_judging_them(server, history, tmp_path):
    point, path = history
    note, more = tmp_path / "checkpoint", tmp_path / "more.jsonl"
    note.write_text(point.text, encoding="utf-8")
    kept = lines(path)[: point.size]
    more.write_bytes(b"\n".join([*kept, kept[0], kept[0]]) + b"\n")
    done = program.run("verify", more, "--checkpoint", note, "--key", key_text(server))
    assert re.search(r"\b2\b", done.stdout + done.stderr)


def tampered(kept):
    middle = len(kept) // 2
    line = kept[middle]
    place = line.index(b'"at":"') + 8
    digit = b"3" if line[place: place + 1] != b"3" else b"4"
    changed = line[:place] + digit + line[place + 1:]
    return {
        "a changed byte": [*kept[:middle], changed, *kept[middle + 1:]],
        "a removed fact": [*kept[:middle], *kept[middle + 1:]],
        "two facts exchanged": [*kept[:middle - 1], line, kept[middle - 1], *kept[middle + 1:]],
        "a fact twice": [*kept[:middle], line, *kept[middle:]],
        "the last fact gone": kept[:-1],
        "a line that cannot be read": [*kept[:middle], b"{", *kept[middle + 1:]],
        "a space more": [*kept[:middle], line + b" ", *kept[middle + 1:]],
    }


@pytest.mark.parametrize("how", [
    "a changed byte", "a removed fact", "two facts exchanged", "a fact twice",
    "the last fact gone", "a line that cannot be read", "a space more"])
def test_verify_says_no_to_what_is_not_and_says_where(server, history, tmp_path, how):
    point, path = history
    note, bad = tmp_path / "checkpoint", tmp_path / "bad.jsonl"
    note.write_text(point.text, encoding="utf-8")
    bad.write_bytes(b"\n".join(tampered(lines(path)[: point.size])[how]) + b"\n")
    done = program.run("verify", bad, "--checkpoint", note, "--key", key_text(server), code=1)
    assert re.search(r"\d", done.stderr + done.stdout), "nothing is said about where"
    assert "Fatal error" not in done.stderr


def test_verify_says_no_to_another_key(server, history, tmp_path):
    point, path = history
    note = tmp_path / "checkpoint"
    note.write_text(point.text, encoding="utf-8")
    raw = b"\x01" + bytes.fromhex(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")  # RFC 8032, test 1
    mark = hashlib.sha256(point.origin.encode() + b"\n" + raw).digest()[:4].hex()
    other = f"{point.origin}+{mark}+{base64.b64encode(raw).decode()}"
    program.run("verify", path, "--checkpoint", note, "--key", other, code=1)


def test_the_script_that_shares_no_code_agrees(server, history, tmp_path):
    if not SCRIPT.exists():
        program.missing("verify_journal.py is not there")
    point, path = history
    note, bad = tmp_path / "checkpoint", tmp_path / "bad.jsonl"
    note.write_text(point.text, encoding="utf-8")
    bad.write_bytes(b"\n".join(tampered(lines(path)[: point.size])["a changed byte"]) + b"\n")
    for facts, code in ((path, 0), (bad, 1)):
        done = subprocess.run([sys.executable, str(SCRIPT), str(facts), "--checkpoint", str(note),
                               "--key", key_text(server)], capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr


def test_check_finds_nothing_wrong_while_it_is_served(server):
    server.run("check")


def test_the_signing_key_is_for_its_owner_only(server):
    secret = [path for path in server.store.folder.rglob("*")
              if path.is_file() and "key" in str(path.relative_to(server.store.folder)).lower()]
    assert secret, "no key was found beside the store"
    assert all(path.stat().st_mode & 0o077 == 0 for path in secret), secret
