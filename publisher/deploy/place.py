"""What is run, where, and when; and which names of files a text can hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from publisher.errors import OperatorError
from publisher.timetable import ScheduleOptions

_PLACEHOLDER = re.compile(r"@([a-z_]+)@")
_UNWRITABLE = ("Cc", "Cs", "Zl", "Zp")
"""Controls, halves of surrogate pairs (a name that is not UTF-8), and what ends a line or a paragraph."""
_PLAIN = re.compile(r"[\w.+~@ -]+(?:/[\w.+~@ -]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to publish from, as a machine has to know it.

    Raises:
        OperatorError: A path has a character in it that no line of a text can hold.
    """

    folder: Path
    """The place itself. All paths are absolute."""
    config: Path
    """The settings file."""
    state: Path
    """The database; what else is remembered lies beside it."""
    feeds: Path
    content: Path
    program: tuple[str, ...]
    """How to call the command, e.g. ``("/opt/x/bin/publisher",)``; first an absolute path."""
    options: ScheduleOptions
    host: str
    port: int
    time_limit: timedelta
    """A run that takes longer is cut."""
    with_server: bool
    """The feeds are served as well."""
    with_hubs: bool = False
    """Hubs are told of what is new: it reaches out into the network."""

    def __post_init__(self) -> None:
        """Refuse what could be written into no text."""
        paths = (self.folder, self.config, self.state, self.feeds, self.content)
        if not self.program or not all(path.is_absolute() for path in (*paths, Path(self.program[0]))):
            raise ValueError("the paths of a place, and its program, are absolute")
        for name in (*map(str, paths), *self.program):
            if any(unicodedata.category(character) in _UNWRITABLE for character in name):
                raise OperatorError(
                    "a control character, a line break or a byte that is no text is in this name",
                    ascii(name)[1:-1],
                    "rename the folder or file; no service can be told of it as it is",
                )

    @property
    def state_folder(self) -> Path:
        """What has to be kept, and written to, for ids to survive."""
        return self.state.parent

    def command(self, *words: str) -> tuple[str, ...]:
        """Return a command of the program for this place."""
        return (*self.program, *words, "--config", str(self.config))


def read_plain(path: Path, root: Path, target: str) -> str:
    """Return a path as it is seen from a folder, for a target in which some characters mean something.

    Args:
        path: Absolute.
        root: What it is relative to; a path outside of it is returned whole.
        target: For the message.

    Raises:
        OperatorError: It has a character in it that means something, or is the folder itself.
    """
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    if name == ".":
        raise OperatorError(
            f"{target} needs a folder of its own for this, and it is the place itself",
            str(path),
            'name folders inside the place in the settings, such as "feeds" or ".publisher/state.sqlite3"',
        )
    if _PLAIN.fullmatch(name.removeprefix("/")) is None:
        raise OperatorError(
            f"{target} takes some characters of this name for more than a name",
            str(path),
            "use letters, digits, spaces and . _ + ~ @ - only, in the settings and for the folder",
        )
    return name


def fill_text(name: str, values: dict[str, str]) -> str:
    """Fill a text of this package.

    A placeholder is a name between two ``@``. One that is alone in its line may stand for several lines, or for none
    if it is empty. What is filled in is never looked at again.

    Raises:
        ValueError: The text and the values have not the same names.
    """
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    if set(_PLACEHOLDER.findall(text)) != set(values):
        raise ValueError(f"{name} has other placeholders than {sorted(values)}")
    lines = []
    for line in text.splitlines():
        alone = _PLACEHOLDER.fullmatch(line)
        if alone is None or values[alone[1]]:
            lines.append(_PLACEHOLDER.sub(lambda found: values[found[1]], line))
    return "\n".join(lines) + "\n"


def write_minutes(span: timedelta) -> int:
    """Return whole minutes, rounded up."""
    return -(-span // timedelta(minutes=1))
