"""Finds and reads articles."""

from publisher.sources.files import FoundFile, SourceOptions, find_files, read_file, wait_until_settled

__all__ = ["FoundFile", "SourceOptions", "find_files", "read_file", "wait_until_settled"]
