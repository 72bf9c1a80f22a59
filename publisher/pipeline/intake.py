"""Takes changed articles into the state."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from publisher.config import Config
from publisher.errors import PublisherError, SourceError
from publisher.model import Article, Document, Metadata, Raw
from publisher.pipeline.limit import OvertimeError, limit_time
from publisher.pipeline.recognition import Moves, Recognizer
from publisher.pipeline.report import ArticleReport, Tally
from publisher.pipeline.revising import Reading, Reviser
from publisher.pipeline.work import Work
from publisher.release import Standing, judge_standing
from publisher.sources import BusyError, FoundFile, read_file
from publisher.store import FailureRow, SourceRow, Store

logger = logging.getLogger(__name__)

_COMMIT_EVERY = 64
"""Articles to one commit: each commit waits for the disk."""
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(days=1)
"""How long a patient run waits before it tries an article again that failed: the first time, then twice as long."""


class Intake:
    """Takes changed articles into the state."""

    def __init__(self, config: Config, store: Store, authority: str, now: datetime, tally: Tally) -> None:
        self._config = config
        self._store = store
        self._authority = authority
        self._now = now
        self._tally = tally
        self._reviser = Reviser(config, store, authority, now)
        self._recognizer = Recognizer(config, store, self._reviser.draft)
        self._moves = Moves()
        self._taken: set[str] = set()
        self._names: Collection[str] = ()
        self._rows: Mapping[str, SourceRow] = {}
        self._holds_gone = False
        self._rebuild = False
        self._accepted = frozenset[str]()
        self._stale = frozenset[str]()
        self._is_minor = False
        self._failures: Mapping[str, FailureRow] = {}
        self._is_patient = False

    def take_in(
        self,
        work: Work,
        is_stopped: Callable[[], bool],
        on_progress: Callable[[int, int, str], None],
        *,
        dry_run: bool,
    ) -> None:
        """Read what changed and withdraw what is gone."""
        self._names = work.names
        self._rows = work.rows
        self._holds_gone = work.is_busy
        self._moves = self._recognizer.find_moves(
            work, is_stopped, lambda name: on_progress(0, len(work.changed), name)
        )
        # What moved is not withdrawn, even if its new file cannot be published yet.
        moved = set(self._moves.origins.values())
        gone = {name: row for name, row in work.gone.items() if name not in moved}
        self._rebuild = work.rebuild
        self._accepted = frozenset(work.accepted)
        self._stale = frozenset(work.stale)
        self._is_minor = work.is_minor
        self._failures = work.failures
        self._is_patient = work.is_patient
        # A dry run is one transaction that is thrown away.
        step = len(work.changed) + 1 if dry_run else _COMMIT_EVERY
        # An article leaves its file before that gets another one.
        changed = sorted(work.changed, key=lambda file: file.name not in self._moves.articles)
        for start in range(0, len(changed) + 1, step):
            with self._store.transaction(keep=not dry_run):
                if self._store.read_meta("authority") != self._authority:
                    self._store.save_meta("authority", self._authority)
                for number, file in enumerate(changed[start : start + step], start=start):
                    if is_stopped():
                        self._tally.is_stopped = True
                        return
                    on_progress(number, len(changed), file.name)
                    self._take_in_safely(file, work.rows.get(file.name), is_stopped)
                    if self._tally.is_stopped:
                        return
                if start + step > len(changed):
                    self._withdraw_gone(gone)
                self._reviser.chronicler.settle_moves(self._tally)
        self._tally.articles.sort(key=lambda report: report.name)

    def _take_in_safely(self, file: FoundFile, row: SourceRow | None, is_stopped: Callable[[], bool]) -> None:
        """One bad article never holds back the others, nor drops its own items."""
        try:
            with limit_time(self._config.article_limit), self._store.savepoint():
                report = self._take_in_file(file, row)
        except OvertimeError as error:
            if is_stopped():
                # It was given up because there was no more time to wait for it.
                self._tally.is_stopped = True
                return
            seconds = self._config.article_limit.total_seconds()
            hint = "split it into several files, or raise `limits.article_time`"
            wrapped = SourceError(f"took longer than {seconds:,.0f} seconds", file.name, hint)
            wrapped.__cause__ = error
            self._note_failure(file, wrapped)
        except BusyError as error:
            self._note_busy(file, error.where)
        except SourceError as error:
            self._note_failure(file, error)
        except PublisherError:
            raise
        except Exception as error:
            # A fault of ours, not of the author's; it must not cost the other articles either.
            logger.exception("internal error", extra={"article": file.name})
            message = f"internal error: {type(error).__name__}: {error}"
            wrapped = SourceError(message, file.name, "please report it with this file; the others were published")
            wrapped.__cause__ = error
            self._note_failure(file, wrapped)
        else:
            self._note_success(file)
            if report:
                self._tally.articles.append(report)

    def _note_success(self, file: FoundFile) -> None:
        moved = self._moves.articles.get(file.name)
        if moved and self._store.file_of_article(moved) == file.name:
            self._taken.add(moved)
        if file.name in self._failures:
            self._store.forget_failure(file.name)
            logger.info("article mended", extra={"article": file.name})

    def _note_failure(self, file: FoundFile, error: SourceError) -> None:
        """Remember a failure, and report it unless a patient run has done so before."""
        is_known = note_failure(self._config, self._store, file, error, self._now)
        if is_known and self._is_patient:
            self._tally.still_failing += 1
        else:
            self._tally.failed.append(error)

    def _note_busy(self, file: FoundFile, where: str) -> None:
        logger.info("still being written, left for the next run", extra={"article": file.name, "file": where})
        self._tally.left += 1
        # A new file may hold an article that is gone under another name.
        self._holds_gone |= file.name not in self._rows

    def _take_in_file(self, file: FoundFile, row: SourceRow | None) -> ArticleReport | None:
        raw = read_file(file, self._config.sources)
        if raw is None:
            self._note_busy(file, file.name)
            return None
        digest = sha256(raw.data).hexdigest()
        seen = SourceRow(
            name=file.name,
            size=file.size,
            mtime_ns=file.mtime_ns,
            digest=digest,
            engine=self._config.engine,
            article_id=row.article_id if row else None,
        )
        is_read = self._rebuild or file.name in self._stale
        if row and not is_read and (row.digest, row.engine, row.due) == (digest, seen.engine, None):
            # Touched, not changed.
            self._store.save_source(seen)
            self._tally.untouched += 1
            return None
        document = self._parse(raw)
        found = self._find_moved(seen, document)
        article_id = self._find_article(seen, document.metadata, found)
        old = self._store.article(article_id) if article_id else None
        if old and self._is_over(old):
            # What comes back after so long is another article; the old one's id and slug stay reserved.
            old = None
        reading = self._read(raw, digest, document, row, old)
        if reading and old:
            is_kept = row is not None or not old.withdrawn
            reading = replace(reading, is_same=old.id == found, is_kept=is_kept)
        if reading is None:
            self._store.media.save(file.name, ())
            self._store.save_source(replace(seen, article_id=old.id if old else None))
            return None
        metadata = reading.document.metadata
        if metadata.is_dated_by_name and old and not old.withdrawn:
            # What is public does not leave because its name holds a day that is still to come.
            metadata = replace(metadata, date=None)
        standing, due = judge_standing(metadata, self._now, self._config.parse.zone)
        if standing is not Standing.LIVE:
            seen = replace(seen, article_id=old.id if old else None, due=due)
            return self._hold_back(seen, reading.document, old, standing)
        turn = self._reviser.releaser.take_turn(file.name, reading.document.metadata)
        if turn and not turn.is_open and (old is None or old.withdrawn):
            self._store.save_release(turn.row)
            seen = replace(seen, article_id=old.id if old else None, due=_find_first(due, turn.row.due))
            return self._hold_back(seen, reading.document, old, Standing.WAITING)
        article, reports = self._reviser.revise(replace(reading, turn=turn), old)
        due = _find_first(due, article.next_release)
        self._store.save_source(replace(seen, article_id=article.id, due=due))
        self._tally.articles += reports[:-1]
        return replace(reports[-1], due=due)

    def _read(
        self, raw: Raw, digest: str, document: Document, row: SourceRow | None, old: Article | None
    ) -> Reading | None:
        """Say how an article is to be taken: what was rolled back stays so until its file is changed."""
        source = raw.data
        refused = self._store.refused(old.id) if old else ""
        if old and refused == digest:
            version = self._store.history.version(old.id, old.version)
            if version is None:
                # It was lost with the state: the article stays as it is published.
                return None
            source = version.source
            document = self._parse(Raw(name=raw.name, data=source))
        elif old and refused:
            self._store.set_refused(old.id, "")
        return Reading(
            name=raw.name,
            document=document,
            source=source,
            is_silent=row is not None and row.digest == digest and old is not None and not old.withdrawn,
            is_minor=self._is_minor,
            is_accepted=raw.name in self._accepted,
        )

    def _is_over(self, article: Article) -> bool:
        """Tell whether an article was withdrawn too long ago to come back as what it was; a pinned one never is."""
        earliest = self._reviser.chronicler.earliest_return
        return article.withdrawn and not article.pin and article.gone is not None and article.gone < earliest

    def _parse(self, raw: Raw) -> Document:
        from publisher.parse import parse_article

        return parse_article(raw, self._config.parse)

    def _find_moved(self, seen: SourceRow, document: Document) -> str | None:
        """Return the id of the article that is in this file now, and was elsewhere, or nowhere; note that it moved."""
        found = self._moves.articles.get(seen.name)
        if found is None and seen.article_id is None and not self._is_parted(seen.name):
            found = self._recognizer.find_withdrawn(seen.name, document, seen.digest, self._names, self._is_over)
        article = self._store.article(found) if found else None
        if article is None:
            return None
        if article.name != seen.name:
            self._rename(article, seen.name)
        return article.id

    def _rename(self, article: Article, name: str) -> None:
        former = self._moves.origins.get(article.id, article.name)
        if former in self._names:
            self._store.part_source(former, article.id)
        else:
            self._store.forget_source(former)
        self._store.rename_release(former, name)
        self._store.rename_article(article.id, name)
        logger.info("article recognised in another file", extra={"article": name, "file": former})

    def _is_parted(self, name: str) -> bool:
        """Return whether a file has lost its article to another one."""
        return self._moves.parted.get(name) in self._taken

    def _find_article(self, seen: SourceRow, metadata: Metadata, moved: str | None) -> str | None:
        """Return the id of the article that a file is: by the author's own name for it, else by the file's."""
        own = None if self._is_parted(seen.name) else seen.article_id
        if not metadata.id:
            by_name = None if self._is_parted(seen.name) else self._store.article_id_of_name(seen.name)
            return moved or own or by_name
        found = self._store.article_id_of_pin(metadata.id)
        if found is None:
            return moved or own
        holder = self._store.article(found)
        if holder and holder.name != seen.name and not holder.withdrawn and holder.name in self._names:
            hint = "give one of them another `id`"
            raise SourceError(f"`id: {metadata.id}` belongs to {holder.name} already", seen.name, hint)
        return found

    def _hold_back(self, seen: SourceRow, document: Document, old: Article | None, standing: Standing) -> ArticleReport:
        """Keep an article that is not public out of the feeds."""
        self._store.save_source(seen)
        self._store.media.save(seen.name, ())
        if old and not old.withdrawn:
            report = self._reviser.withdraw(old)
        else:
            report = ArticleReport(name=seen.name, slug=old.slug if old else "", title=document.title)
        return replace(report, name=seen.name, standing=standing, due=seen.due)

    def _withdraw_gone(self, gone: Mapping[str, SourceRow]) -> None:
        for name, row in {} if self._holds_gone else gone.items():
            self._store.forget_source(name)
            article = self._store.article(row.article_id) if row.article_id else None
            if article and not article.withdrawn and article.name == name:
                self._tally.articles.append(self._reviser.withdraw(article))
        for article_id in self._moves.parted.values():
            # Its file has another article now.
            article = self._store.article(article_id)
            if article and not article.withdrawn and self._store.file_of_article(article_id) is None:
                self._tally.articles.append(self._reviser.withdraw(article))


def _find_first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def note_failure(config: Config, store: Store, file: FoundFile, error: SourceError, now: datetime) -> bool:
    """Remember, inside a transaction, that an article failed; tell whether it failed in this way before."""
    before = store.failures().get(file.name)
    failed = (error.message, file.size, file.mtime_ns)
    known = before if before and (before.message, before.size, before.mtime_ns) == failed else None
    tries = known.tries + 1 if known else 1
    store.save_failure(
        FailureRow(
            name=file.name,
            size=file.size,
            mtime_ns=file.mtime_ns,
            engine=config.engine,
            message=error.message,
            hint=error.hint,
            since=known.since if known else now,
            tries=tries,
            next_try=now + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(tries - 1, 20)),
        )
    )
    return known is not None
