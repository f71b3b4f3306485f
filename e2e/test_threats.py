"""Abuse cases of docs/threats.md: what somebody does who means no good, and what comes of it."""

import html
import json
import re
import statistics
import time
import urllib.parse

import pytest
import requests

import journey
import program
import world
from browser import Browser
from client import Client, ok, problem


@pytest.mark.parametrize("there", [
    "//evil.example", "https://evil.example/", "/\\evil.example", "/%09/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)", "/\r\nSet-Cookie: a=b", "http:evil.example", "///evil.example",
    "/%2f/evil.example"])
def test_signing_in_and_choosing_lead_to_no_other_site(server, there):
    visitor = Browser(server.base)
    page = visitor.get("/dang-nhap", {"tiep": there})
    form = page.form_with("password")
    values = {**form.values(), "username": "congdan", "password": program.PASSWORD}
    sent = [("/dang-nhap", {**values, "tiep": there}),
            ("/tuy-chon", {"chon": "125", "tiep": there})]
    for path, fields in sent:
        answer = requests.post(
            server.base + path, data=fields, headers={"Origin": server.base},
            allow_redirects=False, timeout=60)
        where = answer.headers.get("Location", "/")
        whole = urllib.parse.urlsplit(urllib.parse.urljoin(server.base + path, where))
        assert whole.netloc == f"127.0.0.1:{server.port}", where
        assert not where.startswith(("//", "/\\")) and "a" not in answer.cookies


def test_a_session_that_an_attacker_chose_is_not_taken_over(server):
    """Session fixation: signing in always makes a token of its own."""
    chosen = "A" * 43

    def sign_in():
        answer = requests.post(
            server.base + "/dang-nhap", allow_redirects=False, timeout=60,
            data={"username": "congdan", "password": program.PASSWORD},
            headers={"Origin": server.base, "Cookie": f"motcua={chosen}"})
        return re.search(r"motcua=([^;]+);", answer.headers["Set-Cookie"]).group(1)

    first, second = sign_in(), sign_in()
    assert len({chosen, first, second}) == 3 and len(first) >= 22
    asked = requests.get(server.base + "/ho-so", cookies={"motcua": chosen}, timeout=60,
                         allow_redirects=False)
    assert asked.status_code == 303 and "/dang-nhap" in asked.headers["Location"]


def test_a_file_name_writes_no_header_and_a_file_is_never_a_page(server):
    """Header injection by an upload; and what was uploaded is not run where it is shown."""
    content = world.pdf("<script>alert(1)</script>")
    broken = urllib.parse.quote("x.pdf\r\nSet-Cookie: gia=mao\r\n")
    problem(server.as_("congdan").upload(content, name=broken), 422, "file.name-unfit")
    name = urllib.parse.quote('x"; Set-Cookie: gia=mao; <script>alert(1)<.pdf')
    made = ok(server.as_("congdan").upload(content, name=name), 201)
    dossier = journey.submit(server.as_("congdan"), papers=[
        {"component": 1, "file": made["id"], "copies": 1}])
    visitor = Browser(server.base)
    visitor.sign_in("congdan", program.PASSWORD)
    shown = [server.as_("congdan").get(f"/dossiers/{dossier['id']}/files/{made['id']}"),
             visitor.http.get(f"{server.base}/ho-so/{dossier['id']}", timeout=60)]
    page = shown[1].text
    assert "<script>alert" not in page
    for href in re.findall(r'href="(/[^"]*%s[^"]*)"' % made["id"], page):
        shown.append(visitor.http.get(server.base + html.unescape(href), timeout=60))
    for answer in shown:
        assert "gia" not in answer.headers.get("Set-Cookie", "")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.status_code == 200 and "html" not in answer.headers["Content-Type"]:
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Content-Disposition"].startswith("attachment"), answer.headers


def test_what_a_citizen_writes_is_text_on_every_desk(server):
    """Stored markup: in a name, an address, a reason. (Altinn studio 16669, Open Zaak 1.29.3)"""
    planted = '"><img src=x onerror=alert(1)>'
    person = world.person(journey.fresh_seed(), name=f"Lan {planted}")
    person["address"]["line"] = planted
    form = {**world.submission(), "applicant": person}
    made = server.as_("congdan").post("/dossiers", form)
    if made.status_code == 422:  # a name of this form is refused outright
        person["name"] = "Lê Thị Lan"
        made = server.as_("congdan").post("/dossiers", form)
    dossier = ok(made, 201)
    journey.act(server, dossier, "withdraw", reason=planted)
    for account, paths in (("tiepnhan", ["/ban-lam-viec", f"/ban-lam-viec/{dossier['id']}"]),
                           ("congdan", ["/ho-so", f"/ho-so/{dossier['id']}"])):
        visitor = Browser(server.base)
        visitor.sign_in(account, program.PASSWORD)
        for path in paths:
            answer = visitor.http.get(server.base + path, timeout=60)
            assert "<img src=x" not in answer.text
            assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_a_list_filter_finds_nothing_that_one_may_not_see(server):
    """Open Zaak 1.29.3: rights hold for filters, embedded objects and figures alike."""
    person = world.person(journey.fresh_seed(), name="Đặng Thị Riêng Tư")
    dossier = ok(server.as_("congdan").post(
        "/dossiers", {**world.submission(), "applicant": person}), 201)
    for words in (person["name"], person["personalNumber"], dossier["reference"]):
        for account in ("nguoigiup", "tonghop"):
            answer = server.as_(account).get("/dossiers", {"q": words}, strict=True)
            found = answer.json().get("items", [])
            assert dossier["id"] not in {each["id"] for each in found}, account
            assert person["personalNumber"] not in answer.text
    paper = ok(server.as_("congdan").get(f"/dossiers/{dossier['id']}"))
    for path in ("", "/timeline", "/letters/receipt.pdf"):
        answer = server.as_("nguoigiup").get(f"/dossiers/{dossier['id']}{path}", strict=True)
        assert answer.status_code == 404, path
    assert paper["applicant"]["name"] == person["name"]


def test_looking_up_numbers_names_nobody_and_is_slowed_down(engine, own_procedures):
    """Enumeration: a number alone tells the stage, a wrong token nothing, and trying ends soon."""
    server = program.Server(
        engine.fresh("guess"), "--procedures", str(own_procedures), "--sample", "0").start()
    try:
        dossier = journey.submit(server.as_("tiepnhan"), channel="counter")
        own = server.anyone().get("/lookup", {"number": dossier["number"]})
        assert world.person(1)["name"] not in own.text
        assert "applicant" not in own.json() and "personalNumber" not in own.text
        guessed = [server.anyone().get(
            "/lookup", {"number": dossier["number"], "token": f"{n:010d}"}, strict=True)
            for n in range(80)]
        assert guessed[0].status_code in (404, 422)
        assert guessed[-1].status_code == 429 and int(guessed[-1].headers["Retry-After"]) > 0
    finally:
        server.stop()


def test_an_unknown_name_takes_as_long_as_a_wrong_password(spare):
    def seconds(name):
        begun = time.monotonic()
        problem(spare.anyone().post(
            "/sessions", {"username": name, "password": "khong dung"}, strict=True), 401)
        return time.monotonic() - begun
    seconds("lam-nong")
    known = [seconds("vanthu") for _ in range(5)]
    unknown = [seconds(f"khong-co-{n}") for n in range(5)]
    share = statistics.median(known) / statistics.median(unknown)
    assert 0.5 < share < 2, (known, unknown)


def test_another_host_in_the_request_changes_no_link(server):
    """A letter to a new password leads to us, whatever host the asker wrote."""
    visitor = requests.Session()
    for path in ("/", "/dang-nhap", "/thu-tuc", "/quen-mat-khau", "/api/v1/openapi.json"):
        answer = visitor.get(server.base + path, headers={
            "Host": "evil.example", "X-Forwarded-Host": "evil.example",
            "X-Forwarded-For": "evil.example", "Forwarded": "host=evil.example"}, timeout=60)
        assert "evil.example" not in answer.text + str(answer.headers), path


def test_a_method_in_disguise_is_not_believed(server):
    token = server.as_("congdan").token
    for fields in ({"X-HTTP-Method-Override": "DELETE"}, {"X-Method-Override": "DELETE"}):
        answer = requests.post(
            server.base + "/api/v1/sessions/current", timeout=60,
            headers={"Authorization": f"Bearer {token}", **fields})
        assert answer.status_code == 405
    assert requests.request("TRACE", server.base + "/", timeout=60).status_code == 405
    ok(server.as_("congdan").get("/dossiers"))


def test_a_token_in_an_address_is_no_credential(server):
    """S10: keys stand in headers; in an address they open nothing."""
    token = server.as_("congdan").token
    for name in ("token", "access_token", "authorization"):
        answer = server.anyone().get("/dossiers", {name: token}, strict=True)
        assert answer.status_code in (400, 401)
    assert token not in server.log.read_text(errors="replace")


def test_private_answers_are_not_kept_by_anybody(server):
    visitor = Browser(server.base)
    visitor.sign_in("congdan", program.PASSWORD)
    dossier = journey.submit(server.as_("congdan"))
    for answer in (visitor.http.get(server.base + "/ho-so", timeout=60),
                   server.as_("congdan").get(f"/dossiers/{dossier['id']}"),
                   server.as_("congdan").get("/dossiers", {"limit": 1})):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_an_id_leads_from_an_answer_to_its_line_in_the_log(server):
    """A person reads the id; the log has it once, in a line that is JSON and names nobody."""
    body = problem(server.anyone().get(
        '/dossiers/x%0a{"level":"error"}?q=Nguy%E1%BB%85n%20V%C4%83n%20Gi%E1%BA%A3', strict=True),
        {400, 401, 404})
    answer = server.as_("congdan").get("/dossiers/Khong-Co-So-Nay", strict=True)
    assert problem(answer, 404)["requestId"] == answer.headers["X-Request-Id"]
    time.sleep(0.3)
    lines = [line for line in server.log.read_text(errors="replace").splitlines()
             if line.startswith("{")]
    read = [json.loads(line) for line in lines]
    for wanted in (body["requestId"], answer.headers["X-Request-Id"]):
        mine = [line for line in read if line.get("id") == wanted]
        assert len(mine) == 1 and mine[0]["message"] == "request" and mine[0]["status"]
    assert not any("Khong-Co-So-Nay" in line or "Nguy" in line for line in lines)


def test_no_cell_of_a_table_is_a_formula(spare, tmp_path):
    """What somebody typed does not calculate in the reader's spreadsheet."""
    person = world.person(journey.fresh_seed(), email="=cmd@example.vn")
    person["address"]["line"] = "=HYPERLINK(\"http://evil.example\")"
    spare.as_("congdan").post("/dossiers", {**world.submission(), "applicant": person})
    journey.drive(spare, 4)
    for what in ("facts", "dossiers", "figures"):
        made = tmp_path / f"{what}.csv"
        program.run("export", what, *spare.store.options, "--format", "csv", "--out", made)
        for cell in re.split(r"[,\n]", made.read_text(encoding="utf-8")):
            plain = cell.strip('"\r')
            assert not plain.startswith(("=", "@", "\t")), cell
            assert not re.match(r"[+-][^0-9]", plain), cell


def test_a_key_of_another_account_gives_nothing_away(server):
    """Replay: an idempotency key opens only its own account's answer."""
    key = {"Idempotency-Key": f"chung-{journey.fresh_seed()}"}
    form = world.submission(seed=journey.fresh_seed())
    mine = ok(server.as_("congdan").post("/dossiers", form, headers=key), 201)
    theirs = server.as_("nguoigiup").post("/dossiers", form, headers=key)
    assert mine["id"] not in theirs.text and mine["reference"] not in theirs.text
    stranger = Client(server.base).post("/dossiers", form, headers=key, strict=True)
    assert stranger.status_code == 401
    assert mine["id"] not in stranger.text
