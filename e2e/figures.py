"""The settlement identities of issue 2 and domain.md 5.4, as an auditor would add them up."""

from client import ok


def settlement(client, **params):
    report = ok(client.get("/reports/settlement", params={k: v for k, v in params.items() if v}))
    assert {"from", "to", "agency", "asOf", "rows", "beforeReception"} <= set(report), report
    for row in report["rows"]:
        assert_row(row)
    assert_before(report["beforeReception"])
    return report


def arrived(row):
    return row["carriedOver"] + sum(row["received"][c] for c in ("online", "counter", "post"))


def remaining(row):
    return sum(row["inProcess"][k] for k in ("notDue", "overdue")) + sum(
        row["paused"][k] for k in ("supplement", "payment"))


def accounted(row):
    settled = sum(row["settled"][k] for k in ("early", "onTime", "late", "refused"))
    return settled + remaining(row) + row["stopped"] + row["withdrawn"]


def assert_row(row):
    assert all(value >= 0 for value in numbers(row)), row
    assert arrived(row) == accounted(row), f"does not add up: {row}"


def assert_before(before):
    assert all(value >= 0 for value in numbers(before)), before
    came = before["carriedOver"] + before["submitted"]
    went = before["received"] + before["notAccepted"] + before["withdrawn"] + before["waiting"]
    assert came == went, f"before reception does not add up: {before}"
    assert before["waitingLong"] <= before["waiting"], before


def numbers(value):
    if isinstance(value, dict):
        return [n for key, each in value.items() if key != "key" for n in numbers(each)]
    return [value] if isinstance(value, int) else []


def total(rows):
    """The sum of rows, field by field, keys left out."""
    if not rows:
        return {}

    def add(parts):
        if isinstance(parts[0], dict):
            return {key: add([part[key] for part in parts]) for key in parts[0] if key != "key"}
        return sum(parts)
    return add(rows)
