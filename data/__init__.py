"""In, and kept: readers and writers of workbooks, CSV folders and JSON, the template, the examples."""
