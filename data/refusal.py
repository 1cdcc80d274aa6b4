"""An input that cannot be read at all."""


class Refusal(Exception):
    """Why the file or folder is not read, and what would be."""

    def __init__(self, what: str, allowed: str) -> None:
        """In words for the person who chose the file."""
        super().__init__(what)
        self.what = what
        self.allowed = allowed
