"""Papers as people hand them in: photographed and scanned ones made here, and spoilt ones."""

import collections
import io
import pathlib
import random
import tempfile

import PIL.Image
import PIL.ImageDraw

import world


def photo(seed=1, width=1240, height=1754, quality=70):
    """A JPEG of a form lying a little askew, with the grain of a cheap camera."""
    dice = random.Random(seed)
    image = PIL.Image.new("RGB", (width, height), (246, 244, 238))
    draw = PIL.ImageDraw.Draw(image)
    draw.text((width // 3, height // 12), "CONG HOA XA HOI CHU NGHIA VIET NAM", fill=(20, 20, 30))
    for line in range(14):
        top = height // 6 + line * height // 18
        draw.line((width // 12, top, width * 11 // 12, top), fill=(120, 120, 130), width=2)
        draw.text((width // 12, top - 24), f"Dong {line + 1}: giay to thu so {seed}",
                  fill=(30, 30, 60))
    for _ in range(1500):
        spot = (dice.randrange(width), dice.randrange(height))
        image.putpixel(spot, (dice.randrange(150, 240),) * 3)
    image = image.rotate(dice.uniform(-2, 2), fillcolor=(90, 80, 70))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="motcua-papers-"))
Paper = collections.namedtuple("Paper", "name path size")


def paper(name, content):
    """A file on disk: the browser reads it again when it sends again."""
    path = FOLDER / name
    path.write_bytes(content)
    return Paper(name, path, len(content))


def scan(seed=1):
    return paper(f"to-khai-{seed}.pdf", world.pdf(f"to khai {seed}"))


def picture(seed=1):
    return paper(f"anh-chup-{seed}.jpg", photo(seed))


SPOILT = ("not what it says", "a kind that is not taken", "empty", "damaged", "too large")


def spoilt(fault):
    """A paper that must be refused, by what is wrong with it."""
    if fault == "not what it says":
        return paper("to-khai.pdf", b"MZ\x90\x00" + bytes(5000))
    if fault == "a kind that is not taken":
        return paper("tro-choi.exe", b"MZ" + bytes(900))
    if fault == "empty":
        return paper("rong.pdf", b"")
    if fault == "damaged":
        whole = photo(3)
        return paper("hong.jpg", whole[: len(whole) // 3])
    return paper("rat-lon.pdf", world.pdf("to") + bytes(26 * 1024 * 1024))
