"""Delimited text: read whole and as it stands, or refused with the line."""
