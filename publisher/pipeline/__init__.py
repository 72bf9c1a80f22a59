"""The whole journey of an article, readable top to bottom."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from publisher.config import Config
from publisher.errors import ConfigError, CorruptError, SourceError
from publisher.model import Document, Raw, Section, Version
from publisher.output import Draft, Output
from publisher.pipeline.gate import LOCAL, read_held
from publisher.pipeline.illustrating import Exhibition, find_stale
from publisher.pipeline.record import ADDRESS, RECORD
from publisher.pipeline.recovery import Recovery
from publisher.pipeline.report import ArticleReport, Report, Tally
from publisher.pipeline.status import Status, note_run, read_status
from publisher.pipeline.work import NOT_WITHDRAWN, Manner, Work
from publisher.sources import FoundFile, find_files, wait_until_settled
from publisher.store import FailureRow, ReleaseRow, RunLock, Store, copy_state, set_aside

if TYPE_CHECKING:
    from publisher.pipeline.operator import ArticleHistory, Operator
    from publisher.pipeline.releasing import Verb

__all__ = ["ArticleReport", "Publisher", "Report", "Status", "ignore_progress", "read_document", "read_status"]

logger = logging.getLogger(__name__)

HUNG = "hung.json"
"""Beside the state: names the article on which a run hung."""


def ignore_progress(done: int, total: int, name: str) -> None:
    """Watch a run without a word."""


class Publisher:
    """Publishes a folder of articles; made by `Publisher.open`.

    Args:
        config: The settings.
        store: The state.
        output: The feeds folder.
    """

    def __init__(self, config: Config, store: Store, output: Output) -> None:
        self._config = config
        self._store = store
        self._output = output
        self._recovery = Recovery(config, store, output)
        self._recovered = self._recovery.run()

    @classmethod
    @contextmanager
    def open(cls, config: Config, *, dry_run: bool = False) -> Iterator[Publisher]:
        """Take the lock and open the state.

        Args:
            config: The settings.
            dry_run: Leave no trace: where there is no state yet, none is made.

        Raises:
            LockedError: Another run is at work.
            StoreError: The state cannot be opened.
        """
        is_new = not config.state.exists()
        output = Output(config.feeds, config.codings)
        with ExitStack() as stack:
            if dry_run and is_new:
                store = Store(Path(":memory:"))
            else:
                stack.enter_context(RunLock(config.state.with_name(f"{config.state.name}.lock")))
                store = _open_store(config, output, dry_run=dry_run)
            stack.callback(store.close)
            yield cls(config, store, output)

    @classmethod
    @contextmanager
    def rehearse(cls, config: Config) -> Iterator[tuple[Publisher, Draft]]:
        """Open a publisher whose every run is for show: the state is a copy, and no file is written.

        Yields:
            The publisher, and what it would have written.

        Raises:
            LockedError: Another run is at work.
            StoreError: The state cannot be read.
        """
        from tempfile import TemporaryDirectory

        draft = Draft(config.feeds)
        with ExitStack() as stack:
            if config.state.exists():
                stack.enter_context(RunLock(config.state.with_name(f"{config.state.name}.lock")))
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="publisher-")))
            copy = replace(config, state=folder / "state.sqlite3")
            if config.state.exists():
                copy_state(config.state, copy.state)
            store = _open_store(copy, draft, dry_run=False)
            stack.callback(store.close)
            yield cls(copy, store, draft), draft

    @property
    def store(self) -> Store:
        """The state."""
        return self._store

    def publish(  # noqa: PLR0913  All but the time may be left out.
        self,
        now: datetime,
        *,
        dry_run: bool = False,
        rebuild: bool = False,
        accepted: Collection[str] = (),
        is_minor: bool = False,
        is_patient: bool = False,
        is_forced: bool = False,
        is_wanted: Callable[[str], bool] = lambda _: True,
        is_stopped: Callable[[], bool] = lambda: False,
        on_progress: Callable[[int, int, str], None] = ignore_progress,
    ) -> Report:
        """Bring the feeds folder up to the content folder.

        Args:
            now: In UTC.
            dry_run: Only say what would change.
            rebuild: Read every article and render every file again; ids and dates stay.
            accepted: Names of articles that may come back as a fraction of what they were.
            is_minor: What changed is a correction: it is published, and no `updated` moves.
            is_patient: An article that failed before is tried again after a while that doubles, or once its file
                changes, and is not reported again for the same fault: for a process that runs every few minutes.
            is_forced: Publish feeds although subscribers would see doubles, or lose what they have.
            is_wanted: Tells which articles, by name, are looked at if their files changed or are gone. What is due by
                itself, or failed and is to be tried again, is looked at in any case.
            is_stopped: Asked between articles; once true, the run ends after the article in hand.
            on_progress: Told how far it is.

        Raises:
            ConfigError: The settings contradict what was published under them before.
            SourceError: The content folder cannot be listed; nothing was changed.
            StoreError: The state refused; what was saved before is whole.
            OutputError: A file cannot be written; none is torn, and the next run goes on from there.
        """
        authority = self._settle_authority(now)
        tally = Tally()
        if self._recovered:
            tally.failed += self._recovered.problems
        if not dry_run:
            self._settle_address()
        failures = self._store.failures()
        waiting = failures if is_patient else {}
        work = self._find_work(now, tally, rebuild=rebuild, waiting=waiting, is_wanted=is_wanted)
        work = replace(work, accepted=accepted, is_minor=is_minor, failures=failures, is_patient=is_patient)
        tally.untouched = work.untouched
        self._forget_failures(failures.keys() - work.names, dry_run=dry_run)
        if work.changed or work.gone:
            # A run without changes needs nothing of this.
            from publisher.pipeline.intake import Intake

            run = Intake(self._config, self._store, authority, now, tally)
            run.take_in(work, is_stopped, on_progress, dry_run=dry_run)
        changed: list[str] = []
        removed: list[str] = []
        if not dry_run and not tally.is_stopped:
            self._recovery.fill_contents()
            manner = Manner(rebuild=rebuild, is_forced=is_forced, is_patient=is_patient)
            changed, removed = self._write(authority, now, tally, is_stopped, on_progress, manner)
            with self._store.transaction():
                note_run(self._store, now, len(tally.failed) + tally.still_failing)
        return self._compose_report(tally, changed, removed)

    def note_hung(self, now: datetime) -> None:
        """Note an article on which the process before hung, so that a patient run does not begin with it again."""
        path = self._config.state.with_name(HUNG)
        try:
            name = str(json.loads(path.read_text(encoding="utf-8"))["name"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, LookupError, TypeError):
            name = ""
        path.unlink(missing_ok=True)
        file = find_files(self._config.content, self._config.sources).get(name)
        if file is not None:
            from publisher.pipeline.intake import note_failure

            hint = "split it into several files; it is tried again later, or once it changes"
            error = SourceError("a run hung on it and was ended", name, hint)
            with self._store.transaction():
                note_failure(self._config, self._store, file, error, now)

    def read_history(self, wanted: str, now: datetime) -> ArticleHistory:
        """Return all that is remembered of an article; see `Operator`.

        Raises:
            OperatorError: There is no such article.
        """
        return self._open_operator(now).read_history(wanted)

    def retract(self, wanted: str, now: datetime, *, is_undone: bool = False, is_forgetting: bool = False) -> Report:
        """Take an item back, or publish it again, and write what that changes; see `Operator`.

        Raises:
            OperatorError: There is no such item; nothing was changed.
        """
        operator = self._open_operator(now)
        with self._store.transaction():
            done = operator.restore(wanted) if is_undone else operator.retract(wanted, is_forgetting=is_forgetting)
        return self._report(done, now)

    def roll_back(self, wanted: str, number: int | None, now: datetime) -> tuple[Version, Report]:
        """Publish an earlier version of an article again, and write what that changes; see `Operator`.

        Raises:
            OperatorError: There is no such article or version; nothing was changed.
        """
        operator = self._open_operator(now)
        with self._store.transaction():
            version, done = operator.roll_back(wanted, number)
        return version, self._report(done, now)

    def direct(
        self, verb: Verb, wanted: str, now: datetime, *, count: int = 1, is_undone: bool = False
    ) -> tuple[Report, ReleaseRow | None]:
        """Do to the release of an article what an operator asks for, or take that back, and publish what it changes.

        Args:
            verb: What to do.
            wanted: The article: its file, its slug, its address or its id.
            now: In UTC.
            count: Of sections to advance by, of steps to hold.
            is_undone: Take it back.

        Returns:
            What that did, and how far the release is now; None if the file, as it is by now, is published at once.

        Raises:
            OperatorError: There is no such article, or that cannot be done to it; nothing was changed.
        """
        with self._store.transaction():
            name = self._open_operator(now).direct(verb, wanted, count, is_undone=is_undone)
        report = self.publish(now, is_wanted=lambda other: other == name)
        return report, self._store.release(name)

    def _open_operator(self, now: datetime) -> Operator:
        from publisher.pipeline.operator import Operator

        return Operator(self._config, self._store, self._settle_authority(now), now)

    def _report(self, done: ArticleReport, now: datetime) -> Report:
        tally = Tally(articles=[done])
        self._settle_address()
        self._recovery.fill_contents()
        changed, removed = self._write(self._settle_authority(now), now, tally, lambda: False, ignore_progress)
        return self._compose_report(tally, changed, removed)

    def _compose_report(self, tally: Tally, changed: Iterable[str], removed: Iterable[str]) -> Report:
        live_articles, live_items = self._store.count_live()
        return Report(
            articles=tuple(tally.articles),
            untouched=tally.untouched,
            failed=tuple(tally.failed),
            still_failing=tally.still_failing,
            left=tally.left,
            changed=tuple(changed),
            removed=tuple(removed),
            live_articles=live_articles,
            live_items=live_items,
            is_stopped=tally.is_stopped,
            notices=(
                *((self._recovered.describe(),) if self._recovered else ()),
                *(notice for done in tally.articles for notice in done.notices),
                *tally.notices,
            ),
        )

    def _settle_authority(self, now: datetime) -> str:
        """Return the authority of new ids, which the first run for the world fixes for ever."""
        wanted = self._config.authority
        fixed = self._store.read_meta("authority")
        if fixed and not fixed.startswith(LOCAL):
            if wanted and wanted != fixed:
                raise ConfigError(
                    f"`authority` is {wanted!r}, but ids were published under {fixed!r}",
                    self._config.where,
                    f'set authority = "{fixed}": it names feeds and items for ever',
                )
            return fixed
        # Nothing was published yet, or only tried out on this machine: those items keep their ids as well.
        host = urlsplit(self._config.render.url).hostname or ""
        return wanted or (fixed if host.startswith(LOCAL) else "") or f"{host},{now.year}"

    def _settle_address(self) -> None:
        """Let what is remembered follow the site to another address."""
        url, known = self._config.render.url, self._store.read_meta(ADDRESS)
        if known != url:
            with self._store.transaction():
                if known:
                    self._store.media.move_site(known, url)
                self._store.save_meta(ADDRESS, url)

    def _forget_failures(self, names: Iterable[str], *, dry_run: bool) -> None:
        names = sorted(names)
        if names and not dry_run:
            with self._store.transaction():
                for name in names:
                    self._store.forget_failure(name)

    def _find_work(
        self,
        now: datetime,
        tally: Tally,
        *,
        rebuild: bool,
        waiting: Mapping[str, FailureRow],
        is_wanted: Callable[[str], bool],
    ) -> Work:
        found = find_files(self._config.content, self._config.sources)
        rows = self._store.sources()
        engine = self._config.engine
        stale = find_stale(self._config, self._store)

        def is_waiting(file: FoundFile) -> bool:
            failure = waiting.get(file.name)
            if failure is None or rebuild or now >= failure.next_try:
                return False
            return (failure.size, failure.mtime_ns, failure.engine) == (file.size, file.mtime_ns, engine)

        def is_changed(file: FoundFile) -> bool:
            row = rows.get(file.name)
            if row is None or rebuild or row.engine != engine or file.name in stale:
                return True
            return (row.size, row.mtime_ns) != (file.size, file.mtime_ns)

        def is_due(name: str) -> bool:
            row = rows.get(name)
            return name in waiting or (row is not None and row.due is not None and row.due <= now)

        # A file that was renamed may have been in another folder: where one is new, all that are gone are looked at.
        changed = [file for file in found.values() if is_due(file.name) or (is_wanted(file.name) and is_changed(file))]
        has_new = any(file.name not in rows for file in changed)
        left = {file.name for file in changed if is_waiting(file)}
        tally.still_failing += len(left)
        held = tuple(
            file for file in changed if file.name in left and waiting[file.name].hint.startswith(NOT_WITHDRAWN)
        )
        changed = [file for file in changed if file.name not in left]
        busy = wait_until_settled(changed, self._config.sources)
        for name in sorted(busy):
            logger.info("still being written, left for the next run", extra={"article": name})
        tally.left += len(busy)
        gone = {name: row for name, row in rows.items() if name not in found and (has_new or is_wanted(name))}
        published = [row for row in rows.values() if row.article_id]
        if not found and len(published) > 1:
            # A folder that was not mounted looks like one from which every article was removed.
            hint = "is the folder mounted? To withdraw all of them, remove all but one, publish, and remove the last"
            message = f"all {len(published)} articles have disappeared; nothing was withdrawn"
            tally.failed.append(SourceError(message, str(self._config.content), hint))
            gone = {}
        return Work(
            changed=tuple(file for file in changed if file.name not in busy),
            gone=gone,
            rows=rows,
            untouched=len(found) - len(changed) - len(left),
            names=found.keys(),
            rebuild=rebuild,
            waiting=held,
            is_busy=any(name not in rows for name in busy),
            stale=stale,
        )

    def _write(  # noqa: PLR0913, PLR0917  Each is another side of a run.
        self,
        authority: str,
        now: datetime,
        tally: Tally,
        is_stopped: Callable[[], bool],
        on_progress: Callable[[int, int, str], None],
        manner: Manner = Manner(),  # noqa: B008  It is frozen.
    ) -> tuple[list[str], list[str]]:
        """Write what is to be written: pages before the feeds that point to them, removals last."""
        store = self._store
        look = self._config.design
        owners = store.outputs()
        lost = self._output.find_missing(owners)
        held = read_held(store)
        exhibition = Exhibition(self._config, store, self._output)
        is_stale = manner.rebuild or store.read_meta("look") != look
        with store.transaction():
            if store.read_meta("authority") != authority:
                store.save_meta("authority", authority)
                is_stale = True
            if is_stale:
                store.set_all_pending()
            store.set_pending(store.article_ids_of_outputs([*lost, *held]))
            store.set_pending(exhibition.find_missing())
            roomy = store.archives.feeds_with_room(now - self._config.render.min_live)
            store.set_pending(id_ for feed in roomy if (id_ := store.article_id_of_slug(feed)))
        pending = store.pending()
        if not pending and not is_stale and not lost and not held and not roomy:
            return [], []
        from publisher.pipeline.neighbours import Neighbours
        from publisher.pipeline.references import References
        from publisher.pipeline.writing import Writer

        with store.transaction():
            store.set_pending(References(self._config.render, store).find_waiting(set(pending)))
            neighbours = Neighbours(store)
            own = dict.fromkeys(store.pending())
            store.set_pending(neighbours.find_moved())
        # Whoever only has another neighbour comes after it, so that no page leads to one that is not there.
        pending = [*own, *(article_id for article_id in store.pending() if article_id not in own)]
        missing = {owners[path] for path in lost}
        writer = Writer(self._config, store, self._output, authority, exhibition, manner, neighbours, now, missing)
        for number, article_id in enumerate(pending):
            if is_stopped():
                tally.is_stopped = True
                return writer.changed, []
            on_progress(number, len(pending), "writing")
            writer.add_article(article_id)
        writer.add_site()
        writer.flush()
        kept = writer.kept(owners)
        removed = self._output.remove(path for path in owners if path not in kept) + exhibition.sweep()
        with store.transaction():
            writer.mark_written()
            store.save_meta("look", look)
            self._recovery.finish()
        errors = writer.gate.list_errors(is_patient=manner.is_patient)
        tally.failed += [*errors, *writer.faults]
        tally.still_failing += writer.gate.count - len(errors)
        tally.notices += [overflow.describe(self._config.feeds.name) for overflow in writer.archivist.overflows]
        return writer.changed, removed


def _open_store(config: Config, output: Output, *, dry_run: bool) -> Store:
    """Open the state; set a damaged one aside, if there is something to make a new one from."""
    try:
        return Store(config.state)
    except CorruptError as error:
        if not output.find_folders(RECORD):
            hint = "restore it from a backup: the feeds folder holds no records to recover ids and dates from"
            raise CorruptError(error.message, error.where, hint) from error
        if dry_run:
            return Store(Path(":memory:"))
        kept = set_aside(config.state)
        logger.warning("the state database was damaged", extra={"reason": error.message, "kept": str(kept)})
        return Store(config.state)


def read_document(raw: Raw, config: Config) -> tuple[Document, Sequence[Section]]:
    """Parse and split one article without publishing it: what ``publisher split`` shows.

    Raises:
        SourceError: It cannot be parsed.
    """
    from publisher.parse import parse_article
    from publisher.split import split_document

    document = parse_article(raw, config.parse)
    return document, split_document(document, config.split)
