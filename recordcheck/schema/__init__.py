"""A table of a standard as a pandera schema, and a user's pandera schema as a table of a standard."""
