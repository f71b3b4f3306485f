"""What is measured over HTTP: each operation as requests, prepared before the clock starts."""

import datetime
import json
import re
import urllib.parse

import load

AGENCY = "H99.101"
SEARCHES = ("khai sinh", "đất đai", "kết hôn", "giấy phép xây dựng", "hộ kinh doanh", "bảo trợ",
            "cấp lại giấy chứng nhận", "chứng thực bản sao")
PAPER = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


class Failed(Exception):
    """An operation was answered with something else than it should be."""


class Measured:
    """One figure: CPU in ms an operation, and what was seen beside it."""

    def __init__(self, name, ms, run):
        self.name, self.ms, self.count, self.run = name, ms, run.count, run
        self.rate = run.count / run.seconds
        self.size = run.bytes // max(run.count, 1)


class Bench:
    """Operations on one instance that is being served."""

    def __init__(self, instance, tell=print):
        self.instance, self.tell, self.figures = instance, tell, []

    def measure(self, name, requests, clients=16, keep=False, warm=0):
        requests = list(requests)
        if warm:
            load.play(self.instance.port, requests[:warm], clients)
        before = self.instance.cpu()
        run = load.play(self.instance.port, requests, clients, keep)
        spent = self.instance.cpu() - before
        if any(status >= 400 for status in run.statuses):
            raise Failed(f"{name}: {dict(run.statuses)} {run.failed[:1]}")
        figure = Measured(name, spent / run.count, run)
        self.figures.append(figure)
        self.tell(f"{name:28} {figure.ms:8.3f} ms {figure.rate:8.0f}/s "
                  f"p50 {run.wait(.5):6.1f} p99 {run.wait(.99):6.1f} ms {figure.size:7} B")
        return run

    def post(self, path, account, body):
        return load.request("POST", path, self.instance.tokens[account],
                            json.dumps(body, ensure_ascii=False).encode())

    def get(self, path, account=None):
        return load.request("GET", path, self.instance.tokens.get(account))

    def page(self, path, account=None):
        cookie = f"motcua={self.instance.tokens[account]}" if account else None
        return load.request("GET", path, cookie=cookie)

    def dossier(self, path, account):
        return json.loads(self.instance.ask("GET", path, account).body)

    def procedure(self):
        """A procedure of the commune with a term of some days for what is sent online."""
        listed = self.dossier(f"/api/v1/procedures?agency={AGENCY}&limit=100", None)["items"]
        for each in listed:
            for channel in each["channels"]:
                if channel["channel"] == "online" and channel["unit"] == "workingDays" and (
                        channel["amount"] >= 5):
                    return each["code"]
        raise Failed("the demonstration offers no procedure with a term online")

    def form(self, number, channel="online"):
        return {
            "procedure": self.code, "case": 1, "agency": AGENCY, "channel": channel,
            "applicant": {
                "kind": "person", "name": "Trần Thị Thử Nghiệm",
                "personalNumber": f"000190{number % 1_000_000:06}", "birthDate": "1990-02-03",
                "phone": "0900000000", "email": f"thu{number}@example.vn",
                "address": {"line": "Số 1, tổ 2", "commune": "Xã Thử", "province": "Tỉnh Thử"}},
            "answers": {}, "papers": [], "delivery": {"way": "counter"}}

    def submitted(self, count, name="submit", clients=16):
        requests = [self.post("/api/v1/dossiers", "congdan", self.form(n)) for n in range(count)]
        run = self.measure(name, requests, clients, keep=True)
        return [json.loads(answer.body) for answer in run.answers]

    def act(self, act, account, dossiers, body=None, clients=16):
        """One act on each of these; gives them as they stand after it."""
        requests = [
            self.post(f"/api/v1/dossiers/{each['id']}/acts", account,
                      {"act": act, **(body(each) if callable(body) else body or {})})
            for each in dossiers]
        run = self.measure(act, requests, clients, keep=True)
        found = {each["id"]: each for each in (json.loads(a.body) for a in run.answers)}
        return [found[each["id"]] for each in dossiers]

    def acts(self, count):
        """Every act, each on dossiers that stand where it may be done."""
        self.code = self.procedure()
        paper = json.loads(self.instance.ask(
            "POST", "/api/v1/files", "lanhdao", raw=PAPER, headers=["X-Filename: a.pdf"]).body)
        self.submitted(50, "submit (warming up)")
        self.figures.pop()
        main = self.submitted(count)
        self.ids = [each["id"] for each in main]
        few = main[: count // 2]
        rest = main[count // 2:]
        main = self.act("receive", "tiepnhan", few)
        third = len(rest) // 3
        self.act("refuse", "tiepnhan", rest[:third],
                 {"reason": "Không thuộc thẩm quyền", "legalBasis": "Nghị định 61/2018"})
        self.act("withdraw", "congdan", rest[third:2 * third], {"reason": "Không còn nhu cầu"})
        main = self.act("forward", "tiepnhan", main, {"agency": AGENCY})
        handler = {"officer": self.instance.users["chuyenvien"]["id"]}
        main = self.act("assign", "lanhdao", main, handler)
        items = [{"component": None, "what": "Đơn đề nghị", "how": "Ký tên vào cuối đơn"}]
        main = self.act("requestSupplement", "chuyenvien", main,
                        {"items": items, "reason": "Đơn chưa ký"})
        main = self.act("supply", "congdan", main, {"papers": []})
        main = self.act("requestPayment", "tiepnhan", main,
                        {"amountVND": 50_000, "reason": "Lệ phí theo quy định"})
        main = self.act("pay", "tiepnhan", main,
                        {"method": "cash", "amountVND": 50_000, "receiptNumber": "BL-0001"})
        main = self.act("extend", "lanhdao", main, self.later)
        main = self.act("correct", "tiepnhan", main, {
            "change": {"applicant": {"phone": "0900000001"}}, "reason": "Gõ nhầm số"})
        main = self.act("approveCorrection", "lanhdao", main, lambda each: {
            "correction": each["pendingCorrection"]["id"]})
        self.act("stop", "lanhdao", main[: len(main) // 4],
                 {"reason": "Hết hạn bổ sung", "legalBasis": "Nghị định 61/2018"})
        document = {"number": "12/GXN-UBND", "issuedOn": datetime.date.today().isoformat(),
                    "signer": "Người Ký Thử", "file": paper["id"]}
        main = self.act("decide", "lanhdao", main[len(main) // 4:],
                        {"outcome": "granted", "document": document})
        main = self.act("deliver", "tiepnhan", main,
                        {"way": "counter", "receiver": "Người nộp hồ sơ"})
        self.act("rate", "congdan", main, {"stars": 5, "comment": "Cán bộ tận tình"})

    @staticmethod
    def later(dossier):
        """Two weeks past the due date, at the same time of a working day."""
        due = datetime.datetime.fromisoformat(dossier["dueAt"].replace("Z", "+00:00"))
        due += datetime.timedelta(days=14)
        return {"dueAt": due.strftime("%Y-%m-%dT%H:%M:%SZ"), "reason": "Phải xác minh thêm"}

    def reads(self, count):
        """Lists, single dossiers, pages, searches and reports."""
        self.code = self.procedure()
        listed = self.dossier(f"/api/v1/dossiers?agency={AGENCY}&limit=500", "tiepnhan")["items"]
        ids = [each["id"] for each in listed]
        self.measure("get one", [
            self.get(f"/api/v1/dossiers/{ids[n % len(ids)]}", "tiepnhan")
            for n in range(4 * count)], warm=count)
        self.measure("timeline", [
            self.get(f"/api/v1/dossiers/{ids[n % len(ids)]}/timeline", "tiepnhan")
            for n in range(2 * count)])
        for stage in ("submitted", "processing", "delivered"):
            path = f"/api/v1/dossiers?agency={AGENCY}&stage={stage}&limit=50"
            self.measure(f"list of 50, {stage}", [self.get(path, "tiepnhan")] * count)
        self.measure("list of 50, the desk's own",
                     [self.get("/api/v1/dossiers?limit=50", "tiepnhan")] * count)
        self.measure("search procedures", [
            self.get("/api/v1/procedures?q=" + urllib.parse.quote(SEARCHES[n % len(SEARCHES)]))
            for n in range(count)], warm=len(SEARCHES))
        today = datetime.date.today()
        first = today - datetime.timedelta(days=180)
        report = f"/api/v1/reports/settlement?from={first}&to={today}&by=agency"
        self.measure("settlement report", [self.get(report, "tonghop")] * max(20, count // 10))
        self.measure("desk page, whole front",
                     [self.page("/ban-lam-viec", "tiepnhan")] * max(50, count // 4))
        few = "/ban-lam-viec?trang-thai=received.awaitingSupplement.awaitingPayment"
        self.measure("desk page of about 20 kB", [self.page(few, "tiepnhan")] * count)
        self.measure("desk page of a dossier", [
            self.page(f"/ban-lam-viec/ho-so/{ids[n % len(ids)]}", "tiepnhan")
            for n in range(count)])

    def portal(self, count):
        """Every page that everybody may read, as the program itself lists them."""
        for path in self.public():
            self.measure(f"page {path}", [self.page(path)] * count, warm=count // 10)

    def public(self):
        listed, _, _ = self.instance.command("routes", *self.instance.options)
        life = re.search(r"/su-kien/[a-z0-9-]+", self.instance.ask("GET", "/").body.decode())
        known = {"/co-quan/{code}": f"/co-quan/{AGENCY}", "/thu-tuc/{code}": f"/thu-tuc/{self.code}",
                 "/su-kien/{slug}": life and life[0]}
        for line in listed.stdout.splitlines():
            method, path, face, access = line.split()[:4]
            if (method, face, access) == ("GET", "portal", "everyone") and path != "/thu-demo":
                path = known.get(path, path)
                if path and "{" not in path:
                    yield path
