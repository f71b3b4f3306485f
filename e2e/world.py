"""Generated people, papers and procedures. Nobody here is real: personal numbers begin with 000."""

import datetime
import json
import random
import zlib

AGENCY = "H99.101"
OFFICERS = ("tiepnhan", "chuyenvien", "lanhdao", "vanthu")
PROVINCE = ("tonghop", "giamsat", "quantri")
ACCOUNTS = ("congdan", "nguoigiup", *OFFICERS, *PROVINCE)

JOURNEY, COUNTER_ONLY, NO_TERM, CASES, OTHER_SECTOR, SHORT = (
    f"9.90000{n}" for n in range(1, 7))
CHANNELS = ("online", "counter", "post")
UNITS = {"hours": 1, "workingDays": 2, "days": 3, "months": 4}

FAMILY = ("Trần", "Lê", "Phạm", "Đặng", "Bùi", "Vũ")
MIDDLE = ("Thị", "Văn", "Ngọc", "Minh", "Thử")
GIVEN = ("Nghiệm", "Mẫu", "Thử", "Giả", "Hư", "Cấu")


def person(seed, **changes):
    """An applicant who does not exist; the same seed gives the same one."""
    dice = random.Random(seed)
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=dice.randrange(18_000))
    sex = dice.randrange(2)
    number = f"000{sex}{born.year % 100:02d}{dice.randrange(1_000_000):06d}"
    made = {
        "kind": "person",
        "name": f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)} "
                f"{'Nhất Nhị Tam Tứ Ngũ'.split()[dice.randrange(5)]}",
        "personalNumber": number, "birthDate": born.isoformat(),
        "phone": f"09{dice.randrange(100_000_000):08d}",
        "email": f"thu{dice.randrange(1_000_000)}@example.vn",
        "address": {"line": f"Số {dice.randrange(1, 200)}, tổ {dice.randrange(1, 20)}",
                    "commune": "Xã Thử Nghiệm", "province": "Tỉnh Minh Họa"},
    }
    return {**made, **changes}


def organisation(seed, **changes):
    made = person(seed)
    tax = "0100112437"  # domain 7.6: a number published as a test vector
    return {"kind": "organisation", "name": f"Công ty Thử Nghiệm {seed}", "taxNumber": tax,
            "representativeName": made["name"], "phone": made["phone"], "email": made["email"],
            "address": made["address"], **changes}


def term_code(amount, unit):
    """The code of the generated procedure that has this one term on every channel."""
    return f"9.{UNITS[unit]:02d}{amount:04d}"


def channel(name, amount, unit, fee=0, note=None):
    return {"channel": name, "time": amount, "timeUnit": unit, "feeVND": fee, "feeNote": None,
            "note": note}


def procedure(code, name, channels, sector="Thử nghiệm", levels=("province", "commune")):
    """A record in the form of data/README.md."""
    component = {"group": "* Giấy tờ phải nộp", "form": None, "originals": 1, "copies": 0}
    return {
        "code": code, "name": name, "decision": "0001/QĐ-THU", "kind": "Loại khác",
        "sector": sector, "ministry": "bo-tu-phap", "levels": list(levels),
        "applicants": ["Công dân Việt Nam", "Doanh nghiệp"], "authority": None, "agency": None,
        "steps": "- Nộp hồ sơ\n- Nhận kết quả", "channels": channels,
        "components": [{**component, "name": "Đơn đề nghị (mẫu thử)"},
                       {**component, "name": "Giấy tờ kèm theo"}],
        "requirements": None, "results": [{"name": "Giấy xác nhận thử", "code": "KQ.9.900001"}],
        "legalBases": [],
    }


def everywhere(amount, unit, fee=0):
    return [channel(name, amount, unit, fee) for name in CHANNELS]


def procedures(terms=()):
    """The records every test of the API works with, and one per (amount, unit) of `terms`."""
    made = [
        procedure(JOURNEY, "Thử nghiệm cả hành trình", everywhere(20, "workingDays", 50_000)),
        procedure(COUNTER_ONLY, "Thử nghiệm chỉ nộp trực tiếp",
                  [channel("counter", 5, "workingDays")]),
        procedure(NO_TERM, "Thử nghiệm chưa có thời hạn", everywhere(None, None)),
        procedure(CASES, "Thử nghiệm nhiều trường hợp",
                  [channel("online", 3, "workingDays", note="Trường hợp thường"),
                   channel("online", 10, "workingDays", note="Trường hợp phải xác minh"),
                   channel("counter", 5, "workingDays")]),
        procedure(OTHER_SECTOR, "Thử nghiệm lĩnh vực khác", everywhere(5, "workingDays"),
                  sector="Lĩnh vực khác"),
        procedure(SHORT, "Thử nghiệm hạn ngắn", everywhere(1, "workingDays"),
                  sector="Lĩnh vực khác"),
    ]
    for amount, unit in sorted(set(terms)):
        made.append(procedure(
            term_code(amount, unit), f"Thử nghiệm thời hạn {amount} {unit}",
            everywhere(amount, unit)))
    return made


def procedures_file(path, terms=()):
    lines = (json.dumps(each, ensure_ascii=False) for each in procedures(terms))
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def pdf(text="giay to thu"):
    """A small whole PDF; different text gives different bytes."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n"
                  b"startxref\n%d\n%%%%EOF\n" % (
                      len(objects) + 1, table, len(objects) + 1, len(out)))


def png(seed=0):
    def chunk(kind, body):
        whole = kind + body
        return len(body).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")
    header = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(bytes([0, seed % 256]))) + chunk(b"IEND", b""))


def submission(procedure=JOURNEY, channel="online", agency=AGENCY, seed=1, papers=(), **more):
    """A form as contract.md shows it, with what may be left out left out."""
    return {"procedure": procedure, "agency": agency, "channel": channel,
            "applicant": person(seed), "answers": {}, "papers": list(papers),
            "delivery": {"way": "counter"}, **more}
