"""kill -9 under 32 submitters: what was acknowledged is there, and nothing is there by half."""

import collections
import concurrent.futures
import json
import random
import subprocess
import threading
import time

import pytest
import requests

import journey
import program
import tlog
import world
from client import ok

CROWD = 32
ROUNDS = 3
ALL_ROUNDS = 10


class Submitter:
    """Hands in one form after another under keys of its own, and remembers each answer."""

    def __init__(self, server, n, round_):
        self.account = "tiepnhan" if n % 2 else "congdan"
        self.channel = "counter" if n % 2 else "online"
        self.client = server.another(self.account)
        self.client.credentials = None
        self.name, self.sent, self.answered = f"{round_}-{n}", {}, {}

    def run(self, stop):
        while not stop.is_set():
            key = f"gui-{self.name}-{len(self.sent)}"
            form = world.submission(channel=self.channel, seed=journey.fresh_seed())
            self.sent[key] = form
            try:
                answer = self.client.post(
                    "/dossiers", form, headers={"Idempotency-Key": key}, strict=True)
            except requests.RequestException:
                return
            if answer.status_code == 201:
                self.answered[key] = (answer.json(), answer.headers["Motcua-Fact"])


def one_round(server, round_):
    """Lets 32 submit, kills the process among them, starts it again; gives the submitters."""
    submitters = [Submitter(server, n, round_) for n in range(CROWD)]
    stop = threading.Event()
    with concurrent.futures.ThreadPoolExecutor(CROWD) as pool:
        work = [pool.submit(each.run, stop) for each in submitters]
        until = time.monotonic() + 60
        enough = random.Random(round_).randrange(40, 120)
        while sum(len(s.answered) for s in submitters) < enough and time.monotonic() < until:
            time.sleep(0.01)
        server.kill()
        stop.set()
        for each in work:
            each.result()
    assert sum(len(s.answered) for s in submitters) >= 32, "too slow to be a test"
    server.start()
    return submitters


def everything_acknowledged_is_there(server, submitters):
    clients = {"tiepnhan": server.as_("tiepnhan"), "congdan": server.as_("congdan")}
    for each in submitters:
        for dossier, _ in each.answered.values():
            seen = ok(clients[each.account].get(f"/dossiers/{dossier['id']}"))
            for field in ("reference", "number", "receivedAt", "dueAt", "stage", "version"):
                assert seen[field] == dossier[field], f"{field} changed in the crash"


def sending_again_makes_no_second_dossier(server, submitters):
    """Every key again: the same dossier where it was acknowledged, one where it was not."""
    for each in submitters:
        client = server.as_(each.account)
        for key, form in each.sent.items():
            made = ok(client.post("/dossiers", form, headers={"Idempotency-Key": key}), 201)
            if key in each.answered:
                assert made["id"] == each.answered[key][0]["id"]


def numbers_are_without_double_or_gap(server):
    listed = server.as_("tiepnhan").items("/dossiers", agency=world.AGENCY, limit=500)
    assert len({each["id"] for each in listed}) == len(listed)
    assert len({each["reference"] for each in listed}) == len(listed)
    days = collections.defaultdict(list)
    for each in listed:
        if each["number"]:
            prefix, _, last = each["number"].rpartition("-")
            days[prefix].append(int(last))
    for prefix, found in days.items():
        assert sorted(found) == list(range(1, len(found) + 1)), f"{prefix}: doubles or gaps"
    return len(listed)


def the_journal_holds_them(server, submitters, folder):
    server.settled()
    point = tlog.Checkpoint(server.anyone().get("/journal/checkpoint").text)
    key = server.anyone().get("/journal/key").text.strip()
    facts, note = folder / "facts.jsonl", folder / "checkpoint"
    note.write_text(point.text, encoding="utf-8")
    server.run("export facts", "--format", "jsonl", "--out", facts)
    server.run("check")
    program.run("verify", facts, "--checkpoint", note, "--key", key)
    lines = facts.read_bytes()[:-1].split(b"\n")
    assert tlog.tree_root([tlog.leaf_hash(line) for line in lines[: point.size]]) == point.root
    read = [json.loads(line) for line in lines]
    ids = collections.Counter(fact["id"] for fact in read)
    assert max(ids.values()) == 1, "a fact twice"
    lost = [fact for each in submitters for _, fact in each.answered.values() if fact not in ids]
    assert not lost, f"{len(lost)} acknowledged facts are gone"
    subjects = collections.defaultdict(list)
    for fact in read:
        subjects[fact["subject"]].append(fact["seq"])
    assert all(found == list(range(1, len(found) + 1)) for found in subjects.values())


@pytest.fixture(scope="module")
def killed(engine, own_procedures):
    made = program.Server(
        engine.fresh("killed"), "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


@pytest.mark.parametrize("round_", [
    *range(ROUNDS), *(pytest.param(n, marks=pytest.mark.long) for n in range(ROUNDS, ALL_ROUNDS))])
def test_a_killed_server_keeps_what_it_acknowledged(killed, round_, tmp_path):
    submitters = one_round(killed, round_)
    everything_acknowledged_is_there(killed, submitters)
    before = numbers_are_without_double_or_gap(killed)
    sending_again_makes_no_second_dossier(killed, submitters)
    after = numbers_are_without_double_or_gap(killed)
    sent = sum(len(each.sent) for each in submitters)
    answered = sum(len(each.answered) for each in submitters)
    assert after - before <= sent - answered, "sending again made doubles"
    the_journal_holds_them(killed, submitters, tmp_path)


def test_a_demonstration_that_is_killed_while_it_is_made_can_be_made_again(engine, own_procedures):
    server = program.Server(
        engine.fresh("halfway"), "--procedures", str(own_procedures), "--sample", "30")
    command = [str(program.PROGRAM), "demo", *server.store.options, "--port",
               str(program.free_port()), *server.options]
    for pause in (0.2, 0.6, 1.5):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.kill()
        process.wait()
    server.start()
    try:
        for account in world.ACCOUNTS:
            server.as_(account)
        server.run("check")
    finally:
        server.stop()
