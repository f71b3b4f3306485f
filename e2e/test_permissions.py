"""Who may what: the table of acts in contract.md walked over every demonstration account."""

import datetime
import itertools

import pytest

import journey
import oracle
import program
import world
from client import Client, ok, problem
from journey import act, drive, submit

# contract.md, column "Who"
MAY = {
    "receive": {"receiver"}, "refuse": {"receiver"}, "forward": {"receiver", "handler"},
    "assign": {"handler", "approver"}, "requestSupplement": {"receiver", "handler"},
    "supply": {"applicant", "receiver"}, "requestPayment": {"receiver"}, "pay": {"receiver"},
    "extend": {"approver"}, "decide": {"approver"}, "deliver": {"receiver"},
    "withdraw": {"applicant", "receiver"}, "stop": {"approver"}, "correct": {"receiver", "handler"},
    "approveCorrection": {"approver"}, "rate": {"applicant"},
}
IS = {"congdan": "applicant", "tiepnhan": "receiver", "chuyenvien": "handler",
      "lanhdao": "approver"}
ROLE = {"congdan": "citizen", "nguoigiup": "helper", "tiepnhan": "receiver",
        "chuyenvien": "handler", "lanhdao": "approver", "vanthu": "clerk", "tonghop": "reporter",
        "giamsat": "supervisor", "quantri": "administrator"}
# readable by anyone, as the portal is; lookup says nothing that is personal
PUBLIC = {("get", "/procedures"), ("get", "/procedures/{code}"), ("get", "/procedures/{code}/due"),
          ("get", "/lookup"), ("post", "/sessions"), ("get", "/journal/checkpoint"),
          ("get", "/journal/key"), ("get", "/openapi.json")}
PRIVATE = {("post", "/files"), ("post", "/dossiers"), ("get", "/dossiers"),
           ("get", "/dossiers/{id}"), ("get", "/dossiers/{id}/timeline"),
           ("post", "/dossiers/{id}/acts"), ("get", "/journal/facts"),
           ("delete", "/sessions/current")}


@pytest.fixture(scope="module")
def assigned(server):
    """A dossier of congdan in processing at H99.101, with chuyenvien."""
    return drive(server, 4)


def probe(server, account, dossier, name):
    """An act with a field nobody knows: who may gets 400, who may not never learns that."""
    return server.as_(account).post(
        f"/dossiers/{dossier['id']}/acts", {"act": name, "khongCo": 1})


@pytest.mark.parametrize("account", world.ACCOUNTS)
def test_the_accounts_of_the_contract_have_their_roles(server, account):
    user = server.as_(account).user
    assert user["roles"] == [ROLE[account]]
    place = {**dict.fromkeys(world.OFFICERS, world.AGENCY), **dict.fromkeys(world.PROVINCE, "H99")}
    assert user["agency"] == place.get(account)
    if account in world.OFFICERS:
        listed = server.as_("lanhdao").items("/officers", agency=world.AGENCY)
        assert user["id"] in {each["id"] for each in listed}


@pytest.mark.parametrize(
    "name, account", list(itertools.product(MAY, world.ACCOUNTS)), ids=lambda value: value)
def test_only_who_may_is_heard(server, assigned, name, account):
    answer = probe(server, account, assigned, name)
    if name == "requestSupplement" and account == "tiepnhan":
        problem(answer, {400, 403})  # receivers ask at stages 1 and 2 only
    elif IS.get(account) in MAY[name]:
        problem(answer, 400)
    elif account == "nguoigiup":
        problem(answer, 404)  # another citizen's session may not even know of it
    elif account in IS:
        problem(answer, 403)  # they see it and may never do this
    else:
        problem(answer, {403, 404})


@pytest.mark.parametrize("name", MAY)
def test_nobody_signed_in_is_asked_to_sign_in(server, assigned, name):
    path = f"/dossiers/{assigned['id']}/acts"
    problem(server.anyone().post(path, {"act": name}), 401)
    problem(Client(server.base, "khong-phai-the-phien").post(path, {"act": name}), 401)


@pytest.fixture(scope="module")
def elsewhere(server):
    """A dossier of congdan handed in at another agency."""
    for procedure in (world.JOURNEY, world.SHORT):
        offering = server.as_("congdan").items("/agencies", procedure=procedure)
        for agency in offering:
            if agency["code"] != world.AGENCY:
                return submit(server.as_("congdan"), procedure, agency=agency["code"])
    pytest.fail("no agency but H99.101 offers anything: other agencies cannot be tested")


@pytest.mark.parametrize("account", world.OFFICERS)
def test_officers_of_another_agency_do_not_know_of_it(server, elsewhere, account):
    client = server.as_(account)
    problem(client.get(f"/dossiers/{elsewhere['id']}"), 404)
    problem(client.get(f"/dossiers/{elsewhere['id']}/timeline"), 404)
    for name in MAY:
        problem(probe(server, account, elsewhere, name), 404)
    assert elsewhere["id"] not in {each["id"] for each in client.items("/dossiers", limit=500)}


@pytest.mark.parametrize("known", ["id", "number", "reference"])
def test_a_counter_dossier_is_not_there_for_citizens(server, known):
    dossier = submit(server.as_("tiepnhan"), channel="counter")
    for account in ("congdan", "nguoigiup"):
        problem(server.as_(account).get(f"/dossiers/{dossier[known]}"), 404)
        mine = server.as_(account).items("/dossiers", limit=500)
        assert dossier["id"] not in {each["id"] for each in mine}


def test_citizens_see_their_own_and_nobody_elses(server):
    own, other = submit(server.as_("congdan")), submit(server.as_("nguoigiup"))
    ok(server.as_("congdan").get(f"/dossiers/{own['id']}"))
    problem(server.as_("congdan").get(f"/dossiers/{other['id']}"), 404)
    problem(server.as_("nguoigiup").get(f"/dossiers/{own['id']}"), 404)


def test_what_is_assigned_to_another_handler_is_not_mine_to_work_on(server):
    mine = server.as_("chuyenvien").user["id"]
    others = [each["id"] for each in server.as_("lanhdao").items("/officers", agency=world.AGENCY)
              if "handler" in each["roles"] and each["id"] != mine]
    if not others:
        pytest.fail("H99.101 has one handler only: assignment cannot be tested")
    dossier = act(server, act(server, drive(server, 2), "forward"), "assign", officer=others[0])
    problem(probe(server, "chuyenvien", dossier, "requestSupplement"), 403)
    back = act(server, dossier, "assign")
    problem(probe(server, "chuyenvien", back, "requestSupplement"), 400)


def test_an_officer_who_is_not_of_the_agency_cannot_be_assigned(server):
    dossier = act(server, drive(server, 2), "forward")
    stranger = server.as_("giamsat").user["id"]
    problem(journey.attempt(server, dossier, "assign", officer=stranger), 422)


@pytest.mark.parametrize("account", world.ACCOUNTS)
def test_only_citizens_helpers_and_receivers_hand_in(server, account):
    channel = "counter" if account not in ("congdan", "nguoigiup") else "online"
    answer = server.as_(account).post(
        "/dossiers", world.submission(channel=channel, seed=journey.fresh_seed()))
    if account in ("congdan", "nguoigiup", "tiepnhan"):
        ok(answer, 201)
    else:
        problem(answer, 403)


@pytest.mark.parametrize("account", world.ACCOUNTS)
def test_facts_are_for_the_supervisor(server, account):
    answer = server.as_(account).get("/journal/facts", {"from": 0, "to": 1})
    if account == "giamsat":
        assert answer.status_code == 200
    else:
        problem(answer, 403)


def test_a_pending_correction_is_not_approved_by_who_proposed_it(server):
    for proposer in ("tiepnhan", "chuyenvien"):
        dossier = act(server, drive(server, 4), "correct", proposer)
        problem(journey.attempt(server, dossier, "approveCorrection", proposer,
                                correction=journey.correction(dossier)), 403)


def operations(server):
    served = ok(server.anyone().get("/openapi.json"))
    assert served["openapi"].startswith("3.1")
    for path, methods in served["paths"].items():
        for method in set(methods) & {"get", "post", "put", "patch", "delete"}:
            yield method, path.removeprefix("/api/v1"), methods[method]


def canonical(method, path):
    """The contract's name of an operation whatever its parameters are called."""
    parts = ["{}" if part.startswith("{") else part for part in path.split("/")]
    return method, "/".join(parts)


def asked(server, account, method, path, dossier):
    """A minimal request to an operation, harmless where it is allowed."""
    known = {"/dossiers": dossier["id"], "/procedures": world.JOURNEY, "/indicators": "x"}
    parts = path.split("/")
    value = known.get("/" + parts[1], "x")
    filled = "/".join(value if part.startswith("{") else part for part in parts)
    client = server.as_(account) if account else server.anyone()
    body = {"json": {}} if method == "post" else {}
    return client.request(method.upper(), filled, strict=True, **body)


@pytest.mark.parametrize("account", [None, *world.ACCOUNTS], ids=str)
def test_every_operation_answers_what_it_documents_to_everyone(server, assigned, account):
    wrong = []
    for method, path, described in operations(server):
        if canonical(method, path) == ("delete", "/sessions/current"):
            continue
        answer = asked(server, account, method, path, assigned)
        if answer.status_code >= 500:
            wrong.append(f"{method} {path}: {answer.status_code}")
        if str(answer.status_code) not in described["responses"]:
            wrong.append(f"{method} {path}: {answer.status_code} is not documented")
        if method == "post" and answer.status_code < 300:
            wrong.append(f"{method} {path}: an empty body was taken")
    assert not wrong, "\n".join(wrong)


def test_who_is_not_signed_in_gets_what_is_public_and_no_more(server, assigned):
    public = {canonical(*each) for each in PUBLIC}
    private = {canonical(*each) for each in PRIVATE}
    found, wrong = set(), []
    for method, path, _ in operations(server):
        name = canonical(method, path)
        found.add(name)
        answer = asked(server, None, method, path, assigned)
        if name in public and answer.status_code == 401 and name[1] != "/sessions":
            wrong.append(f"{method} {path} asks to sign in")
        if name in private and answer.status_code != 401:
            wrong.append(f"{method} {path} answers {answer.status_code} to anyone")
    assert not wrong, "\n".join(wrong)
    lacking = (public | private) - found - {("get", "/openapi.json")}
    assert not lacking, f"the contract's operations are not described: {lacking}"


def test_cookies_mean_nothing_to_the_api(server, assigned):
    token = server.as_("tiepnhan").token
    for name in ("session", "motcua", "__Host-session", "token"):
        answer = server.anyone().get("/dossiers", headers={"Cookie": f"{name}={token}"})
        problem(answer, 401)
