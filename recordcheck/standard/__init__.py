"""Reading standards: YAML with positions, code lists, SQL; everything is checked before anything
runs.
"""

from recordcheck.standard.load import load

__all__ = ["load"]
