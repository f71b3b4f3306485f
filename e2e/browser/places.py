"""Every page there is: its short name (also its picture's), its address, who looks at it.

`test_inventory.py` compares this list with what the program serves, so that no page is forgotten.
Words in braces are dossiers of `town.STAGES`: {cho_tiep_nhan} is an id, {so_…} a number, {ma_…} a
reference, {the_…} the token of the lookup code.
"""

import collections
import re

import pytest

Place = collections.namedtuple("Place", "name path who")
CITIZEN, RECEIVER, HANDLER, APPROVER = "congdan", "tiepnhan", "chuyenvien", "lanhdao"
REPORTER, ADMINISTRATOR = "tonghop", "quantri"


# what stands for the rest where a test takes long; `bin/test --all` looks at every page
SOME = {
    "trang-chu", "thu-tuc-tim", "thu-tuc", "nop-1-nguoi-nop", "nop-4-giay-to", "nop-6-kiem-tra",
    "ho-so-cho-bo-sung", "dang-ky", "ban-lam-viec", "tiep-nhan-ho-so", "ban-ho-so-dang-giai-quyet",
    "quan-tri-thu-tuc-nhap",
}


def each_of(chosen, some=True):
    """As parameters of a test: those of `SOME` always, the others among the long tests."""
    return [pytest.param(each, id=each.name, marks=(
        [pytest.mark.long] if some and each.name not in SOME else [])) for each in chosen]


def place(name, path, who=None):
    return Place(name, path, who)


PORTAL = [
    place("trang-chu", "/"),
    place("thu-tuc-tim", "/thu-tuc?q=khai+sinh"),
    place("thu-tuc-khong-thay", "/thu-tuc?q=khongcothutucnaodau"),
    place("thu-tuc-tat-ca", "/thu-tuc"),
    place("linh-vuc", "/thu-tuc/linh-vuc"),
    place("su-kien", "/su-kien/sinh-con"),
    place("thu-tuc", "/thu-tuc/1.001193"),
    place("thu-tuc-dat-dai", "/thu-tuc/1.012784"),
    place("tra-cuu", "/tra-cuu"),
    place("tra-cuu-thay", "/tra-cuu?ma={so_dang_giai_quyet}"),
    place("tra-cuu-ma-qr", "/tra-cuu?ma={so_dang_giai_quyet}&xac-thuc={the_dang_giai_quyet}"),
    place("tra-cuu-khong-thay", "/tra-cuu?ma=1234567890"),
    place("so-lieu", "/so-lieu"),
    place("co-quan", "/co-quan"),
    place("mot-co-quan", "/co-quan/H99.101"),
    place("tro-giup", "/tro-giup"),
    place("lien-he", "/lien-he"),
    place("tiep-can", "/tiep-can"),
    place("rieng-tu", "/rieng-tu"),
    place("khong-co-trang", "/khong-co-trang-nay"),
]

ACCOUNT = [
    place("dang-nhap", "/dang-nhap"),
    place("dang-ky", "/dang-ky"),
    place("dang-ky-da-gui", "/dang-ky/da-gui"),
    place("dang-ky-xac-nhan", "/xac-nhan/{the_dang_ky}"),
    place("quen-mat-khau", "/quen-mat-khau"),
    place("quen-mat-khau-da-gui", "/quen-mat-khau/da-gui"),
    place("quen-mat-khau-dat-lai", "/dat-lai-mat-khau/{the_dat_lai}"),
    place("lien-ket-het-han", "/dat-lai-mat-khau/da-het-han"),
    place("hop-thu-trinh-dien", "/thu-demo"),
    place("tai-khoan", "/tai-khoan", CITIZEN),
    place("tai-khoan-thong-tin", "/tai-khoan/thong-tin", CITIZEN),
    place("tai-khoan-mat-khau", "/tai-khoan/mat-khau", CITIZEN),
    place("tai-khoan-thu-dien-tu", "/tai-khoan/thu-dien-tu", CITIZEN),
]

FILING = [
    place("nop-ho-so", "/thu-tuc/1.001193/nop-ho-so", CITIZEN),
    place("nop-1-nguoi-nop", "{nhap}/nguoi-nop", CITIZEN),
    place("nop-2-chu-ho-so", "{nhap}/chu-ho-so", CITIZEN),
    place("nop-3-truong-hop", "{nhap_truong_hop}/truong-hop", CITIZEN),
    place("nop-4-giay-to", "{nhap}/giay-to", CITIZEN),
    place("nop-5-nhan-ket-qua", "{nhap}/nhan-ket-qua", CITIZEN),
    place("nop-6-kiem-tra", "{nhap}/kiem-tra", CITIZEN),
    place("nop-7-da-gui", "{da_gui}", CITIZEN),
    place("nop-xoa-nhap", "{nhap}/xoa", CITIZEN),
]

DOSSIERS = [
    place("ho-so-cua-toi", "/ho-so", CITIZEN),
    place("ho-so-cho-tiep-nhan", "/ho-so/{cho_tiep_nhan}", CITIZEN),
    place("ho-so-dang-giai-quyet", "/ho-so/{dang_giai_quyet}", CITIZEN),
    place("ho-so-cho-bo-sung", "/ho-so/{cho_bo_sung}", CITIZEN),
    place("ho-so-bo-sung", "/ho-so/{cho_bo_sung}/bo-sung", CITIZEN),
    place("ho-so-cho-nop-tien", "/ho-so/{cho_nop_tien}", CITIZEN),
    place("ho-so-rut", "/ho-so/{cho_tiep_nhan}/rut", CITIZEN),
    place("ho-so-tu-choi", "/ho-so/{tu_choi}", CITIZEN),
    place("ho-so-co-ket-qua", "/ho-so/{co_ket_qua}", CITIZEN),
    place("ho-so-da-tra", "/ho-so/{da_tra}", CITIZEN),
]

DESK = [
    place("ban-lam-viec", "/ban-lam-viec", RECEIVER),
    place("ban-lam-viec-can-bo", "/ban-lam-viec", HANDLER),
    place("ban-lam-viec-lanh-dao", "/ban-lam-viec", APPROVER),
    place("ban-bo-loc", "/ban-lam-viec/bo-loc", RECEIVER),
    place("tiep-nhan", "/ban-lam-viec/tiep-nhan", RECEIVER),
    place("tiep-nhan-ho-so", "/ban-lam-viec/tiep-nhan/1.001193", RECEIVER),
    place("tiep-nhan-xong", "/ban-lam-viec/tiep-nhan/1.001193/{tai_quay}", RECEIVER),
    place("ban-ho-so-cho-tiep-nhan", "/ban-lam-viec/ho-so/{cho_tiep_nhan}", RECEIVER),
    place("ban-ho-so-dang-giai-quyet", "/ban-lam-viec/ho-so/{dang_giai_quyet}", HANDLER),
    place("ban-ho-so-lanh-dao", "/ban-lam-viec/ho-so/{dang_giai_quyet}", APPROVER),
    place("ban-ho-so-cho-bo-sung", "/ban-lam-viec/ho-so/{cho_bo_sung}", RECEIVER),
    place("ban-ho-so-co-ket-qua", "/ban-lam-viec/ho-so/{co_ket_qua}", RECEIVER),
    place("ban-ho-so-da-tra", "/ban-lam-viec/ho-so/{da_tra}", RECEIVER),
    place("bao-cao-tinh-hinh", "/bao-cao/tinh-hinh", REPORTER),
    place("bao-cao-ho-so", "/bao-cao/tinh-hinh/ho-so", REPORTER),
    place("kiem-soat", "/kiem-soat", APPROVER),
    place("kiem-soat-can-bo", "/kiem-soat", HANDLER),
    place("kiem-soat-danh-sach", "/kiem-soat/danh-sach", REPORTER),
    place("kiem-soat-dau-hieu", "/kiem-soat/dau-hieu/{dau_hieu}", APPROVER),
    place("kiem-soat-qua-han", "/kiem-soat/qua-han?theo=head", REPORTER),
    place("so-lieu-ho-so", "{so_lieu_ho_so}", REPORTER),
    place("cong-bo", "/bao-cao/cong-bo", REPORTER),
    place("cong-bo-mot-ky", "/bao-cao/cong-bo/{cong_bo}", REPORTER),
    place("cong-bo-mot-chi-so", "/bao-cao/cong-bo/{cong_bo}/dossier.on-time", REPORTER),
    place("cong-bo-chenh-lech",
          "/bao-cao/cong-bo/{cong_bo}/dossier.on-time/chenh-lech?dong=H99&phan=numerator", REPORTER),
    place("so", "/bao-cao/so", REPORTER),
    place("so-quan-tri", "/bao-cao/so", ADMINISTRATOR),
    place("so-mot-so", "/bao-cao/so/{ma_so}", REPORTER),
    place("so-don-vi", "{so_bao_cao}/H99.101", REPORTER),
    place("so-don-vi-chua-bao-cao", "{so_bao_cao}/H99.102", REPORTER),
    place("so-nhap-tep", "{so_bao_cao}/nhap-tep", REPORTER),
    place("chua-bao-cao", "/bao-cao/chua-bao-cao", REPORTER),
    place("xep-hang", "/bao-cao/xep-hang", REPORTER),
]

OFFER = "/quan-tri/thu-tuc/H99.101/1.001193"
ADMINISTRATION = [
    place("quan-tri", "/quan-tri", ADMINISTRATOR),
    place("quan-tri-co-quan", "/quan-tri/co-quan", ADMINISTRATOR),
    place("quan-tri-co-quan-them", "/quan-tri/co-quan/them", ADMINISTRATOR),
    place("quan-tri-mot-co-quan", "/quan-tri/co-quan/H99.101", ADMINISTRATOR),
    place("quan-tri-co-quan-chuc-trach", "/quan-tri/co-quan/H99.101/chuc-trach", ADMINISTRATOR),
    place("quan-tri-co-quan-ket-thuc", "/quan-tri/co-quan/H99.112/ket-thuc", ADMINISTRATOR),
    place("quan-tri-co-quan-lien-he", "/quan-tri/co-quan/H99.101/lien-he", ADMINISTRATOR),
    place("quan-tri-co-quan-thay-doi", "/quan-tri/co-quan/H99.112/thay-doi", ADMINISTRATOR),
    place("quan-tri-co-quan-tiep-tuc", "/quan-tri/co-quan/H99.112/tiep-tuc", ADMINISTRATOR),
    place("quan-tri-lich", "/quan-tri/lich", ADMINISTRATOR),
    place("quan-tri-lich-nhap-tep", "/quan-tri/lich/nhap-tep", ADMINISTRATOR),
    place("quan-tri-lich-them", "/quan-tri/lich/them", ADMINISTRATOR),
    place("quan-tri-tai-khoan", "/quan-tri/tai-khoan", ADMINISTRATOR),
    place("quan-tri-tai-khoan-them", "/quan-tri/tai-khoan/them", ADMINISTRATOR),
    place("quan-tri-mot-tai-khoan", "/quan-tri/tai-khoan/{nguoi}", ADMINISTRATOR),
    place("quan-tri-giao-chuc-trach", "/quan-tri/tai-khoan/{nguoi}/chuc-trach", ADMINISTRATOR),
    place("quan-tri-mot-chuc-trach", "/quan-tri/tai-khoan/{nguoi}/chuc-trach/{chuc_trach}",
          ADMINISTRATOR),
    place("quan-tri-het-chuc-trach",
          "/quan-tri/tai-khoan/{nguoi}/chuc-trach/{chuc_trach}/ket-thuc", ADMINISTRATOR),
    place("quan-tri-ho-ten", "/quan-tri/tai-khoan/{nguoi}/ho-ten", ADMINISTRATOR),
    place("quan-tri-khoa", "/quan-tri/tai-khoan/{nguoi}/khoa", ADMINISTRATOR),
    place("quan-tri-mo-khoa", "/quan-tri/tai-khoan/{nguoi}/mo-khoa", ADMINISTRATOR),
    place("quan-tri-mat-khau", "/quan-tri/tai-khoan/{nguoi}/mat-khau", ADMINISTRATOR),
    place("dat-mat-khau", "/dat-mat-khau/{the_mat_khau}"),
    place("quan-tri-thu-tuc", "/quan-tri/thu-tuc", ADMINISTRATOR),
    place("quan-tri-thu-tuc-them", "/quan-tri/thu-tuc/them", ADMINISTRATOR),
    place("quan-tri-mot-thu-tuc", OFFER, ADMINISTRATOR),
    place("quan-tri-thu-tuc-nhap", OFFER + "/nhap", ADMINISTRATOR),
    place("quan-tri-thu-tuc-xem-lai", OFFER + "/xem-lai", ADMINISTRATOR),
    place("quan-tri-thu-tuc-bo-nhap", OFFER + "/bo-nhap", ADMINISTRATOR),
    place("quan-tri-thu-tuc-giay-to", OFFER + "/giay-to", ADMINISTRATOR),
    place("quan-tri-thu-tuc-gio", OFFER + "/gio", ADMINISTRATOR),
    place("quan-tri-thu-tuc-huy", OFFER + "/huy", ADMINISTRATOR),
    place("quan-tri-thu-tuc-ngung", OFFER + "/ngung", ADMINISTRATOR),
    place("quan-tri-them-so", "/quan-tri/them-so?mau=san-pham", ADMINISTRATOR),
    place("quan-tri-sua-so", "/quan-tri/so/{ma_so}", ADMINISTRATOR),
    place("thiet-ke", "/thiet-ke"),
]

CITIZENS = PORTAL + ACCOUNT + FILING + DOSSIERS
PLACES = CITIZENS + DESK + ADMINISTRATION

# served with GET, but nothing to look at: files, tables, suggestions, machines' addresses, and
# what only leads on to another page
NO_PAGES = {
    "/health", "/ready", "/metrics", "/cong-khai/{name}", "/ho-so/{id}/tep/{file}",
    "/ho-so/{id}/ma-qr.svg", "/ho-so/{id}/phieu/{phieu}.pdf",
    "/ban-lam-viec/ho-so/{id}/phieu/{phieu}.pdf",
    "/ban-lam-viec/so-theo-doi.pdf", "/bao-cao/tinh-hinh.csv", "/kiem-soat/qua-han.csv",
    "/thu-tuc/goi-y", "/bao-cao/so/{code}/{period}/mau.xlsx", "/bao-cao/minh-chung/{id}",
    "/thu-tuc/{code}/nop-ho-so/{draft}", "/thu-tuc/{code}/nop-ho-so/{draft}/tep/{file}",
}


def template(path):
    """The published form of an address, as a pattern: {id} is one part, {rest...} many."""
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile("".join(
        (".+" if part.endswith("...}") else "[^/]+") if part.startswith("{") else re.escape(part)
        for part in parts) + "$")
