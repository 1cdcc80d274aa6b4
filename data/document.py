"""Reads and checks a portfolio written as one JSON document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data.hygiene import unfit
from data.limits import MOST_BYTES
from data.refusal import Refusal
from data.rows import error
from data.sheets import settings
from data.sheets.all_sheets import BY_FIELD
from data.sheets.limits import fault_in
from models.issue import Issue, Place, Severity
from models.nearest import nearest
from models.portfolio import Portfolio

_SCHEMA = "the document that `headgate schema` describes"


def read_document(path: Path) -> tuple[Portfolio | None, tuple[Issue, ...]]:
    """The portfolio, or all that its types refuse; raises Refusal for what is no JSON."""
    if path.stat().st_size > MOST_BYTES:
        raise Refusal("the document is too large", f"at most {MOST_BYTES // 2**20} MB")
    content = path.read_bytes()
    if not content.strip():
        raise Refusal("the file is empty", _SCHEMA)
    doubled = _doubled_keys(content)
    if doubled:
        return None, tuple(
            error(path.name, None, f"'{key}' is there twice", _SCHEMA) for key in doubled
        )
    try:
        portfolio = Portfolio.model_validate_json(content)
    except ValidationError as found:
        details = found.errors(include_url=False)
        return None, tuple(_issue(each, path.name) for each in details)
    return portfolio, tuple(unfit(portfolio))


def _doubled_keys(content: bytes) -> list[str]:
    """Keys that one object has twice, which JSON readers otherwise drop silently."""
    doubled: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            keys = [key for key, _ in pairs]
            doubled.update(dict.fromkeys(key for key in keys if keys.count(key) > 1))
        return fields

    try:
        json.loads(content.decode("utf-8"), object_pairs_hook=look, parse_constant=_refuse)
    except (UnicodeDecodeError, RecursionError) as failure:
        raise Refusal("the document is not UTF-8 text", _SCHEMA) from failure
    except ValueError as failure:
        raise Refusal(f"the document is no JSON: {failure}", _SCHEMA) from failure
    return list(doubled)


def _refuse(constant: str) -> None:
    raise Refusal(f"the document has the number {constant}", "finite numbers")


def _issue(detail: ErrorDetails, name: str) -> Issue:
    """What the types refuse, with the sheet, row and column that people know it by."""
    field, *rest = detail["loc"] or (name,)
    if field == settings.TITLE.casefold():
        fault = fault_in(detail, settings.KEYS, None)
        place = Place(sheet=settings.TITLE, column=fault.column if rest else None)
    elif field in BY_FIELD:
        sheet = BY_FIELD[str(field)]
        fault = fault_in(detail, sheet.columns, None)
        row = rest[0] if rest and isinstance(rest[0], int) else None
        place = Place(sheet=sheet.title, row=row, column=fault.column if rest[1:] else None)
    else:
        near = nearest(str(field), list(BY_FIELD))
        allowed = _SCHEMA + (f"; nearest: {near}" if near else "")
        return error(name, None, f"'{field}': {detail['msg']}", allowed)
    return Issue(
        severity=Severity.ERROR, place=place, what=fault.what, allowed=fault.allowed or _SCHEMA
    )
