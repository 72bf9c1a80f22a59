"""The training of the network that judges plain text."""

from __future__ import annotations

import gzip
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from publisher.parse.plaintext.network import HIDDEN, STATES, read_tables, unpack_network
from publisher.parse.plaintext.signs import SIZE, WORDLESS_SIZE
from publisher.parse.plaintext.zones import State
from tests.quality import fit_network
from tests.quality.float_network import (
    MOST,
    ONE,
    Batch,
    Weights,
    add_rare_words,
    join_samples,
    measure_batch,
    pack_weights,
    score_batch,
    start_weights,
)
from tests.quality.gold_states import (
    ANY,
    ANY_IN_BODY,
    Sample,
    find_common_words,
    is_held_page,
    is_held_source,
    read_sample,
    read_states,
    read_text,
)
from tests.quality.grafts import cut_pieces, graft, make_grafts, take_part
from tests.quality.lines import write_lines

MENU = ("Home", "News", "Shop", "Contact")
WORDS = (
    *("the", "river", "rose", "over", "night", "and", "nobody", "in", "village", "had", "seen"),
    *("so", "much", "water", "since", "old", "mill", "was", "built"),
)


def make_record(n: int) -> dict[str, Any]:
    """Return a small copied page, another for each number."""
    random = Random(n)
    rows: list[tuple[str, str]] = [("boilerplate", word) for word in MENU[: random.randint(1, 4)]]
    rows.append(("title", f"What the {random.choice(WORDS)} did"))
    rows += [("boilerplate", "Share")] * random.randint(0, 1)
    for _ in range(random.randint(2, 3)):
        rows.append(("heading", f"About {random.choice(WORDS)} {random.choice(WORDS)}"))
        rows += [("para", " ".join(random.choices(WORDS, k=40)).capitalize() + ".") for _ in range(2)]
    rows += [("boilerplate", word) for word in ("Imprint", "Privacy")]
    blocks = [{"kind": kind, "line_start": k, "line_end": k} for k, (kind, _) in enumerate(rows, 1)]
    return {
        "id": f"{n}",
        "source": f"source {n}",
        "page": f"page {n}",
        "part": "copied",
        "flavour": "copied",
        "selection": "whole",
        "style": "tight",
        "text": "\n".join(text for _, text in rows),
        "blocks": blocks,
    }


@cache
def make_samples(count: int) -> tuple[Sample, ...]:
    """Return the samples of some pages."""
    samples = [read_sample(make_record(n)) for n in range(count)]
    return tuple(sample for sample in samples if sample is not None)


@cache
def list_seen() -> NDArray[np.bool_]:
    """Return which hashed words the first of these pages have."""
    seen = np.zeros(SIZE - WORDLESS_SIZE, np.bool_)
    for sample in make_samples(3):
        seen[sample.signs[sample.signs >= WORDLESS_SIZE] - WORDLESS_SIZE] = True
    return seen


def make_batch() -> tuple[Batch, Weights]:
    """Return three texts, some of whose states are open or wrong, and weights of all kinds that are not 0."""
    random = np.random.default_rng(7)
    samples = [Sample(s.record, s.signs, s.counts, s.states.copy(), 0.5 + k) for k, s in enumerate(make_samples(3))]
    samples[0].states[2:5] = ANY, ANY_IN_BODY, ANY_IN_BODY
    # No text ends inside its body.
    samples[1].states[-1] = State.INSIDE
    weights = start_weights(random, list_seen())
    for name, table in weights.items():
        weights[name] = (table + random.standard_normal(table.shape) * 0.05).astype(np.float32)
    return join_samples(samples, list_seen()), weights


def test_slopes_are_those_of_the_loss() -> None:
    """Moved a little along its slopes, each table changes the loss by as much as they say."""
    batch, weights = make_batch()
    _, slopes = measure_batch(weights, batch, None)

    for name, slope in slopes.items():
        length = float(np.sqrt((slope.astype(np.float64) ** 2).sum()))
        step = np.float32(1e-3 / length) * slope
        there = measure_batch(weights | {name: weights[name] + step}, batch, None)[0]
        back = measure_batch(weights | {name: weights[name] - step}, batch, None)[0]
        assert (there - back) / 2e-3 == pytest.approx(length, rel=1e-2), name


def test_loss_is_what_all_readings_say() -> None:
    """The loss of a short text is that of its readings, one by one."""
    sample = make_samples(1)[0]
    counts = sample.counts[:2]
    short = Sample(sample.record, sample.signs[: counts.sum()], counts, np.array([State.ABOVE, ANY_IN_BODY]))
    batch = join_samples([short], list_seen())
    weights = make_batch()[1]
    scores = score_batch(weights, batch)[batch.places[:, 0]].astype(np.float64)

    def weigh(first: State, second: State) -> float:
        total = scores[0, first] + scores[1, second] + weights["steps"][first, second]
        return float(np.exp(total + weights["starts"][first] + weights["ends"][second]))

    body = [State.HEADING, State.PARAGRAPH, State.QUOTE, State.ITEM, State.CODE, State.TABLE]
    after = {
        State.ABOVE: [State.ABOVE, State.TITLE, *body],
        State.TITLE: [State.BETWEEN, State.DECK, *body, State.BELOW],
    }
    after |= {state: [*body, State.BELOW] for state in body}
    everything = sum(weigh(first, second) for first, seconds in after.items() for second in seconds)
    right = sum(weigh(State.ABOVE, second) for second in body)
    assert measure_batch(weights, batch, None)[0] == pytest.approx(np.log(everything / right) / 2, rel=1e-4)


def test_whole_numbers_score_as_the_network_was_trained() -> None:
    """What the parser computes from packed weights differs from the trained network by rounding alone."""
    batch, weights = make_batch()
    random = np.random.default_rng(3)
    for name, table in weights.items():
        unit = ONE if name in {"near", "place", "word", "direct", "second", "last", "first_bias"} else ONE * ONE
        weights[name] = (np.rint(table * unit) / unit).astype(np.float32)
    weights["last"] = (random.integers(-ONE, ONE, weights["last"].shape) / ONE).astype(np.float32)
    network = unpack_network(pack_weights(add_rare_words(weights, list_seen())))
    trained = score_batch(weights, batch)
    # A second hidden value is off by half of 1/32.
    most = np.abs(weights["last"]).sum(axis=0) / ONE / 2 + 1e-3

    ordered = sorted(make_samples(3), key=len, reverse=True)
    for k, sample in enumerate(ordered):
        signs = [found.tolist() for found in np.split(sample.signs, np.cumsum(sample.counts)[:-1])]
        found = np.array(network.score(signs, []), np.float64) / ONE**2
        expected = trained[batch.places[: len(sample), k]]
        # The same for all states of a unit counts for nothing.
        off = (found - found[:, :1]) - (expected - expected[:, :1])
        assert np.abs(off).max() <= (most + most[0]).max()
        assert np.ptp(expected) > 1
    assert network.steps == np.rint(weights["steps"] * ONE * ONE).astype(int).tolist()
    assert len(network.starts) == STATES


def test_what_is_trained_reads_other_texts() -> None:
    """A network that saw pages of a kind reads others of that kind."""
    weights = fit_network.fit(make_samples(16), epochs=4, batch=100, warm_up=5)
    network = unpack_network(pack_weights(weights))

    others = [make_record(n) for n in range(100, 110)]
    table = fit_network.describe(network, others).split()
    figures = dict(zip(fit_network.COLUMNS, table[len(fit_network.COLUMNS) + 1 :], strict=False))
    assert float(figures["headF1"]) > 90
    assert float(figures["boilP"]) > 90


def test_same_pages_give_the_same_bytes() -> None:
    """Trained twice, the weights are the same."""
    first, second = (pack_weights(fit_network.fit(make_samples(6), epochs=2, batch=100)) for _ in range(2))
    assert first == second


def test_weights_fit_into_bytes() -> None:
    """The largest weight is a byte's largest number."""
    weights = add_rare_words(start_weights(np.random.default_rng(1), list_seen()), list_seen())
    weights["last"][:] = -MOST

    assert min(map(min, read_tables(pack_weights(weights))[0]["last"])) == -127


def test_no_text_overflows_a_lane() -> None:
    """Even if a text had the signs of the largest weights everywhere, its sums would be far from a lane's ends."""
    data = zlib.decompress(files("publisher.parse.plaintext").joinpath("network.bin").read_bytes())
    tables, numbers = read_tables(data)
    # A unit has no more signs of its looks, of its place, and no more words.
    most = {"near": 64, "place": 24, "word": 34, "direct": 64 + 24}
    for sign in (-1, 1):
        sums = {
            name: np.sort(np.maximum(np.array(tables[name], np.int64) * sign, 0), axis=0)[-count:].sum(axis=0)
            for name, count in most.items()
        }
        hidden = sums["near"].reshape(-1, HIDDEN).sum(axis=0) + sums["place"] + sums["word"]
        assert (hidden + np.abs(numbers["first_bias"])).max() < 1 << 15
        assert sums["direct"].max() < 1 << 15


def test_words_of_few_have_no_weight() -> None:
    """A word has a weight only if three sources or pages have it; those of furniture count once for each page."""
    record = make_record(1)
    samples = [
        sample for n in range(3) if (sample := read_sample(record | {"source": f"{n}", "page": "one page"})) is not None
    ]
    common = find_common_words(samples)
    split = np.split(samples[0].signs, np.cumsum(samples[0].counts)[:-1])
    seen = [[common[sign - WORDLESS_SIZE] for sign in found if sign >= WORDLESS_SIZE] for found in split]
    is_article = samples[0].states != State.ABOVE
    assert not any(seen[0])
    assert all(seen[int(np.flatnonzero(is_article)[0])])
    weights = add_rare_words(start_weights(np.random.default_rng(1), common), common)
    assert np.array_equal(weights["word"].any(axis=1), common)


def test_states_follow_from_blocks() -> None:
    """Furniture is of the zone that it is in; what the gold answer leaves open is open."""
    kinds = ["boilerplate", "title", "boilerplate", "deck", "toc", "heading", "para", "boilerplate", "quote", "para"]
    kinds += ["hr", "li", "boilerplate"]
    blocks: list[dict[str, Any]] = [{"kind": kind, "line_start": n, "line_end": n} for n, kind in enumerate(kinds, 1)]
    blocks[9]["optional"] = True
    text = "\n".join(f"Line {word} of this text" for word in "abcdefghijklm")
    assert read_states(read_text(text).units, blocks) == [
        State.ABOVE,
        State.TITLE,
        State.BETWEEN,
        State.DECK,
        State.BETWEEN_DECK,
        State.HEADING,
        State.PARAGRAPH,
        State.INSIDE,
        State.QUOTE,
        ANY_IN_BODY,
        ANY,
        State.ITEM,
        State.BELOW,
    ]


def test_grafts_keep_the_article_and_its_lines() -> None:
    """An article in another page has all its lines, in order, and each block is where its lines are."""
    records = [make_record(n) for n in range(6)]
    made_all = list(make_grafts(records, 1))
    assert made_all == list(make_grafts(records, 1))
    grafts = [made for made in made_all if any(block["kind"] == "boilerplate" for block in made["blocks"])]
    assert 6 < len(grafts) < len(made_all)
    for made in grafts:
        lines = made["text"].split("\n")
        original = next(record for record in records if record["id"] == made["id"])
        own = [piece.lines for piece in cut_pieces(original) if piece.kind != "boilerplate"]
        blocks = made["blocks"]
        assert [lines[b["line_start"] - 1 : b["line_end"]] for b in blocks if b["kind"] != "boilerplate"] == own
        assert [b["line_end"] for b in blocks] == list(range(1, len(lines) + 1))
        if made["page"] != original["page"]:
            page = next(record for record in records if record["page"] == made["page"])
            furniture = [lines[b["line_start"] - 1] for b in blocks if b["kind"] == "boilerplate"]
            assert set(furniture) <= {line for piece in cut_pieces(page) for line in piece.lines}


def test_what_has_no_article_is_not_grafted() -> None:
    """A page without an article or a title takes no graft, and has no part."""
    random = Random(1)
    pieces = cut_pieces(make_record(1))
    furniture = [piece for piece in pieces if piece.kind == "boilerplate"]
    untitled = [piece for piece in pieces if piece.kind != "title"]
    assert take_part(furniture, random) == []
    assert graft(pieces, furniture, random) == []
    assert graft(pieces, untitled, random) == []
    assert graft(untitled, pieces, random) == []


def test_command_writes_what_it_trained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command keeps some sources and pages apart, writes the weights, and prints a table of those."""
    records = [make_record(n) for n in range(40)]
    for part in ("copied", "sections"):
        (tmp_path / part).mkdir()
        write_lines(records if part == "copied" else [], tmp_path / part / "dev.jsonl")
        data = (tmp_path / part / "dev.jsonl").read_bytes()
        (tmp_path / part / "dev.jsonl.gz").write_bytes(gzip.compress(data))
    out = tmp_path / "network.bin"

    assert fit_network.main([str(tmp_path), "--epochs", "1", "--held-out", "--out", str(out)]) == 0

    assert read_tables(zlib.decompress(out.read_bytes()))[0]["last"]
    printed = capsys.readouterr().out
    kept = [r for r in records if not is_held_source(r) and not is_held_page(r)]
    assert printed.startswith(f"{len(kept)} texts")
    assert 0 < len(kept) < 40
    assert "== held-out sources, seen pages" in printed
    assert fit_network.main([str(tmp_path / "none")]) == 2
