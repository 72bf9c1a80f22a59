"""URLs, tag URIs and slugs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.check.syntax import find_url_fault
from publisher.urls import mint_tag, quote_text_fragment, resolve, slugify

BASE = "https://site.example/blog/post.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("../a", "https://site.example/a"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("  next page.html\n", "https://site.example/blog/next%20page.html"),
        ("https://münchen.example/ä?q=ö#ü", "https://xn--mnchen-3ya.example/%C3%A4?q=%C3%B6#%C3%BC"),
        ("/a%2fb|c", "https://site.example/a%2Fb%7Cc"),
        ("/100%", "https://site.example/100%25"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[::1", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_urls_are_absolute_and_ascii(url: str, expected: str) -> None:
    """Relative addresses are resolved, schemes that run or load anything are refused."""
    assert resolve(url, BASE) == expected


@given(url=st.text(max_size=60))
def test_a_url_is_always_publishable(url: str) -> None:
    """Whatever comes in, what goes out is empty or an absolute ASCII URL of an allowed scheme, and stays as it is."""
    found = resolve(url, BASE)

    assert found == "" or re.fullmatch(r"(https?|mailto|tel):[!-~]+", found)
    assert not re.search(r"%(?![0-9A-F]{2})", found)
    assert resolve(found, BASE) == found if found else True


def test_a_relative_address_without_a_base_is_nothing() -> None:
    """There is nothing that it could be resolved against."""
    assert resolve("a.html") == ""


@pytest.mark.parametrize("url", ["//cdn.example/x?y#z", " \n//cdn.example/x?y#z\t", "//cdn.example//x/../x?y#z"])
def test_an_address_without_a_scheme_gets_https(url: str) -> None:
    """It has a host (RFC 3986 §4.2), and where it is to be resolved against nothing, only the scheme is missing."""
    assert resolve(url) in {"https://cdn.example/x?y#z", "https://cdn.example//x?y#z"}
    assert resolve(url, "http://site.example/").startswith("http://cdn.example/")


@given(
    url=st.sampled_from(["//", "/", "\\\\", ""]).flatmap(
        lambda start: st.text(max_size=40).map(lambda rest: start + rest)
    )
)
def test_what_has_no_host_is_never_given_one(url: str) -> None:
    """Without a base, only an address that begins with two slashes gets a scheme."""
    found = resolve(url)

    assert found == "" or re.fullmatch(r"(https?|mailto|tel):[!-~]+", found)
    if found and not re.match(r"[\0- ]*[A-Za-z][A-Za-z0-9+.\t\n\r-]*:", url):
        assert url.lstrip("".join(map(chr, range(33)))).startswith("//")


@given(text=st.text(max_size=200))
def test_a_slug_is_always_a_safe_name(text: str) -> None:
    """Whatever an article calls itself: no path, no device, no look-alike, not too long."""
    slug = slugify(text, "article")

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 62
    assert not slug.startswith("x-")
    assert slug not in {"con", "nul", "aux", "prn", "com1", "lpt9", "articles", "snippets", "index"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("NUL", "nul-1"),
        ("snippets", "snippets-1"),
        ("раураl", "raural"),
        ("Straße & Übermut", "strasse-ubermut"),
        ("東京", "dongjing"),
        ("", "article"),
        ("X-ray", "xray"),
        ("x x-x-y", "xy"),
        ("🚀", "rocket"),
        ("x" * 500, "x" * 60),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    """Hostile and foreign names become plain ones."""
    assert slugify(text, "article") == slug


@given(parts=st.lists(st.text(), min_size=1, max_size=3), other=st.lists(st.text(), min_size=1, max_size=3))
def test_tags_tell_things_apart(parts: list[str], other: list[str]) -> None:
    """A tag URI is RFC 4151's form, the same for the same parts and another for others."""
    tag = mint_tag("example.org,2026", *parts)

    assert re.fullmatch(r"tag:example\.org,2026:[a-z2-7]{16}", tag)
    assert (tag == mint_tag("example.org,2026", *other)) == ("\x1f".join(parts) == "\x1f".join(other))


@given(text=st.text(max_size=30))
def test_text_fragments_have_no_syntax_of_their_own(text: str) -> None:
    """What has a meaning in a text directive is always encoded."""
    assert re.fullmatch(r"([A-Za-z0-9._~]|%[0-9A-F]{2})*", quote_text_fragment(text))


@given(
    url=st.text(alphabet='ab[]#?/%:@!&=|^`{}\\"<> é', max_size=30),
    base=st.sampled_from(["https://example.org/x", "http://[::1]:80/"]),
)
def test_what_is_resolved_is_a_uri(url: str, base: str) -> None:
    """Nothing stands in it where RFC 3986 has no place for it, and to resolve it again changes nothing."""
    found = resolve(url, base)
    if found:
        assert find_url_fault(found) == ""
        head, _, tail = found.partition("//")[2].partition("/")
        assert not set("[]") & set(tail)
        assert tail.count("#") <= 1
        assert head
        assert resolve(found) == found
