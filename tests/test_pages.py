"""The pages in a real browser, from a real server: with and without JavaScript, by keyboard, light and dark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from publisher.config import ServeOptions
from tests.place import Place, article
from tests.served import Site, served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
AXE = ROOT / ".venv/node/node_modules/axe-core/axe.min.js"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MOST_BYTES = 50 * 1024
PAGES = {
    "front": "/",
    "list": "/articles/",
    "article": "/why-the-sea-comes-twice-a-day/",
    "in parts": "/course/",
    "rich": "/restoring-and-balancing/",
    "right to left": "/hikayat-al-madd/",
    "withdrawn": "/gone/",
}
ARABIC = """---
title: حكاية المد
language: ar
slug: hikayat-al-madd
---

كان المقياس على الرصيف القديم يُقرأ باليد مرتين في اليوم، وفي كل طقس، ولم يكتب أحد ما قرأه قبل ذلك اليوم.

## ماذا تقول الأرقام

ثلاث قراءات للصباح نفسه (3.91 m) في الدفتر التاسع، وكلها بخط رجل واحد كان يعرف البحر أكثر من البلدة.

## ماذا بعد

يرتفع الماء كل عام قليلا، والدفاتر وحدها تعرف كم ارتفع منذ أن بنى الناس هذا الرصيف.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample articles and one of each other kind, served; one was edited, one withdrawn, one goes on."""
    settings = 'title = "Samples"\ndescription = "Long articles."\nurl = "https://example.org/"\n'
    place = Place(tmp_path_factory.mktemp("pages") / "place", timedelta(), settings)
    shutil.copytree(ROOT / "content", place.content, dirs_exist_ok=True)
    shutil.copy(Path(__file__).with_name("rich.html"), place.content / "restoring-and-balancing.html")
    place.write("arabic.md", ARABIC)
    place.write("gone.md", article("Gone", ("One", "It will not stay.")))
    place.write("edited.md", article("Edited", ("Tide", "It rises."), ("Moon", "It pulls.")))
    lessons = [(f"Lesson {number}", f"Clouds of the kind {number}.") for number in range(4)]
    place.write("course.md", article("Course", *lessons, front="release: {every: 7 days}\nslug: course\n"))
    place.publish(NOON)
    (place.content / "gone.md").unlink()
    place.write("edited.md", article("Edited", ("Tide", "It rises twice a day."), ("Moon", "It pulls.")))
    assert place.publish(NOON + DAY).failed == ()
    with served(place.feeds, options=ServeOptions(url="https://example.org/")) as found:
        yield found


@dataclass
class Visit:
    """A page in a window, and what the browser complained of."""

    page: Any
    base: str
    complaints: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.complaints.clear()
        self.asked.clear()
        self.page.goto(f"{self.base}{path}")


@dataclass
class Visitor:
    """Opens windows."""

    browser: Any
    site: Site

    def visit(self, *, width: int = 1280, height: int = 800, **options: Any) -> Visit:  # noqa: ANN401
        """Open a window in which nothing outside the site can be reached."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        visit = Visit(page, f"http://{self.site.host}:{self.site.port}")
        page.on("console", lambda message: visit.complaints.append(message.text))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("request", lambda request: visit.asked.append((request.url, request.resource_type)))
        # What articles embed from elsewhere is not there in a test.
        page.route(lambda url: not url.startswith(visit.base), lambda route: route.abort())
        return visit


@pytest.fixture
def visitor(browser: Any, site: Site) -> Iterator[Visitor]:  # noqa: ANN401  It is not typed here.
    """Open windows, and close them at the end."""
    yield Visitor(browser, site)
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_or_complains(visitor: Visitor, name: str, has_script: bool) -> None:  # noqa: FBT001
    """From 320 px to 4K, in light and in dark, all of a page can be seen; nothing else is asked for than its own."""
    for scheme in ("light", "dark"):
        visit = visitor.visit(color_scheme=scheme, java_script_enabled=has_script)
        visit.open(PAGES[name])
        for width in (320, 360, 768, 1280, 3840):
            visit.page.set_viewport_size({"width": width, "height": 800})
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert [text for text in visit.complaints if "Failed to load resource" not in text] == []
        elsewhere = {kind for url, kind in visit.asked if not url.startswith(visit.base)}
        # The articles themselves show pictures and play sounds from elsewhere.
        assert elsewhere <= ({"image", "media", "texttrack"} if name in {"article", "rich"} else set())
        assert visit.page.context.cookies() == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visitor: Visitor, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing against WCAG 2.2 AA or its best practices, on any page."""
    if not AXE.is_file():
        if os.environ.get("PUBLISHER_TEST_ALL"):
            pytest.fail("axe-core is missing: install nodejs and npm, then run make test")
        pytest.skip("axe-core is missing")
    visit = visitor.visit(width=width, color_scheme=scheme)
    visit.open(PAGES[name])
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    # Notes and details are looked at as well.
    visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = visit.page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    assert len(result["passes"]) > 15
    found = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in result["violations"]]
    assert found == []


def test_the_address_can_be_copied(visitor: Visitor) -> None:
    """The button puts a feed's address on the clipboard and says so; without a script there is none, and no gap."""
    visit = visitor.visit(permissions=["clipboard-read", "clipboard-write"])
    visit.open("/")
    button = visit.page.locator("button[data-copy]").first
    button.click()
    assert visit.page.evaluate("navigator.clipboard.readText()") == "https://example.org/atom.xml"
    assert button.inner_text().startswith("Copied")
    visit.page.locator("button[data-copy]").first.filter(has_text="Copy address").wait_for()

    plain = visitor.visit(java_script_enabled=False)
    plain.open("/")
    assert plain.page.locator("button:visible").count() == 0
    assert plain.page.locator("code").first.inner_text() == "https://example.org/atom.xml"
    assert plain.page.locator("a[href^='feed:']").first.get_attribute("href") == "feed:https://example.org/atom.xml"


def test_the_contents_follow_the_reading(visitor: Visitor) -> None:
    """The list stays beside the text and says which section is being read; without a script it is a list of links."""
    visit = visitor.visit(reduced_motion="reduce")
    visit.open(PAGES["article"])
    current = "[...document.querySelectorAll('#_contents [aria-current]')].map(link => link.hash)"
    assert visit.page.evaluate(current) == []
    sections = visit.page.evaluate("[...document.querySelectorAll('#_contents a')].map(link => link.hash)")
    for anchor in (sections[1], sections[-1], sections[0]):
        visit.page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor[1:])
        visit.page.locator(f"#_contents a[aria-current='location'][href='{anchor}']").wait_for()
        assert visit.page.evaluate(current) == [anchor]
        box = visit.page.locator("#_contents").bounding_box()
        assert 0 <= box["y"] < 100
        assert box["x"] + box["width"] <= visit.page.locator(".sections").bounding_box()["x"] + 48


FOCUS = """
() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const isShown = box.bottom > 0 && box.top < innerHeight;
  return [at.dataset.n && +at.dataset.n, at.localName, style.outlineStyle, parseFloat(style.outlineWidth), isShown];
}
"""


def test_everything_can_be_reached_by_keyboard(visitor: Visitor) -> None:
    """Tab goes through all links and buttons in their order, each can be seen to have the focus, and Enter works."""
    visit = visitor.visit(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    for name in ("front", "article", "in parts", "list", "withdrawn", "right to left"):
        visit.open(PAGES[name])
        seen = []
        selector = "a[href], button, summary, pre, table"
        visit.page.evaluate(
            "selector => [...document.querySelectorAll(selector)].forEach((each, n) => { each.dataset.n = n; })",
            selector,
        )
        wanted = visit.page.locator("a[href], button, summary").evaluate_all(
            "all => all.filter(each => each.checkVisibility()).map(each => +each.dataset.n)"
        )
        for _ in range(len(wanted) + 10):
            visit.page.keyboard.press("Tab")
            state = visit.page.evaluate(FOCUS)
            if state[1] == "body" or (state[0] is not None and state[0] in seen):
                break
            seen.append(state[0])
            # Of a player, one of its own buttons has the focus, and shows it.
            if state[1] not in {"audio", "video"}:
                assert (state[2], state[3] >= 2, state[4]) == ("solid", True, True), (name, state)
        assert (name, [number for number in seen if number in wanted]) == (name, sorted(wanted))
    visit.open("/")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("location.hash") == "#_main"
    visit.page.locator("button[data-copy]").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator("button[data-copy]:focus").filter(has_text="Copied").wait_for()


def test_what_changed_is_told(visitor: Visitor) -> None:
    """A section says when it changed last, and how if one asks, without a script too."""
    visit = visitor.visit(java_script_enabled=False)
    visit.open("/edited/")
    edits = visit.page.locator("section#tide details")
    assert edits.locator("summary").inner_text() == "Changed 2 November 2026"
    assert not edits.locator("li").is_visible()
    edits.locator("summary").click()
    assert "“twice a day” added" in edits.locator("li").inner_text()
    assert visit.page.locator("section#moon details").count() == 0


def test_what_is_to_come_is_told(visitor: Visitor) -> None:
    """The front page says when the next sections come, and of which article."""
    visit = visitor.visit()
    visit.open("/")
    assert visit.page.locator(".coming li").inner_text().split("\n") == ["8 November 2026 at 12:00 UTC", "Course"]


def test_pages_are_printed_without_what_is_no_text(visitor: Visitor) -> None:
    """On paper stand the words, in black on white, and where links lead; no buttons or lists of links."""
    visit = visitor.visit(color_scheme="dark")
    visit.page.emulate_media(media="print")
    visit.open(PAGES["article"])
    for selector in (".bar", "#_contents", ".subscribe", ".around", ".permalink"):
        assert not visit.page.locator(selector).first.is_visible(), selector
    colours = visit.page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert visit.page.locator("section").first.is_visible()


def test_pages_are_light(site: Site) -> None:
    """The front page, and each article of the samples, take 50 KB at most with all that belongs to them."""
    beside = sum((site.feeds / name).stat().st_size for name in ("style.css", "page.js", "icon.svg"))
    for name in ("front", "list", "article", "in parts", "right to left", "withdrawn"):
        page = site.feeds / PAGES[name].lstrip("/") / "index.html"
        assert page.stat().st_size + beside <= MOST_BYTES, name


FIGURES = """
() => new Promise(done => {
  const found = { lcp: 0, cls: 0, tbt: 0 };
  new PerformanceObserver(list => { for (const each of list.getEntries()) found.lcp = each.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => { for (const each of list.getEntries()) found.cls += each.value; })
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => { for (const each of list.getEntries()) found.tbt += each.duration - 50; })
    .observe({ type: 'longtask', buffered: true });
  setTimeout(() => done(found), 500);
})
"""


def test_nothing_moves_once_it_is_there(visitor: Visitor) -> None:
    """No page shifts while it loads (Core Web Vitals: CLS is 0, and 0.1 is good); the other figures are printed."""
    for name, path in PAGES.items():
        visit = visitor.visit(width=360)
        visit.open(path)
        found = visit.page.evaluate(FIGURES)
        print(f"{name}: LCP {found['lcp']:.0f} ms, CLS {found['cls']:.3f}, TBT {found['tbt']:.0f} ms")
        # What stands in an article from elsewhere may say no size.
        assert name == "rich" or found["cls"] == 0, (name, found)


FEED_STATE = """
() => {
  const shown = name => [...document.getElementsByTagName(name)].map(each => getComputedStyle(each).display);
  return { before: getComputedStyle(document.documentElement, '::before').content, titles: shown('title'),
    contents: [...shown('content'), ...shown('content:encoded')], width: document.documentElement.scrollWidth };
}
"""


@pytest.mark.parametrize("file", ["atom.xml", "rss.xml"])
def test_a_feed_explains_itself_in_a_browser(visitor: Visitor, file: str) -> None:
    """From a host that calls it XML, a feed is shown with its titles and says what it is; else its source says it."""
    visit = visitor.visit(width=360)
    for path in (f"/{file}", f"/why-the-sea-comes-twice-a-day/{file}", f"/changes.{file}"):

        def rename(route: Any) -> None:  # noqa: ANN401
            answer = route.fetch()
            route.fulfill(response=answer, headers={**answer.headers, "content-type": "application/xml"})

        visit.page.route(f"{visit.base}{path}", rename)
        visit.open(path)
        state = visit.page.evaluate(FEED_STATE)
        assert "This is a feed." in state["before"]
        assert set(state["titles"]) == {"block"}
        assert set(state["contents"]) == {"none"}
        assert state["width"] <= 360
        assert visit.complaints == []
        visit.page.unroute(f"{visit.base}{path}")
        visit.open(path)
        first = visit.page.locator("body").inner_text()[:300]
        assert "This is a feed. Give its address to a feed reader. The page for people: https://example.org/" in first
