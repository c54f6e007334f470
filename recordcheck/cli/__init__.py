"""The command line: parse, call one function, write, exit code."""

from __future__ import annotations

import importlib
import os
import sys

import click

from recordcheck import __version__

COMMANDS = {
    "lint": ("recordcheck.cli.lint", "lint", "Check exports against a recording standard."),
    "explain": (
        "recordcheck.cli.explain",
        "explain",
        "Say what a rule asks, why, and show examples.",
    ),
    "schema": ("recordcheck.cli.schema", "schema", "List, show, check and test standards."),
}


class Commands(click.Group):
    """Commands that are imported when they are called, so that `--help` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, _, says) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from recordcheck.nearest import did_you_mean

            ctx.fail(f"no command `{args[0]}`{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="recordcheck %(version)s")
def cli() -> None:
    """Check that what must be recorded about a child is recorded.

    A recording standard says what must be recorded, and why; recordcheck holds an export against it. It shows
    counts and record numbers, never what a record says.
    """


def main() -> None:
    """The console script: every failure becomes one or two lines and an exit code."""
    from recordcheck.errors import UserError

    try:
        cli(prog_name="recordcheck")
    except UserError as error:
        _stop(str(error), 2)
    except (BrokenPipeError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(141) from None
        _stop(f"{type(error).__name__}: {(error.strerror or 'it failed').lower()}", 2)
    except Exception as error:  # noqa: BLE001 - its text may hold a value, so only its place is shown
        _stop(_ours(error), 2)


def _stop(message: str, code: int) -> None:
    click.echo(f"recordcheck: {message}", err=True)
    raise SystemExit(code)


def _ours(error: Exception) -> str:
    """A fault of ours, without the error's own text: that may hold what a record says."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return (
        f"stopped by a fault of its own ({type(error).__name__} at {place}, version {__version__})\n"
        "  nothing was written; please report this line, it holds nothing from your records"
    )
