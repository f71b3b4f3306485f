"""Slow headers, slow bodies, half-open lines: others are served, and the slow ones are put out."""

import asyncio
import threading
import time

import pytest

import ledger
import program
import slow

GONE = 60  # seconds after which no slow line may be left
GROWTH = 48  # MiB that many lines at once may leave behind


def slow_headers(server):
    return 800, slow.slowhttptest(
        "-c", 800, "-H", "-i", 5, "-r", 400, "-t", "GET", "-u", server.base + "/", "-x", 24,
        "-p", 2, "-l", GONE)


def slow_bodies(server):
    return 300, slow.slowhttptest(
        "-c", 300, "-B", "-i", 5, "-r", 300, "-s", 8192, "-t", "POST", "-u",
        server.base + "/dang-nhap", "-x", 24, "-p", 2, "-l", GONE)


class HalfOpen(threading.Thread):
    def __init__(self, server):
        super().__init__(daemon=True)
        self.port = server.port
        self.start()

    def run(self):
        asyncio.run(slow.half_open(self.port, 500, GONE))

    def poll(self):
        return None if self.is_alive() else 0


def half_open(server):
    return 500, HalfOpen(server)


@pytest.fixture(scope="module")
def quiet_server(own_procedures, tmp_path_factory):
    made = program.Server(
        program.SQLite(tmp_path_factory.mktemp("slow")).fresh("slow"),
        "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


@pytest.mark.long
@pytest.mark.parametrize("attack", [slow_headers, slow_bodies, half_open],
                         ids=lambda attack: attack.__name__)
def test_slow_callers_take_nothing_from_others_and_are_gone_within_a_minute(quiet_server, attack):
    """Promise: with hundreds of slow lines a normal request answers within 100 ms, every slow line
    is closed within 60 s, and memory is as it was."""
    hold = slow.Hold(quiet_server)
    for _ in range(20):
        hold.ask()
    hold.waits.clear()
    began, before = time.monotonic(), slow.memory(quiet_server)
    count, attacker = attack(quiet_server)
    gone = []

    def over():
        if hold.most > count // 2 and hold.lines() <= 2 and not gone:
            gone.append(time.monotonic() - began)
        return bool(gone) or attacker.poll() is not None or time.monotonic() - began > GONE

    hold.watch(over, within=5)
    gone = gone or [time.monotonic() - began]
    if hasattr(attacker, "wait"):
        attacker.terminate()
        attacker.wait()
    grown = slow.memory(quiet_server) - before
    ledger.enter(
        attack.__name__.replace("_", " "), "sqlite", runs=1, acknowledged=len(hold.waits), lost=0,
        doubled=0, unsealed=0,
        remark=f"{hold.most} lines at most, gone after {gone[0]:.0f} s; a request beside them "
               f"{hold.median() * 1000:.0f} ms, 95 of 100 within {hold.worst() * 1000:.0f} ms; "
               f"memory {grown:+.0f} MiB")
    assert hold.most > count // 2, "the attack did not come through"
    assert hold.worst() < 0.1
    assert gone[0] <= GONE
    assert grown < GROWTH
