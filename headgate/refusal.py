"""How a refusal reaches the user: in words on stderr, or as the one document of `--json`."""

from __future__ import annotations

import argparse
import sys
import time

from headgate.errors import (
    AuditFailed,
    ClusterError,
    Exit,
    HeadgateError,
    InputError,
    LedgerError,
    NothingFound,
    OutputError,
    Unsolvable,
)

_STATUS: tuple[tuple[type[HeadgateError], str], ...] = (
    (InputError, "faults"),
    (Unsolvable, "no plan"),
    (NothingFound, "nothing found"),
    (AuditFailed, "audit failed"),
    (OutputError, "not written"),
    (LedgerError, "refused"),
    (ClusterError, "refused"),
)
_WRITERS = ("plan", "outcomes", "roll", "whatif", "frontier", "staged", "hiring")
"""Commands that would have written something."""


def refuse(error: HeadgateError, arguments: argparse.Namespace) -> Exit:
    """Say what was refused and why; returns the exit code."""
    status = next((word for kind, word in _STATUS if isinstance(error, kind)), "usage")
    if getattr(arguments, "json", False):
        _print_document(error, status, arguments)
        return error.code
    if isinstance(error, InputError | Unsolvable):
        from headgate.wording import conflict, count, finding

        if isinstance(error, Unsolvable):
            lines = conflict(error.issues)
        else:
            lines = [finding(issue) for issue in error.issues]
            writes = arguments.command.NAME in _WRITERS
            unwritten = "; nothing was written" if writes else ""
            lines.append(count(error.issues) + unwritten)
        _say("\n".join(lines))
    else:
        _say(str(error))
    return error.code


def stopped(arguments: argparse.Namespace) -> Exit:
    """Say that the user stopped before there was anything to keep."""
    message = "Stopped; nothing was written."
    if getattr(arguments, "json", False):
        _print_document(None, "stopped", arguments, message, Exit.STOPPED)
    else:
        _say(message)
    return Exit.STOPPED


def broken(message: str, arguments: argparse.Namespace) -> Exit:
    """Say that Headgate itself went wrong."""
    if getattr(arguments, "json", False):
        _print_document(None, "internal error", arguments, message, Exit.INTERNAL)
    else:
        _say(message)
    return Exit.INTERNAL


def _print_document(
    error: HeadgateError | None,
    status: str,
    arguments: argparse.Namespace,
    message: str = "",
    code: Exit = Exit.INTERNAL,
) -> None:
    from headgate.answer import Answer

    answer = Answer(
        command=arguments.command.NAME,
        status=status,
        code=code if error is None else error.code,
        seconds=time.monotonic() - arguments.started,
        message=message or str(error),
        findings=error.issues if isinstance(error, InputError | Unsolvable) else (),
        checks=error.checks if isinstance(error, AuditFailed) else (),
    )
    sys.stdout.write(answer.as_json() + "\n")


def _say(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
