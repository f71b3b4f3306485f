"""What holds of every page there is, on a phone and on a desk."""

import re

import pytest

import lab as labs
import places
import town as towns

EVERY = pytest.mark.parametrize("place", places.each_of(places.PLACES, some=False))
SOME = pytest.mark.parametrize("place", places.each_of(places.PLACES))
WIDTHS = [towns.PHONE, pytest.param(towns.DESKTOP, marks=pytest.mark.long)]
ANSWERS = {"khong-co-trang": 404, "lien-ket-het-han": 404, "tra-cuu-khong-thay": 404}
# what a citizen must hit with a thumb: 44 px; elsewhere 24 px suffice (WCAG 2.5.8)
THUMB = """() => [...document.querySelectorAll(
  'main button, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main select')]
  .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height > 0 && box.height < 43.5)
  .map(([e, box]) => `${Math.round(box.height)} px: ${e.outerHTML.slice(0, 90)}`)"""


def shown(town, window, place, width, **options):
    lab = window(place.who, width, **options)
    answer = lab.page.goto(town.address(place.path), wait_until="load")
    assert answer.status == ANSWERS.get(place.name, 200), f"{place.path}: {answer.status}"
    assert "/dang-nhap" not in lab.page.url or place.name.startswith("dang-nhap"), lab.page.url
    return lab


@pytest.mark.parametrize("width", WIDTHS)
@EVERY
def test_axe_finds_nothing_and_the_frame_is_whole(town, window, place, width):
    lab = shown(town, window, place, width)
    assert lab.axe() == []
    assert lab.frame() == []
    assert lab.overflow() == []
    assert lab.vitals()["cls"] < 0.1


@SOME
def test_at_320_px_and_400_percent_nothing_is_cut_off(town, window, place):
    """WCAG 1.4.10 and 1.4.12: 1280 px at 400 % is a window of 320 by 256 px."""
    lab = shown(town, window, place, 320, height=256)
    assert lab.overflow() == []
    assert lab.spaced_out() == []
    # nothing sticky takes the window away from what is read
    kept = lab.page.evaluate("""() => [...document.querySelectorAll('body *')].filter(e =>
      ['fixed', 'sticky'].includes(getComputedStyle(e).position)
      && !e.closest('table') && e.getBoundingClientRect().height > innerHeight / 2
    ).map(e => e.className)""")
    assert kept == []


@pytest.mark.parametrize("width", [towns.DESKTOP, pytest.param(
    towns.PHONE, marks=pytest.mark.long)])
@SOME
def test_by_keyboard_every_stop_is_seen_and_none_is_a_trap(town, window, place, width):
    lab = shown(town, window, place, width)
    stops = lab.stops()
    assert labs.stop_faults(stops) == []
    assert len(stops) < 400, "Tab never leaves the page"
    reached = lab.page.evaluate("""() => [...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(e =>
        e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.dataset.stop
        && !(e.type === 'radio' && document.querySelector(
          `input[type=radio][name="${CSS.escape(e.name)}"][data-stop]`))
        && e.tabIndex >= 0).map(e => e.outerHTML.slice(0, 120))""")
    assert reached == [], "cannot be reached with Tab"
    assert "#" in lab.page.evaluate(
        "document.querySelector('a[href]').getAttribute('href')"), "the first link skips"
    lab.page.reload()
    if lab.focus()["tag"] == "BODY":
        lab.page.keyboard.press("Tab")
    else:  # the caret stands in a field already; the link is still the first of the page
        lab.page.locator("a").first.focus()
    lab.page.keyboard.press("Enter")
    assert lab.focus()["tag"] == "MAIN", "the skip link leads to the content"


@pytest.mark.parametrize("place", places.each_of(places.CITIZENS))
def test_a_thumb_hits_what_a_citizen_must_press(town, window, place):
    lab = shown(town, window, place, towns.PHONE)
    assert lab.page.evaluate(THUMB) == []


REACHABLE = """() => ({
  links: [...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href')),
  controls: [...document.querySelectorAll('[name]:not(meta)')].map(e => e.tagName + ' ' + e.name),
  text: document.querySelector('main').textContent.replace(/\\s+/g, ' '),
})"""


@SOME
def test_without_javascript_everything_is_there(town, window, place):
    with_script = shown(town, window, place, towns.PHONE).page.evaluate(REACHABLE)
    plain = shown(town, window, place, towns.PHONE, scripted=False)
    without = plain.page.evaluate(REACHABLE)
    for kind in ("links", "controls"):
        assert steady(with_script[kind]) - steady(without[kind]) == set(), kind
    words = set(re.findall(r"\w+", with_script["text"])) - set(re.findall(r"\w+", without["text"]))
    assert {word for word in words if not any(c.isdigit() for c in word)} == set()
    unusable = plain.page.evaluate("""() => [...document.querySelectorAll(
      'main button[type=button]')].filter(e => e.checkVisibility()).map(e => e.outerHTML)""")
    assert unusable == [], "buttons that do nothing without script"


def steady(names):
    """Without what is drawn anew for every page: tokens and keys."""
    return {re.sub(r"[0-9A-Za-z_-]{20,}", "…", name) for name in names}
