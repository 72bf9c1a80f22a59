"""Tells lines of a program or a shell from prose; nothing fences them in plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.parse.plaintext.code_weights import CHANGE, WEIGHTS
from publisher.parse.plaintext.markers import PROSE_ENDS, ends_sentence, read_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words that programs are made of, at the start of a line; and the marks that prose never ends with.
_COMMANDS = "sudo npm npx yarn pip3? apt(?:-get)? brew cargo rustup git docker kubectl curl wget cd ls mkdir zypper"
_CODE_START = re.compile(
    r"(?:\$ \S|>>> |[#;]!|#include\b|import [\w.]+$|from [\w.]+ import\b|def \w+\(|class \w+[:({]|const \w+ ="
    r"|let (?:mut )?\w+\b.*=|var \w+\b.*=|function\b.*[({]|return\b.*;$|public |private |fn \w+|func \w+\(|if \(.*\{$"
    r"|for \(|for \w+ in [\w.()]+:$|(?:else|try|finally):$|while \(|else \{|\} else|use \w+::"
    r"|</?[a-zA-Z][\w:-]*(?: [\w:-]+=\S*)*/?>|<!--|//|/\*|\*/|#'|\w+ ?<- ?\S"
    r"|[\w.$]+\((?:[^()]*[\"'.,=_][^()]*|)\)[;,]?$|@\w+\(|\w[\w.]*: \{$|[\w.\[\]]+ ?[-+*/|:]?= ?\S.*$"
    rf"|(?:{'|'.join(_COMMANDS.split())}) [\w./@:-]+(?: \S+){{0,5}}$|[\"']?[\w-]+[\"']?: ?[\"'\[{{])"
)
_CODE_ENDS = (";", "{", "}", "))", "=>", "&&", "||", "\\", '",', "',", "],", "},", "/>", "%>%", "|>")
# `return the key;` may be an item of a list of things to do; these are in no such item.
_CODE_MARKS = frozenset("()[]{}<>=$\\|&")
_CODE_LINE_MAX = 300
_INSIDE_WORDS = str.maketrans("", "", "'’-")


def is_code(line: str) -> bool:
    """Return whether a line looks like a program's or a shell's."""
    line = line.strip()
    if not line or len(line) > _CODE_LINE_MAX or line[-1] in PROSE_ENDS:
        return False
    if line[-1] == ";" and line[-2:-1].isspace():
        # French sets a space before its semicolons; programs do not.
        return False
    if not line.endswith(_CODE_ENDS) and (ends_sentence(line) or _CODE_START.match(line) is None):
        return False
    marker = read_marker(line)
    return (marker is None or _is_code_marked(line[len(marker.text) :].lstrip())) and not _is_prose(line)


def _is_code_marked(rest: str) -> bool:
    """Return whether what follows a list mark is code, as in a comparison of programs: its end alone proves nothing."""
    return _CODE_START.match(rest) is not None and not _CODE_MARKS.isdisjoint(rest)


def _is_prose(line: str) -> bool:
    """Return whether most of a line is plain words, as in a sentence that merely ends with a semicolon."""
    if "://" in line and line[0] not in "$#<":
        return True
    tokens = [bare for token in line.split() if (bare := token.strip("\"'“”‘’(),;:.!?«»"))]
    plain = sum(token.translate(_INSIDE_WORDS).isalpha() for token in tokens)
    return plain >= 5 and plain * 10 >= len(tokens) * 7 and not line.startswith(("$ ", "//", "#", "/*"))  # noqa: PLR2004


_SIGN_COLUMNS_MAX = 200
_SYMBOL = re.compile(r"[_=(){}\[\]<>;$\\|&#@*`\"']")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PROGRAMS = "helm php python3? node composer make go gem bundle ruby cat echo export source rm cp mv which oc az aws"
_KEYWORDS = (
    "import from def class const let var function return public private protected static fn func if for while else try "
    "catch except finally do end then use namespace package struct enum interface type require include module export "
    "async await yield SELECT CREATE INSERT UPDATE DELETE FROM WHERE GET POST PUT HTTP/\\S+ switch case break continue "
    "throw new self print puts elif pass raise with fi done esac"
)
# A mark without which the form need not be looked for, what finds it, and its name.
_FORMS = (
    (":", re.compile(r"[A-Z][\w-]+: ").match, "capital key"),
    (":", re.compile(r"(?![A-Z][\w-]+: )[\"']?[\w.@/$-]+[\"']?:(?: |$)").match, "key"),
    (":", re.compile(r"://").search, "url"),
    ("-", re.compile(r"(?:^|\s)--?[a-zA-Z][\w-]*(?:[ =]|$)").search, "option"),
    ("", re.compile(r"\s(?:[-+*/|:!<>=]?=|<-|:=|\|\||&&|==|<<|>>)\s|\w=[\"'\w]").search, "operator"),
    ("", re.compile(r"[a-z0-9][A-Z]|\w_\w|\w\.\w+\(|::|->|=>|\w\(\)|\$\w|[\w)\]]\.[a-z_]\w*").search, "joined name"),
    ("", re.compile(r"(?:^|[\s\"'=])[.~]{0,2}/[\w.-]+|\w/\w+[/.]\w|\w\.\w{2,4}\b").search, "path"),
    ("", re.compile(r"  |\t").search, "gap"),
    (" ", re.compile(rf"(?:{'|'.join(f'{_COMMANDS} {_PROGRAMS}'.split())}) [\w./@:-]").match, "command"),
    ("", re.compile(rf"(?:{'|'.join(_KEYWORDS.split())})\b").match, "keyword"),
    (".", re.compile(r"\. ").search, "sentence inside"),
)
_STARTS = frozenset("{}[]()<>#$/@*-+|\"'`%&!.=\\~:;_,•·–")
_ENDS = frozenset("{}[]();<>:,.!?\"'`%&|/\\=*+-…。")
_SYMBOL_BINS = (0.0, 0.02, 0.05, 0.1, 0.2)
_WORD_BINS = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (8, "8"), (14, "14"))
_LENGTH_BINS = (12, 30, 60, 100)
_FOREIGN_HEAD = 20_000
_FOREIGN_LINES = 400
_FOREIGN_SHARE = 10
_CERTAIN = 7.0
# What is farther from any line that is clearly code, and long sentences, are not weighed: it is half of the work.
_NEAR = 16
_SENTENCE_COLUMNS = 90


def find_code(lines: Sequence[str]) -> set[int]:
    """Return the indices of the lines that are code, judged as runs.

    Without a line that is clearly code none is found. With one, each line is weighed, and of all ways to cut the text
    into code and prose the likeliest is taken; a blank line belongs to neither.
    """
    formed = {n for n, line in enumerate(lines) if line and line[-1] not in PROSE_ENDS and is_code(line)}
    if not formed:
        return formed
    head = "\n".join(lines[:_FOREIGN_LINES])[:_FOREIGN_HEAD]
    is_foreign = (len(head.encode()) - len(head)) * _FOREIGN_SHARE > len(head)
    near: set[int] = set()
    for n in formed:
        near.update(range(max(n - _NEAR, 0), min(n + _NEAR + 1, len(lines))))
    indent = 0
    prose, code = 0.0, -CHANGE
    steps: list[tuple[int, bool, bool]] = []
    weight = WEIGHTS.get
    for n in sorted(near):
        line = lines[n]
        if not line:
            continue
        above, indent = indent, len(line) - len(line.lstrip())
        odds = -_CERTAIN
        if len(line) <= _SIGN_COLUMNS_MAX and (line[-1] != "." or len(line) <= _SENTENCE_COLUMNS):
            signs = _read_signs(line[indent:], is_foreign=is_foreign)
            signs += _read_indents(indent, above)
            if n in formed:
                signs.append("form")
            odds = max(-_CERTAIN, min(_CERTAIN, sum([weight(sign, 0.0) for sign in signs])))
        steps.append((n, code - CHANGE > prose, prose - CHANGE <= code))
        prose, code = max(prose, code - CHANGE), max(code, prose - CHANGE) + odds
    is_open = code > prose
    found = set()
    for n, after_code, within in reversed(steps):
        if is_open:
            found.add(n)
        is_open = within if is_open else after_code
    return found | _find_indented(lines, found)


def _find_indented(lines: Sequence[str], code: set[int]) -> set[int]:
    """Return the lines right below code that are indented more than its first line: they are part of it."""
    found: set[int] = set()
    first = 0
    for n in sorted(code):
        if n - 1 not in code:
            first = len(lines[n]) - len(lines[n].lstrip())
        m = n + 1
        while m < len(lines) and m not in code and len(lines[m]) - len(lines[m].lstrip()) > first:
            found.add(m)
            m += 1
    return found


def _read_indents(indent: int, above: int) -> list[str]:
    signs = ["bias"]
    if indent:
        signs.append("indented" if indent < 4 else "indented far")  # noqa: PLR2004
    if indent != above:
        signs.append("deeper" if indent > above else "shallower")
    return signs


def _read_signs(text: str, *, is_foreign: bool) -> list[str]:
    """Return the names of the signs of a line without its indentation."""
    count = len(text)
    symbols = len(_SYMBOL.findall(text)) / count
    found = _LETTERS.findall(text)
    signs = [
        f"starts {_describe(text[0], _STARTS)}",
        f"ends {_describe(text[-1], _ENDS, is_end=True)}",
        f"symbols {sum([symbols > edge for edge in _SYMBOL_BINS])}" if symbols else "symbols 0",
        f"words {next((name for edge, name in _WORD_BINS if len(found) <= edge), 'more')}",
        f"letters {min(int(sum(map(len, found)) / count * 8), 7)}",
        f"length {sum([count >= edge for edge in _LENGTH_BINS])}",
    ]
    signs += [name for mark, find, name in _FORMS if (not mark or mark in text) and find(text)]
    if is_foreign and found and text.isascii():
        signs.append("only ASCII")
    if text.count("(") != text.count(")"):
        signs.append("unbalanced")
    if len(found) > 1 and all(word[0].isupper() for word in found):
        signs.append("capitals")
    return signs


def _describe(character: str, marks: frozenset[str], *, is_end: bool = False) -> str:
    if character.isupper():
        return "upper"
    if character.isalpha() if is_end else character.islower():
        return "lower"
    return "digit" if character.isdigit() else character if character in marks else "other"
