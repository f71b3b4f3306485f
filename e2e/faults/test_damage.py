"""Damage: a file or a page that is not what was stored is named by `check`, and never served."""

import contextlib
import hashlib
import sqlite3

import pytest
import requests

import journey
import ledger
import program
import world
from client import ok

def blob(server, sha256):
    found = list(server.store.folder.rglob(sha256))
    assert len(found) == 1
    return found[0]


DAMAGES = {
    "a bit flipped": lambda content: content[:20] + bytes([content[20] ^ 1]) + content[21:],
    "cut short": lambda content: content[:-9],
    "gone": None,
}


@pytest.mark.parametrize("size", [500, 200_000], ids=["small", "large"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_not_served(fresh_server, engine, damage, size):
    """Promise: `check` names the file, and whoever asks for it gets no wrong bytes as if whole."""
    server = fresh_server("blob").start()
    citizen = server.as_("congdan")
    uploaded = ok(citizen.upload(world.pdf("giay to" + "o" * size)), 201)
    dossier = journey.submit(
        citizen, papers=[{"component": 1, "file": uploaded["id"], "copies": 1}])
    address = f"/dossiers/{dossier['id']}/files/{uploaded['id']}"
    whole = citizen.get(address).content
    assert hashlib.sha256(whole).hexdigest() == uploaded["sha256"]
    path, change = blob(server, uploaded["sha256"]), DAMAGES[damage]
    if change:
        path.write_bytes(change(whole))
    else:
        path.unlink()
    named = server.run("check", code=1)
    told = reader_is_told(citizen, address)
    ledger.enter(f"file damaged: {damage}", engine.name, runs=1, acknowledged=1, lost=0, doubled=0,
                 unsealed=0, remark=f"{size} bytes: check names it; a reader gets {told}")
    assert uploaded["sha256"] in named.stdout
    # Too large to be read before the answer begins: then the line breaks off.
    assert told == ("a broken line" if size > 65_536 and change else 500)


def reader_is_told(client, address):
    try:
        return client.get(address).status_code
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
        return "a broken line"


@pytest.mark.parametrize("table", ["dossier", "fact", "sqlite_autoindex_dossier_1"])
def test_a_damaged_page_is_named_and_not_served(tmp_path, own_procedures, table):
    """Promise: `check` names the page, and what would read it is answered with an apology, not
    with less than there is. PostgreSQL is not damaged here: its checksums are its own proof."""
    store = program.SQLite(tmp_path).fresh("page")
    server = program.Server(store, "--procedures", str(own_procedures), "--sample", "0")
    server.start()
    dossiers = [journey.submit(server.as_("congdan")) for _ in range(20)]
    server.stop()
    with contextlib.closing(sqlite3.connect(store.sqlite_file)) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        page = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with store.sqlite_file.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(range(256)) * (size // 256))
    named = program.run("check", *store.options, code=1)
    server.start()
    try:
        citizen = server.as_("congdan")
        told = {citizen.get(f"/dossiers/{each['id']}").status_code for each in dossiers}
    finally:
        server.stop()
    ledger.enter(f"page damaged: {table}", "sqlite", runs=1, acknowledged=len(dossiers), lost=0,
                 doubled=0, unsealed=0, remark=f"check names it; a reader gets {told}")
    assert f"page {page}:" in named.stdout.lower(), named.stdout
    assert told <= {500} if table != "fact" else told <= {200, 500}
