"""The bounds that the types of the models set, for checks while a cell is typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo


def bounds(row: type[BaseModel], field: str) -> tuple[Decimal | None, Decimal | None]:
    """Least and greatest value of a field; None where there is no such bound."""
    low: Decimal | None = None
    high: Decimal | None = None
    for mark in _marks(row.model_fields.get(field)):
        match mark:
            case Ge(ge=bound) | Gt(gt=bound):
                low = Decimal(str(bound))
            case Le(le=bound) | Lt(lt=bound):
                high = Decimal(str(bound))
    return low, high


def _marks(part: Any) -> Iterator[object]:  # noqa: ANN401 - any annotation
    """Everything that annotates a field, whatever `| None` stands around it."""
    marks = part.metadata if isinstance(part, FieldInfo) else getattr(part, "__metadata__", ())
    for mark in marks:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark
    inner = (part.annotation,) if isinstance(part, FieldInfo) else get_args(part)
    for each in inner:
        yield from _marks(each)
