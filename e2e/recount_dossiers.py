"""What the facts of one dossier come to: its due dates, and everything it counts as.

Written from docs/figures.md, "The clock" and "Dossiers", without a line of Một Cửa's code.
"""

import bisect
import calendar
import functools
import re
from datetime import date, datetime, time, timedelta, timezone

# Moments are those of a clock on a wall in Vietnam.
ZONE, ONE_DAY = timezone(timedelta(hours=7)), timedelta(days=1)
STANDARD_HOURS = "07:00-11:30/13:30-17:00"
LATEST_AT_ONCE = 15 * 60 + 1


def local(text):
    return text and datetime.fromisoformat(text).astimezone(ZONE).replace(tzinfo=None)


def moment(day, minute):
    return datetime.combine(day, time()) + timedelta(minutes=minute)


class Office:
    """Working time: every worked day of a calendar, every worked minute of such a day."""

    def __init__(self, days, hours):
        self.first, self.last = (date.fromisoformat(days[name]) for name in ("from", "to"))
        off, work = set(days["off"]), set(days["work"])
        every = (self.first + ONE_DAY * count for count in range((self.last - self.first).days + 1))
        self.days = [day for day in every if day.isoformat() not in off
                     and (day.weekday() < 5 or day.isoformat() in work)]
        spans = [[int(end[:2]) * 60 + int(end[3:]) for end in span.split("-")] for span in hours.split("/")]
        self.minutes = [minute for opens, closes in spans for minute in range(opens, closes)]
        self.closes = self.minutes[-1] + 1

    def index(self, day):
        """Where a day stands among those that are worked; else the next one."""
        if not self.first <= day <= self.last:
            raise LookupError(f"the calendar does not hold {day}")
        return bisect.bisect_left(self.days, day)

    def worked(self, day, later=0):
        """The day, or the next one that is worked; or so many worked days later."""
        return self.days[self.index(day) + later]

    def until(self, at):
        """How many minutes have been worked until a moment, which counts from the start of its minute."""
        index, minute = self.index(at.date()), at.hour * 60 + at.minute
        today = bisect.bisect_left(self.minutes, minute) if self.days[index] == at.date() else 0
        return index * len(self.minutes) + today

    def between(self, start, end):
        return max(0, self.until(end) - self.until(start))

    def after(self, count, start):
        """When so many minutes have been worked; of none, the first moment at which work is done."""
        is_some = count > 0
        index, minute = divmod(self.until(start) + count - is_some, len(self.minutes))
        return moment(self.days[index], self.minutes[minute] + is_some)

    def end(self, start, term, policy):
        """When a term ends, and its nominal last day: only for terms in days and months."""
        count, unit = re.fullmatch(r"([0-9]+)(min|h|wd|d|m)", term).groups()
        count, last = int(count), start.date()
        if unit in ("min", "h") or (unit == "wd" and policy == "hourly" and count):
            return self.after(count * {"min": 1, "h": 60, "wd": 480}[unit], start), None
        if count == 0:
            is_late = start >= moment(last, min(LATEST_AT_ONCE, self.closes))
            last = self.worked(last + ONE_DAY if is_late else last)
        elif unit == "wd":
            last = self.worked(last + ONE_DAY, count - 1)
        elif unit == "d":
            last += ONE_DAY * count
        else:
            year, month = divmod(last.year * 12 + last.month - 1 + count, 12)
            last = date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))
        return moment(self.worked(last), self.closes), None if unit == "wd" else last

    def going_on(self, due, paused, resumed, is_whole):
        """Where a count that was to end at `due` ends after a pause."""
        (at, nominal), days = due, resumed.date() - paused.date()
        if paused >= at or (nominal and not days):
            return due
        if nominal:
            return max(at, datetime.combine(self.worked(nominal + days), at.time())), nominal + days
        later = self.after(self.between(paused, at), resumed)
        if is_whole and at == moment(at.date(), self.closes):
            later = moment(later.date(), self.closes)
        return max(at, later), None


class Clock:
    """The legal due date and the index's, each as (moment, nominal last day), after the acts so far."""

    def __init__(self, fact):
        self.policy, self.term, self.acts, self.paused = fact["policy"], fact["term"], [], None
        self.hours = fact["data"].get("hours", STANDARD_HOURS)

    @property
    def dates(self):
        return self.legal[0], self.index[0]

    def take(self, kind, at, fact, offices):
        acts = [(kind, at, local(fact.get("due")), fact["data"].get("restarted", True))]
        if kind == "corrected" and fact["term"] != self.term:
            self.term, acts, self.acts = fact["term"], self.acts, []
        for act in acts:
            self.act(offices(fact["calendar"], self.hours), *act)
        self.acts += acts

    def act(self, office, kind, at, promised, restarts):
        is_whole = self.term.endswith("wd") and self.policy == "civil"
        if kind == "received":
            self.legal = self.index = office.end(at, self.term, self.policy)
        elif kind in ("supplementRequested", "paymentRequested"):
            self.paused = at
        elif kind in ("supplied", "paid"):
            paused, self.paused = self.paused, None
            begins_anew = kind == "supplied" and restarts
            self.legal = (office.end(at, self.term, self.policy) if begins_anew
                          else office.going_on(self.legal, paused, at, is_whole))
            if kind == "supplied":
                self.index = office.going_on(self.index, paused, at, is_whole)
        elif kind == "extended":
            old, self.legal = self.legal, (promised, self.legal[1] and promised.date())
            later = office.after(office.between(old[0], promised), self.index[0])
            moved = max(later, self.index[0]), self.index[1] and later.date()
            self.index = self.legal if self.index == old else moved


RUNNING, PLACE = ("running", "supplement", "payment"), ("agency", "sector", "procedure", "channel")
STOCK = {"waiting", "overdue", "indexOverdue", *RUNNING}
PHASES = {False: dict.fromkeys((1, 5, 6), "waiting") | dict.fromkeys((3, 7, 8), "over"),
          True: dict.fromkeys((2, 4), "running") | dict.fromkeys((7, 8, 9, 10), "over")
          | {5: "supplement", 6: "payment"}}
WAYS = {("waiting", "running"): ["accepted", "received"], (None, "running"): ["received"],
        (None, "waiting"): ["submitted"], **{(phase, phase): [] for phase in ("waiting", "over")},
        **{(before, after): [] for before in RUNNING for after in RUNNING}}
ENDS = {"waiting": {3: ["notAccepted"], 8: ["notAccepted"], 7: ["withdrawnBefore"]},
        **dict.fromkeys(RUNNING, {9: ["settled"], 7: ["withdrawn"], 8: ["stopped"]})}
TOLD = ("delivered", "rated", "supplementRequested", "extended")
UNSAID = {"fee": "none", "paid": "none",
          **dict.fromkeys(("paper", "reused", "store", "elsewhere", "extended"), "no")}


def yes(holds):
    return "yes" if holds else "no"


def against(at, due):
    """Early, on time or late by the day alone."""
    return "early" if at.date() < due.date() else "onTime" if at.date() == due.date() else "late"


@functools.cache
def shared(pairs):
    """One set for all that are equal: there are few different ones."""
    return frozenset(pairs)


class Dossier:
    """What is known of a dossier from its facts so far."""

    def __init__(self):
        self.phase = self.place = self.due = self.index_due = self.asked = self.clock = None
        self.at, self.rounds, self.has_files, self.is_late = datetime.min, 0, False, False
        self.flags, self.cells, self.standing = {}, [], []

    def take(self, fact, offices, differ):
        """Gives (day, place, event, traits, mark, times, minutes) for whatever the fact changes."""
        kind, data, at = fact["kind"].partition(".")[2], fact["data"], local(fact["at"])
        before, old_place, self.at = self.phase, self.place, max(self.at, at)
        self.run(kind, at, fact, offices, differ)

        def judged(name, told, found):
            """What the acts lead to; where no clock runs, what the fact says."""
            if self.clock and told not in (None, found):
                differ("clocks", f"fact {fact['id']}: {name} says {told}, the acts before it give {found}")
            return found if self.clock or told is None else told

        legal, index = self.clock.dates if self.clock else (self.due, self.index_due)
        due = judged("due", local(fact.get("due")), legal)
        index_due = judged("data.indexDue", local(data.get("indexDue")), index)
        phase = PHASES.get(data.get("numbered"), {}).get(data.get("to"))
        events = ENDS.get(before, {}).get(data["to"]) if phase == "over" else None
        events = WAYS.get((before, phase)) if events is None else events
        if events is None or fact.get("channel") not in ("online", "counter", "post"):
            return
        self.phase, self.due, self.index_due = phase, due, index_due
        self.place = tuple(fact.get(name, "-") for name in PLACE)
        self.note(kind, fact, data, at)
        events = events + [kind] * (kind in TOLD)
        events += ["recordedLate"] * (local(fact["recordedAt"]) - at >= timedelta(minutes=1))
        # While a supplement is awaited, the moment of the request counts as the finish (TIM-7).
        traits = events and self.traits(kind, data, at, self.asked if before == "supplement" else at, judged)
        cells = [(event, traits, fact.get("workedMinutes", 0) if event == "settled" else 0)
                 for event in events]
        yield from self.changes(old_place, cells)

    def run(self, kind, at, fact, offices, differ):
        """Runs the clock; without calendars there is none."""
        try:
            if offices and kind == "received":
                self.clock = Clock(fact)
            if self.clock:
                self.clock.take(kind, at, fact, offices)
            elif offices and "due" in fact:
                raise LookupError("no clock was started")
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            self.clock = None
            differ("clocks", f"fact {fact['id']}: its clock cannot be run: {error!r}")

    def note(self, kind, fact, data, at):
        """Takes what stays true until a later fact tells otherwise."""
        fee, flags = data.get("feeVND"), self.flags
        told = {"typed": flags.get("typed", fact.get("typedBy")), "mode": fact.get("mode"),
                "level": fact.get("level"), "paid": data.get("paidBy"),
                "fee": None if fee is None else "due" if fee > 0 else "none",
                "paper": yes(data["paperResult"]) if "paperResult" in data else None,
                "reused": "yes" if data.get("reused", 0) > 0 else None,
                "store": "yes" if data.get("fromStore", 0) > 0 else None,
                "extended": "yes" if kind == "extended" else None}
        if "returnAgency" in fact:
            told["elsewhere"] = yes(fact["returnAgency"] != fact.get("agency"))
        flags.update({name: str(word) for name, word in told.items() if word is not None})
        if kind == "received":
            flags.setdefault("fee", "unknown")
        if kind == "supplementRequested":
            self.rounds, self.asked = self.rounds + 1, at
        self.has_files = self.has_files or data.get("digitised", 0) > 0
        is_past = self.phase == "supplement" and self.index_due is not None and at > self.index_due
        self.is_late = self.rounds > 1 or is_past

    def traits(self, kind, data, at, finish, judged):
        """Whatever may be asked of what the fact counts, as pairs of name and word."""
        by_day = self.due and against(at, self.due)
        timeliness = judged("data.timeliness", data.get("timeliness"),
                            "late" if self.due is None or at > self.due else by_day)
        on_time = not self.is_late and self.index_due is not None and finish <= self.index_due
        index = judged("data.indexOnTime", {True: "onTime", False: "late"}.get(data.get("indexOnTime")),
                       "onTime" if on_time else "late")
        has_result = data.get("resultFile")
        words = {"file": yes(has_result), "digital": yes(has_result and self.has_files),
                 "signed": yes(data.get("resultSigned")), "index": index,
                 "timeliness": by_day if kind == "delivered" else timeliness,
                 "rounds": "more" if self.rounds > 1 else str(self.rounds),
                 "outcome": "refused" if data.get("outcome") == "refused" else "granted",
                 "way": data.get("returnWay"), "stars": str(data.get("stars")),
                 "whence": "reception" if data.get("atReception") else "processing"}
        return shared(tuple((UNSAID | self.flags | words).items()))

    def changes(self, old_place, cells):
        """Everything moves with the dossier; then what the fact counts; then what it stands as."""
        has_moved, today = old_place not in (None, self.place), self.at.date().isoformat()
        for place, sign in ((old_place, -1), (self.place, 1)) if has_moved else ():
            for event, traits, minutes in self.cells:
                yield today, place, event, traits, None, sign, sign * minutes
        for event, traits, minutes in cells:
            yield today, self.place, event, traits, None, 1, minutes
        self.cells += cells
        old, self.standing = self.standing, list(self.stands())
        ended = [line for line in old if has_moved or line not in self.standing]
        begun = [line for line in self.standing if has_moved or line not in old]
        for place, sign, lines in (old_place, -1, ended), (self.place, 1, begun):
            for event, mark in lines:
                day = max(today, mark.date().isoformat()) if mark else today
                yield day, place, event, frozenset(), mark, sign, 0

    def stands(self):
        """(event, mark) of what it is while it stands where it stands; the mark is a due date."""
        if self.phase != "over":
            yield self.phase, None
        if self.phase == "running" and self.due:
            yield "overdue", self.due
        if self.is_late and self.phase in RUNNING:
            yield "indexOverdue", None
        elif self.index_due and self.phase in ("running", "payment"):
            yield "indexOverdue", self.index_due
