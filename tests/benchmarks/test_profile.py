"""The profile of a whole command: all of its phases, and all of its time."""

from pathlib import Path

import pytest

from benchmarks import profile
from benchmarks.generate import generated
from benchmarks.profile import Stopwatch, table
from data.writing import write
from headgate.errors import Exit
from models.progress import Progress


def test_every_phase_of_a_command_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, output = tmp_path / "small.json", tmp_path / "plan.xlsx"
    write(generated(20, 60, 4, 7), source)
    assert profile.main([str(source), "--gap", "5", "-o", str(output)]) == 0
    header, *lines, whole = capsys.readouterr().out.splitlines()
    assert output.exists()
    assert header.split()[0] == "phase"
    assert whole.split()[0] == "whole"
    told = [line[:28].strip() for line in lines]
    assert told[:4] == ["importing", "reading", "checking", "building the programme"]
    assert told[-3:] == ["explaining", "auditing", "writing"]
    assert len(told) == len(set(told))


def test_rounds_of_a_phase_are_one_phase() -> None:
    watch = Stopwatch()
    for phase in ("choosing", "agreeing, round 2", "choosing", "agreeing, round 3"):
        watch.hear(Progress(phase=phase))
    assert list(watch.phases) == ["choosing", "agreeing"]


def test_times_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 4.0, 8.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    watch = Stopwatch()
    watch.begin("choosing")
    watch.begin("naming")  # after 1 second
    watch.begin("choosing")  # after 3
    watch.end()  # after 4
    _, choosing, naming, whole = (line.split() for line in table(watch))
    assert choosing[:2] == ["choosing", f"{1 + 4:.2f}"]
    assert naming[:2] == ["naming", "3.00"]
    assert whole[:2] == ["whole", f"{1 + 4 + 3:.2f}"]


def test_a_refusal_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile.main([str(tmp_path / "missing.json")]) == Exit.INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "there is no such file" in captured.err
