"""Instances to measure Headgate on, and the commands that build and run them."""
