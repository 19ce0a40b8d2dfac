"""What pytest says at the end: how many checks of each suite ran.

The suites see to it by themselves, but with pytest-xdist they run in processes that print nothing.
To be told there too, put this into the `conftest.py` at the root:

    pytest_plugins = ["newsnorm.testing.summary"]
"""

from __future__ import annotations

import sys
from typing import Any, Protocol

import pytest

NAME = "newsnorm.testing.summary"
"""What pytest calls this plugin, whoever registers it."""

_KEY = "newsnorm_conformance"


class Summed(Protocol):
    """A suite."""

    def summary(self) -> str:
        """How many checks there are, and how those went that were run."""
        ...


_SUITES = pytest.StashKey[list[Summed]]()
_LINES = pytest.StashKey[list[str]]()


def summed(config: pytest.Config, suite: Summed) -> None:
    """Remember a suite that is run."""
    if not config.pluginmanager.has_plugin(NAME):
        config.pluginmanager.register(sys.modules[__name__], NAME)
    suites = config.stash.setdefault(_SUITES, [])
    if suite not in suites:
        suites.append(suite)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what this process ran to the one that reports, if that is another."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = _lines(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what one of pytest-xdist's processes ran; one that broke down has nothing to say."""
    lines = node.config.stash.setdefault(_LINES, [])
    lines += getattr(node, "workeroutput", {}).get(_KEY, ())


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say it."""
    if lines := _lines(config):
        terminalreporter.section("newsnorm conformance")
        for line in lines:
            terminalreporter.write_line(line)


def _lines(config: pytest.Config) -> list[str]:
    return [
        *config.stash.get(_LINES, ()),
        *(suite.summary() for suite in config.stash.get(_SUITES, ())),
    ]
