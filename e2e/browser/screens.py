"""Makes the pictures of every page: docs/screens/NAME-360.png and NAME-1280.png, and their index.

    python e2e/browser/screens.py [--out DIR] [NAME …]

The demonstration's clock is set to the same minute before each picture, and what chance gives
(references, codes, ids) is written over, so that a picture changes when its page does. A picture
that differs from the one on disk in a few points only is not written again.
"""

import argparse
import io
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import PIL.Image  # noqa: E402
import PIL.ImageChops  # noqa: E402

import places  # noqa: E402
import town as towns  # noqa: E402

COLOURS, LONGEST = 24, {towns.PHONE: 2200, towns.DESKTOP: 1600}
# written over in what is shown: the same number of letters, so that nothing moves
STEADY = """chances => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let text = node.textContent;
    for (const [given, shown] of chances) text = text.replaceAll(given, shown);
    text = text.replace(/\\b01[0-9A-HJKMNP-TV-Z]{24}\\b/g, '01M0000000000000000000000X')
      .replace(/\\b[1-9]\\d{9}\\b/g, '1234567897');
    if (text !== node.textContent) node.textContent = text;
  }
}"""
READY = """document.fonts.ready.then(() => Promise.all([...document.images].map(
  image => image.decode().catch(() => 0)))).then(() => 1)"""


def chances(town):
    """What chance gave the dossiers that are shown, and what stands in the pictures instead."""
    known = []
    for made in town.made.values():
        for dossier in made.values():
            token = dossier["lookupToken"] or ""
            if token:
                known.append([token, ("K7Q2M9XW4T" * 4)[:len(token)]])
            known.append([dossier["reference"], "1234567897"])
    return known


def picture(town, place, width):
    town.people()
    town.clock.set(towns.NOW)
    lab = town.open(place.who, width)
    try:
        lab.page.goto(town.address(place.path), wait_until="load")
        lab.page.evaluate(READY)
        lab.page.evaluate(STEADY, chances(town))
        height = min(lab.page.evaluate("document.documentElement.scrollHeight"), LONGEST[width])
        lab.page.set_viewport_size({"width": width, "height": height})
        raw = lab.page.screenshot(animations="disabled", caret="hide")
        return PIL.Image.open(io.BytesIO(raw)).convert("RGB"), lab.page.title()
    finally:
        lab.page.context.close()


def save(image, path):
    """Writes few colours, small; says whether anything worth it had changed."""
    small = image.quantize(COLOURS, dither=PIL.Image.Dither.NONE)
    if path.exists():
        old = PIL.Image.open(path).convert("RGB")
        if old.size == image.size:
            apart = PIL.ImageChops.difference(old, small.convert("RGB")).convert("L")
            if sum(apart.histogram()[40:]) < 400:
                return False
    small.save(path, optimize=True)
    return True


def index(folder, titles):
    lines = ["# Screens", "", "Every page of the demonstration at 360 and 1280 px, made by "
             "`bin/screens`. Very long pages are cut at the bottom.", "",
             "| Page | Address | Seen by | Phone | Desk |", "|---|---|---|---|---|"]
    for place in places.PLACES:
        if place.name not in titles:
            continue
        path = re.sub(r"\{(so|ma|the)_\w+\}", "…", place.path).replace("|", "&#124;")
        title = titles[place.name].rsplit(" – ", 1)[0].replace("|", "&#124;")
        lines.append(
            f"| {title} | `{path}` | {place.who or 'anyone'} | [360]({place.name}-360.png) "
            f"| [1280]({place.name}-1280.png) |")
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    asked = argparse.ArgumentParser(description="Pictures of every page.")
    asked.add_argument("--out", default=str(HERE.parent.parent / "docs/screens"))
    asked.add_argument("names", nargs="*", help="only these pages")
    options = asked.parse_args()
    folder = pathlib.Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [each for each in places.PLACES if not options.names or each.name in options.names]
    town, titles, changed = towns.Town(), {}, 0
    try:
        for place in chosen:
            for width in (towns.PHONE, towns.DESKTOP):
                image, titles[place.name] = picture(town, place, width)
                changed += save(image, folder / f"{place.name}-{width}.png")
            print(place.name, flush=True)
    finally:
        town.close()
    if not options.names:
        index(folder, titles)
        known = {f"{each.name}-{width}.png" for each in places.PLACES for width in (360, 1280)}
        for stale in folder.glob("*.png"):
            if stale.name not in known:
                stale.unlink()
    size = sum(each.stat().st_size for each in folder.iterdir())
    print(f"{changed} pictures changed; {folder} holds {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
