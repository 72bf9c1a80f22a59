"""All rules, by format; what a rule says is here, how it is seen is in the module of its format."""

from collections.abc import Mapping
from types import MappingProxyType

from publisher.check.rules import atom, common, extensions, http, jsonfeed, markup, opml, rss
from publisher.check.rules.kinds import Rule
from publisher.model import Level

__all__ = ["RULES", "Level", "Rule"]

_ALL = (
    *common.RULES,
    *http.RULES,
    *markup.RULES,
    *rss.RULES,
    *atom.RULES,
    *extensions.RULES,
    *jsonfeed.RULES,
    *opml.RULES,
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by its id."""
