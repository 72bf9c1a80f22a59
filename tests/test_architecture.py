"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import publisher

PACKAGE = Path(publisher.__file__).parent
ROOT = PACKAGE.parent

DOORS = {
    "feedgen": {"render"},
    "schedule": {"scheduler"},
    "bs4": {"clean"},
    "nh3": {"clean"},
    "rich": {"progress.py"},
    "sqlite3": {"store"},
    "structlog": {"logs.py"},
    "watchfiles": {"scheduler"},
    "click": {"cli"},
    "msgspec": {"config"},
    "jinja2": {"render"},
    "brotli": {"output"},
    "granian": {"server"},
    "prometheus_client": {"server"},
    "starlette": {"server"},
    "urllib3": {"web"},
    "uvloop": {"server"},
    "zstandard": {"output"},
    "yaml": {"parse"},
    "pyromark": {"parse"},
    "charset_normalizer": {"parse"},
    "ada_url": {"urls.py"},
}


def test_only_few_places_make_safe_html() -> None:
    """`SafeHtml` is made by the cleaner, given back by the store, and joined by the renderer; nowhere else."""
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bSafeHtml\(", path.read_text(encoding="utf-8"))
    }

    assert makers == {"clean/__init__.py", "render/compose.py", "store/history.py", "store/rows.py"}


@pytest.mark.parametrize("library", sorted(DOORS))
def test_one_library_has_one_door(library: str) -> None:
    """A library is imported where it is used for what it is named for, and nowhere else."""
    users = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            if any(name.partition(".")[0] == library for name in names):
                users.add(path.relative_to(PACKAGE).parts[0])

    assert users == DOORS[library]


def test_no_file_names_where_packages_come_from() -> None:
    """The pinned requirements hold hashes and no addresses."""
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-quality.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)
        assert len(pins) > 15
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text


def test_the_license_and_the_changelog_are_there() -> None:
    """What such a project always has."""
    assert "MIT" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_the_readme_names_exists() -> None:
    """Every command and every file that the README names is there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    shown = subprocess.run(
        [sys.executable, "-m", "publisher", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    for command in re.findall(r"`publisher ([a-z]+)", text):
        assert re.search(rf"^  {command} ", shown, re.MULTILINE), command
