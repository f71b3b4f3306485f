"""PostgreSQL's faults under load: lost connections, killed backends, restarts, a hung server."""

import os
import signal
import time

import pytest

import crowd
import ledger
import program
import proof
from cluster import Cluster

DOWN = 4  # seconds without a server
HUNG = 12
ANSWER = 5  # seconds within which everybody is told, server or not


@pytest.fixture(scope="module")
def cluster():
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def served(cluster, own_procedures, tmp_path_factory):
    store = program.PostgreSQL(tmp_path_factory.mktemp("cluster"), cluster.url).fresh("faults")
    made = program.Server(store, "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


def connections_ended(cluster):
    for _ in range(10):
        cluster.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'motcua'")
        time.sleep(0.2)


def backend_killed(cluster):
    """One backend that dies badly makes the server end all others and recover from its log."""
    os.kill(cluster.backends()[0], signal.SIGKILL)


def stopped_at_once(cluster):
    cluster.stop("immediate")
    time.sleep(DOWN)
    cluster.start()


def restarted(cluster):
    cluster.stop("fast")
    cluster.start()


def hung(cluster):
    cluster.hang(HUNG)


@pytest.mark.parametrize("fault", [
    connections_ended, backend_killed, stopped_at_once, restarted, hung],
    ids=lambda fault: fault.__name__)
def test_what_postgresql_suffers_costs_no_acknowledged_act(cluster, served, fault, tmp_path):
    """Promise: nothing acknowledged is lost or doubled; who is not served hears 503 and when to
    come back, within seconds; when the server is back, so are we, without being started again."""
    before = proof.listed(served)
    with crowd.Crowd(served, fault.__name__, files=True) as load:
        load.until(40)
        fault(cluster)
        seconds = proof.back(served)
        after = load.acknowledged()
        load.until(after + 20)
    refusals = {(status, wait is not None) for status, _, wait in load.refused}
    slowest = max(wait for each in load.members for wait in each.waits)
    row = ledger.enter(
        f"PostgreSQL: {fault.__name__.replace('_', ' ')}", "postgresql", runs=1,
        acknowledged=load.acknowledged(), lost=proof.lost(served, load),
        doubled=proof.doubled(served, load, before),
        unsealed=proof.unsealed(served, load, tmp_path),
        remark=f"{len(load.refused)} answered 503, slowest answer {slowest:.1f} s, "
               f"back after {seconds:.1f} s")
    ledger.clean(row)
    assert refusals <= {(503, True)}, set(load.refused)
    assert load.unknown == 0, "a caller got no answer at all"
    assert slowest < ANSWER
