"""Templates and style sheets of a site's own take the place of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli import main
from publisher.errors import ConfigError
from tests.place import Place, article

TEXT = article("Tides", ("Moon", "It pulls."), ("Shore", "It waits."))


def _write(place: Place, name: str, text: str) -> Path:
    path = place.folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _read(place: Place, path: str) -> str:
    return (place.feeds / path).read_text(encoding="utf-8")


def test_a_template_extends_ours(place: Place) -> None:
    """A file of the same name takes the place of ours, extends ours as `publisher/NAME`, and all pages follow."""
    place.write("a.md", TEXT)
    place.publish()
    before = place.tree()
    _write(place, "base.html", '{% extends "publisher/base.html" %}{% block foot %}<p>Our own foot.</p>{% endblock %}')
    _write(
        place, "article.html", '{% extends "publisher/article.html" %}{% block title %}Read {{ title }}{% endblock %}'
    )

    report = place.publish()

    assert report.failed == ()
    changed = {path for path, data in place.tree().items() if before.get(path) != data}
    # No feed, and nothing else that pages are not, is written for it.
    assert changed == {"a/index.html", "index.html"}
    assert "Our own foot." in _read(place, "index.html")
    assert "<title>Read Tides</title>" in _read(place, "a/index.html")
    assert place.publish().changed == ()


def test_a_base_of_ones_own_holds_for_every_page(place: Place) -> None:
    """What our templates extend may be one's own; without it, all is as before."""
    place.write("a.md", TEXT)
    place.publish()
    before = place.tree()
    base = _write(place, "base.html", "<!DOCTYPE html><title>{{ title }}</title>{% block body %}{% endblock %}")
    place.publish()
    pages = [path for path in place.tree() if path.endswith("index.html")]
    assert len(pages) == 3
    assert all(_read(place, path).startswith("<!DOCTYPE html><title>") for path in pages)
    base.unlink()
    place.publish()
    assert place.tree() == before


def test_a_style_sheet_is_replaced_or_added_to(place: Place) -> None:
    """`style.css` is one's own instead of ours; `extra.css` comes after whichever it is."""
    place.write("a.md", TEXT)
    place.publish()
    ours = _read(place, "style.css")
    extra = _write(place, "extra.css", ":root { --accent: navy; }")
    place.publish()
    assert _read(place, "style.css") == f"{ours}\n:root {{ --accent: navy; }}"
    _write(place, "style.css", "body { margin: 3rem }")
    place.publish()
    assert _read(place, "style.css") == "body { margin: 3rem }\n:root { --accent: navy; }"
    extra.unlink()
    _write(place, "feed.css", "* { color: red }")
    place.publish()
    assert (_read(place, "style.css"), _read(place, "feed.css")) == ("body { margin: 3rem }", "* { color: red }")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n\n{{ nonsense }}", 3, "'nonsense' is undefined"),
        ("{{ title.nonsense }}", 1, "has no attribute 'nonsense'"),
        ('{% extends "other.html" %}', 1, "no template 'other.html'"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("\n{% autoescape false %}{{ title }}{% endautoescape %}", 2, "escaping cannot be switched off"),
        ("\n{{ title | safe }}", 2, "No filter named 'safe'"),
        ("\n{% for n in range(10000000) %}x{% endfor %}", 2, "Range too big"),
        ('{% extends "article.html" %}', 1, "recursion"),
    ],
)
def test_a_wrong_template_is_one_clear_error(place: Place, text: str, line: int, words: str) -> None:
    """It names file and line and what to do; all is published, pages with our templates, until it is mended."""
    for name in ("a.md", "b.md"):
        place.write(name, TEXT.replace("Tides", name))
    path = _write(place, "article.html", text)

    report = place.publish()

    (error,) = report.failed
    assert error.where == f"templates/article.html:{line}"
    assert words in error.message
    assert "docs/pages.md" in error.hint
    assert "<h1>a.md</h1>" in _read(place, "a/index.html")
    assert len(place.items()) == 6
    assert place.publish().failed == ()
    path.write_text("<p>{{ title }}</p>", encoding="utf-8")
    assert place.publish().failed == ()
    assert _read(place, "a/index.html") == "<p>a.md</p>"


def test_hostile_text_stays_text_in_any_template(place: Place) -> None:
    """What an article says of itself is escaped wherever a template puts it."""
    place.write("a.md", TEXT.replace("title: Tides", "title: '<script>alert(1)</script>'\nslug: a"))
    _write(place, "article.html", "<h1>{{ title }}</h1>{{ title | e }}{{ title | upper }}{{ parts[1].content }}")
    place.publish()
    page = _read(place, "a/index.html")
    assert "<script" not in page.lower()
    assert "<p>It pulls." in page


def test_what_is_no_template_is_named(place: Place, tmp_path: Path) -> None:
    """A wrong name is an error with the right one; what is too large, elsewhere or hidden is not read."""
    _write(place, "styles.css", "x")
    with pytest.raises(ConfigError, match=r'templates/styles.css: nothing has this name; did you mean "style.css"\?'):
        place.publish()
    (place.folder / "templates/styles.css").rename(place.folder / "templates/.styles.css")
    (place.folder / "templates/README.md").write_text("x", encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (place.folder / "templates/article.html").symlink_to(tmp_path / "secret.html")
    place.write("a.md", TEXT)
    assert place.publish().failed == ()
    assert "secret" not in _read(place, "a/index.html")
    (place.folder / "templates/article.html").unlink()
    _write(place, "article.html", "x" * 600_000)
    with pytest.raises(ConfigError, match="is larger than 512 KiB"):
        place.publish()
    (place.folder / "templates/article.html").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        place.publish()


def test_the_command_says_which_line_is_wrong(place: Place) -> None:
    """`publisher publish` publishes, names the template and its line, and says so with its exit code."""
    place.write("a.md", TEXT)
    _write(place, "index.html", "<p>\n{{ nothing }}")
    result = CliRunner().invoke(main, ["publish", "--config", str(place.folder / "publisher.toml")])
    assert result.exit_code == 1
    assert "templates/index.html:2" in result.stderr
    assert (place.feeds / "index.html").is_file()


def test_a_folder_of_others_templates_is_no_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no settings, a folder of that name belongs to something else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/site.css").write_text("x", encoding="utf-8")
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["split", "a.md"])
    assert (result.exit_code, result.stderr) == (0, "")
