"""Filing at the portal, step by step: nothing is lost, nothing is sent twice."""

import concurrent.futures
import re
import socket
import time
import urllib.parse

import pytest

import filing
import journey
import program
import world
from browser import Browser

REAL = {  # code: steps that are asked, and the agency that takes it
    "1.012784": ["nguoi-nop", "chu-ho-so", "giay-to", "nhan-ket-qua"],
    "1.004222": ["nguoi-nop", "chu-ho-so", "giay-to", "nhan-ket-qua"],
    "1.001612": ["nguoi-nop", "chu-ho-so", "giay-to", "nhan-ket-qua"],
    "1.001193": ["nguoi-nop", "chu-ho-so", "giay-to", "nhan-ket-qua"],
}


@pytest.fixture
def citizen(server):
    return signed_in(server)


def signed_in(server, account="congdan"):
    visitor = Browser(server.base)
    page = visitor.sign_in(account, program.PASSWORD)
    assert page.status == 200, page.words[:300]
    return visitor


def where(page):
    return urllib.parse.urlsplit(page.address).path


def mine(server, person, account="congdan"):
    """The dossiers that name this person."""
    found = server.as_(account).items("/dossiers", limit=500)
    return [each for each in found if each["applicant"]["name"] == person["name"]
            and each["applicant"]["phone"] == person["phone"]]


def new_person():
    return world.person(journey.fresh_seed())


def test_signed_out_leads_to_signing_in_and_back(server):
    visitor = Browser(server.base)
    page = visitor.get(f"/thu-tuc/{world.JOURNEY}/nop-ho-so")
    assert "/dang-nhap" in page.address
    form = page.form_with("password")
    back = visitor.send(page, form, {
        **form.values(), "username": "congdan", "password": program.PASSWORD})
    assert where(back).endswith(f"/thu-tuc/{world.JOURNEY}/nop-ho-so")
    assert "Bắt đầu" in back.words


def test_the_form_by_hand(server, citizen):
    person = new_person()
    review, asked = filing.to_review(citizen, world.JOURNEY, person, world.AGENCY)
    assert asked == ["nguoi-nop", "chu-ho-so", "giay-to", "nhan-ket-qua"]
    for said in (person["name"], person["personalNumber"], person["phone"], "don.pdf"):
        assert said in review.words
    assert not mine(server, person), "nothing is sent before the button"
    done = filing.send(citizen, review)
    assert done.status == 200 and where(done).endswith("/da-gui")
    made, = mine(server, person)
    assert filing.reference(done) == made["reference"]
    assert made["channel"] == "online" and made["stage"] == "submitted"
    again = citizen.get(where(done))
    assert filing.reference(again) == made["reference"], "a bookmark"
    whole = journey.view(server, made)
    assert len(whole["papers"]) == 1


def test_the_case_is_asked_where_there_are_several(server, citizen):
    person = new_person()
    review, asked = filing.to_review(citizen, world.CASES, person, world.AGENCY)
    assert "truong-hop" in asked and "Bước 6 trên 6" in review.words
    assert "Trường hợp thường" in review.words
    filing.send(citizen, review)
    assert mine(server, person)


def test_a_step_that_is_wrong_keeps_what_was_typed_even_for_the_next_session(server, citizen):
    person = {**new_person(), "personalNumber": "12345", "email": "không phải thư"}
    page = filing.fill(citizen, filing.begin(citizen, world.JOURNEY, world.AGENCY),
                       filing.typed(person))
    assert page.status == 422
    form = filing.form_to(page, "/nguoi-nop")
    for name in ("applicant.personalNumber", "applicant.email", "applicant.name"):
        assert form.field(name)["value"] == person[name.split(".")[1]]
    assert 'href="#o-applicant.personalNumber"' in page.source
    assert 'href="#o-applicant.email"' in page.source
    draft, _ = filing.address(page)
    other = signed_in(server)
    form = filing.form_to(other.get(draft + "/nguoi-nop"), "/nguoi-nop")
    assert form.field("applicant.personalNumber")["value"] == "12345"


def test_a_draft_is_continued_where_it_was_left_and_can_be_deleted(citizen):
    page = filing.begin(citizen, world.JOURNEY, world.AGENCY)
    draft, _ = filing.address(page)
    left = filing.fill(citizen, page, {**filing.typed(new_person()), "exit": "co"})
    assert where(left).endswith("/ho-so")
    start = citizen.get(f"/thu-tuc/{world.JOURNEY}/nop-ho-so")
    assert start.link_to(draft)
    went_on = citizen.get(draft)
    assert filing.address(went_on) == (draft, "chu-ho-so")
    asked = citizen.get(draft + "/xoa")
    form = filing.form_to(asked, "/xoa")
    gone = citizen.send(asked, form, form.values())
    assert where(gone).endswith("/ho-so")
    assert citizen.http.get(citizen.base + draft).status_code == 404


def test_a_refused_upload_names_the_file_and_keeps_the_others(server, citizen):
    person = new_person()
    page = filing.begin(citizen, world.JOURNEY, world.AGENCY)
    page = filing.fill(citizen, page, filing.typed(person))
    page = filing.fill(citizen, page, {"owner.who": "self"})
    whole = world.pdf("giay mot")
    refused = filing.fill(citizen, page, {}, [
        ("paper.1", "một.pdf", whole, "application/pdf"),
        ("paper.1", "đứt.pdf", whole[:-20], "application/pdf"),
        ("paper.2", "giả.jpg", b"khong phai anh", "image/jpeg"),
        ("paper.2", "rỗng.pdf", b"", "application/pdf"),
        ("paper.2", "hai.png", world.png(), "image/png"),
        ("paper.0", "chương trình.exe", b"MZ\x90\x00", "application/x-msdownload")])
    assert refused.status == 422
    for name in ("đứt.pdf", "giả.jpg", "rỗng.pdf", "chương trình.exe"):
        assert f"“{name}”" in refused.words, name
    review, _ = continued(citizen, refused, person)
    for name in ("một.pdf", "hai.png"):
        assert name in review.words
    for name in ("đứt.pdf", "giả.jpg", "rỗng.pdf"):
        assert name not in review.words
    filing.send(citizen, review)
    made, = mine(server, person)
    papers = journey.view(server, made)["papers"]
    assert [paper["component"] for paper in papers] == [1, 2]


def continued(visitor, page, person):
    """From a step that is shown again to the review."""
    page, asked = filing.fill(visitor, page, {}), []
    while filing.address(page)[1] != "kiem-tra":
        asked.append(filing.address(page)[1])
        page = filing.fill(visitor, page, filing.answers(asked[-1], person))
    return page, asked


def test_the_same_file_twice_is_one_paper_and_a_file_can_be_taken_out(citizen):
    page = filing.begin(citizen, world.JOURNEY, world.AGENCY)
    page = filing.fill(citizen, page, filing.typed(new_person()))
    page = filing.fill(citizen, page, {"owner.who": "self"})
    paper = [("paper.1", "đơn.pdf", world.pdf("don"), "application/pdf")]
    page = filing.fill(citizen, page, {"stay": "co"}, paper)
    page = filing.fill(citizen, page, {"stay": "co"}, paper)
    handles = set(re.findall(r'name="drop" value="([^"]+)"', page.source))
    assert len(handles) == 1
    page = filing.fill(citizen, page, {"drop": handles.pop()})
    assert 'name="drop"' not in page.source


def test_filing_for_somebody_else_needs_the_mandate(server, citizen):
    person, owner = new_person(), new_person()
    page = filing.fill(citizen, filing.begin(citizen, world.JOURNEY, world.AGENCY),
                       filing.typed(person))
    other = {"owner.who": "other", **filing.typed(owner, "owner")}
    page = filing.fill(citizen, page, other)
    assert page.status == 422 and 'href="#o-mandate"' in page.source
    page = filing.fill(citizen, page, other, [
        ("mandate", "ủy quyền.pdf", world.pdf("uy quyen"), "application/pdf")])
    assert filing.address(page)[1] == "giay-to"
    review, _ = continued(citizen, page, person)
    assert owner["name"] in review.words and "ủy quyền.pdf" in review.words
    filing.send(citizen, review)
    made, = mine(server, person)
    assert journey.view(server, made)["owner"]["name"] == owner["name"]


def test_a_helper_files_for_a_neighbour_and_it_is_recorded(server):
    helper, person = signed_in(server, "nguoigiup"), new_person()
    start = filing.begin(helper, world.JOURNEY, world.AGENCY)
    form = filing.form_to(start, "/nguoi-nop")
    assert form.field("applicant.name")["value"] == "", "a helper's own name fills in nothing"
    page = filing.fill(helper, start, filing.typed(person))
    page = filing.fill(helper, page, {"owner.who": "self"})
    review, _ = continued(helper, page, person)
    filing.send(helper, review)
    assert len(mine(server, person, "nguoigiup")) == 1


def test_an_answer_that_is_changed_from_the_review_leads_back_to_it(citizen):
    person = new_person()
    review, _ = filing.to_review(citizen, world.JOURNEY, person, world.AGENCY)
    change = next(href for href, _ in review.links if "nguoi-nop?tu=kiem-tra" in href)
    step = citizen.get(change.split("#")[0])
    back = filing.fill(citizen, step, {"applicant.phone": "0987654321"})
    assert filing.address(back)[1] == "kiem-tra" and "0987654321" in back.words


def raw_post(visitor, page, form, values, keep=None):
    """Sends the form over a bare socket; `keep` bytes of the answer are read, then it is cut."""
    target = urllib.parse.urlsplit(urllib.parse.urljoin(page.address, form.action))
    body = urllib.parse.urlencode(values).encode()
    cookies = "; ".join(f"{c.name}={c.value}" for c in visitor.http.cookies)
    head = (f"POST {target.path} HTTP/1.1\r\nHost: {target.netloc}\r\nCookie: {cookies}\r\n"
            f"Origin: {visitor.base}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
    with socket.create_connection((target.hostname, target.port), timeout=30) as line:
        line.sendall(head + body)
        if keep is None:
            return line.recv(65536)
        time.sleep(keep)
    return b""


def test_sending_without_the_token_or_from_elsewhere_sends_nothing(server, citizen):
    person = new_person()
    review, _ = filing.to_review(citizen, world.JOURNEY, person, world.AGENCY)
    form, values = filing.declared(review)
    bare = {"declaration": "co", "terms": values["terms"]}
    assert citizen.send(review, form, bare).status in (400, 403)
    elsewhere = {"Origin": "https://ke-gian.example"}
    assert citizen.send(review, form, values, None, elsewhere).status == 403
    undeclared = {name: value for name, value in values.items() if name != "declaration"}
    again = citizen.send(review, form, undeclared)
    assert again.status == 422 and 'href="#o-declaration"' in again.source
    assert not mine(server, person)


@pytest.mark.parametrize("wait", [0, 0.001, 0.01, 0.1, 0.5])
def test_a_connection_cut_while_sending_doubles_nothing_and_loses_nothing(server, citizen, wait):
    person = new_person()
    review, _ = filing.to_review(citizen, world.JOURNEY, person, world.AGENCY)
    form, values = filing.declared(review)
    raw_post(citizen, review, form, values, keep=wait)
    done = citizen.send(review, form, values)
    assert done.status == 200 and where(done).endswith("/da-gui")
    made, = mine(server, person)
    assert filing.reference(done) == made["reference"]


def test_many_presses_at_once_make_one_dossier(server, citizen):
    person = new_person()
    review, _ = filing.to_review(citizen, world.JOURNEY, person, world.AGENCY)
    form, values = filing.declared(review)

    def press(_):
        return raw_post(citizen, review, form, values)

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(press, range(12)))
    assert all(b"303" in reply.split(b"\r\n")[0] for reply in replies), replies
    assert len({re.search(rb"(?i)location: (\S+)", reply).group(1) for reply in replies}) == 1
    assert len(mine(server, person)) == 1


def test_a_step_that_is_sent_twice_is_saved_once(citizen):
    page = filing.begin(citizen, world.JOURNEY, world.AGENCY)
    form = filing.form_to(page, "/nguoi-nop")
    values = {**form.values(), **filing.typed(new_person())}
    raw_post(citizen, page, form, values, keep=0.2)
    again = citizen.send(page, form, values)
    assert again.status == 200 and filing.address(again)[1] == "chu-ho-so"


def test_two_windows_are_told_of_each_other(citizen):
    one = filing.begin(citizen, world.JOURNEY, world.AGENCY)
    two = citizen.get(where(one))
    filing.fill(citizen, one, filing.typed(new_person()))
    person = new_person()
    told = filing.fill(citizen, two, filing.typed(person))
    assert told.status == 412 and "cửa sổ khác" in told.words
    form = filing.form_to(told, "/nguoi-nop")
    assert form.field("applicant.name")["value"] == person["name"]
    assert filing.fill(citizen, told, {}).status == 200


def test_what_is_not_taken_online_says_so(citizen):
    page = citizen.get(f"/thu-tuc/{world.COUNTER_ONLY}/nop-ho-so")
    assert "Bắt đầu" not in page.words and "dichvucong.gov.vn" in page.words


def test_nobody_else_sees_a_draft(server, citizen):
    draft, _ = filing.address(filing.begin(citizen, world.JOURNEY, world.AGENCY))
    assert signed_in(server, "nguoigiup").http.get(server.base + draft).status_code == 404
    for account in ("tiepnhan", "giamsat", "quantri"):
        answer = signed_in(server, account).http.get(server.base + draft)
        assert answer.status_code in (403, 404), account


@pytest.mark.realdata
@pytest.mark.parametrize("code", sorted(REAL))
def test_a_real_procedure_to_its_confirmation(real, code):
    visitor, person = signed_in(real), new_person()
    review, asked = filing.to_review(visitor, code, person, world.AGENCY)
    assert asked == REAL[code]
    assert "Bước 5 trên 5" in review.words
    form, values = filing.declared(review)
    raw_post(visitor, review, form, values, keep=0.05)
    done = visitor.send(review, form, values)
    assert done.status == 200 and where(done).endswith("/da-gui")
    made, = mine(real, person)
    assert made["procedure"] == code and filing.reference(done) == made["reference"]
