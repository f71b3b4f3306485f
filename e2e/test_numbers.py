"""DOS-5: numbers are given out one after another, however many ask at once."""

import concurrent.futures

import pytest

import journey
import world
from client import ok

CROWD = 32


def at_once(server, account, do):
    """Runs `do` for 32 clients of the account at the same time."""
    clients = [server.another(account) for _ in range(CROWD)]
    with concurrent.futures.ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(do, clients, range(CROWD)))


def sequence(dossier):
    prefix, _, last = dossier["number"].rpartition("-")
    assert len(last) >= 4
    return prefix, int(last)


def consecutive(dossiers):
    """Distinct and without a gap, day by day (a batch may run over midnight)."""
    days = {}
    for dossier in dossiers:
        prefix, last = sequence(dossier)
        days.setdefault(prefix, []).append(last)
    for prefix, found in days.items():
        found.sort()
        assert found == list(range(found[0], found[0] + len(found))), f"{prefix}: {found}"
    return days


def test_32_receptions_at_once_at_the_counter(server):
    def take(client, n):
        form = world.submission(channel="counter", seed=9000 + n)
        return ok(client.post("/dossiers", form), 201)
    consecutive(at_once(server, "tiepnhan", take))


def test_32_online_dossiers_received_at_once(server):
    waiting = [journey.submit(server.as_("congdan")) for _ in range(CROWD)]

    def receive(client, n):
        path = f"/dossiers/{waiting[n]['id']}/acts"
        return ok(client.post(path, {"act": "receive"}))
    taken = at_once(server, "tiepnhan", receive)
    consecutive(taken)
    assert all(dossier["number"].startswith(world.AGENCY + "-") for dossier in taken)


def test_one_dossier_received_32_times_at_once_gets_one_number(server):
    waiting = journey.submit(server.as_("congdan"))

    def receive(client, _):
        return client.post(f"/dossiers/{waiting['id']}/acts", {"act": "receive"})
    answers = at_once(server, "tiepnhan", receive)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (CROWD - 1)


@pytest.mark.parametrize("channel", ["counter", "online"])
def test_references_are_distinct_ten_digits(server, channel):
    account = {"counter": "tiepnhan", "online": "congdan"}[channel]
    made = at_once(server, account, lambda client, n: ok(client.post(
        "/dossiers", world.submission(channel=channel, seed=9100 + n)), 201))
    assert len({each["reference"] for each in made}) == CROWD


def test_the_next_reception_takes_the_next_number(server):
    first = journey.submit(server.as_("tiepnhan"), channel="counter")
    journey.act(server, first, "withdraw", "tiepnhan", reason="Rút")
    second = journey.submit(server.as_("tiepnhan"), channel="counter")
    consecutive([first, second])
    assert sequence(second) > sequence(first), "a number is never used again"
