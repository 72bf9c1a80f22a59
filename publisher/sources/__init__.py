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

__all__ = [
    "FoundFile",
    "SourceOptions",
    "find_files",
    "find_folders",
    "may_name_article",
    "read_file",
    "wait_until_settled",
]
