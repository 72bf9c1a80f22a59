"""Times the publisher on a made corpus and prints ratios: machines differ, ratios hardly do.

    python -m tests.benchmark DIR [COUNT]

DIR holds ``make_corpus.py``, which makes COUNT (1,000) articles, the same ones every time. Four runs are timed, each
in a process of its own: the first, one without any change, one with one changed article, and a bare Python for scale.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a process took."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def measure(command: list[str], folder: Path) -> Timing:
    """Run a command to its end and say what it took."""
    # Bytecode is kept, as it is for every user.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed with {process.returncode}")
    return Timing(wall_s=wall, cpu_s=usage.ru_utime + usage.ru_stime, peak_mib=usage.ru_maxrss / 1024)


def best_of(command: list[str], folder: Path, rounds: int = 5) -> Timing:
    """Return the fastest of several runs: what is slower is the machine's doing."""
    return min((measure(command, folder) for _ in range(rounds)), key=lambda timing: timing.wall_s)


def stamps(folder: Path) -> dict[str, int]:
    """Return the time of every file of a folder."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def main() -> None:
    """Run the benchmark and print its table."""
    if len(sys.argv) < 2 or not (Path(sys.argv[1]) / "make_corpus.py").is_file():
        raise SystemExit("usage: python -m tests.benchmark DIR [COUNT], with make_corpus.py in DIR")
    maker = [sys.executable, str(Path(sys.argv[1]).resolve() / "make_corpus.py"), "--spread"]
    count = sys.argv[2] if len(sys.argv) > 2 else "1000"
    publish = [sys.executable, "-m", "publisher", "publish"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "publisher.toml").write_text('title = "Benchmark"\n', encoding="utf-8")
        subprocess.run([*maker, "-n", count, "-o", "content"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        bytes_in = sum(path.stat().st_size for path in (folder / "content").rglob("*") if path.is_file())
        bare = best_of([sys.executable, "-c", "pass"], folder)
        first = measure(publish, folder)
        files = stamps(folder / "feeds")
        same = best_of(publish, folder)
        rewritten = sum(files[path] != when for path, when in stamps(folder / "feeds").items())
        subprocess.run([*maker, "-o", "content", "--revise", "7"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        one = measure(publish, folder)
        touched = sum(files.get(path) != when for path, when in stamps(folder / "feeds").items())
    print(f"{count} articles, {bytes_in / 1e6:.1f} MB in, {len(files)} files out")
    print(
        f"{'run':12} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9}"
        f" {'of bare Python':>15} {'of first run':>13}  files written"
    )
    for name, timing, written in (
        ("bare Python", bare, 0),
        ("first", first, len(files)),
        ("no change", same, rewritten),
        ("one change", one, touched),
    ):
        print(
            f"{name:12} {timing.wall_s:8.2f} {timing.cpu_s:8.2f} {timing.peak_mib:9.0f}"
            f" {timing.wall_s / bare.wall_s:15.1f} {timing.wall_s / first.wall_s:13.4f}  {written}"
        )


if __name__ == "__main__":
    main()
