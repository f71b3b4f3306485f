#!/usr/bin/env python3
"""What the fault runs found: one row a run, shown as a table and kept as lines of JSON.

    ledger.py FILE     the table of a file that MOTCUA_FAULT_LEDGER named
"""

import json
import os
import sys

COUNTS = ("runs", "acknowledged", "lost", "doubled", "unsealed")
COLUMNS = ("fault", "engine", *COUNTS, "remark")
ROWS = []


def enter(fault, engine, *, runs, acknowledged, lost, doubled, unsealed, remark=""):
    """Keeps a row; to be called before anything is insisted on, so that a failure is on paper."""
    row = dict(zip(COLUMNS, (
        fault, engine, runs, acknowledged, lost, doubled, unsealed, remark)))
    ROWS.append(row)
    if path := os.environ.get("MOTCUA_FAULT_LEDGER"):
        with open(path, "a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
    return row


def clean(row):
    """Insists that nothing was lost, doubled or left out of the journal."""
    for column in ("lost", "doubled", "unsealed"):
        assert row[column] == 0, f"{row['fault']} ({row['engine']}): {row}"


def table(rows):
    """The rows as a table of Markdown; runs of the same fault on the same engine are one line."""
    merged = {}
    for row in rows:
        line = merged.setdefault((row["fault"], row["engine"]), dict.fromkeys(COUNTS, 0))
        for column in COUNTS:
            line[column] += row[column]
        line["remark"] = row["remark"]
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for (fault, engine), line in merged.items():
        lines.append("| " + " | ".join([fault, engine, *(
            f"{line[column]:,}" for column in COUNTS), line["remark"]]) + " |")
    return lines


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as kept:
        print("\n".join(table([json.loads(line) for line in kept])))
