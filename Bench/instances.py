"""Instances of the program on both engines, with their own durable PostgreSQL, and what they cost."""

import glob
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

import load

PASSWORD = "motcua-demo"
TICK = 1000 / os.sysconf("SC_CLK_TCK")
ACCOUNTS = ("congdan", "tiepnhan", "chuyenvien", "lanhdao", "tonghop")


def cpu(process):
    """Milliseconds of CPU, user and system, that a process has used, all its threads together."""
    try:
        # The clock of another process, as clock_getcpuclockid(3) names it; /proc counts in 10 ms.
        return 1000 * time.clock_gettime(~process << 3 | 2)
    except OSError:
        return 0


def cpu_of_children(process):
    """The same of children that have ended and were waited for."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return TICK * sum(int(field) for field in fields[13:15])


def memory(process):
    """Proportional and resident memory of a process, in MB."""
    text = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
    found = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return {"pss": found["Pss"] / 1024, "rss": found["Rss"] / 1024}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A PostgreSQL of the bench's own: durable, with settings of performance.md, section 1."""

    SETTINGS = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on",
                "shared_buffers": "1GB", "max_wal_size": "4GB", "max_connections": "100"}

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.binaries = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])

    def run(self, *command):
        if os.getuid() == 0:
            command = ("runuser", "-u", "postgres", "--", *command)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        data = self.folder / "data"
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        if not data.exists():
            self.run(self.binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-k",
                     "-E", "UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {name}={value}" for name, value in self.SETTINGS.items())
        self.run(self.binaries / "pg_ctl", "-D", data, "-l", self.folder / "log", "-w", "start",
                 "-o", f"-p {self.port} -c listen_addresses=127.0.0.1 "
                 f"-c unix_socket_directories={self.folder} {options}")
        self.process = int((data / "postmaster.pid").read_text().split()[0])
        return self

    def url(self, name):
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def psql(self, name, statement):
        done = subprocess.run(
            ["psql", self.url(name), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c",
             statement], check=True, capture_output=True, text=True)
        return done.stdout.split()

    def cpu(self):
        """All of it: the backends that live, those that ended, and the writers beside them."""
        children = pathlib.Path(
            f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return (cpu(self.process) + cpu_of_children(self.process)
                + sum(cpu(int(child)) for child in children))

    def stop(self):
        self.run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "stop")


class Instance:
    """One instance: where it lies, its server, and the CPU of everything that serves it."""

    def __init__(self, program, folder, cluster=None, name="bench"):
        self.program, self.folder, self.cluster, self.name = program, folder, cluster, name
        self.port, self.server, self.tokens, self.users = free_port(), None, {}, {}
        if cluster:
            folder.mkdir(parents=True, exist_ok=True)
            known = cluster.psql("postgres", "SELECT datname FROM pg_database")
            if name not in known:
                cluster.psql("postgres", f'CREATE DATABASE "{name}"')
            self.options = ["--database", cluster.url(name), "--blobs", str(folder / "blobs"),
                            "--keys", str(folder / "keys")]
        else:
            self.options = ["--data", str(folder)]

    @property
    def file(self):
        return self.folder / "motcua.sqlite"

    def command(self, *words, timeout=3600):
        """Runs a command beside the server; its time, CPU and memory from the system's count."""
        before, begun = os.times(), time.perf_counter()
        database = self.cluster.cpu() if self.cluster else 0
        done = subprocess.run(
            [str(self.program), *map(str, words)], capture_output=True, text=True, timeout=timeout,
            check=False)
        after = os.times()
        spent = 1000 * (after.children_user + after.children_system
                        - before.children_user - before.children_system)
        if self.cluster:
            spent += self.cluster.cpu() - database
        return done, spent, time.perf_counter() - begun

    def start(self, *more, within=3600):
        """Serves; gives the seconds until the first answer."""
        begun = time.perf_counter()
        self.log = open(self.folder.parent / f"{self.folder.name}.log", "ab")
        self.server = subprocess.Popen(
            [str(self.program), "demo", *self.options, "--port", str(self.port), *more],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        while time.perf_counter() - begun < within:
            if self.server.poll() is not None:
                raise RuntimeError(f"the server ended; see {self.log.name}")
            try:
                if self.ask("GET", "/ready").status == 200:
                    return time.perf_counter() - begun
            except OSError:
                pass
            time.sleep(0.01)
        raise RuntimeError("the server is not ready")

    def sign_in(self):
        for account in ACCOUNTS:
            body = json.dumps({"username": account, "password": PASSWORD}).encode()
            answer = json.loads(self.ask("POST", "/api/v1/sessions", body=body).body)
            self.tokens[account], self.users[account] = answer["token"], answer["user"]
        return self

    def ask(self, method, path, account=None, **more):
        asked = load.request(method, path, self.tokens.get(account), **more)
        return load.play(self.port, [asked], 1, keep=True).answers[0]

    def cpu(self):
        return cpu(self.server.pid) + (self.cluster.cpu() if self.cluster else 0)

    def memory(self):
        return memory(self.server.pid)

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=120)
        self.log.close()
