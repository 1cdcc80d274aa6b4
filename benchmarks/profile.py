"""Where the time of a whole command goes, and the memory.

    python -m benchmarks.profile portfolio.json --time-limit 60

Reads, checks, plans, explains, audits and writes in one process, as `headgate plan` does, and
prints a line per phase: seconds, those of all cores, the share of the whole, and the most memory in
use until then.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from headgate.errors import HeadgateError
from models.progress import Progress

_KILOBYTES = 1024 if sys.platform == "darwin" else 1
"""What a unit of the system's peak memory is of a kilobyte: there it counts bytes."""


@dataclass
class Phase:
    """What one phase took, all its rounds together."""

    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of all cores."""
    memory: float = 0.0
    """Most megabytes in use until its end."""


@dataclass
class Stopwatch:
    """Phases in the order in which they began; one runs at a time."""

    phases: dict[str, Phase] = field(default_factory=dict)
    _running: str | None = None
    _since: tuple[float, float] = (0.0, 0.0)

    def begin(self, name: str) -> None:
        """Ends the phase that runs, and begins another one, or an earlier one anew."""
        self.end()
        self.phases.setdefault(name, Phase())
        self._running = name

    def end(self) -> None:
        """Ends the phase that runs, if one does."""
        now = time.monotonic(), time.process_time()
        if self._running is not None:
            phase = self.phases[self._running]
            phase.seconds += now[0] - self._since[0]
            phase.processor += now[1] - self._since[1]
            phase.memory = _peak()
        self._running, self._since = None, now

    def hear(self, progress: Progress) -> None:
        """Begins the phase that a search reports; its rounds are one phase."""
        name = progress.phase.partition(",")[0]
        if name != self._running:
            self.begin(name)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES / 1024


def profiled(source: Path, output: Path, gap: Decimal | None, time_limit: int | None) -> Stopwatch:
    """Plans a portfolio as the command does, with a stopwatch; raises HeadgateError as it does."""
    watch = Stopwatch()
    watch.begin("importing")
    from headgate.checking import check
    from headgate.memory import rarely_collected
    from headgate.pipeline import run
    from reports import write_plan

    with rarely_collected():
        watch.begin("reading")
        found = check(source)
        portfolio = found.sound()
        watch.begin("checking")
        plan = run(portfolio, gap=gap, time_limit=time_limit, on_progress=watch.hear)
        watch.begin("writing")
        write_plan(portfolio, plan.model_copy(update={"findings": found.issues}), output)
    watch.end()
    return watch


def table(watch: Stopwatch) -> Iterator[str]:
    """A line per phase, and one for the whole."""
    whole = Phase(
        sum(phase.seconds for phase in watch.phases.values()),
        sum(phase.processor for phase in watch.phases.values()),
        max(phase.memory for phase in watch.phases.values()),
    )
    yield f"{'phase':28} {'seconds':>9} {'of all cores':>13} {'share':>7} {'peak MB':>9}"
    for name, phase in (*watch.phases.items(), ("whole", whole)):
        share = phase.seconds / whole.seconds
        yield (
            f"{name:28} {phase.seconds:9.2f} {phase.processor:13.2f} {share:7.1%} "
            f"{phase.memory:9.0f}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; returns the exit code."""
    options = _options(arguments)
    with TemporaryDirectory() as folder:
        output = options.output or Path(folder) / "plan.xlsx"
        try:
            watch = profiled(options.portfolio, output, options.gap, options.time_limit)
        except HeadgateError as refusal:
            print(refusal, file=sys.stderr)
            return refusal.code
    print("\n".join(table(watch)))
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.profile", description="Times the phases of a whole command."
    )
    parser.add_argument("portfolio", type=Path, help=".json, .xlsx or a folder of CSV files")
    parser.add_argument("--gap", type=Decimal, help="percent; as in the settings unless given")
    parser.add_argument("--time-limit", type=int, help="seconds; as in the settings unless given")
    parser.add_argument("-o", "--output", type=Path, help="keep the workbook there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
