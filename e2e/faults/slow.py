"""Callers that hold a line and say next to nothing, and what a working caller feels of them."""

import asyncio
import shutil
import subprocess
import time

import requests

import program


class Hold:
    """Counts the lines that the server holds open, and times a working caller beside them."""

    def __init__(self, server):
        self.server, self.waits, self.most = server, [], 0
        self.http = requests.Session()

    def lines(self):
        """Established lines of the server's port, without the ones that are ours."""
        wanted, count = f":{self.server.port:04X}", 0
        with open("/proc/net/tcp", encoding="ascii") as table:
            for row in table.readlines()[1:]:
                here, state = row.split()[1], row.split()[3]
                count += here.endswith(wanted) and state == "01"
        self.most = max(self.most, count)
        return count

    def ask(self):
        began = time.monotonic()
        answer = self.http.get(self.server.base + "/thu-tuc", timeout=20)
        self.waits.append(time.monotonic() - began)
        assert answer.status_code == 200

    def watch(self, over, within):
        """Asks four times a second until `over()`, and then until the lines are gone."""
        while not over():
            self.ask()
            self.lines()
            time.sleep(0.25)
        began = time.monotonic()
        while self.lines() > 2:
            assert time.monotonic() - began < within, f"{self.lines()} lines are still held"
            self.ask()
            time.sleep(0.25)
        return time.monotonic() - began

    def median(self):
        return sorted(self.waits)[len(self.waits) // 2]

    def worst(self, share=0.95):
        return sorted(self.waits)[int(len(self.waits) * share)]


def slowhttptest(*options):
    if not shutil.which("slowhttptest"):
        program.missing("slowhttptest is not there: apt install slowhttptest")
    return subprocess.Popen(["slowhttptest", *map(str, options)], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


async def half_open(port, count, seconds):
    """Lines that are opened and then left: no byte is ever sent, nothing is closed."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    await asyncio.sleep(seconds)
    for _, writer in lines:
        writer.close()


def memory(server):
    """The resident memory of the server, in MiB."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")
