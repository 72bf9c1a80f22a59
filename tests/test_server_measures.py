"""What the server says of itself: that it is alive and ready, and what it counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

from publisher.config import ServeOptions
from tests.served import Site, served


def count(site: Site, **labels: str) -> float:
    """Return how many requests of a kind were counted."""
    families = read_text(site.ask("/metrics").body.decode())
    samples = [sample for family in families for sample in family.samples if sample.name == "publisher_requests_total"]
    return sum(sample.value for sample in samples if labels.items() <= sample.labels.items())


def test_alive_and_ready(tmp_path: Path) -> None:
    """It is alive from the start, and ready once something is published; nobody keeps the answer."""
    with served(tmp_path / "feeds") as site:
        assert (site.ask("/healthz").status, site.ask("/readyz").status) == (200, 503)
        assert b"nothing is published" in site.ask("/readyz").body
        (tmp_path / "feeds").mkdir()
        (tmp_path / "feeds/index.html").write_bytes(b"<!DOCTYPE html>")
        answer = site.ask("/readyz")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"


def test_requests_are_counted_by_feed_format_and_status(tmp_path: Path) -> None:
    """What was asked for is counted, on the short way as on the long one; nothing tells one person from another."""
    (tmp_path / "sea").mkdir()
    for name in ("sea/atom.xml", "rss.xml", "changes.feed.json", "index.html"):
        (tmp_path / name).write_bytes(b"{}")
    with served(tmp_path) as site:
        tag = site.ask("/sea/atom.xml").headers["etag"]
        for _ in range(4):
            site.ask("/sea/atom.xml", {"If-None-Match": tag, "User-Agent": "secret-agent/1.0 (anna@example.org)"})
        for path in ("/rss.xml", "/changes.feed.json", "/", "/nothing", "/nothing/else"):
            site.ask(path)
        assert count(site, feed="sea/", format="atom", status="200") == 1
        assert count(site, feed="sea/", format="atom", status="304") == 4
        assert count(site, format="rss", status="200") == 1
        assert count(site, feed="changes", format="json") == 1
        assert count(site, feed="", status="404") == 2
        text = site.ask("/metrics").body.decode()

    assert "nothing" not in text
    assert "secret-agent" not in text
    assert "anna" not in text
    assert "127.0.0.1" not in text


def test_measures_as_openmetrics(tmp_path: Path) -> None:
    """Who asks for OpenMetrics gets it."""
    with served(tmp_path) as site:
        answer = site.ask("/metrics", {"Accept": "application/openmetrics-text; version=1.0.0"})

    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    parsed = read_openmetrics(answer.body.decode())  # type: ignore[no-untyped-call]
    assert {family.name for family in parsed} >= {"publisher_requests", "publisher_ready"}


@pytest.mark.parametrize(("client", "status"), [("198.51.100.1", 404), ("10.1.2.3", 200), ("127.0.0.1", 404)])
def test_measures_are_for_those_who_watch(tmp_path: Path, client: str, status: int) -> None:
    """Only addresses that the settings name see the measures, whatever stands before the server."""
    from ipaddress import ip_network

    options = ServeOptions(insiders=(ip_network("10.0.0.0/8"),))
    with served(tmp_path, options=options) as site:
        assert site.ask("/metrics", {"X-Forwarded-For": client}).status == status
