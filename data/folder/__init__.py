"""The same sheets as a folder of CSV files, one per sheet."""
