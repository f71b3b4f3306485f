"""Two servers on one store: one journal, one number series, one dossier a key."""

import concurrent.futures

import crowd
import journey
import ledger
import proof
import sealed
import tlog
import world
from client import ok


def test_two_servers_seal_one_journal(fresh_server, engine, tmp_path):
    """Promise: however many servers share a store, one seals at a time: no fact has two places, no
    two checkpoints contradict each other, and no number is given twice."""
    first = fresh_server("two").start()
    second = fresh_server("two", store=first.store).start()
    before, points = proof.listed(first), []
    one, other = crowd.Crowd(first, "mot", 8), crowd.Crowd(second, "hai", 8)
    with one, other:
        while min(one.acknowledged(), other.acknowledged()) < 60:
            points += [sealed.checkpoint(each) for each in (first, second)]
            one.over.wait(0.2)
    told = one.acknowledged() + other.acknowledged()
    # Each is asked for what the other acknowledged.
    row = ledger.enter(
        "two servers seal at once", engine.name, runs=1, acknowledged=told,
        lost=proof.lost(second, one) + proof.lost(first, other),
        doubled=abs(len(proof.listed(first)) - len(before) - told),
        unsealed=proof.unsealed(second, one, tmp_path) + proof.unsealed(first, other, tmp_path),
        remark=f"{len({point.size for point in points})} checkpoints seen")
    ledger.clean(row)
    assert not one.refused + other.refused and one.unknown + other.unknown == 0
    hashes = [tlog.leaf_hash(line) for line in sealed.lines(sealed.export(first, tmp_path))]
    for point in {point.size: point for point in points}.values():
        assert tlog.tree_root(hashes[: point.size]) == point.root, f"a fork at {point.size}"
    assert len({point.text for point in points}) == len({point.size for point in points})


def test_one_key_sent_to_two_servers_is_one_dossier(fresh_server):
    """Promise: the same request at the same moment at two servers is done once."""
    first = fresh_server("key").start()
    second = fresh_server("key", store=first.store).start()
    clients = [server.another("congdan") for server in (first, second)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for n in range(20):
            form = world.submission(seed=journey.fresh_seed())
            answers = list(pool.map(lambda client: client.post(
                "/dossiers", form, headers={"Idempotency-Key": f"hai-{n}"}), clients))
            assert {each.status_code for each in answers} <= {201, 409}
            again = ok(clients[0].post(
                "/dossiers", form, headers={"Idempotency-Key": f"hai-{n}"}), 201)
            told = {each.json()["id"] for each in answers if each.status_code == 201}
            assert told == {again["id"]}
    found = first.as_("congdan").items("/dossiers", limit=500)
    assert len(found) == 20
