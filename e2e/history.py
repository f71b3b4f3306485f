"""A seeded random history through the API, with its own books: what happened, when, to what."""

import datetime
import random

import journey
import oracle
import world
from journey import moment

# which acts may follow at a stage, and how likely
CHOICES = {
    "submitted": {"receive": 10, "refuse": 1, "requestSupplement": 2, "requestPayment": 1,
                  "withdraw": 1},
    "received": {"forward": 8, "requestPayment": 2, "withdraw": 1},
    "processing": {"decide": 8, "requestSupplement": 3, "requestPayment": 1, "stop": 1,
                   "withdraw": 1, "extend": 1},
    "awaitingSupplement": {"supply": 8, "withdraw": 1, "stop": 1},
    "awaitingPayment": {"pay": 8, "withdraw": 1},
    "decided": {"deliver": 5},
}
ENDED = ("decided", "withdrawn", "stopped", "refused")


class Entry:
    """One dossier in the books: its changes of stage with their instants, as acknowledged."""

    def __init__(self, dossier, at):
        self.dossier, self.agency = dossier, dossier["agency"]
        self.sector = ("linh-vuc-khac" if dossier["procedure"] in (world.SHORT, world.OTHER_SECTOR)
                       else "thu-nghiem")
        self.channel = dossier["channel"]
        self.events = [(at, dossier["stage"])]
        self.dues = [(at, dossier["dueAt"])]
        self.assigned = self.extended = self.reasked = self.asked_early = False
        self.refused_result = False

    def note(self, dossier, at):
        self.dossier = dossier
        self.events.append((at, dossier["stage"]))
        self.dues.append((at, dossier["dueAt"]))

    @property
    def submitted(self):
        return self.events[0][0]

    @property
    def received(self):
        return self.dossier["receivedAt"] and moment(self.dossier["receivedAt"])

    def stage(self, until):
        """Where it stood just before this instant; None before it was there."""
        before = [stage for at, stage in self.events if at < until]
        return before[-1] if before else None

    def due(self, until):
        known = [due for at, due in self.dues if at < until and due]
        return known and moment(known[-1])

    def ended(self):
        """When it first came to an end, if it did; delivery comes after the end."""
        return next(((at, stage) for at, stage in self.events if stage in ENDED), (None, None))


class History:
    """Plays `halves` half-days of office life from `start`, under the test clock."""

    def __init__(self, server, seed, start, halves=36, arrivals=(1, 3)):
        self.server, self.dice, self.entries = server, random.Random(seed), []
        self.arrivals = arrivals
        moments = []
        day = start
        while len(moments) < halves:
            if oracle.works(day):
                moments += [oracle.at(day, 8, self.dice.randrange(5, 55)),
                            oracle.at(day, 14, self.dice.randrange(5, 55))]
            day = oracle.step(day, self.dice.randrange(1, 5))
        for instant in moments[:halves]:
            server.clock.set(instant)
            self.half_day()
        self.start, self.last_day = start, journey.today(server)

    def half_day(self):
        for _ in range(self.dice.randint(*self.arrivals)):
            self.arrive()
        going = [entry for entry in self.entries if entry.dossier["stage"] in CHOICES]
        for entry in self.dice.sample(going, min(len(going), 4)):
            self.move(entry)

    def arrive(self):
        channel = self.dice.choice(("online", "online", "counter", "post"))
        account = "congdan" if channel == "online" else "tiepnhan"
        procedure = self.dice.choice((world.JOURNEY, world.OTHER_SECTOR, world.SHORT))
        dossier = journey.submit(self.server.as_(account), procedure, channel)
        self.entries.append(Entry(dossier, moment(dossier["submittedAt"])))

    def move(self, entry):
        stage = entry.dossier["stage"]
        odds = dict(CHOICES[stage])
        if entry.extended or not entry.dossier["number"] or self.near(entry, 5):
            odds.pop("extend", None)
        if entry.reasked or (stage == "submitted" and entry.asked_early):
            odds.pop("requestSupplement", None)
        if "decide" in odds and self.near(entry, 0.02):
            odds.pop("decide")
        name = self.dice.choices(list(odds), list(odds.values()))[0]
        if stage == "received" and name == "forward":
            self.do(entry, "forward")
        if entry.dossier["stage"] == "processing" and not entry.assigned:
            name = "assign"
        if name != "forward":
            self.do(entry, name)

    def near(self, entry, days):
        due = entry.dossier["dueAt"] and moment(entry.dossier["dueAt"])
        if not due:
            return False
        apart = due - self.server.clock.now()
        return abs(apart) < datetime.timedelta(days=days) if days < 1 else (
            apart < datetime.timedelta(days=days))

    def do(self, entry, name):
        account, given = None, {}
        online = entry.channel == "online"
        if name in ("withdraw", "supply") and not online:
            account = "tiepnhan"
        if name == "supply" and not online:
            paper = journey.file(self.server, "tiepnhan")
            given = {"papers": [{"component": 1, "file": paper, "copies": 1}]}
        if name == "requestSupplement":
            entry.reasked = True
            entry.asked_early = True
            if entry.dossier["stage"] != "processing":
                account = "tiepnhan"
        if name == "decide" and self.dice.random() < 0.2:
            entry.refused_result = True
            given = {"outcome": "refused", "reason": "Không đủ điều kiện",
                     "document": journey.document(self.server)}
        entry.assigned |= name == "assign"
        entry.extended |= name == "extend"
        after = journey.act(self.server, entry.dossier, name, account, **given)
        entry.note(after, self.server.clock.now())


def expected(entries, first, last, now):
    """The settlement row of these dossiers, counted from the books: each part by its own test."""
    start, end = oracle.at(first, 0), oracle.at(oracle.step(last), 0)
    judged = min(end, now)
    row = {"carriedOver": 0, "received": dict.fromkeys(("online", "counter", "post"), 0),
           "granted": 0, "late": 0, "refused": 0, "notDue": 0, "overdue": 0, "supplement": 0,
           "payment": 0, "stopped": 0, "withdrawn": 0}
    for entry in entries:
        taken = entry.received
        if not taken or taken >= end:
            continue
        over, how = entry.ended()
        if over and over < start:
            continue
        if taken < start:
            row["carriedOver"] += 1
        else:
            row["received"][entry.channel] += 1
        if over and over < end:
            close(row, entry, over, how)
        else:
            remain(row, entry, end, judged)
    return row


def close(row, entry, over, how):
    if how != "decided":
        row[how] += 1
    elif entry.refused_result:
        row["refused"] += 1
    else:
        row["granted"] += 1
        row["late"] += over > entry.due(over)


def remain(row, entry, end, judged):
    stage = entry.stage(end)
    if stage == "awaitingSupplement":
        row["supplement"] += 1
    elif stage == "awaitingPayment":
        row["payment"] += 1
    else:
        row["overdue" if entry.due(end) < judged else "notDue"] += 1


def shown(row):
    """A served row in the same words as `expected`."""
    settled = row["settled"]
    return {"carriedOver": row["carriedOver"], "received": row["received"],
            "granted": settled["early"] + settled["onTime"] + settled["late"],
            "late": settled["late"], "refused": settled["refused"], **row["inProcess"],
            **row["paused"], "stopped": row["stopped"], "withdrawn": row["withdrawn"]}
