"""Every page there is: its short name (also its picture's), its address, who looks at it.

`test_inventory.py` compares this list with what the program serves, so that no page is forgotten.
Words in braces are dossiers of `town.STAGES`: {cho_tiep_nhan} is an id, {so_…} a number, {ma_…} a
reference, {the_…} the token of the lookup code.
"""

import collections
import re

Place = collections.namedtuple("Place", "name path who")
CITIZEN, RECEIVER, HANDLER, APPROVER = "congdan", "tiepnhan", "chuyenvien", "lanhdao"
REPORTER, ADMINISTRATOR = "tonghop", "quantri"


def place(name, path, who=None):
    return Place(name, path, who)


PORTAL = [
    place("trang-chu", "/"),
    place("thu-tuc-tim", "/thu-tuc?q=khai+sinh"),
    place("thu-tuc-khong-thay", "/thu-tuc?q=khongcothutucnaodau"),
    place("thu-tuc-tat-ca", "/thu-tuc"),
    place("thu-tuc", "/thu-tuc/1.001193"),
    place("thu-tuc-dai", "/thu-tuc/1.012784"),
    place("nop-ho-so", "/thu-tuc/1.001193/nop-ho-so", CITIZEN),
    place("tra-cuu", "/tra-cuu"),
    place("tra-cuu-thay", "/tra-cuu?ma={so_dang_giai_quyet}"),
    place("dang-nhap", "/dang-nhap"),
    place("so-lieu", "/so-lieu"),
    place("ho-so-cua-toi", "/ho-so", CITIZEN),
    place("ho-so-cho-tiep-nhan", "/ho-so/{cho_tiep_nhan}", CITIZEN),
    place("ho-so-dang-giai-quyet", "/ho-so/{dang_giai_quyet}", CITIZEN),
    place("ho-so-cho-bo-sung", "/ho-so/{cho_bo_sung}", CITIZEN),
    place("ho-so-cho-nop-tien", "/ho-so/{cho_nop_tien}", CITIZEN),
    place("ho-so-co-ket-qua", "/ho-so/{co_ket_qua}", CITIZEN),
    place("ho-so-da-tra", "/ho-so/{da_tra}", CITIZEN),
    place("khong-co-trang", "/khong-co-trang-nay"),
]

DESK = [
    place("ban-lam-viec", "/ban-lam-viec", RECEIVER),
    place("ban-lam-viec-can-bo", "/ban-lam-viec", HANDLER),
    place("ban-lam-viec-lanh-dao", "/ban-lam-viec", APPROVER),
    place("tiep-nhan", "/ban-lam-viec/tiep-nhan", RECEIVER),
    place("tiep-nhan-ho-so", "/ban-lam-viec/tiep-nhan/1.001193", RECEIVER),
    place("ban-ho-so-cho-tiep-nhan", "/ban-lam-viec/ho-so/{cho_tiep_nhan}", RECEIVER),
    place("ban-ho-so-dang-giai-quyet", "/ban-lam-viec/ho-so/{dang_giai_quyet}", HANDLER),
    place("ban-ho-so-lanh-dao", "/ban-lam-viec/ho-so/{dang_giai_quyet}", APPROVER),
    place("ban-ho-so-cho-bo-sung", "/ban-lam-viec/ho-so/{cho_bo_sung}", RECEIVER),
    place("ban-ho-so-co-ket-qua", "/ban-lam-viec/ho-so/{co_ket_qua}", RECEIVER),
    place("ban-ho-so-da-tra", "/ban-lam-viec/ho-so/{da_tra}", RECEIVER),
    place("bao-cao-tinh-hinh", "/bao-cao/tinh-hinh", REPORTER),
]

ADMINISTRATION = [
    place("quan-tri-co-quan", "/quan-tri/co-quan", ADMINISTRATOR),
    place("quan-tri-mot-co-quan", "/quan-tri/co-quan/H99.101", ADMINISTRATOR),
    place("quan-tri-thu-tuc", "/quan-tri/thu-tuc", ADMINISTRATOR),
    place("quan-tri-mot-thu-tuc", "/quan-tri/thu-tuc/H99.101/1.001193", ADMINISTRATOR),
    place("quan-tri-them-thu-tuc", "/quan-tri/thu-tuc/them", ADMINISTRATOR),
]

PLACES = PORTAL + DESK + ADMINISTRATION
PORTAL_NAMES = {each.name for each in PORTAL}

# served with GET, but nothing to look at: files, machines' addresses
NO_PAGES = {
    "/health", "/ready", "/metrics", "/cong-khai/{file}", "/ho-so/{id}/tep/{file}",
}


def template(path):
    """The published form of an address, as a pattern: {id} is one part, {rest...} many."""
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile("".join(
        (".+" if part.endswith("...}") else "[^/]+") if part.startswith("{") else re.escape(part)
        for part in parts) + "$")
