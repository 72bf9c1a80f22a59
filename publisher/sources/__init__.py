"""Finds and reads articles, and the files that they show."""

from publisher.sources.files import (
    SUFFIXES,
    FoundFile,
    SourceOptions,
    find_files,
    find_folders,
    may_name_article,
    read_file,
    wait_until_settled,
)
from publisher.sources.media import (
    BusyError,
    MediaError,
    MediaFile,
    MediaOptions,
    is_local,
    is_root_relative,
    list_paths,
    look_at_media,
    may_name_media,
    open_media,
    read_media,
)

__all__ = [
    "SUFFIXES",
    "BusyError",
    "FoundFile",
    "MediaError",
    "MediaFile",
    "MediaOptions",
    "SourceOptions",
    "find_files",
    "find_folders",
    "is_local",
    "is_root_relative",
    "list_paths",
    "look_at_media",
    "may_name_article",
    "may_name_media",
    "open_media",
    "read_file",
    "read_media",
    "wait_until_settled",
]
