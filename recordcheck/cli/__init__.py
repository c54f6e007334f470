"""The command line: parse, call one function, write, exit code."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from recordcheck import __version__

COMMANDS = {
    "lint": "Check exports against a recording standard.",
    "explain": "Say what a rule asks and why, and show examples.",
    "profile": "Say what is in files, without showing a value.",
    "init": "Write a configuration, or a first standard, for this folder.",
    "schema": "List, show, check and test standards.",
}
"""Each is a function of its name, in a module of its name."""


@contextmanager
def _pipe_may_close() -> Iterator[None]:
    """A reader that has gone ends the command; click itself would call it a failure."""
    try:
        yield
    except BrokenPipeError:
        from recordcheck.cli.failing import close_pipe

        close_pipe()


class Commands(click.Group):
    """Commands that are imported when they are called, so that `--help` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"recordcheck.cli.{cmd_name}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _pipe_may_close():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Raises UsageError with the command that was called, which the parser of options does not
        say of one without its argument.
        """
        try:
            with _pipe_may_close():
                return super().invoke(ctx)
        except click.UsageError as error:
            name = ctx.invoked_subcommand
            command = self.get_command(ctx, name) if name else None
            if error.ctx is None and command is not None:
                error.ctx = click.Context(command, ctx, name)
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

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

    A recording standard says what must be recorded, and why; recordcheck holds an export against
    it. It shows counts and record numbers, never what a record says.
    """


def main() -> None:
    """The console script, of which a tenth each would go into looking for rubbish, time and again
    while libraries are loaded, and once more at the end.
    """
    gc.set_threshold(200_000)
    try:
        _main()
    finally:
        gc.freeze()


def _main() -> None:
    """Every failure becomes one or two lines and an exit code."""
    from recordcheck.cli import failing
    from recordcheck.errors import UserError

    _write_anything()
    try:
        # On Windows click would write out what looks like a pattern before we see it.
        code = cli(prog_name="recordcheck", standalone_mode=False, windows_expand_args=False)
    except UserError as error:
        failing.stop(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        raise SystemExit(2) from None
    except click.UsageError as error:
        failing.stop(failing.usage(error))
    except (KeyboardInterrupt, click.Abort):
        failing.stop(failing.STOPPED, failing.INTERRUPTED)
    except Exception as error:  # its text may hold a value: only its place is shown
        failing.stop(failing.of_machine(error) or failing.ours(error))
    raise SystemExit(code if isinstance(code, int) else 0)


def _write_anything() -> None:
    """A name that the terminal's encoding has not is written with a sign for what it lacks. What
    has no terminal, nor anything in its place, writes nowhere.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
