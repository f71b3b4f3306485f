"""What the tests of the journal read of a server: checkpoint, key, exported facts."""

import json
import time

import tlog


def checkpoint(server):
    answer = server.anyone().get("/journal/checkpoint")
    assert answer.status_code == 200, answer.text
    return tlog.Checkpoint(answer.text)


def key_text(server):
    return server.anyone().get("/journal/key").text.strip()


def export(server, folder, name="facts.jsonl"):
    out = folder / name
    server.run("export facts", "--format", "jsonl", "--out", out)
    return out


def lines(path):
    content = path.read_bytes()
    assert content.endswith(b"\n")
    return content[:-1].split(b"\n")


def sealed(server, fact, folder, within=20):
    """Waits until the fact is in the journal; gives (checkpoint, the export, its position)."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        path, point = export(server, folder), None
        found = [n for n, line in enumerate(lines(path)) if json.loads(line)["id"] == fact]
        if found:
            point = checkpoint(server)
            if point.size > found[0]:
                return point, export(server, folder), found[0]
        time.sleep(0.5)
    raise AssertionError(f"{fact} is not under a checkpoint after {within} s")
