#!/usr/bin/env python3
"""Check a bag of evidence and recount its figures from its facts, without a line of Một Cửa's code.

Written from docs/figures.md, RFC 9162 (2.1.1), RFC 8032 (5.1) and C2SP tlog-checkpoint.
Exit 0 when nothing differs, 1 when something does, 2 on wrong usage or an unreadable bag.
"""
import argparse, base64, bisect, calendar, functools, hashlib, json, pathlib, re, sys
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta, timezone

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519
D = -121665 * pow(121666, -1, P) % P

def plus(a, b):
    """The sum of two points (X, Y, Z, T), where x = X/Z, y = Y/Z and xy = T/Z."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    x, y, z, t = f - e, f + e, h - g, h + g
    return x * z % P, t * y % P, z * t % P, x * y % P

def times(scalar, point):
    total = (0, 1, 1, 0)
    for bit in f"{scalar:b}":
        total = plus(total, total)
        total = plus(total, point) if bit == "1" else total
    return total

def decoded(encoded):
    number = int.from_bytes(encoded, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if len(encoded) != 32 or y >= P or x * x % P != square or (x == 0 and odd):
        raise ValueError("no point of the curve")
    x = x if x % 2 == odd else P - x
    return x, y, 1, x * y % P

def is_signed(public, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % ORDER
    base = decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    left, right = times(s, base), plus(decoded(r), times(challenge, decoded(public)))
    return s < ORDER and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

class Checkpoint:
    def __init__(self, text):
        body, _, self.signatures = text.partition("\n\n")
        self.body, (self.origin, size, root) = body + "\n", body.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root, validate=True)

    def signature(self, key):
        """Of the verifier key NAME+HASH+BASE64: good, not good or not there."""
        name, mark, encoded = key.split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        if raw[:1] != b"\1" or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != mark:
            raise ValueError("this is no verifier key")
        for signer, blob in re.findall(r"^— (\S+) (\S+)$", self.signatures, re.M):
            blob = base64.b64decode(blob)
            if self.origin == signer == name and blob[:4].hex() == mark and len(blob) == 68:
                return "good" if is_signed(raw[1:], self.body.encode(), blob[4:]) else "not good"
        return "not there"

def roots(leaves, sizes):
    """{size: root of the first so many leaves}; one hash is kept for each power of two."""
    def node(right, left):
        return hashlib.sha256(b"\1" + left + right).digest()
    peaks, found = [], {0: hashlib.sha256().digest()}
    for count, value in enumerate(leaves, 1):
        height = count
        while height % 2 == 0:
            value, height = node(value, peaks.pop()), height // 2
        peaks.append(value)
        if count in sizes:
            found[count] = functools.reduce(node, reversed(peaks))
    return found

def placed(hashes, positions, leaves, differ):
    """The position of each line, found by its hash."""
    sealed = {leaves[position]: index for index, position in enumerate(positions)}
    missing, last, places = set(sealed) - set(hashes), -1, []
    for number, value in enumerate(hashes, 1):
        index = sealed.get(value, min(last + 1, len(positions) - 1))
        position, leaf = positions[index], leaves[positions[index]]
        if value in sealed and index <= last:
            differ("lines", f"line {number}: reordered: it was sealed at position {position}")
        elif value not in sealed:
            verb = "changed" if leaf in missing else "surplus"
            differ("lines", f"line {number}: {verb}: position {position} was sealed otherwise")
        if value in sealed or leaf in missing:
            last = max(last, index)
        missing.discard(leaf)
        places.append(position)
    for position in sorted(positions[sealed[leaf]] for leaf in missing):
        differ("lines", f"position {position}: missing: no line has the hash that was sealed")
    return places

# Moments are those of a wall clock in Vietnam; days are texts, YYYY-MM-DD, or dates where they are counted.
ZONE, ONE_DAY, STANDARD, FOREVER = timezone(timedelta(hours=7)), timedelta(1), "07:00-11:30/13:30-17:00", "9999"

def local(text):
    return text and datetime.fromisoformat(text).astimezone(ZONE).replace(tzinfo=None)

def minute_of(at):
    return at.hour * 60 + at.minute

def moment(day, minute):
    return datetime.combine(day, time()) + timedelta(minutes=minute)

def day_text(at):
    return at.date().isoformat()

class Office:
    """Working time: a calendar, and the hours of an agency."""
    def __init__(self, days, hours):
        self.days, self.off, self.work = days, set(days["off"]), set(days["work"])
        self.spans = [[int(end[:2]) * 60 + int(end[3:]) for end in span.split("-")] for span in hours.split("/")]
        self.closes = self.spans[-1][1]

    @functools.cache
    def works(self, day):
        text = day.isoformat()
        if not self.days["from"] <= text <= self.days["to"]:
            raise LookupError(f"the calendar does not hold {text}")
        return text not in self.off and (day.weekday() < 5 or text in self.work)

    def worked_day(self, day):
        """The day, or the next one that is worked."""
        return day if self.works(day) else self.worked_day(day + ONE_DAY)

    def minutes(self, start, end):
        """Working minutes from one moment to another, each counted from the start of its minute."""
        total, day = 0, start.date()
        while day <= end.date():
            low = minute_of(start) if day == start.date() else 0
            high = minute_of(end) if day == end.date() else 1440
            if self.works(day):
                total += sum(max(0, min(closes, high) - max(opens, low)) for opens, closes in self.spans)
            day += ONE_DAY
        return total

    def after(self, minutes, start):
        """The moment at which so many have been worked; of 0, the first one at which work is done."""
        day, low = start.date(), minute_of(start)
        while True:
            for opens, closes in self.spans if self.works(day) else ():
                left = max(0, closes - max(opens, low))
                if left and left >= minutes:
                    return moment(day, max(opens, low) + minutes)
                minutes -= left
            day, low = day + ONE_DAY, 0

    def end(self, start, term, policy):
        """When a term ends, and its nominal last day if it counts days or months."""
        count, unit = re.fullmatch(r"(\d{1,6})(min|h|wd|d|m)", term).groups()
        count, last = int(count), start.date()
        if unit in ("min", "h") or (unit == "wd" and policy == "hourly" and count):
            return self.after(count * {"min": 1, "h": 60, "wd": 480}[unit], start), None
        if count == 0:
            last = self.worked_day(last + ONE_DAY * (minute_of(start) > min(900, self.closes - 1)))
        elif unit == "wd":
            for _ in range(count):
                last = self.worked_day(last + ONE_DAY)
        elif unit == "d":
            last += count * ONE_DAY
        else:
            year, month = divmod(last.year * 12 + last.month - 1 + count, 12)
            last = date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))
        return moment(self.worked_day(last), self.closes), None if unit == "wd" else last

    def going_on(self, due, paused, resumed, is_whole):
        """Where a count that was to end at `due` ends after a pause."""
        at, nominal = due
        if paused >= at or (nominal and resumed.date() == paused.date()):
            return due
        if nominal:
            nominal += resumed.date() - paused.date()
            return max(at, moment(self.worked_day(nominal), minute_of(at))), nominal
        later = self.after(self.minutes(paused, at), resumed)
        if is_whole and minute_of(at) == self.closes:
            later = moment(later.date(), self.closes)
        return max(at, later), None

class Clock:
    """Both due dates of a dossier, each with its nominal day, from its acts."""
    def __init__(self, fact):
        self.policy, self.hours, self.acts = fact["policy"], fact["data"].get("hours", STANDARD), []
        self.term = fact["term"]

    def take(self, kind, at, fact, office):
        told = {"supplied": fact["data"].get("restarted", True), "extended": local(fact.get("due"))}
        if kind == "corrected" and fact["term"] != self.term:
            self.term, acts, self.acts = fact["term"], self.acts, []
        else:
            acts = [(kind, at, told.get(kind))]
        for act in acts:
            self.acts.append(act)
            self.act(office, *act)

    def act(self, office, kind, at, told):
        whole = self.term.endswith("wd") and self.policy == "civil"
        if kind == "received":
            self.legal = self.index = office.end(at, self.term, self.policy)
        elif kind in ("supplementRequested", "paymentRequested"):
            self.paused = at
        elif kind == "paid" or (kind == "supplied" and not told):
            self.legal = office.going_on(self.legal, self.paused, at, whole)
        elif kind == "supplied":
            self.legal = office.end(at, self.term, self.policy)
        elif kind == "extended":
            same, old, self.legal = self.legal == self.index, self.legal[0], (told, self.legal[1] and told.date())
            later = office.after(office.minutes(old, told), self.index[0])
            moved = max(later, self.index[0]), self.index[1] and later.date()
            self.index = self.legal if same else moved
        if kind == "supplied":
            self.index = office.going_on(self.index, self.paused, at, whole)
