"""A disk that may lose power: what is on it for certain, and what only perhaps.

A write of a file is certain when that file was synced after it; a name is certain when its folder
was. At a power cut any of the rest may have reached the disk: each write on its own, also in parts
of 512 bytes, and of each folder's changes the first few.
"""

import os
import random
import struct

SECTOR = 512


def records(path):
    """The records of recorder.c, in order: (what, subject, number, data)."""
    log = memoryview(path.read_bytes())
    at, end = 0, len(log)
    while at + 17 <= end:
        what, length, number, size = struct.unpack_from("<cIqI", log, at)
        at += 17
        subject, at = bytes(log[at:at + length]), at + length
        data, at = bytes(log[at:at + size]), at + size
        what = what.decode()
        yield (what, int.from_bytes(subject, "little") if what in "WTS" else subject.decode(),
               number, data)


class File:
    """Bytes that are certain, and changes that are not: ("W", offset, bytes) or ("T", length)."""

    def __init__(self, content=b""):
        self.certain, self.pending = bytearray(content), []

    def sync(self):
        for change in self.pending:
            apply(self.certain, change)
        self.pending = []

    def after_cut(self, dice, mood):
        content = bytearray(self.certain)
        for change in self.pending:
            if mood == "nothing" or mood == "half" and dice.random() < 0.5:
                continue
            torn = mood == "half" and change[0] == "W" and dice.random() < 0.2
            for part in sectors(change, dice) if torn else [change]:
                apply(content, part)
        return content


def apply(content, change):
    at = change[1]
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if change[0] == "T":
        del content[at:]
    else:
        content[at:at + len(change[2])] = change[2]


def sectors(change, dice):
    """The sectors of a write that reached the disk when it was torn."""
    _, start, data = change
    at = 0
    while at < len(data):
        size = SECTOR - (start + at) % SECTOR
        if dice.random() < 0.5:
            yield "W", start + at, data[at:at + size]
        at += size


class Disk:
    """A folder, as it is known after the records so far. Names are relative to the folder."""

    def __init__(self, folder):
        """Begins with what is in the folder now, all of it certain."""
        self.folder = os.path.realpath(folder)
        self.names, self.inodes = {"": None}, {}  # certain: name -> File, or None for a folder
        for place, folders, files in os.walk(self.folder):
            for name in folders:
                self.names[self.relative(os.path.join(place, name))] = None
            for name in files:
                if name.endswith("-shm"):
                    continue
                path = os.path.join(place, name)
                with open(path, "rb") as read:
                    file = File(read.read())
                self.names[self.relative(path)] = file
                self.inodes[os.stat(path).st_ino] = file
        self.now = dict(self.names)
        self.pending = []  # changes of names: (folder, {name: File or None or GONE})

    def inode_names(self):
        """What the files are called that were there at the beginning."""
        names = {id(file): name for name, file in self.names.items() if file}
        return {inode: names[id(file)] for inode, file in self.inodes.items() if id(file) in names}

    def relative(self, path):
        return os.path.relpath(path, self.folder) if path != self.folder else ""

    def take(self, record):
        what, subject, number, data = record
        match what:
            case "W":
                self.file(subject).pending.append(("W", number, data))
            case "T":
                self.file(subject).pending.append(("T", number))
            case "S":
                self.file(subject).sync()
            case "O":
                self.inodes[number] = File()
                self.change({self.relative(subject): self.inodes[number]})
            case "M":
                self.change({self.relative(subject): None})
            case "U":
                self.change({self.relative(subject): GONE})
            case "L":
                self.change({self.relative(subject): self.now[self.relative(data.decode())]})
            case "R":
                old = self.relative(data.decode())
                self.change({self.relative(subject): self.now[old], old: GONE})
            case "D":
                self.sync_names(self.relative(subject))

    def file(self, inode):
        return self.inodes[inode]

    def change(self, names):
        rename(self.now, names)
        self.pending.append((os.path.dirname(next(iter(names))), names))

    def sync_names(self, folder):
        for place, names in self.pending:
            if place == folder:
                rename(self.names, names)
        self.pending = [each for each in self.pending if each[0] != folder]

    def after_cut(self, seed):
        """One state in which power may come back: name -> bytes, or None for a folder."""
        dice = random.Random(seed)
        mood = dice.choices(("half", "nothing", "everything"), (8, 1, 1))[0]
        names, reached = dict(self.names), {}
        for place, changed in self.pending:
            # Of each folder's changes the first few; which folder comes first is not promised.
            if place not in reached:
                reached[place] = {"nothing": 0, "everything": 1}.get(mood, 0.7)
            if reached[place] and dice.random() < reached[place]:
                rename(names, changed)
            else:
                reached[place] = 0
        made = {}
        for name in sorted(names):
            parent = os.path.dirname(name)
            if name == "" or parent == "" or parent in made:
                file = names[name]
                made[name] = None if file is None else file.after_cut(dice, mood)
        return made


GONE = object()


def rename(names, changes):
    for name, file in changes.items():
        if file is GONE:
            names.pop(name, None)
        else:
            names[name] = file


def write(state, folder, chosen=lambda name: True):
    """Puts a state into an empty folder, as its owner would have it."""
    os.makedirs(folder, mode=0o700)
    for name, content in state.items():
        path = os.path.join(folder, name)
        if content is None:
            if name:
                os.makedirs(path, mode=0o700, exist_ok=True)
        elif chosen(name):
            descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
