"""The whole journey through the API, online and at the counter, on both engines."""

import json

import pytest

import figures
import journey
import world
from client import ok, problem
from journey import act, attempt, drive, fields, moment, submit, view


def facts_of(server, tmp_path):
    out = tmp_path / "facts.jsonl"
    server.run("export facts", "--format", "jsonl", "--out", out)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def timeline(server, dossier, account="tiepnhan"):
    items = ok(server.as_(account).get(f"/dossiers/{dossier['id']}/timeline"))["items"]
    for item in items:
        assert {"at", "act", "stage", "by", "text"} <= set(item), item
        assert {"post", "agency"} <= set(item["by"]), item
        moment(item["at"])
    assert [i["at"] for i in items] == sorted(i["at"] for i in items)
    return items


def consistent(server, dossier):
    """Whoever reads it by whatever name reads the same, and the report adds up."""
    for account in ("tiepnhan", "congdan" if dossier["channel"] == "online" else "lanhdao"):
        seen = view(server, dossier, account)
        assert (seen["stage"], seen["version"]) == (dossier["stage"], dossier["version"])
    if dossier["number"]:
        by_number = ok(server.as_("tiepnhan").get(f"/dossiers/{dossier['number']}"))
        assert by_number["id"] == dossier["id"]
    looked_up(server, dossier)
    day = journey.today(server).isoformat()
    figures.settlement(server.as_("tonghop"), agency=world.AGENCY, by="agency",
                       **{"from": day, "to": day, "after-fact": latest(server)})
    return dossier


def latest(server):
    return server.as_("tiepnhan").last_fact or server.as_("congdan").last_fact


def looked_up(server, dossier):
    """Number alone: the stage. With the token: dates. Never a name, a number or a telephone."""
    known = dossier["number"] or dossier["reference"]
    answer = server.anyone().get("/lookup", {"number": known})
    body = ok(answer)
    assert body["stage"] == dossier["stage"]
    nameless(answer.text, dossier)
    assert "dueAt" not in body or body["dueAt"] is None, "dates are for who holds the token"
    token = view(server, dossier, "tiepnhan")["lookupToken"]
    assert token, "who may see the applicant is given the token"
    answer = server.anyone().get("/lookup", {"number": known, "token": token})
    assert dossier["dueAt"] is None or ok(answer)["dueAt"] == dossier["dueAt"]
    nameless(answer.text, dossier)


def nameless(text, dossier):
    who = dossier["applicant"]
    for hidden in (who["name"], who.get("personalNumber"), who.get("phone"), who.get("email")):
        assert not hidden or hidden not in text, f"{hidden} is shown to anyone"


def test_online_from_submission_to_rating(server, tmp_path):
    citizen = server.as_("congdan")
    paper = journey.file(server, "congdan")
    dossier = consistent(server, submit(
        citizen, papers=[{"component": 1, "file": paper, "copies": 1}]))
    assert (dossier["stage"], dossier["version"], dossier["number"]) == ("submitted", 1, None)
    for name, stage in [
            ("receive", "received"), ("forward", "processing"), ("assign", "processing"),
            ("requestSupplement", "awaitingSupplement"), ("supply", "processing"),
            ("extend", "processing"), ("requestPayment", "awaitingPayment"), ("pay", "processing"),
            ("decide", "decided"), ("deliver", "delivered"), ("rate", "delivered")]:
        asked = fields(server, name, dossier)
        dossier = consistent(server, act(server, dossier, name, **asked))
        assert dossier["stage"] == stage, name
        if name == "extend":
            assert dossier["dueAt"] == asked["dueAt"]
    done = [item["act"] for item in timeline(server, dossier)]
    expected = ["receive", "forward", "assign", "requestSupplement", "supply", "extend",
                "requestPayment", "pay", "decide", "deliver", "rate"]
    assert [name for name in done if name in expected] == expected
    assert [i["act"] for i in timeline(server, dossier, "congdan")] == done
    problem(attempt(server, dossier, "rate", stars=1), 409)


def test_at_the_counter_the_answer_carries_number_due_date_and_receipt(server):
    dossier = consistent(server, submit(server.as_("tiepnhan"), channel="counter"))
    assert (dossier["stage"], dossier["channel"]) == ("received", "counter")
    for name, stage in [("forward", "processing"), ("assign", "processing"), ("decide", "decided"),
                        ("deliver", "delivered")]:
        dossier = consistent(server, act(server, dossier, name))
        assert dossier["stage"] == stage
    assert dossier["lookupToken"]
    problem(attempt(server, dossier, "rate", stars=5), {403, 404})  # nobody's account applied


def test_by_post_a_receiver_types_it(server):
    dossier = submit(server.as_("tiepnhan"), channel="post")
    assert (dossier["stage"], dossier["channel"]) == ("received", "post")


def test_the_counter_supplies_and_withdraws_for_the_applicant(server):
    dossier = submit(server.as_("tiepnhan"), channel="counter")
    dossier = act(server, dossier, "requestSupplement", "tiepnhan",
                  **fields(server, "requestSupplement", dossier))
    assert dossier["stage"] == "awaitingSupplement"
    paper = {"component": 1, "file": journey.file(server, "tiepnhan"), "copies": 1}
    dossier = act(server, dossier, "supply", "tiepnhan", papers=[paper])
    assert dossier["stage"] == "processing"
    dossier = act(server, dossier, "withdraw", "tiepnhan", reason="Người nộp đề nghị rút")
    assert consistent(server, dossier)["stage"] == "withdrawn"


@pytest.mark.parametrize("stage", [1, 2, 4, 5, 6])
def test_withdrawal_ends_it_wherever_it_may(server, stage):
    dossier = consistent(server, act(server, drive(server, stage), "withdraw"))
    assert dossier["stage"] == "withdrawn"
    problem(attempt(server, dossier, "receive"), 409)


@pytest.mark.parametrize("stage", [4, 5])
def test_stopping_ends_it_wherever_it_may(server, stage):
    dossier = consistent(server, act(server, drive(server, stage), "stop"))
    assert dossier["stage"] == "stopped"


def test_refusal_at_reception_needs_a_reason_and_gives_no_number(server):
    dossier = drive(server, 1)
    problem(attempt(server, dossier, "refuse"), 400)
    dossier = consistent(server, act(server, dossier, "refuse"))
    assert (dossier["stage"], dossier["number"]) == ("refused", None)


def test_a_refused_result_needs_its_reason_and_its_document(server):
    dossier = drive(server, 4)
    problem(attempt(server, dossier, "decide", outcome="refused",
                    document=journey.document(server)), {400, 422})
    problem(attempt(server, dossier, "decide", outcome="granted"), {400, 422})
    after = act(server, dossier, "decide", outcome="refused", reason="Không đủ điều kiện",
                document=journey.document(server))
    assert consistent(server, after)["stage"] == "decided"


def test_a_supplement_before_reception_leads_back_to_submitted(server):
    dossier = drive(server, 1)
    dossier = act(server, dossier, "requestSupplement", "tiepnhan",
                  **fields(server, "requestSupplement", dossier))
    assert (dossier["stage"], dossier["number"]) == ("awaitingSupplement", None)
    dossier = consistent(server, act(server, dossier, "supply"))
    assert (dossier["stage"], dossier["number"]) == ("submitted", None)
    problem(attempt(server, dossier, "requestSupplement", "tiepnhan",
                    **fields(server, "requestSupplement", dossier)), {409, 422})
    assert act(server, dossier, "receive")["stage"] == "received"


def test_a_further_supplement_from_processing_needs_basis_and_approver(server):
    dossier = act(server, drive(server, 5), "supply")
    again = fields(server, "requestSupplement", dossier)
    problem(attempt(server, dossier, "requestSupplement", **again), 422,
            "supplement.basis-missing")
    again |= {"legalBasis": "Luật chuyên ngành, Điều 1",
              "approver": server.as_("lanhdao").user["id"]}
    assert act(server, dossier, "requestSupplement", **again)["stage"] == "awaitingSupplement"


def test_payment_of_another_amount_is_refused(server):
    dossier = drive(server, 6)
    problem(attempt(server, dossier, "pay", method="cash", amountVND=49_999,
                    receiptNumber="BL-2"), 422)
    paid = act(server, dossier, "pay", method="transfer", amountVND=50_000, receiptNumber="CK-3")
    assert consistent(server, paid)["stage"] == "processing"


def test_payment_before_reception_leads_back_to_submitted(server):
    dossier = act(server, drive(server, 1), "requestPayment")
    assert (dossier["stage"], dossier["number"]) == ("awaitingPayment", None)
    assert act(server, dossier, "pay")["stage"] == "submitted"


def test_an_extension_is_later_and_only_one(server):
    dossier = drive(server, 4)
    problem(attempt(server, dossier, "extend", dueAt=dossier["dueAt"], reason="Xác minh"), 422,
            "extension.not-later")
    dossier = act(server, dossier, "extend")
    problem(attempt(server, dossier, "extend", **fields(server, "extend", dossier)), 409)


def test_a_correction_is_proposed_by_one_and_approved_by_another(server):
    dossier = drive(server, 4)
    proposed = act(server, dossier, "correct")
    assert proposed["pendingCorrection"] and proposed["stage"] == dossier["stage"]
    asked = fields(server, "approveCorrection", proposed)
    problem(attempt(server, proposed, "approveCorrection", "tiepnhan", **asked), 403)
    approved = act(server, proposed, "approveCorrection", **asked)
    assert not approved["pendingCorrection"] and approved["stage"] == dossier["stage"]
    done = [item["act"] for item in timeline(server, approved)]
    assert done.index("correct") < done.index("approveCorrection"), "both stay visible"
    problem(attempt(server, approved, "approveCorrection", **asked), 409)


def test_a_dossier_for_somebody_else_needs_a_mandate_and_keeps_both_names(server):
    citizen = server.as_("congdan")
    form = world.submission(seed=7001, owner=world.person(7002))
    problem(citizen.post("/dossiers", form), 422)
    form["mandate"] = {"file": journey.file(server, "congdan"), "until": "2030-01-01"}
    made = ok(citizen.post("/dossiers", form), 201)
    assert made["owner"]["name"] == world.person(7002)["name"]
    assert made["applicant"]["name"] == world.person(7001)["name"]


def test_an_organisation_applies(server):
    form = world.submission(applicant=world.organisation(7003))
    made = ok(server.as_("congdan").post("/dossiers", form), 201)
    assert made["applicant"]["kind"] == "organisation"


def test_who_typed_is_in_the_fact_and_the_persons_are_not(server, tmp_path):
    made, clients = {}, {}
    for account, channel in [("congdan", "online"), ("nguoigiup", "online"),
                             ("tiepnhan", "counter"), ("tiepnhan", "post")]:
        client = server.as_(account)
        made[account, channel] = submit(client, channel=channel)
        clients[account, channel] = client.last_fact
    server.settled()
    facts = {fact["id"]: fact for fact in facts_of(server, tmp_path)}
    typed = {key: facts[fact]["typedBy"] for key, fact in clients.items()}
    assert typed["congdan", "online"] in ("self", "proxy")
    assert typed["nguoigiup", "online"] == "assisted"
    assert typed["tiepnhan", "counter"] == "officer"
    assert typed["tiepnhan", "post"] in ("officer", "post")
    text = json.dumps(list(facts.values()), ensure_ascii=False)
    for dossier in made.values():
        nameless(text, dossier)
        assert not dossier["number"] or dossier["number"] not in text
        assert dossier["reference"] not in text


def test_the_version_guards_against_what_was_not_seen(server):
    dossier = drive(server, 2)
    old = {"If-Match": '"1"'}
    problem(attempt(server, dossier, "forward", headers=old, agency=world.AGENCY), 412)
    now = {"If-Match": f'"{dossier["version"]}"'}
    after = act(server, dossier, "forward", headers=now, agency=world.AGENCY)
    assert after["stage"] == "processing"


def test_what_must_be_told_is_in_my_dossiers_list(server):
    dossier = drive(server, 2)
    mine = {each["id"] for each in server.as_("congdan").items("/dossiers", limit=200)}
    assert dossier["id"] in mine
    listed = server.as_("tiepnhan").items("/dossiers", agency=world.AGENCY, stage="received")
    assert dossier["id"] in {each["id"] for each in listed}
    dates = [each["dueAt"] for each in listed if each["dueAt"]]
    assert dates == sorted(dates), "soonest due first"
