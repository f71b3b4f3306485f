"""The program under test as a stranger starts it: commands, stores on two engines, servers."""

import datetime
import itertools
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

import pytest
import requests

from client import Client

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("MOTCUA", ROOT / ".build/debug/motcua")).resolve()
SHARED = pathlib.Path(os.environ.get("MOTCUA_SHARED", ROOT.parent / "shared")).resolve()
REAL_PROCEDURES = SHARED / "data/procedures.jsonl.gz"
PASSWORD = "motcua-demo"
if (ROOT / "Packs").is_dir():
    os.environ.setdefault("MOTCUA_HOME", str(ROOT))
COUNT = itertools.count(1)


def missing(reason):
    """Skips by name; where everything must be there (CI=true) it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def real_procedures():
    if not REAL_PROCEDURES.exists():
        missing(f"real data: {REAL_PROCEDURES} is not there")
    return REAL_PROCEDURES


def run(*arguments, code=0, timeout=300, env=None, cwd=None):
    """Runs one command and insists on its exit code; `code=None` takes any."""
    if not PROGRAM.exists():
        pytest.fail(f"{PROGRAM} is not there: swift build, or name it in MOTCUA")
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
        stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})}, cwd=cwd)
    if code is not None and done.returncode != code:
        shown = " ".join(map(str, arguments))
        raise AssertionError(
            f"motcua {shown}\nexit {done.returncode}, expected {code}\n"
            f"stdout: {done.stdout[-2000:]}\nstderr: {done.stderr[-2000:]}")
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Store:
    """Where one instance keeps everything; `options` are what every command is given."""

    def __init__(self, folder, options, database=None):
        self.folder, self.options, self.database = folder, options, database

    @property
    def sqlite_file(self):
        """The SQLite file, found by its first bytes and not by a name nobody promised."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.open("rb").read(15) == b"SQLite format 3":
                return path
        raise AssertionError(f"no SQLite file under {self.folder}")


class SQLite:
    name = "sqlite"

    def __init__(self, folder):
        self.folder = folder

    def fresh(self, purpose):
        folder = self.folder / f"{purpose}-{next(COUNT)}"
        folder.mkdir()
        return Store(folder, ["--data", str(folder)])

    def close(self):
        pass


class PostgreSQL:
    name = "postgresql"

    def __init__(self, folder, url):
        self.folder, self.url, self.made = folder, url, []

    def fresh(self, purpose):
        count = next(COUNT)
        name = f"motcua_e2e_{os.getpid()}_{count}"
        self.psql(self.url, f'CREATE DATABASE "{name}"')
        self.made.append(name)
        folder = self.folder / f"{purpose}-{count}"
        folder.mkdir()
        url = urllib.parse.urlunsplit(urllib.parse.urlsplit(self.url)._replace(path="/" + name))
        options = ["--database", url, "--blobs", str(folder / "blobs"), "--keys",
                   str(folder / "keys")]
        return Store(folder, options, url)

    @staticmethod
    def psql(url, statement):
        done = subprocess.run(
            ["psql", url, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement],
            capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"psql: {statement}\n{done.stderr}"
        return [line for line in done.stdout.splitlines() if line]

    def close(self):
        for name in self.made:
            self.psql(self.url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def engine_named(name, folder):
    if name == "sqlite":
        return SQLite(folder)
    url = os.environ.get("MOTCUA_TEST_DATABASE")
    if not url:
        missing("MOTCUA_TEST_DATABASE is not set: no PostgreSQL to test on")
    if not shutil.which("psql"):
        missing("psql is not there: apt install postgresql-client")
    return PostgreSQL(folder, url)


class Clock:
    """The demonstration's test clock: a file that holds the instant from which time runs."""

    def __init__(self, path, instant):
        self.path = path
        self.write(instant)

    def write(self, instant):
        self.instant, self.since = instant, time.monotonic()
        fresh = self.path.with_suffix(".new")
        utc = instant.astimezone(datetime.timezone.utc)
        fresh.write_text(utc.strftime("%Y-%m-%dT%H:%M:%SZ") + "\n")
        os.replace(fresh, self.path)

    def now(self):
        return self.instant + datetime.timedelta(seconds=time.monotonic() - self.since)

    def set(self, instant):
        self.write(instant)
        time.sleep(0.25)  # the program promises to look at least every 100 ms


class Server:
    """A demonstration being served on a port of its own."""

    def __init__(self, store, *options, clock=None, env=None, cwd=None, ready_within=300):
        self.store, self.clock = store, clock
        self.options = list(options) + (["--clock-file", str(clock.path)] if clock else [])
        self.env, self.cwd, self.ready_within = env or {}, cwd, ready_within
        self.log = store.folder.parent / f"{store.folder.name}.log"
        self.clients, self.process = {}, None

    def start(self):
        if not PROGRAM.exists():
            pytest.fail(f"{PROGRAM} is not there: swift build, or name it in MOTCUA")
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        command = [str(PROGRAM), "demo", *self.store.options, "--port", str(self.port),
                   *self.options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env={**os.environ, **self.env}, cwd=self.cwd)
        self.clients = {}
        self.wait()
        return self

    def wait(self):
        until = time.monotonic() + self.ready_within
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended ({self.process.returncode})\n{self.tail()}")
            try:
                if requests.get(self.base + "/ready", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)
        self.kill()
        raise AssertionError(f"not ready within {self.ready_within} s\n{self.tail()}")

    def tail(self):
        return self.log.read_text(errors="replace")[-3000:]

    def kill(self):
        """As a power cut: no signal that could be caught."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def anyone(self):
        return Client(self.base)

    def as_(self, account):
        """The signed-in client of a demonstration account, one per account."""
        if account not in self.clients:
            self.clients[account] = Client(self.base).sign_in(account, PASSWORD)
        return self.clients[account]

    def another(self, account):
        """A client of its own for a thread; it shares the account's session."""
        return self.as_(account).copy()

    def run(self, command, *arguments, **more):
        """A command beside the server, on the same store."""
        return run(*command.split(), *arguments, *self.store.options, **more)

    def settled(self):
        """Waits until every act acknowledged so far must be in the figures."""
        time.sleep(2.2)
