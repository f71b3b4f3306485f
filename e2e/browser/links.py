"""Addresses that must first be made by doing something: drafts, mailed links, people's ids."""

import re
import urllib.parse

import browser
import journey
import program
import walk
from client import ok

ADDRESS = "mau.thu@example.vn"


def signed_in(town, account):
    made = browser.Browser(town.base)
    made.sign_in(account, program.PASSWORD)
    return made


def found(pattern, page):
    match = re.search(pattern, page.source)
    assert match, f"no {pattern} on {page.address}: {page.words[:400]}"
    return match.group(1)


def form_to(page, path):
    """The form that is sent to this address; the frame's own forms are sent elsewhere."""
    return next(each for each in page.forms
                if each.method == "post" and re.sub(r"[?&]lan=.*", "", each.action or "") == path)


def draft(town, procedure, upto, purpose):
    """Fills the form as far as the page called `upto`; gives the draft's address."""
    way = walk.Walk(town, procedure, 1280)
    way.person = {**way.person, "name": "Lò Thị Sao Mai", "phone": f"09000000{purpose}",
                  "personalNumber": "000190000123", "email": "saomai@example.vn"}
    me = way.find()
    for _ in range(14):
        here = urllib.parse.urlsplit(me.page.url).path
        if here.endswith("/" + upto):
            break
        way.step(me, spoilt=False)
    assert here.endswith("/" + upto), f"{me.page.url}: {me.words()[:300]}"
    me.page.context.close()
    return here.rsplit("/", 1)[0]


def sent(town):
    """Files a whole dossier; gives the address of its confirmation."""
    way = walk.Walk(town, "1.001193", 1280)
    way.person = {**way.person, "name": "Lò Thị Sao Mai", "email": "saomai@example.vn"}
    me = way.file(spoilt=False)
    path = urllib.parse.urlsplit(me.page.url).path
    me.page.context.close()
    return path


def mailed(town, part, form_path, **values):
    """Asks for a letter on one page, and reads the link out of the demonstration's mailbox."""
    visitor = browser.Browser(town.base)
    page = visitor.get(form_path)
    form = form_to(page, form_path)
    answer = visitor.send(page, form, {**form.values(), **values})
    assert answer.status == 200, f"{form_path}: {answer.status} {answer.words[:400]}"
    for _ in range(50):
        letters = visitor.get("/thu-demo")
        link = re.search(rf"{part}/([A-Za-z0-9_-]+)", letters.source)
        if link:
            return link.group(1)
        town.pause(0.2)
    raise AssertionError(f"no letter with {part}: {letters.words[:600]}")


def sign_up_token(town):
    return mailed(town, "/xac-nhan", "/dang-ky", name="Giàng A Mẫu", email=ADDRESS,
                  phone="0900000001", password="motcua-demo-2026", consent="co")


def reset_token(town):
    return mailed(town, "/dat-lai-mat-khau", "/quen-mat-khau", username="congdan")


def password_token(administrator, person):
    page = administrator.get(f"/quan-tri/tai-khoan/{person}/mat-khau")
    form = form_to(page, f"/quan-tri/tai-khoan/{person}/mat-khau")
    answer = administrator.send(page, form, {**form.values(), "reason": "Quên mật khẩu"})
    return found(r"/dat-mat-khau/([A-Za-z0-9_-]+)", answer)


def published(town):
    """The id of a published month; a second call finds what the first one published."""
    reporter = town.server.as_("tonghop")
    month = {"from": "2026-10-01", "to": "2026-10-31"}
    listed = ok(reporter.get("/publications"))["items"]
    same = [each for each in listed if each["from"] == month["from"]]
    return (same or [ok(reporter.post("/publications", month), 201)])[0]["id"]


def register(town):
    """The way to a period of a register, laid down and reported to once."""
    administrator, reporter = signed_in(town, "quantri"), signed_in(town, "tonghop")
    root = "/bao-cao/so/dien-thoai/2026-Q4"
    if administrator.http.get(town.base + "/bao-cao/so/dien-thoai").status_code == 200:
        return root
    page = administrator.get("/quan-tri/them-so?mau=dien-thoai")
    form = form_to(page, "/quan-tri/them-so")
    laid = administrator.send(page, form, {**form.values(), "reason": "Quyết định 12/QĐ-UBND"})
    assert laid.status == 200, laid.words[:400]
    page = reporter.get(root + "/H99.101")
    form = form_to(page, root + "/H99.101")
    told = {"cot.dan-so": "12.500", "cot.co-may": "9.800", "can-cu": "Báo cáo 7/BC-UBND"}
    done = reporter.send(page, form, {**form.values(), **told})
    assert done.status == 200, done.words[:400]
    return root


def sign(town):
    """The id of a sign about the head's own post: a result that came within a minute."""
    journey.drive(town.server, 9, "1.001193", seed=5300)
    town.server.settled()
    return found(r"/kiem-soat/dau-hieu/([0-9A-Z]{26})",
                 signed_in(town, "lanhdao").get("/kiem-soat"))


def made(town, purpose):
    """Everything that the list of places names besides dossiers."""
    administrator = signed_in(town, "quantri")
    people = administrator.get("/quan-tri/tai-khoan")
    person = found(r"/quan-tri/tai-khoan/([0-9A-Z]{26})", people)
    post = found(r"/chuc-trach/([0-9A-Z]{26})",
                 administrator.get(f"/quan-tri/tai-khoan/{person}"))
    figures = signed_in(town, "tonghop").get("/so-lieu")
    number = 10 + len(town.linked)
    counter = journey.submit(
        town.server.as_("tiepnhan"), "1.001193", "counter", seed=5200 + number)
    return {
        "cong_bo": published(town), "dau_hieu": sign(town), "so_bao_cao": register(town),
        "ma_so": "dien-thoai", "da_gui": sent(town), "tai_quay": counter["id"],
        "nguoi": person, "chuc_trach": post,
        "so_lieu_ho_so": found(r'href="(/so-lieu/[^"]+/ho-so[^"]*)"', figures).replace(
            "&amp;", "&"),
        "nhap": draft(town, "1.001193", "kiem-tra", number),
        "nhap_truong_hop": draft(town, "1.003677", "truong-hop", number + 20),
        "the_dang_ky": sign_up_token(town) if purpose == "look" else "da-dung",
        "the_dat_lai": reset_token(town),
        "the_mat_khau": password_token(administrator, person),
    }
