"""Measures what work costs: processor time here, memory in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import process_time

_STATUS = Path("/proc/self/status")


class Stopwatch:
    """Sums up the processor time of some pieces of work: time spent waiting, or by other programs, is not counted."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def __enter__(self) -> None:
        """Start."""
        self._start = process_time()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.seconds += process_time() - self._start


def read_peak() -> float:
    """Return the most memory that this process ever had, in MiB."""
    if _STATUS.exists():
        # What `getrusage` says on Linux includes the peak of the process that started this one.
        line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    import resource  # Not on Windows.

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure_peak(kind: str, source: Path | None, extractor: str = "") -> float:
    """Do some work in a process of its own and return its peak memory in MiB.

    Raises:
        subprocess.CalledProcessError: The work failed.
    """
    command = [sys.executable, "-m", "tests.quality", "peak", kind, *([str(source)] if source else [])]
    command += ["--extractor", extractor] if extractor else []
    folder = Path(__file__).parents[2]
    printed = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout
    return float(printed.split()[-1])
