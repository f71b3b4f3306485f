"""The line breaks at any moment of filing: nothing that was typed is lost, nothing is doubled."""

import pytest

import playwright.sync_api

import journey
import slowlink
import town as towns
import walk

# (direction, bytes that still pass): before the request, within it, after it, within the answer
BREAKS = [("up", 0), ("up", 300), ("up", 2500), ("down", 0), ("down", 40), ("down", 600)]
LARGE = [("up", 60_000), ("up", 200_000)]


class Stumbling(walk.Walk):
    """Files a dossier while the line breaks at every sending, each time at another moment."""

    def __init__(self, town, line, turn, scripted, window):
        super().__init__(town, "1.001193", towns.PHONE, scripted, False, window)
        self.line, self.turn, self.breaks = line, turn, []
        self.look["base"] = line.base

    def next_break(self, large):
        self.turn += 1
        choice = BREAKS + LARGE if large else BREAKS
        return choice[self.turn % len(choice)]

    def onward(self, me):
        self.send(me, lambda: super(Stumbling, self).onward(me))

    def attach_and_upload(self, me, control, paper):
        me.attach(control, paper)

        def press():
            if paper.name in me.words():
                return  # it arrived, only the answer was lost
            me.attach(control, paper)
            super(Stumbling, self).upload(me)
        self.send(me, press, large=paper.size > 200_000)

    def send(self, me, press, large=False):
        """One sending that breaks, and what people do about it: every second one reloads the
        page of the browser's complaint, the others go back and press again."""
        before, step = self.typed(me), me.page.url.split("nop-ho-so")[-1]
        direction, count = self.next_break(large)
        me.page.evaluate("document.documentElement.dataset.old = 'old'")
        self.line.cut_after(direction, count)
        try:
            press()
        except (playwright.sync_api.Error, AssertionError):
            pass
        self.settle(me)
        broken = bool(self.line.cut_count)
        self.line.mend()
        self.breaks.append((step, direction, count, broken))
        if not broken:
            return
        if me.page.url.startswith("chrome-error"):
            if self.turn % 2:
                me.page.reload(wait_until="load")
                return
            me.page.go_back(wait_until="load")
        if self.sent(me):
            return
        now = self.typed(me)
        lost = {name: value for name, value in before.items() if value and now.get(name) != value}
        assert not lost, f"lost after {self.breaks[-1]}: {lost}; {me.page.url} {me.words()[:300]}"
        press()

    def settle(self, me, seconds=12):
        """Waits until the browser shows its complaint or a whole page, or gave up silently."""
        quiet = 0
        for _ in range(seconds * 10):
            me.page.wait_for_timeout(100)
            if me.page.url.startswith("chrome-error"):
                return
            try:
                quiet = quiet + 1 if me.page.evaluate("document.readyState") == "complete" else 0
            except playwright.sync_api.Error:
                quiet = 0
            if quiet > 10 and (self.line.dark or quiet > 20):
                return

    def typed(self, me):
        return {f"{each['name']} {each['value'] if each['type'] == 'radio' else ''}":
                each["checked"] if each["type"] in ("radio", "checkbox") else each["value"]
                for each in me.controls() if each["type"] not in ("file", "password")}


@pytest.fixture(scope="module")
def line(town):
    made = slowlink.SlowLink(town.server.port, down=0, up=0, round_trip=0.01)
    yield made
    made.stop()


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.long)
                                       for turn in range(1, 8))])
def test_a_filing_survives_a_line_that_breaks_at_every_sending(
        town, window, line, turn, scripted):
    way = Stumbling(town, line, turn, scripted, window)
    way.file(spoilt=False)
    assert sum(broken for *_, broken in way.breaks) >= 3, way.breaks
    # `mine` insisted that there is exactly one; the list masks the number, the dossier does not
    made = journey.view(town.server, way.dossier, "congdan")
    assert made["stage"] == "submitted"
    applicant = made["applicant"]
    for field in ("name", "personalNumber", "phone", "email"):
        assert applicant[field] == way.person[field], f"{field} was lost: {applicant}"
    assert len(made["papers"]) == 2, f"papers lost or doubled: {made['papers']} {way.breaks}"


def test_two_presses_of_the_button_make_one_dossier(town, window):
    way = walk.Walk(town, "1.001193", towns.PHONE, window=window)
    me = way.find()
    for _ in range(14):
        if me.page.locator("main button").filter(has_text="Gửi hồ sơ").count():
            break
        if way.sent(me):
            break
        way.step(me, False)
    if not way.sent(me):
        me.fill(way.person)
        button = me.page.locator("main button").filter(has_text="Gửi hồ sơ").last
        me.lab.turn(lambda: button.evaluate("button => { button.click(); button.click(); }"))
        assert way.sent(me), me.words()[:400]
    assert way.mine()["stage"] == "submitted"
