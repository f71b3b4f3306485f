"""What was published stays as it was; what is counted now stands beside it; ranks follow it."""

import datetime
import fractions
import json

import pytest

import browser
import history
import oracle
import program
import sealed
import world
from client import ok, problem

START = oracle.Day(2026, 3, 2)
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


@pytest.fixture(scope="module")
def played(engine, own_procedures, tmp_path_factory):
    """A March of random work; it is April when the fixture hands over."""
    born = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
    clock = program.Clock(tmp_path_factory.mktemp("clock") / "now", born)
    server = program.Server(engine.fresh("published"), "--procedures", str(own_procedures),
                            "--sample", "0", clock=clock).start()
    made = history.History(server, 11, START, halves=16)
    assert made.last_day.month == 3, made.last_day
    server.clock.set(oracle.at(oracle.Day(2026, 4, 2), 8, 30))
    server.settled()
    yield made
    server.stop()


@pytest.fixture(scope="module")
def march(played):
    """The publication of March by the province's reporter."""
    reporter = played.server.as_("tonghop")
    made = ok(reporter.post("/publications", MARCH), 201)
    played.server.settled()
    return made


def figure(reporter, publication, code):
    return ok(reporter.get(f"/publications/{publication['id']}/figures/{code}"))


def sides(row):
    return [row[side] and (row[side]["numerator"], row[side]["denominator"])
            for side in ("published", "now")]


def test_a_published_figure_is_the_figure_as_of_the_position_it_names(played, march):
    reporter = played.server.as_("tonghop")
    served = ok(reporter.get("/indicators/dossier.on-time", params={
        **MARCH, "by": "agency", "asOf": march["asOf"]["position"]}))
    frozen = figure(reporter, march, "dossier.on-time")
    counted = {row["key"]: (row["numerator"], row["denominator"]) for row in served["rows"]}
    published = {row["key"]: sides(row)[0] for row in frozen["rows"]}
    assert published[world.AGENCY] == counted[world.AGENCY]
    assert counted[world.AGENCY][1] > 0, "the history must have settled something"
    assert march["figures"] > 20 and march["post"]


def test_work_that_goes_on_does_not_change_what_was_published(played, march):
    reporter, server = played.server.as_("tonghop"), played.server
    before = figure(reporter, march, "dossier.online")
    for hour in (9, 10, 14):
        server.clock.set(oracle.at(oracle.Day(2026, 4, 3), hour))
        played.half_day()
    server.settled()
    after = figure(reporter, march, "dossier.online")
    assert after["now"]["position"] > before["now"]["position"], "April's acts must have been journalled"
    for row in after["rows"]:
        published, now = sides(row)
        assert published == now, "nothing was recorded late, so March has not moved"
        assert row["difference"] == {"numerator": 0, "denominator": 0}
    changes = ok(reporter.get(
        f"/publications/{march['id']}/figures/dossier.online/changes",
        params={"part": "numerator"}))
    assert changes["items"] == []


def test_a_period_is_published_again_only_with_a_reason_and_both_stay(played, march):
    reporter = played.server.as_("tonghop")
    problem(reporter.post("/publications", MARCH), 409, "publication.published-before", "/reason")
    again = ok(reporter.post("/publications", {**MARCH, "reason": "Bổ sung chỉ số mới"}), 201)
    assert again["supersedes"] == march["id"] and again["reason"] == "Bổ sung chỉ số mới"
    listed = [each["id"] for each in ok(reporter.get("/publications"))["items"]]
    assert listed.index(again["id"]) < listed.index(march["id"])
    assert ok(reporter.get(f"/publications/{march['id']}"))["sha256"] == march["sha256"]


@pytest.mark.parametrize("asked, code", [
    ({"from": "2026-04-01", "to": "2026-04-30"}, "publication.period-open"),
    ({"from": "2026-03-02", "to": "2026-03-31"}, "publication.period-unfit"),
    ({"from": "2026-03-31", "to": "2026-03-01"}, None),
    ({"from": "2026-02-01", "to": "2026-02-28", "agency": "H99.9999"}, None),
])
def test_only_a_whole_period_that_has_ended_is_published(played, march, asked, code):
    problem(played.server.as_("tonghop").post("/publications", asked), 422, code)


@pytest.mark.parametrize("who", ["giamsat", "tiepnhan", "lanhdao", "congdan"])
def test_nobody_but_a_reporter_publishes(played, march, who):
    problem(played.server.as_(who).post("/publications", MARCH), 403)


def test_a_publication_is_a_fact_of_the_journal(played, march, tmp_path):
    facts = [json.loads(line) for line in sealed.lines(sealed.export(played.server, tmp_path))]
    told = next(fact for fact in facts
                if fact["kind"] == "figures.published" and fact["subject"] == march["id"])
    assert told["data"]["sha256"] == march["sha256"]
    assert told["data"]["position"] == march["asOf"]["position"]


def test_a_ranking_follows_published_values(played, march):
    reporter = played.server.as_("tonghop")
    rules = ok(reporter.get("/rankings"))["items"]
    assert rules and all(rule["legalBasis"] and rule["source"] for rule in rules)
    for rule in rules:
        ranked = ok(reporter.get(f"/rankings/{rule['code']}", params=MARCH))
        assert ranked["publication"], "March was published"
        values = [fractions.Fraction(row["published"]) for row in ranked["rows"]]
        assert values == sorted(values, reverse=rule["direction"] == "higher")
        for row, value in zip(ranked["rows"], values):
            better = sum(1 for other in values if other != value
                         and (other > value) == (rule["direction"] == "higher"))
            assert row["rank"] == better + 1, "1, 2, 2, 4"
            assert row["tied"] == (values.count(value) > 1)
        assert len(ranked["rows"]) + len(ranked["excluded"]) == ranked["population"]
        provisional = ok(reporter.get(f"/rankings/{rule['code']}", params={
            "from": "2026-04-01", "to": "2026-04-30"}))
        assert provisional["publication"] is None, "April is not over"


def test_the_page_publishes_and_keeps_what_was_filled_in(played, march):
    visitor = browser.Browser(played.server.base)
    visitor.sign_in("tonghop", program.PASSWORD)
    page = visitor.get("/bao-cao/cong-bo")
    form = next(each for each in page.forms if each.field("xac-nhan"))
    typed = {**form.values(), "ky": "2026-02-01_2026-02-28", "ly-do": "Lý do đã gõ"}
    refused = visitor.send(page, form, typed)
    assert refused.status == 422 and refused.title.startswith("Lỗi: ")
    kept = next(each for each in refused.forms if each.field("xac-nhan"))
    assert kept.field("ky")["value"] == typed["ky"]
    assert kept.field("ly-do")["value"] == typed["ly-do"]
    taken = visitor.send(refused, kept, {**kept.values(), "xac-nhan": "co"})
    assert taken.status == 200 and "Đã công bố Tháng 2/2026" in taken.words
    again = visitor.get("/bao-cao/cong-bo")
    assert "Tháng 2/2026" in again.words and "Tháng 3/2026" in again.words
