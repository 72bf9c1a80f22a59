"""The checker never fails and never takes long, whatever it is given."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.check import RULES, Level, check_feed
from tests.checking.feeds import FEEDS, NOW
from tests.patience import ends_within

_LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DEEP = 100_000

HOSTILE = {
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "lol">{_LOLS}]><rss version="2.0">&l9;</rss>'.encode(),
    "an entity from outside": b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0">&a;</rss>',
    "deep XML": b"<a>" * _DEEP,
    "deep Atom": b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"<entry>" * _DEEP,
    "deep JSON": b'{"version":' + b"[" * _DEEP,
    "deep HTML": b'<rss version="2.0"><channel><item><description>' + b"&lt;b&gt;" * _DEEP + b"</description></item>",
    "many tags": b'<rss version="2.0"><channel>' + b"<a/>" * 2_000_000 + b"</channel></rss>",
    "many tags in a content": FEEDS["rss"].replace("It falls.", "&lt;a href=x&gt;" * 300_000).encode(),
    "many openings in a content": FEEDS["rss"].replace("It falls.", "&lt;!--" * 500_000).encode(),
    "many items": FEEDS["rss"].replace("</channel>", "<item><title>A</title></item>" * 50_000 + "</channel>").encode(),
    "many links": FEEDS["atom"].replace("<icon>", "<link rel='next' href='x'/>" * 190_000 + "<icon>").encode(),
    "many of others": FEEDS["atom"].replace("<icon>", "<media:group/>" * 190_000 + "<icon>").encode(),
    "many persons": FEEDS["atom"]
    .replace("<icon>", "<contributor><name>A</name></contributor>" * 90_000 + "<icon>")
    .encode(),
    "many entries": FEEDS["atom"].replace("</feed>", "<entry/>" * 190_000 + "</feed>").encode(),
    "many openings that are none": FEEDS["rss"].replace("It falls.", "&lt;" * 3_000_000).encode(),
    "many closings that close nothing": FEEDS["rss"]
    .replace("It falls.", "&lt;b&gt;" * 200 + "&lt;/i&gt;" * 500_000)
    .encode(),
    "many members": b'{"version":"https://jsonfeed.org/version/1.1"'
    + b"".join(b',"a%d":1' % n for n in range(700_000)),
    "many items in JSON": b'{"version":"https://jsonfeed.org/version/1.1","items":[' + b'{"id":"a"},' * 1_000_000,
    "many attributes": b"<rss " + b" ".join(b'a%d="b"' % n for n in range(100_000)) + b"/>",
    "huge numbers": FEEDS["json"].replace("1234", "-" + "9" * 100_000).encode(),
    "huge numbers in RSS": FEEDS["rss"].replace("<ttl>60", "<ttl>" + "9" * 100_000).encode(),
    "a long line": b'{"version": "' + b"a" * 10_000_000 + b'"}',
    "half a surrogate pair": b'{"version": "https://jsonfeed.org/version/1.1", "title": "\\ud800", "items": []}',
    "zeros": bytes(1_000_000),
    "UTF-32": FEEDS["atom"].encode("utf-32"),
    "UTF-7": FEEDS["rss"].replace("UTF-8", "utf-7").encode("utf-7"),
    "a date of many digits": FEEDS["atom"].replace("2026-03-01T12", "9" * 50_000 + "-03-01T12").encode(),
    "spaces": FEEDS["rss"].replace("60", " " * 5_000_000).encode(),
    "too large": b"a" * 20_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_judged_in_a_moment(name: str) -> None:
    """Each gets its findings; none takes more than seconds."""
    checked = ends_within(12, lambda: check_feed(HOSTILE[name], now=NOW))

    assert checked.findings
    assert len(checked.findings) < 50 * len(RULES)


def _check(data: bytes) -> None:
    first = check_feed(data, now=NOW)
    assert first == check_feed(data, now=NOW)
    for found in first.findings:
        assert found.rule in RULES
        assert found.level is RULES[found.rule].level
        assert 0 <= found.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert found.message
        assert len(found.message) < 1000


@given(data=st.binary(max_size=500))
def test_any_bytes_can_be_checked(data: bytes) -> None:
    """Bytes that are nothing at all."""
    _check(data)


@given(
    text=st.text(max_size=300),
    form=st.sampled_from(["<rss version='2.0'>{}</rss>", "<feed>{}", '{{"version": {}}}', "{}"]),
)
def test_any_text_can_be_checked(text: str, form: str) -> None:
    """Text that begins like a feed."""
    _check(form.format(text).encode("utf-8", "surrogatepass"))


@given(
    value=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(
                st.one_of(st.sampled_from(["version", "title", "items", "id", "url", "authors", "hubs"]), st.text()),
                inner,
                max_size=6,
            ),
        ),
        max_leaves=20,
    )
)
def test_any_json_can_be_checked(value: object) -> None:
    """Members of any type where a feed has others."""
    _check(json.dumps(value).encode())
    _check(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": value, "items": [value]}).encode())


@given(
    name=st.sampled_from(sorted(FEEDS)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=5),
)
def test_any_damage_can_be_checked(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    """A correct feed with pieces cut out and others put in."""
    data = FEEDS[name].encode()
    for place, length, new in cuts:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    _check(data)


def test_rules_say_what_they_are() -> None:
    """Each has an id, a level, a sentence, a source and a cure; ids are made of small words."""
    for name, rule in RULES.items():
        assert rule.id == name
        assert name.replace("-", "").isalnum()
        assert rule.level in Level
        assert rule.title.endswith(".")
        assert rule.cure.endswith(".")
        assert rule.source
