"""The same inserts without a program in front: what the engines alone ask for one submission.

The rows of one real submission are read back from the tables it wrote to, and inserted again and
again under ids of their own, into a copy of the same store.
"""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

import stores

TABLES = ("dossier", "dossier_event", "fact", "notice")
OWN = {"dossier": ("id", "reference", "subject"), "dossier_event": ("dossier",),
       "fact": ("id", "subject"), "notice": ("id",)}
"""The columns that must differ from row to row."""


def cpu():
    used = os.times()
    return 1000 * (used.user + used.system)


LATEST = {
    "dossier": "stage = 'submitted'", "dossier_event": "act = 'submit'",
    "fact": "kind = 'dossier.submitted'", "notice": "code = 'dossier.submitted'"}


def recorded_by(tables):
    """The rows that the latest submission left, by table."""
    found = {}
    for table in TABLES:
        columns = tables.columns(table)
        order = "dossier" if table == "dossier_event" else "id"
        row = tables.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {LATEST[table]} "
            f"ORDER BY {order} DESC LIMIT 1")[0]
        found[table] = dict(zip(columns, row))
    found["fact"]["position"] = None
    return found


def sqlite(file, count, together):
    """CPU in ms for one submission's inserts, so many of them in one durable commit."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        copy = pathlib.Path(folder) / "raw.sqlite"
        shutil.copy(file, copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        rows = recorded_by(stores.SQLiteTables(copy))
        statements = {
            table: f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            for table, row in rows.items()}
        values = [
            [(statements[table], values_of(table, row, number)) for table, row in rows.items()]
            for number in range(count)]
        before = cpu()
        for start in range(0, count, together):
            connection.execute("BEGIN IMMEDIATE")
            for each in values[start:start + together]:
                for statement, given in each:
                    connection.execute(statement, given)
            connection.execute("COMMIT")
        spent = cpu() - before
        connection.close()
    return spent / count


def values_of(table, row, number):
    own = f"{number:010}"
    return [
        (own if column == "reference" else row[column][:-10] + own) if column in OWN[table]
        else value for column, value in row.items()]


def postgresql(cluster, name, rows, count, clients):
    """The same by pgbench, prepared, a transaction each; CPU of the server alone."""
    lines = ["\\set n random(1, 9999999999)", "BEGIN;"]
    for table, row in rows.items():
        given = ", ".join(
            f"lpad((:n)::bigint::text, {10 if column == 'reference' else 26}, '0')"
            if column in OWN[table] else literal(value) for column, value in row.items())
        lines.append(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({given});")
    lines.append("COMMIT;")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("\n".join(lines) + "\n")
        script.flush()
        before = cluster.cpu()
        subprocess.run(
            ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-t",
             str(count // clients), "-f", script.name, cluster.url(name)],
            check=True, capture_output=True)
        return (cluster.cpu() - before) / (count // clients * clients)


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'::bytea"
    if isinstance(value, int):
        return str(value)
    # pgbench reads :name as a variable, so colons are written as their number.
    quoted = value.replace("'", "''").replace("\\", "\\\\").replace(":", "\\x3a")
    return f"E'{quoted}'"
