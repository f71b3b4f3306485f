"""Fifty planted personal values through every stage: none in logs, facts, addresses or figures."""

import time
import urllib.parse

import pytest
import requests

import filing
import journey
import program
import world
from browser import Browser
from client import Client, ok
from planted import VALUES, Addresses, found

V = VALUES


def applicant():
    where = {"line": V["address"], "commune": V["commune"], "province": V["province"]}
    return world.person(1, name=V["applicant"], personalNumber=V["personal number"],
                        phone=V["phone"], email=V["e-mail"], address=where,
                        birthDate=V["birth date"])


def owner():
    where = {"line": V["owner's address"], "commune": V["commune"], "province": V["province"]}
    return world.person(2, name=V["owner"], personalNumber=V["owner's number"], address=where,
                        birthDate="1993-02-18", phone=V["owner's phone"], email=V["owner's e-mail"])


def organisation():
    return world.organisation(
        3, name=V["organisation"], representativeName=V["representative"],
        phone=V["organisation's phone"], email=V["organisation's e-mail"])


def typist():
    where = {"line": V["typed address"], "commune": V["typed commune"],
             "province": V["province"]}
    return world.person(4, name=V["typed name"], personalNumber=V["typed number"], address=where,
                        phone=V["typed phone"], email=V["typed e-mail"], birthDate="1990-02-03")


class Run:
    """One province from sign-up to rating; `addresses` are all that were written meanwhile."""

    def __init__(self, server):
        self.server, self.addresses, self.tokens = server, Addresses(), {}

    def client(self, account):
        client = self.server.as_(account)
        if client not in self.tokens.values():
            self.addresses.watch(client.http)
            client.http.headers["User-Agent"] = V["program's name"]
            self.tokens[f"token of {account}"] = client.token
        return client

    def visitor(self, account=None, password=program.PASSWORD):
        visitor = Browser(self.server.base)
        self.addresses.watch(visitor.http)
        if account:
            visitor.sign_in(account, password)
            for cookie in visitor.http.cookies:
                self.tokens[f"cookie of {account}"] = cookie.value
        return visitor

    def sign_up(self):
        """Account, letter, link, wrong passwords, a new password."""
        at = self.server.base
        requests.post(f"{at}/dang-ky", timeout=60, data={
            "name": V["account name"], "email": V["account e-mail"],
            "password": V["account password"], "consent": "co"})
        self.follow()
        for name, word in ((V["account e-mail"], V["wrong password"]),
                           (V["name that is none"], V["account password"])):
            Client(at).post("/sessions", {"username": name, "password": word}, strict=True)
            self.visitor().sign_in(name, word)
        requests.post(f"{at}/quen-mat-khau", timeout=60, data={"username": V["account e-mail"]})
        self.follow(password=V["later password"])
        self.visitor(V["account e-mail"], V["later password"]).get("/tai-khoan")

    def follow(self, **fields):
        """The link of the newest letter; only the mailbox of a demonstration shows it."""
        page = requests.get(self.server.base + "/thu-demo", timeout=60).text
        letter = page[page.index("<article"):]
        link = letter[letter.index('href="/') + 6:].split('"')[0]
        self.tokens[f"link {len(self.tokens)}"] = link.rsplit("/", 1)[1]
        answer = requests.post(self.server.base + link, data={"_token": "", **fields}, timeout=60)
        assert answer.status_code == 200, answer.text[:500]

    def hand_in(self, person, **more):
        client = self.client("congdan")
        headers = {"Idempotency-Key": f"{V['idempotency key']}-{journey.fresh_seed()}"}
        return ok(client.post("/dossiers", {**world.submission(), "applicant": person, **more},
                              headers=headers), 201)

    def upload(self, name):
        content = world.pdf(V["file words"]) + b"%" + V["file words"].encode()
        return ok(self.client("congdan").upload(
            content, name=urllib.parse.quote(name)), 201)["id"]

    def act(self, dossier, name, account=None, **fields):
        self.client(account or journey.ACTOR[name])
        return journey.act(self.server, dossier, name, account, **fields)

    def whole_road(self):
        paper = {"component": 1, "file": self.upload(V["file name"]), "copies": 1}
        mandate = {"file": self.upload(V["mandate's file"])}
        dossier = self.hand_in(applicant(), owner=owner(), mandate=mandate, papers=[paper])
        dossier = self.act(dossier, "receive")
        dossier = self.act(dossier, "requestPayment", amountVND=50_000, reason=V["why it is asked"])
        dossier = self.act(dossier, "pay", method="cash", amountVND=50_000,
                           receiptNumber=V["receipt of payment"])
        dossier = self.act(dossier, "assign", "lanhdao") if dossier["status"] == 2 else dossier
        dossier = self.act(dossier, "requestSupplement", reason=V["why it is asked"], items=[
            {"component": 1, "what": V["what is missing"], "how": V["how to mend"]}])
        dossier = self.act(dossier, "supply")
        dossier = self.act(dossier, "extend", reason=V["why later"],
                           dueAt=journey.later(self.server, dossier))
        proposed = self.act(dossier, "correct", reason=V["why corrected"],
                            change={"applicant": {"phone": V["corrected phone"]}})
        dossier = self.act(proposed, "approveCorrection")
        dossier = self.act(dossier, "decide", outcome="granted", document={
            **journey.document(self.server), "signer": V["signer"]})
        dossier = self.act(dossier, "deliver", way="counter", receiver=V["who takes the result"])
        return self.act(dossier, "rate", stars=5, comment=V["comment"])

    def short_roads(self):
        self.act(self.hand_in(organisation()), "withdraw", reason=V["why withdrawn"])
        self.act(self.hand_in(applicant()), "refuse", reason=V["why refused"],
                 legalBasis="Nghị định 61/2018, Điều 17")

    def by_hand(self):
        """Pages: the form in steps with its files, my dossiers, the desk, letters."""
        visitor = self.visitor("congdan")
        page, _ = filing.to_review(
            visitor, world.JOURNEY, typist(), world.AGENCY, skip=("giay-to",))
        filing.send(visitor, page)
        visitor.get("/ho-so")
        begun = filing.begin(visitor, world.JOURNEY, world.AGENCY)
        filing.fill(visitor, begun, {**filing.typed(typist()), "applicant.phone": "sai"})

    def read(self, dossier):
        """Everybody looks: lists, one dossier, its time line, its files, letters, look-up."""
        for account in ("congdan", *world.OFFICERS, *world.PROVINCE):
            client = self.client(account)
            for path in ("", "/timeline", "/letters/receipt.pdf", "/letters/control-slip.pdf"):
                client.get(f"/dossiers/{dossier['id']}{path}", strict=True, headers={
                    "Motcua-Purpose": urllib.parse.quote(V["purpose"])})
            for words in (V["applicant"], V["personal number"], V["searched words"]):
                client.get("/dossiers", {"q": words}, strict=True)
                client.get("/procedures", {"q": words})
            visitor = self.visitor(account)
            for path in ("/", "/ho-so", "/ban-lam-viec", f"/ban-lam-viec/{dossier['id']}",
                         f"/ho-so/{dossier['id']}", "/tai-khoan", "/bao-cao/tinh-hinh"):
                visitor.page(visitor.http.get(self.server.base + path, timeout=60))
        self.search(dossier)
        self.tokens["look-up token"] = dossier["lookupToken"]
        for number in (dossier["number"], V["looked-up number"]):
            for token in (dossier["lookupToken"], V["phone"]):
                requests.get(self.server.base + "/api/v1/lookup", timeout=60,
                             params={"number": number, "token": token})
        visitor = self.visitor()
        visitor.http.get(self.server.base + "/khong-co/" + V["applicant"], timeout=60)

    def search(self, dossier):
        """By name, as people do: in the form of the page, then on from what is found."""
        for account, path in (("tiepnhan", "/ban-lam-viec"), ("congdan", "/ho-so"),
                              ("quantri", "/quan-tri/tai-khoan")):
            visitor = self.visitor(account)
            page = visitor.get(path)
            form = next(form for form in page.forms if form.field("q"))
            page = visitor.send(page, form, {**form.values(), "q": V["applicant"]})
            assert "q=~" in page.address, page.address
            if account == "tiepnhan":
                visitor.get(page.link_to(f"/ban-lam-viec/ho-so/{dossier['id']}"))


@pytest.fixture(scope="module")
def over(engine, own_procedures):
    server = program.Server(
        engine.fresh("planted"), "--procedures", str(own_procedures), "--sample", "0").start()
    run = Run(server)
    run.sign_up()
    dossier = run.whole_road()
    run.short_roads()
    run.by_hand()
    run.read(dossier)
    run.metrics = requests.get(server.base + "/metrics", timeout=60).text
    time.sleep(1.5)  # the last readings are written down, the last facts sealed
    yield run
    server.stop()


def test_there_are_fifty_and_the_program_knows_them(over):
    """The values are really inside: else their absence elsewhere would say nothing."""
    assert len(VALUES) >= 50
    shown = ok(over.client("tiepnhan").get("/dossiers", {"q": V["applicant"], "limit": 1}))
    assert shown["items"][0]["applicant"]["name"] == V["applicant"]
    assert len(over.tokens) >= 10


def test_no_log_line_holds_one(over):
    log = over.server.log.read_text(errors="replace")
    assert log.count('"message":"request"') > 100
    assert found({**VALUES, **over.tokens}, log) == []


def test_no_fact_holds_one(over, tmp_path):
    for form in ("jsonl", "csv"):
        out = tmp_path / f"facts.{form}"
        over.server.run("export facts", "--format", form, "--out", out)
        text = out.read_text(encoding="utf-8")
        assert text.count("\n") > 15
        assert found({**VALUES, **over.tokens}, text) == []


def test_no_metric_holds_one(over):
    assert "motcua_requests_total" in over.metrics
    assert found({**VALUES, **over.tokens}, over.metrics) == []


def test_no_address_holds_one(over):
    """But for the receipt's own: its code leads to the look-up page, which names nobody."""
    assert len(over.addresses.seen) > 50
    held = {**VALUES, **over.tokens}
    del held["look-up token"]
    assert found(held, over.addresses.text) == []
