"""What a web page says of itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from publisher.dates import EARLIEST, find_days
from publisher.model import Metadata
from publisher.parse.bylines import clean_names, find_byline, is_full_name
from publisher.parse.head import Head, choose_title, read_head
from publisher.parse.options import ParseOptions
from publisher.parse.pagelines import Area, read_lines
from publisher.parse.tree import read_html
from tests.patience import ends_within

TEXT = "<p>The river rose all night, and nobody slept in the lower town until the rain had stopped.</p>" * 5


def head_of(html: str, address: str = "") -> Head:
    """Collect what a page states."""
    return Head(*read_html(html, max_depth=300), address)


def read(html: str, address: str = "", options: ParseOptions | None = None) -> Metadata:
    """Read the head of a page."""
    return read_head(head_of(html), address, options or ParseOptions())


def article(near: str = "", *, head: str = "", after: str = "", lang: str = "en") -> str:
    """Write a page with something in its head, near its title and after its text."""
    title = "<title>The river rose again - Hill News</title>"
    body = f"<article><h1>The river rose again</h1>{near}{TEXT}{after}</article>"
    return f"<html lang={lang}><head>{title}{head}</head><body>{body}</body></html>"


def linked_data(data: object) -> str:
    """Write data into the head of a page."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ADA = {"@type": "Person", "@id": "#ada", "name": "Ada Low"}


# Authors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "NewsArticle", "headline": "The river rose again", "author": "Ada Low"},
        {"@type": "NewsArticle", "author": ADA},
        {"@type": ["Article", "Thing"], "author": [ADA]},
        {"@type": "BlogPosting", "author": {"@type": "Person", "name": ["Ada Low"]}},
        {"@graph": [{"@type": "Article", "author": {"@id": "#ada"}}, ADA]},
        [{"@type": "Organization", "name": "Hill News"}, {"@type": "Article", "creator": ADA}],
        {
            "@type": "WebPage",
            "mainEntity": {"@type": "Article", "author": [ADA, {"@type": "Organization", "name": "X"}]},
        },
        {"@type": "Article", "author": "By Ada Low, Staff Writer"},
    ],
)
def test_authors_in_linked_data(data: object) -> None:
    """Linked data may name an author as text, object, list or reference; an organisation is none."""
    assert read(article("<p>Ada Low reports</p>", head=linked_data(data))).authors == ("Ada Low",)


def test_the_object_with_the_pages_title_describes_the_article() -> None:
    """Of several articles in linked data the one that has the page's title counts."""
    title = '<meta property="og:title" content="The river rose again">'
    data = [
        {"@type": "Article", "headline": "The sun shone", "author": "Bo Hill", "datePublished": "2020-01-01"},
        {"@type": "Article", "headline": "The river rose again", "author": "Ada Low", "datePublished": "2021-02-03"},
    ]
    metadata = read(article("<p>Ada Low and Bo Hill</p>", head=title + linked_data(data)))

    assert metadata.authors == ("Ada Low",)
    assert metadata.date == date(2021, 2, 3)


@pytest.mark.parametrize(
    "head",
    [
        linked_data({"@type": "Article", "author": ADA}),
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Low">',
    ],
)
def test_an_account_that_no_reader_is_shown_is_no_author(head: str) -> None:
    """A content system states who put the text in; without a word to readers that is not who wrote it."""
    assert read(article(head=head)).authors == ()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="Ada Low">', ("Ada Low",)),
        (
            '<meta name="citation_author" content="Low, Ada"><meta name="citation_author" content="Hill, Bo">',
            ("Ada Low", "Bo Hill"),
        ),
        ('<meta name="parsely-author" content="Ada Low">', ("Ada Low",)),
        ('<meta name="author" content="Ada Low">' + linked_data({"@type": "Article", "author": ADA}), ("Ada Low",)),
        ('<meta property="article:author" content="https://social.example/ada.low">', ()),
        ('<meta name="author" content="Hill Press GmbH, Basel, Switzerland">', ()),
        ('<meta name="author" content="Hill News">', ()),
        ('<meta name="author" content="admin">', ()),
    ],
)
def test_authors_in_meta_elements(head: str, names: tuple[str, ...]) -> None:
    """What is written for machines by hand counts unseen; addresses, companies, the site and accounts are no names."""
    assert read(article(head=head), "https://www.hillnews.example/x").authors == names


@pytest.mark.parametrize(
    "near",
    [
        '<span itemprop="author" itemscope><span itemprop="name">Ada Low</span></span>',
        '<span property="schema:author">Ada Low</span>',
        '<a rel="author" href="/x">Ada Low</a>',
        '<span class="author vcard">By <a class="url fn n" href="/x">Ada Low</a></span>',
        '<a class="p-author h-card" href="/x">Ada Low</a>',
        '<div class="Byline__name--3x">By Ada Low</div>',
        '<div class="articleAuthor"><span class="authorName">Ada Low</span></div>',
        '<p>12 May 2026 | <a href="/authors/ada-low">Ada Low</a></p>',
        '<address class="author">Ada Low</address>',
        "<p>By Ada Low, Chief Correspondent</p>",
        "<p>By<br>Ada Low</p>",
        "<p>Published on 12 May 2026 by Ada Low</p>",
        "<p>By Ada Low | Hill News | 12 May 2026</p>",
        '<div class="byline">Von Ada Low am 12.05.2026</div>',
        "<dl><dt>Author<dd>Ada Low</dl>",
    ],
)
def test_authors_shown_near_the_title(near: str) -> None:
    """An author is found by what marks a name in microdata, RDFa, microformats and themes, or by a line."""
    assert read(article(near), "https://hillnews.example/x").authors == ("Ada Low",)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "By Ada Low",
            "Written by: Ada Low",
            "Von Ada Low",
            "Ein Gastbeitrag von Ada Low",
            "Par Ada Low",
            "Por Ada Low",
        ),
        *(
            "Escrito por Ada Low",
            "Di Ada Low",
            "a cura di Ada Low",
            "Door Ada Low",
            "Av Ada Low",
            "Af Ada Low",
            "Text: Ada Low",
        ),
        *(
            "Autorin: Ada Low",
            "Autor*in: Ada Low",
            "Auteur : Ada Low",
            "Szerző: Ada Low",
            "Автор: Ada Low",
            "文／Ada Low",
        ),
        *(
            "Teksti: Ada Low",
            "Autor: Ada Low (Praha)",
            "Text von Ada Low Illustration von Bo Hill",
            "Von Ada Low, Basel",
        ),
    ],
)
def test_by_lines_in_many_languages(line: str) -> None:
    """A line that begins with ``By`` in any of many languages names the author, and nobody else."""
    assert find_byline(line)[:1] == ["Ada Low"]
    assert read(article(f"<p>{line}</p>")).authors[:1] == ("Ada Low",)


@pytest.mark.parametrize(
    "near",
    [
        "<p>Photo by Ada Low</p>",
        "<p>Foto: Ada Low</p>",
        '<span class="author">Staff Writer</span>',
        '<div class="byline">By the editorial team</div>',
        '<div class="byline">Updated 12 May 2026</div>',
        '<span class="author-image">Ada Low</span>',
        '<span class="author">@adalow</span>',
        '<span class="author">ada@example.org</span>',
        "<p>Stand by your river</p>",
        '<a href="https://creativecommons.example/licenses/by/4.0/">Creative Commons</a>',
        '<a href="/author/all">Read More</a>',
    ],
)
def test_a_page_that_names_no_author_gets_none(near: str) -> None:
    """Photographers, desks, the site, roles, dates, handles and addresses are no authors."""
    assert read(article(near), "https://www.hillnews.example/x").authors == ()


@pytest.mark.parametrize(
    "after",
    [
        '<div id="comments"><div class="comment"><span class="author fn">Bo Hill</span> 1 May 2026</div></div>',
        '<div class="related-posts"><span class="author">Bo Hill</span></div>',
        '<aside><a rel="author" href="/bo">Bo Hill</a></aside>',
        '<div class="sidebar"><p class="byline">By Bo Hill</p></div>',
        '<article><h2>Sun</h2><p class="byline">By Bo Hill</p></article>',
    ],
)
def test_names_of_others_are_no_authors(after: str) -> None:
    """Who comments, or wrote another article on the page, did not write this one."""
    assert read(article(after=after)).authors == ()
    assert read(article('<p class="byline">By Ada Low</p>', after=after)).authors == ("Ada Low",)


def test_several_authors_of_one_mark_each() -> None:
    """Like elements side by side name the authors together."""
    near = "".join(f'<li><a class="author" href="/x">{name}</a></li>' for name in ("Ada Low", "Bo Hill", "Cy Ng"))

    assert read(article(f"<ul>{near}</ul>")).authors == ("Ada Low", "Bo Hill", "Cy Ng")


def test_the_page_may_show_more_authors_than_it_states() -> None:
    """Where the shown names hold the stated one, all count."""
    head = '<meta name="author" content="Ada Low">'

    assert read(article('<p class="author">Ada Low, Bo Hill</p>', head=head)).authors == ("Ada Low", "Bo Hill")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Low and Bo Hill", ("Ada Low", "Bo Hill")),
        ("Ada Low, Bo Hill & Cy Ng", ("Ada Low", "Bo Hill", "Cy Ng")),
        ("Ada Low, PhD", ("Ada Low",)),
        ("Ada Low, Senior Editor, Berlin", ("Ada Low",)),
        ("Ada Low <ada@example.org>", ("Ada Low",)),
        ("Ada Low (@ada)", ("Ada Low",)),
        ("Ada Low | Hill News", ("Ada Low",)),
        ("Ada Low Ada Low", ("Ada Low",)),
        ("Ada Low; ada low", ("Ada Low",)),
        ("Ada Low 12 May 2026", ("Ada Low",)),
        ("Ada Low, a deputy editor and the author of a letter", ("Ada Low",)),
        ("Ada Low, Deputy Editor", ("Ada Low",)),
        ("Ada Low, Harbour Master at Hill News", ("Ada Low",)),
        ("Ada Low, RQZ, ABCD", ("Ada Low",)),
        ("Ada Low; Drawings: Bo Hill", ("Ada Low",)),
        ("Ada Low in Weather", ("Ada Low",)),
        ("Ada Low1, Bo Hill2", ("Ada Low", "Bo Hill")),
        ("Ada and Bo", ("Ada", "Bo")),
        ("ByAda Low", ("Ada Low",)),
        ("BYRON LOW", ("BYRON LOW",)),
        ("Nawal el Low", ("Nawal el Low",)),
        ("Ada Low el lunes 5 de mayo", ("Ada Low",)),
        ("Written by May 12, 2026", ()),
        ("Last updated on 12 May", ()),
        ("our weather team", ()),
        ("", ()),
    ],
)
def test_names_are_cut_clean(text: str, names: tuple[str, ...]) -> None:
    """Roles, degrees, addresses, handles, dates and doubles go; several names come apart."""
    assert clean_names([text]) == names


@pytest.mark.parametrize(
    ("near", "names"),
    [
        ('<p class="author">Ada Low</p>', ("Ada Low",)),
        ('<p class="byline">By Hillnews</p>', ("Hillnews",)),
        ('<span class="author-name">Hillnews</span>', ("Hillnews",)),
        ("<p>Hillnews</p>", ()),
        ('<div class="authors">Hillnews</div>', ()),
    ],
)
def test_a_site_that_signs_is_the_author(near: str, names: tuple[str, ...]) -> None:
    """The site's name is an author's where the by-line says so, and nowhere else."""
    assert read(article(near), "https://hillnews.example/x").authors == names


def test_a_site_that_is_stated_needs_a_signed_line() -> None:
    """A site that is stated as the author counts where a line near the title has it beside a date or after ``By``."""
    head = linked_data({"@type": "Article", "author": {"@type": "Person", "name": "Hillnews"}})

    assert read(article("<p>12 May 2026 Hillnews</p>", head=head), "https://hillnews.example/x").authors == (
        "Hillnews",
    )
    assert read(article("<p>Hillnews sells boats.</p>", head=head), "https://hillnews.example/x").authors == ()


def test_a_company_that_is_stated_as_such_is_no_person() -> None:
    """A name in a ``meta`` element is no person's where JSON-LD says that it is an organization's."""
    firm = linked_data({"@type": "Article", "author": {"@type": "Organization", "name": "Low Hill Partners"}})

    assert read(article(head=f'<meta name="author" content="Low Hill Partners">{firm}')).authors == ()


@pytest.mark.parametrize(
    "near",
    [
        '<div class="author-name">Ada Low</div><div>Fact checked by</div><div class="author-name">Bo Hill</div>',
        '<span class="byline">Written by Ada Low</span> | <span class="byline">Edited by Bo Hill</span>',
        '<p>Reviewed by <a rel="author" href="/b">Bo Hill</a></p><p>Words by <a rel="author" href="/a">Ada Low</a></p>',
        '<p class="byline">Von Ada Low</p><p>Übersetzt von: <span class="author">Bo Hill</span></p>',
    ],
)
def test_who_helped_is_no_author(near: str) -> None:
    """Who edited, checked or translated an article did not write it."""
    assert read(article(near)).authors == ("Ada Low",)


@pytest.mark.parametrize(
    "line",
    [
        "Written by Ada Low",
        "This post was written by Ada Low, who keeps a mill.",
        "Dieser Text wurde von Ada Low verfasst.",
    ],
)
def test_an_article_may_be_signed_at_its_end(line: str) -> None:
    """A line that says what its name is for counts wherever it is in the article."""
    assert read(article(after=f"<p>{line}</p>")).authors == ("Ada Low",)


@pytest.mark.parametrize(
    ("near", "after", "names"),
    [
        ("<p>12 May 2026 · Ada Low</p>", "", ("Ada Low",)),
        ("<p>Ada Low</p><p>12 May 2026</p>", "<p>Ada Low keeps a mill.</p>", ("Ada Low",)),
        (
            "<p>Ada Low, Bo Hill</p><p>12 May 2026</p>",
            "<p>Ada Low and Bo Hill keep a mill.</p>",
            ("Ada Low", "Bo Hill"),
        ),
        ("<p>Ada Low</p><p>12 May 2026</p>", "", ()),
        ("<p>Ada Low</p>", "<p>Ada Low keeps a mill.</p>", ()),
        ("<p>12 May 2026 · River Weather</p>", "<p>Such weather!</p>", ()),
        ("<p>12 May 2026 · PAID CONTENT</p>", "", ()),
    ],
)
def test_a_name_beside_a_date(near: str, after: str, names: tuple[str, ...]) -> None:
    """A name alone is a by-line beside a date, if the page has it again, and its words in no other sense."""
    assert read(article(near, after=after)).authors == names


def test_german_nouns_are_no_names() -> None:
    """Where all nouns have capitals, the first of two words is only a name's if it is never alone."""
    near, after = "<p>12. Mai 2026 | Fluss Wetter</p>", "<p>Am Fluss wurde niemand nass.</p>"

    assert read(article(near, after=after, lang="de")).authors == ()
    assert read(article("<p>12. Mai 2026 | Ada Low</p>", after=after, lang="de")).authors == ("Ada Low",)


# Dates --------------------------------------------------------------------------------------------------------------

DAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("head", "near", "address"),
    [
        (linked_data({"@type": "Article", "datePublished": "2026-05-12", "dateModified": "2026-06-01"}), "", ""),
        ('<meta property="article:published_time" content="2026-05-12T00:00:00+02:00">', "", ""),
        ('<meta name="DC.date.issued" content="2026-05-12">', "", ""),
        ('<meta name="date" content="12 May 2026">', "", ""),
        ('<meta property="article:published_time" content="2026-05-12T00:00:00Z">', "", ""),
        ("", '<time itemprop="datePublished" datetime="2026-05-12">long ago</time>', ""),
        ("", '<time class="updated" datetime="2026-06-01"></time><time datetime="2026-05-12"></time>', ""),
        ("", '<time datetime="2026-06-01"></time><time pubdate datetime="2026-05-12"></time>', ""),
        ("", '<abbr class="published" title="2026-05-12">last week</abbr>', ""),
        ("", '<span class="post-date">12 May 2026</span>', ""),
        ("", "<p>Updated: 1 June 2026</p><p>12 May 2026</p>", ""),
        ("", "<p>12/05/2026</p>", ""),
        ("", "", "https://hill.example/2026/05/12/river"),
        ("", "", "https://hill.example/news/20260512-river.html"),
        ("", "", "https://hill.example/news/river-12-05-2026/"),
        ("", "<p>Posted by Ada Low on May 12, 2026 in Weather</p>", ""),
        ("", f"{TEXT}<p>BERLIN, 12 May 2026</p>", ""),
    ],
)
def test_when_a_page_was_published(head: str, near: str, address: str) -> None:
    """The first publication counts, stated or shown near the title; the last change does not."""
    assert read(article(near, head=head, lang="en-GB"), address).date == DAY


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        *(
            ("en-US", "5/12/2026"),
            ("en-GB", "12/5/2026"),
            ("de", "12.5.2026"),
            ("de", "Dienstag, 12. Mai 2026"),
            ("de", "12.05.26"),
        ),
        *(
            ("fr", "12 mai 2026"),
            ("es", "12 de mayo de 2026"),
            ("pt-BR", "12 de maio de 2026"),
            ("it", "12 maggio 2026"),
        ),
        *(("nl", "12 mei 2026"), ("sv", "12 maj 2026"), ("fi", "12. toukokuuta 2026"), ("pl", "12 maja 2026")),
        *(("cs", "12. května 2026"), ("sk", "12. mája 2026"), ("hu", "2026. május 12."), ("ro", "12 mai 2026")),
        *(("ru", "12 мая 2026 г."), ("uk", "12 травня 2026"), ("tr", "12 Mayıs 2026"), ("el", "12 Μαΐου 2026")),
        *(("ca", "12 de maig de 2026"), ("hr", "12. svibnja 2026."), ("id", "12 Mei 2026"), ("vi", "12 tháng 5, 2026")),
        *(("ja", "2026年5月12日"), ("zh", "2026年05月12日"), ("ko", "2026년 5월 12일"), ("ar", "12 مايو 2026")),
        *(("en", "12th May ’26"), ("en", "May 12, 2026"), ("en", "12-May-2026")),
    ],
)
def test_dates_in_many_languages(lang: str, text: str) -> None:
    """A day in words is read in the language of the page."""
    assert read(article(f"<p>{text}</p>", lang=lang)).date == DAY


@pytest.mark.parametrize(
    "near",
    [
        "<p>Member since 12 May 2020</p>",
        "<p>© 12 May 2020 Hill News</p>",
        '<div class="comments"><time datetime="2026-05-12"></time></div>',
        "<p>30 February 2026</p>",
        "<p>12 May 1985</p>",
        "<p>12 May 2150</p>",
        "<p>Version 12.5.2026.1</p>",
    ],
)
def test_a_page_without_a_date_gets_none(near: str) -> None:
    """What is no day, lies outside 1990 to 2099, or is of someone else, is no date of the article."""
    assert read(article(near)).date is None


def test_times_are_kept_in_utc() -> None:
    """A time is kept to the second; one without an offset is in the operator's zone."""
    options = ParseOptions(zone=timezone(timedelta(hours=2)))
    head = '<meta property="article:published_time" content="{}">'

    assert read(article(head=head.format("2026-05-12T10:11:12+05:30"))).date == datetime(
        2026, 5, 12, 4, 41, 12, tzinfo=UTC
    )
    assert read(article(head=head.format("2026-05-12 10:11")), "", options).date == datetime(
        2026, 5, 12, 8, 11, tzinfo=UTC
    )
    assert read(article(head='<meta name="pubdate" content="1778544000">')).date == datetime(2026, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "near", "day"),
    [
        ('<meta name="date" content="1954-02-03">', "", date(1954, 2, 3)),
        (linked_data({"@type": "Article", "datePublished": "1911-05-03T00:00:00Z"}), "", date(1911, 5, 3)),
        ("", '<p itemprop="datePublished" content="1911-05-03">long ago</p>', date(1911, 5, 3)),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', "", None),
        ('<meta name="date" content="1899-12-31">', "", None),
        ("", '<time datetime="1911-05-03">3 May 1911</time>', None),
        ("", "<p>1911-05-03</p>", None),
    ],
)
def test_a_day_before_1990_is_believed_where_it_is_stated(head: str, near: str, day: date | None) -> None:
    """What a page shows is what its text is about, and the zero of a program's calendar is no date."""
    assert read(article(near, head=head)).date == day


def test_an_address_says_when_a_text_was_first_there() -> None:
    """A text that was dated anew when its site moved keeps the day that its address names."""
    head = '<meta property="article:published_time" content="2026-05-12T10:00:00Z">'

    assert read(article(head=head), "https://hill.example/2019/03/04/x").date == date(2019, 3, 4)
    assert read(article(head=head), "https://hill.example/2026/05/11/x").date == datetime(2026, 5, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("near", "day"),
    [
        ("<p>4 March 2019</p>", date(2019, 3, 4)),
        ("<p>Published 4 March 2019</p>", date(2019, 3, 4)),
        ("<p>Updated 4 March 2019</p>", DAY),
        ("<p>On 4 March 2019 the river had done the same, and nobody had slept.</p>", DAY),
        ("<p>1 May 2026</p>", DAY),
    ],
)
def test_the_page_may_still_show_the_first_date(near: str, day: date) -> None:
    """A text that was dated anew keeps the day that is shown below its title, weeks before."""
    assert read(article(near, head=f'<meta name="date" content="{DAY}">')).date == day


def test_a_day_of_its_own_is_surer_than_a_box_of_days() -> None:
    """Of an element and one inside it, the inner one is the date."""
    near = '<div class="meta">Updated 1 June 2026 <span class="date">12 May 2026</span></div>'

    assert read(article(near)).date == DAY


def test_an_address_may_go_on_after_its_day() -> None:
    """A day in an address ends where its figures do."""
    assert read(article(), "https://hill.example/notes/2026-05-12+rain").date == DAY


def test_the_last_change() -> None:
    """The last change is read from what states it."""
    head = linked_data({"@type": "Article", "datePublished": "2026-05-12", "dateModified": "2026-06-01T08:00:00Z"})

    assert read(article(head=head)).lastmod == datetime(2026, 6, 1, 8, tzinfo=UTC)


STYLES = (
    "{0:%Y-%m-%d}",
    "{0.day} {0:%B} {0.year}",
    "{0:%b} {0.day}, {0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.year}年{0.month}月{0.day}日",
)


@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    style=st.sampled_from(STYLES),
    before=st.sampled_from(["", "on ", "(", "| "]),
)
def test_a_day_reads_back(day: date, style: str, before: str) -> None:
    """Any day from 1990 to 2099 is found in any text around it, in each style."""
    text = f"{before}{style.format(day)} or so"

    (found,) = find_days(text)

    assert found.day == day
    assert text[: found.start] == before


@given(st.text(st.sampled_from("0123456789./-, ’年月日 mayjundetháng"), max_size=60) | st.text(max_size=200))
def test_days_are_always_days(text: str) -> None:
    """Whatever the text, a day found in it lies in it, in order, and from 1990 to 2099."""
    end = 0
    for found in find_days(text):
        assert end <= found.start < found.end <= len(text)
        assert EARLIEST.year <= found.day.year <= 2099
        end = found.end


# Title --------------------------------------------------------------------------------------------------------------


def title_of(html: str, front: str = "") -> tuple[str, int | None]:
    """Choose the title of a page as it is chosen for an article."""
    page = LexborHTMLParser(html)
    head = head_of(html, "https://www.hillnews.example/x")
    return choose_title(head, [node.text() for node in page.css("h1")], front)


RIVER = "The river rose again"


@pytest.mark.parametrize(
    ("html", "place"),
    [
        (f"<title>{RIVER} | Hill News</title><h1>{RIVER}</h1>", 0),
        (f"<title>{RIVER} | Hill News</title><h1>Hill News</h1><h1>{RIVER}</h1>", 1),
        (f"<title>Hill News: {RIVER}</title><meta property=og:title content='{RIVER}'><h1>Hill News</h1>x", None),
        (f"<title>{RIVER} - Weather - Hill News</title><h2>{RIVER}</h2>", None),
        (f"<title>{RIVER} : The Paper | Founded 1905 | By people</title><h2>{RIVER}</h2><h1>The Paper</h1>", None),
        (f"<meta property=og:site_name content='The Paper'><title>The Paper » {RIVER}</title>", None),
        (f"<meta property=og:title content='{RIVER}'><h1>Weather {RIVER}</h1>", 0),
        (f"<h1>{RIVER}</h1>", 0),
        (f"<title>What search engines are told</title><h1>{RIVER}</h1>", 0),
        (f"<title>{RIVER} - Hill News</title>", None),
        (f"<title>{RIVER}</title><header><h1>Hill Rescue Trust</h1></header><article><h2>{RIVER}</h2></article>", None),
        (f"<title>{RIVER} - The Hill Handbook</title><h1>The Hill Handbook</h1><h2>{RIVER}</h2>", None),
        (f"<title>Mill Notes: {RIVER}</title><h2>Tuesday, 12 May 2026</h2><h3>{RIVER}</h3>", None),
        (f"<title>{RIVER} | News.example</title>", None),
        (f"<title>{RIVER} | Weather</title><p>{RIVER} | Weather</p>", None),
        (f"<meta property=og:title content='{RIVER}'><title>Weather {RIVER}</title><h1>{RIVER}</h1>", 0),
        (f"<title>{RIVER}</title>{linked_data({'@type': 'Article', 'headline': RIVER})}<h1></h1>", None),
    ],
)
def test_titles(html: str, place: int | None) -> None:
    """The title is the article's own, without the site's name; the heading that shows it is known."""
    assert title_of(html) == (RIVER, place)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Socket - Weather Parts | Hill News</title><h1>Socket</h1><p>Weather Parts</p>", "Socket"),
        ("<title>Rain | Mill Notes Daily</title><a href='/'>Mill Notes Daily</a><h1>Rain</h1>", "Rain"),
        ("<title>Mill Notes Daily | Rain</title><a href='/'>Mill Notes Daily</a><h1>Rain</h1>", "Rain"),
        ("<title>Mill Notes Daily | Rain</title><h1><a href='/' rel='home'>Mill Notes Daily</a></h1><p>Wet", "Rain"),
    ],
)
def test_short_titles(html: str, title: str) -> None:
    """What links to the site's home is its name, however short the title beside it is."""
    assert title_of(html)[0] == title


def test_the_only_heading_of_an_article_is_its_title() -> None:
    """It may have but a word in common with what the page is called; one outside the article may not."""
    html = "<title>Rain for beginners, and how to bear it</title><h1>The rain</h1>"
    page = head_of(html)

    assert choose_title(page, ["The rain"], "", inside=1) == ("The rain", 0)
    assert choose_title(page, ["The rain"], "") == ("Rain for beginners, and how to bear it", None)
    assert choose_title(page, ["The weather of the hill", "More of this and that"], "", inside=1) == (
        "The weather of the hill",
        0,
    )


def test_front_matter_gives_the_title() -> None:
    """The title in front matter wins; the heading that repeats it, or a page's only one, shows it."""
    assert title_of("<h1>Sun</h1><h1>Rain!</h1>", "Rain") == ("Rain", 1)
    assert title_of("<h1>Sun</h1>", "Rain") == ("Rain", 0)
    assert title_of("<h1>Sun</h1><h1>Snow</h1>", "Rain") == ("Rain", None)


def test_a_dash_in_a_title_stays() -> None:
    """What follows a dash is cut off only if it is the site's name, or short and last."""
    html = "<title>Q - A</title>"
    assert title_of(html) == ("Q - A", None)
    assert title_of("<h1>Rain - and no end</h1><title>Rain - and no end | Hill News</title>") == (
        "Rain - and no end",
        0,
    )


# The rest -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<html lang=en_us>", "en-US"),
        ("<html lang='zh-hant-tw'>", "zh-Hant-TW"),
        ("<html xml:lang=DE>", "de"),
        ("<meta http-equiv=Content-Language content='fr, en'>", "fr"),
        ("<html lang='x'><meta property=og:locale content=pt_BR>", "pt-BR"),
        ("<meta name=DC.language content=it>", "it"),
        (linked_data({"@type": "Article", "inLanguage": "sv-SE"}), "sv-SE"),
        (linked_data({"@type": "Article", "inLanguage": {"@type": "Language", "name": "Swedish"}}), ""),
        ("<html lang='no such language'>", ""),
    ],
)
def test_language(html: str, tag: str) -> None:
    """The page's language is written as BCP 47 asks, whichever way it is stated."""
    assert read(html).language == tag


def test_what_else_a_page_states() -> None:
    """Description, tags, canonical address, licence and picture are read as stated."""
    head = (
        '<link rel="canonical" href="/a b"><link rel="license" href="https://cc.example/by">'
        '<meta name="description" content="In  short."><meta property="article:tag" content="rain">'
        '<meta property="article:tag" content="rain"><meta property="og:image" content="/p.png">'
    )
    metadata = read(article(head=head), "https://hill.example/x/y")

    assert metadata.canonical == "https://hill.example/a%20b"
    assert metadata.license == "https://cc.example/by"
    assert (metadata.description, metadata.tags, metadata.image) == ("In short.", ("rain",), "/p.png")


def test_lines_know_their_part_of_the_page() -> None:
    """Lines end where blocks do, and know whether they stand among comments or other articles."""
    html = (
        "<body>a<b>b</b>\u00ad<br>c<div id=comments>d<p>e</div><ul class='related posts'><li>f</ul><script>g</script>h"
    )
    page = read_lines(read_html(html, max_depth=300)[1])

    found = [(line.text, page.areas[line.area][0]) for line in page.lines]

    assert found == [
        *(("ab", Area.PAGE), ("c", Area.PAGE), ("d", Area.COMMENTS), ("e", Area.COMMENTS), ("f", Area.OTHERS)),
        ("h", Area.PAGE),
    ]


# Hostile pages ------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(
            "<h1>",
            "</h1>",
            "<p>",
            "</p>",
            "<title>",
            "</title>",
            "<article>",
            "</article>",
            "<br>",
            "<time>",
            "<time datetime>",
        ),
        *(
            '<time datetime="2026-13-45T99:99">',
            '<p class="author">',
            '<div id="comments">',
            '<a rel="author" href="//[">',
        ),
        *(
            "By ",
            "Von ",
            "Ada Low",
            ", ",
            " and ",
            "12 May 2026",
            "99/99/99",
            "31.02.2026",
            "©",
            "\u0000",
            "\ud800",
            "&#1;",
            "|",
            " - ",
        ),
        *(
            '<meta name="author" content>',
            '<meta name="author" content="&#1;x">',
            '<meta property="og:url" content="http://[::1">',
        ),
        *(
            '<script type="application/ld+json">',
            "</script>",
            '{"@type":"Article","author":',
            '"\\ud800\\u0001 A"}',
            "[[[[",
            "{}",
            "1e999",
        ),
        *(
            '"datePublished":',
            '"2026-05-12T10:00:00+99:99"',
            "null",
            "<link rel=canonical href='java\nscript:x'>",
            "<template>",
            "<svg>",
        ),
    ]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    parts=st.lists(WORDS | st.text(max_size=20), max_size=30),
    address=st.sampled_from(["", "x", "http://[", "https://a.example/2026/99/99/"]),
)
def test_any_page_can_be_read(parts: list[str], address: str) -> None:
    """Whatever a page holds, what is read of it is clean text, names, times from 1990 to 2099, and always the same."""
    html = "".join(parts).encode("utf-8", "replace").decode()
    page = LexborHTMLParser(html)
    head = head_of(html)

    metadata = read_head(head, address, ParseOptions())
    title, place = choose_title(head, [node.text() for node in page.css("h1")], "")

    for text in (title, metadata.description, metadata.language, *metadata.authors, *metadata.tags):
        assert text == " ".join(text.split())
        assert not any(character < " " or "\ud800" <= character <= "\udfff" for character in text)
    assert all(2 <= len(name) <= 50 and any(map(str.isalpha, name)) for name in metadata.authors)
    assert all(when is None or 1990 <= when.year < 2100 for when in (metadata.date, metadata.lastmod))
    assert place is None or place < len(page.css("h1"))
    again = head_of(html)
    assert (read_head(again, address, ParseOptions()), choose_title(again, [], "")[0]) == (
        metadata,
        choose_title(head, [], "")[0],
    )


@given(st.text(max_size=200))
def test_full_names_are_short_and_capitalised(text: str) -> None:
    """What is taken for a full name where anything may stand has no figure of three digits, address or line break."""
    for name in find_byline(f"By {text}"):
        assert not any(sign in name for sign in ("@", "\n", "http"))
        assert is_full_name(name) or len(name.split()) <= 3


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="author" content="Ada Low">' * 50_000,
        "<h1>By Ada Low</h1>" * 20_000,
        '<p class="author">By Ada Low, 12 May 2026' * 20_000,
        '<time datetime="x">x</time>' * 20_000,
        '<div class="author byline date">' * 200 + "By Ada Low " * 50_000,
        "<p>12.12.12.12 By " * 20_000,
        f"<title>{'a - ' * 100_000}</title><h1>{'a - ' * 100_000}</h1>",
        f"<h1>{'By ' * 300_000}</h1>",
        linked_data([[[{"@type": "Article", "author": [ADA] * 1000}] * 100]]) * 5,
        f'<script type="application/ld+json">{"[" * 100_000}</script>' * 4,
        f'<meta property="og:title" content="{"a | " * 70}"><p>' + "a | a<p>" * 20_000,
        '<a href="/author/x">Ada Low</a>' * 20_000,
        f'<p class="{"aA_-" * 20_000}">x' * 20,
    ],
    ids=range(13),
)
def test_large_pages_take_little_time(html: str) -> None:
    """What a page repeats without end is not looked at without end."""
    page = LexborHTMLParser(html)
    headings = [node.text() for node in page.css("h1")]

    def work() -> None:
        head = head_of(html)
        read_head(head, "https://a.example/", ParseOptions())
        choose_title(head, headings, "")

    ends_within(4, work)
