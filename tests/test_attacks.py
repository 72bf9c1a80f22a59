"""Attacks on those who read what is published: each is published for real and opened in a browser, as readers do.

`attacks.txt` and `attacks_markdown.txt` hold the attacks. Sources bring them in, the published files are taken as they
lie on the disk, and a spy in every document tells of what should not happen there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from tests.place import Place
from tests.rendering.checks import ATOM, CONTENT
from tests.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Frame, Page, Route

HERE = Path(__file__).parent
FILLER = "It goes on with words that hold no meaning and only fill the line until there are enough of them."
SENTINEL = f"The sentinel stands here and has seen nothing. {FILLER}"
BATCH = 40
FRAMES = 16
READER = "http://reader.test/"
OURS = "http://ours.test/"
# What content may ask for: pictures, sound, video and their subtitles.
BESIDE = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
HARMLESS = frozenset({"image", "media", "texttrack"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One line of a collection."""

    kind: str
    text: str


def read_attacks(name: str) -> tuple[Attack, ...]:
    """Read a collection of attacks."""
    attacks, kind = [], ""
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            kind = line[3:]
        elif line and line != "#" and not line.startswith("# "):
            for sign, character in ((r"\n", "\n"), (r"\t", "\t"), (r"\r", "\r"), (r"\0", "\0")):
                line = line.replace(sign, character)  # noqa: PLW2901  What the line stands for.
            attacks.append(Attack(kind=kind, text=line))
    return tuple(attacks)


ATTACKS = read_attacks("attacks.txt")
MARKDOWN = read_attacks("attacks_markdown.txt")
HEADINGS = [attack.text for attack in MARKDOWN if attack.kind == "headings"]
VALUES = [attack.text for attack in MARKDOWN if attack.kind == "front matter values"]
TEXTS = [attack.text for attack in MARKDOWN if attack.kind not in {"headings", "front matter values"}]

# --- The spy, and what it asks of a page ---

SPY = """
const tell = what => {
  const near = window.event?.target?.closest?.('[data-n], section');
  const place = near?.dataset.n ?? near?.querySelector('h2')?.firstChild.data ?? window.frameElement?.dataset.n;
  console.debug(`ATTACK ${place ?? location.href}: ${what}`);
};
window.steal = () => tell('a script ran');
addEventListener('securitypolicyviolation', e => tell(`tried ${e.effectiveDirective} ${e.blockedURI}`), true);
addEventListener('submit', e => { e.preventDefault(); tell('a form was sent'); }, true);
for (const name of ['click', 'auxclick']) addEventListener(name, e => e.preventDefault(), true);
for (const name of ['beforetoggle', 'toggle', 'command']) {
  addEventListener(name, e => e.target.localName === 'details' || tell(`${name} of ${e.target.localName}`), true);
}

// A form's own properties may be hidden by what is in it.
const attributesOf = element => Object.getOwnPropertyDescriptor(Element.prototype, 'attributes').get.call(element);
const nameOf = element => Object.getOwnPropertyDescriptor(Element.prototype, 'localName').get.call(element);

// Everything that may not stand below a container, whoever reads it.
window.findFaults = root => {
  const faults = [];
  const names = `script style iframe frame frameset noframes object embed applet param link meta base form input button
    select option textarea fieldset label output keygen isindex svg template noscript noembed dialog slot portal
    fencedframe webview canvas map area marquee bgsound title head body html plaintext xmp listing image layer
    animate set use foreignobject maction mglyph malignmark menuitem permission model`.split(/\\s+/);
  const attributes = `style srcdoc action formaction formmethod ping background contenteditable autofocus autoplay
    accesskey tabindex is slot part popover popovertarget popovertargetaction command commandfor interestfor
    interesttarget nonce target download integrity manifest name form usemap http-equiv attributionsrc lowsrc dynsrc
    longdesc codebase classid archive data xlink:href xml:base hidden inert role crossorigin`.split(/\\s+/);
  for (const element of root.querySelectorAll('*')) {
    const name = nameOf(element);
    const fault = what => faults.push(`<${name}> ${what}`);
    if (names.includes(name.toLowerCase()) || /[-:]/.test(name)) fault('is there');
    if (element.shadowRoot) fault('has a shadow');
    for (const { name: key, value } of attributesOf(element)) {
      const scrolls = key === 'tabindex' && element.dataset.scrolls === '';
      if (/^on/i.test(key) || (attributes.includes(key.toLowerCase()) && !scrolls)) fault(`has ${key}`);
      if (['href', 'src', 'poster', 'cite', 'srcset'].includes(key)
          && !/^(a|img|audio|video|source|track|blockquote|q|del|ins)$/.test(name)) fault(`has ${key}`);
      if (['src', 'poster'].includes(key) && !/^(https?:|data:image\\/(png|gif|jpeg|webp|avif);base64,)/.test(value))
        fault(`loads ${value}`);
      if (key === 'id' && !/^x-/.test(value)) fault(`is called ${value}`);
    }
    if (name === 'a' && element.hasAttribute('href')
        && !/^(https?|mailto|tel|about):$/.test(element.protocol)) fault(`leads to ${element.href}`);

  }
  return faults;
};

// What a person does to a page, without leaving it.
window.touch = root => {
  const events = `pointerover pointerenter pointerdown pointerup pointermove mouseover mouseenter mousemove mousedown
    mouseup mouseout mouseleave click dblclick auxclick contextmenu wheel focus focusin blur focusout keydown keypress
    keyup beforeinput input change select selectstart invalid reset copy cut paste dragstart drag dragover drop toggle
    beforetoggle beforematch touchstart touchend load error loadstart canplay play pause stalled volumechange cuechange
    animationstart animationend transitionrun transitionend scroll scrollend begin end repeat start finish bounce
    cancel close command message slotchange`.split(/\\s+/);
  const ours = ['toggle', 'beforetoggle', 'command'];
  for (const element of root.querySelectorAll('*')) {
    for (const name of events) {
      if (!ours.includes(name) || element.localName === 'details')
        EventTarget.prototype.dispatchEvent.call(element, new Event(name, { cancelable: true }));
    }
    if (element.localName === 'details') element.open = true;
    if (typeof element.focus === 'function') element.focus();
  }
};
window.pause = () => new Promise(done => setTimeout(done, 20));
"""

JUDGE_PAGE = """
window.judgePage = async ({ slugs, ownIds, sentinels, sentinel, events }) => {
  const faults = [];
  const check = (holds, what) => holds || faults.push(what);
  const contents = [...document.querySelectorAll('main > article > .body > .sections > section > div.content')];
  if (events) { contents.forEach(touch); await pause(); }
  // The frame of the page is as the template has it.
  const names = parent => [...parent?.children ?? []].map(child => child.localName).join(' ');
  const body = names(document.body).replace(/^svg a header main footer$/, 'ours');
  check(body === 'ours', `the body holds ${names(document.body)}`);
  check(document.body.lastElementChild?.checkVisibility(), 'the footer is gone');
  check(/^(meta )+title( meta)*( link)+ script( script)?$/.test(names(document.head)),
    `the head holds ${names(document.head)}`);
  check(document.querySelectorAll('meta[http-equiv]').length <= 1, 'there is another meta http-equiv');
  check(!document.querySelector('body :is(script, style, link, meta, base, iframe, object, embed, form, template)'),
    'there is what the template has not');
  for (const element of document.body.querySelectorAll('*')) {
    for (const { name } of attributesOf(element))
      check(!/^on|^style$/.test(name), `<${element.localName}> has ${name}`);
    if (element.localName === 'svg') check(element.matches('.icon, body > svg'), 'there is another drawing');
  }
  for (const plain of document.querySelectorAll(
    'h1, bdi, .contents a, nav strong, .deck, .rows li > a:not(.own), .parts a'))
    check(plain.closest('.content') || plain.childElementCount === 0, `there is markup in ${plain.outerHTML}`);
  const sections = document.querySelectorAll('main > article > .body > .sections > section');
  if (slugs) {
    const article = document.querySelector('main > article');
    check(names(article) === 'header div', 'the article is broken up');
    check(/^(nav )?div$/.test(names(article.lastElementChild)), 'the article is broken up');
    check(/^section( section)*$/.test(names(article.querySelector('.sections'))), 'the article is broken up');
    check(names(document.querySelector('main')) === 'article aside nav', 'main is broken up');
    const found = [...sections].map(section => section.id).sort();
    check(JSON.stringify(found) === JSON.stringify(slugs), 'sections are not as published');
  }
  for (const section of sections) {
    const title = section.querySelector('h2')?.firstChild.data.trim() ?? section.id;
    check(/^((h2|a) )?(p )?div$/.test(names(section)), `${title}: the section is broken up`);
    const content = section.lastElementChild;
    if (!content) continue;
    faults.push(...findFaults(content).map(fault => `${title}: ${fault}`));
    check(content.scrollWidth <= content.clientWidth + 1, `${title}: wider than the page`);
    const { left } = content.getBoundingClientRect();
    for (const element of content.querySelectorAll(':not(:is(pre, table, math) *)'))
      check(!element.checkVisibility() || element.getBoundingClientRect().left > left - 2
        || !element.getBoundingClientRect().width, `${title}: <${element.localName}> sticks out`);
    // Chromium hides what stands in a player by placing it.
    for (const element of content.querySelectorAll(':not(:is(audio, video) *)'))
      check(['static', 'relative'].includes(getComputedStyle(element).position),
        `${title}: <${element.localName}> has left its place`);
    for (const element of content.querySelectorAll('[class]'))
      check(![...element.classList].some(name => !content.contains(document.querySelector(`:not(.content *).${name}`))),
        `${title}: takes the look of ours`);
    const last = [...content.children].findLast(child => child.textContent.includes(sentinel));
    if (sentinels.includes(title))
      check(last?.localName === 'p' && last.checkVisibility(), `${title}: the sentinel is gone`);
  }
  const titles = [...sections].map(section => section.querySelector('h2')?.firstChild.data.trim());
  for (const title of sentinels) check(titles.includes(title), `${title}: the section is gone`);
  // Names are ours.
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  check(new Set(ids).size === ids.length, `an id stands twice: ${ids.filter((id, n) => ids.indexOf(id) < n)}`);
  for (const id of ids.filter(id => id.startsWith('_')))
    check(ownIds.includes(id), `there is another id of ours: ${id}`);
  for (const id of ['_main', '_subscribe'])
    check(document.getElementById(id)?.matches('body > main, main > aside, main > .side > .subscribe'),
      `${id} is not ours`);
  for (const name of ['body', 'head', 'forms', 'cookie', 'location', 'documentElement', 'getElementById',
      'createElement', 'defaultView', 'currentScript', 'title', 'links']) {
    const value = document[name];
    check(!(value instanceof Element && value.closest('.content')), `document.${name} is not what it was`);
  }
  check(typeof window.steal === 'function', 'window.steal is not what it was');
  return faults;
};
"""

# Several pages at once, each in a frame: a page alone in the window costs three times as much.
OPEN_PAGES = """
async pages => {
  const faults = [];
  document.body.replaceChildren();
  await Promise.all(pages.map(async ({ url, about }) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src: url, width: 800, height: 400 });
    const loaded = new Promise(done => { frame.onload = done; });
    document.body.append(frame);
    await loaded;
    if (!frame.contentWindow?.judgePage) faults.push(`${url}: is not there`);
    else faults.push(...(await frame.contentWindow.judgePage(about)).map(fault => `${url}: ${fault}`));
  }));
  await pause();
  return faults;
}
"""

# Each way in which readers put an item's HTML into a page of their own: (html, box) => undefined.
WAYS = {
    "innerHTML": "(html, box) => { box.innerHTML = html; }",
    "innerHTML, twice": "(html, box) => { box.innerHTML = html; box.innerHTML = box.innerHTML; }",
    "a fragment": "(html, box) => box.append(document.createRange().createContextualFragment(html))",
    "a parser": """(html, box) => {
        const other = new DOMParser().parseFromString(html, 'text/html');
        box.append(...[...other.body.childNodes].map(node => document.importNode(node, true)));
    }""",
    "a parser, then innerHTML": """(html, box) => {
        box.innerHTML = new DOMParser().parseFromString(html, 'text/html').body.innerHTML;
    }""",
    "a template": """(html, box) => {
        const template = document.createElement('template');
        template.innerHTML = html;
        box.append(document.importNode(template.content, true));
    }""",
    "XML": """(html, box) => {
        const xml = `<div xmlns="http://www.w3.org/1999/xhtml">${html}</div>`;
        const other = new DOMParser().parseFromString(xml, 'application/xhtml+xml');
        if (other.querySelector('parsererror')) throw new Error(`not well-formed: ${html}`);
        box.append(...[...other.documentElement.childNodes].map(node => document.importNode(node, true)));
    }""",
    "XML, then innerHTML": """(html, box) => {
        const xml = `<div xmlns="http://www.w3.org/1999/xhtml">${html}</div>`;
        const other = new DOMParser().parseFromString(xml, 'application/xhtml+xml');
        box.innerHTML = new XMLSerializer().serializeToString(other);
    }""",
    "a cell": "(html, box) => { box.innerHTML = `<table><tr><td>${html}</td></tr></table>`; }",
    "a list": "(html, box) => { box.innerHTML = `<ul><li>${html}</li></ul>`; }",
    "a paragraph": "(html, box) => { box.innerHTML = '<p></p>'; box.firstChild.innerHTML = html; }",
    "a link": "(html, box) => { box.innerHTML = '<a></a>'; box.firstChild.innerHTML = html; }",
    "text around": "(html, box) => { box.innerHTML = `<p>${html}</p>`; box.innerHTML = `<a>${html}</a>`; }",
}

JUDGE_WAY = """
async ({ way, texts, events, first }) => {
  const put = eval(way);
  const faults = [];
  document.body.replaceChildren();
  for (const [n, html] of texts.entries()) {
    const holder = document.createElement('section');
    holder.dataset.n = first + n;
    holder.innerHTML = '<div></div><hr>';
    document.body.append(holder);
    put(html, holder.firstChild);
  }
  await pause();
  for (const holder of document.body.children) {
    const [box, after, ...more] = holder.children;
    if (more.length || after?.localName !== 'hr' || holder.childElementCount !== 2 || !after.checkVisibility())
      faults.push(`${holder.dataset.n}: left its container`);
    if (events) touch(box);
    faults.push(...findFaults(box).map(fault => `${holder.dataset.n}: ${fault}`));
  }
  if (document.body.childElementCount !== texts.length) faults.push(`${first}: left its container`);
  await pause();
  return faults;
}
"""

JUDGE_DOCUMENT = """
async count => {
  await pause();
  const faults = [];
  for (const [n, holder] of [...document.body.children].entries()) {
    if ([...holder.children].map(child => child.localName).join(' ') !== 'div hr')
      faults.push(`${n}: left its container`);
    faults.push(...findFaults(holder).filter(fault => !/^<hr>/.test(fault)).map(fault => `${n}: ${fault}`));
  }
  if (document.body.childElementCount !== count) faults.push('a content left its container');
  return faults;
}
"""

JUDGE_FRAMES = """
async ({ sources, attribute, first, events }) => {
  document.body.replaceChildren();
  const faults = [];
  await Promise.all(sources.map((source, n) => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.dataset.n = first + n;
    frame.onload = () => { frame.onload = null; done(); };
    frame[attribute] = source;
    document.body.append(frame);
  })));
  await pause();
  for (const frame of document.body.children) {
    const { contentDocument: other, contentWindow: view } = frame;
    const fault = what => faults.push(`${frame.dataset.n}: ${what}`);
    if (!other || !view.findFaults) { fault('went elsewhere'); continue; }
    const [head, body, ...more] = other.documentElement.children;
    if (body?.localName !== 'body' || more.length) { fault('has another body'); continue; }
    if (events) view.touch(body);
    view.findFaults(body).forEach(fault);
    if (head.childElementCount) fault('has a head');
  }
  await pause();
  return faults;
}
"""


@dataclass
class Window:
    """A window of the browser, and all that went on in it and should not."""

    page: Page
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """What the web has, by address: type and body."""
    let_through: Callable[[str], bool] = lambda _: False
    """Which addresses are asked of a real server."""
    seen: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Answer a request from the files; whatever else is asked for is not there."""
        request = route.request
        if request.url in self.files:
            kind, body = self.files[request.url]
            route.fulfill(content_type=kind, body=body)
        elif self.let_through(request.url):
            route.continue_()
        else:
            if request.resource_type not in HARMLESS:
                self.seen.append(f"asked for a {request.resource_type}: {request.url}")
            route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        """Hear what the spy says."""
        if message.text.startswith("ATTACK "):
            self.seen.append(message.text.removeprefix("ATTACK "))

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog."""
        self.seen.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def follow(self, frame: Frame) -> None:
        """See where a frame goes."""
        if frame.url not in self.files and not self.let_through(frame.url) and not frame.url.startswith("about:"):
            self.seen.append(f"went to {frame.url}")


@contextmanager
def window(
    browser: Browser,
    files: Mapping[str, tuple[str, bytes]] | None = None,
    let_through: Callable[[str], bool] = lambda _: False,
) -> Iterator[Window]:
    """Open a window in which a spy is in every document, and from which nothing gets out."""
    context = browser.new_context()
    context.add_init_script(SPY + JUDGE_PAGE)
    page = context.new_page()
    found = Window(page, dict(files or {}), let_through)
    context.route("**/*", found.answer)
    context.on("console", found.hear)
    context.on("dialog", found.refuse)
    context.on("page", lambda other: found.seen.append(f"another window: {other.url}"))
    page.on("download", lambda download: found.seen.append(f"a download: {download.url}"))
    page.on("framenavigated", found.follow)
    yield found
    context.close()


# --- What is published ---


@dataclass(frozen=True)
class Published:
    """A place with every attack in it, published."""

    place: Place
    sentinels: Mapping[str, tuple[str, ...]]
    """By slug of the article: titles of the sections that must have their sentinel."""

    @cached_property
    def articles(self) -> Mapping[str, tuple[str, ...]]:
        """The slugs of each article's items, by its own."""
        folders = sorted((self.place.feeds / "snippets").iterdir())
        return {folder.name: tuple(sorted(path.stem for path in folder.glob("*.html"))) for folder in folders}

    def read_contents(self, but: str = "none") -> tuple[str, ...]:
        """Return the HTML of all items, each once, out of all feeds and snippets: the three formats give the same.

        Args:
            but: Feeds of articles whose names begin so, a regular expression, are left out.
        """
        contents: dict[str, None] = {}
        for path in sorted(self.place.feeds.rglob("feed.json")):
            if re.match(but, path.parent.name):
                continue
            told = [item["content_html"] for item in json.loads(path.read_text(encoding="utf-8"))["items"]]
            atom = etree.parse(path.with_name("atom.xml"))
            assert [entry.text or "" for entry in atom.iterfind(f".//{ATOM}content[@type='html']")] == told
            rss = etree.parse(path.with_name("rss.xml"))
            assert [entry.text or "" for entry in rss.iterfind(f".//{CONTENT}encoded")] == told
            contents |= dict.fromkeys(told)
        # Pages and snippets have formulas that feeds have as words.
        for folder in sorted((self.place.feeds / "snippets").iterdir()):
            if not re.match(but, folder.name):
                contents |= dict.fromkeys(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")))
        return tuple({content.strip(): None for content in contents})

    def read_summaries(self) -> tuple[str, ...]:
        """Return what feeds say in HTML beside the contents."""
        found: dict[str, None] = {}
        for path in sorted(self.place.feeds.rglob("rss.xml")):
            found |= dict.fromkeys(entry.text or "" for entry in etree.parse(path).iterfind(".//item/description"))
        for path in sorted(self.place.feeds.rglob("atom.xml")):
            marked = etree.parse(path).iterfind(".//*[@type='html']")
            found |= dict.fromkeys(entry.text or "" for entry in marked if entry.tag != f"{ATOM}content")
        return tuple(found)


def write_page(title: str, parts: Sequence[tuple[str, str]]) -> str:
    """Write an article in HTML."""
    sections = "".join(f"<h2>{heading}</h2>\n{text}\n<p>{SENTINEL}</p>\n" for heading, text in parts)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    article = f"<article><h1>{title}</h1>\n<p>It opens. {FILLER} {FILLER}</p>\n{sections}</article>"
    return f'<!DOCTYPE html>\n<html lang="en">{head}<body>{article}</body></html>'


def write_markdown(title: str, parts: Sequence[tuple[str, str]], front: str = "") -> str:
    """Write an article in Markdown."""
    sections = "".join(f"## {heading}\n\n{text}\n\n{SENTINEL}\n\n" for heading, text in parts)
    return f"---\ntitle: {title}\n{front}---\n\nIt opens. {FILLER} {FILLER}\n\n{sections}"


def write_text(title: str, parts: Sequence[tuple[str, str]]) -> str:
    """Write an article in plain text."""
    sections = "".join(f"{heading}\n\n{text}\n\n{SENTINEL}\n\n" for heading, text in parts)
    return f"{title}\n\nIt opens. {FILLER} {FILLER}\n\n{sections}"


def find_open(page: Page, attacks: Sequence[str]) -> frozenset[str]:
    """Return the attacks after which a page does not go on as before: they take along what follows in a source."""
    script = """texts => texts.filter(text => {
        const page = `<!doctype html><body><div>${text}\\n<p id=sentinel>x</p></div>`;
        let node = new DOMParser().parseFromString(page, 'text/html').getElementById('sentinel');
        if (!node) return true;
        while (node = node.parentElement) if (!['HTML', 'BODY', 'DIV'].includes(node.tagName)) return true;
        return false;
    })"""
    return frozenset(page.evaluate(script, list(attacks)))


# A block of HTML that begins so ends in Markdown only where its end stands in one line (CommonMark §4.6), and for
# pulldown-cmark in small letters.
_RAW = re.compile(r"(?i:<(script|pre|style|textarea)[\s>])(?!.*</(script|pre|style|textarea)>)", re.DOTALL)
_BLOCKS = re.compile(r"\A(<[!?]|```|~~~|\|)")


def write_attacks(
    place: Place, suffix: str, attacks: Sequence[str], alone: frozenset[str], *, batch: int = BATCH
) -> dict[str, tuple[str, ...]]:
    """Write attacks into articles of one format, forty in each; those that take others along stand alone.

    Returns:
        By slug of the article: titles of the sections that must come out with their sentinel.
    """
    write = {"html": write_page, "md": write_markdown, "txt": write_text}[suffix]
    # A source with NUL is refused as a whole; another test shows it. Parsers put this in its place.
    numbered = [(f"Wave {n}", text.replace("\0", "\ufffd"), text in alone) for n, text in enumerate(attacks)]
    together = [(title, text) for title, text, is_alone in numbered if not is_alone]
    sentinels = {}
    for start in range(0, len(together), batch):
        parts = together[start : start + batch]
        slug = f"{suffix}-{start}"
        place.write(f"{slug}.{suffix}", write(f"Together from {start} in {suffix}", parts))
        sentinels[slug] = tuple(title for title, _ in parts)
    for title, text, is_alone in numbered:
        if is_alone:
            slug = f"{suffix}-{title.lower().replace(' ', '-')}"
            place.write(
                f"{slug}.{suffix}", write(f"Alone {title} in {suffix}", [(title, text), ("What follows", "It.")])
            )
            sentinels[slug] = ()
    return sentinels


def write_metadata(place: Place) -> None:
    """Write articles whose titles, descriptions, authors, tags and the like are attacks."""
    keys = ("title", "description", "author", "tags", "license", "image", "categories")
    for n, value in enumerate(VALUES):
        front = "".join(f"{key}: {json.dumps(value)}\n" for key in keys)
        place.write(f"front-{n}.md", f"---\n{front}---\n\n{SENTINEL} {FILLER}\n\n## Next\n\n{SENTINEL} {FILLER}\n")
    escaped = [
        value.replace("\0", "").replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for value in VALUES
    ]
    step = 10
    for n in range(step):
        one, two, three = (escaped[(n + shift) % len(escaped)] for shift in (0, step, 2 * step))
        names = {"description": two, "author": three, "keywords": one, "language": two, "dcterms.license": three}
        head = "".join(f'<meta name="{name}" content="{value}">' for name, value in names.items())
        head += f'<title>{one}</title><link rel="canonical" href="{two}"><meta property="og:image" content="{three}">'
        body = f'<h1>{one}</h1><p class="standfirst">{two}</p><p rel="author">{three}</p><p>{SENTINEL} {FILLER}</p>'
        body += "".join(f"<h2>{value}</h2><p>{SENTINEL}</p>" for value in (one, two, three))
        head = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>'
        place.write(f"head-{n}.html", f"{head}<body><article>{body}</article></body></html>")


@pytest.fixture(scope="module")
def published(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Every attack in every format that an article may have, published."""
    place = Place(tmp_path_factory.mktemp("attacks") / "place", timedelta())
    texts = [attack.text for attack in ATTACKS]
    with window(browser) as blank:
        alone, headings_alone = find_open(blank.page, [*texts, *TEXTS]), find_open(blank.page, HEADINGS)
    sentinels = write_attacks(place, "html", texts, alone)
    # What takes others along in HTML is tried there alone; Markdown has ways of its own.
    raw = frozenset(text for text in [*texts, *TEXTS] if _RAW.search(text) or _BLOCKS.search(text))
    unclosed = {attack.text for attack in ATTACKS if attack.kind == "breaking out"}
    kept = [text for text in texts if text not in alone | raw or text in raw & unclosed]
    sentinels |= write_attacks(place, "md", [*kept, *TEXTS], raw | alone)
    # All is words there, and what looks like a heading may be one: no section need be where it was.
    sentinels |= dict.fromkeys(write_attacks(place, "txt", [*texts, *TEXTS], frozenset(), batch=4 * BATCH), ())
    place.write(
        "headings.md", write_markdown("Headings", [(text, "") for text in HEADINGS if text not in headings_alone])
    )
    for n, text in enumerate(text for text in HEADINGS if text in headings_alone):
        place.write(f"heading-{n}.md", write_markdown(f"Heading {n}", [("First", ""), (text, ""), ("Last", "")]))
    write_metadata(place)
    report = place.publish()
    assert report.failed == ()
    return Published(place, sentinels)


# --- Our own pages ---


def take_off_policy(page: bytes) -> bytes:
    """Return a page without its Content-Security-Policy, so that what was cleaned must hold alone."""
    bare, count = re.subn(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n', b"", page)
    assert count == 1
    return bare


def read_beside(feeds: Path) -> dict[str, tuple[str, bytes]]:
    """Return what belongs to every page, by address."""
    return {f"{OURS}{name}": (kind, (feeds / name).read_bytes()) for name, kind in BESIDE.items()}


def judge_pages(found: Window, published: Published, base: str, *, events: bool, but: str = "none") -> list[str]:
    """Open the front page and every article's page, and say what is wrong on them."""
    own = ["_icon", "_main", "_contents", "_contents-heading", "_subscribe", "_subscribe-heading"]
    pages = []
    for slug, slugs in published.articles.items():
        if re.match(but, slug):
            continue
        about = {"slugs": slugs, "ownIds": own, "sentinels": published.sentinels.get(slug, ())}
        pages.append({"url": f"{base}{slug}/index.html", "about": {**about, "sentinel": SENTINEL, "events": events}})
    found.page.goto(f"{base}index.html")
    front = {"ownIds": [*own, "_latest-heading", "_archive-heading"], "sentinels": [], "events": events}
    faults: list[str] = found.page.evaluate("about => judgePage(about)", front)
    found.files[f"{base}host.html"] = ("text/html", b"<!DOCTYPE html><title>Host</title><body>")
    found.page.goto(f"{base}host.html")
    for start in range(0, len(pages), FRAMES):
        faults += found.page.evaluate(OPEN_PAGES, pages[start : start + FRAMES])
    return faults + found.seen


@pytest.mark.browser
def test_pages_try_nothing_that_their_policy_stops(browser: Browser, published: Published) -> None:
    """From our own server, with its policy, no page runs, asks for or even tries anything, and all is where it was."""
    ours = {f"{slug}/index.html" for slug in published.articles} | {"index.html", *BESIDE}
    with served(published.place.feeds) as site:
        base = f"http://{site.host}:{site.port}/"
        with window(browser, let_through=lambda url: url.partition("#")[0].removeprefix(base) in ours) as found:
            # Those alone in an article must hold without a policy too, and are shown that way.
            assert judge_pages(found, published, base, events=False, but="(html|md)-wave") == []


@pytest.mark.browser
def test_pages_are_safe_without_a_policy(browser: Browser, published: Published) -> None:
    """With the policy taken off, touched in every way, the pages run nothing, ask for nothing and keep their frame."""
    feeds = published.place.feeds
    files = read_beside(feeds)
    for path in ["index.html", *(f"{slug}/index.html" for slug in published.articles)]:
        files[f"{OURS}{path}"] = ("text/html", take_off_policy((feeds / path).read_bytes()))
    with window(browser, files) as found:
        assert judge_pages(found, published, OURS, events=True) == []


# --- Snippets and feeds, as others show them ---


def name_faults(faults: Sequence[str], contents: Sequence[str]) -> list[str]:
    """Put the content that a fault is about beside it."""
    named = []
    for fault in faults:
        number = fault.partition(":")[0]
        named.append(f"{fault} — {contents[int(number)][:500]}" if number.isdigit() else fault)
    return named


def show(found: Window, way: str, texts: Sequence[str], *, events: bool = False) -> list[str]:
    """Put texts into a reader's page in one of the ways, and say what is wrong."""
    found.files[READER] = ("text/html", b"<!DOCTYPE html><title>Reader</title><body>")
    found.page.goto(READER)
    faults = found.page.evaluate(JUDGE_WAY, {"way": WAYS[way], "texts": list(texts), "events": events, "first": 0})
    return name_faults([*faults, *found.seen], texts)


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_contents_are_safe_inside_a_page(browser: Browser, published: Published, way: str) -> None:
    """However a reader puts an item's content, or its description, into its page, it runs nothing and stays inside."""
    everything = way in {"innerHTML", "XML"}
    # What was plain text is words between two or three kinds of tags, and one way shows it as well as all.
    texts = published.read_contents(but="none" if everything else "txt")
    texts += published.read_summaries() if everything else ()
    assert len(texts) > 200
    with window(browser) as found:
        assert show(found, way, texts, events=everything) == []


@pytest.mark.browser
@pytest.mark.parametrize("attribute", ["src", "srcdoc"])
def test_contents_are_safe_as_documents(browser: Browser, published: Published, attribute: str) -> None:
    """A snippet's file opened by itself, or a content given to a frame, runs nothing and asks for nothing but media."""
    contents = published.read_contents(but="txt")
    if attribute == "src":
        # A file of its own for each is dear: plain paragraphs are shown in greater documents alone.
        contents = tuple(content for content in contents if re.search("<(?!/?p>)", content))
    assert len(contents) > 100
    files = {f"{READER}{n}.html": ("text/html; charset=utf-8", text.encode()) for n, text in enumerate(contents)}
    if attribute == "srcdoc":
        contents = tuple("\n".join(contents[n : n + 8]) for n in range(0, len(contents), 8))
    sources = list(files) if attribute == "src" else list(contents)
    with window(browser, {**files, READER: ("text/html", b"<!DOCTYPE html><title>Reader</title><body>")}) as found:
        found.page.goto(READER)
        faults: list[str] = []
        for start in range(0, len(sources), 4 * FRAMES):
            batch = {"sources": sources[start : start + 4 * FRAMES], "attribute": attribute, "first": start}
            faults += found.page.evaluate(JUDGE_FRAMES, {**batch, "events": True})
        assert name_faults([*faults, *found.seen], contents) == []


DOCUMENTS = {
    "text/html; charset=utf-8": "<!DOCTYPE html><html><head><title>Reader</title></head><body>{}</body></html>",
    "application/xhtml+xml; charset=utf-8": (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Reader</title></head><body>{}</body></html>'
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_contents_are_safe_in_a_readers_document(browser: Browser, published: Published, kind: str) -> None:
    """Written into one document, as HTML or as XML, contents run nothing and none gets out of its own section."""
    texts = published.read_contents(but="txt")
    sections = "".join(f'<section data-n="{n}"><div>{text}</div><hr/></section>' for n, text in enumerate(texts))
    with window(browser, {READER: (kind, DOCUMENTS[kind].format(sections).encode())}) as found:
        found.page.goto(READER)
        faults = found.page.evaluate(JUDGE_DOCUMENT, len(texts))
        # What `document.write` makes of it is the same, but for a parser that has begun.
        if kind.startswith("text/html"):
            found.page.evaluate("html => { document.open(); document.write(html); document.close(); }", sections)
            faults += found.page.evaluate(JUDGE_DOCUMENT, len(texts))
        assert name_faults([*faults, *found.seen], texts) == []


# --- The judge is judged ---

CAUGHT = (
    ("<img src=x onerror=steal()>", "a script ran"),
    ("<p onmouseover=steal()>x</p>", "a script ran"),
    ("<p onmouseover=steal()>x</p>", "<p> has onmouseover"),
    ("<svg onload=steal()></svg>", "<svg> is there"),
    ("<iframe src=//evil.test/></iframe>", "asked for a document: http://evil.test/"),
    ("<link rel=stylesheet href=//evil.test/a.css>", "asked for a stylesheet: http://evil.test/a.css"),
    ("<form action=//evil.test/><input type=submit></form>", "<form> is there"),
    ('<a href="javascript:steal()">x</a>', "<a> leads to javascript:steal()"),
    ("<math><mi href=https://a.test/>x</mi></math>", "<mi> has href"),
    ("<p id=_main>x</p>", "<p> is called _main"),
    ("<p style=position:fixed>x</p>", "<p> has style"),
    ("<img src='data:image/svg+xml,<svg/>'>", "loads data:image/svg+xml,<svg/>"),
    ("<x-evil>x</x-evil>", "<x-evil> is there"),
    ("<details ontoggle=steal() open>x</details>", "a script ran"),
    ("<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "a dialog: 1"),
    ("<iframe src='data:text/html,x'></iframe>", "went to data:text/html,x"),
)


@pytest.mark.browser
def test_the_judge_sees_what_was_not_cleaned(browser: Browser) -> None:
    """What is not cleaned is found out, by each of the ways to find it out."""
    with window(browser) as found:
        for attack, fault in CAUGHT:
            found.seen.clear()
            faults = show(found, "innerHTML", [attack], events=True)
            await_fault(found, fault, faults)
            assert any(fault in seen for seen in [*faults, *found.seen]), (fault, faults)
        found.files[READER] = ("text/html", b"<body><section><div></div></div></section><p>x</p></section>")
        found.page.goto(READER)
        assert "a content left its container" in found.page.evaluate(JUDGE_DOCUMENT, 1)


def await_fault(found: Window, fault: str, faults: Sequence[str]) -> None:
    """Wait until a fault is seen that comes a moment after the rest, as a page that goes elsewhere by itself does."""
    for _ in range(100):
        if any(fault in seen for seen in [*faults, *found.seen]):
            return
        found.page.wait_for_timeout(50)


BROKEN = (
    ("<p>x</p></div></section></article></main>", "is broken up"),
    ("<p id=_subscribe>x</p>", "an id stands twice: _subscribe"),
    ("<p style='position:absolute'>x</p>", "<p> has left its place"),
    ("<p style='width:5000px'>x</p>", "wider than the page"),
    ("<p style='margin-left:-50px'>x</p>", "<p> sticks out"),
    ("<p class=skip>x</p>", "takes the look of ours"),
    ("<details><p>", "the sentinel is gone"),
    ("<template>", "the section is gone"),
    ("<form><input name=x></form>", "there is what the template has not"),
    ("<img name=body src=x><img name=cookie>", "document.cookie is not what it was"),
    ("<img src=x onerror=steal()>", "a script ran"),
    ("<meta http-equiv=refresh content='0;url=http://evil.test/'>", "http://evil.test/"),
)


@pytest.mark.browser
def test_the_judge_sees_what_was_not_cleaned_on_our_pages(browser: Browser, published: Published) -> None:
    """Put into a page of ours behind the cleaner's back, an attack is found out; the policy stops it and tells."""
    feeds = published.place.feeds
    page = (feeds / "html-0/index.html").read_bytes()
    sentinels = published.sentinels["html-0"]
    one = Published(published.place, {"html-0": sentinels})
    one.__dict__["articles"] = {"html-0": published.articles["html-0"]}
    front = take_off_policy((feeds / "index.html").read_bytes())
    before = b'<div class="content">\n'
    with window(browser, {**read_beside(feeds), f"{OURS}index.html": ("text/html", front)}) as found:
        for attack, fault in BROKEN:
            bad = page.replace(before, before + attack.encode(), 2).replace(attack.encode(), b"", 1)
            found.files[f"{OURS}html-0/index.html"] = ("text/html", take_off_policy(bad))
            found.seen.clear()
            faults = judge_pages(found, one, OURS, events=False)
            await_fault(found, fault, faults)
            assert any(fault in seen for seen in [*faults, *found.seen]), (fault, faults)
        bad = page.replace(before, before + b"<img src=x onerror=steal()><script>steal()</script>", 1)
        found.files[f"{OURS}html-0/index.html"] = ("text/html", bad)
        found.seen.clear()
        faults = judge_pages(found, one, OURS, events=True)
        for fault in ("tried script-src-attr", "tried script-src-elem"):
            await_fault(found, fault, faults)
            assert any(fault in seen for seen in [*faults, *found.seen]), (fault, faults)
        assert not any("a script ran" in fault for fault in [*faults, *found.seen])


@pytest.mark.browser
def test_attacks_are_real(browser: Browser) -> None:
    """Not cleaned, most attacks (one in seven is tried) do what they are for, or leave what may not be there."""
    texts = [attack.text for attack in ATTACKS][::7]
    caught = set()
    with window(browser) as found:
        found.files[READER] = ("text/html", b"<!DOCTYPE html><title>Reader</title><body>")
        found.page.goto(READER)
        for start in range(0, len(texts), 4 * FRAMES):
            batch = {
                "sources": texts[start : start + 4 * FRAMES],
                "attribute": "srcdoc",
                "first": start,
                "events": True,
            }
            faults = [*found.page.evaluate(JUDGE_FRAMES, batch), *found.seen]
            caught |= {int(fault.partition(":")[0]) for fault in faults if fault.partition(":")[0].isdigit()}
    assert len(caught) > 0.7 * len(texts), [texts[n] for n in range(len(texts)) if n not in caught]


# --- Beside the browser ---


def test_there_are_attacks_enough() -> None:
    """There are three hundred attacks at least, all different, of every class."""
    assert len({attack.text for attack in ATTACKS}) == len(ATTACKS) >= 360
    assert len({attack.text for attack in MARKDOWN}) == len(MARKDOWN) >= 100
    for attacks, classes in ((ATTACKS, 15), (MARKDOWN, 9)):
        kinds = [attack.kind for attack in attacks]
        assert len(set(kinds)) >= classes
        assert min(kinds.count(kind) for kind in set(kinds)) >= 8


def test_a_source_with_nul_is_refused(place: Place) -> None:
    """An article with a character that no text has publishes nothing, and the others are published."""
    place.write("a.html", write_page("A", [("One", "<scr\0ipt>steal()</scr\0ipt>")]))
    place.write("b.html", write_page("B", [("One", "<p>x</p>")]))

    report = place.publish()

    assert [error.where.partition(":")[0] for error in report.failed] == ["a.html"]
    assert not any(b"steal" in data for data in place.tree().values())
    assert "b/index.html" in place.tree()


def read_policy(text: str) -> dict[str, list[str]]:
    """Return the sources that a Content-Security-Policy allows, by directive."""
    parts = (part.split() for part in text.split(";"))
    return {words[0]: words[1:] for words in parts if words}


def test_the_policy_is_strict(place: Place) -> None:
    """Pages say it themselves and the server says it for every file: nothing runs or is sent, media alone load."""
    place.write("a.md", write_markdown("A", [("One", "x")]))
    place.publish()
    policies = []
    for path in ("index.html", "a/index.html"):
        meta = html.fromstring((place.feeds / path).read_bytes()).xpath("//meta[@http-equiv='Content-Security-Policy']")
        assert [element.getparent().tag for element in meta] == ["head"]
        # A policy holds only for what stands after it: nothing but the encoding comes before.
        assert [element.attrib.keys() for element in meta[0].itersiblings(preceding=True)] == [["charset"]]
        policies.append(read_policy(meta[0].get("content")))
    with served(place.feeds) as site:
        for path in ("/", "/a/", "/a/atom.xml", "/feed.json", "/style.css", "/snippets/a/one.html", "/nothing"):
            answer = site.ask(path)
            assert answer.headers["x-content-type-options"] == "nosniff"
            policies.append(read_policy(answer.headers["content-security-policy"]))
            assert policies[-1]["frame-ancestors"] in (["'self'"], ["'none'"])
    for policy in policies:
        assert {name: policy[name] for name in ("default-src", "base-uri", "form-action")} == {
            "default-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        assert set(policy) <= {
            "default-src",
            "base-uri",
            "form-action",
            "frame-ancestors",
            "script-src",
            "style-src",
            "img-src",
            "media-src",
        }
        assert policy["style-src"] == policy["script-src"] == ["'self'"]
        allowed = {source for sources in policy.values() for source in sources}
        assert allowed <= {"'none'", "'self'", "http:", "https:", "data:"}
        assert "data:" not in policy["media-src"]
