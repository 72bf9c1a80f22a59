"""Writes a Containerfile, which podman and docker build an image from."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from shlex import quote

from publisher.deploy.place import Place, fill_text, read_plain

_TARGET = "a container"
_INSIDE = "/place"
_LOOPBACKS = ("127.", "::1", "localhost")
_STOP_SECONDS = 60


def write_docker(place: Place) -> str:
    """Write a Containerfile whose image runs `publisher run` on a place that is mounted into it.

    What lies in the place is under ``/place`` there, all else where it is on the machine.

    Raises:
        OperatorError: A name has a character in it that means something to a container engine, or feeds, state and
            content have no folders of their own.
    """
    folders = {path: _go_inside(place, path) for path in (place.content, place.feeds, place.state_folder)}
    inside = list(dict.fromkeys(folders.values()))
    config = _go_inside(place, place.config)
    words = ["publisher", "run", *(["--serve"] if place.with_server else [])]
    return fill_text(
        "container.txt",
        {
            "title": place.folder.name or "/",
            "folder": quote(str(place.folder)),
            "make_folders": " ".join(quote(_from_place(place, path)) for path in (place.feeds, place.state_folder)),
            "run_options": " ".join(_list_run_options(place, folders, config)),
            "notes": "\n".join(f"# {note}".rstrip() for note in _list_notes(place)),
            "own_folders": " ".join(map(quote, inside)),
            "config": json.dumps(config, ensure_ascii=False),
            "place": _INSIDE,
            "volumes": json.dumps(inside, ensure_ascii=False),
            "expose": f"EXPOSE {place.port}" if place.with_server else "",
            "command": json.dumps(words),
        },
    )


def _go_inside(place: Place, path: Path) -> str:
    """Return where a path is in the container."""
    name = read_plain(path, place.folder, _TARGET)
    return name if name.startswith("/") else f"{_INSIDE}/{name}"


def _from_place(place: Place, path: Path) -> str:
    """Return a path as it is seen from the place; mounts need the dot."""
    if not path.is_relative_to(place.folder):
        return str(path)
    name = path.relative_to(place.folder).as_posix()
    return name if name == "." else f"./{name}"


def _list_run_options(place: Place, folders: dict[Path, str], config: str) -> list[str]:
    # The folder of the settings, not the file: editors put a new file in its place, which a mounted one would not show.
    # What the image declares as a volume has to be mounted as well, or it is covered by an empty one.
    mounts = [(place.config.parent, str(PurePosixPath(config).parent), "ro,z")]
    mounts += [(place.content, folders[place.content], "ro,z")]
    mounts += [(path, folders[path], "z") for path in dict.fromkeys((place.feeds, place.state_folder))]
    options = ['--user "$(id -u):$(id -g)"', "--read-only", "--tmpfs /tmp", "--cap-drop all"]
    options += ["--security-opt no-new-privileges", f"--stop-timeout {_STOP_SECONDS}"]
    options += [f"--volume {quote(f'{_from_place(place, path)}:{inside}:{mode}')}" for path, inside, mode in mounts]
    if place.with_server:
        is_local = place.host.startswith(_LOOPBACKS)
        options.append("--network host" if is_local else f"--publish 127.0.0.1:{place.port}:{place.port}")
    elif not place.with_hubs:
        options.append("--network none")
    return options


def _list_notes(place: Place) -> list[str]:
    if place.with_server and place.host.startswith(_LOOPBACKS):
        return [
            "",
            f"The settings have the server listen on {place.host} only, so the container has to share the network of",
            'the machine. To give it one of its own, set host = "0.0.0.0" under [serve], and write this text anew.',
        ]
    return []
