"""Short texts that people type themselves are kept whole."""

from __future__ import annotations

import pytest

from publisher.errors import SourceError
from publisher.model import LineKind, Metadata, Raw
from publisher.parse import parse_article
from publisher.parse.options import ParseOptions
from publisher.parse.plaintext import parse_plaintext

DROPPED = {LineKind.FURNITURE, LineKind.CONTENTS}

TYPED = {
    "note": "Pick up the bread\nCall Anna about Thursday\nReturn the library books\n",
    "questions": "Q: How long does it take?\nA: About two days.\nQ: Can I come along?\nA: Yes, but bring boots.\n"
    "Q: What does it cost?\nA: Nothing.\n",
    "two questions": "Q: How far is it?\nA: Two miles.\nQ: Is it steep?\nA: No.\n",
    "sayings": "“Less is more.” — Mies\n“Less is a bore.” — Venturi\n“More is more.” — my mother\n",
    "figures": "name,year\nAda,1815\nGrace,1906\n",
    "sparse figures": "name,year\n\nAda,1815\n\nGrace,1906\n",
    "minutes": "Minutes, garden committee\n\nPresent: Ada, Ben, Carol\nAbsent: Dan\n\n"
    "1. Water\nThe pump is broken. Ben asks for offers.\n2. Shed\nCarol has the key.\n",
    "recipe": "Keeper's Soup\n\nA soup for two who have counted ships all day, and one that waits for them if they are "
    "late again.\n\nReady in: 40 minutes\nFeeds: 2\n\nCut the leeks.\nBoil them in milk.\n",
    "notice": "Notice\n\nThe path along the river is closed.\n\n"
    "Use the upper path.\n\nBy order of the council\n\n3 March 2026\n",
    "list": "- milk\n- eggs\n- a new bulb for the hall\n",
    "bare list": "Milk\nEggs\nBread\nButter\nSoap\nCandles\n",
    "capitals": "ATTENTION ALL RESIDENTS\n\nTHE LIFT IS OUT OF ORDER ON TUESDAY.\n"
    "PLEASE USE THE STAIRS.\nTHE MANAGEMENT\n",
    "links": "Links of this week\nhttps://example.org/tides\nhttps://example.com/bread\n",
    "two lines": "The shop is closed until Monday.\nWe are sorry.\n",
    "Arabic": "الربيع في القرية\n\nجاء الربيع هذا العام مبكرا.\nأزهرت أشجار اللوز.\n",
    "Chinese": "春天的信\n\n今年的春天来得很早。\n院子里的杏花已经开了。\n你什么时候回来？\n",
    "Hindi": "गाँव की सुबह\n\nसुबह की हवा ठंडी थी।\nमाँ ने चाय बनाई।\nफिर बारिश आ गई।\n",
    "two lines of marks": "42\n17\n",
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_short_texts_are_kept_whole(text: str) -> None:
    """No line of a short text is left out for where it is and how it looks."""
    document = parse_plaintext(text, Metadata(), ParseOptions())

    assert [note.text for note in document.notes if note.kind in DROPPED] == []
    assert document.blocks


def test_furniture_of_short_texts_is_left_out() -> None:
    """A stock phrase of pages shows that a short text was copied."""
    text = (
        "Skip to content\nHome\nAbout\nThe Mill Reopens\n"
        "The mill by the stream is open again, after two years of work on its wheel and on the old stone floor.\n"
        "Visitors may come on Sundays, and those who bring their own corn may take it home as flour on the same day.\n"
        "Leave a comment\nRelated posts\nThe Bridge Is Closed\n"
    )

    document = parse_plaintext(text, Metadata(), ParseOptions())

    assert document.title == "The Mill Reopens"
    assert [block.text[:10] for block in document.blocks] == ["The mill b", "Visitors m"]


def test_bylines_end_where_the_text_begins() -> None:
    """A short line below two paragraphs names no author of the article."""
    prose = "Zwei Jahre lang hat der Müller an seinem Rad gebaut, und nun dreht es sich wieder im Bach unter dem Haus."
    text = f"Die Mühle\n{prose}\n{prose} {prose}\nVon Alten Rädern\n{prose}\n"

    document = parse_plaintext(text, Metadata(), ParseOptions())

    assert "Von Alten Rädern" in [block.text for block in document.blocks]


def test_furniture_alone_is_called_that() -> None:
    """Where all of a text is furniture, the error does not claim that the file is empty."""
    menu = "Log in\nSubscribe\nHome\nAbout us\nContact\nSearch\nMenu\nShare\nTweet\n"
    raw = Raw(name="a.txt", data=(menu * 6).encode())

    with pytest.raises(SourceError, match="furniture of a page"):
        parse_article(raw, ParseOptions())
