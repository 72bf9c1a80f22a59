"""Treats the standfirst as a part of the first item: when it changes, that item has changed for subscribers.

It is no part of what is kept of an item (see `publisher.render.opening`), so this is decided beside `revise_items`.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.model import Article, Item, Outcome
from publisher.release import Minting, Revision, Step
from publisher.render.options import RenderOptions


def settle_opening(
    options: RenderOptions, revision: Revision, old: Article | None, standfirst: str, minting: Minting
) -> Revision:
    """Decide whether the first item was updated by what has become of the standfirst.

    Only an item that was the first one before counts. One that becomes the first, as another was taken out or put
    before it, has no words that subscribers did not have already.

    Args:
        options: How feeds are written.
        revision: What the items have become, by their own words.
        old: The article as it was; None if it is new.
        standfirst: As it is now.
        minting: Where times are taken from.

    Returns:
        The revision. If the standfirst is another, the first item is updated if, and only if, its title or the words
        that feeds show in it have changed: not when its first paragraph is taken for the standfirst now.
    """
    if old is None or old.standfirst == standfirst or minting.is_silent:
        return revision
    article = replace(old, standfirst=standfirst, items=revision.items)
    return replace(revision, steps=tuple(_settle(options, step, old, article, minting) for step in revision.steps))


def show_opening(options: RenderOptions, step: Step, old: Article | None, article: Article) -> Step:
    """Return a step with its item as feeds show it, the first one with its standfirst, for telling what changed."""
    if step.old is None:
        return replace(step, item=_show(options, article, step.item))
    if old is None or not _was_opening(step, old, article):
        return step
    return replace(step, item=_show(options, article, step.item), old=_show(options, old, step.old))


def _was_opening(step: Step, old: Article, article: Article) -> bool:
    from publisher.render.opening import find_opening

    return step.item.id == find_opening(article) == find_opening(old)


def _settle(options: RenderOptions, step: Step, old: Article, article: Article, minting: Minting) -> Step:
    before = step.old
    is_kept = step.outcome in {Outcome.UNCHANGED, Outcome.UPDATED}
    if before is None or not is_kept or not _was_opening(step, old, article):
        return step
    shown = (_show(options, old, before), _show(options, article, step.item))
    digests = {minting.digest(item.title, item.text) for item in shown}
    if len(digests) == 1:
        item = replace(step.item, updated=before.updated, version=before.version)
        return replace(step, item=item, outcome=Outcome.UNCHANGED)
    if step.outcome is Outcome.UPDATED:
        return step
    stamp = minting.stamps.take(minting.edited.latest, after=before.updated, first=minting.edited.first)
    return replace(step, item=replace(step.item, updated=stamp, version=before.version + 1), outcome=Outcome.UPDATED)


def _show(options: RenderOptions, article: Article, item: Item) -> Item:
    from publisher.render.compose import join_blocks, opening_standfirst

    paragraph = opening_standfirst(options, article, item)
    if not paragraph:
        return item
    return replace(item, content=join_blocks(paragraph, item.content), text=f"{article.standfirst} {item.text}")
