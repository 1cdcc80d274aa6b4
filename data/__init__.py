"""In, and kept: readers and writers of workbooks, CSV folders and JSON; template; examples."""
