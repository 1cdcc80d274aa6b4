"""The ZIP archive that a workbook is, opened only when it is harmless."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.limits import MOST_BYTES, MOST_ENTRIES, MOST_RATIO, RATIO_FROM
from data.refusal import Refusal

ACCEPTED = "an Excel workbook (.xlsx), a JSON document (.json) or a folder of CSV files"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG = 0x1
_CHUNK = 2**16
_SAMPLE = 2**22


class Archive:
    """A checked archive: its parts are read by name, in bounded pieces, with their checksums."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        """Raises Refusal for an archive that is too large, doubled, encrypted or active."""
        self._file = file
        self._left = MOST_BYTES
        entries = file.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        _refuse_size(entries)
        _refuse_names(entries)
        _refuse_content(self.names)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part; raises Refusal if they are more than declared, or damaged."""
        entry = self._file.getinfo(name)
        try:
            with self._file.open(entry) as part:
                yield from self._bounded(part, entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise _damaged(name) from error

    def read(self, name: str) -> bytes:
        """A part as a whole; for the small ones."""
        return b"".join(self.chunks(name))

    def verify(self, name: str) -> None:
        """Reads a part that nobody needs, for its checksum."""
        for _ in self.chunks(name):
            pass

    def _bounded(self, part: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            self._left -= len(chunk)
            if self._left < 0 or _is_bomb(size, entry.compress_size):
                raise Refusal(f"the part {entry.filename} unpacks to too much", _SIZE_RULE)
            yield chunk
        if size != entry.file_size:
            raise _damaged(entry.filename)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive of a workbook; raises Refusal."""
    with path.open("rb") as file:
        _refuse_other_formats(file)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise Refusal("the file is damaged or is no workbook", ACCEPTED) from error
        with archive:
            yield Archive(archive)


def _refuse_other_formats(file: IO[bytes]) -> None:
    start = file.read(_SAMPLE)
    file.seek(0)
    if not start:
        raise Refusal("the file is empty", ACCEPTED)
    if start.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in start:
            raise Refusal("the workbook has a password", "a workbook saved without a password")
        raise Refusal("the file is in the old .xls format", "the workbook saved as .xlsx")
    if not start.startswith(b"PK"):
        raise Refusal("the file is not a workbook", ACCEPTED)


def _refuse_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refusal(f"the workbook has {len(entries):,} parts", f"at most {MOST_ENTRIES:,}")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refusal("the workbook unpacks to too much", _SIZE_RULE)
    for entry in entries:
        if _is_bomb(entry.file_size, entry.compress_size):
            raise Refusal(f"the part {entry.filename} unpacks to too much", _SIZE_RULE)


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.casefold() in seen:
            raise Refusal(f"the workbook has the part {name} twice", "each part once")
        seen.add(name.casefold())
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise Refusal(f"the workbook has a part that points elsewhere: {name}", ACCEPTED)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refusal("the workbook has a password", "a workbook saved without a password")


def _refuse_content(names: frozenset[str]) -> None:
    folded = {name.casefold() for name in names}
    if any(name.endswith("workbook.bin") for name in folded):
        raise Refusal("the file is in the binary .xlsb format", "the workbook saved as .xlsx")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in folded):
        raise Refusal(
            "the workbook has macros in it", "the workbook saved as .xlsx, without macros"
        )
    if any("/externallinks/" in name for name in folded):
        what = "the workbook has links to other workbooks"
        raise Refusal(what, "their values: in Excel, Data > Edit Links > Break Link")
    if any(name.endswith("/connections.xml") or "/querytables/" in name for name in folded):
        what = "the workbook has connections to other sources"
        raise Refusal(what, "their values: in Excel, Data > Queries and Connections > Delete")


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > packed * MOST_RATIO


def _damaged(name: str) -> Refusal:
    return Refusal(f"the part {name} is damaged", "the workbook opened in Excel and saved again")


_SIZE_RULE = f"at most {MOST_BYTES // 2**20} MB in all, and {MOST_RATIO} times its packed size"
