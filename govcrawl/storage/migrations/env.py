"""Alembic's entry: the connection comes from :mod:`govcrawl.storage.session`, never from an ini file."""

from alembic import context

from govcrawl.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
