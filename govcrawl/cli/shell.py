"""What the command lines of both packages share: errors told as one message, never as a traceback."""

from __future__ import annotations

from typing import Any

import click

from govcrawl.cli import chinese
from govcrawl.errors import Problem

chinese.install()


class Told(click.ClickException):
    """A :class:`Problem` as Click shows it."""

    exit_code = Problem.exit_code

    def show(self, file: Any = None) -> None:
        """Print the message to the error output."""
        click.echo(f"错误：{self.message}", err=True, file=file)


class Group(click.Group):
    """A command group whose commands raise :class:`Problem` for what the user must mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise Told(str(problem)) from problem
