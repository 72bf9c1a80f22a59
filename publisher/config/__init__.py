"""Reads the settings file once, and composes the options that the parts define."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from publisher.config.reader import Reader
from publisher.config.settings import Config, ServeOptions, Token
from publisher.config.tables import TABLES
from publisher.errors import ConfigError

__all__ = [
    "SETTINGS_NAMES",
    "Config",
    "ServeOptions",
    "Token",
    "find_config",
    "list_settings",
    "parse_config",
    "read_config",
]

SETTINGS_NAMES = ("publisher.toml", "pyproject.toml")


def read_config(path: Path) -> Config:
    """Read a settings file: ``publisher.toml``, or ``[tool.publisher]`` of a ``pyproject.toml``.

    Raises:
        ConfigError: It cannot be read, or names every setting in it that is wrong or unknown.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = "run `publisher init DIR` to make a place to publish from"
        raise ConfigError(f"cannot read the settings: {error.strerror}", str(path), hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError("the settings are not UTF-8", str(path), "save the file as UTF-8") from error
    prefix = "tool.publisher" if path.name == "pyproject.toml" else ""
    return parse_config(text, str(path), path.parent, prefix)


def find_config(folder: Path) -> Path:
    """Find the settings of a folder.

    Raises:
        ConfigError: There are none.
    """
    for name in SETTINGS_NAMES:
        path = folder / name
        if path.is_file() and (name == "publisher.toml" or "[tool.publisher]" in path.read_text("utf-8", "replace")):
            return path
    raise ConfigError(
        "no publisher.toml here",
        str(folder),
        "run `publisher init DIR` to make a place to publish from, or name the settings with --config",
    )


def parse_config(text: str, where: str, folder: Path, prefix: str = "") -> Config:
    """Read settings from TOML.

    Args:
        text: The file's text.
        where: The file, for messages.
        folder: What paths in the settings are relative to.
        prefix: The table that holds the settings, e.g. ``tool.publisher``; empty for the whole file.

    Raises:
        ConfigError: One error that names every wrong or unknown setting with its line.
    """
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not TOML: {error}", where, "strings need quotes, tables stand in [brackets]") from error
    for part in prefix.split(".") if prefix else ():
        data = data.get(part, {})
    reader = Reader(text, where, prefix)
    config = reader.compose({name: reader.read_table(data, name) for name in TABLES}, folder)
    if reader.problems or config is None:
        count = len(reader.problems)
        intro = "a setting is wrong" if count == 1 else f"{count} settings are wrong"
        lines = [f"line {line}: {problem}" if line else problem for line, problem in sorted(reader.problems)]
        raise ConfigError(f"{intro}: " + "; ".join(lines), where)
    return config


def list_settings() -> dict[str, list[str]]:
    """Return the names of all settings by table; the empty name is the top of the file.

    Folders that have settings of their own are not among them, nor are feeds of some of the articles.
    """
    return {
        name: [item.name for item in fields(shape) if item.name not in {"feed", "folders", "token", "moved"}]
        for name, shape in TABLES.items()
    }
