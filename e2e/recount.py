"""A published figure as a pure function of facts, a definition, a period, an agency and a moment.

Written from docs/figures.md, without a line of Một Cửa's code.
"""

import calendar
import functools
import sys
from collections import Counter, defaultdict
from datetime import date, datetime

from recount_dossiers import ONE_DAY, PLACE, RUNNING, STOCK, Dossier, Office, local, moment

FOREVER = "9999-12-31"
ROW = ("key", "numerator", "denominator", "value", "published")


def recount(facts, definition, start, end, agency=None, by=None, tree="reported", at=None, calendars=()):
    """The rows of one figure of a whole history of parsed facts; days and `at` are texts."""
    return Figures.of(facts, calendars).rows(definition, start, end, agency, by, tree, at)


class Figures:
    """Facts, folded once, to be counted for many questions."""

    def __init__(self, calendars=(), differ=lambda kind, text: None):
        """Without calendars no clock is run, and lateness is what the facts say."""
        days = {entry["version"]: entry for entry in calendars}
        self.offices = functools.cache(lambda version, hours: Office(days[version], hours)) if days else None
        self.differ, self.dossiers, self.entries, self.told = differ, defaultdict(Dossier), [], []
        self.stated = {}

    @classmethod
    def of(cls, facts, calendars=()):
        figures = cls(calendars)
        for position, fact in enumerate(facts):
            figures.take(position, fact)
        return figures

    def take(self, position, fact):
        """Counts the next fact."""
        fact = {"data": {}} | fact
        data, part = fact["data"], fact["kind"].partition(".")[0]
        if part == "dossier":
            for entry in self.dossiers[fact["subject"]].take(fact, self.offices, self.differ):
                self.entries.append((position, *entry))
        elif part in ("agency", "offer") and "from" in data and (part == "offer" or "agency" in fact):
            self.told.append((position, part, fact))
        elif part == "indicator":
            self.stated["definition", data["code"], data["from"]] = data.get("sha256")
        elif fact["kind"] == "calendar.stated":
            self.stated["calendar", fact["calendar"]] = data["sha256"]

    def rows(self, definition, start, end, agency=None, by=None, tree="reported", at=None, size=sys.maxsize):
        """As /api/v1/indicators/{code} gives them, of the first `size` facts."""
        at, agencies = local(at) or datetime.max, self.known("agency", size)
        on = at.date().isoformat() if tree == "today" else end
        codes = agencies.below(agency, on) if agency else None
        name = agencies.code(agency, on) if agency else ""
        spans = list(months(start, end)) if by == "month" else [(name, start, end)]
        sums = {"numerator": Counter(), "denominator": Counter()}
        for title, first, last in spans:
            def heading(place):
                """Under which key a place is counted; `None` when it is not of the agency."""
                if codes is not None and place[0] not in codes:
                    return None
                if by in (None, "month"):
                    return title
                return agencies.code(place[0], on) if by == "agency" else place[PLACE.index(by)]

            counted = self.counted(size, first, last, min(at, moment(date.fromisoformat(last), 1440)))
            for part, amounts in sums.items():
                amounts.update(self.amounts(definition["formula"], part, size, first, last, counted, heading))
        keys = {title for title, _, _ in spans if by in (None, "month")}
        keys |= {key for amounts in sums.values() for key in amounts if amounts[key]}
        found = [(key, sums["numerator"][key], sums["denominator"][key]) for key in sorted(keys)]
        return [dict(zip(ROW, (*row, *worth(definition, *row[1:])))) for row in found]

    def amounts(self, formula, part, size, start, end, counted, heading):
        """{key: how much the numerator or the denominator is}"""
        if formula["kind"] == "procedures":
            return procedures(formula[part], self.known("offer", size), start, end, counted, heading)
        is_time = part == "numerator" and formula.get("measure") == "workedMinutes"
        found = Counter()
        for condition in formula.get(part, ()):
            for key, _, times, minutes in matching(condition, counted, heading):
                found[key] += minutes if is_time else times * condition.get("points", 1)
        return found

    @functools.cache
    def known(self, part, size):
        facts = [fact for position, of, fact in self.told if of == part and position < size]
        return Agencies(facts) if part == "agency" else stretches(facts)

    @functools.cache
    def counted(self, size, start, end, at):
        """{event: [(place, traits, times, minutes)]}: what came from start to end and stands at its end."""
        sums, found = defaultdict(lambda: [0, 0]), defaultdict(list)
        for position, day, place, event, traits, mark, times, minutes in self.entries:
            is_then = day <= end and (day >= start or event in STOCK)
            if is_then and position < size and (mark is None or mark < at):
                cell = sums[event, place, traits]
                cell[:] = cell[0] + times, cell[1] + minutes
        for (event, place, traits), cell in sums.items():
            if any(cell):
                found[event].append((place, traits | {("channel", place[3])}, *cell))
        return found


def months(start, end):
    """(month, first day, last day) of each that a period touches."""
    while start <= end:
        days = calendar.monthrange(int(start[:4]), int(start[5:7]))[1]
        last = min(f"{start[:8]}{days}", end)
        yield start[:7], start, last
        start = (date.fromisoformat(last) + ONE_DAY).isoformat()


SUMS = {"finished": ("settled", "withdrawn", "stopped"), "open": RUNNING,
        "awaitingSupplement": ("supplement",), "awaitingPayment": ("payment",)}
LATE = {"running": ("timeliness", "overdue"), "open": ("index", "indexOverdue")}


def terms(condition):
    """What adds up to a condition, {event: sign}, and what is asked of each, {trait: words}."""
    asked = {name: words for name, words in condition.items() if name not in ("event", "points")}
    signs = dict.fromkeys(SUMS.get(condition["event"], (condition["event"],)), 1)
    trait, late = LATE.get(condition["event"], (None, None))
    due = asked.pop(trait, None)
    if due == ["overdue"]:
        return {late: 1}, asked
    return signs | ({late: -1} if due == ["notDue"] else {}), asked


def matching(condition, counted, heading):
    """(key, procedure, times, minutes) of everything that fits a condition."""
    signs, asked = terms(condition)
    for event, sign in signs.items():
        for place, traits, times, minutes in counted[event]:
            if all(any((name, word) in traits for word in words) for name, words in asked.items()):
                key = heading(place)
                if key is not None:
                    yield key, place[2], sign * times, sign * minutes


def procedures(wanted, offers, start, end, counted, heading):
    """{key: how many different procedures}"""
    found, came, asked = defaultdict(set), Counter(), wanted["offered"]
    for offer in offers:
        # One that is open to nobody has no channel to stand under.
        for channel in offer["channels"] or [None] if is_offered(offer, asked, start, end) else ():
            key = heading((offer["agency"], offer["sector"], offer["procedure"], channel))
            if key is not None and channel in asked.get("channel", [channel]):
                found[key].add(offer["procedure"])
    if "with" not in wanted:
        return {key: len(some) for key, some in found.items()}
    for condition in wanted["with"]["count"]:
        for key, procedure, times, _ in matching(condition, counted, heading):
            came[key, procedure] += times
    least = wanted["with"]["atLeast"]
    return {key: sum(came[key, procedure] >= least for procedure in some) for key, some in found.items()}


def stretches(facts):
    """The stretches of days in which something is offered under the same conditions."""
    found = defaultdict(list)
    for fact in facts:
        data, held, is_end = fact["data"], found[fact["subject"]], fact["kind"] == "offer.ended"
        if held and is_end:
            held[-1]["to"] = data.get("to", FOREVER)
        elif held and held[-1]["to"] >= data["from"]:
            held[-1]["to"] = (date.fromisoformat(data["from"]) - ONE_DAY).isoformat()
        if not is_end:
            unsaid = dict.fromkeys(PLACE, "-") | {"mode": "", "level": 0, "to": FOREVER, "channels": []}
            held.append(unsaid | fact | data)
    return [stretch for held in found.values() for stretch in held]


def is_offered(offer, asked, start, end):
    """Whether a stretch holds on a day of the period, or on its last one, under the conditions asked."""
    is_then = offer["from"] <= end <= offer["to"] if asked["days"] == "last" else (
        offer["from"] <= end and offer["to"] >= max(start, offer["from"]))
    return (is_then and ("channel" not in asked or set(asked["channel"]) & set(offer["channels"]))
            and all(offer[name] in asked[name] for name in ("mode", "level") if name in asked)
            and all(offer.get(name) for name in ("eligible", "integrated") if asked.get(name)))


def worth(definition, numerator, denominator):
    """(value, published) as texts; nothing where there is nothing to count."""
    if definition["formula"]["kind"] == "unmeasured" or denominator <= 0:
        return None, None

    def rounded(decimals, is_cut=False):
        scaled = abs(numerator) * (100 if definition["unit"] == "%" else 1) * 10**decimals
        number = scaled // denominator if is_cut else (2 * scaled + denominator) // (2 * denominator)
        whole, fraction = divmod(number, 10**decimals)
        sign = "-" if numerator < 0 < number else ""
        return f"{sign}{whole}.{fraction:0{decimals}}" if decimals else f"{sign}{whole}"

    published = rounded(definition["decimals"], definition["rounding"] == "truncated")
    return rounded(6).rstrip("0").rstrip("."), published


class Agencies:
    """Who stood where through time, as the facts tell."""

    def __init__(self, facts):
        self.lives, self.holders = {}, defaultdict(list)
        for fact in facts:
            data, (_, _, periods) = fact["data"], self.lives.get(fact["subject"], ("", "", {}))
            periods[data.get("since", data["from"])] = fact["agency"], data.get("parent")
            self.lives[fact["subject"]] = data["from"], data.get("to", FOREVER), periods
        for _, subject in sorted(((life[0], subject) for subject, life in self.lives.items()), reverse=True):
            for code in {code for code, _ in self.lives[subject][2].values()}:
                self.holders[code].append(subject)

    def period(self, subject, on):
        """(since, code, parent)"""
        periods = self.lives[subject][2]
        since = max((since for since in periods if since <= on), default=min(periods))
        return since, *periods[since]

    @functools.cache
    def named(self, code, on):
        """The subject whom a code names on a day: among equals the one that began last."""
        def rank(subject):
            start, end, _ = self.lives[subject]
            return 2 + (self.period(subject, on)[1] == code) if start <= on <= end else start <= on

        return max(self.holders.get(code, ()), key=rank, default=None)

    @functools.cache
    def code(self, code, on):
        """The code that the agency has on the day."""
        subject = self.named(code, on)
        return self.period(subject, on)[1] if subject else code

    @functools.cache
    def below(self, code, on):
        """Every code that names the agency or something below it."""
        top, above = self.named(code, on), {}
        if top is None:
            return {code}
        for subject, (start, end, _) in self.lives.items():
            since, _, parent = self.period(subject, min(on, end))
            above[subject] = parent and self.named(parent, max(since, start))
        members = {top}
        while more := {subject for subject in above if above[subject] in members} - members:
            members |= more
        return {other for other in self.holders if self.named(other, on) in members}
