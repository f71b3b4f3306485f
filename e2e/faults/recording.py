"""A server on a recorded disk: what it wrote, synced and answered, in order."""

import copy
import json
import os
import re

import crowd
import disk

def environment(library, store, log):
    """What makes a server on the store write its records to the log."""
    return {"LD_PRELOAD": str(library), "RECORD_LOG": str(log),
            "RECORD_FOLDER": os.path.realpath(store.folder)}


class Recording:
    """The load of one crowd on a server that ends without warning."""

    def __init__(self, server, library, log, acknowledged):
        server.start()
        server.stop()
        self.before = disk.Disk(server.store.folder)
        server.env = environment(library, server.store, log)
        server.start()
        self.crowd = crowd.Crowd(server, "dien", files=True)
        with self.crowd:
            self.crowd.until(acknowledged)
            server.kill()
        server.env = {}
        self.records = list(disk.records(log))

    def disk(self):
        """The disk as it was when the recording began, to be played on."""
        return copy.deepcopy(self.before)


class Answer:
    """An answer of success, as it went into the socket."""

    def __init__(self, data):
        head, _, body = bytes(data).partition(b"\r\n\r\n")
        found = re.search(rb"(?i)^motcua-fact: *([0-9A-Z]{26})", head, re.M)
        self.fact = found and found[1].decode()
        self.dossier = self.upload = None
        if b" 201 " not in head.split(b"\r\n", 1)[0]:
            return
        try:
            told = json.loads(body)
        except ValueError:
            return  # the head alone is enough: its fact names what was done
        self.upload = told.get("sha256")
        self.dossier = self.fact and told.get("id")
