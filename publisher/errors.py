"""Every error that a caller may want to catch."""


class PublisherError(Exception):
    """Base of every error that this package raises on purpose.

    Args:
        message: What is wrong, in an operator's words.
        where: The file, URL or setting at fault, e.g. ``content/news.md:12``.
        hint: What to do about it, when that is known.
    """

    def __init__(self, message: str, where: str, hint: str = "") -> None:
        # All three stay in args, so the error survives pickling between workers.
        super().__init__(message, where, hint)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Return ``where: message (hint)`` in one line."""
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class ConfigError(PublisherError):
    """The settings are wrong; nothing was published."""


class TemplateError(PublisherError):
    """A template of the site's own is wrong; pages were written with ours."""


class SourceError(PublisherError):
    """An article could not be read or parsed; what it published before stays."""


class StoreError(PublisherError):
    """The state database refused; nothing was saved."""


class CorruptError(StoreError):
    """The state database is damaged; nothing was read from it or written to it."""


class OperatorError(PublisherError):
    """What an operator asked for cannot be done; nothing was changed."""


class LockedError(PublisherError):
    """Another run is at work; this one did nothing."""


class OutputError(PublisherError):
    """A file under ``feeds/`` could not be written; those already there are whole."""


class UnreadableError(PublisherError):
    """A feed is not RSS 2.0, Atom 1.0 or JSON Feed, or more than can be looked at; nothing was compared."""


class FetchError(PublisherError):
    """An address leads nowhere, or to where nothing may be fetched from."""


class RegressionError(PublisherError):
    """Subscribers would see doubles, or lose what they have; what was published before stays."""


class ServerError(PublisherError):
    """The server could not start; nothing is served."""
