"""kill -9 under 32 submitters: what was acknowledged is there, and nothing is there by half."""

import random
import subprocess
import time

import pytest

import crowd
import ledger
import program
import proof
import world

ROUNDS = 3
ALL_ROUNDS = 10


@pytest.fixture(scope="module")
def killed(engine, own_procedures):
    made = program.Server(
        engine.fresh("killed"), "--procedures", str(own_procedures), "--sample", "0")
    yield made.start()
    made.stop()


@pytest.mark.parametrize("round_", [
    *range(ROUNDS), *(pytest.param(n, marks=pytest.mark.long) for n in range(ROUNDS, ALL_ROUNDS))])
def test_a_killed_server_keeps_what_it_acknowledged(killed, engine, round_, tmp_path):
    """Promise: killed at any moment, the server has every acknowledged dossier once, unchanged and
    sealed; a request sent again under its key gives the dossier it gave before."""
    before = proof.listed(killed)
    with crowd.Crowd(killed, f"chet-{round_}", files=True) as load:
        load.until(random.Random(round_).randrange(40, 120))
        killed.kill()
        load.over.set()
    killed.start()
    ledger.clean(ledger.enter(
        "kill -9 under load", engine.name, runs=1, acknowledged=load.acknowledged(),
        lost=proof.lost(killed, load), doubled=proof.doubled(killed, load, before),
        unsealed=proof.unsealed(killed, load, tmp_path)))


def test_a_demonstration_that_is_killed_while_it_is_made_can_be_made_again(engine, own_procedures):
    """Promise: an instance whose making was killed is finished by the next start."""
    server = program.Server(
        engine.fresh("halfway"), "--procedures", str(own_procedures), "--sample", "30")
    command = [str(program.PROGRAM), "demo", *server.store.options, "--port",
               str(program.free_port()), *server.options]
    for pause in (0.2, 0.6, 1.5):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.kill()
        process.wait()
    server.start()
    try:
        for account in world.ACCOUNTS:
            server.as_(account)
        server.run("check")
    finally:
        server.stop()
