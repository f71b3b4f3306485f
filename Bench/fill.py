"""Fills a demonstration with a province's years of finished dossiers, in minutes.

Every dossier here is a copy of one that went through the real acts (`motcua demo --sample`): its
row, its history and its facts, with ids, references and numbers of its own, some of them moved
back by quarters of a year. The lines of the facts stay, byte for byte, what the program's own codec
wrote, but for ids and instants; so the program seals them like any others, and `motcua check` finds
nothing to say. Open work is not copied: a larger archive does not give an office more to do.

Made data: applicants, texts and papers repeat, and the accounts of copied applicants do not exist.
"""

import collections
import datetime
import itertools
import random
import re

QUARTER = 91 * 86_400_000
"""Thirteen weeks in milliseconds, so that working days stay working days."""
QUARTERS_BACK = 4
FINISHED = ("delivered", "refused", "withdrawn", "stopped")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z")
DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")
EPOCH = datetime.datetime(1970, 1, 1)


def check_digit(digits):
    """H. Michael Damm's check digit, as the program's references have it."""
    state = 0
    for digit in digits:
        state = int(DAMM[state][int(digit)])
    return str(state)


class Ids:
    """Identifiers in the program's form, the same in every run; no reference twice."""

    def __init__(self, seed, references):
        self.dice, self.references = random.Random(seed), set(references)

    def ulid(self, milliseconds):
        time = "".join(ALPHABET[milliseconds >> shift & 31] for shift in range(45, -1, -5))
        chance = self.dice.getrandbits(80)
        return time + "".join(ALPHABET[chance >> shift & 31] for shift in range(75, -1, -5))

    def reference(self):
        while True:
            serial = f"{self.dice.randrange(10**9):09d}"
            made = serial + check_digit(serial)
            # Of a million, some five hundred would be there already.
            if made not in self.references:
                self.references.add(made)
                return made


def moved(moment, milliseconds):
    """An RFC 3339 instant moved by whole days, which leaves its time of day alone."""
    text = moment.decode()
    day = datetime.date.fromisoformat(text[:10])
    day += datetime.timedelta(milliseconds=milliseconds)
    return (day.isoformat() + text[10:]).encode()


class Template:
    """One finished dossier as it lies in the tables, moved back by some quarters."""

    def __init__(self, columns, dossier, events, facts, quarters):
        self.columns, shift = columns, -quarters * QUARTER
        self.dossier = dict(dossier)
        for name in ("submitted_at", "received_at", "due_at", "ended_at", "stage_at"):
            if self.dossier[name] is not None:
                self.dossier[name] += shift
        self.dossier["due_order"] = self.dossier["due_at"] or self.dossier["due_order"]
        self.dossier["details"] = self.moved(self.dossier["details"].encode(), shift).decode()
        self.events = [{**event, "at": event["at"] + shift} for event in events]
        self.facts = [
            {**fact, "recorded_at": fact["recorded_at"] + shift,
             "body": self.moved(bytes(fact["body"]), shift)} for fact in facts]
        received = self.dossier["received_at"]
        self.day = received and (
            EPOCH + datetime.timedelta(milliseconds=received + 7 * 3_600_000)).date()

    @staticmethod
    def moved(text, shift):
        return MOMENT.sub(lambda found: moved(found[0], shift), text) if shift else text

    def copy(self, ids, sequences):
        """The rows of one copy: of `dossier`, `dossier_event` and `fact`."""
        old, own = self.dossier, dict(self.dossier)
        own["id"] = ids.ulid(own["submitted_at"])
        own["subject"] = ids.ulid(own["submitted_at"])
        own["reference"] = ids.reference()
        changes = [(old["reference"], own["reference"])]
        if old["number"]:
            key = (old["agency"], self.day)
            sequences[key] += 1
            own["number"] = f"{old['agency']}-{self.day:%y%m%d}-{sequences[key]:04d}"
            changes += [(old["number"], own["number"])]
        names = old["search"].split(" " + old["reference"])[0]
        number = (own["number"] or "").lower().replace("-", " ").replace(".", " ")
        own["search"] = f"{names} {own['reference']} {number}"
        if own["typed_by"] != "officer":
            own["account"] = ids.ulid(own["submitted_at"])
        subjects = (old["subject"].encode(), own["subject"].encode())
        events, facts = [], []
        for event, fact in zip(self.events, self.facts):
            name = ids.ulid(fact["recorded_at"])
            text = event["text"]
            for before, after in changes:
                text = text.replace(before, after)
            events.append({**event, "dossier": own["id"], "fact": name, "text": text})
            body = fact["body"].replace(fact["id"].encode(), name.encode()).replace(*subjects)
            facts.append({**fact, "id": name, "subject": own["subject"], "body": body})
        return own, events, facts


class Copies:
    """Reads templates from a store and gives rows until there are `count` dossiers more."""

    TABLES = ("dossier", "dossier_event", "fact")

    def __init__(self, store, seed=20_260_701):
        self.store = store
        self.ids = Ids(seed, (each for each, in store.rows("SELECT reference FROM dossier")))
        self.columns = {name: store.columns(name) for name in self.TABLES}
        self.sequences = collections.Counter()
        for agency, day, last in store.rows("SELECT agency, day, last FROM reception_counter"):
            self.sequences[agency, datetime.date.fromisoformat(day)] = last
        self.templates = self.read()

    def read(self):
        def table(name, order, condition):
            columns = self.columns[name]
            found = self.store.rows(
                f"SELECT {', '.join(columns)} FROM {name} WHERE {condition} ORDER BY {order}")
            return [dict(zip(columns, row)) for row in found]

        stages = ", ".join(f"'{stage}'" for stage in FINISHED)
        finished = f"stage IN ({stages})"
        dossiers = table("dossier", "id", finished)
        events, facts = collections.defaultdict(list), collections.defaultdict(list)
        inner = f"SELECT id FROM dossier WHERE {finished}"
        for event in table("dossier_event", "dossier, seq", f"dossier IN ({inner})"):
            events[event["dossier"]].append(event)
        inner = f"SELECT subject FROM dossier WHERE {finished}"
        for fact in table("fact", "subject, seq", f"subject IN ({inner})"):
            facts[fact["subject"]].append({**fact, "position": None})
        return [
            Template(self.columns, each, events[each["id"]], facts[each["subject"]], quarters)
            for quarters in range(QUARTERS_BACK) for each in dossiers]

    def take(self, count):
        for template in itertools.islice(itertools.cycle(self.templates), count):
            yield template.copy(self.ids, self.sequences)


def fill(store, count, batch=5000):
    """Adds `count` dossiers; the program must not be serving meanwhile."""
    copies = Copies(store)
    rest = copies.take(count)
    while part := list(itertools.islice(rest, batch)):
        store.insert("dossier", copies.columns["dossier"], [own for own, _, _ in part])
        for index, name in ((1, "dossier_event"), (2, "fact")):
            rows = [row for each in part for row in each[index]]
            store.insert(name, copies.columns[name], rows)
        store.commit()
    store.count(
        [(agency, day.isoformat(), last) for (agency, day), last in copies.sequences.items()])
    store.commit()
