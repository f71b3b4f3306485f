"""The plain portal and desk, without JavaScript: enough to do the journey by hand."""

import re

import pytest

import filing
import journey
import program
import world
from browser import Browser, folded
from client import ok

DEMONSTRATION = re.compile("trinh dien|minh hoa|thu nghiem|demo")


@pytest.fixture
def visitor(server):
    browser = Browser(server.base)
    yield browser
    for page in browser.seen:
        if "html" in page.answer.headers.get("Content-Type", "") and page.status < 500:
            # our own procedures are called "Thử nghiệm …": those words do not count
            said = folded(page.words.replace("Thử nghiệm", "").replace("Thử Nghiệm", ""))
            assert DEMONSTRATION.search(said), f"{page.address} does not say it is a demonstration"
            assert page.title.strip(), f"{page.address} has no title"
            assert page.lang == "vi", f"{page.address} does not say its language"


def signed_in(visitor, account):
    page = visitor.sign_in(account, program.PASSWORD)
    assert page.status == 200, f"{account}: {page.status} {page.words[:300]}"
    return page


@pytest.mark.parametrize("path", ["/", "/thu-tuc", "/tra-cuu", "/dang-nhap", "/so-lieu"])
def test_public_pages_are_there_for_anyone(visitor, path):
    page = visitor.get(path)
    assert page.answer.headers["Content-Type"].startswith("text/html")
    policy = page.answer.headers.get("Content-Security-Policy", "")
    assert "default-src" in policy and "frame-ancestors 'none'" in policy
    assert page.answer.headers.get("X-Content-Type-Options") == "nosniff"
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", page.source), "script within the page"
    assert not re.search(r"\son[a-z]+=", page.source), "script within an attribute"


def search(visitor, words):
    page = visitor.get("/thu-tuc")
    form = next(form for form in page.forms if form.method == "get" and any(
        field["type"] in ("text", "search") for field in form.fields))
    box = next(f["name"] for f in form.fields if f["type"] in ("text", "search"))
    # Nothing else is chosen: every list stands on "all".
    return visitor.send(page, form, {**dict.fromkeys(form.values(), ""), box: words})


@pytest.mark.parametrize("words", [
    "Thử nghiệm cả hành trình", "thu nghiem ca hanh trinh", "CẢ HÀNH TRÌNH", "hanh trinh"])
def test_a_procedure_is_found_with_and_without_marks(visitor, words):
    page = search(visitor, words)
    assert page.link_to(world.JOURNEY), page.words[:500]


@pytest.mark.parametrize("words", ["khongcothutucnaodau", "%", "'\"<b>", "a" * 3000])
def test_a_search_that_finds_nothing_says_so_and_keeps_the_words(visitor, words):
    page = search(visitor, words)
    assert page.status in (200, 400)
    assert not page.link_to(world.JOURNEY) or words == "%"
    assert "<b>" not in page.source or words != "'\"<b>"


def test_a_procedure_shows_its_term_fee_and_papers_and_the_way_to_apply(visitor):
    page = visitor.get(f"/thu-tuc/{world.JOURNEY}")
    assert "20 ngày làm việc" in page.words
    assert "50.000" in page.words
    assert "Đơn đề nghị (mẫu thử)" in page.words
    assert page.link_to(f"/thu-tuc/{world.JOURNEY}/nop-ho-so")


def test_what_is_not_there_is_a_page_that_says_so(visitor):
    for path in ("/thu-tuc/9.999999", "/khong-co", "/ho-so/khong-co"):
        answer = visitor.http.get(visitor.base + path)
        page = visitor.page(answer)
        assert page.status in (401, 404) or "/dang-nhap" in page.address
        assert any(ord(letter) > 127 for letter in page.words)


def test_wrong_password_is_refused_and_the_name_is_kept(visitor):
    page = visitor.sign_in("congdan", "sai")
    assert page.status in (401, 403, 422)
    form = page.form_with("password")
    assert form.field("username")["value"] == "congdan"
    assert form.field("password")["value"] == ""


@pytest.mark.parametrize("path", ["/ho-so", "/ban-lam-viec", "/bao-cao/tinh-hinh",
                                  f"/thu-tuc/{world.JOURNEY}/nop-ho-so"])
def test_private_pages_lead_to_signing_in(visitor, path):
    answer = visitor.http.get(visitor.base + path)
    page = visitor.page(answer)
    assert "/dang-nhap" in page.address or page.status == 401 or page.link_to("/dang-nhap")
    assert "/ban-lam-viec" not in page.address


def apply_page(visitor):
    page = filing.begin(visitor, world.JOURNEY, world.AGENCY)
    return page, filing.form_to(page, "/nguoi-nop")


def test_the_journey_by_hand(server, visitor):
    signed_in(visitor, "congdan")
    person = world.person(journey.fresh_seed())
    done = filing.hand_in(visitor, world.JOURNEY, person, world.AGENCY)
    assert done.status == 200, done.words[:800]
    assert done.answer.history and done.answer.history[0].status_code == 303
    mine = server.as_("congdan").items("/dossiers", limit=500)
    made = next(d for d in mine if d["applicant"]["name"] == person["name"]
                and d["applicant"]["phone"] == person["phone"])
    assert made["reference"] in done.words or made["reference"] in visitor.get("/ho-so").words
    assert made["channel"] == "online"
    tracked(visitor, made)
    by_hand(server, made)


def tracked(visitor, dossier):
    page = visitor.get("/tra-cuu")
    form = next(form for form in page.forms if form.named("so ho so", "ma ho so", "number", "so "))
    name = form.named("so ho so", "ma ho so", "number", "so ")
    found = visitor.send(page, form, {**form.values(), name: dossier["reference"]})
    assert found.status == 200
    for hidden in ("name", "personalNumber", "phone"):
        assert dossier["applicant"][hidden] not in found.words


def by_hand(server, dossier):
    """The receiver finds it on the desk and receives it by pressing the button."""
    officer = Browser(server.base)
    signed_in(officer, "tiepnhan")
    desk = officer.get("/ban-lam-viec")
    where = desk.link_to(dossier["id"]) or desk.link_to(dossier["reference"])
    assert where, f"the new dossier is not on the desk: {desk.words[:800]}"
    page = officer.get(where)
    form = next(form for form in page.forms if form.method == "post" and any(
        field["value"] == "receive" or folded(field["label"]).startswith("tiep nhan")
        for field in form.fields))
    values = form.values()
    for field in form.fields:
        if field["type"] == "submit" and field["name"] and (
                field["value"] == "receive" or folded(field["label"]).startswith("tiep nhan")):
            values[field["name"]] = field["value"]
    done = officer.send(page, form, values)
    assert done.status == 200
    after = journey.view(server, dossier)
    assert after["stage"] == "received"
    assert after["number"] in done.words


def test_a_refused_form_keeps_what_was_typed_and_shows_it_harmless(visitor):
    signed_in(visitor, "congdan")
    page, form = apply_page(visitor)
    person = world.person(8101, name="<b>Lan</b> & 'con'", personalNumber="123")
    again = visitor.send(page, form, {**form.values(), **filing.typed(person)})
    assert again.status in (400, 422), again.status
    assert "<b>Lan" not in again.source and "&lt;b&gt;Lan" in again.source
    kept = {field["value"] for form in again.forms for field in form.fields}
    for typed in (person["name"], "123", person["phone"], person["address"]["line"]):
        assert typed in kept, f"{typed} was not kept"
    assert re.search('role="alert"|aria-invalid', again.source), "the fault is not announced"


def test_a_form_without_its_token_or_from_elsewhere_does_nothing(server, visitor):
    signed_in(visitor, "congdan")
    page, form = apply_page(visitor)
    person = world.person(8102)
    whole = {**form.values(), **filing.typed(person)}
    shown = {f["name"] for f in form.fields if f["type"] != "hidden"}
    bare = {name: value for name, value in whole.items() if name in shown}
    assert visitor.send(page, form, bare).status in (400, 403)
    elsewhere = {"Origin": "https://ke-gian.example"}
    assert visitor.send(page, form, whole, None, elsewhere).status == 403
    mine = server.as_("congdan").items("/dossiers", limit=500)
    assert all(each["applicant"]["phone"] != person["phone"] for each in mine)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    signed_in(visitor, "congdan")
    first = next(page.answer for page in visitor.seen if page.answer.history)
    cookies = first.history[0].headers["Set-Cookie"]
    assert "HttpOnly" in cookies and "SameSite=Lax" in cookies and "Path=/" in cookies
    answer = visitor.http.get(visitor.base + "/api/v1/dossiers")
    assert answer.status_code == 401, "the API ignores cookies"


def test_my_dossiers_show_mine(server, visitor):
    dossier = journey.drive(server, 2)
    other = journey.submit(server.as_("nguoigiup"))
    signed_in(visitor, "congdan")
    page = visitor.get("/ho-so")
    assert dossier["number"] in page.words
    assert other["reference"] not in page.words


def test_a_dossier_of_somebody_else_is_not_there(server, visitor):
    other = journey.submit(server.as_("nguoigiup"))
    signed_in(visitor, "congdan")
    for known in (other["id"], other["reference"]):
        answer = visitor.http.get(f"{visitor.base}/ho-so/{known}")
        assert answer.status_code == 404


@pytest.mark.parametrize("account", ["tiepnhan", "chuyenvien", "lanhdao", "vanthu"])
def test_the_desk_opens_for_officers(visitor, account):
    signed_in(visitor, account)
    visitor.get("/ban-lam-viec")


def test_the_desk_is_not_for_citizens(visitor):
    signed_in(visitor, "congdan")
    assert visitor.http.get(visitor.base + "/ban-lam-viec").status_code in (403, 404)


def test_the_settlement_report_is_a_table_that_adds_up(visitor, server):
    journey.drive(server, 10)
    server.settled()
    signed_in(visitor, "tonghop")
    page = visitor.get("/bao-cao/tinh-hinh")
    assert "<table" in page.source and "<th" in page.source and "<caption" in page.source
    assert "H99" in page.words


def test_every_page_works_on_the_word_of_the_method(visitor):
    for path in ("/", "/thu-tuc"):
        assert visitor.http.delete(visitor.base + path).status_code in (404, 405)


def test_health_readiness_and_metrics(server):
    client = server.anyone()
    for path in ("/health", "/ready"):
        assert client.get(path, api=False).status_code == 200
    metrics = client.get("/metrics", api=False)
    assert metrics.status_code == 200
    assert metrics.headers["Content-Type"].startswith("text/plain")
    names = re.findall(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{[^}]*\})? [0-9.eE+-]+", metrics.text, re.M)
    assert names, metrics.text[:500]
    assert not re.search(r"\b000\d{9}\b", metrics.text), "a personal number among the metrics"


@pytest.mark.realdata
def test_birth_registration_is_found_among_the_real_ones(real):
    visitor = Browser(real.base)
    page = search(visitor, "khai sinh")
    assert page.link_to("1.001193"), page.words[:500]
    shown = visitor.get("/thu-tuc/1.001193")
    assert "Thủ tục đăng ký khai sinh" in shown.words
    assert ok(real.anyone().get("/procedures", {"q": "dang ky khai sinh"}))["items"]


def test_without_real_procedures_twelve_of_our_own_are_served_and_it_is_said(engine, tmp_path):
    server = program.Server(engine.fresh("twelve"), "--sample", "0", cwd=tmp_path,
                            env={"MOTCUA_SHARED": str(tmp_path / "khong-co")}).start()
    try:
        count = len(server.anyone().items("/procedures", limit=500))
        if count > 12:
            pytest.skip("the program found the real procedures at ../shared by itself")
        assert count == 12
        said = folded(Browser(server.base).get("/").words)
        assert "muoi hai" in said or re.search(r"\b12\b", said), said[:800]
    finally:
        server.stop()
