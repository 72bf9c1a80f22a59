"""Renders articles as feeds (RSS 2.0, Atom 1.0, JSON Feed 1.1), lists of feeds and pages for people.

Values in, bytes out: nothing here reads the clock or touches a file, but for the templates beside this module.
`render.files` has the two functions that the pipeline calls; only options are imported here, because every run reads
them.
"""

from publisher.render.options import Granularity, RenderOptions

__all__ = ["Granularity", "RenderOptions"]
