"""JSON documents: faults by sheet, row and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.reading import read
from models.portfolio import Portfolio
from tests.data.draft import errors, small


def document(tmp_path: Path, **changes: Any) -> Path:  # noqa: ANN401 - any JSON
    """The small portfolio as a document, some of its fields changed."""
    fields = json.loads(small().model_dump_json()) | changes
    path = tmp_path / "p.json"
    path.write_text(json.dumps(fields))
    return path


def stages(**changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    first, second = json.loads(small().model_dump_json())["stages"]
    return [first, second | changes]


def test_a_document_comes_back(tmp_path: Path) -> None:
    assert read(document(tmp_path)).portfolio == small()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tranche": -5}, "Stages, row 2, column Tranche: -5 is too small; at least 0"),
        ({"tranche": 5.5}, "Stages, row 2, column Tranche: input should be a valid integer"),
        ({"periods": 0}, "Stages, row 2, column Periods: 0 is too small; at least 1"),
        ({"chance": "NaN"}, "Stages, row 2, column Chance of passing %: input should be a finite"),
        ({"chance": "100.5"}, "Stages, row 2, column Chance of passing %: 100.5 is too large"),
        ({"status": "finished"}, "Stages, row 2, column Status: input should be 'not started', "),
        ({"started": "2026-02-30"}, "Stages, row 2, column Started: input should be a valid date"),
        ({"name": " Build"}, "Stages, row 2, column Name: begins or ends with white space"),
        ({"name": "a\x01b"}, "Stages, row 2, column Name: has a control character in it"),
        ({"name": ""}, "Stages, row 2, column Name: "),
        ({"chance": "33.33333333333333333"}, "Stages, row 2, column Chance of passing %: 33.33"),
        (
            {"fund": "mian"},
            "Stages, row 2, column Fund: there is no fund 'mian'; a fund that exists;",
        ),
    ],
)
def test_faults_have_their_sheet_row_and_column(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    [found] = errors(read(document(tmp_path, stages=stages(**changes))))
    assert found.startswith(said)


def test_all_faults_are_told_in_one_pass(tmp_path: Path) -> None:
    path = document(tmp_path, stages=stages(tranche=-1, periods=0), settings={"name": "x"})
    assert len(errors(read(path))) == 4


def test_an_unknown_field_is_a_fault(tmp_path: Path) -> None:
    [found] = errors(read(document(tmp_path, stage=[])))
    assert found.startswith("p.json: 'stage': ")
    assert found.endswith("nearest: stages")


def test_a_field_that_is_there_twice_is_a_fault(tmp_path: Path) -> None:
    path = document(tmp_path)
    path.write_text(path.read_text().replace('"teams":', '"teams": [], "teams":'))
    [found] = errors(read(path))
    assert found.startswith("p.json: 'teams' is there twice")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"{", "the document is no JSON"),
        (b'{"settings": NaN}', "the document has the number NaN"),
        (b"\xff\xfe{", "the document is not UTF-8 text"),
        (b"[" * 100_000, "the document is not UTF-8 text"),
        (b"[]", "'p.json': "),
    ],
)
def test_documents_that_are_none(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(content)
    [found] = errors(read(path))
    assert found.startswith(f"p.json: {said}")


@pytest.mark.parametrize("rate", ["8", "8.0", "8.000", 8, 8.0])
def test_one_number_has_one_digest(tmp_path: Path, rate: object) -> None:
    settings = json.loads(small().settings.model_dump_json()) | {"discount_rate": rate}
    portfolio = read(document(tmp_path, settings=settings)).portfolio
    assert isinstance(portfolio, Portfolio)
    eight = read(document(tmp_path, settings=settings | {"discount_rate": "8"})).portfolio
    assert eight is not None
    assert portfolio.digest() == eight.digest()
