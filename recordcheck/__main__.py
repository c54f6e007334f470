"""`python -m recordcheck`; a copy that is not installed says how to do that."""

import sys

try:
    from recordcheck.cli import main
except ModuleNotFoundError:  # what it needs is not there, or no version of its own
    sys.stderr.write(
        "recordcheck: this copy is not installed\n"
        "  in its folder: pipx install . (or pip install . in an environment of your own)\n"
    )
    raise SystemExit(2) from None

main()
