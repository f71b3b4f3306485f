"""A full disk: writing stops and says so, reading goes on, and room is all it takes to go on."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
import requests

import crowd
import ledger
import program
import proof
import world
from client import ok
from cluster import Cluster

SIZE = 48 << 20
LEFT = 768 << 10  # what the filler leaves: some acts fit, then none


@contextlib.contextmanager
def small_disk():
    """A file system of its own with little room; only root may mount one."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-small-"))
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", folder],
                          capture_output=True, text=True)
    if done.returncode != 0:
        folder.rmdir()
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@pytest.fixture
def small(engine):
    """A store whose database and files lie on a small disk: (store, the disk's folder)."""
    with small_disk() as folder:
        if engine.name == "sqlite":
            yield program.SQLite(folder).fresh("full"), folder
            return
        # The server's own log is elsewhere: where that is full, PostgreSQL itself stops.
        cluster = Cluster()
        try:
            cluster.give(folder)
            place = folder / "tables"
            place.mkdir()
            cluster.give(place)
            cluster.ask(f"CREATE TABLESPACE small LOCATION '{place}'")
            cluster.ask("ALTER ROLE postgres SET default_tablespace = 'small'")
            cluster.ask("ALTER ROLE postgres SET temp_tablespaces = 'small'")
            cluster.ask("CREATE DATABASE full_disk TABLESPACE small")
            own = folder / "own"
            own.mkdir()
            url = cluster.url.rsplit("/", 1)[0] + "/full_disk"
            yield program.Store(own, ["--database", url, "--blobs", str(own / "blobs"),
                                      "--keys", str(own / "keys")], url), folder
        finally:
            cluster.remove()


def fill(folder):
    """Leaves almost nothing of the disk; gives the file that takes the rest."""
    filler = folder / "filler"
    free = shutil.disk_usage(folder).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(4096, free - LEFT))
    return filler


def test_a_full_disk_loses_nothing_and_room_is_enough_to_go_on(
        small, engine, own_procedures, tmp_path):
    """Promise: on a full disk a write is refused with 503 and when to come back, reads are served,
    nothing acknowledged is lost, and writing goes on when there is room, without a new start."""
    store, folder = small
    server = program.Server(store, "--procedures", str(own_procedures), "--sample", "0")
    server.log = tmp_path / "log"
    server.start()
    try:
        before = proof.listed(server)
        with crowd.Crowd(server, "day", 16, files=True) as load:
            load.until(20)
            filler = fill(folder)
            until_refused(load)
            reading_goes_on(server, load)
            filler.unlink()
            back = proof.back(server)
            load.until(load.acknowledged() + 20)
        row = ledger.enter(
            "disk full", engine.name, runs=1, acknowledged=load.acknowledged(),
            lost=proof.lost(server, load), doubled=proof.doubled(server, load, before),
            unsealed=proof.unsealed(server, load, tmp_path),
            remark=f"{len(load.refused)} answered 503, back after {back:.1f} s")
        ledger.clean(row)
        assert {(*told[:2], told[2] is not None) for told in load.refused} == {
            (503, "storage.full", True)}
        assert load.unknown == 0
    finally:
        server.stop()


def until_refused(load):
    """Until every member has been refused since the disk was filled."""
    told = {id(each): len(each.refused) for each in load.members}
    for _ in range(600):
        if all(len(each.refused) > told[id(each)] + 1 for each in load.members):
            return
        load.over.wait(0.1)
    raise AssertionError("the disk never filled")


def reading_goes_on(server, load):
    account, dossier, _ = load.answered[0]
    assert ok(server.as_(account).get(f"/dossiers/{dossier['id']}"))["id"] == dossier["id"]
    ok(server.as_("tiepnhan").get("/dossiers", params={"agency": world.AGENCY}))
    for page in ("/", "/thu-tuc", "/health"):
        assert requests.get(server.base + page, timeout=10).status_code == 200
