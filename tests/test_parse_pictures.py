"""Pictures of web pages: they and their captions stay, and buttons on them go, whatever these are called."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Document, LineKind, Raw
from publisher.parse import ParseOptions, parse_article

WORDS = (
    "The ferry left at six, when the fog had thinned enough to see the far pier, and nobody on board spoke until the "
    "engine had been cut and the ropes were ashore."
)
NAV = f"<header><nav><ul>{''.join(f'<li><a href=/{n}>Topic {n}</a></li>' for n in range(6))}</ul></nav></header>"
OTHER = "https://img.example/"
CAPTION = "The pier at dawn"


def page(*parts: str) -> str:
    """Write a page of a site: the parts of an article between paragraphs."""
    body = "".join(f"<p>{WORDS} {n}.</p>{part}" for n, part in enumerate(parts))
    return (
        f"<!doctype html><html lang=en><head><title>Ferries</title></head><body>{NAV}<main><article><h1>Ferries</h1>"
        f"<div class='entry-content'>{body}<p>{WORDS} Last.</p></div></article></main><footer>© The site</footer>"
    )


def read(html: str) -> Document:
    """Parse a page."""
    return parse_article(Raw(name="a.html", data=html.encode()), ParseOptions())


def write(document: Document) -> str:
    """Return all that stays of a page."""
    return "\n".join(block.html for block in document.blocks)


def list_dropped(document: Document) -> list[tuple[str, str]]:
    """Return what was dropped, with the reasons."""
    return [(note.text, note.reason) for note in document.notes if note.kind is LineKind.FURNITURE]


def find_pictures(html: str) -> set[str]:
    """Return the addresses of the pictures in some HTML."""
    return set(re.findall(r'<img\b[^>]*?\ssrc="([^"]*)"', html))


FRAMES = {
    "an opener that WordPress adds": """<figure data-wp-interactive="core/image" class="wp-block-image
        wp-lightbox-container">
        <img src="1.jpg" alt=""><button class="lightbox-trigger" aria-label="Enlarge"><svg></svg> LABEL</button>
        <figcaption class="wp-element-caption">CAPTION</figcaption></figure>""",
    "with the dialog that it opens": """<figure class="wp-block-image wp-lightbox-container"><img
        src="1.jpg"><figcaption>CAPTION
        </figcaption><div class="wp-lightbox-overlay zoom" role="dialog"><button>LABEL</button><figure><img
        src="big.jpg">
        </figure></div></figure>""",
    "a gallery of Ghost": """<figure class="kg-card kg-gallery-card kg-lightbox"><div class="kg-gallery-container"><div
        class="kg-gallery-row"><div class="kg-gallery-image"><img src="1.jpg"></div><div class="kg-gallery-image
        lightbox"><img
        src="2.jpg"></div></div></div><figcaption>CAPTION</figcaption></figure>""",
    "a caption that is mostly links": """<figure class="kg-card kg-image-card"><img src="1.jpg"
        class="kg-image"><figcaption>
        CAPTION <a href="https://photos.example/someone">Some photographer</a> / <a href="https://photos.example/">Photos</a>
        </figcaption></figure>""",
    "zoomable, inside a button by its role": """<figure><div role="button" class="ab zoomable"><div
        class="lightbox"><picture>
        <source srcset="1.webp 640w" type="image/webp"><img
        src="1.jpg"></picture></div></div><figcaption>CAPTION</figcaption>
        </figure>""",
    "a button with words for screen readers, as on Medium": """<figure><div role="button" class="nh ni"><span
        class="fs">LABEL</span><div class="mz"><picture><img src="1.jpg"></picture></div></div><figcaption>CAPTION
        </figcaption></figure>""",
    "a list of terms": """<dl class="gallery-item lightbox"><dt class="gallery-icon"><a href="1-big.jpg"><img
        src="1.jpg"></a></dt><dd class="wp-caption-text">CAPTION</dd></dl>""",
    "inside a button": """<figure><button class="zoom" aria-label="Zoom"><img src="1.jpg"><span>LABEL</span></button>
        <figcaption>CAPTION</figcaption></figure>""",
    "links to the files": """<div class="pswp-gallery modal"><a href="1-big.jpg"><img src="1.jpg"></a><a
        href="2-big.jpg"><img
        src="2.jpg"></a><span class="pswp-caption-content">CAPTION</span></div>""",
    "a caption by its name": """<div id="attachment_1" class="wp-caption lightbox"><a class="popup"
        href="1-big.jpg"><img
        src="1.jpg"></a><p class="wp-caption-text">CAPTION</p></div>""",
    "share buttons on a figure": """<figure class="share-figure"><img src="1.jpg"><div class="share-buttons"><a
        href="https://social.example/sharer?u=https://site.example/">LABEL</a><a
        href="#">LABEL</a></div><figcaption>CAPTION
        </figcaption></figure>""",
    "share links with icons": """<figure><a
        href="https://pins.example/pin/create/button/?media=https%3A%2F%2Fimg.example%2F1.jpg">
        <img src="icon.png"></a><img src="1.jpg"><figcaption>CAPTION</figcaption></figure>""",
    "empty signs": """<figure><a class="lightbox overlay" href="1-big.jpg"><img src="1.jpg"><span
        class="overlay"></span><i
        class="icon-zoom share"></i></a><figcaption>CAPTION</figcaption></figure>""",
    "a label in the link": """<figure><a class="lightbox" href="1-big.jpg"><img src="1.jpg"><span
        class="zoom-hint">LABEL</span>
        </a><figcaption>CAPTION</figcaption></figure>""",
    "a label for screen readers": """<figure class="modal-image"><img src="1.jpg"><span
        class="visually-hidden">LABEL</span>
        <figcaption>CAPTION <span class="lightbox-trigger">LABEL</span></figcaption></figure>""",
    "waiting for a script": """<figure class="image-overlay"><noscript><img src="1.jpg"></noscript><img class="lazyload"
        data-src="1.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><figcaption>CAPTION</figcaption></figure>""",
    "boxes of Squarespace": """<div class="sqs-block image-block"><figure class="sqs-block-image-figure"><button
        class="sqs-block-image-button lightbox"><span class="v6-visually-hidden">LABEL</span><div
        class="image-block-wrapper"><img
        src="1.jpg" data-image="1.jpg"></div></button><figcaption
        class="image-caption-wrapper"><p>CAPTION</p></figcaption>
        </figure></div>""",
    "a slide of Squarespace, its picture for pages without scripts first": """<div class="slide"><a
        class="image-slide-anchor js-gallery-lightbox-opener" href="?itemId=1"><noscript><img src="1.jpg" alt="1.jpg">
        </noscript><img class="thumb-image" data-src="1.jpg" data-image="1.jpg"></a></div>""",
    "a button outside a figure": """<div class="image-block"><button class="image-button lightbox"><span
        class="visually-hidden">LABEL</span><img src="1.jpg"></button></div>""",
    "boxes of Substack": """<div class="captioned-image-container"><figure><a class="image-link image2 is-viewable-img"
        href="https://cdn.example/image/fetch/f_auto/https%3A%2F%2Fx.example%2F1"><div
        class="image2-inset"><picture><img
        src="1.jpg" class="sizing-normal"></picture><div class="image-link-expand"><div
        class="icon-container">LABEL</div></div>
        </div></a><figcaption class="image-caption">CAPTION</figcaption></figure></div>""",
    "widgets of Elementor": """<div class="elementor-widget elementor-widget-image"><div
        class="elementor-widget-container">
        <img src="1.jpg"></div></div>""",
    "tiles of Jetpack": """<div class="wp-block-jetpack-tiled-gallery"><div class="tiled-gallery__row"><figure
        class="tiled-gallery__item"><img src="1.jpg"></figure><figure class="tiled-gallery__item"><img
        src="2.jpg"></figure></div>
        </div>""",
    "a caption over the picture": """<figure class="image-overlay-container"><img src="1.jpg"><figcaption
        class="overlay">CAPTION</figcaption></figure>""",
    "all of a caption in a box of such a name": """<figure><img src="1.jpg"><figcaption><div
        class="overlay-text">CAPTION</div>
        </figcaption></figure>""",
    "a credit": """<figure class="lightbox-item"><img src="1.jpg"><span class="copyright">CAPTION</span></figure>""",
    "a long caption": f"""<figure class="zoomable modal"><img src="1.jpg"><figcaption>CAPTION {WORDS}</figcaption>
        </figure>""",
}


@pytest.mark.parametrize("frame", FRAMES)
def test_a_picture_stays_whatever_opens_it(frame: str) -> None:
    """With its caption; the text of what is clicked goes, with a reason."""
    html = FRAMES[frame]
    given_pictures = {f"{OTHER}{name}" for name in ("1.jpg", "2.jpg") if f'"{name}"' in html}
    html = html.replace("CAPTION", CAPTION).replace("LABEL", "Pull to see")
    html = re.sub(r'(src|srcset|href|data-src|data-image)="(?=\w[\w-]*\.)', rf'\1="{OTHER}', html)

    document = read(page("", html))

    written = write(document)
    assert find_pictures(written) == given_pictures
    assert (CAPTION in written) == ("CAPTION" in FRAMES[frame])
    assert "Pull to see" not in written
    assert not re.search(r"<figure[^>]*>\s*<dt", written)
    assert [block.text for block in document.blocks if block.text.startswith("The ferry")] == [
        f"{WORDS} 0.", f"{WORDS} 1.", f"{WORDS} Last.",
    ]  # fmt: skip
    assert all(reason for _, reason in list_dropped(document))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (f"<div class='modal'><h3>Join us</h3><p>{WORDS}</p></div>", "Join us"),
        (f"<div class='modal overlay'><img src='{OTHER}9.jpg'><h3>Join us</h3><p>{WORDS}</p></div>", "Join us"),
        (
            "<div class='cookie-overlay'><p>We use cookies to improve your visit, and so do 900 partners.</p></div>",
            "cookies",
        ),
        (f"<div class='newsletter-popup'><img src='{OTHER}9.jpg'><p>Join us today</p></div>", "Join us"),
        (
            f"<div class='popup-overlay modal'><img src='{OTHER}9.jpg'><p>Sign up for our newsletter</p></div>",
            "Sign up for our newsletter",
        ),
        (f"<div role='dialog' class='lightbox'><img src='{OTHER}9.jpg'></div>", "picture 9.jpg"),
        (f"<div style='display:none'><img src='{OTHER}9.jpg'></div>", "picture 9.jpg"),
        (f"<a href='https://s.example/share?url=https://x.example/'><img src='{OTHER}9.jpg'></a>", "picture 9.jpg"),
        (f"<div class='related'><a href='/b'><img src='{OTHER}9.jpg'></a></div>", "picture 9.jpg"),
        (
            f"<select><option><img src='{OTHER}9.jpg'></select><button><img src='{OTHER}9.jpg'></button>",
            "picture 9.jpg",
        ),
        (f"<noscript><img src='{OTHER}9.jpg'><img src='{OTHER}8.jpg'></noscript>", "picture 9.jpg, 8.jpg"),
    ],
)
def test_what_opens_over_the_page_goes_with_a_reason(html: str, said: str) -> None:
    """A notice, a form, a menu; one that is only pictures is listed by their names."""
    document = read(page("", html, ""))

    written = write(document)
    assert "9.jpg" not in written
    assert "Join us" not in written
    assert "cookies" not in written
    assert [reason for text, reason in list_dropped(document) if said in text]


NAMES = [
    "",
    "lightbox",
    "overlay",
    "modal",
    "zoom",
    "share",
    "related",
    "sidebar",
    "ad",
    "hidden",
    "caption",
    "popup",
    "gallery",
]
BOXES = ["div", "section", "figure", "span", "button", "aside", "noscript", "a", "p"]
_UNITS = st.recursive(
    st.just("img"),
    lambda inner: st.tuples(st.sampled_from(BOXES), st.sampled_from(NAMES), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=6,
)


def build(unit: Any, names: list[str]) -> str:  # noqa: ANN401  Nested to any depth.
    """Write a nest of elements around pictures, and note the names of these."""
    if unit == "img":
        names.append(f"p{len(names)}.jpg")
        return f"<img src='{OTHER}{names[-1]}'>"
    tag, name, inner = unit
    href = " href='/elsewhere'" if tag == "a" else ""
    return f"<{tag} class='{name}'{href}>{''.join(build(each, names) for each in inner)}</{tag}>"


@given(units=st.lists(_UNITS, min_size=1, max_size=3), place=st.integers(0, 3))
def test_no_picture_disappears_without_a_word(units: list[Any], place: int) -> None:
    """Whatever it is in, and wherever: a picture stays, or it is listed with a reason."""
    names: list[str] = []
    html = "".join(build(unit, names) for unit in units)
    parts = ["", "", "", ""]
    parts[place] = html
    document = read(page(*parts) if place < 3 else page("").replace("<footer>", f"{html}<footer>"))

    written, listed = write(document), " ".join(text for text, reason in list_dropped(document) if reason)

    assert [name for name in names if name not in written and name not in listed] == []


def test_a_heading_stays_above_lines_that_go() -> None:
    """Notes that lead to other articles, and links to edit, do not part a heading from its section."""
    note = "<div role='note' class='hatnote navigation-not-searchable'>Main article: <a href='/b'>Piers</a></div>"
    edit = "<span class='mw-editsection'>[<a href='/edit'>edit source</a>]</span>"
    heading = f"<div class='mw-heading mw-heading2'><h2 id='X'>TITLE</h2>{edit}</div>"
    titles = ["The boats", "The crew", "The harbour"]

    for lines in (2, 3, 4):
        for shape in ("<h2>TITLE</h2>", heading):
            document = read(page("", *(shape.replace("TITLE", title) + note * lines for title in titles)))

            assert [block.text for block in document.blocks if block.level] == titles
            assert "edit" not in write(document)


@pytest.mark.parametrize(
    "heading",
    [
        "<h2><button aria-expanded=true>TITLE</button></h2>",
        "<h2 class='accordion-header'><button class='accordion-button' type=button>TITLE</button></h2>",
        "<h3><span><button><span>TITLE</span><span aria-hidden=true>+</span></button></span></h3>",
        "<button class='accordion'><h3>TITLE</h3></button>",
        (
            "<h2><button><span class='item__text'>TITLE</span><span class='x-visually-hidden item__text'>, </span>"
            "<span class='item__toggle'><span>Show</span></span></button></h2>"
        ),
        "<h2><span class='icon'></span><button><span class='heading-toggle-title'>TITLE</span></button></h2>",
        "<h2>TITLE <button>Copy the link</button></h2>",
        "<h2><button>TITLE</button><button>Edit</button></h2>",
    ],
)
def test_a_heading_in_a_button_stays(heading: str) -> None:
    """A section that can be folded keeps its heading; what other buttons do with a heading is no part of it."""
    titles = ["The boats", "The crew", "The harbour"]
    sections = [
        f"<div class='accordion-item'>{heading.replace('TITLE', title)}<div class='panel'><p>{WORDS} {title}.</p>"
        "</div></div>"
        for title in titles
    ]

    document = read(page("", *sections))

    assert [block.text for block in document.blocks if block.level] == titles
    assert [block.text for block in document.blocks if block.text == f"{WORDS} The crew."]


def test_a_section_that_a_button_in_its_heading_shows_stays() -> None:
    """What else is hidden goes."""
    section = (
        "<h2><button aria-expanded=false aria-controls=c1>The boats</button></h2><div id=c1 hidden><p>{0}</p></div>"
    )

    document = read(page("", section.format(f"{WORDS} Boats."), f"<div id=c2 hidden><p>{WORDS} Other.</p></div>"))

    assert [block.text for block in document.blocks if block.text.endswith(("boats", "Boats.", "Other."))] == [
        "The boats", f"{WORDS} Boats.",
    ]  # fmt: skip


def test_a_heading_stays_with_text_in_a_box_named_like_furniture() -> None:
    """A name that does not cost a box its paragraphs does not cost it their heading."""
    share = "<div class='share'><a href='https://social.example/sharer?u=https://x.example/'>Share</a></div>"
    section = f"<section class='share-section'><h2>The boats</h2>{share}<p>{WORDS} Then {WORDS}</p></section>"

    document = read(page("", section, "<h2>Share this</h2><ul><li><a href='/s'>By post</a></ul>"))

    assert [block.text for block in document.blocks if block.level] == ["The boats"]


@pytest.mark.parametrize(
    "contents",
    [
        "<h2>Contents</h2><ul><li><a href='#1'>The boats</a></li><li><a href='#2'>The crew</a></li></ul>",
        "<div class=box><h2>In this article</h2><p><a href='#1'>The boats</a><br><a href='#2'>The crew</a></p></div>",
        "<ol><li>1. <a href='#1'>The boats</a><ul><li><a href='#2'>1.1 The crew</a></li></ul></li></ol>",
        (
            "<details open><summary>Table of contents</summary><ul><li><a href='#1'>The boats</a><li><a href='#2'>The "
            "crew</a></ul></details>"
        ),
    ],
)
def test_a_table_of_contents_goes(contents: str) -> None:
    """Links within the page are none of its sections; a list of other things stays."""
    other = "<h2>Contents</h2><ul><li>Two barrels of salt</li><li>Nine <a href='#9'>nets</a></li></ul>"
    notes = "<ul><li><a href='#n1'>The first note</a></li><li><a href='#n2'>The second note</a></li></ul>"

    document = read(page(contents, "<h2>The boats</h2>", "<h2>The crew</h2>", other, notes))

    assert [block.text for block in document.blocks if block.level] == ["The boats", "The crew", "Contents"]
    assert [reason for text, reason in list_dropped(document) if "The boats" in text] == ["a table of contents"]
    assert "barrels" in write(document)
    assert "The second note" in write(document)


def test_a_heading_goes_with_its_box() -> None:
    """A heading above a list of other articles is no section, though the article goes on below it."""
    links = "".join(f"<li><a href='/{n}'>Another story of the coast {n}</a></li>" for n in range(4))
    box = f"<div class='box'><h3>Keep going</h3><ul>{links}</ul></div>"

    document = read(page("<h2>The boats</h2>", box, f"<h3>Related articles</h3><ul>{links}</ul>"))

    assert [block.text for block in document.blocks if block.level] == ["The boats"]


def test_a_short_paragraph_stays_between_others() -> None:
    """However little it says; not what is named or worded as furniture."""
    short = "<p>Nobody did.</p>"
    document = read(page("", short, "<p>Advertisement</p>", f"{short}<p>Not <b>one</b>.</p>"))

    texts = [block.text for block in document.blocks]
    assert texts.count("Nobody did.") + texts.count("Not one.") >= 2
    assert "Advertisement" not in texts
