"""The most memory that this process ever used."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_BYTES = 1 if sys.platform == "darwin" else 1024
"""What the system's own unit of peak memory is."""


def peak() -> float:
    """Megabytes, of this process or of the largest that it started and waited for.

    A new process inherits the peak of the one that started it in what `getrusage` says, so
    Linux is asked for that of the program itself.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _BYTES
    return max(_own(), children) / 2**20


def _own() -> int:
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES
    rows = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    return int(rows["VmHWM"].split()[0]) * 1024
