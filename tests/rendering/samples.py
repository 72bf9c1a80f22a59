"""Articles to render."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from publisher.model import Article, Change, ChangeKind, Item, Listing, Media, MediaKind, SafeHtml, Tombstone
from publisher.render import RenderOptions

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OPTIONS = RenderOptions(
    title="The Harbour Ledger",
    url="https://ledger.example/feeds/",
    authority="ledger.example,2026",
    description="Slow reporting from a small port: tides, timber and town hall.",
    authors=("Harbour Desk",),
    license="https://creativecommons.org/licenses/by/4.0/",
)

_TEXT = (
    "<p>The gauge on the old pier was read by hand until last winter, twice a day and in all weathers, by whoever"
    " had the key. Its books fill nine shelves.</p>"
    '<p>Nobody had ever <a href="https://tides.example/books?year=1931&amp;page=4">typed them in</a>, so nobody could'
    " say whether the quay floods <em>more often</em> than it did.</p>"
)
_RICH = (
    "<p>Three readings of the same morning:</p>"
    "<table><thead><tr><th>Station</th><th>Height</th><th>Remark of the keeper on duty</th><th>Corrected</th>"
    "<th>Source</th></tr></thead><tbody><tr><td>Old pier</td><td>3.91 m</td><td>ice on the staff</td><td>3.87 m</td>"
    "<td>volume IX</td></tr><tr><td>Lock</td><td>3.64 m</td><td>—</td><td>3.64 m</td><td>volume IX</td></tr></tbody>"
    "</table>"
    "<h3>How it was computed</h3>"
    "<pre><code>def corrected(reading_m: float, staff_offset_m: float, ice_m: float = 0.0) -&gt; float:\n"
    "    return reading_m - staff_offset_m - ice_m  # all in metres above chart datum, see the notes of 1931\n"
    "</code></pre>"
    "<blockquote><p>Water does not read the ledger.</p></blockquote>"
    "<ul><li>Kept: the morning readings.</li><li>Dropped: <code>1944</code>, whose book is lost.</li></ul>"
    "<p>https://tides.example/a/very/long/address/that/has/no/space/in/it/and/never/ends/because/somebody/pasted/it</p>"
    '<figure><img src="https://ledger.example/pier.jpg" alt="The pier at low water" width="1600" height="900">'
    "<figcaption>The pier at low water.</figcaption></figure>"
)


KEY = Media(
    url="https://ledger.example/media/key-0123456789abcdef.png",
    kind=MediaKind.IMAGE,
    type="image/png",
    size_bytes=1234,
    width_px=640,
    height_px=480,
)
TALK = Media(
    url="https://ledger.example/media/talk-0123456789abcdef.mp3", kind=MediaKind.AUDIO, type="audio/mpeg", size_bytes=99
)
FILM = Media(url="https://films.example/pier.webm", kind=MediaKind.VIDEO, type="video/webm", title="The pier & the sea")


def item(number: int, title: str, content: str = _TEXT, **changes: object) -> Item:
    """Make the section at a place in its article; sections are a second apart, the first the latest."""
    moment = NOON - timedelta(seconds=number)
    made = Item(
        id=f"tag:ledger.example,2026:{title.lower().replace(' ', '-') or 'none'}-{number}",
        slug=f"section-{number}",
        title=title,
        content=SafeHtml(content),
        summary=f"Summary of {title}.",
        text=f"Words of {title}.",
        published=moment,
        updated=moment,
        position=number,
        is_lead=number == 0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def article(**changes: object) -> Article:
    """Make an article of four sections."""
    made = Article(
        name="2026/tide-books.md",
        id="tag:ledger.example,2026:tide-books",
        slug="tide-books",
        title="Nine shelves of water",
        standfirst="For ninety years someone wrote down the tide. Now the books have been typed in, and the quay has a"
        " history.",
        authors=("Ida Strand", "Jon Vik"),
        tags=("tides", "archives"),
        language="en",
        published=NOON,
        updated=NOON,
        items=(
            item(0, "Nine shelves of water", image="https://ledger.example/pier.jpg"),
            item(1, "The man with the key", anchor="x-key", image=KEY.url, media=(KEY, TALK, FILM)),
            item(2, "What the numbers say", _RICH, fragment="numbers"),
            item(3, "What happens next"),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def withdrawn(**changes: object) -> Article:
    """Make an article that was withdrawn two days after it was published, with all that was in it."""
    gone = NOON + timedelta(days=2)
    source = article(slug="old-wharf", id="tag:ledger.example,2026:old-wharf", title="The secret of the old wharf")
    stones = tuple(Tombstone(id=f"{part.id}-w", slug=part.slug, when=gone) for part in source.items)
    return replace(source, withdrawn=True, gone=gone, tombstones=stones, **changes)  # type: ignore[arg-type]


def tombstone(number: int, *, days: int = 0, **changes: object) -> Tombstone:
    """Make the tombstone of a section that was withdrawn some days after the sample was published."""
    made = Tombstone(
        id=f"tag:ledger.example,2026:gone-{number}", slug=f"gone-{number}", when=NOON + timedelta(days=days)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def change(number: int, kind: ChangeKind = ChangeKind.EDITED, **changes: object) -> Change:
    """Make a change of the sample's second section, a minute after the one before."""
    made = Change(
        id=f"tag:ledger.example,2026:change-{number}",
        kind=kind,
        item_id="tag:ledger.example,2026:the-man-with-the-key-1",
        slug="section-1",
        title="The man with the key",
        summary="3 words were changed.",
        content=SafeHtml("<p>The gauge was read <del>by hand</del> <ins>by eye</ins> until last winter.</p>"),
        old_digest="a" * 16,
        new_digest="b" * 16,
        at=NOON + timedelta(days=1, minutes=number),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def arabic() -> Article:
    """Make an article that runs from right to left, published a day before."""
    moment = NOON - timedelta(days=1)
    lead = item(0, "دفاتر المد", "<p>كان المقياس على الرصيف القديم يُقرأ باليد مرتين في اليوم.</p>", slug="dafatir")
    body = item(1, "ماذا تقول الأرقام", "<p>ثلاث قراءات للصباح نفسه (3.91 m).</p>", slug="arqam")
    items = tuple(
        replace(made, id=f"tag:ledger.example,2026:ar-{n}", published=moment - timedelta(seconds=n), updated=moment)
        for n, made in enumerate((lead, body))
    )
    return article(
        name="ar.txt",
        id="tag:ledger.example,2026:ar",
        slug="dafatir-al-madd",
        title="دفاتر المد",
        standfirst="تسعون عامًا من كتابة المد.",
        language="ar",
        authors=(),
        tags=(),
        canonical="https://original.example/مقال?x=1#top",
        license="© Harbour Ledger",
        published=moment,
        updated=moment,
        items=items,
    )


def listing(source: Article) -> Listing:
    """List an article."""
    return Listing(
        id=source.id,
        slug=source.slug,
        title=source.title,
        standfirst=source.standfirst,
        language=source.language,
        published=source.published,
        updated=source.updated,
    )


def pairs(*articles: Article) -> list[tuple[Article, Item]]:
    """Pair every item with its article, the newest first."""
    every = [(source, item) for source in articles for item in source.items]
    return sorted(every, key=lambda pair: pair[1].published, reverse=True)
