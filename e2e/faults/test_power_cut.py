"""Power cuts: every state that a disk may be left in holds what was acknowledged.

A process that is killed leaves its writes to the system, so it shows nothing about syncs. Here the
server's writes, syncs and answers are recorded (recorder.c), and states are made of them in which
the power may have gone: everything that was synced, and by chance some of the rest, also in parts.
Of each state SQLite itself, and of some the program, must say that it is whole.

PostgreSQL writes its own log and has been tested for this by others; that a server which stops at
once loses nothing that we acknowledged is shown in test_postgresql.py.
"""

import collections
import contextlib
import copy
import hashlib
import os
import pathlib
import random
import shutil
import sqlite3
import tempfile

import pytest

import disk
import ledger
import preload
import program
import proof
import recording

ACKNOWLEDGED = 250
CUTS = int(os.environ.get("MOTCUA_POWER_CUTS", "1000"))
DATABASE = "motcua.sqlite"


@pytest.fixture(scope="module")
def recorded(own_procedures, tmp_path_factory):
    folder = tmp_path_factory.mktemp("power")
    server = program.Server(program.SQLite(folder).fresh("recorded"),
                            "--procedures", str(own_procedures), "--sample", "0")
    yield recording.Recording(
        server, preload.library("recorder", folder), folder / "records", ACKNOWLEDGED)
    server.stop()


class Tally(collections.Counter):
    """What was found in the states of one run; `worst` is the most that one state lost."""

    worst = 0


def judge(recorded, records, states, seed, each=None):
    """Makes that many states of the recording and counts what is wrong with them.

    Half of the cuts fall anywhere, half right behind an answer, where a late sync must show.
    """
    dice, tally, played = random.Random(seed), Tally(), recorded.disk()
    answers = [n for n, record in enumerate(records) if record[0] == "A"]
    cuts = collections.Counter(
        [dice.randrange(len(records)) for _ in range(states // 2)]
        + [dice.choice(answers) + 1 for _ in range(states - states // 2)])
    told = Told()
    for n, record in enumerate(records + [("end", "", 0, b"")]):
        for repeat in range(cuts[n]):
            state = played.after_cut(f"{seed} {n} {repeat}")
            tally["states"] += 1
            look(state, told, tally)
            if each:
                each(tally["states"], state, told)
        if record[0] == "A":
            told.hear(recording.Answer(record[3]))
        else:
            played.take(record)
    return tally


class Told:
    """What was acknowledged before the cut."""

    def __init__(self):
        self.facts, self.dossiers, self.uploads = set(), set(), set()

    def hear(self, answer):
        for kept, value in ((self.facts, answer.fact), (self.dossiers, answer.dossier),
                            (self.uploads, answer.upload)):
            if value:
                kept.add(value)


def look(state, told, tally):
    """Opens the state as SQLite does after a power cut; the tables are those of the migrations."""
    with scratch() as folder:
        disk.write(state, folder, chosen=lambda name: name.startswith(DATABASE))
        with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
            try:
                whole = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                whole = whole and not database.execute("PRAGMA foreign_key_check").fetchall()
                facts, dossiers, files = (
                    {row[0] for row in database.execute(f"SELECT {column} FROM {table}")}
                    for column, table in (("id", "fact"), ("id", "dossier"), ("sha256", "file")))
            except sqlite3.DatabaseError:
                whole, facts, dossiers, files = False, set(), set(), set()
    missing = len(told.facts - facts) + len(told.dossiers - dossiers)
    missing += sum(not is_there(state, name) for name in told.uploads | files)
    missing += len(told.uploads - files)
    tally["corrupt"] += not whole
    tally["lost"] += missing > 0
    tally.worst = max(tally.worst, missing)


def is_there(state, name):
    """Whether the file that is named by its SHA-256 is whole."""
    content = state.get(f"blobs/{name[:2]}/{name[2:4]}/{name}")
    return content is not None and hashlib.sha256(content).hexdigest() == name


@contextlib.contextmanager
def scratch():
    """A folder in memory where there is one: a thousand states would wear a disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    place = pathlib.Path(tempfile.mkdtemp(prefix="motcua-state-", dir=memory))
    try:
        yield place / "data"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def as_if_normal(recorded):
    """The same run under `synchronous = NORMAL`, which syncs the log behind its header and before
    a checkpoint copies it, and never for a commit. Only the syncs that FULL adds are taken out."""
    part = {inode: part_of(name) for inode, name in recorded.before.inode_names().items()}
    kept, waiting, header = [], None, False
    for record in recorded.records:
        what, subject, number, _ = record
        if what == "O":
            part[number] = part_of(subject)
        of = part.get(subject) if what in "WS" else None
        if of == "log" and what == "S" and not header:
            waiting = record
            continue
        if what == "W" and of:
            if of == "pages" and waiting:
                kept.append(waiting)
            waiting, header = None, of == "log" and number == 0
        kept.append(record)
    return kept


def part_of(name):
    return {DATABASE: "pages", DATABASE + "-wal": "log"}.get(os.path.basename(name))


def test_the_recording_saw_all_that_matters(recorded):
    """The log and the pages were written and synced, files got their names, folders were synced,
    and everything that the crowd was told stands in an answer that was recorded."""
    part = {inode: part_of(name) for inode, name in recorded.before.inode_names().items()}
    part |= {each[2]: part_of(each[1]) for each in recorded.records if each[0] == "O"}
    seen = collections.Counter(
        (what, part.get(subject) if what in "WS" else None)
        for what, subject, _, _ in recorded.records)
    for what in (("W", "log"), ("S", "log"), ("W", "pages"), ("S", "pages"),
                 ("O", None), ("R", None), ("D", None), ("A", None)):
        assert seen[what] > 0, f"{what} is not among {seen}"
    told = Told()
    for record in recorded.records:
        if record[0] == "A":
            told.hear(recording.Answer(record[3]))
    assert {fact for _, _, fact in recorded.crowd.answered} <= told.facts
    assert {dossier["id"] for _, dossier, _ in recorded.crowd.answered} <= told.dossiers
    assert set(recorded.crowd.uploads) <= told.uploads


@pytest.mark.parametrize("states", [100, pytest.param(CUTS, marks=pytest.mark.long)])
def test_a_power_cut_loses_nothing_that_was_acknowledged(recorded, states):
    """Promise: whatever the disk was left with, it opens whole and holds every acknowledged act."""
    tally = judge(recorded, recorded.records, states, seed=f"full {states}")
    row = ledger.enter(
        "power cut", "sqlite", runs=states, acknowledged=recorded.crowd.acknowledged(),
        lost=tally.worst, doubled=0, unsealed=0,
        remark=f"{tally['lost']} states lost something, {tally['corrupt']} corrupt")
    assert tally["states"] == states
    ledger.clean(row)
    assert tally["corrupt"] == 0


@pytest.mark.parametrize("states", [100, pytest.param(CUTS, marks=pytest.mark.long)])
def test_the_same_run_with_synchronous_normal_loses(recorded, states):
    """The test can fail: without the syncs that FULL adds, acknowledged acts are lost."""
    tally = judge(recorded, as_if_normal(recorded), states, seed=f"normal {states}")
    ledger.enter(
        "power cut, as if synchronous = NORMAL", "sqlite", runs=states,
        acknowledged=recorded.crowd.acknowledged(), lost=tally.worst, doubled=0, unsealed=0,
        remark=f"must lose: {tally['lost']} states did, {tally['corrupt']} corrupt")
    assert tally["lost"] > states // 10
    assert tally["corrupt"] == 0


@pytest.mark.parametrize("states", [1, pytest.param(20, marks=pytest.mark.long)])
def test_the_program_finds_the_states_sound_and_goes_on(recorded, own_procedures, states, tmp_path):
    """Promise: after a power cut the program opens what is there, finds it sound, answers every
    repeated request with the dossier of the first, and seals what was not sealed."""
    counts = collections.Counter()

    def take_up(number, state, told):
        store = program.Store(tmp_path / f"state-{number}", [])
        store.options = ["--data", str(store.folder)]
        disk.write(state, store.folder)
        program.run("check", *store.options)
        server = program.Server(store, "--procedures", str(own_procedures), "--sample", "0")
        server.start()
        try:
            crowd = recorded.crowd.that_heard(told.facts)
            counts["acknowledged"] += crowd.acknowledged()
            counts["lost"] += proof.lost(server, crowd)
            counts["doubled"] += proof.doubled(server, crowd, before=())
            counts["unsealed"] += proof.unsealed(server, crowd, tmp_path / "facts")
        finally:
            server.stop()
            shutil.rmtree(store.folder)

    judge(recorded, recorded.records, states, seed=f"program {states}", each=take_up)
    ledger.clean(ledger.enter(
        "power cut, then the program itself", "sqlite", runs=states,
        **{name: counts[name] for name in ("acknowledged", "lost", "doubled", "unsealed")}))


@pytest.mark.parametrize("states", [2, pytest.param(20, marks=pytest.mark.long)])
def test_a_power_cut_at_birth_leaves_what_can_be_born_again(own_procedures, states, tmp_path):
    """Promise: an instance whose making was cut short is finished by the next start."""
    place = program.SQLite(tmp_path).fresh("birth")
    server = program.Server(place, "--procedures", str(own_procedures), "--sample", "0")
    before, log = disk.Disk(place.folder), tmp_path / "records"
    server.env = recording.environment(preload.library("recorder", tmp_path), place, log)
    server.start()
    server.kill()
    records, dice = list(disk.records(log)), random.Random(states)
    cuts = sorted(dice.randrange(len(records)) for _ in range(states))
    for number, cut in enumerate(cuts):
        store = program.Store(tmp_path / f"born-{number}", [])
        store.options = ["--data", str(store.folder)]
        played = copy.deepcopy(before)
        for record in records[:cut]:
            played.take(record)
        disk.write(played.after_cut(f"birth {cut}"), store.folder)
        again = program.Server(store, "--procedures", str(own_procedures), "--sample", "0")
        again.start()
        again.as_("lanhdao")
        again.stop()
        program.run("check", *store.options)
        shutil.rmtree(store.folder)
    ledger.enter("power cut while an instance is made", "sqlite", runs=states, acknowledged=0,
                 lost=0, doubled=0, unsealed=0, remark="each was finished by the next start")
