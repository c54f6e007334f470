"""A standard's table as a pandera schema, and a user's pandera schema as a standard's table."""
