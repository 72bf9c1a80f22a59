"""The tables of the state, and the steps from each version of them to the next.

Plain SQL that SQLite and PostgreSQL both understand. Times are whole seconds since 1970 in UTC (what is below a second
is in a column of its own), lists are JSON, truth is 0 or 1.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # Version 1.
    (
        """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        )
        """,
        # What was last seen of a file: a run that finds the same size and time does not read it.
        """
        CREATE TABLE sources (
            name TEXT PRIMARY KEY,
            size BIGINT NOT NULL,
            mtime_ns BIGINT NOT NULL,
            digest TEXT NOT NULL,
            engine TEXT NOT NULL,
            article_id TEXT,
            due BIGINT
        )
        """,
        """
        CREATE TABLE articles (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            slug TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            standfirst TEXT NOT NULL,
            authors TEXT NOT NULL,
            tags TEXT NOT NULL,
            language TEXT NOT NULL,
            canonical TEXT NOT NULL,
            license TEXT NOT NULL,
            image TEXT NOT NULL,
            pin TEXT NOT NULL,
            published BIGINT NOT NULL,
            updated BIGINT NOT NULL,
            withdrawn INTEGER NOT NULL,
            pending INTEGER NOT NULL
        )
        """,
        "CREATE INDEX articles_published ON articles (withdrawn, published)",
        "CREATE INDEX articles_updated ON articles (updated)",
        "CREATE INDEX articles_name ON articles (name)",
        "CREATE INDEX articles_pending ON articles (pending)",
        """
        CREATE TABLE items (
            id TEXT PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id),
            slug TEXT NOT NULL,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            content TEXT NOT NULL,
            summary TEXT NOT NULL,
            text TEXT NOT NULL,
            pin TEXT NOT NULL,
            is_lead INTEGER NOT NULL,
            anchor TEXT NOT NULL,
            image TEXT NOT NULL,
            fragment TEXT NOT NULL,
            published BIGINT NOT NULL,
            updated BIGINT NOT NULL,
            version INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            UNIQUE (article_id, slug)
        )
        """,
        "CREATE INDEX items_article ON items (article_id, withdrawn, position)",
        "CREATE INDEX items_published ON items (withdrawn, published)",
        "CREATE INDEX items_updated ON items (updated)",
        # Every file that was written, so that what is no longer wanted can be removed, and a lost one be written again.
        """
        CREATE TABLE outputs (
            path TEXT PRIMARY KEY,
            owner TEXT NOT NULL
        )
        """,
        "CREATE INDEX outputs_owner ON outputs (owner)",
    ),
    # Version 2: what pages show and feeds do not.
    ("ALTER TABLE items ADD COLUMN page_content TEXT",),
    # Version 3: when things were withdrawn, what happened to them, and what an article was before.
    (
        "ALTER TABLE items ADD COLUMN gone BIGINT",
        "ALTER TABLE items ADD COLUMN retracted INTEGER NOT NULL DEFAULT 0",
        # 1 until a file shows it: such an id may still be taken back.
        "ALTER TABLE items ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0",
        # Of the words of an item whose text was lost with an earlier state.
        "ALTER TABLE items ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE articles ADD COLUMN gone BIGINT",
        "ALTER TABLE articles ADD COLUMN version INTEGER NOT NULL DEFAULT 0",
        # SHA-256 of the file whose text was taken back by publishing an earlier version again.
        "ALTER TABLE articles ADD COLUMN refused TEXT NOT NULL DEFAULT ''",
        "UPDATE items SET gone = updated WHERE withdrawn = 1",
        "UPDATE articles SET gone = updated WHERE withdrawn = 1",
        "CREATE INDEX items_gone ON items (gone)",
        "CREATE INDEX items_fresh ON items (fresh)",
        # `source` and `decisions` are JSON or bytes, packed with zlib, in base64.
        """
        CREATE TABLE versions (
            article_id TEXT NOT NULL REFERENCES articles (id),
            number INTEGER NOT NULL,
            at BIGINT NOT NULL,
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            decisions TEXT NOT NULL,
            minor INTEGER NOT NULL,
            restores INTEGER NOT NULL,
            PRIMARY KEY (article_id, number)
        )
        """,
        """
        CREATE TABLE changes (
            id TEXT PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id),
            kind TEXT NOT NULL,
            item_id TEXT NOT NULL,
            slug TEXT NOT NULL,
            title TEXT NOT NULL,
            summary TEXT NOT NULL,
            content TEXT NOT NULL,
            old_digest TEXT NOT NULL,
            new_digest TEXT NOT NULL,
            at BIGINT NOT NULL,
            fresh INTEGER NOT NULL
        )
        """,
        "CREATE INDEX changes_at ON changes (at)",
        "CREATE INDEX changes_article ON changes (article_id, at)",
        "CREATE INDEX changes_item ON changes (item_id)",
        # Where an item lived before it moved to another article: the anchor is never given away.
        """
        CREATE TABLE formers (
            article_id TEXT NOT NULL REFERENCES articles (id),
            slug TEXT NOT NULL,
            item_id TEXT NOT NULL,
            gone BIGINT NOT NULL,
            PRIMARY KEY (article_id, slug)
        )
        """,
    ),
    # Version 4: articles that could not be published.
    (
        """
        CREATE TABLE failures (
            name TEXT PRIMARY KEY,
            size BIGINT NOT NULL,
            mtime_ns BIGINT NOT NULL,
            engine TEXT NOT NULL,
            message TEXT NOT NULL,
            hint TEXT NOT NULL,
            since BIGINT NOT NULL,
            tries INTEGER NOT NULL,
            next_try BIGINT NOT NULL
        )
        """,
    ),
    # Version 5: articles that are released section by section.
    (
        "ALTER TABLE articles ADD COLUMN to_come INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN next_release BIGINT",
        # By file, because there is no article before its first section is released. `again`, `log` and `rule` are JSON.
        """
        CREATE TABLE releases (
            name TEXT PRIMARY KEY,
            begun BIGINT NOT NULL,
            last BIGINT NOT NULL,
            due BIGINT,
            paused BIGINT,
            skip INTEGER NOT NULL,
            extra INTEGER NOT NULL,
            again TEXT NOT NULL,
            log TEXT NOT NULL,
            rule TEXT NOT NULL
        )
        """,
    ),
    # Version 6: pictures, sounds and films.
    (
        # JSON.
        "ALTER TABLE articles ADD COLUMN media TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE items ADD COLUMN media TEXT NOT NULL DEFAULT '[]'",
        # What was last seen of the files that an article refers to, by its own file: one that changes, or appears, has
        # the article read again. A size of -1 is that of a file that is not there.
        """
        CREATE TABLE media (
            source TEXT NOT NULL,
            path TEXT NOT NULL,
            size BIGINT NOT NULL,
            mtime_ns BIGINT NOT NULL,
            digest TEXT NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            PRIMARY KEY (source, path)
        )
        """,
        "CREATE INDEX media_path ON media (path)",
        "CREATE INDEX media_name ON media (name)",
        # Which published files something public shows, or has shown since it is public: an item, a change, an article.
        """
        CREATE TABLE media_uses (
            owner TEXT NOT NULL,
            name TEXT NOT NULL,
            article_id TEXT NOT NULL,
            PRIMARY KEY (owner, name)
        )
        """,
        "CREATE INDEX media_uses_article ON media_uses (article_id)",
        "CREATE INDEX media_uses_name ON media_uses (name)",
    ),
    # Version 7: which items stand in which page of a feed's archive (a feed goes by its folder), and what answers what.
    (
        "ALTER TABLE articles ADD COLUMN in_reply_to TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE articles ADD COLUMN related TEXT NOT NULL DEFAULT '[]'",
        # `look` names the settings by which the files of a page were written; empty if they were not.
        """
        CREATE TABLE archives (
            feed TEXT NOT NULL,
            number INTEGER NOT NULL,
            look TEXT NOT NULL,
            PRIMARY KEY (feed, number)
        )
        """,
        # `gone` is what the files of the page say of it.
        """
        CREATE TABLE archived (
            feed TEXT NOT NULL,
            number INTEGER NOT NULL,
            item_id TEXT NOT NULL,
            updated BIGINT NOT NULL,
            gone INTEGER NOT NULL,
            PRIMARY KEY (feed, number, item_id)
        )
        """,
        "CREATE INDEX archived_item ON archived (feed, item_id, updated)",
    ),
    # Version 8: what hubs have to be told. `told_digest` is of the bytes that a hub was told of last.
    (
        """
        CREATE TABLE notices (
            hub TEXT NOT NULL,
            path TEXT NOT NULL,
            digest TEXT NOT NULL,
            told_digest TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (hub, path)
        )
        """,
        "CREATE INDEX notices_waiting ON notices (hub) WHERE told_digest <> digest",
        """
        CREATE TABLE hubs (
            url TEXT PRIMARY KEY,
            attempts INTEGER NOT NULL,
            since BIGINT,
            next_try BIGINT,
            said TEXT NOT NULL,
            told BIGINT
        )
        """,
    ),
    # Version 9: since when an item is in the live document of a feed (a feed goes by its folder), so that it stays
    # there until its subscribers have had the time to fetch it.
    (
        # `since` is missing while it waits for room, `queued` for the backlog of a new feed.
        """
        CREATE TABLE offers (
            feed TEXT NOT NULL,
            item_id TEXT NOT NULL,
            updated BIGINT NOT NULL,
            file_bytes BIGINT NOT NULL,
            queued BIGINT,
            since BIGINT,
            PRIMARY KEY (feed, item_id)
        )
        """,
        # Pages of whole articles were not written again when a section was withdrawn, and the change feeds showed the
        # words of sections that were removed.
        """
        UPDATE archives SET look = '' WHERE EXISTS (
            SELECT 1 FROM archived JOIN items ON items.article_id = archived.item_id
            WHERE archived.feed = archives.feed AND archived.number = archives.number AND items.withdrawn = 1
        )
        """,
        "UPDATE articles SET pending = 1 WHERE id IN (SELECT article_id FROM items WHERE withdrawn = 1)",
        """
        UPDATE changes SET content = '<p>Taken out of the article.</p>'
        WHERE kind = 'withdrawn' AND summary = 'Taken out of the article.'
        """,
    ),
    # Version 10: times below a second, in microseconds after the second; and the day of an article from before 1990, as
    # ISO 8601 has it.
    (
        "ALTER TABLE items ADD COLUMN published_us INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE items ADD COLUMN updated_us INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN published_us INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN updated_us INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN dated TEXT NOT NULL DEFAULT ''",
    ),
)
