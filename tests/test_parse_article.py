"""The article's text is found wherever a page keeps it: folded, sent late, repeated, in parts with odd names."""

from __future__ import annotations

import json

import pytest

from publisher.errors import SourceError
from publisher.model import Document, LineKind, Raw
from publisher.parse import ParseOptions, parse_article

WORDS = (
    "The ferry left at six, when the fog had thinned enough to see the far pier, and nobody on board spoke until the "
    "engine had been cut and the ropes were ashore"
)
NAV = f"<header><nav><ul>{''.join(f'<li><a href=/{n}>Topic {n}</a></li>' for n in range(6))}</ul></nav></header>"
SCRIPT = "<script src=/captcha/api.js></script>"
CHECK = "<div class=g-recaptcha></div>"
FOOTER = "<footer><p>© The site</p><p><a href=/imprint>Imprint</a></p></footer>"


def prose(*names: str) -> str:
    """Write a paragraph for each name."""
    return "".join(f"<p>{WORDS}, says {name}.</p>" for name in names)


def page(body: str, title: str = "Ferries") -> str:
    """Write a page of a site."""
    head = f"<head><title>{title}</title><meta name=viewport content=x><link rel=stylesheet href=/s.css></head>"
    return f"<!doctype html><html lang=en>{head}<body>{body}</body></html>"


def article(body: str) -> str:
    """Write a page of a site with a usual article."""
    return page(f"{NAV}<main><article><h1>Ferries</h1><div class=entry-content>{body}</div></article></main>{FOOTER}")


def read(html: str) -> Document:
    """Parse a page."""
    return parse_article(Raw(name="a.html", data=html.encode()), ParseOptions())


def find_names(document: Document, *names: str) -> list[str]:
    """Return which of the names the article says, in the order and as often as it says them."""
    words = " ".join(block.text for block in document.blocks).replace(".", "").split()
    return [word for word in words if word in names]


def test_a_part_that_arrives_late_goes_to_its_place() -> None:
    """React sends slow parts hidden, at the end of the page, and a script moves them."""
    late = "".join(f"<div hidden id='{place[0]}S:{place[1]}'>{prose(name)}</div>" for place, name in LATE.items())
    places = {name: f"<template id='{prefix}{kind}:{n}'></template>" for (prefix, n, kind), name in LATE.items()}

    document = read(
        page(f"{NAV}<main><h1>Ferries</h1>{places['Bo']}{prose('Cy')}{places['Di']}{prose('Ed')}</main>{FOOTER}{late}")
    )

    assert find_names(document, "Bo", "Cy", "Di", "Ed") == ["Bo", "Cy", "Di", "Ed"]


LATE = {("", "0", "B"): "Bo", ("x-", "1a", "P"): "Di"}


def test_most_of_a_page_is_shown_though_hidden() -> None:
    """What a script shows as soon as it runs is the article; a hidden part of a page that shows one stays hidden."""
    hidden = f"<div style='display: none'>{prose(*'ABCDEFGHIJKL')}</div>"

    assert len(find_names(read(page(f"{NAV}<h1>Ferries</h1>{hidden}{FOOTER}")), *"BCD")) == 3
    assert find_names(read(article(prose(*"MNOPQRSTUVWXYZ") + hidden)), *"BCD") == []


@pytest.mark.parametrize(
    "folded",
    [
        "<h3><button aria-expanded=false aria-controls=p{n}>{name}?</button></h3><div id=p{n} hidden>{text}</div>",
        "<button aria-expanded=false aria-controls=p{n}>{name}?</button><div hidden><div id=p{n}>{text}</div></div>",
        "<a href='#p{n}' aria-controls=p{n}>{name}?</a><section id=p{n} style='height:0;display:none'>{text}</section>",
        "<h3>{name}?</h3><div role=region aria-labelledby=h hidden>{text}</div>",
    ],
)
def test_a_folded_section_stays(folded: str) -> None:
    """A question and the answer that a click shows are both of the article; what a menu's button shows is not."""
    questions = [folded.format(n=n, name=name, text=prose(name)) for n, name in enumerate(["Bo", "Cy", "Di"])]
    menu = "<button aria-expanded=false aria-controls=m>Ed</button><nav id=m hidden><a href=/x>Ed</a></nav>"
    box = f"<button aria-controls=d>Ed</button><div id=d role=dialog hidden>{prose('Ed')}</div>"
    form = f"<button aria-controls=f>Ed</button><div id=f hidden>{prose('Ed')}<input name=q></div>"

    document = read(article(prose("Al") + "".join(questions) + menu + box + form + prose("Fe")))

    names = ("Al", "Bo?", "Bo", "Cy?", "Cy", "Di?", "Di", "Ed", "Fe")
    assert find_names(document, *names) == ["Al", "Bo?", "Bo", "Cy?", "Cy", "Di?", "Di", "Fe"]


def test_text_only_for_readers_without_scripts() -> None:
    """A page that shows nothing without a script may have its text in `noscript`."""
    document = read(page(f"{NAV}<div id=app></div><noscript><h1>Ferries</h1>{prose(*'ABCDEFGHIJ')}</noscript>"))

    assert find_names(document, *"BCD") == ["B", "C", "D"]


def test_a_shadow_root_is_read() -> None:
    """A browser shows a template of this kind where it stands; any other is only there for scripts."""
    shown = f"<x-part><template shadowrootmode=open>{prose('Bo', 'Cy')}<slot></slot></template></x-part>"
    unshown = f"<template>{prose('Di')}</template>"

    document = read(article(prose("Al") + shown + unshown + prose("Ed", "Fe")))

    assert find_names(document, "Al", "Bo", "Cy", "Di", "Ed") == ["Al", "Bo", "Cy", "Ed"]


def test_shadow_roots_in_shadow_roots_are_bounded() -> None:
    """Each level is read once more, so few are."""
    document = read(article(prose("Al", "Bo") + "<div><template shadowrootmode=open><p>x</p>" * 400 + prose("Cy")))

    assert find_names(document, "Al", "Bo", "Cy") == ["Al", "Bo"]


@pytest.mark.parametrize("name", ["builder-widget", "content-nav-section", "pb-sidebar-row"])
def test_a_name_that_the_whole_article_has_says_nothing(name: str) -> None:
    """Builders of pages give one name to all their parts."""
    parts = [f"<div class='{name}'><h2>Part {n}</h2><p>Then {n}.</p>{prose(n)}</div>" for n in "ABCDEF"]
    side = f"<aside class='{name}'><h2>Part Z</h2>{prose('Z')}</aside>"

    document = read(page(f"{NAV}<div class=wrap><h1>Ferries</h1>{''.join(parts)}</div>{side}{FOOTER}"))

    assert [block.text for block in document.blocks if block.level] == [f"Part {n}" for n in "ABCDEF"]
    assert find_names(document, *"ABCDEFZ")[::3] == list("ABCDEF")


def test_comments_are_no_article_however_many() -> None:
    """A name that says what a part is, and no builder's, counts though most of the page has it."""
    comments = "".join(f"<div class='user-comment'>{prose(n)}</div>" for n in "MNOPQRSTUVWX")

    document = read(page(f"{NAV}<main><h1>Ferries</h1>{prose('A', 'B', 'C')}</main>{comments}{FOOTER}"))

    assert find_names(document, *"ABCMNO") == ["A", "B", "C"]


def test_an_article_that_a_page_has_twice_is_read_once() -> None:
    """Pages hold parts for wide and narrow screens; a refrain stays."""
    text = "".join(f"<h2>Part {n}</h2>{prose(n, n.lower())}" for n in "ABCDEF")
    refrain = "<p>Row, row, row the boat.</p><p>Gently down the stream.</p>"

    twice = read(article(f"<div class=wide>{text}</div><div class=narrow>{text}</div>"))
    song = read(article(prose("A") + refrain + prose("B") + refrain + prose("C") + refrain))

    assert find_names(twice, *"ABCDEF")[::2] == list("ABCDEF")
    assert any(note.kind is LineKind.FURNITURE and "says F" in note.text for note in twice.notes)
    assert sum(block.text.startswith("Gently") for block in song.blocks) == 3


def test_a_drawing_with_many_shapes_is_not_nested() -> None:
    """In a drawing, what ends with a slash is closed; markup that only looks like one is refused."""
    shapes = "<path d='M0 0'/><circle r=1 />" * 2000

    document = read(article(prose("Al") + f"<svg>{shapes}<g><text>Bo</text></g></svg>" + prose("Cy")))

    assert find_names(document, "Al", "Bo", "Cy") == ["Al", "Bo", "Cy"]
    for opening in ("<svg></svg>", "<svg><p>", "<svg></p>", "<svg><b>"):
        with pytest.raises(SourceError):
            read(f"{opening}{'<path/>' * 4000}")


TEXT = [f"{WORDS}, says {name}." for name in "ABCDEFGH"]
BLOCKS = [{"type": "paragraph", "children": [{"text": text[:40]}, {"text": text[40:]}]} for text in TEXT]


LINKED, STATE = "<script type='application/ld+json'>", "<script type='application/json' id=state>"
PUSH = "<script>self.__next_f.push("
STOWED = [
    (LINKED, {"@type": "Article", "articleBody": "\n".join(TEXT)}),
    (LINKED, {"@type": "Article", "articleBody": prose(*"ABCDEFGH")}),
    (STATE, {"props": {"post": {"html": prose(*"ABCDEFGH")}}}),
    ("<script>window.__STATE__ = ", {"props": {"post": {"html": prose(*"ABCDEFGH")}}}),
    ("<script>var state=", {"post": {"body": BLOCKS}}),
    (PUSH, [1, f"1:I[3,[]]\n2:{json.dumps(['$', 'p', None, {'children': ['Home']}])}\n3:T99,{prose(*'ABCDEFGH')}\n"]),
    (PUSH, [1, "".join(f"{n}:{json.dumps(['$', 'p', None, {'children': [t]}])}\n" for n, t in enumerate(TEXT))]),
    (STATE, {"menu": ["Home", "News"], "post": {"title": "Ferries", "body": BLOCKS}}),
]


@pytest.mark.parametrize("stowed", [f"{script}{json.dumps(data)}" for script, data in STOWED])
def test_text_that_is_only_in_json(stowed: str) -> None:
    """A page that a script would fill has its article in its JSON, where it is read, cleaned like any other."""
    document = read(page(f"{NAV}<div id=app><h1>Ferries</h1></div>{stowed}</script>"))

    assert [block.text for block in document.blocks] == TEXT
    assert document.source_text.count(TEXT[0]) == 1


def test_text_that_is_only_in_a_template() -> None:
    """A template that holds all there is to read is read."""
    document = read(page(f"{NAV}<h1>Ferries</h1><div id=app></div><template id=t>{prose(*'ABCDEFGH')}</template>"))

    assert [block.text for block in document.blocks] == TEXT


def test_json_is_not_read_where_a_page_shows_its_article() -> None:
    """Most pages have texts of other articles in their JSON."""
    other = json.dumps({"next": {"html": prose(*"MNOPQRSTUVW")}})

    document = read(article(f"{prose(*'ABCDEFGH')}<script type='application/json'>{other}</script>"))

    assert [block.text for block in document.blocks] == TEXT


@pytest.mark.parametrize("data", ["[" * 100_000, "{}", '{"a": 1', json.dumps([[["x. " * 3]] * 300] * 300), '"x"'])
def test_any_json_is_passed_over(data: str) -> None:
    """No JSON keeps a page from being read."""
    document = read(page(f"{NAV}<p>{WORDS}.</p><script type='application/json'>{data}</script>"))

    assert document.blocks[-1].text == f"{WORDS}."


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("404 Not Found", "<h1>Not Found</h1><p>There is nothing at this address.</p>", "404 Not Found"),
        ("Page not found | The Ferry", "<h1>Oops</h1><p>Have you tried the search?</p>", "404 Not Found"),
        ("Access Denied", "<h1>Access Denied</h1><p>You have no permission on this server.</p>", "403 Forbidden"),
        ("Error 500", "<h1>500</h1><p>Gleich wieder da.</p>", "500 Internal Server Error"),
        ("Fehler 503", "<h1>503 Service Unavailable</h1><p>Gleich wieder da.</p>", "503 Service Unavailable"),
        ("Ferries", "<p>Please enable JavaScript to see this.</p><script src=/a.js></script>", "script"),
        ("Ferries", "<div id=app></div><noscript>It needs JavaScript.</noscript><script src=/a.js></script>", "script"),
        ("Ferries", "<div class=g-captcha></div><script src=/captcha.js></script>", "human"),
        ("Ferries", "<p>Are you a robot?</p><div id=captcha-1></div><script src=/a.js></script>", "human"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_refused(title: str, body: str, reason: str) -> None:
    """The error names what was saved in the article's place."""
    with pytest.raises(SourceError) as caught:
        read(page(NAV + body + FOOTER, title))

    assert reason in str(caught.value)
    assert "front matter" in str(caught.value)
    assert caught.value.where.startswith("a.html")


@pytest.mark.parametrize("title", ["404 Not Found", "Access Denied"])
def test_front_matter_vouches_for_a_page(title: str) -> None:
    """An author who gives a page a title has looked at it."""
    refused = page(f"<h1>{title}</h1><p>The page was on no server.</p>", title)

    assert read(f"---\ntitle: {title}\n---\n{refused}").blocks


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", f"<h1>404 Not Found</h1>{prose(*'ABCDEF')}"),
        ("Gone", "<h1>Gone</h1><p>The last ferry has left the harbour, and I am still here.</p>"),
        ("404 ferries", "<h1>404 ferries</h1><p>They were all counted on one day in May, by the pilots.</p>"),
        ("Ferries", f"<p>They are steered with JavaScript. {WORDS}, {WORDS}.</p><script src=/a.js></script>"),
        ("Ferries – 404", f"<h1>404</h1><p>{WORDS}.</p>"),
        ("Page 500", "<h1>Page 500</h1><p>So many.</p>"),
        ("Access Denied", "<h1>Access Denied</h1><p>No gate was open,<br>no lamp was lit,<br>I knocked.</p>"),
        ("Not Found – Novels", f"<h1>Not Found</h1><p>{WORDS}.</p><p>A novel by Ann Lee.</p>"),
        ("404 Not Found | Codes", f"<h1>404 Not Found</h1><p>No page: {WORDS}.</p><pre>HTTP/1.1 404 Not Found</pre>"),
        ("404 Not Found", f"<h1>404 Not Found</h1><time datetime=2024-05-02>2 May</time><p>No page: {WORDS}.</p>"),
        ("Ferries", f"<h1>Ferries</h1><p>I turned JavaScript off today.</p>{SCRIPT}"),
        ("Enable JavaScript", f"<h1>Enable JavaScript</h1><ol><li>Open the menu.<li>Enable JavaScript.</ol>{SCRIPT}"),
        ("A tip for JavaScript", f"<h1>A tip for JavaScript</h1><pre>let ferry = 1</pre><p>You need it.</p>{SCRIPT}"),
        ("Ferries", f"<h1>Ferries</h1><figure><img src=/a.jpg><figcaption>One</figcaption></figure>{CHECK}{SCRIPT}"),
        ("Ferries", f"<h1>Ferries</h1><p>One left,<br>two left,<br>none came.</p>{CHECK}{SCRIPT}"),
        ("Ferries", f"<h1>Ferries</h1><p>They left.</p><p>None came.</p><textarea></textarea>{CHECK}{SCRIPT}"),
        ("Soup", f"<h1>Soup</h1><ul><li>A leek</li><li>Salt</li></ul><ol><li>Cut.<li>Boil.</ol>{CHECK}{SCRIPT}"),
        ("Soup", f"<h1>Soup</h1><p>Boil a leek.</p><div id=more></div><noscript>Enable JavaScript.</noscript>{SCRIPT}"),
    ],
)
def test_an_article_about_errors_is_none(title: str, body: str) -> None:
    """A title alone does not make an error page, nor does a word, nor what a page has for its comments."""
    assert read(page(NAV + body + FOOTER, title)).blocks


def test_json_in_json_is_read() -> None:
    """Some states hold what a server sent as it came: a string that is JSON itself; it is never published as such."""
    state = json.dumps({"replies": [json.dumps({"body": prose(*"ABCDEFGH")})]}).replace("</", "<\\/")

    document = read(page(f"{NAV}<div id=root></div><script type='application/json'>{state}</script>"))

    assert find_names(document, *"ABCDEFGH") == list("ABCDEFGH")
    assert not any("{" in block.text or "\\" in block.text for block in document.blocks)


def test_parts_of_one_kind_are_one_article() -> None:
    """A builder cuts an article into parts; the longest is not all of it, and a part of another kind none."""
    part = "<div class='x-rich-text rich-text'><h2>Part {0}</h2><ul><li>A rope</li><li>Two nets</li></ul>{1}</div>"
    parts = [part.format(n, prose(n) if n != "C" else prose(*"CDEFG")) for n in "ABCHI"]
    picture = "<div class=picture><img src=/1.jpg></div>"

    document = read(page(f"{NAV}<main><h1>Ferries</h1><div>{picture.join(parts)}</div></main>{FOOTER}"))

    assert [block.text for block in document.blocks if block.level] == [f"Part {n}" for n in "ABCHI"]
    assert sum(block.text == "A rope Two nets" for block in document.blocks) == 5


def test_a_list_of_links_below_a_paragraph_stays() -> None:
    """A paragraph opens a list, though it is of links alone; a list that is named as other articles goes."""
    links = "<ul>{}</ul>".format("".join(f"<li><a href=/{n}>Ferry number {n}</a></li>" for n in range(4)))
    other = links.replace("<ul>", "<ul class=related-posts>").replace("number", "other")

    document = read(article(f"{prose('A', 'B')}<p>These are left:</p>{links}{prose('C')}{other}{prose('D')}"))

    assert sum("Ferry number 3" in block.text for block in document.blocks) == 1
    assert not any("Ferry other" in block.text for block in document.blocks)


def test_what_follows_links_to_other_articles_stays() -> None:
    """Links are what a line such as "Related" opens; a heading or a list that is none ends them."""
    links = "<p>Related articles:</p><ul><li><a href=/a>Old ferries</a></li><li><a href=/b>New ferries</a></li></ul>"
    section = "<h2>What to take</h2><ul><li>A rope for each of us</li><li>Two of the nets</li></ul>"

    document = read(article(f"{prose('A', 'B')}{links}{section}{prose('C', 'D')}"))

    assert [block.text for block in document.blocks if block.level] == ["What to take"]
    assert sum("rope for each" in block.text for block in document.blocks) == 1
    assert not any("Old ferries" in block.text for block in document.blocks)


def test_where_nothing_reads_like_an_article_comments_still_go() -> None:
    """What rules take for the article stays alone."""
    comments = "".join(f"<li class=comment><p>{WORDS}, says {n}.</p></li>" for n in "MNOPQR")
    body = "<header><h2><a href=/1>Ferries</a></h2></header><div class=body><div><i>left at six</i></div></div>"

    document = read(page(f"{NAV}<section><article>{body}</article></section><ul id=comments>{comments}</ul>{FOOTER}"))

    assert find_names(document, *"MNOPQR") == []
