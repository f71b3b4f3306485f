"""Our own small libraries that are loaded before a program's, compiled when a test needs them."""

import pathlib
import shutil
import subprocess

import program

HERE = pathlib.Path(__file__).resolve().parent


def library(name, folder):
    """The library made of `name`.c, in the folder."""
    if not shutil.which("gcc"):
        program.missing("gcc is not there: apt install gcc")
    made = folder / f"{name}.so"
    subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o",
                    str(made), str(HERE / f"{name}.c"), "-ldl", "-lpthread"], check=True)
    return made
