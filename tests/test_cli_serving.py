"""`publisher serve` and `publisher token`, run as people run them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.conftest import find_program
from tests.place import SETTINGS, Place, article
from tests.served import Site


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a place."""
    command = [sys.executable, "-m", "publisher", *arguments]
    return subprocess.run(command, cwd=place.folder, capture_output=True, text=True, check=False)


@contextmanager
def serving(place: Place, *options: str) -> Iterator[Site]:
    """Run `publisher serve` on a free port."""
    command = [sys.executable, "-m", "publisher", "serve", "--port", "0", *options]
    with subprocess.Popen(command, cwd=place.folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            port = 0
            for line in process.stderr:
                if match := re.search(r" at http://127\.0\.0\.1:(\d+)/", line):
                    port = int(match[1])
                    break
            assert port
            yield Site(place.feeds, "127.0.0.1", port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
            assert process.returncode == 0


def test_a_token_opens_and_is_taken_back_while_it_serves(place: Place) -> None:
    """What `publisher token` prints works as it stands, and opens nothing once it is removed, without a restart."""
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls.")))
    place.publish()
    private = f'{SETTINGS}\n[serve]\nprivate = ["/"]\n'
    place.set(private)
    made = run(place, "token", "anna")
    address = re.search(r"https?://[^/]+(/~\S+)", made.stdout)
    secret = re.search(r"password (\S+)", made.stdout)
    table = made.stdout[made.stdout.index("[[token]]") :]

    assert made.returncode == 0
    assert address is not None
    assert secret is not None
    assert secret[1] not in table
    with serving(place) as site:
        assert site.ask("/atom.xml").status == 401
        assert site.ask(address[1]).status == 404
        place.set(f"{private}\n{table}")
        assert _wait_for(site, address[1], 200)
        place.set(private)
        assert _wait_for(site, address[1], 404)
        place.set("this is no TOML")
        time.sleep(1.5)
        assert site.ask("/atom.xml").status == 401


def _wait_for(site: Site, path: str, status: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if site.ask(path).status == status:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("name", ["", "two words", "../up", 'quote"', "a" * 100])
def test_a_token_needs_a_plain_name(place: Place, name: str) -> None:
    """A name that the settings would not take is refused before a secret is made."""
    made = run(place, "token", name)

    assert made.returncode == 2
    assert "sha256" not in made.stdout


def test_two_tokens_have_two_secrets(place: Place) -> None:
    """Each secret is made anew, of 256 bits."""
    secrets = {re.search(r"password (\S+)", run(place, "token", "anna").stdout)[1] for _ in range(2)}  # type: ignore[index]

    assert len(secrets) == 2
    assert {len(secret) for secret in secrets} == {43}


@pytest.mark.browser
def test_a_browser_shows_what_is_being_written(place: Place) -> None:
    """With --reload an open page shows an edit at once, an error stands in the terminal, and nothing is published."""
    chromium = find_program("chromium")
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls.")))
    place.publish()
    before = place.times()
    state = {path.name: path.read_bytes() for path in (place.folder / ".publisher").iterdir()}
    with serving(place, "--reload") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(error.message))
        page.goto(f"http://{site.host}:{site.port}/sea/")
        expect(page.get_by_text("It rises.")).to_be_visible()
        place.write("sea.md", article("Sea", ("Tide", "It rises twice a day."), ("Moon", "It pulls.")))
        expect(page.get_by_text("It rises twice a day.")).to_be_visible(timeout=15_000)
        place.write("sea.md", b"\x00\x01")
        time.sleep(1)
        place.write("sea.md", article("Sea", ("Tide", "It rises and falls."), ("Moon", "It pulls.")))
        expect(page.get_by_text("It rises and falls.")).to_be_visible(timeout=15_000)
        (place.folder / "templates").mkdir()
        template = '{% extends "publisher/article.html" %}{% block foot %}<p>Our own foot.</p>{% endblock %}'
        (place.folder / "templates/article.html").write_text(template, encoding="utf-8")
        expect(page.get_by_text("Our own foot.")).to_be_visible(timeout=15_000)
        browser.close()

    assert problems == []
    assert place.times() == before
    assert {path.name: path.read_bytes() for path in (place.folder / ".publisher").iterdir()} == state
