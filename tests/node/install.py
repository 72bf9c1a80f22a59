"""Installs what tests need of Node’s packages below ``.venv/node``: ``python tests/node/install.py``.

npm fetches the packages; each must have the digest that ``packages.txt`` says, or nothing is installed. None of their
scripts is run.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / ".venv/node/node_modules"


def main() -> None:
    """Fetch, verify, unpack."""
    lines = (HERE / "packages.txt").read_text(encoding="utf-8").splitlines()
    wanted = {(name, version): digest for name, version, digest in (line.split() for line in lines if line[0] != "#")}
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    with TemporaryDirectory() as folder:
        names = [f"{name}@{version}" for name, version in wanted]
        subprocess.run([npm, "pack", "--silent", *names], cwd=folder, check=True, capture_output=True, timeout=300)
        packages = [_verify(path, wanted) for path in sorted(Path(folder).glob("*.tgz"))]
        if len(packages) != len(wanted):
            sys.exit(f"{len(wanted)} packages are wanted, {len(packages)} came")
        shutil.rmtree(TARGET, ignore_errors=True)
        for name, path in packages:
            _unpack(path, TARGET / name)


def _verify(path: Path, wanted: dict[tuple[str, str], str]) -> tuple[str, Path]:
    """Return the name of a package whose bytes are those that were looked at."""
    with tarfile.open(path) as archive:
        member = next(each for each in archive if each.name.count("/") == 1 and each.name.endswith("/package.json"))
        file = archive.extractfile(member)
        said = json.load(file) if file else {}
    key = (said.get("name", ""), said.get("version", ""))
    if b64encode(hashlib.sha512(path.read_bytes()).digest()).decode() != wanted.get(key):
        sys.exit(f"{path.name} is not the package that was looked at")
    return key[0], path


def _unpack(path: Path, target: Path) -> None:
    with TemporaryDirectory() as folder, tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
        (root,) = Path(folder).iterdir()
        shutil.copytree(root, target)


if __name__ == "__main__":
    main()
