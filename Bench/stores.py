"""The tables of an instance, read and filled from outside while nothing is served."""

import csv
import io
import sqlite3
import subprocess


class SQLiteTables:
    def __init__(self, file):
        self.connection = sqlite3.connect(file)
        # Made data may be made again; the program itself never runs like this.
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -400000")

    def columns(self, table):
        return [row[1] for row in self.connection.execute(f"PRAGMA table_info({table})")]

    def rows(self, statement):
        return self.connection.execute(statement).fetchall()

    def insert(self, table, columns, rows):
        places = ", ".join("?" * len(columns))
        self.connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
            ([row[column] for column in columns] for row in rows))

    def count(self, counters):
        self.connection.executemany(
            "INSERT INTO reception_counter (agency, day, last) VALUES (?, ?, ?) "
            "ON CONFLICT (agency, day) DO UPDATE SET last = excluded.last", counters)

    def commit(self):
        self.connection.commit()

    def close(self):
        self.connection.commit()
        self.connection.close()


class PostgreSQLTables:
    NUMBERS = {"bigint", "integer"}

    def __init__(self, url):
        self.url = url

    def psql(self, *arguments, given=None):
        done = subprocess.run(
            ["psql", self.url, "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments],
            input=given, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode()[:2000])
        return done.stdout.decode()

    def described(self, table):
        found = self.psql(
            "-A", "-t", "-F", " ", "-c",
            "SELECT column_name, data_type FROM information_schema.columns "
            f"WHERE table_name = '{table}' ORDER BY ordinal_position")
        return dict(line.split(" ", 1) for line in found.splitlines())

    def columns(self, table):
        return list(self.described(table))

    def rows(self, statement):
        table = statement.split(" FROM ")[1].split()[0]
        types = self.described(table)
        text = self.psql("--csv", "-P", "null=\x01", "-c", statement)
        lines = csv.reader(io.StringIO(text, newline=""))
        kinds = [types[name] for name in next(lines)]
        return [
            tuple(self.value(text, kind) for text, kind in zip(line, kinds)) for line in lines]

    def value(self, text, kind):
        if text == "\x01":
            return None
        if kind in self.NUMBERS:
            return int(text)
        return bytes.fromhex(text[2:]) if kind == "bytea" else text

    def insert(self, table, columns, rows):
        lines = ["\t".join(self.copied(row[column]) for column in columns) for row in rows]
        self.psql("-c", f"COPY {table} ({', '.join(columns)}) FROM STDIN",
                  given=("\n".join(lines) + "\n").encode())

    @staticmethod
    def copied(value):
        """A value in the text form of COPY."""
        if value is None:
            return r"\N"
        if isinstance(value, bytes):
            return r"\\x" + value.hex()
        return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")

    def count(self, counters):
        rows = ", ".join(f"('{agency}', '{day}', {last})" for agency, day, last in counters)
        self.psql("-c", "INSERT INTO reception_counter (agency, day, last) VALUES " + rows
                  + " ON CONFLICT (agency, day) DO UPDATE SET last = excluded.last")

    def commit(self):
        pass

    def close(self):
        self.psql("-c", "VACUUM ANALYZE")
