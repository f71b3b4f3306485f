"""Hours in small: the same load for a long while, and memory that stays where it was."""

import os
import statistics
import time

import pytest

import crowd
import ledger
import proof
import slow
import world

MINUTES = float(os.environ.get("MOTCUA_SOAK_MINUTES", "30"))
SLOPE = 1.0  # MiB in ten minutes that count as flat


@pytest.mark.long
def test_memory_is_flat_under_load(fresh_server, engine, tmp_path):
    """Promise: after the first fifth of the run, memory grows by less than 1 MiB in ten minutes."""
    server = fresh_server("soak").start()
    before, samples = proof.listed(server), []
    with crowd.Crowd(server, "ben", 8, files=True) as load:
        began = time.monotonic()
        while (spent := time.monotonic() - began) < MINUTES * 60:
            look_around(server)
            samples.append((spent / 600, slow.memory(server)))
            load.over.wait(MINUTES * 60 / 300)
    settled = samples[len(samples) // 5:]
    slope = statistics.linear_regression(*zip(*settled)).slope
    fifths = [f"{samples[len(samples) * n // 5 - 1][1]:.0f}" for n in range(1, 6)]
    remark = f"memory after each fifth {', '.join(fifths)} MiB: {slope:+.1f} MiB in ten minutes"
    # To look for everything that was acknowledged takes as long again.
    print(f"{load.acknowledged():,} acknowledged, {remark}", flush=True)
    row = ledger.enter(
        f"{MINUTES:g} minutes of load", engine.name, runs=1, acknowledged=load.acknowledged(),
        lost=proof.lost(server, load), doubled=abs(len(proof.listed(server)) - len(before)
                                                   - load.acknowledged()),
        unsealed=proof.unsealed(server, load, tmp_path),
        remark=remark)
    ledger.clean(row)
    assert not load.refused and load.unknown == 0
    assert slope < SLOPE


def look_around(server):
    """What a desk asks for meanwhile."""
    receiver = server.as_("tiepnhan")
    receiver.get("/dossiers", params={"agency": world.AGENCY, "limit": 50})
    receiver.get("/reports/settlement", params={"from": "2026-01-01", "to": "2026-12-31"})
    server.anyone().get("/thu-tuc", api=False)
