"""Dossiers driven through their stages by the people who may: the steps of contract.md."""

import datetime
import re
import threading

import oracle
import world
from client import ULID, ok

STATUS = {"submitted": 1, "received": 2, "refused": 3, "processing": 4, "awaitingSupplement": 5,
          "awaitingPayment": 6, "withdrawn": 7, "stopped": 8, "decided": 9, "delivered": 10}
NUMBER = re.compile(r"^[A-Y][0-9]{2}(\.[0-9A-Z]+){0,8}-[0-9]{6}-[0-9]{4,}$")
FIELDS = ("id reference number procedure case agency competentAgency channel stage status version "
          "submittedAt receivedAt dueAt indexDueAt applicant owner papers fee lookupToken "
          "pendingCorrection").split()

# who does what in these tests; contract.md, the table of acts
ACTOR = {
    "receive": "tiepnhan", "refuse": "tiepnhan", "forward": "tiepnhan", "assign": "lanhdao",
    "requestSupplement": "chuyenvien", "supply": "congdan", "requestPayment": "tiepnhan",
    "pay": "tiepnhan", "extend": "lanhdao", "decide": "lanhdao", "deliver": "tiepnhan",
    "withdraw": "congdan", "stop": "lanhdao", "correct": "tiepnhan",
    "approveCorrection": "lanhdao", "rate": "congdan",
}
# from which stages an act may be done
ALLOWED = {
    "receive": {1}, "refuse": {1}, "forward": {2, 4}, "assign": {2, 4},
    "requestSupplement": {1, 2, 4}, "supply": {5}, "requestPayment": {1, 2, 4}, "pay": {6},
    "extend": {2, 4}, "decide": {4}, "deliver": {9}, "withdraw": {1, 2, 4, 5, 6}, "stop": {4, 5},
    "rate": {10},
}


def moment(text):
    assert text.endswith("Z"), f"not UTC: {text}"
    assert ".000" not in text, f"a fraction that is zero: {text}"
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def stamp(instant):
    return instant.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


SEEDS = iter(range(1, 10**9))
TURN = threading.Lock()


def fresh_seed():
    with TURN:
        return next(SEEDS)


def submit(client, procedure=world.JOURNEY, channel="online", status=201, headers=None, **more):
    """Hands in a form and gives the dossier, checked."""
    seed = more.pop("seed", None) or fresh_seed()
    form = world.submission(procedure, channel, seed=seed, **more)
    answer = client.post("/dossiers", form, headers=headers)
    made = ok(answer, status)
    checked(made)
    assert answer.headers["Motcua-Fact"], "an act answers with its fact"
    assert entity_tag(answer) == made["version"]
    return made


def entity_tag(answer):
    return int(answer.headers["ETag"].removeprefix("W/").strip('"'))


def checked(dossier):
    """What holds of every dossier at every stage."""
    for field in FIELDS:
        assert field in dossier, f"{field} is missing: {sorted(dossier)}"
    assert ULID.match(dossier["id"]), dossier["id"]
    assert re.fullmatch(r"[0-9]{10}", dossier["reference"]), dossier["reference"]
    assert dossier["status"] == STATUS[dossier["stage"]]
    assert dossier["version"] >= 1
    moment(dossier["submittedAt"])
    taken = dossier["number"] is not None
    assert (dossier["receivedAt"] is not None) == taken == (dossier["dueAt"] is not None), dossier
    if taken:
        assert NUMBER.match(dossier["number"]), dossier["number"]
        assert dossier["number"].startswith(dossier["agency"] + "-")
        day = moment(dossier["receivedAt"]).astimezone(oracle.UTC7)
        assert dossier["number"].split("-")[-2] == day.strftime("%y%m%d")
        assert moment(dossier["dueAt"]) > moment(dossier["receivedAt"])
    return dossier


def fields(server, act, dossier):
    """Well-shaped fields for an act at whatever stage the dossier is."""
    if act == "forward":
        return {"agency": world.AGENCY}
    if act == "assign":
        return {"officer": server.as_("chuyenvien").user["id"]}
    if act == "requestSupplement":
        return {"items": [{"component": 1, "what": "Đơn đề nghị", "how": "Ký tên vào cuối đơn"}],
                "reason": "Đơn chưa ký"}
    if act == "supply":
        return {"papers": [{"component": 1, "file": file(server, "congdan"), "copies": 1}]}
    if act == "requestPayment":
        return {"amountVND": 50_000, "reason": "Lệ phí theo quy định"}
    if act == "pay":
        return {"method": "cash", "amountVND": 50_000, "receiptNumber": "BL-0001"}
    if act == "extend":
        return {"dueAt": later(server, dossier), "reason": "Phải xác minh thêm"}
    if act == "decide":
        return {"outcome": "granted", "document": document(server)}
    if act == "deliver":
        return {"way": "counter", "receiver": "Người nộp hồ sơ"}
    if act in ("refuse", "stop"):
        return {"reason": "Không thuộc thẩm quyền", "legalBasis": "Nghị định 61/2018, Điều 17"}
    if act == "withdraw":
        return {"reason": "Không còn nhu cầu"}
    if act == "correct":
        return {"change": change(), "reason": "Gõ nhầm số điện thoại"}
    if act == "approveCorrection":
        return {"correction": correction(dossier)}
    if act == "rate":
        return {"stars": 5, "comment": "Cán bộ tận tình"}
    return {}


def change():
    return {"applicant": {"phone": "0900000001"}}


def correction(dossier):
    pending = dossier["pendingCorrection"]
    if isinstance(pending, dict):
        return pending["id"]
    return pending or "01J0000000000000000000000X"


def later(server, dossier):
    """The close of a working day at least one week after the due date, if there is one."""
    due = dossier["dueAt"] and moment(dossier["dueAt"]).astimezone(oracle.UTC7).date()
    day = due or today(server)
    return stamp(oracle.at(oracle.next_working(oracle.step(day, 7))))


def document(server, account="lanhdao"):
    return {"number": "12/GXN-UBND", "issuedOn": today(server).isoformat(),
            "signer": "Người Ký Thử", "file": file(server, account)}


def today(server):
    """The day it is at the server, in Việt Nam."""
    now = server.clock.now() if server.clock else datetime.datetime.now(datetime.timezone.utc)
    return now.astimezone(oracle.UTC7).date()


def file(server, account):
    answer = server.as_(account).upload(world.pdf(f"to so {fresh_seed()}"))
    return ok(answer, 201)["id"]


def act(server, dossier, name, account=None, status=None, headers=None, **more):
    """Does an act as the one who may, with fields of its own unless given; checks the answer."""
    given = more or fields(server, name, dossier)
    answer = attempt(server, dossier, name, account, headers, **given)
    after = ok(answer, status or (202 if name == "correct" else 200))
    checked(after)
    assert answer.headers["Motcua-Fact"], f"{name} answers with its fact"
    assert entity_tag(answer) == after["version"]
    assert after["version"] > dossier["version"], f"{name} counts the version on"
    for field in ("id", "reference", "submittedAt", "procedure", "channel"):
        assert after[field] == dossier[field], f"{name} changed {field}"
    if dossier["number"]:
        assert after["number"] == dossier["number"], "a number never changes"
    return after


def attempt(server, dossier, name, account=None, headers=None, **given):
    client = server.as_(account or ACTOR[name])
    return client.post(f"/dossiers/{dossier['id']}/acts", {"act": name, **given}, headers=headers)


# how to reach a stage from a citizen's submission
ROADS = {
    1: [], 2: ["receive"], 3: ["refuse"], 4: ["receive", "forward", "assign"],
    5: ["receive", "forward", "assign", "requestSupplement"], 6: ["receive", "requestPayment"],
    7: ["withdraw"], 8: ["receive", "forward", "assign", "stop"],
    9: ["receive", "forward", "assign", "decide"],
    10: ["receive", "forward", "assign", "decide", "deliver"],
}


def drive(server, stage, procedure=world.JOURNEY, **more):
    """A fresh dossier of `congdan` at the stage with this national number."""
    dossier = submit(server.as_("congdan"), procedure, **more)
    for name in ROADS[stage]:
        dossier = act(server, dossier, name)
    assert dossier["status"] == stage
    return dossier


def view(server, dossier, account="tiepnhan"):
    return checked(ok(server.as_(account).get(f"/dossiers/{dossier['id']}")))
