"""Exports: facts, dossiers and figures, in three forms, without a person's name."""

import csv
import io
import json
import zipfile

import journey
import program
import pytest
import world


@pytest.fixture(scope="module")
def filled(spare):
    for stage in (1, 4, 9):
        journey.drive(spare, stage)
    return spare


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("what", ["facts", "dossiers", "figures"])
def test_the_three_forms_hold_the_same_rows(filled, tmp_path, what):
    made = {form: tmp_path / f"{what}.{form}" for form in ("jsonl", "csv", "xlsx")}

    def export(form):
        program.run("export", what, *filled.store.options, "--format", form, "--out", made[form])
        return made[form].read_bytes()

    lines, again = export("jsonl"), None
    while lines != again:  # until nothing was sealed between two readings
        again, table = lines, export("csv")
        lines = export("jsonl")
    assert len(lines.splitlines()) == len(rows(table.decode("utf-8"))) >= 1
    export("xlsx")
    with zipfile.ZipFile(made["xlsx"]) as book:
        assert book.testzip() is None
        assert b"<sheetData" in book.read("xl/worksheets/sheet1.xml")


def test_exported_dossiers_name_nobody(filled):
    text = program.run("export", "dossiers", *filled.store.options).stdout
    listed = [json.loads(line) for line in text.splitlines()]
    assert {"id", "reference", "stage", "agency", "submittedAt"} <= set(listed[0])
    person = world.person(1)
    assert person["name"] not in text and person["personalNumber"] not in text


def test_exported_figures_are_those_of_the_report(filled):
    day = journey.today(filled).isoformat()
    text = program.run(
        "export", "figures", *filled.store.options, "--from", day, "--to", day, "--agency",
        world.AGENCY, "--format", "csv").stdout
    (row,) = rows(text)
    shown = filled.as_("tonghop").get(
        "/reports/settlement", {"from": day, "to": day, "agency": world.AGENCY}).json()
    assert row["key"] == world.AGENCY
    assert int(row["received.online"]) == shown["rows"][0]["received"]["online"]


def test_a_workbook_needs_a_file(filled):
    program.run("export", "facts", *filled.store.options, "--format", "xlsx", code=2)
