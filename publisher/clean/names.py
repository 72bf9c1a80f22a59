"""Sets of element names that several rules need, and a short way to write them."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Read names divided by white space.

    >>> sorted(names("td th"))
    ['td', 'th']
    """
    return frozenset(text.split())


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = names(
    """
    address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hgroup hr li nav ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
VOID = names("area basefont bgsound br col embed hr img input link meta param source track wbr")
MEDIA = ("img", "video", "audio", "hr")
"""What is seen although it holds no words."""

MATH_TOKENS = names("annotation mi mn mo ms mtext")
"""What holds the symbols of a formula, and nothing else."""
MATH_LAYOUTS = names(
    """
    merror mfrac mmultiscripts mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup
    mtable mtd mtr munder munderover none semantics
    """
)
"""What places them (MathML Core §3)."""
MATH = MATH_TOKENS | MATH_LAYOUTS | {"math"}
