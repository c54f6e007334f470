"""The SQL of a standard: one safe subset, parsed, checked against an allow-list, and rewritten to
plain SQL.
"""
