"""Publisher turns long articles into feeds whose items are the articles' sections."""

__all__ = ["__version__"]

__version__ = "0.1.0"
