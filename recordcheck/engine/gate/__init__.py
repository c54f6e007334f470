"""A run held against what was known before: what is new or worse, and what is lacking."""
