"""The same request twice, and lists read while others write."""

import concurrent.futures

import journey
import world
from client import ok, problem
from journey import drive, submit


def post(server, form, account="congdan", **more):
    return server.as_(account).post("/dossiers", form, **more)


def test_the_same_key_and_body_give_the_same_answer(server):
    key = {"Idempotency-Key": f"khoa-{journey.fresh_seed()}"}
    form = world.submission(seed=8010)
    first, again = post(server, form, headers=key), post(server, form, headers=key)
    assert ok(first, 201) == ok(again, 201)
    assert first.headers["ETag"] == again.headers["ETag"]
    problem(post(server, world.submission(seed=8011), headers=key), 422)
    other = ok(post(server, form, "nguoigiup", headers=key), 201)
    assert other["id"] != first.json()["id"], "a key belongs to one account"
    assert ok(post(server, form), 201)["id"] != first.json()["id"], "no key, no memory"


def test_the_same_key_on_an_act_acts_once(server):
    dossier = drive(server, 2)
    key = {"Idempotency-Key": f"khoa-{journey.fresh_seed()}"}
    first = journey.attempt(server, dossier, "forward", headers=key, agency=world.AGENCY)
    again = journey.attempt(server, dossier, "forward", headers=key, agency=world.AGENCY)
    assert ok(first) == ok(again)
    assert first.headers["Motcua-Fact"] == again.headers["Motcua-Fact"]


def test_the_same_key_on_a_file_takes_it_once(server):
    key = {"Idempotency-Key": f"khoa-{journey.fresh_seed()}"}
    content = world.pdf(f"mot lan {journey.fresh_seed()}")
    first = ok(server.as_("congdan").upload(content, headers=dict(key)), 201)
    assert ok(server.as_("congdan").upload(content, headers=dict(key)), 201) == first
    problem(server.as_("congdan").upload(world.pdf("khac"), headers=dict(key)), 422)


def test_sixteen_at_once_with_one_key_make_one_dossier(server):
    key = {"Idempotency-Key": f"khoa-{journey.fresh_seed()}"}
    form = world.submission(seed=8012)
    clients = [server.another("congdan") for _ in range(16)]
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda c: c.post("/dossiers", form, headers=key), clients))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1


def test_lists_go_on_where_they_stopped_under_inserts(server):
    for _ in range(3):
        submit(server.as_("congdan"))
    client = server.as_("congdan")
    before = {each["id"] for each in client.items("/dossiers", limit=500)}
    seen, after = [], None
    while True:
        params = {"limit": 2, **({"after": after} if after else {})}
        page = ok(client.get("/dossiers", params))
        assert len(page["items"]) <= 2
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
        if len(seen) == 2:
            submit(client)
    assert len(seen) == len(set(seen)) and before <= set(seen)
