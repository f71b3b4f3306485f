"""The watch over one's own house: what is planted through the program is found, its honest twin is
not; the officer sees it first, then the head; lateness splits and adds up."""

import datetime
import json

import pytest

import filing
import journey
import oracle
import program
import sealed
import world
from browser import Browser
from client import ok
from figures import settlement, total

BORN = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


def march(day, hour=9, minute=0):
    return oracle.at(oracle.Day(2026, 3, day), hour, minute)


class Planted:
    """March 2026 at one commune. `bad` and `good` hold the dossiers of each rule by its code."""

    def __init__(self, server):
        self.server, self.bad, self.good = server, {}, {}
        self.moment(2)
        quick, slow, again, once, late, early = (self.assigned() for _ in range(6))
        self.plant("finished-in-seconds", journey.act(server, quick, "decide"), slow)
        bulk = [self.assigned() for _ in range(20)]
        honest = [self.assigned() for _ in range(20)]
        self.late = self.assigned(world.OTHER_SECTOR), self.assigned(world.OTHER_SECTOR)
        self.moment(3)
        early = journey.act(server, early, "requestSupplement")
        again = self.supplemented(again)
        once = self.supplemented(once)
        self.moment(4)
        journey.act(server, slow, "decide")
        words = journey.fields(server, "requestSupplement", again)
        self.plant("supplement-repeated", journey.act(
            server, again, "requestSupplement", **words, legalBasis="Luật chuyên ngành, Điều 1",
            approver="Lãnh đạo thử"), once)
        for other in range(5):
            self.proxy(other)
        self.moment(5)
        for other in range(4):
            self.proxy(other)
        for other in range(6):
            journey.submit(server.as_("nguoigiup"), world.JOURNEY)
        self.moment(12)  # both of three working days are late since the ninth
        journey.act(server, self.late[0], "decide")
        self.moment(18)
        for dossier in honest:
            journey.act(server, dossier, "decide")
        self.moment(27, 15)  # twenty working days from the second end on the thirtieth
        self.plant("clock-stopped-late", journey.act(server, late, "requestSupplement"), early)
        self.moment(31, 14)
        for dossier in bulk:
            journey.act(server, dossier, "decide")
        server.settled()

    def moment(self, day, hour=9, minute=0):
        self.server.clock.set(march(day, hour, minute))

    def plant(self, rule, bad, good):
        self.bad[rule], self.good[rule] = bad, good

    def assigned(self, procedure=world.JOURNEY):
        dossier = journey.submit(self.server.as_("tiepnhan"), procedure, "counter")
        return journey.act(self.server, journey.act(self.server, dossier, "forward"), "assign")

    def supplemented(self, dossier):
        asked = journey.act(self.server, dossier, "requestSupplement")
        paper = journey.file(self.server, "tiepnhan")
        return journey.act(self.server, asked, "supply", "tiepnhan", papers=[
            {"component": 1, "file": paper, "copies": 1}])

    def proxy(self, seed):
        journey.submit(self.server.as_("congdan"), world.JOURNEY, applicant=world.person(seed))


@pytest.fixture(scope="module")
def planted(engine, own_procedures, tmp_path_factory):
    clock = program.Clock(tmp_path_factory.mktemp("clock") / "now", BORN)
    server = program.Server(engine.fresh("planted"), "--procedures", str(own_procedures),
                            "--sample", "0", clock=clock).start()
    yield Planted(server)
    server.stop()


def findings(server, account="giamsat", **asked):
    client, found, after = server.as_(account), [], None
    while True:
        page = ok(client.get("/findings", params={**asked, "limit": 3, "after": after}))
        found += page["items"]
        after = page["next"]
        if not after:
            return found


def signed_in(server, account):
    visitor = Browser(server.base)
    visitor.sign_in(account, program.PASSWORD)
    return visitor


def rule_titles(server):
    counts = ok(server.as_("giamsat").get("/findings/counts"))
    return {rule["code"]: rule["title"] for rule in counts["rules"]}


def own(server, account):
    """The links of one's own findings, by the title of the rule."""
    page = signed_in(server, account).get("/kiem-soat")
    return {text: href for href, text in page.links if "/kiem-soat/dau-hieu/" in href}


def test_the_officer_sees_it_first(planted):
    """On the last of March nobody has explained anything and three working days are not over."""
    server, titles = planted.server, rule_titles(planted.server)
    handler, head = own(server, "chuyenvien"), own(server, "lanhdao")
    assert set(handler) == {titles["supplement-repeated"], titles["clock-stopped-late"]}
    assert set(head) == {titles["finished-in-seconds"], titles["closed-in-bulk"]}
    assert own(server, "tiepnhan") == {}
    for watcher in ("lanhdao", "giamsat", "tonghop"):
        seen = {finding["rule"] for finding in findings(server, watcher)}
        assert seen <= {"one-device-many"}, f"{watcher} sees {seen} before its officer answered"
    address = handler[titles["supplement-repeated"]]
    for account in ("lanhdao", "giamsat", "tonghop", "tiepnhan", "quantri"):
        signed_in(server, account).get(address, status=404)
    signed_in(server, "congdan").get(address, status=403)


def test_what_no_officer_did_is_shown_at_once(planted):
    found = findings(planted.server, rule="one-device-many")
    assert [(each["day"], each["measured"], each["post"]) for each in found] == [
        ("2026-03-04", 5, None)], "four others, and six by a helper, are no sign"


def test_an_explanation_goes_to_the_head_and_its_text_into_no_fact(planted, tmp_path):
    server, titles = planted.server, rule_titles(planted.server)
    address = own(server, "chuyenvien")[titles["supplement-repeated"]]
    handler = signed_in(server, "chuyenvien")
    page = handler.get(address)
    form = page.form_with("giai-trinh")
    refused = handler.send(page, form, {**form.values(), "noi-dung": "  "})
    assert refused.status == 422 and "Ghi nội dung" in refused.words
    said = "Người nộp gửi nhầm <b>bản cũ</b>, phải hỏi lại"
    done = handler.send(page, form, {**form.values(), "noi-dung": said})
    assert done.status == 200 and said in done.words and "<b>bản" not in done.source
    again = handler.send(page, form, {**form.values(), "noi-dung": said})
    assert again.status == 409

    (found,) = findings(server, "lanhdao", rule="supplement-repeated")
    assert found["state"] == "explained" and address.endswith(found["id"])
    head = signed_in(server, "lanhdao")
    page = head.get(address)
    assert said in page.words
    form = page.form_with("xac-nhan")
    done = head.send(page, form, {**form.values(), "noi-dung": "Đã rõ, nhắc lại quy trình"})
    assert done.status == 200 and not [f for f in done.forms if "dau-hieu" in (f.action or "")]
    reporter = signed_in(server, "tonghop").get(address)
    assert said not in reporter.words, "a reporter counts and does not read"
    server.settled()
    facts = [json.loads(line) for line in sealed.lines(sealed.export(server, tmp_path))]
    acts = [fact for fact in facts if fact["subject"] == found["id"]]
    assert [fact["kind"] for fact in acts] == ["finding.explained", "finding.acknowledged"]
    assert all(len(fact["commitment"]) == 64 for fact in acts)
    assert "bản cũ" not in json.dumps(facts, ensure_ascii=False)


def test_after_three_working_days_the_head_sees_what_nobody_explained(planted):
    """From Tuesday the thirty-first: Wednesday, Thursday, Friday; the supervisor sees it then."""
    server = planted.server
    for day, shown in ((2, False), (3, True)):
        server.clock.set(oracle.at(oracle.Day(2026, 4, day), 9))
        seen = {finding["rule"] for finding in findings(server)}
        assert ("closed-in-bulk" in seen) is shown, f"on the {day}. of April: {seen}"


def test_each_planted_history_is_found_and_its_honest_twin_is_not(planted):
    server = planted.server
    server.clock.set(oracle.at(oracle.Day(2026, 4, 6), 9))
    found = findings(server)
    assert sorted(each["rule"] for each in found) == [
        "clock-stopped-late", "closed-in-bulk", "finished-in-seconds", "one-device-many",
        "supplement-repeated"]
    by_rule = {each["rule"]: each for each in found}
    assert by_rule["closed-in-bulk"]["measured"] == 20
    assert by_rule["closed-in-bulk"]["day"] == "2026-03-31", "and not the eighteenth"
    watcher = signed_in(server, "giamsat")
    for rule, bad in planted.bad.items():
        page = watcher.get(f"/kiem-soat/dau-hieu/{by_rule[rule]['id']}")
        assert bad["number"] in page.words, f"{rule} is about {bad['number']}"
        assert planted.good[rule]["number"] not in page.words
    counts = ok(server.as_("giamsat").get("/findings/counts"))
    assert sum(row["count"] for row in counts["rows"]) == len(found)
    assert {row["agency"] for row in counts["rows"]} == {world.AGENCY}
    assert server.run("check").returncode == 0


def test_lateness_splits_and_adds_up_to_the_settlement_report(planted):
    server = planted.server
    row = total(settlement(server.as_("tonghop"), **MARCH)["rows"])
    late = row["settled"]["late"], row["inProcess"]["overdue"]
    assert late == (21, 2), "one of five days, the twenty of the last day; two are still open"
    keys = {}
    for by in ("step", "post", "agency", "head"):
        split = ok(server.as_("tonghop").get("/reports/lateness", params={**MARCH, "by": by}))
        assert (sum(r["finished"] for r in split["rows"]),
                sum(r["open"] for r in split["rows"])) == late
        keys[by] = {r["key"] for r in split["rows"]}
    assert keys["step"] == {"processing"} and keys["agency"] == {world.AGENCY}
    assert len(keys["post"]) == len(keys["head"]) == 1 and keys["post"] != keys["head"]
    visitor, asked = signed_in(server, "tonghop"), {"tu": MARCH["from"], "den": MARCH["to"]}
    page = visitor.get("/kiem-soat/qua-han", {**asked, "theo": "head"})
    assert "Lãnh đạo chịu trách nhiệm" in page.words
    table = visitor.http.get(server.base + "/kiem-soat/qua-han.csv", params=asked)
    assert table.status_code == 200 and table.content.decode().endswith(",,21,2,23\r\n")
    assert visitor.get("/kiem-soat/qua-han", {**asked, "den": "mai"}, status=422)
    other = {**MARCH, "agency": "H99"}
    assert server.as_("lanhdao").get("/reports/lateness", params=other).status_code == 403


def test_two_dossiers_from_one_browser_carry_one_tag_that_leads_nowhere(planted, tmp_path):
    server, tags, marks = planted.server, [], []
    for visits in (2, 1):
        visitor = signed_in(server, "congdan")
        for _ in range(visits):
            filing.hand_in(visitor, world.JOURNEY, world.person(7))
            marks.append(visitor.http.cookies.get("motcua-may"))
            server.settled()
            facts = [json.loads(line) for line in sealed.lines(sealed.export(server, tmp_path))]
            sent = [fact for fact in facts if fact["kind"] == "dossier.submitted"]
            tags.append(sent[-1].get("deviceTag"))
    assert tags[0] and tags[0] == tags[1] != tags[2], "another browser has another tag"
    assert marks[0] == marks[1] != marks[2] and len(marks[0]) == 32
    exported = (tmp_path / "facts.jsonl").read_text()
    assert not any(mark in exported for mark in marks)
    assert "127.0.0.1" not in exported
