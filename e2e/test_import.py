"""`motcua import procedures`: all records or none, and the second time nothing."""

import gzip
import json
import time

import pytest

import program
import world


def summary(done):
    lines = done.stdout.strip().splitlines()
    assert lines, f"nothing was printed; stderr: {done.stderr}"
    return lines[-1]


@pytest.fixture
def store(engine):
    made = engine.fresh("import")
    program.run("migrate", *made.options)
    return made


def take(store, path, code=0):
    return program.run("import", "procedures", path, *store.options, code=code, timeout=900)


def write(path, records):
    path.write_text("".join(
        (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n"
        for each in records), encoding="utf-8")
    return path


@pytest.mark.realdata
def test_the_real_file_goes_in_once_and_a_second_run_changes_nothing(
        engine, store, record_property):
    real = program.real_procedures()
    begun = time.monotonic()
    first = take(store, real)
    took = time.monotonic() - begun
    record_property(f"import seconds on {engine.name}", round(took, 1))
    print(f"import of 2,642 procedures on {engine.name}: {took:.1f} s")
    assert summary(first) == "2642 added, 0 changed, 0 unchanged"
    assert summary(take(store, real)) == "0 added, 0 changed, 2642 unchanged"


@pytest.mark.realdata
def test_a_broken_line_1500_is_named_and_nothing_is_taken(store, tmp_path):
    lines = gzip.open(program.real_procedures(), "rt", encoding="utf-8").read().splitlines()
    broken = [*lines[:1499], lines[1499][: len(lines[1499]) // 2], *lines[1500:]]
    done = take(store, write(tmp_path / "broken.jsonl", broken), code=1)
    assert "1500" in done.stderr or "1,500" in done.stderr or "1.500" in done.stderr
    good = summary(take(store, write(tmp_path / "good.jsonl", lines)))
    assert good == "2642 added, 0 changed, 0 unchanged", "something of the broken file was taken"


@pytest.mark.realdata
def test_plain_and_gzip_are_the_same_import(store, tmp_path):
    lines = gzip.open(program.real_procedures(), "rt", encoding="utf-8").read().splitlines()[:50]
    plain, packed = tmp_path / "p.jsonl", tmp_path / "p.jsonl.gz"
    write(plain, lines)
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert summary(take(store, packed)) == "50 added, 0 changed, 0 unchanged"
    assert summary(take(store, plain)) == "0 added, 0 changed, 50 unchanged"


def test_a_changed_record_is_counted_as_changed_and_again_as_unchanged(store, tmp_path):
    records = world.procedures()
    take(store, write(tmp_path / "a.jsonl", records))
    records[0]["channels"][0]["feeVND"] = 60_000
    changed = write(tmp_path / "b.jsonl", records)
    count = len(records) - 1
    assert summary(take(store, changed)) == f"0 added, 1 changed, {count} unchanged"
    assert summary(take(store, changed)) == f"0 added, 0 changed, {count + 1} unchanged"


def spoiled():
    good = world.procedures()
    whole = json.dumps(good[1], ensure_ascii=False)

    def without(field):
        return {key: value for key, value in good[1].items() if key != field}

    return {
        "half a line": whole[:40], "no object": "[1, 2]", "empty object": "{}",
        "no code": without("code"), "no name": without("name"),
        "no channels": without("channels"),
        "a number for a name": {**good[1], "name": 7},
        "an unknown channel": {**good[1], "channels": [world.channel("bo-cau", 1, "days")]},
        "an unknown unit": {**good[1], "channels": [world.channel("counter", 1, "tuan-trang")]},
        "a negative term": {**good[1], "channels": [world.channel("counter", -1, "days")]},
        "an unknown level": {**good[1], "levels": ["tieu-vuong-quoc"]},
        "the same code twice": {**good[0], "name": "Tên khác"},
    }


@pytest.mark.parametrize("how", spoiled())
def test_a_damaged_record_is_named_by_its_line_and_nothing_is_taken(how, store, tmp_path):
    records = world.procedures()
    bad = write(tmp_path / "bad.jsonl", [*records[:1], spoiled()[how], *records[2:]])
    done = take(store, bad, code=1)
    assert "2" in done.stderr and done.stderr.strip(), done.stderr
    good = write(tmp_path / "good.jsonl", records)
    assert summary(take(store, good)) == f"{len(records)} added, 0 changed, 0 unchanged"


@pytest.mark.parametrize("how", ["cut", "no gzip", "not UTF-8"])
def test_a_damaged_file_is_refused_whole(how, store, tmp_path):
    good = write(tmp_path / "good.jsonl", world.procedures()).read_bytes()
    path = tmp_path / ("bad.jsonl" if how == "not UTF-8" else "bad.jsonl.gz")
    path.write_bytes({"cut": gzip.compress(good)[:-20], "no gzip": b"\x1f\x8b" + b"x" * 200,
                      "not UTF-8": good.replace("Thử".encode(), b"\xff\xfe")}[how])
    done = take(store, path, code=1)
    assert done.stderr.strip() and "Fatal error" not in done.stderr
    taken = summary(take(store, tmp_path / "good.jsonl"))
    assert taken == f"{len(world.procedures())} added, 0 changed, 0 unchanged"


def test_a_file_that_is_not_there_is_a_refusal(store, tmp_path):
    done = take(store, tmp_path / "khong-co.jsonl", code=1)
    assert "khong-co.jsonl" in done.stderr
