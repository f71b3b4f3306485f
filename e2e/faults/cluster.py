"""A PostgreSQL of our own that a test may kill, hang and fill: durable, as a real one is.

The server that bin/postgres starts for the other tests has its syncs turned off; what such a server
loses in a crash says nothing about us.
"""

import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

import program

BINARIES = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))


class Cluster:
    def __init__(self):
        if not BINARIES:
            program.missing("PostgreSQL is not there: apt install postgresql")
        # The server refuses to run as root, and pytest's folders are closed to others.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-cluster-"))
        self.data, self.port = self.folder / "data", program.free_port()
        self.give(self.folder)
        self.as_postgres(BINARIES[-1] / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust",
                         "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.start()

    @staticmethod
    def give(folder):
        folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")

    @staticmethod
    def as_postgres(*command):
        words = [str(word) for word in command]
        if os.getuid() == 0:
            words = ["su", "postgres", "-s", "/bin/bash", "-c", shlex.join(words)]
        done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              stdin=subprocess.DEVNULL, timeout=120)
        assert done.returncode == 0, f"{words}: {done.stderr}"

    def control(self, *words):
        self.as_postgres(BINARIES[-1] / "pg_ctl", "-D", self.data, "-w", "-t", "60", *words)

    def start(self):
        self.control("start", "-l", self.folder / "log", "-o", " ".join([
            f"-p {self.port}", "-c listen_addresses=127.0.0.1", "-c max_connections=100",
            f"-c unix_socket_directories={self.folder}", "-c shared_buffers=32MB"]))

    def stop(self, mode):
        """`fast` ends every session; `immediate` ends every process, as a power cut would."""
        self.control("stop", "-m", mode)

    def processes(self):
        """The postmaster and its children."""
        first = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)],
                                capture_output=True, text=True, check=True).stdout
        return [first, *map(int, listed.split())]

    def backends(self):
        """The processes that serve the program."""
        return [int(line) for line in self.ask(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'motcua'")]

    def ask(self, statement):
        return program.PostgreSQL.psql(self.url, statement)

    def hang(self, seconds):
        """Every process stops, as on a host that hangs: connections are taken, nobody answers."""
        stopped = self.processes()
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        time.sleep(seconds)
        for process in stopped:
            os.kill(process, signal.SIGCONT)

    def remove(self):
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
