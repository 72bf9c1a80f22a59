"""Reads what an author says of an article in YAML or TOML at the top of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from publisher.dates import first_moment, read_date
from publisher.errors import SourceError
from publisher.model import DayOrTime, Metadata, ReleaseRule
from publisher.parse.options import ParseOptions
from publisher.people import split_people
from publisher.slots import Slot, parse_interval, parse_slot
from publisher.urls import WEB_SCHEMES, resolve

if TYPE_CHECKING:
    import yaml

_MAX_CHARACTERS = 64 * 1024
_YAML_FENCE = re.compile(r"---[ \t]*\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_FENCE = re.compile(r"\+\+\+[ \t]*\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
# A mapping begins so; a sentence between two horizontal rules does not.
_KEY = re.compile(r"""["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=]([ \t]|$)?""")
# tomllib takes a time that grows with the square of the depth: 23 s for 60 KB of `a.a.a…`.
_TOML_DEEP = re.compile(r"""(?:["']?[\w-]*["']?[ \t]*\.[ \t]*){20}""")
_TOML_WHERE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}|[ix])(?:-[A-Za-z0-9]{1,8})*")
# YAML deeper than this is an attack: PyYAML recurses, and nothing that we read is nested more than three deep.
_MAX_DEPTH = 20
_ONLY_TEXT = "write it as one line of text"
_RELEASE_HINT = 'write for example "1 day", or "mon-fri 07:30"'
_DATE_HINT = "write it like 2026-05-12 or 2026-05-12T08:00:00+02:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stood at the top of an article."""

    metadata: Metadata
    lines: int
    """How many lines it takes, both fences included; the article begins on the next one. 0 if there is none."""
    body: str
    """The article without it."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as text, whatever the format: one string, or several in a list."""

    texts: tuple[str, ...]
    line: int
    is_list: bool = False
    fields: Mapping[str, _Value] = field(default_factory=dict)
    """Of a mapping: its values by name, in small letters."""


def read_frontmatter(text: str, name: str, options: ParseOptions) -> FrontMatter:
    r"""Read the front matter of an article, if it has any.

    YAML stands between two lines ``---``, TOML between two lines ``+++``, and only at the very top. Names are
    Hugo's, in any case. A name that we do not know is passed over. Every YAML scalar is text, so that
    ``title: 2026`` and ``title: no`` are titles.

    Raises:
        SourceError: It cannot be read, or a value is wrong; the error names file, line and cure.

    >>> read_frontmatter("---\ntitle: No\n---\nText", "a.md", ParseOptions()).metadata.title
    'No'
    """
    nothing = FrontMatter(metadata=Metadata(), lines=0, body=text)
    fence, end, load = _YAML_FENCE, _YAML_END, _load_yaml
    opening = fence.match(text)
    if not opening:
        fence, end, load = _TOML_FENCE, _TOML_END, _load_toml
        opening = fence.match(text)
    if not opening:
        return nothing
    closing = end.search(text, opening.end())
    block = text[opening.end() : closing.start() if closing else len(text)]
    if not _begins_with_key(block, is_closed=closing is not None):
        return nothing
    where = f"{name}:1"
    if not closing:
        raise SourceError("the front matter has no end", where, "close it with a line like its first one")
    if len(block) > _MAX_CHARACTERS:
        raise SourceError(f"the front matter is longer than {_MAX_CHARACTERS} characters", where, "shorten it")
    values = load(block, name)
    if name.lower().endswith(".txt") and values and _READERS.keys().isdisjoint(values):
        # `Note: …` between two rules is a note.
        return nothing
    lines = text.count("\n", 0, closing.start()) + 1
    metadata = _read_values(values, name, options)
    return FrontMatter(metadata=metadata, lines=lines, body=text[closing.end() :].removeprefix("\n"))


def merge_metadata(first: Metadata, second: Metadata) -> Metadata:
    """Fill what ``first`` leaves unsaid from ``second``.

    >>> merge_metadata(Metadata(title="Mine"), Metadata(title="Page", slug="page")).slug
    'page'
    """
    said = {each.name: getattr(first, each.name) for each in fields(first)}
    return replace(second, **{key: value for key, value in said.items() if value})


def _begins_with_key(block: str, *, is_closed: bool) -> bool:
    """Tell front matter from a text that merely begins with a line of hyphens."""
    lines = (line.strip() for line in block.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if not first:
        return is_closed
    found = _KEY.match(first)
    if found and found[1].lower() in _READERS:
        # Even without an end: taking it for text would publish what says of itself that it is a draft.
        return True
    return is_closed and (
        first.startswith(("{", "[")) or (found is not None and (found[2] is not None or "=" in found[0]))
    )


# YAML ------------------------------------------------------------------------------------------------------------


def _load_yaml(block: str, name: str) -> dict[str, _Value]:
    import yaml

    loader = yaml.BaseLoader(block)
    try:
        _refuse_references(block, name)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        # The problem's mark counts lines from 0, and the fence is one more.
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        problem = " ".join(str(error.problem or error.context).split())
        hint = "indent with spaces" if "\\t" in problem else 'put a value that has ": " or " #" in it into quotes'
        raise SourceError(f"the front matter is not YAML: {problem}", f"{name}:{line}", hint) from error
    except yaml.YAMLError as error:
        raise SourceError("the front matter is not YAML", f"{name}:1", "remove unusual characters") from error
    finally:
        loader.dispose()
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise SourceError(
            "the front matter is no list of names and values", f"{name}:2", "write lines like title: My title"
        )
    return _flatten(node)


def _refuse_references(block: str, name: str) -> None:
    """Refuse anchors and aliases, by which a few lines become gigabytes, and deep nesting."""
    import yaml

    depth = 0
    for event in yaml.parse(block, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = f"{name}:{event.start_mark.line + 2 if event.start_mark else 1}"
        if depth > _MAX_DEPTH:
            raise SourceError("the front matter is nested too deep", line, "keep to names and values")
        if getattr(event, "anchor", None) is not None:
            hint = "write the value out; a text that begins with & or * needs quotes"
            raise SourceError("the front matter has a YAML anchor or alias", line, hint)


def _flatten(node: yaml.MappingNode) -> dict[str, _Value]:
    import yaml

    values: dict[str, _Value] = {}
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            line = (key.start_mark.line if key.start_mark else 0) + 2
            inner = _flatten(value) if isinstance(value, yaml.MappingNode) else {}
            values[key.value.lower()] = _Value(_texts(value), line, isinstance(value, yaml.SequenceNode), inner)
    return values


def _texts(node: yaml.Node) -> tuple[str, ...]:
    """Take the texts out of a value: a scalar, a list, or a mapping with the one field that names it."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        # A plain `~` or `null` says nothing; in quotes it is a text.
        return () if not node.style and node.value.lower() in {"", "~", "null"} else (node.value,)
    if isinstance(node, yaml.SequenceNode):
        return tuple(text for item in node.value for text in _texts(item))
    named = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return next((_texts(named[key]) for key in _NAMING if key in named), ())


# TOML ------------------------------------------------------------------------------------------------------------


def _load_toml(block: str, name: str) -> dict[str, _Value]:
    import tomllib

    if _TOML_DEEP.search(block):
        raise SourceError("the front matter is nested too deep", f"{name}:1", "keep to names and values")
    try:
        table = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_WHERE.search(str(error))
        line = int(found[1]) + 1 if found and found[1] else block.count("\n") + 1
        problem = _TOML_WHERE.sub("", str(error)).strip()
        hint = "put text into quotes"
        raise SourceError(f"the front matter is not TOML: {problem}", f"{name}:{line}", hint) from error
    except RecursionError as error:
        raise SourceError("the front matter is nested too deep", f"{name}:1", "keep to names and values") from error
    return _flatten_toml(table, block)


def _flatten_toml(table: Mapping[str, Any], block: str, depth: int = 0) -> dict[str, _Value]:
    return {
        key.lower(): _Value(
            _toml_texts(value),
            _find_line(block, key),
            isinstance(value, list),
            _flatten_toml(value, block, depth + 1) if isinstance(value, Mapping) and depth < _MAX_DEPTH else {},
        )
        for key, value in table.items()
    }


def _toml_texts(value: Any, depth: int = 0) -> tuple[str, ...]:  # noqa: ANN401  TOML holds anything.
    if isinstance(value, Mapping):
        named = next((value[key] for key in _NAMING if key in value), None)
        return _toml_texts(named, depth + 1) if named is not None and depth < _MAX_DEPTH else ()
    if isinstance(value, list):
        return tuple(text for item in value for text in _toml_texts(item, depth + 1)) if depth < _MAX_DEPTH else ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, datetime | date | time):
        return (value.isoformat(),)
    return (str(value),)


def _find_line(block: str, key: str) -> int:
    found = re.search(rf"""^[ \t]*\[*["']?{re.escape(key)}\b""", block, re.MULTILINE)
    return block.count("\n", 0, found.start()) + 2 if found else 1


# Values ----------------------------------------------------------------------------------------------------------

# `author: {name: …}` and `cover: {image: …}` are common in themes.
_NAMING = ("name", "image", "url", "src")


@dataclass(frozen=True, slots=True)
class _Field:
    """One value of the front matter, ready to be read or refused."""

    key: str
    value: _Value
    name: str
    options: ParseOptions

    def refuse(self, message: str, hint: str) -> SourceError:
        return SourceError(f"{self.key} {message}", f"{self.name}:{self.value.line}", hint)

    def text(self) -> str:
        if self.value.is_list and len(self.value.texts) > 1:
            raise self.refuse("is a list", _ONLY_TEXT)
        return " ".join(" ".join(self.value.texts).split())

    def texts(self) -> tuple[str, ...]:
        found = (" ".join(text.split()) for text in self.value.texts)
        return tuple(dict.fromkeys(text for text in found if text))

    def people(self) -> tuple[str, ...]:
        """Return names alone: an author's e-mail address is never published."""
        return tuple(dict.fromkeys(name for text in self.texts() for name in split_people(text)))

    def tags(self) -> tuple[str, ...]:
        if self.value.is_list:
            return self.texts()
        found = (" ".join(tag.split()) for text in self.value.texts for tag in text.split(","))
        return tuple(dict.fromkeys(tag for tag in found if tag))

    def date(self) -> DayOrTime | None:
        text = self.text()
        if not text:
            return None
        try:
            when = read_date(text, self.options.zone)
            # Hugo writes its zero time, the first day of the year 1, for a date that was never set.
            return when if when.year > 1 and first_moment(when, self.options.zone) else None
        except (ValueError, OverflowError) as error:
            raise self.refuse(f"is not a date: {text!r}", _DATE_HINT) from error

    def moment(self) -> datetime | None:
        """Read a time; a day begins with its first moment in the zone."""
        when = self.date()
        return first_moment(when, self.options.zone) if when else None

    def boolean(self) -> bool:
        text = self.text().lower()
        if text in {"true", "yes", "on", "1"}:
            return True
        if text in {"false", "no", "off", "0", ""}:
            return False
        raise self.refuse(f"is neither true nor false: {text!r}", "write true or false")

    def negation(self) -> bool:
        return not self.boolean()

    def language(self) -> str:
        tag = self.text().replace("_", "-")
        if tag and not _LANGUAGE.fullmatch(tag):
            raise self.refuse(f"is not a language tag: {tag!r}", "write it like en or pt-BR")
        return tag

    def address(self) -> str:
        text = self.text()
        found = resolve(text, schemes=WEB_SCHEMES) if text else ""
        if text and not found:
            raise self.refuse(f"is not a web address: {text!r}", "write it out, beginning with https://")
        return found

    def first(self) -> str:
        return next(iter(self.texts()), "")

    def interval(self) -> timedelta | None:
        try:
            return parse_interval(self.text()) if self.text() else None
        except ValueError as error:
            raise self.refuse(f"is wrong: {error}", _RELEASE_HINT) from error

    def slots(self) -> tuple[Slot, ...]:
        try:
            return tuple(dict.fromkeys(parse_slot(text) for text in self.texts()))
        except ValueError as error:
            raise self.refuse(f"is wrong: {error}", _RELEASE_HINT) from error

    def count(self) -> int:
        text = self.text()
        if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
            raise self.refuse(f"is not a number from 1 to 9999: {text!r}", "write for example 2")
        return int(text)

    def release(self) -> ReleaseRule | None:
        """Read ``release: 1 day``, ``release: [mon-fri 07:30]``, ``release: at once``, or a mapping."""
        if not self.value.fields:
            return self._short_release()
        known = {key: read for key, (_, read) in _RELEASE_READERS.items()}
        for key, value in self.value.fields.items():
            if key not in known:
                hint = f"its parts are {', '.join(known)}"
                raise _Field(f"release.{key}", value, self.name, self.options).refuse("is not known", hint)
        found = {
            name: _RELEASE_READERS[key][1](_Field(f"release.{key}", value, self.name, self.options))
            for key, value in self.value.fields.items()
            for name in (_RELEASE_READERS[key][0],)
        }
        if found.get("every") and found.get("slots"):
            raise self.refuse("has both every and slots", "keep one of them")
        return ReleaseRule(**found)

    def _short_release(self) -> ReleaseRule | None:
        texts = self.texts()
        if not texts:
            return None
        if " ".join(texts).lower() in {"at once", "once", "all"}:
            return ReleaseRule(at_once=True)
        if any(":" in text for text in texts):
            return ReleaseRule(slots=self.slots())
        return ReleaseRule(every=self.interval())


_Reader = Callable[[_Field], Any]
# For each part of `release`, the field of `ReleaseRule`, and how its value is read.
_RELEASE_READERS: dict[str, tuple[str, _Reader]] = {
    "every": ("every", _Field.interval),
    "slots": ("slots", _Field.slots),
    "per_slot": ("per_slot", _Field.count),
    "reading": ("reading", _Field.interval),
    "start": ("start", _Field.moment),
}
# For each name, the field of `Metadata` and how its value is read. Where two names fill one field, the first in
# this order wins.
_READERS: dict[str, tuple[str, _Reader]] = {
    "title": ("title", _Field.text),
    "description": ("description", _Field.text),
    "summary": ("description", _Field.text),
    "authors": ("authors", _Field.people),
    "author": ("authors", _Field.people),
    "date": ("date", _Field.date),
    "lastmod": ("lastmod", _Field.date),
    "publishdate": ("publish_date", _Field.date),
    "expirydate": ("expiry_date", _Field.moment),
    "draft": ("draft", _Field.boolean),
    "significant": ("minor", _Field.negation),
    "slug": ("slug", _Field.text),
    "tags": ("tags", _Field.tags),
    "categories": ("tags", _Field.tags),
    "language": ("language", _Field.language),
    "lang": ("language", _Field.language),
    "canonical": ("canonical", _Field.address),
    "canonicalurl": ("canonical", _Field.address),
    "license": ("license", _Field.text),
    "image": ("image", _Field.first),
    "images": ("image", _Field.first),
    "cover": ("image", _Field.first),
    "id": ("id", _Field.text),
    "in_reply_to": ("in_reply_to", _Field.text),
    "in-reply-to": ("in_reply_to", _Field.text),
    "related": ("related", _Field.texts),
    "release": ("release", _Field.release),
}


def _read_values(values: Mapping[str, _Value], name: str, options: ParseOptions) -> Metadata:
    said: dict[str, Any] = {}
    for key, (target, read) in _READERS.items():
        if key not in values:
            continue
        value = read(_Field(key, values[key], name, options))
        if target == "tags":
            said["tags"] = tuple(dict.fromkeys((*said.get("tags", ()), *value)))
        elif not said.get(target):
            said[target] = value
    return Metadata(**said)
