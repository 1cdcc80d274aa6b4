"""How large an input may be. Anything beyond is refused before it costs time or memory."""

MOST_ROWS = 250_000
"""Rows of one sheet."""
MOST_COLUMNS = 256
"""Columns of one sheet that may hold something."""
MOST_ENTRIES = 2_000
"""Parts of one workbook, or files of one folder."""
MOST_BYTES = 512 * 2**20
"""Bytes of all parts of a workbook when unpacked, of all files of a folder, of a JSON document."""
MOST_RATIO = 200
"""How much larger an unpacked part may be than the packed one, from a megabyte on."""
RATIO_FROM = 2**20
MOST_TEXTS = 5_000_000
"""Shared texts of one workbook."""
