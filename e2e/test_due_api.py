"""The vectors of domain.md as `dueAt` of dossiers received under the test clock."""

import datetime

import pytest

import journey
import oracle
import vectors
import world
from client import ok, problem
from journey import moment


def received(server, instant, amount, unit):
    """A dossier taken at the counter at this instant."""
    server.clock.set(instant)
    return journey.submit(
        server.as_("tiepnhan"), world.term_code(amount, unit), "counter",
        headers={"Motcua-Purpose": "giai-quyet"})


@pytest.mark.parametrize(
    "name, start, amount, unit, end", vectors.received(), ids=[v[0] for v in vectors.received()])
def test_a_dossier_received_then_is_due_when_the_table_says(
        clocked, name, start, amount, unit, end):
    dossier = received(clocked, start, amount, unit)
    late = moment(dossier["receivedAt"]) - start
    assert datetime.timedelta(0) <= late < datetime.timedelta(seconds=20), "the clock was not taken"
    # an hourly term runs from the second of receipt
    slack = late if end.time() not in (datetime.time(17),) else datetime.timedelta(0)
    assert end <= moment(dossier["dueAt"]) <= end + slack
    assert moment(dossier["indexDueAt"]) == moment(dossier["dueAt"]), "no pause yet"


@pytest.mark.long
@pytest.mark.parametrize(
    "name, start, amount, unit, end", vectors.rests(), ids=[v[0] for v in vectors.rests()])
def test_one_working_day_over_every_rest_of_the_table(clocked, name, start, amount, unit, end):
    assert moment(received(clocked, start, amount, unit)["dueAt"]) == end


def test_no_term_ends_in_tet(clocked):
    for tet in [day for day in vectors.TET if day.year >= 2018]:
        dossier = received(clocked, oracle.at(tet, 10), 1, "workingDays")
        due = moment(dossier["dueAt"]).astimezone(oracle.UTC7).date()
        # 1, 2 and 3 of the first month are off whatever the yearly decision says
        assert oracle.step(tet, 3) <= due <= oracle.step(tet, 10), f"Tết {tet}: due {due}"


def test_the_due_route_gives_the_date_the_dossier_gets(clocked):
    start = oracle.at(oracle.Day(2026, 2, 13), 17, 30)
    dossier = received(clocked, start, 5, "workingDays")
    body = ok(clocked.anyone().get(
        f"/procedures/{dossier['procedure']}/due",
        {"channel": "counter", "at": dossier["receivedAt"], "agency": world.AGENCY}))
    assert body["dueAt"] == dossier["dueAt"]
    days = {line["day"] for line in body["explanation"]}
    assert {f"2026-02-{day}" for day in (16, 17, 18, 19, 20)} <= days, "Tết is explained"
    assert all(set(line) >= {"day", "kind", "text"} for line in body["explanation"])


def test_a_supplement_restarts_the_term_and_the_index_keeps_the_old_start(clocked):
    clocked.clock.set(oracle.at(oracle.Day(2026, 3, 2), 9))
    dossier = journey.drive(clocked, 5)
    assert journey.NUMBER.match(dossier["number"])
    clocked.clock.set(oracle.at(oracle.Day(2026, 3, 9), 9))
    supplied = journey.act(clocked, dossier, "supply")
    again = moment(supplied["dueAt"])
    asked = oracle.due(oracle.at(oracle.Day(2026, 3, 9), 9), 20, "workingDays")
    assert asked <= again <= asked + datetime.timedelta(minutes=2), "TIM-1: from the start"
    index = moment(supplied["indexDueAt"])
    # TIM-7: one working week of waiting is subtracted, nothing begins again
    started = oracle.due(oracle.at(oracle.Day(2026, 3, 9), 9), 20, "workingDays")
    assert index <= started + datetime.timedelta(minutes=5)
    assert index > moment(dossier["receivedAt"])


def test_an_extension_comes_before_the_due_day_or_is_too_late(clocked):
    clocked.clock.set(oracle.at(oracle.Day(2026, 4, 6), 9))
    dossier = journey.drive(clocked, 4, world.OTHER_SECTOR)  # 5 working days: Monday 13 April
    clocked.clock.set(oracle.at(oracle.Day(2026, 4, 13), 8))
    problem(journey.attempt(clocked, dossier, "extend", **journey.fields(
        clocked, "extend", dossier)), 422, "extension.too-late")


def test_an_overdue_dossier_is_listed_as_overdue_and_can_still_be_decided(clocked):
    clocked.clock.set(oracle.at(oracle.Day(2026, 5, 4), 9))
    dossier = journey.drive(clocked, 4, world.SHORT)
    clocked.clock.set(oracle.at(oracle.Day(2026, 5, 11), 9))
    overdue = clocked.as_("chuyenvien").items("/dossiers", overdue="true", agency=world.AGENCY)
    assert dossier["id"] in {each["id"] for each in overdue}
    assert journey.act(clocked, dossier, "decide")["stage"] == "decided"
    overdue = clocked.as_("chuyenvien").items("/dossiers", overdue="true", agency=world.AGENCY)
    assert dossier["id"] not in {each["id"] for each in overdue}
