"""Fills templates: ours, and those of the site's own that take their place."""

from __future__ import annotations

import traceback
from datetime import UTC, tzinfo
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from publisher.dates import rfc3339_local
from publisher.errors import TemplateError
from publisher.render.compose import write_date, write_moment
from publisher.render.options import MORE_STYLE_FILE, STYLE_FILE
from publisher.render.text import direction, is_url, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from publisher.render.options import OwnFile

_ORIGINALS = "publisher/"
"""Before the name of a template: ours, whatever took its place."""
_MOST_FRAMES = 200


def read_static(name: str, own: tuple[OwnFile, ...] = ()) -> bytes:
    """Return one of the files of `STATIC`, or what a site has in its place."""
    texts = {file.name: file.text for file in own}
    text = texts.get(name) if name in texts else _read_ours(name)
    if name == STYLE_FILE and MORE_STYLE_FILE in texts:
        text = f"{text}\n{texts[MORE_STYLE_FILE]}"
    return str(text).encode()


def fill_template(name: str, own: tuple[OwnFile, ...] = (), zone: tzinfo = UTC, /, **values: object) -> bytes:
    """Fill a template.

    Args:
        name: Such as ``article.html``.
        own: The site's own files.
        zone: In which filters show days and times.
        values: What the template may say.

    Raises:
        TemplateError: One of the site's own is wrong.
    """
    if not own:
        return _environment((), zone).get_template(name).render(**values).encode()
    try:
        return _environment(own, zone).get_template(name).render(**values).encode()
    except Exception as error:
        fault = _explain(error, own)
        if fault is None:
            raise
        raise fault from error


def mark_safe(html: str) -> str:
    """Let HTML or JSON through unescaped that was made safe: by `clean`, or by `linked`."""
    from markupsafe import Markup  # Comes with Jinja.

    return Markup(html)  # noqa: S704  The only place that does.


def _explain(error: Exception, own: tuple[OwnFile, ...]) -> TemplateError | None:
    """Say which file and line of the site's own is at fault; None if none has a part in it."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    places = {file.where: file for file in own}
    line = 0
    where = ""
    if isinstance(error, TemplateSyntaxError):
        where, line = error.filename or "", error.lineno
    if where not in places:
        frames = traceback.extract_tb(error.__traceback__, limit=-_MOST_FRAMES)
        found = [(frame.filename, frame.lineno or 0) for frame in frames if frame.filename in places]
        # The innermost of the site's own: what it calls of ours is given wrong values by it.
        where, line = found[-1] if found else ("", 0)
    if not where:
        return None
    message = f"no template {str(error)!r}" if isinstance(error, TemplateNotFound) else " ".join(str(error).split())
    hint = "pages are as without it until it is mended; docs/pages.md says what a template may use"
    return TemplateError(f"the template is wrong: {message or type(error).__name__}", f"{where}:{line}", hint)


@cache
def _read_ours(name: str) -> str:
    from importlib.resources import files  # A run without changes needs none.

    return files("publisher.render").joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=2)
def _environment(own: tuple[OwnFile, ...], zone: tzinfo) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound  # Only a run with changes needs it.
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = {file.name: file for file in own}

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        file = found.get(name)
        if file is not None:
            _refuse_unescaped(environment, file)
            return file.text, file.where, lambda: True
        ours = name.removeprefix(_ORIGINALS)
        try:
            return _read_ours(ours), ours, lambda: True
        except OSError:
            raise TemplateNotFound(name) from None

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["date"] = partial(write_date, zone=zone)
    environment.filters["moment"] = partial(write_moment, zone=zone)
    environment.filters["rfc3339"] = partial(rfc3339_local, zone=zone)
    environment.filters["direction"] = direction
    environment.filters["breakable"] = _let_break
    # Only what was made safe gets through: templates of anybody's own cannot say that something is.
    del environment.filters["safe"]
    environment.tests["url"] = is_url
    return environment


def _refuse_unescaped(environment: Environment, file: OwnFile) -> None:
    """Refuse a template that switches escaping off: what articles say of themselves would become markup."""
    from jinja2 import TemplateSyntaxError, nodes

    tree = environment.parse(file.text, file.name, file.where)
    for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
        raise TemplateSyntaxError("escaping cannot be switched off", node.lineno, file.name, file.where)


def _let_break(url: str) -> Any:  # noqa: ANN401
    """Let an address be broken after each slash."""
    from markupsafe import escape

    return escape(url).replace("/", mark_safe("/<wbr>"))


def keep_html(html: str) -> str:
    """Let an item's content through as it is."""
    return mark_safe(printable(html))
