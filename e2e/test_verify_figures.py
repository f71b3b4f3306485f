"""Served figures equal a stranger's recount of random histories, and whatever is changed in a bag of
evidence is found and named, by `motcua verify` and by verify_figures.py."""

import base64
import collections
import contextlib
import copy
import datetime
import hashlib
import json
import pathlib
import random
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import journey
import program
import recount
import tlog
import world
from client import ok
from figures import accounted, arrived, remaining
from test_admin import Admin, day

SCRIPT = pathlib.Path(__file__).with_name("verify_figures.py")
SEEDS = [20260105, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))]
BORN = datetime.datetime(2026, 1, 5, 1, tzinfo=datetime.timezone.utc)


# A random history, by real acts ---------------------------------------------------------------

TERMS = [(1, "hours"), (20, "hours"), (1, "workingDays"), (3, "workingDays"), (10, "workingDays"),
         (2, "days"), (10, "days"), (30, "days"), (1, "months")]
# Two cases and three channels with terms of their own: whoever corrects one moves the clock.
CASES = {"9.990000": [(3, "workingDays"), (15, "days"), (1, "months")],
         "9.990001": [(8, "hours"), (10, "workingDays"), (5, "days")],
         "9.990002": [(20, "days"), (2, "workingDays"), (40, "hours")]}
HOURS = ("", "", "08:00-12:00,13:00-17:00", "07:30-11:30", "06:00-14:30")
MODES = ("information", "partial", "full")
CHOICES = {
    "submitted": {"receive": 8, "refuse": 1, "requestSupplement": 2, "requestPayment": 1, "withdraw": 1},
    "received": {"forward": 6, "requestPayment": 2, "withdraw": 1, "correct": 1},
    "processing": {"decide": 4, "requestSupplement": 4, "requestPayment": 2, "stop": 1, "withdraw": 1,
                   "extend": 4, "correct": 2},
    "awaitingSupplement": {"supply": 6, "withdraw": 1, "stop": 1, "correct": 1},
    "awaitingPayment": {"pay": 6, "withdraw": 1},
    "decided": {"deliver": 6, "correct": 1}, "delivered": {"rate": 1},
}
EVERY_ACT = {name for acts in CHOICES.values() for name in acts} | {"supply", "approveCorrection"}


def procedures_file(path):
    records = world.procedures(TERMS) + [
        world.procedure(code, "Thử nghiệm hai trường hợp", [
            world.channel("online", *first, note="A"), world.channel("online", *second, note="B"),
            world.channel("counter", *other), world.channel("post", *other)])
        for code, (first, second, other) in CASES.items()]
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records))
    return path


class Life:
    """An office under the test clock; whatever an act is refused for is part of life."""

    def __init__(self, server, seed):
        self.server, self.dice, self.now = server, random.Random(seed), BORN
        self.going, self.done, self.refused = [], collections.Counter(), collections.Counter()
        self.senders, self.rated = {}, set()
        self.codes = [world.JOURNEY, *CASES] + [world.term_code(*term) for term in TERMS]
        self.set_up()

    def set_up(self):
        """Half of the offers get other conditions, by a decision as an administrator takes it."""
        admin = Admin(self.server.base)
        admin.sign_in("quantri", program.PASSWORD)
        today = journey.today(self.server)
        for code in self.dice.sample(self.codes, len(self.codes) // 2):
            offer = f"/quan-tri/thu-tuc/{world.AGENCY}/{code}"
            admin.do(offer + "/nhap", policy=self.dice.choice(("hourly", "civil")),
                     supplementRule=self.dice.choice(("restart", "pause", "pause")),
                     hours=self.dice.choice(HOURS), deliveryMode=self.dice.choice(MODES),
                     **{name: self.dice.choice(("", "co"))
                        for name in ("eligible", "integrated", "paperResult")})
            admin.do(offer + "/xem-lai", decision="9/QĐ-UBND", **day("decidedOn", today))

    def live(self, steps):
        for _ in range(steps):
            long = self.dice.choice((90, 600, 4000))
            self.now += datetime.timedelta(seconds=60 * self.dice.randrange(1, long) + self.dice.randrange(60))
            self.server.clock.set(self.now)
            for _ in range(self.dice.randrange(3)):
                self.arrive()
            for at in self.dice.sample(range(len(self.going)), min(len(self.going), 6)):
                self.move(at)
            self.going = [each for each in self.going if self.goes_on(each)]
        return self

    def goes_on(self, dossier):
        may_rate = self.senders[dossier["id"]] == "congdan" and dossier["id"] not in self.rated
        return dossier["stage"] in CHOICES and (dossier["stage"] != "delivered" or may_rate)

    def arrive(self):
        channel = self.dice.choice(("online", "online", "counter", "post"))
        code = self.dice.choice(self.codes)
        more = {"case": self.dice.choice((1, 2)) if channel == "online" else 1} if code in CASES else {}
        form = world.submission(code, channel, seed=journey.fresh_seed(), **more)
        sender = "congdan" if channel == "online" else "tiepnhan"
        self.going.append(ok(self.server.as_(sender).post("/dossiers", form), 201))
        self.senders[self.going[-1]["id"]] = sender

    def move(self, at):
        dossier = self.going[at]
        odds = CHOICES[dossier["stage"]]
        name = self.dice.choices(list(odds), list(odds.values()))[0]
        if dossier["pendingCorrection"] and self.dice.random() < 0.8:
            name = "approveCorrection"
        self.act(at, name)
        if name == "forward" and self.going[at]["stage"] == "processing":
            self.act(at, "assign")

    def act(self, at, name):
        dossier, account = self.going[at], None
        if name in ("withdraw", "supply", "rate"):
            account = self.senders[dossier["id"]]
        if name == "requestSupplement" and dossier["stage"] == "submitted":
            account = "tiepnhan"
        answer = journey.attempt(self.server, dossier, name, account, **self.fields(name, dossier, account))
        if answer.status_code in (200, 202):
            self.done[name] += 1
            self.rated |= {dossier["id"]} if name == "rate" else set()
            self.going[at] = answer.json()
        else:
            assert answer.status_code in (404, 409, 422), answer.text
            self.refused[name, answer.json()["code"]] += 1

    def fields(self, name, dossier, account):
        if name == "decide" and self.dice.random() < 0.2:
            return {"outcome": "refused", "reason": "Không đủ điều kiện",
                    "document": journey.document(self.server)}
        if name == "supply":
            paper = journey.file(self.server, account)
            return {"papers": [{"component": 1, "file": paper, "copies": 1}]}
        if name == "requestSupplement":
            again = {"legalBasis": "NĐ 61", "approver": "Lãnh đạo"}  # which a second request needs
            return journey.fields(self.server, name, dossier) | again
        if name == "deliver":
            return {"way": self.dice.choice(("counter", "post")), "receiver": "Người nộp hồ sơ"}
        if name == "rate":
            return {"stars": self.dice.randrange(1, 6), "comment": "Tốt"}
        if name == "extend":
            later = journey.moment(dossier["dueAt"]) + datetime.timedelta(
                days=self.dice.randrange(1, 12), minutes=self.dice.choice((0, 0, self.dice.randrange(600))))
            return {"dueAt": journey.stamp(later), "reason": "Phải xác minh thêm"}
        if name == "correct":
            change = {"channel": self.dice.choice(world.CHANNELS)}
            if dossier["procedure"] in CASES:
                change = self.dice.choice(({"case": 1}, {"case": 2}, {"channel": "counter", "case": 1}))
            return {"change": change, "reason": "Ghi nhầm"}
        return journey.fields(self.server, name, dossier)

    @property
    def months(self):
        first, last = BORN.date().isoformat(), journey.today(self.server).isoformat()
        return [(start[:8] + "01", end) for _, start, end in recount.months(first, last)]


class Evidence:
    """A life with its bag, and its facts folded by the Python verifier."""

    def __init__(self, life, folder):
        self.life, self.server, self.bag = life, life.server, folder / "bag"
        last = life.months[-1][0]
        self.server.run("export bag", "--out", self.bag, "--from", "2026-01", "--to", last[:7])
        self.clocks = []
        calendars = json.loads((self.bag / "calendars.json").read_text())
        self.figures = recount.Figures(calendars, lambda kind, text: self.clocks.append(text))
        out = folder / "facts.jsonl"
        self.server.run("export facts", "--format", "jsonl", "--out", out)
        for position, line in enumerate(out.read_bytes().splitlines()):
            self.figures.take(position, json.loads(line))


@contextlib.contextmanager
def life_of(seed, engine, folder):
    clock = program.Clock(folder / "now", BORN)
    server = program.Server(
        engine.fresh("lived"), "--procedures", str(procedures_file(folder / "own.jsonl")), "--sample", "0",
        "--account-rate", "0", "--address-rate", "0", clock=clock).start()
    try:
        life = Life(server, seed).live(150)
        server.settled()
        yield Evidence(life, folder)
    finally:
        server.stop()


@pytest.fixture(scope="module", params=SEEDS)
def lived(request, engine, tmp_path_factory):
    with life_of(request.param, engine, tmp_path_factory.mktemp("lived")) as evidence:
        yield evidence


def test_every_act_happened(lived):
    missing = EVERY_ACT - lived.life.done.keys()
    assert not missing, f"{missing} never happened; refused were {lived.life.refused}"


def test_clocks_run_again_from_the_acts_give_what_facts_say(lived):
    assert lived.clocks == []
    assert sum(each.clock is not None for each in lived.figures.dossiers.values()) > 60


@pytest.mark.parametrize("by", [None, "agency", "sector", "procedure", "channel", "month"])
def test_every_served_figure_is_what_a_stranger_recounts(lived, by):
    client, judged = lived.server.as_("tonghop"), 0
    months = lived.life.months
    spans = months if by in (None, "agency") else [(months[0][0], months[-1][1])]
    agencies = ["H99", world.AGENCY, "H99.102"] if by in (None, "agency") else ["H99"]
    for each in client.items("/indicators"):
        for start, end in spans if each["formula"]["kind"] != "unmeasured" else ():
            for agency in agencies:
                asked = {"from": start, "to": end, "agency": agency, **({"by": by} if by else {})}
                served = ok(client.get(f"/indicators/{each['code']}", asked))
                found = lived.figures.rows(
                    served["definition"], served["from"], served["to"], served["agency"], served.get("by"),
                    served["tree"], served["asOf"]["at"], served["asOf"]["position"])
                told = [{name: row[name] for name in recount.ROW} for row in served["rows"]]
                assert sorted(told, key=str) == sorted(found, key=str), (each["code"], asked)
                judged += sum(row["denominator"] > 0 for row in found)
    assert judged > 40


def test_the_settlement_adds_up_and_is_carried_over(lived):
    """Parts may be below zero here: a channel put right takes away what an earlier month received."""
    client = lived.server.as_("tonghop")
    for agency in ("H99", world.AGENCY):
        left = waiting = None
        for start, end in lived.life.months:
            asked = {"from": start, "to": end, "agency": agency, "by": "agency"}
            found = ok(client.get("/reports/settlement", asked))
            rows, before = found["rows"], found["beforeReception"]
            assert all(arrived(row) == accounted(row) for row in rows), rows
            assert before["carriedOver"] + before["submitted"] == sum(
                before[name] for name in ("received", "notAccepted", "withdrawn", "waiting")), before
            over = {row["key"]: row["carriedOver"] for row in rows if row["carriedOver"]}
            assert left in (None, over), f"{agency}: carried over into {start}"
            assert waiting in (None, before["carriedOver"]), f"{agency}: waiting into {start}"
            left = {row["key"]: remaining(row) for row in rows if remaining(row)}
            waiting = before["waiting"]


# A bag, its forger and those who look at it ---------------------------------------------------


PART = 16_000  # facts in one file of the page


class Signer:
    """A journal's key, from its file or made up."""

    def __init__(self, path=None, name="demo/motcua"):
        secret = None
        if path:
            name, _, secret = path.read_text().strip().removeprefix("PRIVATE+KEY+").split("+", 2)
            secret = base64.b64decode(secret)[1:]
        self.key = Ed25519PrivateKey.from_private_bytes(secret) if secret else Ed25519PrivateKey.generate()
        raw = b"\x01" + self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.name, self.mark = name, hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        self.text = f"{name}+{self.mark.hex()}+{base64.b64encode(raw).decode()}"

    def note(self, leaves):
        body = f"{self.name}\n{len(leaves)}\n{base64.b64encode(tlog.tree_root(leaves)).decode()}\n"
        signature = base64.b64encode(self.mark + self.key.sign(body.encode())).decode()
        return f"{body}\n\u2014 {self.name} {signature}\n"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Bag:
    """A bag in memory, to be changed and written again; what the page reads is changed with it."""

    def __init__(self, folder):
        self.page = (folder / "kiem-tra.html").read_bytes()
        self.js = json.loads((folder / "du-lieu/bag.js").read_text()[len("kiemTra.bag("):].rstrip(";)\n"))
        self.lines = (folder / "facts.jsonl").read_bytes().splitlines()
        self.reports = {each["name"]: each["answers"] for each in self.js["reports"]}
        self.leaves = [tlog.leaf_hash(line) for line in self.lines]

    def copy(self):
        twin = copy.copy(self)
        twin.js, twin.reports = copy.deepcopy(self.js), copy.deepcopy(self.reports)
        twin.lines, twin.leaves = list(self.lines), list(self.leaves)
        return twin

    def write(self, folder):
        lines = [line + b"\n" for line in self.lines]
        texts = [b"".join(lines[at:at + PART]) for at in range(0, len(lines), PART)]
        parts = {f"facts-{number:04}.js": b"kiemTra.facts(String.raw`\n%b`);\n" % text
                 for number, text in enumerate(texts, 1)}
        reports = [{"name": name, "answers": answers} for name, answers in self.reports.items()]
        js = self.js | {"reports": reports, "leaves": base64.b64encode(b"".join(self.leaves)).decode(),
                        "parts": list(parts)}
        files = {f"reports/{name}.json": compact(answers) for name, answers in self.reports.items()} | {
            "facts.jsonl": b"".join(lines), "leaves.bin": b"".join(self.leaves),
            "positions.txt": js["positions"], "checkpoint.txt": js["checkpoint"], "key.txt": js["key"] + "\n", "kiem-tra.html": self.page,
            "definitions.jsonl": "".join(line + "\n" for line in js["definitions"]),
            "calendars.json": compact(js["calendars"]), "du-lieu/bag.js": f"kiemTra.bag({compact(js)});\n",
            **{f"checkpoints/{each['name']}.txt": each["note"] for each in js["earlier"]},
            **{f"du-lieu/{name}": content for name, content in parts.items()}}
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    def fact(self, at):
        return json.loads(self.lines[at])

    def find(self, holds):
        """The place of the first fact that fits and is not its dossier's last."""
        last = {fact["subject"]: at for at, fact in enumerate(map(json.loads, self.lines))}
        return next(at for at, line in enumerate(self.lines)
                    if holds(fact := json.loads(line)) and last[fact["subject"]] > at)

    def change(self, place, **values):
        fact = self.fact(place)
        data = fact.get("data", {}) | values.pop("data", {})
        self.lines[place] = compact(fact | values | {"data": data}).encode()

    def rebuild(self, signer):
        """All hashes anew and signed, and every report as these facts give it."""
        self.seal(signer)
        self.recount()

    def seal(self, signer):
        self.leaves = [tlog.leaf_hash(line) for line in self.lines]
        root = tlog.tree_root(self.leaves).hex()
        self.js |= {"checkpoint": signer.note(self.leaves), "positions": f"0-{len(self.leaves) - 1}\n"}
        for answer in self.answers():
            answer["asOf"] |= {"position": len(self.leaves), "root": root}

    def recount(self, code=None):
        """Reports that fit the facts and definitions as they now are, dates as facts tell them."""
        figures = recount.Figures.of(map(json.loads, self.lines))
        for answer in self.answers():
            if code in (None, answer["definition"]["code"]):
                answer["rows"] = figures.rows(
                    answer["definition"], answer["from"], answer["to"], answer["agency"], answer["by"],
                    answer["tree"], answer["asOf"]["at"])

    def answers(self):
        return [answer for answers in self.reports.values() for answer in answers]

    def number(self, subject):
        return self.js["names"]["dossiers"][subject]

    def title(self, code):
        return next(answer["definition"]["title"] for answer in self.reports[f"figures-{code}"])


class Planted:
    """A bag in which something is wrong, and what each who looks must say of it."""

    def __init__(self, bag, motcua, python, page, key=None, checkpoint=None):
        self.bag, self.key, self.checkpoint = bag, key, checkpoint
        self.named = {"motcua": motcua, "python": python, "page": page}


ON_TIME = "dossier.on-time"


def is_finish(fact):
    """A result that was late: what somebody would like to be otherwise."""
    return fact["kind"] == "dossier.decided" and fact["data"]["timeliness"] == "late"


def changed_fact(bag, signer):
    at = bag.find(is_finish)
    fact = bag.fact(at)
    bag.change(at, at=fact["due"], data={"timeliness": "onTime"})
    return Planted(bag, [f"position {at}, fact {fact['id']}", "not what was sealed there"],
                   [f"line {at + 1} was changed: position {at} was sealed otherwise"],
                   [bag.number(fact["subject"]), "1 dữ kiện bị sửa", bag.title(ON_TIME)])


def removed_fact(bag, signer):
    at = bag.find(is_finish)
    fact = bag.fact(at)
    del bag.lines[at]
    return Planted(bag, [f"subject {fact['subject']}: seq {fact['seq'] + 1} after {fact['seq'] - 1}"],
                   [f"position {at} is missing", f"subject {fact['subject']} goes from seq {fact['seq'] - 1}"],
                   [bag.number(fact["subject"]), "1 dữ kiện bị xóa", bag.title(ON_TIME)])


def reordered_fact(bag, signer):
    at = bag.find(is_finish)
    fact = bag.fact(at)
    bag.lines.insert(at - 20, bag.lines.pop(at))
    return Planted(bag, [f"position {at - 20}, fact {fact['id']}", f"it was sealed at position {at}"],
                   [f"line {at - 19} was reordered: it was sealed at position {at}"],
                   [bag.number(fact["subject"]), "bị đổi chỗ", "1 dữ kiện bị đổi chỗ"])


def changed_definition(bag, signer):
    """In the list and in the reports, which fit it."""
    for answer in bag.reports[f"figures-{ON_TIME}"]:
        answer["definition"]["formula"]["numerator"][0]["timeliness"].append("late")
    definitions = [json.loads(line) for line in bag.js["definitions"]]
    now = bag.reports[f"figures-{ON_TIME}"][0]["definition"]
    bag.js["definitions"] = [compact(now if each["code"] == ON_TIME else each) for each in definitions]
    bag.recount(ON_TIME)
    return Planted(bag, [f"{ON_TIME}, ", "its definition is not the one that was stated"],
                   [f"definition {ON_TIME} {now['validFrom']} is not the one that was sealed"],
                   [now["title"], "1 định nghĩa không đúng bản đã niêm phong", "Định nghĩa đã bị đổi"])


def another_period(bag, signer):
    """What was counted for one month is told of another."""
    full = [answer for answer in bag.reports[f"figures-{ON_TIME}"] if answer["rows"]]
    first, second = next((a, b) for a in full for b in full if a["from"] < b["from"] and a["rows"] != b["rows"])
    second["rows"] = first["rows"]
    start, end = second["from"], second["to"]
    return Planted(bag, [f"{ON_TIME}, {start} to {end}, ", "the facts give"],
                   [f"{ON_TIME} {start}..{end}, ", "the facts give"],
                   [bag.title(ON_TIME), f"{start[5:7]}/{start[:4]}", "con số sai"])


def another_key(bag, signer):
    bag.js["checkpoint"] = Signer().note(bag.leaves)
    return Planted(bag, ["there is no signature of demo/motcua"],
                   ["checkpoint.txt: the signature is not there"],
                   ["Mốc này không được ký bằng khóa demo/motcua", "chưa chắc"])


def own_key(bag, signer):
    """The forger's key lies in the bag too: only the key from elsewhere tells."""
    forger, genuine = Signer(), bag.js["key"]
    bag.js |= {"checkpoint": forger.note(bag.leaves), "key": forger.text}
    return Planted(bag, ["key.txt is another key than --key"], ["key.txt is not the key that was given"],
                   ["Mốc này không được ký bằng khóa demo/motcua", "chưa chắc"], key=genuine)


def rebuilt(bag, signer):
    """Everything fits, by the genuine key; one checkpoint from before gives it away."""
    earlier, at = bag.js["checkpoint"], bag.find(is_finish)
    bag.change(at, at=bag.fact(at)["due"], data={"timeliness": "onTime", "indexOnTime": True})
    bag.rebuild(signer)
    size = earlier.split("\n")[1]
    return Planted(bag, ["earlier.txt: over", "it has another root than the leaves"],
                   [f"earlier.txt: the first {size} facts have another root now"],
                   ["nhật ký đã bị viết lại", "Nhật ký này khác nhật ký đã niêm phong trước đây"],
                   checkpoint=earlier)


def rebuilt_beside_an_old_checkpoint(bag, signer):
    """The bag itself still holds what gives it away."""
    at = bag.find(is_finish)
    bag.js["earlier"] = [{"name": "2026-02-01", "note": signer.note(bag.leaves[:at])},
                         {"name": "2026-02-02", "note": signer.note(bag.leaves[:at + 5])}]
    bag.change(at, at=bag.fact(at)["due"], data={"timeliness": "onTime", "indexOnTime": True})
    bag.rebuild(signer)
    return Planted(bag, [f"2026-02-02.txt: over {at + 5} facts it has another root"],
                   [f"2026-02-02.txt: the first {at + 5} facts have another root now"],
                   ["nhật ký đã bị viết lại", f"{at:,} dữ kiện đầu vẫn khớp".replace(",", "."),
                    "Nhật ký này khác nhật ký đã niêm phong trước đây"])


def changed_calendar(bag, signer):
    calendar = bag.js["calendars"][0]
    calendar["off"].remove("2026-02-18")
    version = calendar["version"]
    return Planted(bag, [f"calendar {version} is not the one that was stated"],
                   [f"calendar {version} is not the one that was sealed"],
                   [f"Lịch {version} không phải bản đã niêm phong"])


def missing_calendar(bag, signer):
    """Without it no lateness could be found out."""
    version = bag.js["calendars"].pop(0)["version"]
    return Planted(bag, [f"calendar {version} is not here"], [f"calendar {version} is missing"],
                   [f"Túi thiếu lịch {version}", "không tính lại được hạn"])


def listed_definition(bag, signer):
    """In the list alone: what people read is not what was counted."""
    definition = json.loads(bag.js["definitions"][0])
    definition["formula"]["numerator"][0]["timeliness"].append("late")
    bag.js["definitions"][0] = compact(definition)
    named = f"{definition['code']} {definition['validFrom']}"
    return Planted(bag, [definition["code"]], [f"definition {named} is not the one that was sealed"],
                   [definition["title"], "1 định nghĩa không đúng bản đã niêm phong"])


def sealed_lie(bag, signer):
    """The house itself seals a lateness that does not follow from its acts."""
    at = bag.find(is_finish)
    bag.change(at, data={"timeliness": "onTime"})
    fact = bag.fact(at)
    bag.rebuild(signer)
    return Planted(bag, [f"fact {fact['id']}, subject {fact['subject']}: data.timeliness says onTime", ON_TIME],
                   [f"fact {fact['id']}: data.timeliness says onTime, the acts before it give late", ON_TIME],
                   [bag.number(fact["subject"]), "ghi kết quả đúng hạn, tính lại là quá hạn", bag.title(ON_TIME)])


# Definitions of every condition there is: docs/figures.md, "Traits" and "Conditions".
TRAITS = {
    "typed": (["submitted", "received", "settled"], ["self", "proxy", "assisted", "officer", "post"]),
    "mode": (["received", "settled"], MODES), "level": (["received", "settled"], ["3", "4"]),
    "fee": (["received", "settled"], ["none", "due", "unknown"]),
    "paid": (["settled"], ["none", "online", "cash", "transfer"]),
    **{name: (["settled"], ["no", "yes"]) for name in (
        "paper", "reused", "store", "elsewhere", "extended", "file", "digital", "signed")},
    "rounds": (["settled", "supplementRequested"], ["0", "1", "more"]),
    "outcome": (["settled"], ["granted", "refused"]),
    "timeliness": (["settled", "withdrawn", "stopped", "delivered", "finished"], ["early", "onTime", "late"]),
    "index": (["settled", "withdrawn", "stopped", "finished"], ["onTime", "late"]),
    "way": (["delivered"], ["counter", "post", "online"]), "stars": (["rated"], ["1", "2", "3", "4", "5"]),
    "whence": (["supplementRequested"], ["reception", "processing"]),
}
ALL_EVENTS = ["submitted", "accepted", "notAccepted", "withdrawnBefore", "received", "settled", "withdrawn",
              "stopped", "delivered", "rated", "supplementRequested", "extended", "recordedLate", "finished",
              "waiting", "running", "awaitingSupplement", "awaitingPayment", "open"]
ARRIVED = [{"event": "received"}, {"event": "submitted"}]


def shares():
    conditions = [{"event": event, trait: [word]} for trait, (events, words) in TRAITS.items()
                  for event in events for word in words]
    conditions += [{"event": event, "channel": [channel]} for event in ALL_EVENTS for channel in world.CHANNELS]
    conditions += [{"event": "running", "timeliness": [word]} for word in ("overdue", "notDue")]
    conditions += [{"event": "open", "index": [word]} for word in ("overdue", "notDue")]
    for condition in conditions:
        yield {"kind": "share", "numerator": [condition], "denominator": [{"event": condition["event"]}]}
    yield {"kind": "share", "numerator": [{"event": "settled", "fee": ["due"], "paid": ["cash", "transfer"],
                                           "timeliness": ["early", "late"], "channel": ["online", "post"]}],
           "denominator": [{"event": "settled"}]}


def formulas():
    yield from shares()
    yield {"kind": "ratio", "measure": "workedMinutes", "numerator": [{"event": "settled"}],
           "denominator": ARRIVED}
    yield {"kind": "ratio", "measure": "points", "denominator": ARRIVED, "numerator": [
        {"event": "settled", "points": 3, "timeliness": ["early"]}, {"event": "open", "points": 2}]}
    whole, often = {"offered": {"days": "any"}}, {"count": [{"event": "received"}], "atLeast": 2}
    for days in ("any", "last"):
        for asked in ({}, {"channel": ["post"]}, {"mode": ["full", "partial"]}, {"eligible": True},
                      {"integrated": True}):
            some = {"offered": {"days": days, **asked}}
            yield {"kind": "procedures", "numerator": some, "denominator": whole}
            yield {"kind": "procedures", "numerator": some | {"with": often}, "denominator": whole}


def every_condition(bag, signer):
    """An honest bag of figures that nobody published: each condition, heading, unit and rounding."""
    months = [(answer["from"], answer["to"]) for answer in bag.reports[f"figures-{ON_TIME}"]]
    plain, as_of = json.loads(bag.js["definitions"][0]), bag.answers()[0]["asOf"]
    bag.reports, bag.js["definitions"] = {}, []
    at = bag.fact(-1)["recordedAt"]
    for number, formula in enumerate(formulas()):
        code, by = f"thu.{number}", (None, "agency", "sector", "procedure", "channel", "month")[number % 6]
        definition = plain | {
            "code": code, "unit": ("%", "điểm")[number % 2], "decimals": number % 5, "formula": formula,
            "rounding": ("halfUp", "truncated")[number // 2 % 2], "zero": ("none", "zero", "full")[number % 3]}
        bag.js["definitions"].append(compact(definition))
        spans = [(months[0][0], months[-1][1])] if by == "month" else months
        bag.reports[f"figures-{code}"] = [
            {"definition": definition, "from": start, "to": end, "agency": ("H99", world.AGENCY)[number % 2],
             "by": by, "tree": "reported", "asOf": dict(as_of), "rows": []} for start, end in spans]
        told = {"code": code, "from": definition["validFrom"],
                "sha256": hashlib.sha256(compact(definition).encode()).hexdigest()}
        bag.lines.append(compact(
            {"v": 1, "id": f"01KZZZZZZZZZZZZZZZZZ0{number:05}", "kind": "indicator.defined", "at": at,
             "recordedAt": at, "subject": f"01KZZZZZZZZZZZZZZZZZ1{number:05}", "seq": 1, "data": told}).encode())
    bag.rebuild(signer)
    return sum(len(answer["rows"]) for answer in bag.answers())


PLANTS = [changed_fact, removed_fact, reordered_fact, changed_definition, another_period, another_key,
          own_key, rebuilt, rebuilt_beside_an_old_checkpoint, changed_calendar, sealed_lie]
GAPS = [missing_calendar, listed_definition]  # nothing in it is wrong, but something is not as stated


def by_name(plant):
    return plant.__name__


def look(folder, key=None, checkpoint=None):
    """What both verifiers of the command line say of a bag: {program: (exit code, words)}."""
    more = ["--key", key] if key else []
    if checkpoint:
        earlier = folder.with_name("earlier.txt")
        earlier.write_text(checkpoint)
        more += ["--checkpoint", str(earlier)]
    ours = program.run("verify", folder, *more, code=None)
    theirs = subprocess.run([sys.executable, str(SCRIPT), str(folder), *more], capture_output=True, text=True,
                            timeout=300)
    return {"motcua": (ours.returncode, ours.stdout + ours.stderr),
            "python": (theirs.returncode, theirs.stdout + theirs.stderr)}


def test_nothing_differs_in_an_honest_bag(lived):
    key = (lived.bag / "key.txt").read_text().strip()
    for name, (code, words) in look(lived.bag, key).items():
        assert code == 0, f"{name}: {words}"
        assert "remark" not in words, f"{name}: {words}"


def test_every_condition_is_counted_alike(lived, tmp_path):
    bag = Bag(lived.bag)
    count = every_condition(bag, Signer(lived.server.store.folder / "keys/journal.key"))
    assert count > 500
    for name, (code, words) in look(bag.write(tmp_path / "bag")).items():
        assert code == 0, f"{name}: {words[:3000]}"
        assert f"recounted: {count}" in words or f"{count} figures recounted" in words


def judge(planted, folder, names):
    for name, (code, words) in look(folder, planted.key, planted.checkpoint).items():
        if name in names:
            assert code == 1, f"{name}: {words[-2000:]}"
            for text in planted.named[name]:
                assert text in words, f"{name} does not say {text!r}: {words[:3000]}"


@pytest.mark.parametrize("plant", PLANTS, ids=by_name)
def test_whatever_is_changed_is_found_and_named(lived, plant, tmp_path):
    signer = Signer(lived.server.store.folder / "keys/journal.key")
    planted = plant(Bag(lived.bag).copy(), signer)
    folder = planted.bag.write(tmp_path / "bag")
    if planted.key or planted.checkpoint:
        for name, (code, words) in look(folder).items():
            assert code == 0, f"{name} finds it already without what is brought along: {words}"
    judge(planted, folder, {"motcua", "python"})


@pytest.mark.parametrize("plant", GAPS, ids=by_name)
def test_what_is_missing_or_only_shown_is_found_too(lived, plant, tmp_path):
    planted = plant(Bag(lived.bag), None)
    judge(planted, planted.bag.write(tmp_path / "bag"), {"python", "motcua"})


def test_motcua_verify_names_one_lost_fact_once(lived, tmp_path):
    bag = Bag(lived.bag)
    del bag.lines[100]
    _, words = look(bag.write(tmp_path / "bag"))["motcua"]
    assert words.count("difference: line") <= 2, words[:500]
