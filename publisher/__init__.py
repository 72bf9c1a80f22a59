"""Publisher turns long articles into feeds whose items are the articles' sections."""

__version__ = "0.1.0"
