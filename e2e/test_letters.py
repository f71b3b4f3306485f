"""Letters as PDF: every field of domain.md 1.8 from a real dossier, both sets of forms, both engines."""

import datetime
import re
import shutil
import subprocess
import types

import pytest
import requests

import journey
import oracle
import program
import world
from browser import Browser
from client import ok, problem

KINDS = ("receipt", "supplement", "refusal", "apology", "stop", "control-slip")
YEARS = (2024, 2026)
# form numbers and titles: domain.md 1.8
TITLES = {
    2024: {
        "receipt": ("01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        "supplement": ("02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        "refusal": ("03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
        "apology": ("04", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"),
        "control-slip": ("05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
        "register": ("06", "SỔ THEO DÕI HỒ SƠ"),
    },
    2026: {
        "receipt": ("01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        "supplement": ("02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        "refusal": ("03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
        "apology": ("04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"),
        "stop": ("05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),
        "control-slip": ("06", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
        "register": ("07", "SỔ THEO DÕI HỒ SƠ"),
    },
}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LONG = "Nguyễn Phúc Hoàng Trần Thị Ngọc Bảo Quỳnh Như Ý Ẫm Ỗi Ữu"


def tool(*command, **more):
    if not shutil.which(command[0]):
        program.missing(f"{command[0]} is not there: apt install poppler-utils zbar-tools")
    return subprocess.run(list(map(str, command)), capture_output=True, timeout=60, check=True,
                          **more).stdout


class Paper:
    """One PDF as a reader's tools see it."""

    def __init__(self, content, folder, name):
        assert content.startswith(b"%PDF-"), content[:80]
        self.bytes, self.path = content, folder / f"{name}.pdf"
        self.path.write_bytes(content)

    @property
    def words(self):
        raw = tool("pdftotext", "-raw", self.path, "-").decode()
        return " ".join(raw.split())

    def info(self, name):
        lines = tool("pdfinfo", self.path).decode().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(name + ":"))

    def size(self):
        """Width and height in millimetres."""
        width, height = re.match(r"([\d.]+) x ([\d.]+)", self.info("Page size")).groups()
        return round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)

    def fonts(self):
        return tool("pdffonts", self.path).decode().splitlines()[2:]

    def code(self):
        image = self.path.with_suffix("")
        tool("pdftoppm", "-r", "200", "-gray", "-f", "1", "-l", "1", "-singlefile", "-png",
             self.path, image)
        return tool("zbarimg", "-q", "--raw", f"{image}.png").decode().strip()


def fetch(server, dossier, kind, account="tiepnhan", **params):
    answer = server.as_(account).get(
        f"/dossiers/{dossier['id']}/letters/{kind}.pdf", params=params or None)
    assert answer.status_code == 200, f"{kind}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["Content-Type"] == "application/pdf"
    return answer.content


def on(server, year, month, day, hour=9, minute=5):
    server.clock.set(oracle.at(oracle.Day(year, month, day), hour, minute))


def spoken(text):
    """An instant of the API as letters say it."""
    moment = journey.moment(text).astimezone(oracle.UTC7)
    return f"{moment:%H} giờ {moment:%M} phút, ngày {moment:%d/%m/%Y}"


def day(text):
    return f"{journey.moment(text).astimezone(oracle.UTC7):%d/%m/%Y}"


def living(server, year):
    """A year's dossiers: one through every letter but two, a refused, a stopped, one at the counter."""
    on(server, year, 2, 5 if year == 2024 else 2)
    # the owner is another person than the applicant
    seed = journey.fresh_seed()
    mandate = {"file": journey.file(server, "congdan")}
    made = journey.submit(
        server.as_("congdan"), seed=seed, owner=world.person(seed + 10_000), mandate=mandate,
        papers=[{"component": 1, "file": journey.file(server, "congdan"), "copies": 2}])
    for name in ("receive", "forward", "assign"):
        made = journey.act(server, made, name)
    received = made
    extended = journey.act(server, made, "extend", dueAt=journey.later(server, made),
                           reason="Phải xác minh tại thực địa")
    asked = journey.act(
        server, extended, "requestSupplement", items=[
            {"component": 2, "what": "Bản vẽ thiếu chữ ký", "how": "Ký tên vào góc phải bản vẽ"}],
        reason="Bản vẽ chưa hợp lệ", legalBasis="Nghị định 61/2018, Điều 19")
    done = journey.act(server, journey.act(server, asked, "supply"), "decide")
    done = journey.act(server, done, "deliver", way="post", receiver="Bà Nhận Hộ")
    refused = journey.drive(server, 3)
    stopped = journey.drive(server, 6)
    stopped = journey.act(server, stopped, "pay")
    stopped = journey.act(server, journey.act(server, stopped, "assign"), "stop")
    counter = journey.submit(
        server.as_("tiepnhan"), channel="counter",
        applicant=world.organisation(year, name=f"Hợp tác xã {LONG}"),
        answers={"handedIn": {"1": {"originals": 3, "copies": 0, "photocopies": 7}}, "sets": 2})
    return types.SimpleNamespace(
        year=year, received=received, extended=extended, asked=asked, done=done, refused=refused,
        stopped=stopped, counter=counter)


@pytest.fixture(scope="module")
def lives(clocked, tmp_path_factory):
    """What happened in both years, and the letters as they are printed on the same day."""
    folder, found = tmp_path_factory.mktemp("letters"), {}
    for year in YEARS:
        life = living(clocked, year)
        of = {"receipt": life.received, "supplement": life.asked, "refusal": life.refused,
              "apology": life.extended, "stop": life.stopped, "control-slip": life.done}
        life.of = {kind: of[kind] for kind in KINDS if kind in TITLES[year]}
        life.folder = folder
        life.papers = {kind: Paper(fetch(clocked, dossier, kind), folder, f"{year}-{kind}")
                       for kind, dossier in life.of.items()}
        life.papers["counter"] = Paper(
            fetch(clocked, life.counter, "receipt"), folder, f"{year}-counter")
        answer = clocked.as_("vanthu").get(
            "/registers/dossiers.pdf", {"agency": world.AGENCY, "year": year})
        assert answer.status_code == 200, answer.text[:300]
        life.papers["register"] = Paper(answer.content, folder, f"{year}-register")
        life.words = {name: paper.words for name, paper in life.papers.items()}
        found[year] = life
    return found


@pytest.fixture(params=YEARS)
def life(lives, request):
    return lives[request.param]


def must(words, *fields):
    for field in fields:
        assert field in words, f"“{field}” is missing in: {words}"


def people(words, dossier):
    applicant = dossier["applicant"]
    address = ", ".join(applicant["address"][part] for part in ("line", "commune", "province"))
    must(words, applicant["name"], address, applicant["phone"], applicant["email"])


def procedure(words, dossier):
    must(words, dossier["procedure"], "Thử nghiệm cả hành trình")


def test_every_form_has_its_number_title_agency_motto_date_and_code(life):
    for kind, (number, title) in TITLES[life.year].items():
        words = life.words[kind]
        must(words, title, "ỦY BAN NHÂN DÂN TỈNH SAO MAI", "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI", *MOTTO)
        if kind == "register":
            continue
        dossier = life.of[kind]
        date = {2024: "ngày 05 tháng 02 năm 2024", 2026: "ngày 02 tháng 02 năm 2026"}[life.year]
        must(words, f"Sao Mai, {date}", f"Mẫu số {number}", dossier["number"] or dossier["reference"])
        assert "Bản in lại" not in words, "printed on the day of the act"


def test_the_receipt_has_every_field(life):
    words, dossier = life.words["receipt"], life.received
    people(words, dossier)
    procedure(words, dossier)
    owner = dossier["owner"]
    must(words, "Bộ phận", "Hình thức nộp: Trực tuyến", dossier["applicant"]["personalNumber"],
         f"Chủ hồ sơ: {owner['name']}", owner["address"]["line"],
         "Đơn đề nghị (mẫu thử)", "Bản chính", "Bản sao", "Bản chụp", "Số lượng hồ sơ: 01",
         "Thời hạn giải quyết theo quy định: 20 ngày làm việc",
         f"Thời gian nhận hồ sơ: {spoken(dossier['receivedAt'])}",
         f"Thời gian hẹn trả kết quả: {spoken(dossier['dueAt'])}",
         "Tra cứu hồ sơ", "/tra-cuu", dossier["lookupToken"], "gọi số",
         "Đăng ký nhận kết quả tại: Ủy ban nhân dân Phường Sao Mai", "trực tiếp", "Ghi chú",
         "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", officer(life, "tiepnhan"))


def officer(life, account):
    return life.names[account]


@pytest.fixture(autouse=True)
def names(lives, clocked):
    for life in lives.values():
        life.names = {account: clocked.as_(account).user["name"] for account in world.OFFICERS}


def test_the_receipt_of_the_counter_counts_originals_copies_and_sets(life):
    words, dossier = life.words["counter"], life.counter
    must(words, f"Hợp tác xã {LONG}", dossier["applicant"]["taxNumber"], "Trực tiếp",
         "1 Đơn đề nghị (mẫu thử) 03 07", "Số lượng hồ sơ: 02 (bộ)")


def test_the_supplement_request_has_every_field(life):
    words, dossier = life.words["supplement"], life.asked
    people(words, dossier)
    procedure(words, dossier)
    must(words, "Giấy tờ kèm theo: Bản vẽ thiếu chữ ký", "Ký tên vào góc phải bản vẽ",
         "Lý do: Bản vẽ chưa hợp lệ", "Căn cứ pháp lý: Nghị định 61/2018, Điều 19",
         "Trang thông tin: http", "Người hướng dẫn: " + officer(life, "chuyenvien"),
         "Điện thoại: 0", "thẩm định", "NGƯỜI HƯỚNG DẪN")


def test_the_refusal_has_every_field(life):
    words, dossier = life.words["refusal"], life.refused
    people(words, dossier)
    procedure(words, dossier)
    must(words, "Lý do: Không thuộc thẩm quyền", "Căn cứ pháp lý: Nghị định 61/2018, Điều 17",
         "Cơ quan có thẩm quyền giải quyết", "Cán bộ hướng dẫn: " + officer(life, "tiepnhan"))
    assert "reception" not in words and "null" not in words, "never a technical code"


def test_the_apology_has_every_field(life):
    words, before, after = life.words["apology"], life.received, life.extended
    must(words, "/PXL", f"Kính gửi: {before['applicant']['name']}",
         f"Ngày {day(before['receivedAt'])}", "“Thử nghiệm cả hành trình”", "lĩnh vực Thử nghiệm",
         spoken(before["dueAt"]), "Lý do: Phải xác minh tại thực địa", spoken(after["dueAt"]),
         "xin lỗi", "lần hẹn lại thứ 1", officer(life, "lanhdao"), "Nơi nhận:")


def test_the_notice_of_stopping_has_every_field(lives):
    life = lives[2026]
    words, dossier = life.words["stop"], life.stopped
    people(words, dossier)
    procedure(words, dossier)
    must(words, "dừng giải quyết hồ sơ từ", "Hồ sơ đang ở khâu: đang xử lý",
         "Lý do: Không thuộc thẩm quyền", "Căn cứ pháp lý: Nghị định 61/2018, Điều 17",
         "đã nộp 50.000", "biên lai BL-0001", "Xử lý số tiền đã nộp", "Giấy tờ trả lại",
         officer(life, "lanhdao"))


def test_there_is_no_notice_of_stopping_before_its_form(clocked, lives):
    answer = clocked.as_("lanhdao").get(f"/dossiers/{lives[2024].stopped['id']}/letters/stop.pdf")
    problem(answer, 404, "letter.unknown")


def test_the_control_slip_tells_every_hand_over(life):
    words, dossier = life.words["control-slip"], life.done
    procedure(words, dossier)
    receiver, handler, approver = (
        officer(life, name) for name in ("tiepnhan", "chuyenvien", "lanhdao"))
    must(words, dossier["applicant"]["name"], spoken(life.received["receivedAt"]),
         "Thời hạn giải quyết: 20 ngày làm việc", day(life.received["dueAt"]),
         "Đơn đề nghị (mẫu thử)", f"Giao: người nộp {dossier['applicant']['name']}",
         f"Nhận: {receiver}", f"Giao: {approver}", f"Nhận: {handler}",
         "Nhận: người nhận kết quả Bà Nhận Hộ", "Người giao", "Người nhận", "Ghi chú: trước hạn")
    times = re.findall(r"\d\d giờ \d\d phút \d\d/\d\d/\d{4}", words)
    assert len(times) >= 7, f"receive, forward, assign, ask, supply, decide, deliver: {times}"


def test_the_register_has_a_line_for_every_dossier_received(clocked, life):
    words = life.words["register"]
    heads = ("STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số giấy tờ", "Người nộp",
             "Địa chỉ, điện thoại", "Nơi nhận hồ sơ", "Tiếp nhận", "Hẹn trả", "Có kết quả",
             "Trả kết quả", "Cách nhận kết quả", "Ký nhận", "Ghi chú")
    must(words, *heads, f"Năm {life.year}", f"mở ngày 01/01/{life.year}")
    taken = [life.done, life.stopped, life.counter]
    for order, dossier in enumerate(taken, 1):
        number = "".join(words.split())
        assert f"{order:02d}{dossier['number']}" in number, f"{order}: {words}"
    must(words, life.done["applicant"]["phone"], day(life.received["receivedAt"]), "trước hạn",
         "đã xin lỗi, hẹn lại", "dừng giải quyết", "Sổ có 1 trang, ghi từ số 01 đến số 03")
    assert life.refused["reference"] not in words, "what was not received stands in no register"
    assert (life.papers["register"].size()) == (297, 210)


def test_a_year_that_is_over_is_closed(clocked, lives):
    answer = clocked.as_("tiepnhan").get(
        "/registers/dossiers.pdf", {"agency": world.AGENCY, "year": 2024})
    words = Paper(answer.content, lives[2024].folder, "closed").words
    must(words, "Khóa sổ ngày 31/12/2024")
    must(lives[2026].words["register"], "Sổ chưa khóa")


def test_all_fonts_are_inside_and_pages_have_the_size_of_the_form(life):
    for kind, paper in life.papers.items():
        fonts = paper.fonts()
        assert fonts and all("Tinos" in line for line in fonts), f"{kind}: {fonts}"
        for line in fonts:  # … emb sub uni object ID
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], f"{kind}: {line}"
    assert life.papers["receipt"].size() == (148, 210)
    assert life.papers["apology"].size() == ((148, 210) if life.year == 2024 else (210, 297))


def test_the_code_reads_back_as_the_lookup_page(clocked, life):
    for kind, dossier in life.of.items():
        address = life.papers[kind].code()
        code = dossier["number"] or dossier["reference"]
        assert address == f"{clocked.base}/tra-cuu?ma={code}&xac-thuc={dossier['lookupToken']}"
        applicant = dossier["applicant"]
        assert applicant.get("personalNumber", "-") not in address
    page = requests.get(life.papers["receipt"].code(), timeout=30)
    assert page.status_code == 200 and "Hẹn trả kết quả" in page.text


def test_a_reprint_is_the_same_but_for_its_mark(clocked, lives):
    """The receipt of 2024 was extended and supplied since: the first promise stands."""
    life = lives[2024]
    first = Paper(fetch(clocked, life.received, "receipt"), life.folder, "again").words
    again = Paper(fetch(clocked, life.received, "receipt"), life.folder, "again2")
    assert "Bản in lại ngày" in first
    marked = re.sub(r"\. Bản in lại ngày [\d/]+", "", first)
    assert marked == life.words["receipt"]
    assert spoken(life.received["dueAt"]) in first
    assert spoken(life.extended["dueAt"]) not in first
    assert again.bytes == fetch(clocked, life.received, "receipt"), "equal prints are equal bytes"


def test_rounds_choose_the_letter(clocked, lives):
    dossier = lives[2026].asked
    fetch(clocked, dossier, "supplement", round=1)
    client = clocked.as_("tiepnhan")
    problem(client.get(f"/dossiers/{dossier['id']}/letters/supplement.pdf", {"round": 2}), 404)
    problem(client.get(f"/dossiers/{dossier['id']}/letters/supplement.pdf", {"round": 0}), 400)
    problem(client.get(f"/dossiers/{dossier['id']}/letters/refusal.pdf"), 404, "letter.unknown")


def test_who_may_not_see_the_dossier_gets_no_letter(clocked, lives):
    dossier = lives[2026].received
    path = f"/dossiers/{dossier['id']}/letters/receipt.pdf"
    problem(clocked.anyone().get(path), 401)
    for stranger in ("congdan2", "nguoigiup", "tiepnhan102", "quantri"):
        problem(clocked.as_(stranger).get(path), 404)
    fetch(clocked, dossier, "receipt", account="congdan")
    fetch(clocked, dossier, "receipt", account="giamsat")
    slip = f"/dossiers/{dossier['id']}/letters/control-slip.pdf"
    problem(clocked.as_("congdan").get(slip), 404, "letter.unknown")
    register = {"agency": world.AGENCY, "year": 2026}
    for stranger, status in (("congdan", 403), ("chuyenvien", 403), ("tiepnhan102", 404)):
        problem(clocked.as_(stranger).get("/registers/dossiers.pdf", register), status)
    assert clocked.as_("giamsat").get("/registers/dossiers.pdf", register).status_code == 200


def test_pages_give_letters_to_whoever_is_signed_in(clocked, lives):
    """Pages take the cookie of a session; tokens are for the API."""
    dossier = lives[2026].received
    mine = f"{clocked.base}/ho-so/{dossier['reference']}/phieu/"
    desk = f"{clocked.base}/ban-lam-viec/ho-so/{dossier['reference']}/phieu/"
    register = f"{clocked.base}/ban-lam-viec/so-theo-doi.pdf?agency={world.AGENCY}&year=2026"
    citizen, officer = Browser(clocked.base), Browser(clocked.base)
    citizen.sign_in("congdan", program.PASSWORD)
    officer.sign_in("tiepnhan", program.PASSWORD)
    for browser, address, status in (
            (citizen, mine + "tiep-nhan.pdf", 200), (citizen, mine + "xin-loi.pdf?lan=1", 200),
            (citizen, mine + "xin-loi.pdf?lan=2", 404), (citizen, mine + "kiem-soat.pdf", 404),
            (citizen, mine + "tu-choi.pdf", 404), (citizen, desk + "tiep-nhan.pdf", 403),
            (officer, desk + "tiep-nhan.pdf", 200), (officer, desk + "kiem-soat.pdf", 200),
            (officer, mine + "tiep-nhan.pdf", 404), (officer, register, 200),
            (citizen, register, 403)):
        answer = browser.http.get(address, timeout=60, allow_redirects=False)
        assert answer.status_code == status, f"{address}: {answer.status_code}"
        if status == 200:
            assert answer.content.startswith(b"%PDF-"), address
    visitor = requests.get(mine + "tiep-nhan.pdf", timeout=60, allow_redirects=False)
    assert visitor.status_code in (303, 401), visitor.status_code


def test_a_print_stands_in_the_log_of_readings(clocked, lives, engine):
    dossier = lives[2026].received
    fetch(clocked, dossier, "apology", account="lanhdao")
    clocked.settled()
    statement = "SELECT count(*) FROM reading WHERE purpose = 'letter.apology'"
    if engine.name == "postgresql":
        found = engine.psql(clocked.store.database, statement)[0]
    else:
        import sqlite3
        with sqlite3.connect(f"file:{clocked.store.sqlite_file}?mode=ro", uri=True) as file:
            found = file.execute(statement).fetchone()[0]
    assert int(found) >= 1
