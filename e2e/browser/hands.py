"""A person's hands on a form: reads labels, fills what is asked, presses what leads on.

With `keyboard=True` nothing but keys is used: Tab leads to every field and button, arrows choose,
Space ticks, Enter opens the window for a file.
"""

import re

import world

CONTROLS = """scope => [...document.querySelectorAll(
    `${scope} input:not([type=hidden]), ${scope} select, ${scope} textarea`)]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled).map(e => ({
    name: e.name, type: e.type, value: e.value, id: e.id, checked: e.checked || false,
    required: e.required || e.getAttribute('aria-required') === 'true',
    invalid: e.getAttribute('aria-invalid') === 'true' || !!e.closest('[aria-invalid=true]'),
    optional: /không bắt buộc|optional/i.test(
      (e.labels && e.labels[0] || e.closest('fieldset') || e).textContent || ''),
    label: (e.labels && e.labels[0] && e.labels[0].innerText || '').trim(),
    legend: (e.closest('fieldset') && e.closest('fieldset').querySelector('legend')
      && e.closest('fieldset').querySelector('legend').innerText || '').trim(),
    options: e.tagName === 'SELECT' ? [...e.options].map(o => o.value) : [],
    form: [...document.forms].indexOf(e.form),
  }))"""

BIRTH = "03/02/1990"


def answers(person, agency=world.AGENCY):
    """What to write where, by the end of a field's name; the first that fits is taken."""
    day, month, year = BIRTH.split("/")
    address = person["address"]
    return [
        (r"(^|[._])q$", None), (r"owner[._]who$", "self"),
        (r"birthDate[._](day|ngay)$", day), (r"birthDate[._](month|thang)$", month),
        (r"birthDate[._](year|nam)$", year), (r"birthDate$", BIRTH),
        (r"personalNumber$", person["personalNumber"]), (r"phone$", person["phone"]),
        (r"email$", person["email"]), (r"address[._]?line$", address["line"]),
        (r"address[._]?commune$", address["commune"]),
        (r"address[._]?province$", address["province"]),
        (r"taxNumber|representativeName|owner[._](?!who)|mandate|exemption|note$|drop[._]", None),
        (r"(^|[._])name$", person["name"]),
        (r"^agency$", agency),
    ]


class Hands:
    def __init__(self, lab, keyboard=False):
        self.lab, self.page, self.keyboard = lab, lab.page, keyboard
        self.choosers = []
        # A listener from the start: one set up together with the key press comes too late.
        self.page.on("filechooser", lambda chooser: self.choosers.append(chooser))

    def controls(self, scope="main"):
        return self.page.evaluate(CONTROLS, scope)

    def locate(self, control):
        name = control["name"].replace('"', '\\"')
        if control["type"] in ("radio", "checkbox"):
            value = control["value"].replace('"', '\\"')
            return self.page.locator(f'main [name="{name}"][value="{value}"]').first
        return self.page.locator(f'main [name="{name}"]').locator("visible=true").first

    def reach(self, locator, most=250):
        """Goes there by Tab alone; from the content on, so that it takes few presses."""
        if not self.keyboard:
            return
        for _ in range(most):
            if locator.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {locator}")

    def write(self, control, text):
        locator = self.locate(control)
        if not self.keyboard:
            locator.fill(text)
            return
        self.reach(locator)
        if control["type"] == "date":
            return self.write_day(locator, text)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def write_day(self, locator, text):
        """The browser's own date box takes digits in the order of its own language."""
        year, month, day = text.split("-")
        for digits in (day + month + year, month + day + year):
            self.page.keyboard.type(digits)
            if locator.input_value() == text:
                return
            self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.press("Shift+Tab")
        raise AssertionError(f"{text} cannot be typed as a date: {locator.input_value()}")

    def choose(self, control, value):
        locator = self.locate(control)
        if not self.keyboard:
            locator.select_option(value)
            return
        self.reach(locator)
        for _ in range(len(control["options"])):
            if locator.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        for _ in range(len(control["options"])):
            if locator.input_value() == value:
                return
            self.page.keyboard.press("ArrowUp")
        assert locator.input_value() == value, f"{value} cannot be chosen by keys"

    def pick(self, control):
        """One radio of a group."""
        locator = self.locate(control)
        if not self.keyboard:
            locator.check()
            return
        group = self.page.locator(f'main [type=radio][name="{control["name"]}"]')
        for _ in range(250):
            inside = group.evaluate_all("all => all.includes(document.activeElement)")
            if inside:
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if locator.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert locator.is_checked(), f"{control['name']}={control['value']} by keys"

    def tick(self, control):
        locator = self.locate(control)
        if not self.keyboard:
            locator.check()
            return
        self.reach(locator)
        self.page.keyboard.press("Space")
        assert locator.is_checked(), f"{control['name']} cannot be ticked by Space"

    def attach(self, control, paper):
        locator = self.locate(control)
        if not self.keyboard:
            locator.set_input_files(paper.path)
            return
        self.reach(locator)
        self.choosers.clear()
        self.page.keyboard.press("Enter")
        for _ in range(100):
            if self.choosers:
                return self.choosers[0].set_files(paper.path)
            self.page.wait_for_timeout(50)
        raise AssertionError(f"Enter does not open the window for a file at {control['name']}")

    def press(self, label, wait=True, scope="main"):
        """The button or link whose words fit; waits for the page that follows."""
        words = re.compile(label, re.I)
        button = self.page.locator(f"{scope} :is(button, a, summary, input[type=submit])").filter(
            has_text=words).locator("visible=true").first
        assert button.count(), f"no “{label}” on {self.page.url}: {self.words()[:600]}"
        self.act(button, wait)

    def act(self, button, wait=True):
        self.reach(button)
        go = (lambda: self.page.keyboard.press("Enter")) if self.keyboard else button.click
        if wait:
            self.lab.turn(go)
        else:
            go()

    def words(self):
        return re.sub(r"\s+", " ", self.page.inner_text("main"))

    def errors(self):
        """What the page says is wrong: {field: words beside it}, and the summary's lines."""
        return self.page.evaluate("""() => ({
          beside: Object.fromEntries([...document.querySelectorAll('main .error')].map(
            e => [e.id.replace(/-loi$/, ''), e.innerText.trim()])),
          summary: [...document.querySelectorAll('main [role=alert] a')].map(a => ({
            to: a.getAttribute('href').slice(1), says: a.innerText.trim(),
            leads: !!document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))})),
          title: document.title, alert: document.querySelectorAll('main [role=alert]').length,
        })""")

    def fill(self, person, agency=world.AGENCY, more=()):
        """Writes everything that a person would on this page; what is there already stays."""
        table = [*more, *answers(person, agency)]
        picked = set()
        for control in self.controls():
            value = next((value for pattern, value in table
                          if re.search(pattern, control["name"])), None)
            kind = control["type"]
            if kind == "radio":
                self._radio(control, value, picked)
            elif control["name"] == "declaration" and not control["checked"]:
                self.tick(control)
            elif value is None or kind in ("file", "checkbox", "search", "submit"):
                continue
            elif kind == "select-one":
                if value in control["options"] and control["value"] != value:
                    self.choose(control, value)
            elif control["value"] != value:
                self.write(control, value)

    def _radio(self, control, value, picked):
        group = control["name"]
        if group in picked:
            return
        alike = [each for each in self.controls() if each["name"] == group]
        wanted = [each for each in alike if each["value"] == value]
        if wanted:
            if not wanted[0]["checked"]:
                self.pick(wanted[0])
        elif not any(each["checked"] for each in alike):
            self.pick(alike[0])
        picked.add(group)
