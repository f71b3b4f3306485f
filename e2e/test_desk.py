"""The desk: what waits is found, and acts offered are acts allowed."""

import re
import urllib.parse

import pytest

import journey
import program
import world
from browser import Browser, folded
from client import ok

SLUGS = {
    "receive": "tiep-nhan", "refuse": "tu-choi", "forward": "chuyen", "assign": "phan-cong",
    "requestSupplement": "yeu-cau-bo-sung", "supply": "bo-sung",
    "requestPayment": "yeu-cau-nop-tien", "pay": "da-nop-tien", "extend": "hen-lai",
    "decide": "ket-qua", "deliver": "tra-ket-qua", "withdraw": "rut", "stop": "dung",
    "correct": "dinh-chinh", "approveCorrection": "duyet-dinh-chinh", "rate": "danh-gia"}
ACTS = {slug: act for act, slug in SLUGS.items()}
PEOPLE = ("tiepnhan", "chuyenvien", "lanhdao", "vanthu")


def officer(server, account="tiepnhan"):
    visitor = Browser(server.base)
    assert visitor.sign_in(account, program.PASSWORD).status == 200
    return visitor


@pytest.fixture(scope="module")
def stages(server):
    """A dossier at each stage, by the number of its status."""
    return {stage: journey.view(server, journey.drive(server, stage))
            for stage in range(1, 11)}


def shown(page):
    """The dossiers of a list, in its order, each once."""
    found = re.findall(r'href="/ban-lam-viec/ho-so/([0-9A-Z]{26})', page.source)
    return list(dict.fromkeys(found))


def listed(visitor, **conditions):
    """Every dossier of a filtered list, page after page."""
    page, found = visitor.get("/ban-lam-viec", conditions), []
    for _ in range(40):
        found += shown(page)
        onward = next((href for href, _ in page.links if "sau=" in href), None)
        if onward is None:
            return list(dict.fromkeys(found))
        page = visitor.get(onward)
    raise AssertionError("a list without an end")


def test_filters_give_what_the_api_gives(server, stages):
    visitor, client = officer(server), server.as_("tiepnhan")
    for stage, name in ((1, "submitted"), (2, "received"), (5, "awaitingSupplement"),
                        (9, "decided"), (10, "delivered")):
        api = [each["id"] for each in client.items("/dossiers", stage=name, limit=500)]
        page = listed(visitor, **{"trang-thai": name})
        assert stages[stage]["id"] in page
        assert set(page) == set(api), name
    late = [each["id"] for each in client.items("/dossiers", overdue="true", limit=500)]
    assert set(listed(visitor, **{"tre-han": "co"})) == set(late)
    newest = [each["id"] for each in client.items("/dossiers", order="newest", limit=500)]
    assert newest == sorted(newest, reverse=True)
    assert listed(visitor, **{"sap-xep": "moi"})[:50] == newest[:50]


def test_a_tile_counts_what_its_list_shows(server, stages):
    for account in PEOPLE:
        visitor = officer(server, account)
        page = visitor.get("/ban-lam-viec")
        tiles = [(href, re.match(r"\s*(\d+)", text)) for href, text in page.links
                 if "?viec=" in href]
        tiles = [(href, int(found.group(1))) for href, found in tiles if found]
        assert len(tiles) >= 4, account
        for href, count in tiles:
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(href).query))
            assert len(listed(visitor, **query)) == count, (account, href)


def test_text_and_numbers_are_found(server, stages):
    visitor, one = officer(server), stages[4]
    for text in (one["number"], one["reference"], folded(one["applicant"]["name"])):
        assert one["id"] in listed(visitor, q=text), text
    assert listed(visitor, q=one["number"]) == [one["id"]]
    assert listed(visitor, q="khong co ai ten nhu vay") == []


def test_a_view_is_kept_renamed_started_and_deleted(server, stages):
    visitor = officer(server)
    page = visitor.get("/ban-lam-viec", {"viec": "cho-tiep-nhan", "sap-xep": "moi"})
    form = page.form_with("luu bo loc")
    saved = visitor.send(page, form, {**form.values(), "ten": "Mới tới", "bat-dau": "co"})
    assert "Mới tới" in saved.words and "viec=cho-tiep-nhan" in saved.address
    assert "sap-xep=moi" in visitor.get("/ban-lam-viec").address, "it starts the desk"
    other = officer(server, "chuyenvien").get("/ban-lam-viec")
    assert "Mới tới" not in other.words, "nobody else sees it"
    manage = visitor.get("/ban-lam-viec/bo-loc")
    form = manage.form_with("doi ten")
    empty = visitor.send(manage, form, {**form.values(), "ten": " ", "viec": "doi-ten"})
    assert empty.status == 422 and "Đặt tên" in empty.words
    renamed = visitor.send(manage, form, {**form.values(), "ten": "Vừa nộp", "viec": "doi-ten"})
    assert "Vừa nộp" in renamed.words and "Mới tới" not in renamed.words
    gone = visitor.send(renamed, renamed.form_with("doi ten"), {
        **renamed.form_with("doi ten").values(), "ten": "x", "viec": "xoa"})
    assert "Vừa nộp" not in gone.words
    assert visitor.get("/ban-lam-viec").address.endswith("/ban-lam-viec")


def offered(page, dossier):
    """The acts for which the page has a form."""
    actions = {urllib.parse.urlsplit(form.action or "").path for form in page.forms
               if form.method == "post"}
    prefix = f"/ban-lam-viec/ho-so/{dossier['id']}/"
    return {ACTS[action.removeprefix(prefix)] for action in actions if action.startswith(prefix)}


def body_of(act):
    words = {"reason": "Thử", "legalBasis": "Điều 17"}
    return {"act": act, **{
        "refuse": words, "forward": {"agency": world.AGENCY}, "assign": {"officer": "0" * 26},
        "requestSupplement": {"items": [{"what": "a", "how": "b"}], "reason": "Thử"},
        "supply": {"papers": []}, "requestPayment": {"amountVND": 1, "reason": "Thử"},
        "pay": {"method": "cash", "amountVND": 1, "receiptNumber": "1"},
        "extend": {"dueAt": "2099-01-05T02:00:00Z", "reason": "Thử"},
        "decide": {"outcome": "granted", "document": {
            "number": "1", "issuedOn": "2026-01-05", "signer": "A", "file": "0" * 26}},
        "deliver": {"way": "counter", "receiver": "A"}, "withdraw": words, "stop": words,
        "correct": {"change": {"delivery": {"way": "post"}}, "reason": "Thử"},
        "approveCorrection": {"correction": "0" * 26}, "rate": {"stars": 5}}.get(act, {})}


@pytest.mark.parametrize("account", PEOPLE)
def test_acts_offered_are_acts_allowed(server, stages, account):
    """What is offered passes the API's rights; what is not offered, the API refuses."""
    visitor, client = officer(server, account), server.as_(account)
    for stage, dossier in stages.items():
        page = visitor.get(f"/ban-lam-viec/ho-so/{dossier['id']}")
        acts = offered(page, dossier)
        path = f"/dossiers/{dossier['id']}"
        before = ok(client.get(path))["version"]
        for act in SLUGS:
            headers = {"If-Match": '"999"'} if act in acts else {}
            answer = client.post(f"{path}/acts", body_of(act), headers=headers, strict=True)
            expected = {412} if act in acts else {403, 404, 409, 422}
            assert answer.status_code in expected, (
                f"{act} by {account} at {stage}, offered {sorted(acts)}: "
                f"{answer.status_code} {answer.text[:300]}")
        assert ok(client.get(path))["version"] == before


def test_each_act_says_first_what_the_clock_will_do(server, stages):
    receiver = officer(server)
    first = receiver.get(f"/ban-lam-viec/ho-so/{stages[1]['id']}").words
    assert re.search(r"Nếu thực hiện bây giờ: thời hạn 20 ngày làm việc, hẹn trả \d\d:\d\d", first)
    second = receiver.get(f"/ban-lam-viec/ho-so/{stages[2]['id']}").words
    assert "tính lại từ đầu: 20 ngày làm việc (TIM-1)" in second
    approver = officer(server, "lanhdao").get(f"/ban-lam-viec/ho-so/{stages[4]['id']}").words
    assert "chỉ một lần" in approver and "phiếu xin lỗi" in approver
    waiting = receiver.get(f"/ban-lam-viec/ho-so/{stages[5]['id']}").words
    assert re.search(r"tính lại từ đầu 20 ngày làm việc, hẹn trả \d\d:\d\d", waiting)


def test_what_is_said_is_what_happens(server):
    dossier = journey.view(server, journey.drive(server, 1))
    receiver = officer(server)
    page = receiver.get(f"/ban-lam-viec/ho-so/{dossier['id']}")
    said = re.search(r"hẹn trả (\d\d:\d\d \d\d/\d\d/\d{4})", page.words).group(1)
    form = page.form_with("/tiep-nhan")
    done = receiver.send(page, form, {**form.values(), "act": "receive"})
    assert said in done.words, f"{said}: {done.words[:600]}"


def test_what_cannot_be_undone_is_asked_twice(server):
    dossier = journey.view(server, journey.drive(server, 1))
    receiver = officer(server)
    page = receiver.get(f"/ban-lam-viec/ho-so/{dossier['id']}")
    form = page.form_with("/tu-choi")
    asked = receiver.send(page, form, {
        **form.values(), "refuse.reason": "Không <thuộc> thẩm quyền",
        "refuse.legalBasis": "Điều 17"})
    assert asked.status == 200 and "không hoàn lại được" in asked.words
    assert "Không <thuộc> thẩm quyền" in asked.words
    unchanged = ok(server.as_("tiepnhan").get(f"/dossiers/{dossier['id']}"))
    assert unchanged["status"] == 1
    form = asked.form_with("/tu-choi")
    back = receiver.send(asked, form, {**form.values(), "lai": "co"})
    assert back.form_with("/tu-choi").field("refuse.reason")["value"].strip() == (
        "Không <thuộc> thẩm quyền"), "nothing typed is lost"
    receiver.send(asked, form, {**form.values(), "xac-nhan": "co"})
    refused = ok(server.as_("tiepnhan").get(f"/dossiers/{dossier['id']}"))
    assert refused["status"] == 3


def test_a_page_that_is_out_of_date_says_what_changed(server):
    dossier = journey.view(server, journey.drive(server, 1))
    receiver = officer(server)
    page = receiver.get(f"/ban-lam-viec/ho-so/{dossier['id']}")
    journey.act(server, dossier, "receive")
    form = page.form_with("/tu-choi")
    late = receiver.send(page, form, {
        **form.values(), "refuse.reason": "Nhầm nơi", "refuse.legalBasis": "Điều 17"})
    assert late.status == 412
    assert "Đã thay đổi từ khi" in late.words and "Tiếp nhận hồ sơ, mã" in late.words
    assert "Nhầm nơi" in late.words, "nothing typed is lost"
