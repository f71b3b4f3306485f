"""The portal signed out: every page leads on, none is broken, none is heavy."""

import collections
import re
import urllib.parse

import pytest
import requests

import program
import world
from browser import Browser, Page, folded

HOME, STEPS = "/", 3
ENDS = re.compile(r"/dang-xuat|/tuy-chon|/api/|/cong-khai/|^mailto:|^tel:|^#")
TEXTS = ("/tro-giup", "/lien-he", "/tiep-can", "/rieng-tu")


def inner(page, base):
    """The addresses of this site that a page links to, without fragments, each once."""
    found = []
    for address, _ in page.links:
        if ENDS.search(address):
            continue
        whole = urllib.parse.urldefrag(urllib.parse.urljoin(page.address, address))[0]
        if whole.startswith(base) and whole not in found:
            found.append(whole)
    return found


def kind(address):
    """Addresses of one kind look alike: codes, slugs and cursors do not count."""
    parts = urllib.parse.urlsplit(address)
    path = re.sub(r"/(\d\.\d{6}|H\d[\w.]*|[\w-]*\d[\w.-]*)(?=/|$)", "/*", parts.path)
    path = re.sub(r"^/su-kien/.*", "/su-kien/*", path)
    return path, tuple(sorted(urllib.parse.parse_qs(parts.query)))


def crawl(base, most=400, of_a_kind=12):
    """Every page that a visitor can reach, breadth first; of many alike a dozen. Address to
    (page, clicks from the home page)."""
    http = requests.Session()
    seen, waiting, kinds = {}, collections.deque([(base + HOME, 0)]), collections.Counter()
    queued = {base + HOME}
    while waiting and len(seen) < most:
        address, depth = waiting.popleft()
        answer = http.get(address, timeout=60)
        seen[address] = (Page(answer), depth)
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in inner(seen[address][0], base):
            if link not in queued and kinds[kind(link)] < of_a_kind:
                kinds[kind(link)] += 1
                queued.add(link)
                waiting.append((link, depth + 1))
    return seen


@pytest.fixture(scope="module")
def town(server):
    return server.base, crawl(server.base)


def test_no_link_of_the_portal_leads_nowhere(town):
    base, pages = town
    broken = {address: page.status for address, (page, _) in pages.items() if page.status >= 400}
    assert len(pages) > 25 and not broken, broken


def test_every_page_has_one_heading_a_title_and_its_landmarks(town):
    _, pages = town
    for address, (page, _) in pages.items():
        assert len(re.findall(r"<h1[ >]", page.source)) == 1, address
        assert page.title.strip() and page.lang == "vi", address
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.source)]
        # headings of the frame stand outside main; within the page none is skipped
        for before, after in zip(levels, levels[1:]):
            assert after <= before + 1, f"{address}: h{before} is followed by h{after}"
        for mark in ("<header", "<main", "<footer"):
            assert page.source.count(mark) == 1, f"{address}: {mark}"


def test_ids_are_used_once_and_fragments_lead_to_them(town):
    _, pages = town
    for address, (page, _) in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', page.source)
        assert len(ids) == len(set(ids)), f"{address}: {[i for i in ids if ids.count(i) > 1]}"
        for fragment in re.findall(r'href="#([^"]+)"', page.source):
            assert fragment in ids, f"{address}: #{fragment}"


def test_every_page_leads_to_help_contact_accessibility_and_privacy(town):
    _, pages = town
    for address, (page, _) in pages.items():
        links = {urllib.parse.urlsplit(link).path for link, _ in page.links}
        assert set(TEXTS) <= links, f"{address} lacks {set(TEXTS) - links}"


def test_any_service_is_three_clicks_away(server, town):
    """From the home page over a sector or the list of all, whatever the service."""
    base, pages = town
    http = requests.Session()
    home, sectors = pages[base + HOME][0], Page(http.get(base + "/thu-tuc/linh-vuc"))
    assert sectors.link_to("/thu-tuc?linh-vuc=")
    assert home.link_to("/thu-tuc/linh-vuc") and home.link_to("/thu-tuc")
    reached = {}
    for address, (page, depth) in pages.items():
        for link in re.findall(r"/thu-tuc/(\d\.\d{6})(?=[\"?#/])", page.source):
            reached[link] = min(depth + 1, reached.get(link, 99))
    assert reached and all(depth <= STEPS for depth in reached.values()), reached


def test_pages_are_light(town):
    base, pages = town
    home = len(pages[base + HOME][0].source.encode())
    assert home <= 14 * 1024, f"home page {home} bytes"
    for address, (page, _) in pages.items():
        size = len(page.source.encode())
        assert size <= 40 * 1024, f"{address}: {size} bytes"


@pytest.mark.realdata
@pytest.mark.parametrize("code, most", [
    ("1.012784", 25), ("1.001612", 25), ("2.000815", 25), ("1.000894", 32), ("1.001193", 32),
    ("1.004222", 32), ("1.004873", 32)])
def test_a_common_procedure_is_light_with_real_texts(real, code, most):
    """Some of the national texts alone are 20 kB; all of it travels in at most 10."""
    answer = requests.get(real.base + f"/thu-tuc/{code}", stream=True, timeout=60,
                          headers={"Accept-Encoding": "gzip"})
    sent = len(answer.raw.read(decode_content=False))
    assert answer.status_code == 200 and sent <= 10 * 1024, f"{code}: {sent} bytes sent"
    size = len(Browser(real.base).get(f"/thu-tuc/{code}").source.encode())
    assert size <= most * 1024, f"{code}: {size} bytes"


@pytest.mark.realdata
def test_with_the_real_list_the_home_page_is_light_and_every_event_leads_on(real):
    home = Browser(real.base).get("/")
    assert len(home.source.encode()) <= 14 * 1024
    events = [link for link, _ in home.links if link.startswith("/su-kien/")]
    assert len(events) >= 20
    for link in events:
        event = Browser(real.base).get(link)
        assert event.status == 200 and event.link_to("/thu-tuc/"), link


def test_the_promise_says_a_day_and_why(server):
    page = Browser(server.base).get(f"/thu-tuc/{world.JOURNEY}")
    said = folded(page.words)
    assert re.search(r"nop bay gio \(truc tuyen\), ket qua hen tra \d\d:\d\d", said), said[:900]
    assert "vi sao la ngay nay" in said
    page = Browser(server.base).get(
        f"/thu-tuc/{world.JOURNEY}?co-quan={world.AGENCY}&kenh=counter")
    assert "nop bay gio (tai quay)" in folded(page.words)


def test_a_procedure_without_a_term_promises_nothing(server):
    said = folded(Browser(server.base).get(f"/thu-tuc/{world.NO_TERM}").words)
    assert "chua hen duoc ngay tra ket qua" in said


def test_a_procedure_closed_online_says_where_else(server):
    page = Browser(server.base).get(f"/thu-tuc/{world.COUNTER_ONLY}")
    assert "chua nhan ho so truc tuyen" in folded(page.words)
    assert not page.link_to(f"/thu-tuc/{world.COUNTER_ONLY}/nop-ho-so")


def test_an_agency_shows_address_hours_and_what_it_takes(server):
    page = Browser(server.base).get(f"/co-quan/{world.AGENCY}")
    said = folded(page.words)
    for words in ("gio lam viec", "thu hai", "chu nhat", "thu tuc tiep nhan"):
        assert words in said, words
    assert page.link_to(f"/thu-tuc?co-quan={world.AGENCY}")


def test_agencies_are_found_without_marks_and_paged(server):
    visitor = Browser(server.base)
    assert visitor.get("/co-quan?q=so+tu+phap").link_to("/co-quan/H99.4")
    narrow = visitor.get("/co-quan?q=khongcocoquannao")
    assert narrow.status == 200 and "khong tim thay co quan nao" in folded(narrow.words)
    assert not visitor.get("/co-quan?cap=commune").link_to("/co-quan/H99.4")


@pytest.mark.parametrize("path", ["/su-kien/khong-co", "/co-quan/H00", "/thu-tuc/9.999999"])
def test_what_is_not_there_says_so_and_leads_on(server, path):
    page = Browser(server.base).page(requests.get(server.base + path, timeout=60))
    assert page.status == 404 and page.link_to("/")


def test_public_figures_define_each_share_and_offer_periods(server):
    visitor = Browser(server.base)
    page = visitor.get("/so-lieu")
    said = folded(page.words)
    for words in ("dung han", "nop truc tuyen", "can cu", "theo co quan va theo thang",
                  "goc cay merkle"):
        assert words in said, words
    form = next(form for form in page.forms if form.field("thang"))
    for period in form.field("thang")["options"]:
        assert visitor.get(f"/so-lieu?thang={period}").status == 200, period


def test_the_settlement_report_opens_the_dossiers_behind_its_numbers(server):
    visitor = Browser(server.base)
    visitor.sign_in("tonghop", program.PASSWORD)
    page = visitor.get("/bao-cao/tinh-hinh?tu=2026-01-01&den=2026-12-31")
    assert page.status == 200
    table = visitor.http.get(server.base + "/bao-cao/tinh-hinh.csv")
    assert table.status_code == 200 and table.content.startswith(b"\xef\xbb\xbf")
    for link in [link for link, _ in page.links if "/bao-cao/tinh-hinh/ho-so" in link][:8]:
        behind = visitor.get(link)
        assert behind.status == 200, link
    refused = visitor.http.get(server.base + "/bao-cao/tinh-hinh?tu=2026-12-31&den=2026-01-01")
    assert refused.status_code == 422 and "2026-12-31" in refused.text
