"""Tells lines of a program or a shell from prose; nothing fences them in plain text."""

from __future__ import annotations

import re

from publisher.parse.plaintext.markers import PROSE_ENDS, ends_sentence, read_marker

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
