"""Accounts that citizens make themselves: letters, links, passwords, sessions, on both engines.

In a demonstration letters are shown at /thu-demo; a real instance hands them to a program.
"""

import base64
import email
import email.policy
import os
import re
import signal
import stat
import subprocess
import time

import pytest
import requests

import program
from browser import Browser

PASSWORD = "ba con vịt xám dưới ao"
ANOTHER = "đường làng nhiều hoa dại"


@pytest.fixture
def person(request):
    """An address that nobody has used yet; `.example` belongs to nobody."""
    return f"lan.{os.getpid()}.{time.monotonic_ns()}@thu.example"


def sign_up(server, address, **more):
    fields = {"name": "Nguyễn Thị Lan", "email": address, "password": PASSWORD, "consent": "co",
              "tiep": "/tra-cuu", **more}
    return requests.post(server.base + "/dang-ky", data=fields, allow_redirects=False, timeout=60)


def letters(server, address):
    """What the demonstration's mailbox shows for this address, newest first: (subject, link)."""
    page = requests.get(server.base + "/thu-demo", timeout=60).text
    found = []
    for letter in re.findall(r"<article.*?</article>", page, re.S):
        if address in letter:
            link = re.search(r'href="(/[^"]+)"', letter)
            found.append((re.search(r"<h2[^>]*>(.*?)</h2>", letter, re.S).group(1),
                          link.group(1) if link else None))
    return found


def press(server, link):
    """The one button on the page of a link."""
    return requests.post(server.base + link, data={"_token": ""}, allow_redirects=False,
                         timeout=60)


def signed_in(server, name, password):
    """A browser session, or None."""
    session = requests.Session()
    session.post(server.base + "/dang-nhap", data={"username": name, "password": password},
                 timeout=60)
    page = session.get(server.base + "/tai-khoan", timeout=60)
    return session if "/dang-nhap" not in page.url else None


def test_from_sign_up_to_the_own_account(server, person):
    answer = sign_up(server, person)
    assert answer.status_code == 303 and answer.headers["Location"] == "/dang-ky/da-gui"
    assert signed_in(server, person, PASSWORD) is None, "the account works before it is confirmed"
    (subject, link), = letters(server, person)
    assert "Xác nhận" in subject and link.startswith("/xac-nhan/")
    for _ in range(3):
        looked = requests.get(server.base + link, timeout=60)
        assert looked.status_code == 200 and "<form" in looked.text
    assert signed_in(server, person, PASSWORD) is None, "looking at a link confirmed it"
    opened = press(server, link)
    assert opened.status_code == 303
    assert opened.headers["Location"] == "/dang-nhap?tiep=%2Ftra-cuu"
    assert press(server, link).status_code == 404, "a link opens once"
    mine = signed_in(server, person.upper(), PASSWORD)
    assert mine, "the address in capitals is the same address"
    shown = mine.get(server.base + "/tai-khoan", timeout=60).text
    assert person in shown and "Nguyễn Thị Lan" in shown


def test_who_has_an_account_is_told_to_nobody_else(server, person):
    fresh = sign_up(server, person)
    press(server, letters(server, person)[0][1])
    known = sign_up(server, person, name="Kẻ Dò Hỏi")
    for one, other in ((fresh, known),
                       (recover(server, person), recover(server, "khong-co@thu.example"))):
        assert one.status_code == other.status_code
        assert one.headers["Location"] == other.headers["Location"]
        assert one.content == other.content
    subjects = [subject for subject, _ in letters(server, person)]
    assert any("đã có tài khoản" in subject for subject in subjects)
    assert letters(server, "khong-co@thu.example") == []


def recover(server, name):
    return requests.post(server.base + "/quen-mat-khau", data={"username": name},
                         allow_redirects=False, timeout=60)


def test_a_forgotten_password_is_set_anew_and_ends_the_sessions(server, person):
    sign_up(server, person)
    press(server, letters(server, person)[0][1])
    old = signed_in(server, person, PASSWORD)
    recover(server, person)
    link = letters(server, person)[0][1]
    assert link.startswith("/dat-lai-mat-khau/")
    weak = requests.post(server.base + link, data={"password": "ngắn"}, timeout=60)
    assert weak.status_code == 422 and "ít nhất 10 ký tự" in weak.text
    done = requests.post(server.base + link, data={"password": ANOTHER}, allow_redirects=False,
                         timeout=60)
    assert done.status_code == 303
    assert "/dang-nhap" in old.get(server.base + "/tai-khoan", timeout=60).url
    assert signed_in(server, person, PASSWORD) is None
    assert signed_in(server, person, ANOTHER)
    assert requests.get(server.base + link, timeout=60).status_code == 404


def test_guessed_links_open_nothing(server):
    for path in ("/xac-nhan/", "/dat-lai-mat-khau/"):
        for guess in ("x", "A" * 43, "..%2Fthu-demo", "%00", "é" * 20):
            answer = requests.get(server.base + path + guess, timeout=60)
            assert answer.status_code in (400, 404), f"{path}{guess}: {answer.status_code}"


@pytest.mark.parametrize("field, value", [
    ("email", "a@thu.example\r\nBcc: b@thu.example"), ("email", "a@thu.example,b@thu.example"),
    ("email", "<a@thu.example>"), ("email", "khong-phai-thu"), ("name", "Lan\r\nBcc: x"),
    ("name", ""), ("password", "ngan"), ("consent", "khong"), ("phone", "12"),
])
def test_what_does_not_fit_is_refused_with_what_was_typed(server, field, value):
    answer = sign_up(server, "nguoi.moi@thu.example", **{field: value})
    assert answer.status_code == 422
    assert f'id="o-{field}-loi"' in answer.text, "the message stands beside the field"
    assert f'href="#o-{field}"' in answer.text, "and in the summary"
    assert PASSWORD not in answer.text
    if field != "name":
        assert 'value="Nguyễn Thị Lan"' in answer.text


def test_an_act_on_a_dossier_is_told_by_letter_without_personal_data(server):
    import journey
    before = len(letters(server, "congdan@saomai.example"))
    dossier = journey.drive(server, 2)
    found = letters(server, "congdan@saomai.example")
    assert len(found) > before
    shown = requests.get(server.base + "/thu-demo", timeout=60).text
    article = next(each for each in re.findall(r"<article.*?</article>", shown, re.S)
                   if dossier["number"] in each)
    assert f'/ho-so/{dossier["id"]}' in article
    applicant = dossier["applicant"]
    for secret in (applicant["name"], applicant.get("personalNumber"), applicant.get("phone")):
        assert not secret or secret not in article


def test_sessions_are_listed_and_the_others_can_be_ended(server, person):
    sign_up(server, person)
    press(server, letters(server, person)[0][1])
    other, visitor = signed_in(server, person, PASSWORD), Browser(server.base)
    visitor.sign_in(person, PASSWORD)
    own = visitor.get("/tai-khoan")
    form = own.form_with("thiet bi khac")
    visitor.send(own, form, form.values())
    assert "/dang-nhap" in other.get(server.base + "/tai-khoan", timeout=60).url
    assert "Tài khoản của tôi" in visitor.get("/tai-khoan").words


# letters of a real instance


@pytest.fixture
def carrier(tmp_path):
    """A mail program that fails the first time and keeps what it is given afterwards."""
    kept = tmp_path / "kept"
    kept.mkdir()
    script = tmp_path / "carry"
    script.write_text(f"""#!/bin/sh
echo "$@" >> {tmp_path}/words
if [ ! -e {tmp_path}/failed ]; then touch {tmp_path}/failed; exit 75; fi
cat > {kept}/$$.eml
""")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script, kept, tmp_path


def serving(store, *options, log):
    port = program.free_port()
    command = [str(program.PROGRAM), "serve", *store.options, "--port", str(port),
               "--public-url", f"http://127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    for _ in range(600):
        assert process.poll() is None, "serve ended"
        try:
            if requests.get(base + "/ready", timeout=5).status_code == 200:
                return process, base
        except requests.RequestException:
            pass
        time.sleep(0.1)
    process.kill()
    raise AssertionError("not ready")


class Place:
    def __init__(self, base):
        self.base = base


def test_a_program_carries_the_letters_of_a_real_instance(engine, carrier, person):
    script, kept, folder = carrier
    store = engine.fresh("thu")
    program.run("migrate", *store.options, "--origin", "tinh-thu.example/motcua")
    log_path = folder / "log"
    with log_path.open("wb") as log:
        process, base = serving(
            store, "--mail-command", f"{script} -t -i", "--mail-from", "motcua@tinh.example",
            log=log)
        try:
            assert requests.get(base + "/thu-demo", timeout=60).status_code == 404
            assert sign_up(Place(base), person).status_code == 303
            until = time.monotonic() + 90
            while not list(kept.glob("*.eml")) and time.monotonic() < until:
                time.sleep(0.5)
            files = list(kept.glob("*.eml"))
            assert len(files) == 1, "the letter did not come on its second try"
            message = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
            assert message["To"] == f"<{person}>" or person in message["To"]
            assert "motcua@tinh.example" in message["From"]
            assert "Xác nhận" in message["Subject"] and message["Message-ID"] and message["Date"]
            assert not message.defects
            body = message.get_content()
            link = re.search(rf"{re.escape(base)}(/xac-nhan/\S+)", body).group(1)
            assert press(Place(base), link).status_code == 303
            time.sleep(3)
            assert len(list(kept.glob("*.eml"))) == 1, "sent twice"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    said = log_path.read_text(errors="replace")
    assert "ended with 75" in said
    assert person not in said and "/xac-nhan/" not in said.replace("/xac-nhan/{token}", "")
    assert base64.b64encode(PASSWORD.encode()).decode() not in said
    words = (folder / "words").read_text().split()
    assert set(words) == {"-t", "-i"}


def test_without_a_program_letters_wait_and_it_is_said(engine, person, tmp_path):
    store = engine.fresh("cho-thu")
    program.run("migrate", *store.options, "--origin", "tinh-thu.example/motcua")
    log_path = tmp_path / "log"
    with log_path.open("wb") as log:
        process, base = serving(store, log=log)
        try:
            ready = requests.get(base + "/ready", timeout=60)
            assert ready.status_code == 200 and "--mail-command" in ready.text
            assert sign_up(Place(base), person).status_code == 303
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    assert log_path.read_text(errors="replace").count("--mail-command") == 1
