"""A thief with the disk in his hands: changes stored facts behind the program's back."""

import sqlite3

import program


class Tables:
    """The store opened behind the program's back, on either engine."""

    def __init__(self, store):
        self.store = store

    def where(self, fact):
        """(table, column) that holds the fact's bytes."""
        return next(place for place in self.columns() if self.holds(*place, fact))

    def columns(self):
        if not self.store.database:
            with sqlite3.connect(self.store.sqlite_file) as file:
                tables = [row[0] for row in file.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'")]
                return [(table, row[1]) for table in tables
                        for row in file.execute(f'PRAGMA table_info("{table}")')]
        rows = self.psql("SELECT table_name || ' ' || column_name FROM information_schema.columns "
                         "WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')")
        return [tuple(row.split(" ")) for row in rows]

    def psql(self, statement):
        return program.PostgreSQL.psql(self.store.database, statement)

    def holds(self, table, column, fact):
        like = f"""%"id":"{fact}"%"kind"%"""
        if not self.store.database:
            with sqlite3.connect(self.store.sqlite_file) as file:
                return file.execute(
                    f'SELECT 1 FROM "{table}" WHERE CAST("{column}" AS TEXT) LIKE ?',
                    [like]).fetchone() is not None
        return bool(self.psql(
            f"SELECT 1 FROM \"{table}\" WHERE {self.readable(table, column)} LIKE '{like}'"))

    def readable(self, table, column):
        kind = self.psql("SELECT data_type FROM information_schema.columns WHERE table_name = "
                         f"'{table}' AND column_name = '{column}'")[0]
        return f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"'

    def change(self, fact):
        """Turns one letter of the fact's bytes into another."""
        table, column = self.where(fact)
        if not self.store.database:
            self.sqlite(table, f"""UPDATE "{table}" SET "{column}" = CAST(replace(CAST("{column}"
                AS TEXT), '"kind":"', '"kinx":"') AS BLOB)
                WHERE CAST("{column}" AS TEXT) LIKE ?""", fact, column)
            return
        text = self.readable(table, column)
        plain = f"convert_from(\"{column}\", 'UTF8')" if text.startswith("encode") else text
        changed = f"""replace({plain}, '"kind":"', '"kinx":"')"""
        if plain != text:
            changed = f"convert_to({changed}, 'UTF8')"
        self.superuser(f'UPDATE "{table}" SET "{column}" = {changed} WHERE {text} '
                       f"""LIKE '%"id":"{fact}"%'""")

    def remove(self, fact):
        table, column = self.where(fact)
        if not self.store.database:
            self.sqlite(
                table, f'DELETE FROM "{table}" WHERE CAST("{column}" AS TEXT) LIKE ?', fact, column)
            return
        text = self.readable(table, column)
        self.superuser(f"""DELETE FROM "{table}" WHERE {text} LIKE '%"id":"{fact}"%'""")

    def superuser(self, statement):
        self.psql(f"SET session_replication_role = replica; {statement}")

    def sqlite(self, table, statement, fact, column):
        """Changes the file as a thief would: guards are taken off first."""
        file = sqlite3.connect(self.store.sqlite_file)
        file.execute("PRAGMA foreign_keys = OFF")
        if "CAST(replace" in statement:
            kind = file.execute(f'SELECT typeof("{column}") FROM "{table}" LIMIT 1').fetchone()[0]
            statement = statement.replace("AS BLOB)", f"AS {kind.upper()})")
        for (trigger,) in file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        done = file.execute(statement, [f'%"id":"{fact}"%'])
        assert done.rowcount == 1
        file.commit()
        file.close()
