"""The front door: command line, pipeline and the public Python API."""
