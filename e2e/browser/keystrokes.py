"""What a practised person needs at the keyboard, by the keystroke-level model.

Operators (Card, Moran and Newell, "The keystroke-level model", 1980): K, one key, 0.2 s, the
average skilled typist; M, thinking before a step, 1.35 s; R, waiting for the program, measured
from the key that sends to the page that can be used. There is no P and no H: hands stay on the
keys. M stands before each thing that is looked up or decided: a field whose content comes from the
paper or the person at the counter, a choice, the last look before sending. A key that only leads
on (Tab, an arrow within a choice) has no M of its own, since it belongs to the step before it.

Vietnamese is typed in Telex: a mark or a hat costs a key more than the bare letter.
"""

import time
import unicodedata

K, M = 0.2, 1.35
# letters that Telex makes by a second key: aa, aw, dd, ee, oo, ow, uw
SECOND_KEY = set("ăâđêôơư")
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def telex(text):
    """How many keys Telex needs; a capital letter needs Shift too."""
    keys = 0
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        keys += 1 + any(mark in TONES for mark in parts[1:])
        bare = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        keys += bare.lower() in SECOND_KEY
        keys += letter.isupper()
    return keys


class Typist:
    """Drives a page by keys alone and keeps the count."""

    def __init__(self, lab):
        self.lab, self.page = lab, lab.page
        self.keys, self.thoughts, self.waited = 0, 0, 0.0

    def think(self):
        self.thoughts += 1

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
        self.keys += times * len(key.split("+"))

    def write(self, text):
        """One thing from the paper: a thought, then its keys."""
        self.think()
        self.page.keyboard.insert_text(text) if not text.isascii() else (
            self.page.keyboard.type(text))
        self.keys += telex(text)

    def send(self, key="Enter"):
        """Presses the key that sends, and measures until the next page can be used."""
        start = time.monotonic()
        self.lab.turn(lambda: self.page.keyboard.press(key))
        self.waited += time.monotonic() - start
        self.keys += len(key.split("+"))

    @property
    def seconds(self):
        return self.keys * K + self.thoughts * M + self.waited

    def __str__(self):
        return (f"{self.keys} K × {K} s + {self.thoughts} M × {M} s + R {self.waited:.2f} s"
                f" = {self.seconds:.1f} s")
