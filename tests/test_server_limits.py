"""How much one client may have, and who that is behind proxies."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.config import ServeOptions
from publisher.server.clients import Clients, Limiter
from tests.served import Site, served

LOCAL = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))


def ask_as(site: Site, client: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Ask as a proxy on this machine does for somebody."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = site.ask("/atom.xml", {"X-Forwarded-For": client, **told})
    return answer.status, dict(answer.headers)


def test_who_asks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    """Beyond the measure there is 429 with a short Retry-After; others are answered meanwhile."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    with served(tmp_path, options=ServeOptions(per_minute=30)) as site:
        statuses = [ask_as(site, "192.0.2.7")[0] for _ in range(40)]
        status, headers = ask_as(site, "192.0.2.7")
        other = ask_as(site, "192.0.2.8")[0]

    assert statuses[:30] == [200] * 30
    assert set(statuses[31:]) == {429}
    assert status == 429
    assert 1 <= int(headers["retry-after"]) <= 60
    assert other == 200


def test_who_asks_only_for_what_changed_is_spared(tmp_path: Path) -> None:
    """A reader that sends what it knows may ask ten times as often, as one with hundreds of feeds does."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    with served(tmp_path, options=ServeOptions(per_minute=30)) as site:
        tag = site.ask("/atom.xml", {"X-Forwarded-For": "192.0.2.9"}).headers["etag"]
        statuses = {ask_as(site, "192.0.2.9", If_None_Match=tag)[0] for _ in range(250)}

    assert statuses == {304}


def test_guessing_secrets_is_dear(tmp_path: Path) -> None:
    """Sixty wrong secrets a minute are the most that one client may try with the usual measure."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    with served(tmp_path, options=ServeOptions(private=("",))) as site:
        statuses = [
            site.ask(f"/~{'x' * 40}{n:03}/atom.xml", {"X-Forwarded-For": "192.0.2.9"}).status for n in range(70)
        ]

    assert statuses[:59] == [404] * 59
    assert statuses[-5:] == [429] * 5


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "evil, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("127.0.0.1", '"[2001:DB9::1]:80"', "2001:db9::1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_who_asks_behind_proxies(peer: str, forwarded: str, client: str) -> None:
    """Only what trusted proxies added to X-Forwarded-For is believed, from its end."""
    assert Clients(LOCAL, LOCAL).find(peer, forwarded) == client


@given(st.text(max_size=100), st.text(max_size=20))
def test_nobody_passes_for_another(forwarded: str, peer: str) -> None:
    """Without a trusted proxy nothing that stands in the header changes who asks; any text is survived."""
    clients = Clients(LOCAL, ())
    assert clients.find("192.0.2.1", forwarded) == "192.0.2.1"
    clients.find(peer, forwarded)
    clients.find("127.0.0.1", forwarded)
    assert clients.is_insider(peer) is False


@given(
    per_minute=st.integers(1, 1_000),
    steps=st.lists(st.tuples(st.floats(0, 30), st.sampled_from([0.1, 1.0, 20.0])), max_size=60),
)
def test_nobody_gets_more_than_the_measure(per_minute: int, steps: list[tuple[float, float]]) -> None:
    """A client gets at most one full measure at once and then its share; when told to wait, that is enough."""
    limiter, now, spent = Limiter(per_minute), 0.0, 0.0
    for pause, cost in steps:
        now += pause
        wait = limiter.take("192.0.2.1", cost, now)
        if not wait:
            spent += cost
            assert spent <= per_minute + now * per_minute / 60 + 0.001
        elif cost <= per_minute:
            assert limiter.take("192.0.2.1", cost, now + wait + 0.001) == 0
            spent += cost
            now += wait + 0.001


def test_a_household_is_one_client() -> None:
    """Addresses of version 6 count by their network of 64 bits; others each for itself."""
    limiter = Limiter(1)

    assert limiter.take("2001:db9:0:1::1", 1.0, 0) == 0
    assert limiter.take("2001:db9:0:1::2", 1.0, 0) > 0
    assert limiter.take("2001:db9:0:2::1", 1.0, 0) == 0


def test_what_is_remembered_of_clients_is_bounded() -> None:
    """However many addresses ask, the first is forgotten at last, and gets a full measure again."""
    limiter = Limiter(1)
    limiter.take("192.0.2.1", 1.0, 0)
    assert limiter.take("192.0.2.1", 1.0, 0) > 0
    for number in range(25_000):
        limiter.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1.0, 0)

    assert limiter.take("192.0.2.1", 1.0, 0) == 0
