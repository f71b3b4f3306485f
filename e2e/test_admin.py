"""Administration by hand, without JavaScript: agencies, people, offers, calendar, and bad input."""

import collections
import datetime
import re
import signal
import subprocess
import time

import pytest
import requests

import program
import world
from browser import Browser
from client import ok

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
OFFICE = "H99.6"  # a department that offers nothing at birth
REASON = "Quyết định thử 1/QĐ"


def day(name, date):
    return {f"{name}.ngay": str(date.day), f"{name}.thang": str(date.month),
            f"{name}.nam": str(date.year)}


class Admin(Browser):
    def form(self, path):
        page = self.get(path)
        action = path.split("?")[0]
        form = next((f for f in page.forms if f.method == "post"
                     and re.sub(r"[?&]lan=.*", "", f.action or "") == action), None)
        assert form, f"{path}: no form posts to itself: {[f.action for f in page.forms]}"
        return page, form

    def do(self, path, status=200, **values):
        """Opens the page of an act, fills in and sends; a step that went well ends on a page."""
        page, form = self.form(path)
        values = {key.replace("__", "."): value for key, value in values.items()}
        answer = self.send(page, form, {**form.values(), **values})
        assert answer.status == status, f"{path}: {answer.status} {answer.words[-1500:]}"
        return answer

    def confirm(self, page, button="xac-nhan"):
        """Presses one of the buttons under a second look."""
        form = next(f for f in page.forms if any(
            field["name"] == "buoc" for field in f.fields))
        answer = self.send(page, form, {**form.values(), "buoc": button})
        assert answer.status == 200, answer.words[-1500:]
        return answer


@pytest.fixture(scope="module")
def admin(spare):
    browser = Admin(spare.base)
    browser.sign_in("quantri", program.PASSWORD)
    return browser


def test_the_start_names_what_waits_and_every_link_leads_somewhere(admin):
    page = admin.get("/quan-tri")
    assert "Thủ tục thiếu thời hạn" in page.words
    links = {href for href, _ in page.links if href.startswith("/quan-tri/")}
    assert len(links) >= 5
    for href in links:
        admin.get(href)


def test_every_page_of_administration_is_sound(admin, spare):
    """From the start over every link: one h1, no id twice, every field with a label, no 5xx."""
    waiting, seen, shapes = collections.deque(["/quan-tri"]), set(), collections.Counter()
    while waiting:
        path = waiting.popleft()
        shape = re.sub(r"[0-9A-Z]{26}|H99[.0-9]*|\d\.\d{6}|=[^&]*", "*", path)
        if path in seen or shapes[shape] >= 2:
            continue
        seen.add(path)
        shapes[shape] += 1
        page = admin.get(path)
        assert page.source.count("<h1") == 1, path
        ids = re.findall(r'\sid="([^"]+)"', page.source)
        assert len(ids) == len(set(ids)), f"{path}: {[i for i in ids if ids.count(i) > 1]}"
        for form in page.forms:
            for field in form.fields:
                if field["type"] not in ("hidden", "submit", "button"):
                    assert field["label"].strip(), f"{path}: {field['name']} has no label"
        waiting.extend(href.split("#")[0] for href, _ in page.links if href.startswith("/quan-tri"))
    assert len(seen) > 25, sorted(seen)
    receiver = Browser(spare.base)
    receiver.sign_in("tiepnhan", program.PASSWORD)
    for path in sorted(seen):
        assert receiver.http.get(spare.base + path, timeout=60).status_code == 403, path


def test_an_agency_begins_is_reached_changes_and_ends(admin):
    admin.do("/quan-tri/co-quan/them", code="H99.150", name="Ủy ban nhân dân xã Thử",
             level="commune", parent="H99", reason=REASON)
    there = "/quan-tri/co-quan/H99.150"
    page = admin.do(there + "/lien-he", address="Số 9 đường Demo", phone="0200 000 999",
                    email="thu@saomai.example", website="https://thu.saomai.example",
                    reason=REASON)
    assert "0200 000 999" in page.words and "Đã lưu địa chỉ và liên hệ" in page.words
    later = TODAY + datetime.timedelta(days=30)
    page = admin.do(there + "/thay-doi", name="Ủy ban nhân dân xã Mới", reason=REASON,
                    **day("from", later))
    assert "sẽ mang tên" in page.words and "xã Thử" in page.words
    last = TODAY + datetime.timedelta(days=60)
    looked = admin.do(there + "/ket-thuc", successor="H99.101", reason=REASON,
                      **day("validTo", last))
    assert "Xem lại việc kết thúc" in looked.words and "Phường Sao Mai" in looked.words
    again = admin.confirm(looked, "sua")
    assert 'value="H99.101"' in again.source, "what was typed is kept for mending"
    done = admin.confirm(looked)
    assert "Đã ghi ngày kết thúc" in done.words
    back = admin.do(there + "/tiep-tuc", reason=REASON)
    assert "Đã hủy việc kết thúc" in back.words
    for said in ("Thành lập", "Đổi địa chỉ, liên hệ", "Kết thúc hoạt động", REASON):
        assert said in back.words, said


def new_person(admin, username):
    page = admin.do("/quan-tri/tai-khoan/them", name="Trần Thị Thử", username=username,
                    reason=REASON)
    link = re.search(r"https?://[^\s<\"]+/dat-mat-khau/[\w-]+", page.source).group(0)
    person = re.search(r"/quan-tri/tai-khoan/([0-9A-Z]{26})", page.source).group(1)
    return link, f"/quan-tri/tai-khoan/{person}"


def test_a_person_is_added_sets_a_password_works_and_is_locked(admin, spare):
    link, there = new_person(admin, "tran.thu")
    guest = Admin(spare.base)
    path = link.removeprefix(spare.base)
    bad = guest.do(path, status=422, password="ngan", again="ngan")
    assert "ít nhất 10 ký tự" in bad.words
    guest.do(path, password="mưa rơi trên mái nhà", again="mưa rơi trên mái nhà")
    assert guest.http.get(link, timeout=60).status_code == 404, "a link opens once"
    guest.sign_in("tran.thu", "mưa rơi trên mái nhà")
    assert guest.http.get(spare.base + "/quan-tri", timeout=60).status_code == 403
    page = admin.do(there + "/chuc-trach", agency="H99.101", role="receiver",
                    title="Chuyên viên", phone="0200 000 777", reason=REASON)
    assert "Tiếp nhận và trả kết quả" in page.words
    guest.get("/ban-lam-viec")
    page = admin.do(there + "/khoa", reason="Mất máy tính")
    assert "Tài khoản bị khóa" in page.words
    answer = guest.http.get(spare.base + "/ban-lam-viec", timeout=60, allow_redirects=False)
    assert answer.status_code == 303, "a locked account has no session"
    page = admin.do(there + "/mo-khoa", reason="Đã tìm thấy")
    assert "Đã mở khóa tài khoản" in page.words and "Mất máy tính" in page.words
    found = admin.get("/quan-tri/tai-khoan", {"q": "tran thi thu", "vai-tro": "receiver"})
    assert found.link_to(there)


def grant(admin, there, role, agency=OFFICE):
    admin.do(there + "/chuc-trach", agency=agency, role=role, reason=REASON)


def test_an_offer_opens_only_when_its_tasks_are_done_and_ends_after_a_second_look(admin, spare):
    offer = f"/quan-tri/thu-tuc/{OFFICE}/{world.NO_TERM}"
    page = admin.get(offer)
    assert page.words.count("Chưa xong") == 4, page.words
    cited = {"decision": "9/QĐ-UBND", **day("decidedOn", TODAY)}
    refused = admin.do(offer + "/xem-lai", status=409, **cited)
    assert "Còn 4 việc chưa xong" in refused.words and 'value="9/QĐ-UBND"' in refused.source
    terms = {}
    for channel in world.CHANNELS:
        terms |= {f"term.{channel}.1": "3", f"unit.{channel}.1": "workingDays",
                  f"fee.{channel}.1": "0"}
    admin.do(offer + "/nhap", **terms)
    admin.do(offer + "/giay-to")
    admin.do(offer + "/gio")
    _, there = new_person(admin, "so.noi.vu")
    for role in ("receiver", "handler", "approver"):
        grant(admin, there, role)
    page = admin.get(offer)
    assert "Chưa xong" not in page.words, page.words
    page = admin.do(offer + "/xem-lai", **cited)
    assert "Đang tiếp nhận" in page.words and "9/QĐ-UBND" in page.words
    taking = ok(spare.anyone().get("/agencies", params={"procedure": world.NO_TERM, "limit": 500}))
    assert OFFICE in [each["code"] for each in taking["items"]]
    looked = admin.do(offer + "/ngung", **{"end.decision": "10/QĐ", **day("end.lastDay", TODAY),
                                           **day("end.decidedOn", TODAY)})
    assert "không ai nộp được" in looked.words
    done = admin.confirm(looked)
    assert "Đã ghi việc ngừng tiếp nhận" in done.words


def test_the_calendar_takes_a_file_whole_or_not_at_all(admin):
    year = TODAY.year + 2
    lines = f"{year}-03-03\toff\tNghỉ thử\tTB 1\n{year}-02-30\toff\tSai\tTB 1\n{year}-03-04\tnghi\tSai\tTB 1"
    refused = admin.do("/quan-tri/lich/nhap-tep", status=422, lines=lines)
    assert "Dòng 2" in refused.words and "Dòng 3" in refused.words
    assert f"{year}-03-03\toff" in refused.source, "what was pasted is kept"
    looked = admin.do("/quan-tri/lich/nhap-tep", lines=lines.split("\n")[0])
    assert "hồ sơ đang giải quyết" in looked.words
    page = admin.confirm(looked)
    assert "Nghỉ thử" in page.words and "Đã ghi 1 ngày vào lịch" in page.words
    assert "Dự kiến" in page.words, "what no decision names stays marked"
    again = admin.do("/quan-tri/lich/nhap-tep", status=422, lines=lines.split("\n")[0])
    assert "đã có trong lịch" in again.words


FORMS = [
    "/quan-tri/co-quan/them", "/quan-tri/co-quan/H99.102/thay-doi",
    "/quan-tri/co-quan/H99.102/lien-he", "/quan-tri/co-quan/H99.102/ket-thuc",
    "/quan-tri/co-quan/H99.102/chuc-trach", "/quan-tri/tai-khoan/them",
    f"/quan-tri/thu-tuc/H99.102/{world.JOURNEY}/nhap",
    f"/quan-tri/thu-tuc/H99.102/{world.JOURNEY}/xem-lai",
    f"/quan-tri/thu-tuc/H99.102/{world.JOURNEY}/ngung", "/quan-tri/thu-tuc/them",
    "/quan-tri/lich/them", "/quan-tri/lich/nhap-tep",
]
NONSENSE = ["", " ", "<b>x</b>\"'", "a" * 5000, "31/02/2026", "-1", "‮đảo", "H97"]


@pytest.mark.parametrize("path", FORMS)
def test_nonsense_is_kept_and_answered_in_vietnamese(admin, path):
    page, form = admin.form(path)
    fields = [f["name"] for f in form.fields
              if f["name"] and f["type"] in ("text", "tel", "email", "search", "textarea")]
    assert fields
    for text in NONSENSE:
        values = {**form.values(), **{name: text for name in fields}}
        answer = admin.send(page, form, values)
        if answer.status == 200 and text.strip() in ("", "H97"):
            continue  # a form without an obligation, as the draft of an offer
        assert answer.status in (409, 422), f"{path} {text[:20]!r}: {answer.status}"
        assert "<b>x" not in answer.source
        if text.strip() and len(text) < 100:
            shown = [f["value"] for f in answer.forms[-1].fields]
            assert any(text.strip() in (value or "") for value in shown), f"{path}: {text!r} lost"
        assert 'role="alert"' in answer.source, path
    values = {**form.values(), fields[0]: "a\0b"}
    assert admin.send(page, form, values).status == 400


def test_a_form_without_its_token_or_from_another_site_changes_nothing(admin, spare):
    for path in FORMS[:3]:
        answer = admin.http.post(spare.base + path, data={"reason": "x"}, timeout=60)
        assert answer.status_code == 403, f"{path}: {answer.status_code}"


def test_the_name_of_a_journal_is_given_once(engine):
    store = engine.fresh("named")
    refused = program.run("serve", *store.options, code=1, timeout=60)
    assert "migrate" in refused.stderr
    port = program.free_port()
    process = subprocess.Popen(
        [str(program.PROGRAM), "serve", *store.options, "--port", str(port), "--origin",
         "tinh-thu.example/motcua"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                if requests.get(f"http://127.0.0.1:{port}/ready", timeout=5).status_code == 200:
                    break
            except requests.RequestException:
                pass
        key = requests.get(f"http://127.0.0.1:{port}/api/v1/journal/key", timeout=10).text
        assert "tinh-thu.example/motcua" in key
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    refused = program.run(
        "serve", *store.options, "--origin", "tinh-khac.example/motcua", code=1, timeout=60)
    assert "tinh-thu.example/motcua" in refused.stderr
