"""Lets articles out section by section: how far each is, and what an operator does to that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from publisher.config import Config
from publisher.dates import first_moment
from publisher.errors import OperatorError
from publisher.model import DayOrTime, Draft, Item, Match, Metadata, ReleaseRule
from publisher.pipeline.announcing import FAREWELL, OWN_PINS
from publisher.release import count_released
from publisher.store import ReleaseCommand, ReleaseRow, Store
from publisher.timetable import CatchUp, ScheduleOptions, iter_due, list_missed

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_MOST_MISSED = 10_000
"""Steps that are made up for at most; an article has fewer sections."""
_LOGGED = 20
"""Commands that can be undone."""


class Verb(StrEnum):
    """What an operator does to a release."""

    PAUSE = "pause"
    RESUME = "resume"
    ADVANCE = "advance"
    HOLD = "hold"
    RESTART = "restart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a release allows at a time."""

    row: ReleaseRow
    """As it is once the turn is taken."""
    steps: int
    """How many steps are due."""

    @property
    def is_open(self) -> bool:
        """Whether any section comes out."""
        return bool(self.steps or self.row.extra)

    def count(self, words: Sequence[int]) -> int:
        """Return how many sections come out of those that wait, whose words are counted in reading order."""
        return min(len(words), count_released(words, self.steps, self.row.rule) + self.row.extra)


class Releaser:
    """Says whose turn it is.

    Args:
        config: The settings.
        store: The state; every method belongs inside one of its transactions.
        now: In UTC.
    """

    def __init__(self, config: Config, store: Store, now: datetime) -> None:
        self._config = config
        self._store = store
        self._now = now

    def find_rule(self, name: str, metadata: Metadata) -> ReleaseRule | None:
        """Return how an article is released, by its own word or by the settings; None for everything at once."""
        rule = metadata.release or self._config.release_of(name)
        return None if rule is None or rule.at_once else rule

    def take_turn(self, name: str, metadata: Metadata) -> Turn | None:
        """Say how much of an article may come out now; None if it is published all at once.

        Steps that were missed are made up for as the settings have it. What was complete, or paused, missed none.
        """
        rule = self.find_rule(name, metadata)
        row = self._store.release(name)
        if rule is None:
            if row:
                self._store.forget_release(name)
            return None
        if row is None:
            row = self._begin(name, rule, metadata.publish_date)
        elif rule.start and rule.start != row.rule.start:
            row = replace(row, anchor=rule.start, last=max(row.last, rule.start - _SECOND), due=rule.start)
        row = replace(row, rule=rule)
        if row.paused:
            return Turn(row=row, steps=0)
        if row.due is None:
            # Nothing was left to come: what was written since waits for the next step.
            row = replace(row, last=max(row.last, self._now.replace(microsecond=0)))
        return self._count_steps(row)

    def _begin(self, name: str, rule: ReleaseRule, publish_date: DayOrTime | None) -> ReleaseRow:
        """Make the plan of an article that is read for the first time: whatever its dates, it has missed nothing."""
        stated = first_moment(publish_date, self._config.parse.zone) if publish_date else None
        anchor = (rule.start or stated or self._now).replace(microsecond=0)
        row = ReleaseRow(name=name, anchor=anchor, last=anchor - _SECOND, due=anchor, rule=rule)
        if anchor > self._now:
            return row
        missed = list_missed(self.options_of(rule), anchor=anchor, last=row.last, now=self._now, most=1)
        return replace(row, last=missed[0] - _SECOND) if missed else row

    def settle(self, turn: Turn, held: Sequence[str | None], released: Iterable[Item]) -> ReleaseRow:
        """Remember that a turn was taken.

        Args:
            turn: Which.
            held: The sections that are still to come, each by the id that it had when it was out before.
            released: The items that came out, in reading order.
        """
        row = turn.row
        ids = tuple(item.id for item in released)
        again = tuple(id_ for id_ in row.again if id_ in held)
        if row.extra and row.log:
            # These, the last ones, came out by the operator's word, and can be taken back.
            last = replace(row.log[-1], released=ids[-row.extra :])
            row = replace(row, log=(*row.log[:-1], last))
        due = row.due if held and not row.paused else None
        row = replace(row, extra=0, again=again, due=due)
        self._store.save_release(row)
        return row

    def find_next(self, row: ReleaseRow, count: int) -> list[datetime]:
        """Return when the next steps are due that bring sections, so many of them at most."""
        if row.due is None:
            return []
        options = self.options_of(row.rule)
        later = iter_due(options, anchor=row.anchor, after=max(row.due, row.last))
        return [row.due, *islice(later, count - 1)][:count]

    def options_of(self, rule: ReleaseRule) -> ScheduleOptions:
        """Return the schedule of a rule: its steps, in the time zone and outside the quiet hours of the settings."""
        schedule = self._config.schedule
        every = None if rule.slots else rule.every or _DAY
        return ScheduleOptions(every=every, slots=rule.slots, zone=schedule.zone, quiet=schedule.quiet)

    def _count_steps(self, row: ReleaseRow) -> Turn:
        options = self.options_of(row.rule)
        now, catch_up = self._now, self._config.schedule.catch_up
        missed: tuple[datetime, ...] = ()
        if row.anchor <= now:
            missed = list_missed(options, anchor=row.anchor, last=row.last, now=now, most=_MOST_MISSED)
        if catch_up is CatchUp.SPREAD and row.due is not None and now < row.due:
            # The next of those that are made up for has its own time.
            return Turn(row=row, steps=0)
        skipped = min(row.skip, len(missed))
        row, missed = replace(row, skip=row.skip - skipped), missed[skipped:]
        if catch_up is CatchUp.SPREAD and len(missed) > 1:
            upcoming = next(iter_due(options, anchor=row.anchor, after=now), now + _DAY)
            due = (now + (upcoming - now) / len(missed)).replace(microsecond=0)
            return Turn(row=replace(row, last=missed[0], due=max(due, now + _SECOND)), steps=1)
        steps = min(1, len(missed)) if catch_up is CatchUp.SKIP else len(missed)
        last = missed[-1] if missed else row.last
        after = islice(iter_due(options, anchor=row.anchor, after=max(last, now)), row.skip, None)
        return Turn(row=replace(row, last=last, due=next(after, None)), steps=steps)


def hold_sections(turn: Turn | None, drafts: Sequence[Draft], matches: Sequence[Match]) -> tuple[int, ...]:
    """Return the places of the sections that are not released yet."""
    if turn is None:
        return ()
    waiting = [
        place
        for place, match in enumerate(matches)
        if (match.id is None or match.id in turn.row.again) and drafts[place].pin not in OWN_PINS
    ]
    count = turn.count([len(drafts[place].text.split()) for place in waiting])
    own = sum(draft.pin in OWN_PINS for draft in drafts)
    if len(waiting) + own == len(drafts):
        # An article that is public has at least one section.
        count = max(1, count)
    last = len(drafts) - 1
    is_farewell_out = matches[last].id is not None and matches[last].id not in turn.row.again
    is_farewell_held = len(waiting) > count and drafts[last].pin == FAREWELL and not is_farewell_out
    return (*waiting[count:], *([last] if is_farewell_held else []))


def command(row: ReleaseRow, verb: Verb, count: int, now: datetime, released: Sequence[Item]) -> ReleaseRow:
    """Do to a release what an operator asks for.

    Args:
        row: How far it is.
        verb: What to do.
        count: Of sections to `advance`, of steps to `hold`.
        now: In UTC.
        released: The items that are public.

    Raises:
        OperatorError: That cannot be done to it.
    """
    now = now.replace(microsecond=0)
    done = replace(row, log=(*row.log, _note(row, verb))[-_LOGGED:])
    if verb is not Verb.RESTART and row.due is None and not row.paused:
        raise OperatorError("nothing of it is still to come", row.name, "publisher status shows what is")
    if verb is Verb.PAUSE:
        if row.paused:
            raise OperatorError("it is paused already", row.name, "publisher resume lets it go on")
        return replace(done, paused=now, due=None)
    if verb is Verb.RESUME:
        if not row.paused:
            raise OperatorError("it is not paused", row.name)
        # What was due meanwhile is not made up for: that is what a pause is for.
        return replace(done, paused=None, last=max(row.last, now), due=now)
    if verb is Verb.ADVANCE:
        return replace(done, extra=count)
    if verb is Verb.HOLD:
        return replace(done, skip=row.skip + count)
    again = dict.fromkeys((*row.again, *(item.id for item in released)))
    return replace(done, anchor=now, last=now - _SECOND, due=now, paused=None, skip=0, again=tuple(again))


def undo(row: ReleaseRow, verb: Verb, now: datetime) -> ReleaseRow:
    """Take back the last thing that an operator did to a release.

    Raises:
        OperatorError: The last thing was another, or nothing was done.
    """
    if not row.log or row.log[-1].verb != verb:
        said = f"the last command was {row.log[-1].verb}" if row.log else "no command was given"
        raise OperatorError(f"there is no {verb} to take back", row.name, f"{said}; they are undone in that order")
    before = row.log[-1]
    again = tuple(dict.fromkeys((*before.again, *before.released)))
    # Steps that passed since stay passed, but for a restart, which began to count anew.
    last = before.last if verb is Verb.RESTART else max(row.last, before.last)
    return replace(
        row,
        anchor=before.anchor,
        last=max(last, now.replace(microsecond=0)) if before.paused is None else last,
        due=None if before.paused else now,
        paused=before.paused,
        skip=before.skip,
        extra=0,
        again=again,
        log=row.log[:-1],
    )


def _note(row: ReleaseRow, verb: Verb) -> ReleaseCommand:
    return ReleaseCommand(
        verb=verb, anchor=row.anchor, last=row.last, paused=row.paused, skip=row.skip, again=row.again
    )
