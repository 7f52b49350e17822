"""What the command lines of both packages share: commands loaded when called, errors told as one message."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

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
    """A command group whose commands raise :class:`Problem` for what the user must mend.

    ``places`` says where further commands stand, by name, as ``package.module:attribute``: only the one that is called
    is loaded.
    """

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = dict(places or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*super().list_commands(ctx), *self.places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now where it was not."""
        if cmd_name in self.places and cmd_name not in self.commands:
            module, _, attribute = self.places[cmd_name].partition(":")
            self.add_command(cast(click.Command, getattr(import_module(module), attribute)), cmd_name)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise Told(str(problem)) from problem


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """All commands of a group by name, loaded."""
    context = click.Context(group)
    found = ((name, group.get_command(context, name)) for name in group.list_commands(context))
    return {name: command for name, command in found if command is not None}
