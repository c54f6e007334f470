"""The program, and `python -m recordcheck`. A copy that is not installed says how to do that, and
who stops it while it still loads is answered as later.
"""

import sys


def main() -> None:
    """Load the command line, and run it."""
    try:
        try:
            from recordcheck.cli import main as command_line
        except ModuleNotFoundError:  # what it needs is not there, or no version of its own
            sys.stderr.write(
                "recordcheck: this copy is not installed\n"
                "  in its folder: pipx install . (or pip install . in an environment of your own)\n"
            )
            raise SystemExit(2) from None
        command_line()
    except KeyboardInterrupt:  # the command line catches its own, once it is there
        sys.stderr.write("\nrecordcheck: stopped; nothing was written\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
