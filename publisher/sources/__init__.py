"""Finds and reads articles."""

from publisher.sources.files import (
    FoundFile,
    SourceOptions,
    find_files,
    find_folders,
    may_name_article,
    read_file,
    wait_until_settled,
)
from publisher.sources.web import Fetched, FetchOptions, fetch

__all__ = [
    "FetchOptions",
    "Fetched",
    "FoundFile",
    "SourceOptions",
    "fetch",
    "find_files",
    "find_folders",
    "may_name_article",
    "read_file",
    "wait_until_settled",
]
