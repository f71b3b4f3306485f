"""Fault runs: load, a fault in the middle of it, and a count of what became of every promise."""

import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

import ledger  # noqa: E402
import program  # noqa: E402


def pytest_terminal_summary(terminalreporter):
    if ledger.ROWS:
        terminalreporter.section("fault runs")
        for line in ledger.table(ledger.ROWS):
            terminalreporter.write_line(line)


@pytest.fixture
def fresh_server(engine, own_procedures):
    """Makes demonstrations of our own procedures, each in a store of its own; stops them all."""
    made = []

    def make(purpose, *options, **more):
        server = program.Server(
            more.pop("store", None) or engine.fresh(purpose),
            "--procedures", str(own_procedures), "--sample", "0", *options, **more)
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop()
