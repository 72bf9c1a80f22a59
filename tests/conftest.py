"""What tests share."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.place import Place

# Machines are noisy: no test fails for being slow, and the same examples are tried everywhere.
settings.register_profile(
    "publisher",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("publisher")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that records golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="record what is published; read the diff")


def pytest_xdist_auto_num_workers() -> int:
    """Let one process more run than there are cores: some tests wait for seconds."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place to publish from, empty."""
    return Place(tmp_path / "place", settle=timedelta())


def find_program(name: str) -> str:
    """Return where a program is, or skip the test; in CI a missing one is a failure."""
    found = which(name)
    if found is None:
        if os.environ.get("PUBLISHER_TEST_ALL"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def newsboat() -> str:
    """The feed reader of that name."""
    return find_program("newsboat")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a window; for one module, because its driver keeps an event loop in this thread."""
    path = find_program("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let what a test printed be sent from one process to another: halves of surrogate pairs are no text."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "replace").decode()) for name, text in report.sections]
    return report
