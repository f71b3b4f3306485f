"""Counts, after a fault, what became of everything that a crowd was told."""

import collections
import json
import time

import requests

import program
import sealed
import tlog
import world
from client import ok, problem

SAME = ("reference", "number", "receivedAt", "dueAt", "stage", "version")


def lost(server, crowd):
    """How many acknowledged dossiers are not there as they were acknowledged."""
    gone = 0
    for account, dossier, _ in crowd.answered:
        answer = server.as_(account).get(f"/dossiers/{dossier['id']}")
        seen = answer.json() if answer.status_code == 200 else {}
        gone += any(seen.get(field) != dossier[field] for field in SAME)
    return gone


def doubled(server, crowd, before):
    """Sends every form again under its key; counts dossiers beyond one a key.

    `before` is what `listed` gave before the crowd came. A form whose file was not acknowledged
    before the fault and is gone cannot be sent again, and cannot have become a dossier either.
    """
    others = without_file = 0
    for each in crowd.members:
        client = server.as_(each.account)
        for key, form in each.sent.items():
            answer = client.post("/dossiers", form, headers={"Idempotency-Key": key})
            told = each.answered.get(key)
            if told is None and answer.status_code == 422:
                problem(answer, 422, "submission.file-unknown")
                without_file += 1
                continue
            others += told is not None and told[0]["id"] != ok(answer, 201)["id"]
    return others + abs(len(listed(server)) - len(before) - crowd.sent + without_file)


def listed(server):
    """The ids of all dossiers; insists on references and numbers without double or gap."""
    found = server.as_("tiepnhan").items("/dossiers", agency=world.AGENCY, limit=500)
    for field in ("id", "reference"):
        assert len({each[field] for each in found}) == len(found), f"{field} twice"
    days = collections.defaultdict(list)
    for each in found:
        if each["number"]:
            prefix, _, last = each["number"].rpartition("-")
            days[prefix].append(int(last))
    for prefix, last in days.items():
        assert sorted(last) == list(range(1, len(last) + 1)), f"{prefix}: doubles or gaps"
    return {each["id"] for each in found}


def unsealed(server, crowd, folder, within=45):
    """How many acknowledged facts no checkpoint covers; insists that the journal is sound."""
    facts = {fact for _, _, fact in crowd.answered}
    folder.mkdir(exist_ok=True)
    until = time.monotonic() + within
    while True:
        point, left = covered(server, folder)
        if not facts - left or time.monotonic() > until:
            break
        time.sleep(0.5)
    note = folder / "checkpoint"
    note.write_text(point.text, encoding="utf-8")
    program.run("verify", folder / "facts.jsonl", "--checkpoint", note,
                "--key", sealed.key_text(server), timeout=3600)
    server.run("check", timeout=3600)
    return len(facts - left)


def covered(server, folder):
    """The newest checkpoint and the facts it covers; insists on order and on no fact twice."""
    point = sealed.checkpoint(server)
    lines = sealed.lines(sealed.export(server, folder))
    assert tlog.tree_root([tlog.leaf_hash(line) for line in lines[: point.size]]) == point.root
    read = [json.loads(line) for line in lines]
    ids = collections.Counter(fact["id"] for fact in read)
    assert max(ids.values(), default=0) <= 1, "a fact twice"
    subjects = collections.defaultdict(list)
    for fact in read:
        subjects[fact["subject"]].append(fact["seq"])
    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in subjects.values())
    return point, {fact["id"] for fact in read[: point.size]}


def back(server, within=60):
    """Waits until the server takes work again; gives the seconds it took."""
    began = time.monotonic()
    while time.monotonic() < began + within:
        try:
            if requests.get(server.base + "/ready", timeout=5).status_code == 200:
                return time.monotonic() - began
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise AssertionError(f"not back within {within} s\n{server.tail()}")
