"""The journey of one dossier through the pages, as citizens and officers go it."""

import datetime
import re
import urllib.parse

import hands
import journey
import oracle
import papers
import world

# who serves which procedure in the demonstration: agency and the ending of its accounts' names
AGENCY = {"1.012784": ("H99.2", ".so2")}
# the three boxes of a date
BOXES = {"ngay": "day", "thang": "month", "nam": "year"}
# the citizen's pages of their own, by act
OWN = {"supply": "bo-sung", "withdraw": "rut"}


class Walk:
    def __init__(self, town, procedure, width, scripted=True, keyboard=False, window=None):
        self.town, self.procedure = town, procedure
        self.look = {"width": width, "scripted": scripted}
        self.keyboard, self.window = keyboard, window or town.open
        self.person = world.person(journey.fresh_seed())
        self.agency, self.suffix = AGENCY.get(procedure, (world.AGENCY, ""))
        self.dossier, self.refused = None, []

    def hands(self, who, path):
        made = hands.Hands(self.window(who, **self.look), self.keyboard)
        made.page.goto(path, wait_until="load")
        return made

    def officer(self, role):
        return role + self.suffix

    def refresh(self):
        self.dossier = journey.view(
            self.town.server, self.dossier, self.officer("tiepnhan"))
        return self.dossier

    # the citizen

    def find(self):
        """From the home page by search to the procedure, and to its form."""
        me = self.hands("congdan", "/")
        box = me.page.locator("main [type=search], main [name=q]").first
        me.reach(box)
        words = self.procedure
        if self.keyboard:
            me.page.keyboard.insert_text(words)
        else:
            box.fill(words)
        me.lab.turn(lambda: me.page.keyboard.press("Enter"))
        if f"/thu-tuc/{self.procedure}" not in me.page.url:
            link = me.page.locator(f'main a[href^="/thu-tuc/{self.procedure}"]').first
            me.act(link)
        me.act(me.page.locator(f'main a[href*="/thu-tuc/{self.procedure}/nop-ho-so"]').first)
        return me

    def file(self, spoilt=True):
        """Fills the form step after step and sends it; returns the confirmation's hands."""
        me = self.find()
        for _ in range(14):
            if self.sent(me):
                self.dossier = self.mine()
                return me
            self.step(me, spoilt)
        raise AssertionError(f"the form does not end: {me.page.url} {me.words()[:500]}")

    def sent(self, me):
        path = urllib.parse.urlsplit(me.page.url).path
        return path.endswith("/da-gui") or path.startswith("/ho-so/")

    def step(self, me, spoilt):
        files = [each for each in me.controls() if each["type"] == "file"]
        if files and "nop-ho-so" in me.page.url:
            self.papers(me, files, spoilt)
        me.fill(self.person, self.agency)
        before = me.page.url
        self.onward(me)
        errors = me.errors()
        assert not errors["summary"], f"{before}: {errors}"

    def onward(self, me):
        """Presses the button that leads on."""
        buttons = me.page.locator("main form[method=post] button.primary, "
                                  "main form[method=post] button:not(.secondary):not(.warning)")
        if not buttons.count():
            buttons = me.page.locator("main a.button, main .primary")
        me.act(buttons.locator("visible=true").last)

    def papers(self, me, files, spoilt):
        """A paper that is refused first, then real ones: a photographed and a scanned page."""
        if spoilt and not self.refused:
            bad = papers.spoilt("not what it says")
            self.attach_and_upload(me, files[0], bad)
            said = me.errors()
            assert said["summary"] and said["beside"], f"nothing said of {bad['name']}"
            assert bad.name in me.words() or any(said["beside"].values())
            self.refused.append(said)
            files = [each for each in me.controls() if each["type"] == "file"]
        for number, good in enumerate((papers.picture(7), papers.scan(8))[:len(files)]):
            files = [each for each in me.controls() if each["type"] == "file"]
            self.attach_and_upload(me, files[min(number, len(files) - 1)], good)
            assert not me.errors()["summary"], me.errors()
            assert good.name in me.words(), f"{good['name']} is not listed"

    def attach_and_upload(self, me, control, paper):
        me.attach(control, paper)
        self.upload(me)

    def upload(self, me):
        """The button that only uploads; if there is none, the one that leads on."""
        only = me.page.locator("main form[method=post] button").filter(
            has_text=re.compile("tải|upload|thêm tệp", re.I)).locator("visible=true")
        if only.count():
            me.act(only.first)
        else:
            self.onward(me)

    def mine(self):
        """The dossier as the API has it; there must be exactly one."""
        all_mine = self.town.server.as_("congdan").items("/dossiers", limit=500)
        found = [each for each in all_mine
                 if (each.get("applicant") or {}).get("phone") == self.person["phone"]]
        assert len(found) == 1, f"{len(found)} dossiers of {self.person['phone']}"
        return found[0]

    def own(self, name, fields=None):
        """An act of the citizen: on the own dossier's page, or on the page that it links to."""
        me = self.hands("congdan", f"/ho-so/{self.dossier['id']}")
        if not me.page.locator(f'main button[name=act][value="{name}"]').count():
            me.act(me.page.locator(f'main a[href$="/{OWN[name]}"]').first)
        return self.do(me, name, fields)

    # the officers

    def act(self, role, name, fields=None):
        """An act on the desk, the dossier opened from the worklist where it stands there."""
        me = self.hands(self.officer(role), "/ban-lam-viec")
        link = me.page.locator(f'main a[href="/ban-lam-viec/ho-so/{self.dossier["id"]}"]')
        if link.count():
            me.act(link.first)
        else:
            me.page.goto(f"/ban-lam-viec/ho-so/{self.dossier['id']}")
        return self.do(me, name, fields)

    def do(self, me, name, fields=None):
        button = me.page.locator(f'main button[name=act][value="{name}"]')
        assert button.count(), f"{name} cannot be done at {me.page.url}: {me.words()[:700]}"
        closed = me.page.locator(f'main details:has(button[value="{name}"]):not([open]) > summary')
        if closed.count():
            me.act(closed.first, wait=False)
        inside = [each for each in me.controls() if each["name"].startswith(name + ".")]
        self.complete(me, name, inside, fields or {})
        before = self.dossier["version"]
        me.act(button.first)
        errors = me.errors()
        assert not errors["summary"], f"{name}: {errors}"
        sure = me.page.locator('main button[name="xac-nhan"]')
        if sure.count():
            # What is about to happen is shown once more before it is done.
            me.act(sure.first)
        self.refresh()
        assert self.dossier["version"] > before, f"{name} did nothing: {me.words()[:500]}"
        return me

    def complete(self, me, name, controls, fields):
        ways, picked = {**self.usual(name), **fields}, set()
        for control in controls:
            key = control["name"][len(name) + 1:]
            value = ways.get(key)
            if control["type"] == "file":
                if not picked:
                    me.attach(control, papers.scan(journey.fresh_seed()))
                    picked.add(key)
            elif value is None:
                continue
            elif control["type"] == "radio":
                if control["value"] == value and not control["checked"]:
                    me.pick(control)
            elif control["type"] == "checkbox":
                me.tick(control)
            elif control["type"] == "select-one":
                me.choose(control, value)
            else:
                me.write(control, value)

    def usual(self, name):
        """What is written for each act, unless told otherwise."""
        today = journey.today(self.town.server)
        known = {
            "assign": {"officer": self.town.server.as_(self.officer("chuyenvien")).user["id"]},
            "forward": {"agency": self.agency},
            "requestSupplement": {
                "items.0.what": "Bản chụp căn cước", "items.0.how": "Chụp lại đủ bốn góc",
                "reason": "Ảnh bị mờ, không đọc được số"},
            "decide": {"outcome": "granted", "document.number": "12/QĐ-UBND",
                       "document.issuedOn": today.isoformat(), "document.signer": "Người Ký Thử",
                       "document.issuedOn.day": f"{today.day}",
                       "document.issuedOn.month": f"{today.month}",
                       "document.issuedOn.year": f"{today.year}"},
            "deliver": {"receiver": self.person["name"]},
            "rate": {"stars": "5", "comment": "Cán bộ tận tình, giải thích rõ"},
            "refuse": {"reason": "Không thuộc thẩm quyền", "legalBasis": "NĐ 61/2018, Điều 17"},
            "withdraw": {"reason": "Không còn nhu cầu", "confirmed": "co"},
        }
        return known.get(name, {})

    def extension(self):
        due = journey.moment(self.dossier["dueAt"]).astimezone(oracle.UTC7).date()
        later = oracle.next_working(oracle.step(due, 7))
        return {"dueAt": later.isoformat(), "dueAt.day": str(later.day),
                "dueAt.month": str(later.month), "dueAt.year": str(later.year), "time": "16:00",
                "reason": "Phải xác minh thực địa"}

    # the clock

    def past_due(self):
        """The demonstration's clock goes on to the working day after the due date."""
        due = journey.moment(self.dossier["dueAt"]).astimezone(oracle.UTC7).date()
        late = oracle.at(oracle.next_working(oracle.step(due)), 9)
        self.town.clock.set(max(late, self.town.clock.now() + datetime.timedelta(minutes=1)))


def lay_down_term(town, procedure, agency, amount, unit="workingDays"):
    """The administrator sets a term where the national record has none: a draft, the two checks,
    and the review that puts it into force today."""
    offer = f"/quan-tri/thu-tuc/{agency}/{procedure}"
    today = journey.today(town.server)
    me = hands.Hands(town.open("quantri", 1280))
    for page in ("nhap", "giay-to", "gio", "xem-lai"):
        me.page.goto(f"{offer}/{page}", wait_until="load")
        for control in me.controls():
            part = control["name"].split(".")[-1] if page == "xem-lai" else (
                control["name"].split(".")[0])
            if part in ("term", "fee"):
                me.write(control, str(amount if part == "term" else 0))
            elif part == "unit":
                me.choose(control, unit)
            elif part == "decision":
                me.write(control, "02/QĐ-UBND")
            elif part in BOXES:
                me.write(control, str(getattr(today, BOXES[part])))
        me.act(me.page.locator("main form[method=post] button:not(.secondary)").last)
        assert not me.errors()["summary"], (page, me.errors())
    me.page.context.close()
