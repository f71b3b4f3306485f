"""The settlement report adds up for every agency, sector and period, and equals a recount."""

import datetime
import itertools
import random

import pytest

import figures
import history
import journey
import oracle
import program
import world
from client import ok
from figures import remaining, settlement, total

START = oracle.Day(2026, 3, 2)


@pytest.fixture(scope="module")
def sampled(engine, own_procedures):
    """Half a year of dossiers made by the program itself."""
    made = program.Server(engine.fresh("sampled"), "--procedures", str(own_procedures),
                          "--sample", "40", ready_within=600)
    yield made.start()
    made.stop()


@pytest.fixture(scope="module", params=[20260302, pytest.param(7, marks=pytest.mark.long)])
def played(request, engine, own_procedures, tmp_path_factory):
    """A random history with its own books."""
    born = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
    clock = program.Clock(tmp_path_factory.mktemp("clock") / "now", born)
    server = program.Server(engine.fresh("played"), "--procedures", str(own_procedures),
                            "--sample", "0", clock=clock).start()
    made = history.History(server, request.param, START)
    server.settled()
    yield made
    server.stop()


def periods(first, last, seed, count=6):
    """The whole, single days, months, and random stretches."""
    dice = random.Random(seed)
    length = (last - first).days
    found = [(first, last), (first, first), (last, last),
             (oracle.step(first, -30), oracle.step(last, 30))]
    for _ in range(count):
        a, b = sorted((dice.randrange(length + 1), dice.randrange(length + 1)))
        found.append((oracle.step(first, a), oracle.step(first, b)))
    return found


def report(server, first, last, **more):
    return settlement(server.as_("tonghop"), **{"from": first.isoformat(), "to": last.isoformat(),
                                                **more})


def test_a_random_history_is_reported_as_it_was_booked(played):
    server = played.server
    for first, last in periods(START, played.last_day, 1):
        rows = report(server, first, last, agency=world.AGENCY, by="agency")["rows"]
        booked = history.expected(played.entries, first, last, server.clock.now())
        served = [history.shown(row) for row in rows if row["key"] == world.AGENCY]
        empty = history.expected([], first, last, server.clock.now())
        assert (served or [empty])[0] == booked, f"{first} to {last}"


def test_a_random_history_is_reported_by_sector_as_it_was_booked(played):
    server = played.server
    sectors = {entry.sector for entry in played.entries}
    for first, last in periods(START, played.last_day, 2, 3):
        rows = report(server, first, last, agency=world.AGENCY, by="sector")["rows"]
        for sector in sectors:
            entries = [entry for entry in played.entries if entry.sector == sector]
            booked = history.expected(entries, first, last, server.clock.now())
            served = [history.shown(row) for row in rows if row["key"] == sector]
            empty = history.expected([], first, last, server.clock.now())
            assert (served or [empty])[0] == booked, f"{sector}, {first} to {last}"


def test_what_is_left_is_what_is_carried_over(played):
    middle = oracle.step(START, 14)
    first = report(played.server, START, middle, agency=world.AGENCY, by="sector")
    then = report(played.server, oracle.step(middle), played.last_day, agency=world.AGENCY,
                  by="sector")
    left = {row["key"]: remaining(row) for row in first["rows"]}
    over = {row["key"]: row["carriedOver"] for row in then["rows"]}
    for sector in set(left) | set(over):
        assert left.get(sector, 0) == over.get(sector, 0), sector
    assert first["beforeReception"]["waiting"] == then["beforeReception"]["carriedOver"]


def test_before_reception_is_reported_as_it_was_booked(played):
    whole = report(played.server, START, played.last_day, agency=world.AGENCY, by="agency")
    last = [entry.dossier for entry in played.entries]
    before = whole["beforeReception"]
    over = ("refused", "withdrawn", "stopped")
    waiting = [d for d in last if not d["number"] and d["stage"] not in over]
    assert before["waiting"] == len(waiting)
    # a dossier that is stopped before it has a number was never accepted
    assert before["notAccepted"] == sum(
        d["stage"] == "refused" or (d["stage"] == "stopped" and not d["number"]) for d in last)
    assert before["withdrawn"] == sum(
        d["stage"] == "withdrawn" and not d["number"] for d in last)


def test_an_agency_includes_what_is_below_it(played):
    day = {"first": START, "last": played.last_day}
    below = report(played.server, **day, agency=world.AGENCY, by="sector")["rows"]
    above = report(played.server, **day, agency="H99", by="sector")["rows"]
    assert total(below) == total(above), "only H99.101 received anything"


def test_the_sample_adds_up_in_every_period_by_agency_and_sector(sampled):
    today = journey.today(sampled)
    half = oracle.step(today, -183)
    for (first, last), by in itertools.product(
            periods(half, today, 3, 4), ("agency", "sector")):
        report(sampled, first, last, agency="H99", by=by)
    whole = report(sampled, oracle.step(half, -30), today, agency="H99", by="sector")
    assert sum(figures.arrived(row) for row in whole["rows"]) > 0, "the sample received something"
    agencies = sampled.as_("tonghop").items("/agencies")
    assert len(agencies) > 12
    for agency in agencies:
        report(sampled, half, today, agency=agency["code"], by="agency")


def test_the_sample_is_carried_from_month_to_month(sampled):
    today = journey.today(sampled)
    day = oracle.step(today, -183)
    before = None
    while day <= today:
        last = min(oracle.step(day, 29), today)
        found = report(sampled, day, last, agency="H99", by="sector")
        over = {row["key"]: row["carriedOver"] for row in found["rows"] if row["carriedOver"]}
        if before is not None:
            assert over == before, f"carried over to {day}"
        before = {row["key"]: remaining(row) for row in found["rows"] if remaining(row)}
        day = oracle.step(last)


def rows_of(server, code, **params):
    body = ok(server.as_("tonghop").get(f"/indicators/{code}", params))
    assert {"definition", "asOf", "rows"} <= set(body)
    assert {"position", "root", "at"} <= set(body["asOf"])
    return body["rows"]


def test_shares_are_no_more_than_all_and_nothing_to_count_has_no_value(played):
    server = played.server
    indicators = server.as_("tonghop").items("/indicators")
    assert len(indicators) >= 3
    period = {"from": START.isoformat(), "to": played.last_day.isoformat()}
    for each, by in itertools.product(
            indicators, ("agency", "sector", "procedure", "channel", "month")):
        for row in rows_of(server, each["code"], by=by, **period):
            assert 0 <= row["numerator"], (each["code"], by, row)
            if each["unit"] == "%":
                assert row["numerator"] <= row["denominator"], (each["code"], by, row)
            assert (row["value"] is None) == (row["denominator"] == 0), row
            assert row["value"] is None or isinstance(row["value"], str), row


def test_a_figure_opens_the_dossiers_behind_it(played):
    server = played.server
    params = {"from": START.isoformat(), "to": played.last_day.isoformat(),
              "agency": world.AGENCY, "by": "agency"}
    booked = {entry.dossier["id"] for entry in played.entries}
    judged = 0
    for each in server.as_("tonghop").items("/indicators"):
        for row in rows_of(server, each["code"], **params):
            if row["key"] != world.AGENCY:
                continue
            for part in ("numerator", "denominator"):
                behind = server.as_("tonghop").items(
                    f"/indicators/{each['code']}/evidence", part=part, limit=500, **params)
                # a service that nobody used stands in its denominator without a dossier
                opened = [item["id"] for item in behind if item["id"]]
                ids = set(opened)
                assert len(ids) == len(opened) and ids <= booked
                # a share of services counts services; a mean adds up what each dossier brings
                assert row[part] == sum(item["counts"] for item in behind), (each["code"], row)
                judged += 1
    assert judged >= 6


def test_a_figure_is_as_of_what_was_acknowledged_two_seconds_ago(played):
    server = played.server
    dossier = journey.submit(server.as_("tiepnhan"), world.SHORT, "counter")
    day = journey.today(server)
    waited = report(server, day, day, agency=world.AGENCY, by="agency",
                    **{"after-fact": server.as_("tiepnhan").last_fact})
    row = next(row for row in waited["rows"] if row["key"] == world.AGENCY)
    assert row["received"]["counter"] >= 1
    journey.act(server, dossier, "withdraw", "tiepnhan", reason="Thử")
