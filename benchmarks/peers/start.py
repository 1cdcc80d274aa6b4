"""Starts a peer in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers.run import Asks, Run

PATIENCE = 3
"""Times its limit after which a peer that does not end is ended, and a minute more."""


def start(peer: str, portfolio: Path, seconds: float) -> Run:
    """What came of it; a process that fails has a run without a plan, and a note."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "run.json"
        command = [sys.executable, "-m", "benchmarks.peers", peer, str(portfolio)]
        try:
            ended = subprocess.run(
                [*command, "--seconds", str(seconds), "-o", str(answer)],
                capture_output=True,
                text=True,
                timeout=seconds * PATIENCE + 60,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _failed(peer, begun, "did not end")
        if ended.returncode != 0 or not answer.exists():
            said = ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"]
            return _failed(peer, begun, said[-1])
        return Run.model_validate_json(answer.read_text(encoding="utf-8"))


def _failed(peer: str, begun: float, note: str) -> Run:
    seconds = time.monotonic() - begun
    return Run(peer=peer, asks=Asks.EVERYTHING, seconds=seconds, peak=0.0, note=note)
