"""Both engines, one demonstration each per session; nothing here knows more than contract.md."""

import datetime
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

import program  # noqa: E402
import world  # noqa: E402


def pytest_report_header(config):
    return [f"motcua: {program.PROGRAM}", f"real data: {program.SHARED}",
            f"postgresql: {'set' if os.environ.get('MOTCUA_TEST_DATABASE') else 'not set'}"]


@pytest.fixture(scope="session")
def motcua():
    return program.run


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory):
    made = program.engine_named(request.param, tmp_path_factory.mktemp(request.param))
    yield made
    made.close()


@pytest.fixture(scope="session")
def own_procedures(tmp_path_factory):
    """Procedures of our own, with every term that a vector needs."""
    import vectors
    path = tmp_path_factory.mktemp("procedures") / "own.jsonl"
    return world.procedures_file(path, vectors.terms())


@pytest.fixture(scope="session")
def server(engine, own_procedures):
    """One demonstration per engine and session, on our own procedures and the real clock."""
    made = program.Server(
        engine.fresh("main"), "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


@pytest.fixture(scope="module")
def spare(engine, own_procedures):
    """A demonstration that one module may spoil."""
    made = program.Server(
        engine.fresh("spare"), "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


@pytest.fixture(scope="module")
def clocked(engine, own_procedures, tmp_path_factory):
    """A demonstration under a test clock, born on 1 December 2017."""
    born = datetime.datetime(2017, 12, 1, tzinfo=datetime.timezone.utc)
    clock = program.Clock(tmp_path_factory.mktemp("clock") / "now", born)
    made = program.Server(engine.fresh("clocked"), "--procedures", str(own_procedures),
                          "--sample", "0", clock=clock)
    yield made.start()
    made.stop()


@pytest.fixture(scope="module")
def real(engine):
    """A demonstration on the 2,642 real procedures."""
    made = program.Server(engine.fresh("real"), "--procedures", str(program.real_procedures()),
                          "--sample", "0", ready_within=600)
    yield made.start()
    made.stop()
