"""Exports: a file is read whole and as it stands, or refused with the line."""
