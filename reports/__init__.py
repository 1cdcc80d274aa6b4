"""Out: the plan as an Excel workbook, one sheet per file."""
