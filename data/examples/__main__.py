"""Writes the examples' workbooks anew: `python -m data.examples`."""

from data.examples import build, example, names
from data.writing import write


def main() -> None:
    """Writes every example's workbook beside its code."""
    for name in names():
        write(build(name), example(name))


if __name__ == "__main__":
    main()
