"""When Headgate itself goes wrong: a report is kept, and the user is told where."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from headgate.errors import Exit
from headgate.refusal import broken


def keep(fault: Exception, arguments: argparse.Namespace) -> Exit:
    """Keep a report of an unexpected fault and say where it is; returns the exit code."""
    report = _report(fault, arguments)
    name = f"headgate-report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        try:
            (folder / name).write_text(report, encoding="utf-8")
        except OSError:  # this folder takes no files: try the next, and at last show the report
            continue
        where = f"What happened is kept in {folder / name}; please send it with the portfolio."
        return broken(f"{_what(fault)}\n{where}", arguments)
    return broken(f"{_what(fault)}\n{report}", arguments)


def _what(fault: Exception) -> str:
    if isinstance(fault, MemoryError):
        return "There is not enough memory for this portfolio; nothing was written."
    return f"Headgate failed ({type(fault).__name__}); nothing was written."


def _report(fault: Exception, arguments: argparse.Namespace) -> str:
    words = {
        name: str(value)
        for name, value in vars(arguments).items()
        if name not in {"command", "started"}
    }
    return "\n".join(
        (
            f"headgate {version('headgate')}, Python {sys.version.split()[0]}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"headgate {arguments.command.NAME} {words}",
            "",
            *traceback.format_exception(fault),
        )
    )
