"""One demonstration and one Chromium for all browser tests; each test has windows of its own."""

import os
import sys

import pytest

HERE = os.path.dirname(__file__)
sys.path[:0] = [HERE, os.path.dirname(HERE)]

import town as towns  # noqa: E402


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    made = towns.Town(tmp_path_factory.mktemp("town"))
    yield made
    made.close()


@pytest.fixture
def window(town):
    """Opens windows and closes them after the test, which fails on any error they reported."""
    opened = []

    def open_window(*arguments, **options):
        opened.append(town.open(*arguments, **options))
        return opened[-1]

    yield open_window
    faults = []
    for each in opened:
        if each.scripted and not each.page.is_closed() and each.page.url.startswith("http"):
            faults += each.faults()
        each.page.context.close()
    assert faults == []
