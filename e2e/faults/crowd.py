"""Load: a crowd that hands in dossiers and remembers what each was told."""

import concurrent.futures
import copy
import threading
import time

import requests

import journey
import world

LIMIT = 20  # seconds after which a caller takes no answer for an answer


class Submitter:
    """Hands in one form after another under keys of its own, every third with a file."""

    def __init__(self, server, name, n, files):
        self.account = "tiepnhan" if n % 2 else "congdan"
        self.channel = "counter" if n % 2 else "online"
        self.client = server.another(self.account)
        self.client.credentials = None
        self.name, self.files = f"{name}-{n}", files
        self.sent = {}  # key: form
        self.answered = {}  # key: (dossier, fact)
        self.refused = []  # (status, code, Retry-After)
        self.unknown = 0
        self.uploads = []  # SHA-256 of what was taken
        self.waits = []

    def run(self, stop):
        while not stop.is_set():
            began = time.monotonic()
            try:
                refusal = self.step()
            except requests.RequestException:
                self.unknown += 1
                refusal = None
                stop.wait(0.1)
            self.waits.append(time.monotonic() - began)
            if refusal is not None:
                wait = refusal.headers.get("Retry-After")
                self.refused.append((refusal.status_code, refusal.json()["code"], wait))
                stop.wait(min(float(wait or 0.2), 1))

    def step(self):
        """One form; gives the answer that refused, if one did."""
        key = f"gui-{self.name}-{len(self.sent)}"
        papers = []
        if self.files and len(self.sent) % 3 == 0:
            answer = self.ask("/files", data=world.pdf(f"to {key}"), headers={
                "Content-Type": "application/pdf", "X-Filename": "giay-to.pdf"})
            if answer.status_code != 201:
                return answer
            self.uploads.append(answer.json()["sha256"])
            papers = [{"component": 1, "file": answer.json()["id"], "copies": 1}]
        form = world.submission(
            channel=self.channel, seed=journey.fresh_seed(), papers=papers)
        self.sent[key] = form
        answer = self.ask("/dossiers", json=form, headers={"Idempotency-Key": key})
        if answer.status_code != 201:
            return answer
        self.answered[key] = (answer.json(), answer.headers["Motcua-Fact"])
        return None

    def ask(self, path, headers, **more):
        return self.client.http.post(
            f"{self.client.base}/api/v1{path}", timeout=LIMIT,
            headers={"Authorization": f"Bearer {self.client.token}", **headers}, **more)


class Crowd:
    """Submitters at work in the background, from `with` until its end or `stop`."""

    def __init__(self, server, name, size=32, files=False):
        self.server = server
        self.members = [Submitter(server, name, n, files) for n in range(size)]
        self.over = threading.Event()

    def __enter__(self):
        self.pool = concurrent.futures.ThreadPoolExecutor(len(self.members))
        self.work = [self.pool.submit(each.run, self.over) for each in self.members]
        return self

    def __exit__(self, *error):
        self.stop()

    def stop(self):
        self.over.set()
        for each in self.work:
            each.result()
        self.pool.shutdown()

    def acknowledged(self):
        return sum(len(each.answered) for each in self.members)

    def that_heard(self, facts):
        """The same crowd as if only these facts had been acknowledged."""
        twin = Crowd.__new__(Crowd)
        twin.members = []
        for each in self.members:
            member = copy.copy(each)
            member.answered = {
                key: told for key, told in each.answered.items() if told[1] in facts}
            twin.members.append(member)
        return twin

    def until(self, count, seconds=90):
        """Waits until that many are acknowledged."""
        end = time.monotonic() + seconds
        while self.acknowledged() < count:
            assert time.monotonic() < end, f"{self.acknowledged()} of {count}: too slow for a test"
            assert not any(each.done() and each.exception() for each in self.work), [
                each.exception() for each in self.work if each.done()]
            time.sleep(0.01)

    @property
    def answered(self):
        """Every acknowledged dossier, as (account, dossier, fact)."""
        return [(each.account, *told) for each in self.members for told in each.answered.values()]

    @property
    def sent(self):
        return sum(len(each.sent) for each in self.members)

    @property
    def refused(self):
        return [told for each in self.members for told in each.refused]

    @property
    def unknown(self):
        return sum(each.unknown for each in self.members)

    @property
    def uploads(self):
        return [name for each in self.members for name in each.uploads]
