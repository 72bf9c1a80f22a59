"""Writes the texts that make a machine run the publisher: for systemd, cron, GitHub Actions and containers.

Each is complete and explains itself: where to put it, how to start it, how to see that it works. They are written from
the settings, so the same settings give the same bytes, and what a target cannot do is refused or said in a comment.
"""

from __future__ import annotations

from publisher.deploy.container import write_docker
from publisher.deploy.cron import write_cron
from publisher.deploy.github import write_github_actions
from publisher.deploy.place import Place
from publisher.deploy.systemd import write_systemd

__all__ = ["Place", "write_cron", "write_docker", "write_github_actions", "write_systemd"]
