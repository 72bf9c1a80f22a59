"""Text that somebody may hand us."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from hypothesis import strategies as st

from publisher.model import Article, Change, ChangeKind, Item, Media, MediaKind, SafeHtml, Tombstone
from tests.rendering.samples import NOON, article, change, item

_MARKUP = st.sampled_from(
    (
        "<script>alert(1)</script>",
        "</title><item>",
        "]]>",
        "<![CDATA[",
        "<!-- ",
        "&lt;b&gt;",
        "&amp;amp;",
        "AT&T",
        "1 < 2",
        "&#0;",
        "{{ 7 * 7 }}",
        "{% raw %}",
        '"><img src=x onerror=alert(1)>',
        "?>",
        "\x00\x08\x0b\x1f\x7f\x85\x9f",
        "\ud800",
        "\ufffe\uffff\ufdd0\U0001ffff",
        "\r\n\r",
        "\u2028",
        "\u202eabc\u2066",
        "عنوان",
        "👩🏽‍🚀🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "e\u0301\u0301\u0301",
        "\u200b\u00ad",
    )
)
texts = st.lists(_MARKUP | st.text(st.characters(exclude_categories=()), max_size=12), max_size=4).map("".join)
"""Any Unicode, lone surrogates too, mixed with what breaks careless writers."""

_pages = texts.map(lambda text: f"<p>{escape(text)}</p>") | st.just("")


_moments = st.integers(-400, 400).map(lambda hours: NOON + timedelta(hours=hours))
# Few ids, so that some are live, some come twice, and some are both.
_ids = st.integers(0, 7).map(lambda number: f"tag:ledger.example,2026:h{number}")


@st.composite
def tombstones(draw: st.DrawFn) -> tuple[Tombstone, ...]:
    """Draw tombstones of live items, of others, and of the same ones twice, in any order."""
    slugs = st.integers(0, 7).map(lambda number: f"section-{number}")
    successors = st.sampled_from(("", "another/#section-1", "another/"))
    made = st.builds(Tombstone, id=_ids, slug=slugs, when=_moments, successor=successors)
    return tuple(draw(st.lists(made, max_size=8)))


@st.composite
def changes(draw: st.DrawFn) -> list[Change]:
    """Draw changes whose every text is hostile, some of them twice, in any order."""
    made = [
        change(
            number,
            draw(st.sampled_from(ChangeKind)),
            item_id=draw(_ids),
            slug=draw(st.sampled_from(("", "section-1"))),
            title=draw(texts),
            summary=draw(texts),
            content=SafeHtml(draw(_pages)),
            old_digest=draw(st.sampled_from(("", "a" * 16))),
            at=draw(_moments),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return draw(st.permutations(made + made[: draw(st.integers(0, 2))]))


_media = st.builds(
    Media,
    url=texts | st.integers(0, 3).map(lambda number: f"https://ledger.example/{number}.mp3?a&b=é"),
    kind=st.sampled_from(MediaKind),
    type=st.sampled_from(("", "audio/mpeg", "video/webm")),
    size_bytes=st.sampled_from((0, 1, 2**40)),
    title=texts,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Draw an article whose every text is hostile; what we mint ourselves (ids, slugs) and times are sound."""
    sections: list[Item] = []
    for number in range(draw(st.integers(0, 4))):
        late = timedelta(seconds=draw(st.integers(0, 3)))
        sections.append(
            item(
                number,
                draw(texts),
                draw(_pages),
                id=f"tag:ledger.example,2026:h{number}",
                summary=draw(texts),
                text=draw(texts),
                anchor=draw(texts),
                fragment=draw(texts),
                image=draw(texts),
                media=tuple(draw(st.lists(_media, max_size=3))),
                is_lead=number == 0 and draw(st.booleans()),
                updated=NOON + late,
            )
        )
    return article(
        title=draw(texts),
        standfirst=draw(texts),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        tags=tuple(draw(st.lists(texts, max_size=2))),
        language=draw(st.sampled_from(("en", "ar", "de-AT", "", "not a tag", "\x00")) | texts),
        license=draw(st.just("https://creativecommons.org/licenses/by/4.0/") | texts),
        canonical=draw(st.sampled_from(("", "https://original.example/a b?c=é#d", "javascript:alert(1)")) | texts),
        image=draw(texts),
        items=tuple(sections),
        tombstones=draw(tombstones()),
    )
