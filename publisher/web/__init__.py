"""Speaks with the web: fetches what an address leads to, and tells hubs; the only door that leads outside.

A run that does neither need not load more than the options.
"""

from publisher.web.options import FetchOptions

__all__ = ["FetchOptions"]
