"""Tests of `publisher.identify`: ids survive every edit, and are never given to anything else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.identify import identify, words_digest
from publisher.identify.assign import assign
from publisher.identify.evidence import SIGNS
from publisher.identify.weights import WEIGHTS
from publisher.identify.words import normalize_words, split_words
from publisher.model import Fingerprint
from tests.patience import ends_within
from tests.quality.fit_matching import count_wrong, fit, read_history
from tests.quality.own.histories import HISTORIES
from tests.quality.revisions import (
    BASELINES,
    History,
    Revision,
    Span,
    count_untold,
    find_mistakes,
    format_scores,
    predict,
    predict_simply,
    write_history,
)

TIDES = Fingerprint(
    title="Tides",
    text="Twice a day the sea climbs the harbour wall and leaves again, and the boats rise and settle with it.",
)
BREAD = Fingerprint(
    title="Bread",
    text="Flour, water and salt are mixed in the evening; by the morning the dough has doubled and is ready to fold.",
)
CLOCKS = Fingerprint(
    title="Clocks",
    text="A pendulum keeps time because its swing depends on its length alone, which is why old clocks lose in summer.",
)
OWLS = Fingerprint(
    title="Owls",
    text="Soft fringes on the feathers break up the air, so that an owl can drop on a mouse without any sound at all.",
)
ARTICLE = (TIDES, BREAD, CLOCKS, OWLS)
IDS = ("t", "b", "c", "o")
KNOWN = dict(zip(IDS, ARTICLE, strict=True))

words = st.sampled_from(["amber", "basalt", "cedar", "delta", "ember", "fjord", "grove", "kelp", "雨", "जल", "ß"])
texts = st.lists(words, max_size=30).map(" ".join)
titles = st.sampled_from(["", "Example", "Step 1", "Step 2", "Notes", "Detailed design"])
pins = st.sampled_from(["", "", "", "one", "two"])
fingerprints = st.builds(Fingerprint, title=titles, text=texts, pin=pins, is_lead=st.booleans())
articles = st.lists(fingerprints, max_size=8)
hostile = st.lists(
    st.builds(Fingerprint, title=st.text(max_size=20), text=st.text(max_size=80), pin=st.text(max_size=2)), max_size=6
)


def name(items: list[Fingerprint] | tuple[Fingerprint, ...], prefix: str = "id") -> dict[str, Fingerprint]:
    """Give each item an id of its own."""
    return {f"{prefix}{n}": item for n, item in enumerate(items)}


def find_ids(
    current: list[Fingerprint] | tuple[Fingerprint, ...],
    known: dict[str, Fingerprint] | None = None,
    withdrawn: dict[str, Fingerprint] | None = None,
) -> list[str | None]:
    """Return the ids alone."""
    return [match.id for match in identify(current, KNOWN if known is None else known, withdrawn or {})]


@given(current=articles | hostile, known=articles | hostile, withdrawn=articles | hostile)
def test_no_id_is_given_twice(
    current: list[Fingerprint], known: list[Fingerprint], withdrawn: list[Fingerprint]
) -> None:
    """Each section gets one match, each id goes to one section at most, and each match has its reason."""
    matches = identify(current, name(known), name(withdrawn, "gone"))

    given_ids = [match.id for match in matches if match.id is not None]
    assert len(matches) == len(current)
    assert len(set(given_ids)) == len(given_ids)
    assert set(given_ids) <= name(known).keys() | name(withdrawn, "gone").keys()
    assert all(match.reason and 0 <= match.confidence <= 1 for match in matches)


@given(known=articles, added=articles, data=st.data())
def test_unchanged_sections_keep_their_ids(
    known: list[Fingerprint], added: list[Fingerprint], data: st.DataObject
) -> None:
    """What did not change keeps its id, whatever moves, comes or goes around it."""
    assume(len(set(known)) == len(known))
    kept = data.draw(st.lists(st.sampled_from(known), unique=True) if known else st.just([]))
    # A pin that a new section claims is the author's word that the item is elsewhere now.
    added = [item for item in added if item not in known and not item.pin]
    current = data.draw(st.permutations([*kept, *added]))

    ids = find_ids(current, name(known))

    expected = {item: id_ for id_, item in name(known).items()}
    assert [id_ for id_, item in zip(ids, current, strict=True) if item in kept] == [
        expected[item] for item in current if item in kept
    ]


@given(article=articles, revised=articles)
@settings(max_examples=300)
def test_undoing_a_revision_gives_the_ids_back(article: list[Fingerprint], revised: list[Fingerprint]) -> None:
    """A revision and its undo leave every section with the id that it had."""
    article = list(dict.fromkeys(replace(item, pin="") for item in article))
    revised = list(dict.fromkeys(replace(item, pin="") for item in revised))
    known = name(article)
    live = {id_ or f"new{n}": revised[n] for n, id_ in enumerate(find_ids(revised, known))}
    withdrawn = {id_: item for id_, item in known.items() if id_ not in live}

    assert find_ids(article, live, withdrawn) == list(known)


@given(current=articles, withdrawn=articles)
def test_withdrawn_ids_never_go_to_other_texts(current: list[Fingerprint], withdrawn: list[Fingerprint]) -> None:
    """A withdrawn id is given back only with its pin, its very words, or most of them."""
    gone = name(withdrawn)

    for section, id_ in zip(current, find_ids(current, {}, gone), strict=True):
        if id_ is None or (section.pin and section.pin == gone[id_].pin):
            continue
        mine, theirs = set(split_words(section.text)), set(split_words(gone[id_].text))
        assert mine == theirs or len(mine & theirs) >= 0.5 * len(mine | theirs)


@given(current=articles, known=articles)
def test_equal_arguments_give_equal_matches(current: list[Fingerprint], known: list[Fingerprint]) -> None:
    """Nothing but the arguments decides."""
    assert identify(current, name(known)) == identify(list(current), dict(name(known)))


@given(current=articles, known=articles, withdrawn=articles, data=st.data())
def test_order_of_withdrawn_items_decides_nothing(
    current: list[Fingerprint], known: list[Fingerprint], withdrawn: list[Fingerprint], data: st.DataObject
) -> None:
    """In whatever order the store recalls what was removed, the matches are the same."""
    gone = name(withdrawn, "gone")
    shuffled = dict(data.draw(st.permutations(list(gone.items()))))

    assert identify(current, name(known), shuffled) == identify(current, name(known), gone)


@given(current=articles, known=articles, data=st.data())
def test_pins_win(current: list[Fingerprint], known: list[Fingerprint], data: st.DataObject) -> None:
    """The section with an item's pin is that item, whatever the texts say."""
    pinned = Fingerprint(title=data.draw(titles), text=data.draw(texts), pin="three")
    moved = Fingerprint(title=data.draw(titles), text=data.draw(texts), pin="three")
    place = data.draw(st.integers(0, len(current)))

    ids = find_ids([*current[:place], moved, *current[place:]], {**name(known), "pinned": pinned})

    assert ids[place] == "pinned"


def test_hash_seeds_decide_nothing() -> None:
    """Two runs of Python, whose sets have other orders, give the same matches with the same confidence."""
    program = (
        "from publisher.identify import identify\n"
        "from publisher.model import Fingerprint\n"
        "texts = [' '.join(f'w{n * k % 23}' for k in range(40)) for n in range(2, 22)]\n"
        "known = {str(n): Fingerprint(title=f'Step {n % 5}', text=text) for n, text in enumerate(texts)}\n"
        "current = [Fingerprint(title=f'Step {n % 4}', text=text[9:] + ' w5 w7 new') for n, text in enumerate(texts)]\n"
        "print(identify(current, known))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert runs[0]
    assert runs[0] == runs[1] == runs[2]


def test_author_pins_come_first() -> None:
    """A pin carries the id to another heading and body, even where the old text stands elsewhere."""
    known = {"p": replace(TIDES, pin="sea"), "b": BREAD}
    current = (TIDES, replace(OWLS, pin="sea"), BREAD)

    matches = identify(current, known)

    assert [match.id for match in matches] == [None, "p", "b"]
    assert matches[1].reason == "pinned as “sea”"


def test_two_pins_are_two_items() -> None:
    """A section pinned anew is another item, however like it is, unless nothing of it changed but the pin."""
    known = {"p": replace(TIDES, pin="sea")}
    edited = replace(TIDES, text=TIDES.text.replace("Twice", "Once"), pin="ocean")

    assert find_ids((edited,), known) == [None]
    assert find_ids((replace(TIDES, pin="ocean"),), known) == ["p"]


EDITED = replace(TIDES, text=TIDES.text.replace("climbs the harbour wall", "rises along the quay"))


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        pytest.param((OWLS, CLOCKS, BREAD, TIDES), ["o", "c", "b", "t"], id="shuffled"),
        pytest.param((EDITED, *ARTICLE[1:]), [*IDS], id="edited"),
        pytest.param((replace(TIDES, title="Ebb and flow"), *ARTICLE[1:]), [*IDS], id="renamed"),
        pytest.param((*ARTICLE[1:], replace(EDITED, title="Ebb and flow")), ["b", "c", "o", "t"], id="all at once"),
        pytest.param((TIDES, CLOCKS), ["t", "c"], id="removed"),
        pytest.param((replace(OWLS, title="Tides"), TIDES, BREAD), ["o", "t", "b"], id="heading used twice"),
    ],
)
def test_ids_survive_edits(current: tuple[Fingerprint, ...], expected: list[str]) -> None:
    """An item is known by its text under another heading, by its heading over an edited text, in any place."""
    assert find_ids(current) == expected


def test_old_heading_over_new_text_is_new() -> None:
    """A new section that takes the heading of one that was renamed does not take its id."""
    new = Fingerprint(title="Tides", text="Lichen grows a millimetre in a year, and dates the walls that it covers.")

    matches = identify((new, replace(EDITED, title="Ebb and flow"), BREAD, CLOCKS, OWLS), KNOWN)

    assert [match.id for match in matches] == [None, *IDS]
    assert matches[0].reason.startswith("an old heading over a new text")


def test_split_section_keeps_its_id_once() -> None:
    """Of two halves the one under the old heading keeps the id; the other one is new."""
    text = f"{TIDES.text} {BREAD.text} {CLOCKS.text}"
    half = Fingerprint(title="Dough", text=f"{BREAD.text} It bakes for an hour.")

    matches = identify(
        (Fingerprint(title="Life", text=f"{TIDES.text} {CLOCKS.text}"), half, OWLS),
        {"l": Fingerprint(title="Life", text=text), "o": OWLS},
    )

    assert [match.id for match in matches] == ["l", None, "o"]
    assert matches[1].reason == "split off an item that lives on"


def test_repeated_headings_are_told_apart_by_their_texts() -> None:
    """Under generic headings the text decides, also when one is inserted before the others."""
    known = {id_: replace(item, title="Example") for id_, item in KNOWN.items()}
    new = Fingerprint(title="Example", text="Lichen grows a millimetre in a year, and dates the walls it covers.")
    current = [replace(item, title="Example", text=f"{item.text} Mostly.") for item in ARTICLE]

    assert find_ids([new, *current], known) == [None, *IDS]


def test_twins_are_told_apart_by_their_neighbours() -> None:
    """Of two equal sections the one that is removed loses its id, not the other."""
    note = Fingerprint(title="Note", text="To be written.")
    known = {"t": TIDES, "1": note, "b": BREAD, "2": note}

    assert find_ids((TIDES, BREAD, note), known) == ["t", "b", "2"]
    assert find_ids((TIDES, note, BREAD), known) == ["t", "1", "b"]


def test_leads_are_known_as_such() -> None:
    """The text before the first heading keeps its id when the article gets another title."""
    lead = Fingerprint(title="On the coast", text=TIDES.text, is_lead=True)
    renamed = Fingerprint(title="A year on the coast", text=EDITED.text, is_lead=True)

    assert find_ids((renamed, BREAD), {"l": lead, "b": BREAD}) == ["l", "b"]


def test_removed_text_gets_its_id_back() -> None:
    """A removed section that returns, even slightly edited, has its id again; a new one under its heading has not."""
    known = {"b": BREAD, "c": CLOCKS}
    gone = {"t": TIDES, "o": OWLS}
    slightly = replace(TIDES, text=f"{TIDES.text} Every day.")
    other = replace(OWLS, text="Wings of bats are skin between long fingers.")

    matches = identify((BREAD, slightly, other), known, gone)

    assert [match.id for match in matches] == ["b", "t", None]
    assert matches[1].reason.startswith("removed earlier and back: same heading")


LIFE = Fingerprint(title="Life", text=f"{TIDES.text} {BREAD.text}")


def test_merged_text_that_is_cut_off_again_is_new() -> None:
    """A removed text that lived on in another section was not away: under a new heading it is cut off that one."""
    known = {"t": replace(LIFE, title="Tides"), "o": OWLS}

    matches = identify((TIDES, replace(BREAD, title="Dough"), OWLS), known, {"b": BREAD})

    assert [match.id for match in matches] == ["t", None, "o"]
    assert find_ids((TIDES, BREAD, OWLS), known, {"b": BREAD}) == ["t", "b", "o"]


def test_renamed_remainder_keeps_its_id() -> None:
    """What is left of a section, under another heading, is that section, not one once merged in it."""
    known = {"l": LIFE, "o": OWLS}

    assert find_ids((replace(BREAD, title="Dough"), OWLS), known, {"b": BREAD}) == ["l", "o"]


def test_first_version_is_new() -> None:
    """Where nothing is known, everything is new; where nothing is left, nothing is matched."""
    assert find_ids(ARTICLE, {}) == [None] * 4
    assert identify((), KNOWN, {"x": OWLS}) == ()


def test_cost_is_bounded() -> None:
    """Five hundred sections, all moved and a tenth of them edited and renamed, take about a second."""
    known = {
        str(n): Fingerprint(title=f"Part {n}", text=" ".join(f"w{(n * k * k + k) % 4001}" for k in range(1000)))
        for n in range(500)
    }
    current = [
        replace(item, title=f"Chapter {n}", text=f"x y z {item.text}") if n % 10 == 0 else item
        for n, item in enumerate(known.values())
    ]

    # Ten times what it takes on a machine that does nothing else.
    ids = ends_within(10, lambda: find_ids(current[::-1], known))

    assert ids == list(known)[::-1]


@given(text=st.text(max_size=60) | st.text("ab -–—'”", max_size=12))
def test_digest_ignores_typography(text: str) -> None:
    """Soft hyphens and doubled white space never count, and writing a text in its one way twice changes nothing."""
    once = normalize_words(text)

    assert normalize_words(once) == once
    assert words_digest("", text) == words_digest("", once) == words_digest("", f" \u00ad{text}\n ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She said “no” — it’s late", 'She said "no" - it\'s late'),
        ("the « inner » harbour", 'the "inner" harbour'),
        ("1914–1918", "1914-1918"),
        ("well…", "well..."),
        ("har\u00adbour", "harbour"),
        ("cafe\u0301", "café"),
        ("one\u00a0 two\n\tthree", "one two three"),
        ("late -- too late", "late—too late"),
        ("late--too late", "late – too late"),
        ("‘late’ —late", "'late'--late"),
    ],
)
def test_digest_is_equal_for_styles(one: str, other: str) -> None:
    """Quotes, dashes, dots, soft hyphens, normalisation and white space may change without an update."""
    assert words_digest("T", one) == words_digest("T", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "harbour"),
        ("resign", "re-sign"),
        ("two words", "twowords"),
        ("It ends.", "It ends!"),
        ("ls -l", "ls - l"),
        ("ls --all", "ls -all"),
        ("block--wide", "block-wide"),
        ("echo '$PATH'", 'echo "$PATH"'),
        ("x²", "x2"),
    ],
)
def test_digest_differs_for_words(one: str, other: str) -> None:
    """A change of a word, of case or of punctuation is an update, and so is one of the heading."""
    assert words_digest("T", one) != words_digest("T", other)
    assert words_digest(one, "T") != words_digest(other, "T")


def test_digest_keeps_heading_and_text_apart() -> None:
    """A word that moves from the heading to the text is a change."""
    assert words_digest("one two", "three") != words_digest("one", "two three")


@given(
    scores=st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(-3, 9).map(float), max_size=12)
)
def test_assignment_is_the_best_one(scores: dict[tuple[int, int], float]) -> None:
    """No other way to pair has a greater sum."""

    def best(left: int, used: frozenset[int]) -> float:
        if left > 3:
            return 0.0
        ways = [
            scores[left, right] + best(left + 1, used | {right})
            for right in range(4)
            if right not in used and scores.get((left, right), 0) > 0
        ]
        return max([best(left + 1, used), *ways])

    chosen = assign(scores)

    assert len(set(chosen.values())) == len(chosen)
    assert sum(scores[pair] for pair in chosen.items()) == best(0, frozenset())


def test_history_is_followed() -> None:
    """The measuring script keeps ids from revision to revision, and a heading's lines are no part of its text."""
    first = f"# Tides\n\n{TIDES.text}\n\nBread\n-----\n{BREAD.text}"
    second = f"# Bread\n{BREAD.text}\n# Ebb\n{TIDES.text}"

    result = predict(
        {
            "id": "coast",
            "format": "md",
            "revisions": [
                {
                    "text": first,
                    "sections": [
                        {"heading": "Tides", "level": 1, "line_start": 1, "line_end": 4},
                        {"heading": "Bread", "level": 2, "line_start": 5, "line_end": 7},
                    ],
                },
                {
                    "text": second,
                    "sections": [
                        {"heading": "Bread", "level": 1, "line_start": 1, "line_end": 2},
                        {"heading": "Ebb", "level": 1, "line_start": 3, "line_end": 4},
                    ],
                },
            ],
        }
    )

    (tides, bread), (kept, renamed) = result["revisions"]
    assert (kept["id"], renamed["id"]) == (bread["id"], tides["id"])
    assert kept["ver"] == bread["ver"]
    assert renamed["ver"] != tides["ver"]


def make_history(*revisions: list[tuple[str, str]]) -> History:
    """Write a history of sections, each a heading and a text of one line."""
    made: list[Revision] = []
    for sections in revisions:
        lines: list[str] = []
        spans: list[Span] = []
        for heading, text in sections:
            first = len(lines) + 1
            spans.append({"heading": heading, "level": 2, "line_start": first, "line_end": first + 1})
            lines += [f"## {heading}", text]
        made.append({"text": "\n".join(lines), "sections": spans})
    return {"id": "made", "format": "md", "revisions": made}


HISTORY = make_history(
    [("Tides", TIDES.text), ("Note", BREAD.text), ("Note", OWLS.text)],
    [("Ebb", EDITED.text), ("Note", OWLS.text), ("Note", BREAD.text)],
)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("slug of heading", [["tides", "note", "note-2"], ["ebb", "note", "note-2"]]),
        ("position", [["0", "1", "2"], ["0", "1", "2"]]),
    ],
)
def test_simple_ways_to_name_sections(way: str, expected: list[list[str]]) -> None:
    """What `identify` is measured against does what its name says."""
    named = predict_simply(HISTORY, BASELINES[way])["revisions"]

    assert [[item["id"] for item in items] for items in named] == expected


@pytest.mark.parametrize("history", HISTORIES)
def test_own_histories_are_followed(history: str) -> None:
    """No section of our own articles is shown again or taken for another, and no simple way does that well."""
    record = write_history(history, HISTORIES[history])
    mistakes = [
        find_mistakes(HISTORIES[history], [[item["id"] for item in items] for items in found["revisions"]])
        for found in (predict(record), *(predict_simply(record, way) for way in BASELINES.values()))
    ]

    assert mistakes[0] == []
    assert all(mistakes[1:])


def test_content_hash_follows_the_text() -> None:
    """It is the same for the same heading and text in any place, and another after any edit."""
    first, second = (
        [item["id"] for item in items] for items in predict_simply(HISTORY, BASELINES["content hash"])["revisions"]
    )

    assert second[1:] == [first[2], first[1]]
    assert second[0] not in first


def test_changes_without_an_update_are_counted_by_kind() -> None:
    """Quotes and the marks of headings are told apart; a new word is an update and not counted."""
    history = make_history([("Rain", "“Rain” falls"), ("Sun", "Sun shines"), ("Ice", "Ice melts")])
    later = make_history([("Rain", '"Rain" falls'), ("Sun", "Sun shines"), ("Ice", "Ice breaks")])["revisions"][0]
    later["text"] = later["text"].replace("## Sun", "### Sun")
    history["revisions"].append(later)

    kinds = count_untold([history], [predict(history)])

    assert kinds == {"the style of quotes and dashes": 1, "the marks of the heading": 1}


def test_scores_are_one_table() -> None:
    """Each way to name sections is a row, each figure of the scorer a column."""
    score = {
        "hard_error_%": 1.5,
        "false_new_%": 0.25,
        "false_same_%of_new": 0.0,
        "perfect_docs_%": 96.0,
        "dup_id": 0,
        "missed_update": 3,
        "spurious_update": 0,
    }

    head, row = format_scores({"identify": score}).splitlines()

    assert row.split() == ["identify", "1.50", "0.25", "0.00", "96.00", "0", "3", "0"]
    assert len(head) == len(row)


def test_weights_are_of_signs() -> None:
    """What the fitter wrote is what the matcher reads."""
    assert set(WEIGHTS) <= set(SIGNS)


def test_fitting_finds_what_tells_items_apart() -> None:
    """Fitted to histories, the weights give their sections the right items."""
    texts = [" ".join(f"w{(n + 2) * k * k % 97}" for k in range(30)) for n in range(6)]
    first = [(f"Part {n}", text) for n, text in enumerate(texts)]
    second = [(f"Chapter {n}", f"{text} and so on") for n, text in enumerate(texts[:4])]
    history: dict[str, Any] = {**make_history(first, [*second, ("Owls", OWLS.text)]), "project": "ours"}
    for revision in history["revisions"]:
        for n, span in enumerate(revision["sections"]):
            span["gid"] = "new" if span["heading"] == "Owls" else n
    rows = list(read_history(history))

    weights = fit(rows)

    assert len(weights) == len(SIGNS) + 1
    assert sum(row.is_same for row in rows) == 4
    assert count_wrong(rows, weights) == {"sections": 5, "taken for another": 0, "shown again": 0}
    assert count_wrong(rows, [0.0] * len(weights))["shown again"] == 4
