"""A browser page under observation: what every page test asks of a page.

The site forbids script of its own making, so everything here is put in over the debugging
connection, which the site's policy does not govern. `page.wait_for_function` is not used: it
evaluates text inside the page, and the policy stops it.
"""

import functools
import importlib.resources
import shutil
import time

import playwright.sync_api

import program

OBSERVE = """(() => {
  const seen = {lcp: 0, cls: 0, inp: 0, policy: []};
  Object.defineProperty(window, 'observed', {value: seen});
  document.addEventListener('securitypolicyviolation', event =>
    seen.policy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
  const observe = (type, note, more) => new PerformanceObserver(
    list => list.getEntries().forEach(note)).observe({type, buffered: true, ...more});
  observe('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
  observe('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  observe('event', entry => {
    if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration);
  }, {durationThreshold: 16});
})()"""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# what sticks out of the window to the right, unless a box around it scrolls by itself
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const held = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    }
    return false;
  };
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (box.width === 0 || style.position === 'fixed' || box.left < -500) continue;
    if (box.right > width + 1 && !held(element)) {
      found.push(`${element.tagName.toLowerCase()}.${element.className} ends at `
        + `${Math.round(box.right)} of ${width}: ${(element.textContent || '').trim().slice(0, 60)}`);
    }
  }
  if (document.documentElement.scrollWidth > width + 1) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
  }
  return found.slice(0, 8);
}"""

# text that its own box cuts off
CLIPPED = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  return ['hidden', 'clip'].includes(style.overflowY) && element.textContent.trim()
    && element.clientHeight > 2 && element.scrollHeight > element.clientHeight + 1;
}).map(element => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 60)}`)"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

FRAME = """() => {
  const texts = selector => [...document.querySelectorAll(selector)].map(e => e.innerText.trim());
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return {
    title: document.title, lang: document.documentElement.lang, h1: texts('h1'),
    main: document.querySelectorAll('main').length,
    header: document.querySelectorAll('body > header, body > * > header').length,
    footer: document.querySelectorAll('body > footer, body > * > footer').length,
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    inline: document.querySelectorAll('[style], style, script:not([src])').length,
    handlers: [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())
      .filter(name => name.startsWith('on')),
  };
}"""

FOCUS = """() => {
  let element = document.activeElement;
  const style = getComputedStyle(element);
  const shown = element.matches('input[type=radio], input[type=checkbox], input[type=file]')
    && element.labels && element.labels[0] ? [element, element.labels[0]] : [element];
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const ringed = node => { const s = getComputedStyle(node);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'; };
  const middle = [box.left + Math.min(box.width / 2, 200), box.top + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(...middle);
  if (!element.dataset.stop) {
    window.stopCount = (window.stopCount || 0) + 1;
    element.dataset.stop = String(window.stopCount);
  }
  return {
    tag: element.tagName, id: element.id, key: element.dataset.stop,
    text: (element.innerText || element.name || element.value || '').trim().slice(0, 60),
    ring: shown.some(ringed),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !!top && top !== element && !element.contains(top) && !top.contains(element)
      && !shown.some(node => node.contains(top)),
    size: Math.round(Math.min(box.width, box.height)), height: Math.round(box.height),
  };
}"""

# Vietnamese letters outside what is marked as Vietnamese: names, texts of the catalogue
VIETNAMESE = """() => {
  const letters = /[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
  const found = [], marked = node => node && node.closest('[lang=vi]');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), holder = node.parentElement;
    if (text && letters.test(text) && !marked(holder) && !holder.closest('script, style, textarea')) {
      found.push(text.replace(/\\s+/g, ' '));
    }
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
      const text = element.getAttribute(name) || '';
      if (letters.test(text) && !marked(element)) found.push(`${name}: ${text}`);
    }
  }
  if (letters.test(document.title)) found.push(`title: ${document.title}`);
  return found;
}"""


TURNED = """() => document.readyState === 'complete' && location.protocol !== 'about:'
  && !document.querySelector('main[data-before]')"""


@functools.cache
def axe_source():
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()


def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        program.missing("chromium is not there: bin/setup test")
    return path


class Lab:
    """Watches one page from before its first byte."""

    def __init__(self, page, scripted=True):
        self.page, self.scripted = page, scripted
        self.errors, self.bytes, self.requests = [], 0, []
        page.add_init_script(OBSERVE)
        page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        page.on("console", self._heard)
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Network.enable")
        self.devtools.on("Network.loadingFinished", self._loaded)
        page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, message):
        # Chromium reports every page that is answered 4xx here; the status is the test's matter.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"console: {message.text}")

    def _loaded(self, event):
        self.bytes += event["encodedDataLength"]

    def slow_processor(self, times=4):
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def vitals(self):
        return self.page.evaluate("window.observed")

    def faults(self):
        """Script errors and broken policy so far."""
        broken = self.page.evaluate("(window.observed || {policy: []}).policy")
        return self.errors + [f"policy: {each}" for each in broken]

    def axe(self):
        """What axe has to say, one line a node; nothing is what we want."""
        self.page.evaluate(axe_source() + "\n;0")
        result = self.page.evaluate(
            "options => axe.run(document, options)",
            {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
        return [f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
                for rule in result["violations"] for node in rule["nodes"]]

    def overflow(self):
        return self.page.evaluate(OVERFLOW)

    def spaced_out(self):
        """Faults once a reader sets the text spacing of WCAG 1.4.12."""
        before = self.page.evaluate(CLIPPED)
        self.page.evaluate(SPACED)
        return self.overflow() + [each for each in self.page.evaluate(CLIPPED)
                                  if each not in before]

    def frame(self, lang="vi"):
        """Faults of the page's frame: heading, title, language, landmarks, ids, policy."""
        found, faults = self.page.evaluate(FRAME), []
        for name, wanted in (("main", 1), ("header", 1), ("footer", 1)):
            if found[name] != wanted:
                faults.append(f"{found[name]} {name} elements")
        if len(found["h1"]) != 1 or not found["h1"][0]:
            faults.append(f"h1: {found['h1']}")
        if not found["title"].strip():
            faults.append("no title")
        if found["lang"] != lang:
            faults.append(f"lang is {found['lang']}")
        if found["twice"]:
            faults.append(f"ids twice: {found['twice'][:5]}")
        if found["inline"] or found["handlers"]:
            faults.append(f"inline style or script: {found['inline']} {found['handlers'][:3]}")
        return faults

    def vietnamese(self):
        return self.page.evaluate(VIETNAMESE)

    def focus(self):
        return self.page.evaluate(FOCUS)

    def stops(self, most=400):
        """Every place Tab leads to, in order, until it leaves the page or comes round."""
        found, keys, stayed, ends = [], set(), 0, 0
        for _ in range(most):
            self.page.keyboard.press("Tab")
            stop = self.focus()
            # A date box has three places inside; more than that is a trap.
            stayed = stayed + 1 if found and stop["key"] == found[-1]["key"] else 0
            assert stayed < 6, f"Tab does not leave {stop}"
            if stayed:
                continue
            if stop["tag"] in ("BODY", "HTML"):
                # A page that put the caret into a field is walked to its end, then from its top.
                ends += 1
                if ends > 1:
                    return found
                continue
            if stop["key"] in keys:
                return found
            keys.add(stop["key"])
            found.append(stop)
        return found

    def turn(self, go, seconds=20):
        """Does what leads to another page and waits until it stands there: the browser goes to
        it, or the site's script puts it in the place of this one."""
        self.page.evaluate("""() => {
          document.querySelector('main').dataset.before = '';
          document.querySelectorAll('.sending').forEach(note => note.remove());
        }""")
        go()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.page.evaluate(TURNED):
                    return
                if self.page.evaluate("() => !!document.querySelector('.sending.refused')"):
                    break  # the site's script says that nothing went out
            except playwright.sync_api.Error:
                pass  # between two pages there is nothing to ask
            self.page.wait_for_timeout(25)
        said = self.page.locator(".sending").all_inner_texts()
        raise AssertionError(f"no page follows at {self.page.url}: {said}")

    def until(self, script, seconds=5):
        end = time.monotonic() + seconds
        while not self.page.evaluate(script):
            assert time.monotonic() < end, f"not within {seconds} s: {script}"
            self.page.wait_for_timeout(50)


def stop_faults(stops, least=24):
    """What is wrong with the places Tab leads to."""
    faults = []
    for stop in stops:
        said = f"{stop['tag']} {stop['id']} “{stop['text']}”"
        if not stop["ring"]:
            faults.append(f"no focus ring: {said}")
        if not stop["inside"]:
            faults.append(f"outside the window: {said}")
        if stop["covered"]:
            faults.append(f"covered: {said}")
    return faults
