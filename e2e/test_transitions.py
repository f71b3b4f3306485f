"""The whole table of domain.md 1.6: what it does not allow answers 409 and changes nothing."""

import pytest

import journey
import world
from client import problem
from journey import ALLOWED, ROADS, act, attempt, drive, fields, view

NAMES = {number: name for name, number in journey.STATUS.items()}


@pytest.mark.parametrize("stage", ROADS, ids=lambda n: NAMES[n])
def test_every_forbidden_act_answers_409_and_leaves_the_dossier_alone(server, stage):
    dossier = drive(server, stage)
    wrong = []
    for name, stages in ALLOWED.items():
        if stage in stages:
            continue
        # a handler asks only in processing; elsewhere it is the receiver who might have
        account = "tiepnhan" if name == "requestSupplement" else None
        answer = attempt(server, dossier, name, account, **fields(server, name, dossier))
        if answer.status_code != 409:
            wrong.append(f"{name} at {NAMES[stage]}: {answer.status_code} {answer.text[:200]}")
        else:
            problem(answer, 409)
    assert not wrong, "\n".join(wrong)
    after = view(server, dossier)
    assert (after["stage"], after["version"]) == (dossier["stage"], dossier["version"])


@pytest.mark.parametrize(
    "name, stage", [(name, stage) for name, stages in ALLOWED.items() for stage in sorted(stages)],
    ids=lambda v: NAMES.get(v, v))
def test_every_allowed_act_is_done(server, name, stage):
    dossier = drive(server, stage)
    account = "tiepnhan" if name == "requestSupplement" and stage != 4 else None
    after = act(server, dossier, name, account)
    leads = {
        "receive": 2, "refuse": 3, "forward": 4, "assign": 4, "requestSupplement": 5,
        "supply": 4, "requestPayment": 6, "pay": 4, "extend": stage, "decide": 9, "deliver": 10,
        "withdraw": 7, "stop": 8, "rate": 10}
    assert after["status"] == leads[name]


@pytest.mark.parametrize("stage", [2, 4, 5, 6, 9, 10], ids=lambda n: NAMES[n])
def test_a_correction_leaves_the_stage_as_it_is(server, stage):
    dossier = drive(server, stage)
    proposed = act(server, dossier, "correct")
    assert proposed["stage"] == dossier["stage"]
    approved = act(server, proposed, "approveCorrection")
    assert approved["stage"] == dossier["stage"]


def test_there_is_nothing_to_approve_where_nothing_was_proposed(server):
    dossier = drive(server, 4)
    problem(attempt(server, dossier, "approveCorrection",
                    **fields(server, "approveCorrection", dossier)), {409, 422})


def test_an_act_nobody_knows_is_a_matter_of_shape(server):
    dossier = drive(server, 1)
    problem(attempt(server, dossier, "bay-len-troi", "tiepnhan"), 400)
    problem(server.as_("tiepnhan").post(
        f"/dossiers/{dossier['id']}/acts", {"agency": world.AGENCY}), 400, pointer="/act")
