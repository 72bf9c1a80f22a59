"""Serves what lies below ``feeds/``: the server that readers, aggregators and browsers meet.

`site` answers requests, step by step; `app` is the web application around it, and `running` has it listen on a socket.
"""

from __future__ import annotations

from publisher.server.app import make_app
from publisher.server.reload import Reloader
from publisher.server.running import serve
from publisher.server.site import Site

__all__ = ["Reloader", "Site", "make_app", "serve"]
