"""Has browsers show a page anew when it was published anew, while somebody writes."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from http import HTTPStatus

from publisher.server.message import PAGE, Answer

SCRIPT_PATH = "/_reload.js"
WAIT_PATH = "/_reload"
KIND = "text/javascript; charset=utf-8"
_WAIT_SECONDS = 5.0
# A script that is waited for, and not a stream of events, which a page of somebody's own might not let through.
_SCRIPT = """\
(() => {{
  const ask = () => {{
    const script = document.createElement("script");
    script.src = "{wait}?since={version}&t=" + Date.now();
    script.onload = () => {{ script.remove(); ask(); }};
    script.onerror = () => {{ script.remove(); setTimeout(ask, 1000); }};
    document.head.append(script);
  }};
  addEventListener("load", ask);
}})();
"""
_TAG = f'<script src="{SCRIPT_PATH}" defer></script>\n'.encode()
_END = b"</body>"
_POLICY = re.compile(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n?", re.IGNORECASE)
"""A page's own, for static hosts, which may let no script in; the one in the answer's headers holds."""


class Reloader:
    """Counts what was published, and tells browsers that wait for the next."""

    def __init__(self) -> None:
        self._version = 0
        self._changed = threading.Condition()

    def bump(self) -> None:
        """Note that pages are others than before; may be called from any thread."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def write_script(self) -> str:
        """Return the script that waits for what is published after now."""
        return _SCRIPT.format(wait=WAIT_PATH, version=self._version)

    def wait(self, since: str) -> str:
        """Wait until something was published, for some seconds at most; return a script that shows it, or nothing."""
        with self._changed:
            self._changed.wait_for(lambda: since != str(self._version), _WAIT_SECONDS)
            return "" if since == str(self._version) else "location.reload();\n"


def add_script(answer: Answer) -> Answer:
    """Put the script into a page."""
    is_page = answer.headers.get("Content-Type") == PAGE and answer.status in {HTTPStatus.OK, HTTPStatus.GONE}
    if not is_page or not isinstance(answer.body, bytes) or _END not in answer.body:
        return answer
    head, end, tail = _POLICY.sub(b"", answer.body, count=1).rpartition(_END)
    body = head + _TAG + end + tail
    kept = {name: value for name, value in answer.headers.items() if name not in {"ETag", "Last-Modified"}}
    headers = {**kept, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    return replace(answer, headers=headers, body=body)
