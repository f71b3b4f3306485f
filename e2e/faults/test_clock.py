"""Clock jumps: order and seals do not come from the clock, and no seal is stamped into the past."""

import datetime

import pytest

import crowd
import ledger
import preload
import program
import proof
import sealed


class MachineClock:
    """The machine's clock as one process sees it; the monotonic one runs on."""

    def __init__(self, folder):
        self.file = folder / "offset"
        self.file.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(preload.library("clock", folder)),
                            "CLOCK_OFFSET": str(self.file)}

    def set(self, seconds):
        with self.file.open("r+b") as file:
            file.write(seconds.to_bytes(8, "little", signed=True))


def test_the_machines_clock_jumps_back_and_forth(fresh_server, engine, tmp_path):
    """Promise: while the clock stands before the last checkpoint, acts are taken and nothing is
    sealed; when it has passed it, everything is sealed, in order, under later and later stamps."""
    clock = MachineClock(tmp_path)
    server = fresh_server("clock", env=clock.environment).start()
    before = proof.listed(server)
    with crowd.Crowd(server, "gio", 12) as load:
        load.until(30)
        server.settled()
        clock.set(-3600)
        load.over.wait(1)
        stopped = sealed.checkpoint(server)
        load.until(load.acknowledged() + 40)
        assert sealed.checkpoint(server).text == stopped.text, "stamped into the past"
        clock.set(+600)
        load.until(load.acknowledged() + 20)
    row = ledger.enter(
        "the machine's clock an hour back, then ten minutes ahead", engine.name, runs=1,
        acknowledged=load.acknowledged(), lost=proof.lost(server, load),
        doubled=proof.doubled(server, load, before),
        unsealed=proof.unsealed(server, load, tmp_path, within=60),
        remark="sealing waited, then went on")
    ledger.clean(row)
    assert not load.refused and load.unknown == 0
    assert sealed.checkpoint(server).size > stopped.size


@pytest.mark.parametrize("hours", [
    -12, *(pytest.param(n, marks=pytest.mark.long) for n in (24, 960))], ids="{:+d}".format)
def test_the_houses_clock_jumps(fresh_server, engine, hours, tmp_path):
    """Promise: acts whose time runs backwards or leaps are kept once, numbered without gap, sealed.

    Keys are promised for 24 hours by this clock, so it goes back by less than that."""
    born = datetime.datetime(2026, 3, 4, 3, tzinfo=datetime.timezone.utc)
    clock = program.Clock(tmp_path / "now", born)
    server = fresh_server("house", clock=clock).start()
    before = proof.listed(server)
    with crowd.Crowd(server, "ngay", 8) as load:
        load.until(20)
        clock.set(born + datetime.timedelta(hours=hours))
        load.until(load.acknowledged() + 20)
        clock.set(born)
        load.until(load.acknowledged() + 20)
    ledger.clean(ledger.enter(
        f"the demonstration's clock {hours:+d} h and back", engine.name, runs=1,
        acknowledged=load.acknowledged(), lost=proof.lost(server, load),
        doubled=proof.doubled(server, load, before),
        unsealed=proof.unsealed(server, load, tmp_path)))
