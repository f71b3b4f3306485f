"""Bad input: every refusal has its status, its place, and words that say what to do."""

import json
import unicodedata

import pytest

import journey
import world
from client import ok, problem
from journey import drive, submit

MISSING = "01J0000000000000000000000X"


def post(server, form, account="congdan", **more):
    return server.as_(account).post("/dossiers", form, **more)


def changed(path, value):
    """A good form with one place changed; `...` removes it."""
    form = world.submission(seed=8001)
    *way, last = path.strip("/").split("/")
    place = form
    for name in way:
        place = place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return form


@pytest.mark.parametrize("path", [
    "/procedure", "/agency", "/channel", "/applicant", "/papers", "/delivery", "/answers",
    "/applicant/name", "/applicant/kind", "/applicant/personalNumber", "/delivery/way"])
def test_a_missing_field_is_named(server, path):
    problem(post(server, changed(path, ...)), 400, pointer=path)


@pytest.mark.parametrize("path", [
    "/khongCo", "/applicant/khongCo", "/applicant/address/khongCo", "/delivery/khongCo"])
def test_an_unknown_field_is_named(server, path):
    problem(post(server, changed(path, "x")), 400, pointer=path)


@pytest.mark.parametrize("path, value", [
    ("/procedure", 7), ("/case", "một"), ("/case", 1.5), ("/agency", None), ("/channel", "bo-cau"),
    ("/applicant", "Lan"), ("/applicant", []), ("/applicant/kind", "ma"), ("/applicant/name", 5),
    ("/applicant/address", "Số 1"), ("/papers", {}), ("/papers", ["x"]), ("/answers", []),
    ("/delivery", "counter"), ("/delivery/way", "bo-cau"), ("/owner", 1)])
def test_a_field_of_another_kind_is_named(server, path, value):
    body = problem(post(server, changed(path, value)), 400)
    assert any(each["pointer"].lstrip("#").startswith(path) for each in body["errors"]), body


@pytest.mark.parametrize("path, value", [
    ("/applicant/personalNumber", "123"), ("/applicant/personalNumber", "00000000000x"),
    ("/applicant/personalNumber", "000" + "1" * 20), ("/applicant/birthDate", "1990-02-30"),
    ("/applicant/birthDate", "hôm qua"), ("/applicant/birthDate", "2999-01-01"),
    ("/applicant/birthDate", "1990-13"), ("/applicant/name", ""), ("/applicant/name", "   "),
    ("/applicant/name", "x" * 5000), ("/applicant/email", "không phải thư"),
    ("/applicant/phone", "gọi tôi"), ("/case", 99), ("/case", 0), ("/case", -1)])
def test_nonsense_in_a_field_is_named(server, path, value):
    problem(post(server, changed(path, value)), {400, 422}, pointer=path)


@pytest.mark.parametrize("value", ["1990", "1990-05", "1990-05-17"])
def test_a_birth_date_may_be_a_year_or_a_month(server, value):
    made = ok(post(server, changed("/applicant/birthDate", value)), 201)
    assert made["applicant"]["birthDate"] == value


def test_what_may_be_left_out_may_be_left_out_or_null(server):
    whole = world.submission(seed=8002, case=1, returnAgency=None, owner=None, mandate=None,
                             helper=None)
    ok(post(server, whole), 201)
    bare = world.submission(seed=8003)
    assert ok(post(server, bare), 201)["owner"] is None


@pytest.mark.parametrize("name", [
    "H'Hen Niê", "Y", "Nguyễn Thị Thử", "O’Connor-Lê", "<b>Lan</b>", "Lan'; DROP TABLE dossier;--",
    "🙂 Lan"])
def test_any_name_a_person_may_have_comes_back_as_it_was_typed(server, name):
    made = ok(post(server, changed("/applicant/name", name)), 201)
    assert made["applicant"]["name"] == name


def test_decomposed_letters_are_composed_at_the_border(server):
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Thử Nghiệm")
    made = ok(post(server, changed("/applicant/name", typed)), 201)
    assert made["applicant"]["name"] == unicodedata.normalize("NFC", typed)


@pytest.mark.parametrize("body", [
    b"", b"{", b'{"procedure":', b"[]", b"null", b'"x"', b"\xff\xfe{}", b'{"a":1}{"b":2}',
    b"[" * 50_000, b'{"case":' + b"9" * 400 + b"}", b'{"a":"\\ud800"}', b"{'a': 1}"],
    ids=lambda body: repr(body[:14]))
def test_a_body_that_is_no_json_object_is_refused(server, body):
    answer = server.as_("congdan").request(
        "POST", "/dossiers", data=body, headers={"Content-Type": "application/json"})
    problem(answer, 400)


@pytest.mark.parametrize("path", [
    "/procedures?khongCo=1", "/agencies?khongCo=1", "/dossiers?khongCo=1", "/lookup?khongCo=1",
    "/lookup", "/procedures?limit=0", "/procedures?limit=501", "/procedures?limit=ba",
    "/procedures?limit=-1", "/procedures?after=khong-phai-con-tro", "/dossiers?after=%00",
    "/dossiers?stage=bay", "/dossiers?overdue=co-le", "/dossiers?dueBefore=mai",
    "/procedures?level=lang", f"/procedures/{world.JOURNEY}/due?channel=bo-cau",
    f"/procedures/{world.JOURNEY}/due?channel=online&at=hom-nay",
    f"/procedures/{world.JOURNEY}/due?channel=online&case=x",
    "/reports/settlement?from=2026-02-30&to=2026-03-01", "/reports/settlement?from=x&to=y",
    "/reports/settlement?from=2026-01-01&to=2026-02-01&by=mau-mat"])
def test_a_query_that_makes_no_sense_is_refused(server, path):
    account = "tonghop" if path.startswith("/reports") else "tiepnhan"
    problem(server.as_(account).get(path), 400)


def test_a_period_that_ends_before_it_begins_is_refused(server):
    problem(server.as_("tonghop").get("/reports/settlement", {
        "from": "2026-03-01", "to": "2026-02-01", "by": "agency"}), {400, 422})


@pytest.mark.parametrize("path", [
    "/khong-co", "/procedures/9.999999", "/procedures/%2e%2e%2f", "/dossiers/khong",
    f"/dossiers/{MISSING}", "/dossiers/H99.101-200101-0001", f"/dossiers/{MISSING}/timeline",
    "/indicators/khong-co", "/journal/tile/9/x999/999", "/lookup?number=H99.101-200101-0001"])
def test_what_is_not_there_is_404_in_the_same_form(server, path):
    problem(server.as_("tiepnhan").get(path), 404)


@pytest.mark.parametrize("method, path, allowed", [
    ("DELETE", "/dossiers", "GET"), ("PUT", "/dossiers", "POST"), ("POST", "/procedures", "GET"),
    ("GET", "/files", "POST"), ("PATCH", "/sessions", "POST")])
def test_a_method_that_is_not_there_is_405_and_names_those_that_are(server, method, path, allowed):
    answer = server.as_("tiepnhan").request(method, path)
    problem(answer, 405)
    assert allowed in answer.headers["Allow"]


def test_a_form_of_answer_we_do_not_speak_is_406(server):
    client = server.as_("tiepnhan")
    problem(client.get("/procedures", headers={"Accept": "application/xml"}), 406)
    for accepted in ("*/*", "application/*", "application/json", "text/html, */*;q=0.1"):
        ok(client.get("/procedures", headers={"Accept": accepted}))


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_form_of_content_we_do_not_read_is_415(server, media):
    body = json.dumps(world.submission(seed=8004)).encode()
    answer = server.as_("congdan").request(
        "POST", "/dossiers", data=body, headers={"Content-Type": media} if media else {})
    problem(answer, 415)


@pytest.mark.parametrize("form", [{}, {"khongCo": 1}])
def test_who_asks_comes_before_what_is_asked(server, form):
    problem(server.anyone().post("/dossiers", form), 401)
    stranger = drive(server, 1)
    acts = f"/dossiers/{stranger['id']}/acts"
    problem(server.as_("nguoigiup").post(acts, form), 404)
    problem(server.as_("chuyenvien").post(acts, {"act": "decide", **form}), 403)


def test_shape_before_version_before_stage_before_content(server):
    dossier = drive(server, 2)
    path, old = f"/dossiers/{dossier['id']}/acts", {"If-Match": '"1"'}
    client = server.as_("tiepnhan")
    problem(client.post(path, {"act": "receive", "khongCo": 1}, headers=old), 400)
    problem(client.post(path, {"act": "receive"}, headers=old), 412)
    problem(client.post(path, {"act": "pay", "method": "cash", "amountVND": 1,
                               "receiptNumber": "x"}), 409)


@pytest.mark.parametrize("account, channel", [
    ("congdan", "counter"), ("congdan", "post"), ("nguoigiup", "counter"), ("tiepnhan", "online")])
def test_the_channel_is_evidence_and_not_a_wish(server, account, channel):
    problem(post(server, world.submission(channel=channel, seed=8005), account), 422,
            "submission.channel-not-yours")


def test_a_channel_the_procedure_does_not_list_is_closed(server):
    problem(post(server, world.submission(world.COUNTER_ONLY, seed=8006)), 422,
            "submission.procedure-closed")


def test_without_a_term_nothing_is_received(server):
    counter = world.submission(world.NO_TERM, "counter", seed=8007)
    problem(post(server, counter, "tiepnhan"), 422, "reception.term-missing")
    waiting = submit(server.as_("congdan"), world.NO_TERM)
    problem(journey.attempt(server, waiting, "receive"), 422, "reception.term-missing")
    assert journey.view(server, waiting)["stage"] == "submitted"


@pytest.mark.parametrize("path, value", [
    ("/procedure", "9.999999"), ("/agency", "H99.999"), ("/papers", [
        {"component": 1, "file": MISSING, "copies": 1}])])
def test_what_the_form_points_to_must_be_there(server, path, value):
    body = problem(post(server, changed(path, value)), 422)
    assert any(each["pointer"].lstrip("#").startswith(path) for each in body["errors"]), body
