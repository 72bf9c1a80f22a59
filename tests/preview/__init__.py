"""Feeds for tests of what subscribers would see."""
