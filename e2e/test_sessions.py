"""Signing in, being refused, being slowed down, signing out."""

import program
import world
from client import Client, problem


def test_guessing_passwords_is_slowed_down(engine, own_procedures):
    server = program.Server(
        engine.fresh("throttle"), "--procedures", str(own_procedures), "--sample", "0").start()
    try:
        for attempt in range(60):
            answer = server.anyone().post(
                "/sessions", {"username": "lanhdao", "password": f"sai-{attempt}"}, strict=True)
            if answer.status_code == 429:
                break
            problem(answer, 401, "session.refused")
        problem(answer, 429)
        assert int(answer.headers["Retry-After"]) > 0
    finally:
        server.stop()


def test_an_unknown_account_and_a_wrong_password_look_the_same(server):
    def refused(name):
        body = problem(server.anyone().post(
            "/sessions", {"username": name, "password": "sai"}), 401, "session.refused")
        return {key: body[key] for key in ("code", "title", "detail")}
    assert refused("congdan") == refused("khong-co-nguoi-nay")


def test_signing_out_ends_the_session(server):
    client = Client(server.base).sign_in("vanthu", program.PASSWORD)
    assert client.user["agency"] == world.AGENCY and client.user["roles"] == ["clerk"]
    assert client.delete("/sessions/current").status_code == 204
    problem(client.get("/dossiers", strict=True), 401)
