"""How alembic runs here: on the connection, and in the transaction, of a store that is being opened."""

from __future__ import annotations

from alembic import context

from permanence_lib.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
