"""Jinja2 templates; they only loop, what they print is made in Python."""
