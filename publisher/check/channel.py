"""Checks parts of an RSS channel that have parts of their own: image, cloud, textInput, skipHours and skipDays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.findings import quote
from publisher.check.values import check_url

if TYPE_CHECKING:
    from publisher.check.findings import Report
    from publisher.check.tree import Element

CLOUD = frozenset({"domain", "port", "path", "registerProcedure", "protocol"})
_PROTOCOLS = frozenset({"xml-rpc", "soap", "http-post"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_FIELD_NAME = re.compile(r"[A-Za-z][\w:.-]{0,200}", re.ASCII)
_HOURS = 24
_MOST_WIDE = 144
_MOST_HIGH = 400


def check_hours(report: Report, element: Element, *, is_old: bool) -> None:
    """Check skipHours; versions before 2.0 count hours from 1 to 24."""
    hours = [hour.text.strip() for hour in element.all("hour")]
    numbers = [int(hour) for hour in hours if syntax.is_number(hour)]
    if _HOURS in numbers and not is_old:
        report.add("rss-midnight", element.line, f"skipHours is {quote(', '.join(hours))}")
    numbers = [0 if hour == _HOURS else hour for hour in numbers]
    if len(numbers) < len(hours) or len(set(numbers)) < len(numbers) or any(hour > _HOURS for hour in numbers):
        report.add("rss-hours", element.line, f"skipHours is {quote(', '.join(hours))}")


def check_days(report: Report, element: Element) -> None:
    """Check skipDays."""
    days = [day.text.strip() for day in element.all("day")]
    if len(set(days)) < len(days) or not set(days) <= _DAYS:
        report.add("rss-days", element.line, f"skipDays is {quote(', '.join(days))}")


def check_cloud(report: Report, element: Element) -> None:
    """Check a cloud, which is all in attributes."""
    found = element.attributes
    lacking = sorted(CLOUD - found.keys())
    if lacking:
        report.add("rss-cloud", element.line, f"the cloud has no {', '.join(lacking)}")
    elif not found["domain"] or not _is_port(found["port"]) or found["protocol"] not in _PROTOCOLS:
        said = ", ".join(f"{key} {quote(found[key])}" for key in ("domain", "port", "protocol"))
        report.add("rss-cloud", element.line, f"the cloud has {said}")


def _is_port(text: str) -> bool:
    return syntax.is_number(text) and int(text) > 0


def check_input(report: Report, element: Element) -> None:
    """Check a textInput."""
    lacking = [name for name in ("title", "description", "name", "link") if element.first(name) is None]
    if lacking:
        report.add("rss-input", element.line, f"the textInput has no {', '.join(lacking)}")
        return
    report.add("rss-input-unused", element.line, "there is a textInput")
    if not _FIELD_NAME.fullmatch(element.value("name")):
        report.add("rss-input-name", element.line, f"the name is {quote(element.value('name'))}")
    check_url(report, element.value("link"), element.line, "textInput/link", relative="rss-link-scheme")


def check_image(report: Report, image: Element, channel: Element) -> None:
    """Check an image, which repeats the title and the link of its channel."""
    lacking = [name for name in ("url", "title", "link") if image.first(name) is None]
    if lacking:
        report.add("rss-image", image.line, f"the image has no {', '.join(lacking)}")
    else:
        for name in ("url", "link"):
            check_url(report, image.value(name), image.line, f"image/{name}", relative="rss-link-scheme")
        title, link = image.value("title"), image.value("link")
        if (title, link) != (channel.value("title"), channel.value("link")):
            report.add("rss-image-channel", image.line, f"its title is {quote(title)}, its link {quote(link)}")
        path = image.value("url").lower().partition("?")[0].rpartition("/")[2]
        if "." in path and not path.endswith((".gif", ".jpg", ".jpeg", ".jpe", ".png")):
            report.add("rss-image-type", image.line, f"the image is {quote(image.value('url'))}")
    for name, most in (("width", _MOST_WIDE), ("height", _MOST_HIGH)):
        size = image.value(name)
        if image.first(name) is not None and (not syntax.is_number(size) or not 0 < int(size) <= most):
            report.add("rss-image-size", image.line, f"{name} is {quote(size)}")
