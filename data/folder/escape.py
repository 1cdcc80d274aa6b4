"""Texts that a spreadsheet would take for a formula carry an apostrophe in CSV files."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def escaped(text: str) -> str:
    """The text, behind an apostrophe if it begins like a formula (or like an escaped one)."""
    return f"'{text}" if text.startswith(_ACTIVE) else text


def unescaped(text: str) -> str:
    """Without the apostrophe that `escaped` put there; any other apostrophe stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_ACTIVE) else text
