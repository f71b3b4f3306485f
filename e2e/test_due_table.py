"""All 1,601 procedures of province and commune × channel: a date, or a refusal in words."""

import concurrent.futures
import gzip
import json

import pytest

import oracle
import program
from client import ok, problem
from journey import moment, stamp

AT = oracle.at(oracle.Day(2026, 3, 2), 9, 0)
pytestmark = pytest.mark.realdata


def table():
    """(code, channel, its terms) for every channel of every procedure of the two levels."""
    rows = []
    for line in gzip.open(program.real_procedures(), "rt", encoding="utf-8"):
        record = json.loads(line)
        if not {"province", "commune"} & set(record["levels"]):
            continue
        channels = {}
        for each in record["channels"]:
            channels.setdefault(each["channel"], []).append((each["time"], each["timeUnit"]))
        # one procedure lists no channel at all: it is refused in words
        rows += [(record["code"], name, terms)
                 for name, terms in sorted(channels.items()) or [("counter", [])]]
    return rows


def judge(client, code, channel, terms):
    """What is wrong with the answer, or None."""
    answer = client.get(f"/procedures/{code}/due", {"channel": channel, "at": stamp(AT)})
    if not terms and answer.status_code == 422:
        return None if problem(answer, 422) else "no words"
    body = ok(answer)
    known = [(amount, unit) for amount, unit in terms if amount]
    if not known:
        if body["dueAt"] is not None:
            return f"a date without a term: {body['dueAt']}"
        said = " ".join(str(line.get("text", "")) for line in body["explanation"])
        return None if len(said) > 20 else f"no date and no reason: {body}"
    if body["dueAt"] is None:
        return f"no date although the term is {known}"
    given = moment(body["dueAt"])
    dates = [oracle.due(AT, *term) for term in known if within(*term)]
    if len(dates) < len(known):
        return None if given > AT else f"due {given} before it is received"
    # three working days are longer than three days, whose due date may yet be some hours later
    longest = oracle.due(AT, *max(known, key=lambda term: length(*term)))
    return None if given in (max(dates), longest) else f"due {given}, but {known} gives {longest}"


def length(amount, unit):
    """A term in days, roughly, to tell the longer of two."""
    return amount * {"hours": 1 / 8, "workingDays": 1.4, "days": 1, "months": 30}[unit]


def within(amount, unit):
    """Whether the table of domain.md 6.2 reaches far enough to judge this term."""
    days = {"hours": amount / 4, "workingDays": amount * 1.6, "days": amount, "months": amount * 31}
    return oracle.step(AT.date(), int(days[unit]) + 30) <= oracle.KNOWN_UNTIL


def judged(server, rows):
    clients = [server.anyone() for _ in range(4)]
    wrong = []
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        work = [pool.submit(judge, clients[n % 4], *row) for n, row in enumerate(rows)]
        for row, answer in zip(rows, work):
            if answer.result():
                wrong.append(f"{row[0]} {row[1]}: {answer.result()}")
    return wrong


def test_the_table_is_the_one_the_issue_speaks_of():
    assert len({code for code, _, _ in table()}) == 1601


def test_every_seventeenth_row_has_a_date_or_a_refusal_in_words(real):
    wrong = judged(real, table()[::17])
    assert not wrong, f"{len(wrong)} rows:\n" + "\n".join(wrong[:30])


def test_rows_without_a_term_say_why(real):
    rows = [row for row in table() if not any(amount for amount, _ in row[2])]
    assert len(rows) > 100
    wrong = judged(real, rows[::3])
    assert not wrong, f"{len(wrong)} rows:\n" + "\n".join(wrong[:30])


@pytest.mark.long
def test_every_row_has_a_date_or_a_refusal_in_words(real):
    wrong = judged(real, table())
    assert not wrong, f"{len(wrong)} rows:\n" + "\n".join(wrong[:30])


def test_the_longest_case_is_taken_and_one_case_can_be_asked_for(real):
    chosen = next(
        (code, name, terms) for code, name, terms in table()
        if len({t for t in terms if t[0]}) > 1 and all(t[0] and within(*t) for t in terms))
    code, name, terms = chosen
    client = real.anyone()
    cases = [each["case"] for each in ok(client.get(f"/procedures/{code}"))["channels"]
             if each["channel"] == name]
    dates = {moment(ok(client.get(f"/procedures/{code}/due", {
        "channel": name, "case": case, "at": stamp(AT)}))["dueAt"]) for case in cases}
    assert dates == {oracle.due(AT, *term) for term in terms}
    longest = moment(ok(client.get(
        f"/procedures/{code}/due", {"channel": name, "at": stamp(AT)}))["dueAt"])
    assert longest == max(dates)
