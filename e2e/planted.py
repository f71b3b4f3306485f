"""Fifty personal values, each one of its kind, and the places where none of them may turn up."""

import base64
import json
import re
import unicodedata
import urllib.parse

from browser import folded

HREF = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')

VALUES = {
    # the citizen who makes an account
    "account name": "Lò Thị Kín Đáo", "account e-mail": "kin.dao.8841@rieng.example",
    "account password": "mật khẩu kín 8842", "later password": "mật khẩu sau 8843",
    "wrong password": "gõ nhầm 8844", "name that is none": "khong-ai-8845",
    # the applicant of a dossier sent by a program
    "applicant": "Phùng Văn Giấu Kỹ", "personal number": "000031031846", "phone": "0988418467",
    "e-mail": "giau.ky.8848@rieng.example", "address": "Ngõ 8849 Hàng Kín",
    "commune": "Xã Vĩnh Kín", "province": "Tỉnh Giấu Danh", "birth date": "1931-10-29",
    "file name": "đơn ly hôn 8850.pdf", "file words": "bệnh án 8851 của bà Kín",
    "purpose": "đọc giúp bà Kín 8852",
    # for whom a mandate was given
    "owner": "Vừ A Ẩn Mình", "owner's number": "000093021853", "owner's phone": "0988541854",
    "owner's e-mail": "an.minh.8855@rieng.example", "owner's address": "Bản Kín 8856",
    "mandate's file": "giấy ủy quyền 8857.pdf",
    # an organisation
    "organisation": "Công ty Kín Tiếng 8858", "representative": "Mạc Văn Kín Tiếng",
    "organisation's phone": "0988591859", "organisation's e-mail": "kin.tieng.8860@rieng.example",
    # the citizen who fills in the pages
    "typed name": "Giàng Thị Che Tên", "typed number": "000190021861",
    "typed phone": "0988621862", "typed e-mail": "che.ten.8863@rieng.example",
    "typed address": "Tổ 8864 phố Che", "typed commune": "Xã Che Chắn",
    "photo": "ảnh cưới 8865.pdf",
    # what officers write
    "what is missing": "thiếu giấy khai tử 8866 của chồng", "how to mend": "hỏi chị Kín ở số 8867",
    "why it is asked": "bà Kín chưa ký 8868", "why later": "người làm chứng ốm 8869",
    "why corrected": "bà Kín đọc nhầm số 8870", "corrected phone": "0988711871",
    "signer": "Hoàng Văn Ký Kín", "who takes the result": "cháu Kín 8872",
    "why withdrawn": "đã hòa giải với chồng 8873", "why refused": "bà Kín đã chết 8874",
    "comment": "cán bộ tên Kín 8875 rất tốt", "receipt of payment": "BL-KIN-8876",
    # what programs send beside it
    "idempotency key": "kin.dao.8877@rieng.example", "program's name": "May tinh cua Kin 8878",
    "searched words": "Phùng Văn Giấu 8879", "looked-up number": "H99.101-kin-8880",
}


def spellings(value):
    """The ways in which a value may stand somewhere."""
    composed = unicodedata.normalize("NFC", value)
    ways = {composed, unicodedata.normalize("NFD", composed), json.dumps(composed)[1:-1],
            urllib.parse.quote(composed), urllib.parse.quote_plus(composed),
            urllib.parse.quote(composed, safe="").lower()}
    if len(composed) > 10:
        ways.add(folded(composed))
        # The middle of its base64, which is the same wherever it stands by threes.
        ways.update(base64.b64encode(composed.encode()[skip:]).decode()[4:-8] for skip in range(3))
    return {way for way in ways if len(way) >= 8}


def found(values, text):
    """The names of the values that stand in the text."""
    plain = {"", text, text.casefold()}
    return sorted({f"{name}: {way}" for name, value in values.items()
                   for way in spellings(value) if any(way in each for each in plain)})


class Addresses:
    """Every address that the program wrote to whom it answered: redirections, links, forms."""

    def __init__(self):
        self.seen = set()

    def watch(self, session):
        session.hooks["response"].append(self.note)
        return session

    def note(self, answer, *_, **__):
        self.seen.add(answer.headers.get("Location", ""))
        if "text/html" in answer.headers.get("Content-Type", ""):
            self.seen.update(HREF.findall(answer.text))
        return answer

    @property
    def text(self):
        return "\n".join(sorted(self.seen))
