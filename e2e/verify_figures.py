#!/usr/bin/env python3
"""Check a bag of evidence and recount its figures from its facts, without a line of Một Cửa's code.

Written from docs/figures.md, RFC 9162 (2.1.1), RFC 8032 (5.1) and C2SP tlog-checkpoint; how a figure is
counted stands in recount.py. Exit 0 when nothing differs, 1 when something does, 2 on wrong usage or an
unreadable bag.
"""

import argparse
import base64
import functools
import hashlib
import json
import pathlib
import re
import sys
from collections import Counter, defaultdict

from recount import FOREVER, ROW, Figures, recount  # noqa: F401, for those who import the counting

MOST = 50  # lines of one kind
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # of Ed25519
D = -121665 * pow(121666, -1, PRIME) % PRIME


def plus(one, other):
    """The sum of two points of the curve."""
    (a, b), (c, d) = one, other
    k = D * a * b * c * d
    x, y = (a * d + b * c) * pow(1 + k, -1, PRIME), (b * d + a * c) * pow(1 - k, -1, PRIME)
    return x % PRIME, y % PRIME


def times(scalar, point):
    half = times(scalar // 2, plus(point, point)) if scalar else (0, 1)
    return plus(half, point) if scalar % 2 else half


def decoded(encoded):
    """The point that 32 bytes name."""
    number = int.from_bytes(encoded, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    root = pow(square, (PRIME + 3) // 8, PRIME)
    x = root if root * root % PRIME == square else root * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if len(encoded) != 32 or y >= PRIME or x * x % PRIME != square or (x == 0 and odd):
        raise ValueError("no point of the curve")
    return x if x % 2 == odd else PRIME - x, y


BASE = decoded((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))


def is_signed(public, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % ORDER
    try:
        expected = plus(decoded(r), times(challenge, decoded(public)))
    except ValueError:
        return False
    return len(signature) == 64 and s < ORDER and times(s, BASE) == expected


class Checkpoint:
    """C2SP: origin, size, root, an empty line, signatures."""

    def __init__(self, path):
        text, self.name = path.read_text(encoding="utf-8"), path.name
        body, _, self.signatures = text.partition("\n\n")
        self.body, (self.origin, size, root) = body + "\n", body.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root, validate=True)

    def signature(self, key):
        """By a verifier key NAME+HASH+BASE64: good, not good or not there."""
        name, mark, raw = key.split("+", 2)
        raw = base64.b64decode(raw, validate=True)
        if raw[:1] != b"\x01" or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != mark:
            raise ValueError(f"{key} is no verifier key")
        for signer, blob in re.findall(r"^\u2014 (\S+) (\S+)$", self.signatures, re.M):
            blob = base64.b64decode(blob)
            if self.origin == signer == name and blob[:4].hex() == mark:
                return "good" if is_signed(raw[1:], self.body.encode(), blob[4:]) else "not good"
        return "not there"


def roots(leaves, sizes):
    """{size: root of the first so many leaves}; one hash is kept for each power of two."""
    def node(right, left):
        return hashlib.sha256(b"\x01" + left + right).digest()

    peaks, found = [], {0: hashlib.sha256().digest()}
    for count, value in enumerate(leaves, 1):
        height = count
        while height % 2 == 0:
            value, height = node(value, peaks.pop()), height // 2
        peaks.append(value)
        if count in sizes:
            found[count] = functools.reduce(node, reversed(peaks))
    return found


class Bag:
    """A folder as docs/figures.md, "A bag", describes it, and what differs in it."""

    def __init__(self, folder, key, more):
        self.folder, self.differences, self.remarks = folder, defaultdict(list), []
        content = (folder / "leaves.bin").read_bytes()
        self.leaves = [content[start:start + 32] for start in range(0, len(content), 32)]
        self.points = [Checkpoint(path) for path in
                       [folder / "checkpoint.txt", *sorted(folder.glob("checkpoints/*.txt")), *more]]
        self.reports = [(path.name, answer) for path in sorted(folder.glob("reports/figures-*.json"))
                        for answer in json.loads(path.read_bytes())]
        calendars = json.loads((folder / "calendars.json").read_bytes())
        lines = (folder / "definitions.jsonl").read_bytes().split(b"\n")
        self.definitions = [(json.loads(line), line) for line in lines if line]
        self.calendars = [(each, json.dumps(each, ensure_ascii=False, separators=(",", ":")).encode())
                          for each in calendars]
        sizes = {point.size for point in self.points} | {answer["asOf"]["position"] for _, answer in self.reports}
        self.roots = roots(self.leaves, sizes)
        self.key, self.own = key, (folder / "key.txt").read_text().strip()
        self.figures, self.lines, self.rows = Figures(calendars, self.differ), 0, 0

    def differ(self, kind, text):
        self.differences[kind].append(text)

    def check(self):
        self.check_seal()
        self.check_facts()
        self.check_stated("definition", [
            ((each["code"], each["validFrom"]), text) for each, text in self.definitions])
        self.check_stated("calendar", [((each["version"],), text) for each, text in self.calendars])
        for name, answer in self.reports:
            try:
                self.check_report(answer)
            except MALFORMED as error:
                self.differ("reports", f"{name}: an answer cannot be counted: {error!r}")

    def check_seal(self):
        if not self.key:
            self.remarks.append("the key is the bag's own: compare key.txt with the published one")
        elif self.key != self.own:
            self.differ("seal", "key.txt is not the key that was given")
        if self.points[0].size != len(self.leaves):
            self.differ("seal", f"checkpoint.txt is of {self.points[0].size} facts, leaves.bin of {len(self.leaves)}")
        for point in self.points:
            signature = point.signature(self.key or self.own)
            if signature != "good":
                self.differ("seal", f"{point.name}: the signature is {signature}")
            if point.root != self.roots.get(point.size):
                self.differ("seal", f"{point.name}: the first {point.size} facts have another root now")

    def check_facts(self):
        """Every line at its position; all that were sealed are folded."""
        ranges = [line.split("-") for line in (self.folder / "positions.txt").read_text().split()]
        positions = [position for first, last in ranges for position in range(int(first), int(last) + 1)]
        reached = Counter()
        with open(self.folder / "facts.jsonl", "rb") as file:
            hashes = [hashlib.sha256(b"\x00" + line.removesuffix(b"\n")).digest() for line in file]
            places = self.places(hashes, {self.leaves[position]: position for position in positions})
            file.seek(0)
            for number, (line, place) in enumerate(zip(file, places), 1):
                try:
                    if place is not None:
                        self.take(number, json.loads(line), place, reached)
                except MALFORMED as error:
                    self.differ("facts", f"line {number} cannot be counted: {error!r}")
        self.lines = len(hashes)

    def take(self, number, fact, place, reached):
        subject, seq = fact["subject"], fact["seq"]
        if seq != reached[subject] + 1:
            self.differ("facts", f"line {number}: subject {subject} goes from seq {reached[subject]} to {seq}")
        reached[subject] = seq
        self.figures.take(place, fact)

    def places(self, hashes, sealed):
        """The position of each line by its hash; `None` for what was never sealed."""
        here, last, places = set(hashes), -1, []
        lost = [position for leaf, position in sealed.items() if leaf not in here]
        for number, value in enumerate(hashes, 1):
            place = sealed.get(value)
            if place is not None and place <= last:
                self.differ("facts", f"line {number} was reordered: it was sealed at position {place}")
            elif place is None and lost:
                place = lost.pop(0)
                self.differ("facts", f"line {number} was changed: position {place} was sealed otherwise")
            elif place is None:
                self.differ("facts", f"line {number} is surplus: it was never sealed")
            last = last if place is None else max(last, place)
            places.append(place)
        for place in lost:
            self.differ("facts", f"position {place} is missing: no line has its hash")
        return places

    def check_stated(self, kind, texts):
        """Definitions and calendars are those whose digests were sealed."""
        if not any(name[0] == kind for name in self.figures.stated):
            self.remarks.append(f"{kind} not sealed: the journal states none")
            return
        for name, text in texts:
            told = self.figures.stated.get((kind, *name))
            if told != hashlib.sha256(text).hexdigest():
                why = "was never sealed" if told is None else "is not the one that was sealed"
                self.differ("stated", f"{kind} {' '.join(name)} {why}")

    def check_report(self, answer):
        definition, start, end, as_of = (answer[name] for name in ("definition", "from", "to", "asOf"))
        title = f"{definition['code']} {start}..{end}, {answer['agency']}, by {answer['by']}"
        in_force = [each for each, _ in self.definitions
                    if each["validFrom"] <= end <= (each["validTo"] or FOREVER)]
        if definition not in in_force:
            self.differ("reports", f"{title}: its definition is none of those that hold then")
        if self.roots.get(as_of["position"], b"").hex() != as_of["root"]:
            self.differ("reports", f"{title}: the first {as_of['position']} facts have another root")
        found = self.figures.rows(definition, start, end, answer["agency"], answer["by"], answer["tree"],
                                  as_of["at"], as_of["position"])
        by_key = [{row["key"]: {name: row[name] for name in ROW[1:]} for row in rows}
                  for rows in (answer["rows"], found)]
        for key in sorted(by_key[0].keys() | by_key[1].keys()):
            told, counted = (shown(rows.get(key)) for rows in by_key)
            if told != counted:
                self.differ("figures", f"{title}, {key}: the report says {told}, the facts give {counted}")
        self.rows += len(found)


def shown(row):
    return "nothing" if row is None else "{numerator}/{denominator} = {value}, published {published}".format(**row)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("bag", type=pathlib.Path)
    options.add_argument("--key", help="the verifier key, or a file with it, from elsewhere than the bag")
    options.add_argument("--checkpoint", type=pathlib.Path, action="append", default=[],
                         help="an earlier checkpoint: mailed, printed or kept; may be given often")
    given = options.parse_args()
    key = pathlib.Path(given.key or "")
    try:
        bag = Bag(given.bag, key.read_text().strip() if key.is_file() else given.key, given.checkpoint)
        bag.check()
    except (OSError, *MALFORMED) as error:
        print(f"{given.bag} cannot be read: {error!r}", file=sys.stderr)
        return 2
    for kind, texts in bag.differences.items():
        print("\n".join(f"{kind}: {text}" for text in texts[:MOST]))
        print(f"{kind}: and {len(texts) - MOST} more\n" if len(texts) > MOST else "", end="")
    dossiers = bag.figures.dossiers.values()
    print("\n".join(f"remark: {text}" for text in bag.remarks))
    print(f"{bag.points[0].origin}: {bag.lines} of {len(bag.leaves)} sealed facts, {len(dossiers)} dossiers, "
          f"{sum(dossier.clock is not None for dossier in dossiers)} clocks and {bag.rows} figures recounted "
          f"in {len(bag.reports)} reports, {len(bag.points)} checkpoints, signature "
          f"{bag.points[0].signature(bag.key or bag.own)}")
    count = sum(map(len, bag.differences.values()))
    print(f"{count} differences" if count else "nothing differs")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
