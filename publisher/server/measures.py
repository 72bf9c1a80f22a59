"""Says how the server is: whether it is ready, and what it counted, as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.pipeline.status import peek_totals
from publisher.server.paths import INDEX
from publisher.server.site import Site

if TYPE_CHECKING:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

_FORMATS = {"rss.xml": "rss", "atom.xml": "atom", "feed.json": "json"}


def check_ready(site: Site) -> str:
    """Say what keeps a site from being served; nothing if it is ready."""
    try:
        with (site.feeds / INDEX).open("rb") as page:
            page.read(1)
    except FileNotFoundError:
        return "nothing is published yet"
    except OSError as error:
        return f"the feeds cannot be read: {error.strerror}"
    return ""


def write_measures(site: Site, accepted: str) -> tuple[bytes, str]:
    """Write what was counted since the start.

    Args:
        site: What is served.
        accepted: The header ``Accept``: OpenMetrics, or the older text of Prometheus.

    Returns:
        The text and its media type.
    """
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import choose_encoder

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(site))
    encode, kind = choose_encoder(accepted)
    return encode(registry), kind


class _Collector:
    """Gives prometheus-client what we counted ourselves: its own counters cost a lock for each request."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Return all measures."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        requests = CounterMetricFamily(
            "publisher_requests", "Requests answered.", labels=("feed", "format", "status", "reader")
        )
        for (feed, status, reader), count in sorted(self._site.counter.read().items()):
            requests.add_metric((*_split(feed), str(int(status)), reader), count)
        yield requests
        ready = GaugeMetricFamily("publisher_ready", "1 if there is something to serve.")
        ready.add_metric((), 0 if check_ready(self._site) else 1)
        yield ready
        subscribers = GaugeMetricFamily(
            "publisher_subscribers",
            "For how many an aggregator said last, since the start, that it reads a feed.",
            labels=("feed", "format", "reader"),
        )
        sums: dict[tuple[str, str, str], int] = {}
        for (feed, reader, _), count in self._site.counter.read_claims().items():
            key = (*_split(feed), reader)
            sums[key] = sums.get(key, 0) + count
        for key, count in sorted(sums.items()):
            subscribers.add_metric(key, count)
        yield subscribers
        if self._site.state is not None:
            totals = peek_totals(self._site.state)
            runs = CounterMetricFamily("publisher_runs", "Times that it published, since the beginning.")
            runs.add_metric((), totals.runs)
            yield runs
            failures = CounterMetricFamily("publisher_failures", "Articles that could not be published, in each run.")
            failures.add_metric((), totals.failures)
            yield failures
            last = GaugeMetricFamily("publisher_last_run_timestamp_seconds", "When it published last; 0 if never.")
            last.add_metric((), totals.at.timestamp() if totals.at else 0)
            yield last


def _split(feed: str) -> tuple[str, str]:
    """Return which feed a file is of, and in which format."""
    folder, _, name = feed.rpartition("/")
    shown = f"{folder}/" if folder else ""
    shown += "changes" if name.startswith("changes.") else ""
    return shown, _FORMATS.get(name.removeprefix("changes."), "")
