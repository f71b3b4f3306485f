"""Registers: laid down, filled by form and by spreadsheet, put right, counted, and recounted."""

import calendar
import datetime
import json

import pytest

import program
import recount
import sheets
from browser import Browser
from client import ok, problem

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
QUARTER = (TODAY.month - 1) // 3
FIRST = TODAY.replace(month=QUARTER * 3 + 1, day=1)
LAST = TODAY.replace(month=QUARTER * 3 + 3, day=1)
LAST = LAST.replace(day=calendar.monthrange(LAST.year, LAST.month)[1])
PERIOD = f"{TODAY.year}-Q{QUARTER + 1}"
ROOT = f"/bao-cao/so/dien-thoai/{PERIOD}"
HEADS = ["Mã cơ quan", "Tên cơ quan", "Dân số trưởng thành (người)", "Có điện thoại thông minh (người)"]


def browser(server, account):
    made = Browser(server.base)
    made.sign_in(account, program.PASSWORD)
    return made


@pytest.fixture(scope="module")
def admin(spare):
    return browser(spare, "quantri")


@pytest.fixture(scope="module")
def reporter(spare):
    return browser(spare, "tonghop")


@pytest.fixture(scope="module")
def laid(admin):
    """The register of telephones, as it is proposed, from this quarter on."""
    page = admin.get("/quan-tri/them-so", {"mau": "dien-thoai"})
    form = page.form_with("lap so")
    refused = admin.send(page, form, {**form.values(), "title": "", "cot.1.partOf": "khac"})
    assert refused.status == 422
    # what is wrong is said, and what was typed is there
    form = refused.form_with("lap so")
    assert form.field("cot.1.partOf")["value"] == "khac"
    assert "Nhập căn cứ" in refused.words and "Nhập tên sổ" in refused.words
    done = admin.send(refused, form, {
        **form.values(), "title": "Điện thoại", "cot.1.partOf": "dan-so", "reason": "Quyết định 1",
        "from.ngay": "1", "from.thang": str(FIRST.month), "from.nam": str(FIRST.year)})
    assert done.status == 200 and "Chưa báo cáo: 12 trên 12" in done.words, done.words[-800:]


def report(reporter, agency, files=None, **values):
    page = reporter.get(f"{ROOT}/{agency}")
    form = page.form_with("can-cu")
    sent = {name.replace("__", "."): value for name, value in values.items()}
    return reporter.send(page, form, {**form.values(), **sent}, files)


def send(reporter, content, name="so.xlsx", **values):
    page = reporter.get(f"{ROOT}/nhap-tep")
    form = page.form_with("kiem tra tep")
    values = {**form.values(), "can-cu": "Báo cáo tổng hợp 7", **values}
    return reporter.send(page, form, values, {"tep": (name, content)})


def reports(server):
    return server.as_("tonghop").items("/registers/dien-thoai/reports", period=PERIOD)


def test_a_form_reports_once_and_a_correction_keeps_what_stood(laid, reporter, spare):
    values = {"cot.dan-so": "1.000", "cot.co-may": "700", "can-cu": "Báo cáo 5/BC-UBND"}
    wrong = report(reporter, "H99.101", **{**values, "cot.co-may": "1.001"})
    assert wrong.status == 422 and "lớn hơn “Dân số trưởng thành”" in wrong.words
    assert wrong.form_with("can-cu").field("cot.co-may")["value"] == "1.001"
    paper = {"tep": ("bao-cao.pdf", b"%PDF-1.4 hai")}
    assert "Đã ghi báo cáo" in report(reporter, "H99.101", paper, **values).words
    again = {**values, "cot.co-may": "800"}
    assert "Nêu lý do sửa" in report(reporter, "H99.101", **again).words
    done = report(reporter, "H99.101", **again, **{"ly-do": "Đếm thiếu một ấp"})
    assert "Đã ghi báo cáo" in done.words and "800 (80 %)" in done.words
    found = reports(spare)
    assert [(each["seq"], each["standing"], each["values"]["co-may"]) for each in found] == [
        (1, False, 700), (2, True, 800)]
    assert found[1]["reason"] == "Đếm thiếu một ấp" and not found[1]["late"]
    assert found[0]["file"]["name"] == "bao-cao.pdf"
    file = reporter.http.get(f"{spare.base}/bao-cao/minh-chung/{found[0]['file']['id']}")
    assert file.content == b"%PDF-1.4 hai"
    stranger = browser(spare, "lanhdao102")
    assert stranger.http.get(file.url).status_code == 404


def test_every_wrong_cell_is_named_and_nothing_is_taken(laid, reporter, spare):
    before = reports(spare)
    wrong = sheets.written([
        HEADS, ["H99.102", "x", "mười", 5], ["H99.999", "x", 1, 1], ["H99.103", "x", 10, 11],
        ["H99.104", "x", 9, 8], ["H99.104", "x", 9, 8], ["H99.1", "x", 1, 1], [None, None, 4]])
    page = send(reporter, wrong)
    assert page.status == 422
    for cell in ("C2", "A3", "D4", "A6", "A7", "A8"):
        assert f"<strong>{cell}</strong>" in page.source, (cell, page.words[:1500])
    assert "<strong>C5</strong>" not in page.source and page.form_with("kiem tra").field("can-cu")["value"]
    columns = send(reporter, sheets.written([[*HEADS[:3], "Diện tích"], ["H99.102", "x", 1, 1]]))
    assert "Sổ không có cột “Diện tích”" in columns.words and "<strong>D1</strong>" in columns.source
    assert "Thiếu cột “Có điện thoại thông minh (người)”" in columns.words
    assert reports(spare) == before


def test_what_is_no_spreadsheet_is_refused_with_advice(laid, reporter):
    for content, name, advice in (
            (b"PK\x03\x04 nothing", "so.xlsx", "Không đọc được tệp này như bảng tính"),
            (b"%PDF-1.4", "so.pdf", "không phải bảng tính Excel"),
            (b"MZ", "so.exe", "Không nhận tệp"), (b"", "", "Chọn tệp Excel")):
        page = send(reporter, content, name)
        assert page.status == 422 and advice in page.words, (name, page.words[:800])


def test_the_template_comes_back_filled_and_is_seen_before_it_is_taken(laid, reporter, spare):
    template = reporter.http.get(f"{spare.base}{ROOT}/mau.xlsx").content
    cells = sheets.read(template)
    assert [cells[f"{column}1"] for column in "ABCD"] == HEADS
    assert [cells[f"A{row}"] for row in range(2, 14)] == [f"H99.{101 + row}" for row in range(12)]
    assert cells["C2"] == "1000" and "C3" not in cells
    filled = sheets.written([HEADS, ["H99.101", "x", 1000, 800], ["H99.102", "x", 2000, 500],
                             ["H99.103", "x", None, None]])
    preview = send(reporter, filled)
    assert preview.status == 200 and "Xem lại trước khi ghi" in preview.words
    assert len(reports(spare)) == 2, "looking takes nothing"
    form = preview.form_with("ghi vao so")
    done = reporter.send(preview, form, {**form.values(), "buoc": "xac-nhan"}, {"tep": ("", b"")})
    assert "Đã ghi 1 báo cáo mới, sửa 0 báo cáo." in done.words
    last = next(each for each in reports(spare) if each["agency"] == "H99.102")
    assert last["file"]["name"] == "so.xlsx", "the spreadsheet itself is the evidence"
    again = reporter.send(preview, form, {**form.values(), "buoc": "xac-nhan"}, {"tep": ("", b"")})
    assert again.status in (409, 422), "what was confirmed once is not taken again"


def test_who_has_not_reported_is_known_to_whom_it_concerns(laid, reporter, spare):
    missing = spare.as_("tonghop").items("/registers/dien-thoai/missing")
    assert [each["agency"] for each in missing] == [f"H99.{number}" for number in range(103, 113)]
    assert missing[0]["due"] > LAST.isoformat()
    assert "10 trên 12 đơn vị" in reporter.get("/bao-cao/chua-bao-cao").words
    own = ok(spare.as_("lanhdao").get("/registers/dien-thoai"))
    assert (own["asked"], own["reported"], own["origin"]) == (1, 1, "reported")
    problem(spare.as_("lanhdao").get("/registers/khong-co"), 404, "register.unknown")
    problem(spare.as_("tonghop").get("/registers/dien-thoai?period=2026-13"), 422,
            "register.period-unknown")


def test_a_definition_changes_from_a_period_that_nobody_reported_for(laid, admin, spare):
    def change(start, **values):
        page = admin.get("/quan-tri/so/dien-thoai")
        form = page.form_with("luu mau moi")
        return admin.send(page, form, {
            **form.values(), "reason": "Quyết định 2", "from.ngay": str(start.day),
            "from.thang": str(start.month), "from.nam": str(start.year), **values})

    after = LAST + datetime.timedelta(days=1)
    assert "Chưa có gì thay đổi" in change(after).words
    assert "ngày đầu của một kỳ" in change(after.replace(day=2), dueDays="5").words
    assert change(FIRST, dueDays="5").status == 422
    assert "Đã lưu mẫu mới" in change(after, dueDays="5").words
    versions = ok(spare.as_("tonghop").get("/registers/dien-thoai"))["versions"]
    assert [each["dueDays"] for each in versions] == [10, 5]
    assert len(reports(spare)) == 3


def test_the_indicator_is_marked_and_recounted_from_facts_alone(laid, spare, tmp_path):
    client = spare.as_("tonghop")
    spare.settled()
    ask = {"from": FIRST.isoformat(), "to": LAST.isoformat()}
    facts = tmp_path / "facts.jsonl"
    spare.run("export", "facts", "--format", "jsonl", "--out", str(facts))
    lines = [json.loads(line) for line in facts.read_text().splitlines()]
    told = [fact for fact in lines if fact["kind"] in ("register.reported", "register.corrected")]
    assert [fact["data"]["values"] for fact in told] == [
        {"dan-so": 1000, "co-may": 700}, {"dan-so": 1000, "co-may": 800},
        {"dan-so": 2000, "co-may": 500}]
    assert "ấp" not in facts.read_text(), "a reason is no fact"
    for by in (None, "agency", "month"):
        figure = ok(client.get("/indicators/reported.smartphone", {**ask, **({"by": by} if by else {})}))
        assert figure["definition"]["formula"]["kind"] == "reported"
        found = recount.recount(lines, figure["definition"], ask["from"], ask["to"], "H99", by,
                                at=figure["asOf"]["at"])
        assert figure["rows"] == found
        if by is None:
            assert (found[0]["numerator"], found[0]["denominator"]) == (1300, 3000)
            assert found[0]["published"] == "43.3"
    problem(client.get("/indicators/reported.smartphone/evidence", {**ask, "part": "numerator"}),
            422, "figures.reported")
    spare.run("check")
