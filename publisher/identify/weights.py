"""What each sign says for or against two sections being one item, in units of log odds.

Fitted by logistic regression (``make fit CORPUS=DIR``, L2 with C = 1) on histories of documents whose identities
are known, and rounded: the signs overlap; set one by one, weights would count the same fact twice.
"""

BASE = -11.26
WEIGHTS = {
    "body, below another heading, one within the other": 3.14,
    "body, below the same heading": 5.12,
    "body, one within the other": 2.62,
    "claim": -11.37,
    "crossing": 2.68,
    "heading of its own, over another body": 9.95,
    "heading, words of it": 4.92,
    "neighbours": 0.95,
    "neighbours, both": 2.16,
    "rare words": 7.32,
    "rare words, below the same heading": 4.12,
    "rare words, squared": -1.73,
    "rival": -2.55,
    "rival, likeness": -4.58,
    "rival, none": 3.31,
    "rival, rank": 2.41,
}
